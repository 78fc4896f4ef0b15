"""One news item of NewsML-G2: a story, or a picture with what its item records of it.

https://iptc.org/std/NewsML-G2/guidelines/. Codes are read by their last part: their prefixes are
each provider's own (`drol:caption`, `http://cv.iptc.org/newscodes/descriptionrole/caption`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.model.article import DateStatement, Figure, RecordEntry, Role
from capaudit.model.text import Passage
from capaudit.readers import nitf
from capaudit.readers.dated import internet_date
from capaudit.readers.fragment import Fragment, read_fragment, read_plain_story, read_story
from capaudit.readers.plain import joined
from capaudit.readers.references import is_image_file, pixels
from capaudit.readers.tree import Node
from capaudit.readers.xml_tree import XmlTree

PICTURES = frozenset({"picture", "graphic"})
_CAPTIONS = ("caption",)
_ALTS = ("accessalttext", "alttext", "accessibilityalttext")
_STORY_ELEMENTS = frozenset({"p", "div", "h1", "h2", "body", "section", "article", "blockquote"})
_CODE_END = re.compile(r"[^:/#]*$")
# What an item records of its picture, by the path of names below the item; the last name is the
# key. The mapping is that of the IPTC's photo metadata in the guidelines.
_RECORDED = (
    *(("contentMeta", "contentCreated"), ("contentMeta", "headline")),
    *(("rightsInfo", "copyrightHolder", "name"), ("rightsInfo", "copyrightNotice")),
    *(("rightsInfo", "usageTerms"), ("itemMeta", "edNote"), ("itemMeta", "embargoed")),
)
_PHOTOGRAPHER = "photog"
# Kinds of place by a word in their code, with the key of the record that each is.
_PLACES = (
    *(("country", "country"), ("prov", "province_state"), ("state", "province_state")),
    *(("city", "city"), ("town", "city")),
)


class Item:
    """A news item or package of a file."""

    def __init__(self, tree: XmlTree, node: Node) -> None:
        self.tree = tree
        self.node = node
        self.guid = node.attribute("guid")
        item_class = tree.element(node, "itemMeta", "itemClass")
        self.kind = code(item_class) if item_class is not None else self._kind_by_content()

    def _kind_by_content(self) -> str:
        if self.renditions():
            return "picture"
        content = self.tree.element(self.node, "contentSet")
        kinds = {one.name for one in self.tree.children(content)} if content is not None else set()
        return "text" if kinds & {"inlineXML", "inlineData"} else ""

    @property
    def language(self) -> str | None:
        """The language of the item's text, as two or three letters."""
        tag = self.tree.element(self.node, "contentMeta", "language")
        given = tag.attribute("tag") if tag is not None else ""
        given = given or self.node.attribute("xml:lang")
        return given.split("-")[0].lower() or None

    def value(self, *path: str) -> Passage | None:
        """The words at a path; of several languages those of the item's own."""
        parent = self.tree.element(self.node, *path[:-1])
        if parent is None:
            return None
        found = [one for one in self.tree.elements(parent, path[-1]) if self.tree.words(one)]
        own = [one for one in found if self.is_own(one)] or found
        return self.tree.words(own[0]) if own else None

    def is_own(self, node: Node) -> bool:
        """Whether an element is in the item's language."""
        language = node.attribute("xml:lang").split("-")[0].lower()
        return not language or language == self.language

    def headline(self) -> Passage | None:
        """The headline; else the title under which the item is managed."""
        return self.value("contentMeta", "headline") or self.value("itemMeta", "title")

    def dates(self, *paths: tuple[str, ...]) -> tuple[DateStatement, ...]:
        """The dates at these paths."""
        found = ((path, self.value(*path)) for path in paths)
        return tuple(
            internet_date(passage, ".".join(path)) for path, passage in found if passage is not None
        )

    def names(self, *path: str) -> list[Passage]:
        """The names of the parties at a path: photographers, writers, sources."""
        parent = self.tree.element(self.node, *path[:-1])
        parties = self.tree.elements(parent, path[-1]) if parent is not None else []
        return [name for one in parties if (name := self._name(one)) is not None]

    def photographers(self) -> list[Passage]:
        """Those who made a picture: its creators, else contributors who photographed."""
        creators = self.names("contentMeta", "creator")
        meta = self.tree.element(self.node, "contentMeta")
        if creators or meta is None:
            return creators
        others = self.tree.elements(meta, "contributor")
        made = (one for one in others if code(one, "role").startswith(_PHOTOGRAPHER))
        return [name for one in made if (name := self._name(one)) is not None]

    def _name(self, party: Node) -> Passage | None:
        name = self.tree.value(party, "name")
        literal = party.attributes.get("literal")
        # An identifier, but where it has a space the name itself.
        return name or (literal if literal is not None and " " in literal.text.strip() else None)

    def renditions(self) -> list[Node]:
        """The image files of the item, the largest first."""
        content = self.tree.element(self.node, "contentSet")
        found = self.tree.elements(content, "remoteContent") if content is not None else []
        pictures = [one for one in found if _is_picture(one)]
        return sorted(pictures, key=lambda one: -(pixels(one.attribute("width")) or 0))

    def links(self) -> list[str]:
        """The items that this one says it goes with."""
        meta = self.tree.element(self.node, "itemMeta")
        found = self.tree.elements(meta, "link") if meta is not None else []
        return [one.attribute("residref") for one in found if code(one, "rel") not in _NOT_SHOWN]


# What a link leads to that is no part of the item: https://cv.iptc.org/newscodes/itemrelation/
_NOT_SHOWN = frozenset(
    (
        *("seealso", "derivedfrom", "translatedfrom", "previousversion", "isversionof"),
        *("hastranslation", "issupersededby", "supersedes", "supersededby", "replaces"),
    )
)


def code(node: Node, name: str = "") -> str:
    """The last part of a code, in lower case: of `qcode`, `uri` or `literal`, or of `name`."""
    names = (name, f"{name}uri") if name else ("qcode", "uri", "literal")
    given = next((value for one in names if (value := node.attribute(one))), "")
    found = _CODE_END.search(given[-200:])
    return found[0].lower() if found is not None else ""


def _is_picture(content: Node) -> bool:
    src = content.attribute("href") or content.attribute("residref")
    kind = content.attribute("contenttype")
    return bool(src) and (kind.lower().startswith("image/") if kind else is_image_file(src))


def story_of(item: Item, headline: Passage | None) -> Fragment:
    """The story that an item carries; an empty one where it carries none."""
    tree = item.tree
    content = tree.element(item.node, "contentSet")
    for node in tree.children(content) if content is not None else ():
        if node.name == "inlineXML":
            return _inline(tree, node, headline)
        if node.name == "inlineData" and not node.attribute("encoding"):
            value = tree.content(node)
            if "html" in node.attribute("contenttype"):
                return read_fragment(value, headline=headline)
            return read_plain_story(value)
    return Fragment()


def _inline(tree: XmlTree, node: Node, headline: Passage | None) -> Fragment:
    if not any(one.name in _STORY_ELEMENTS for one in tree.inside(node)):
        # Events, scores, prices: no story.
        return Fragment()
    root = tree.first_inside(node, nitf.STORY) or tree.first_inside(node, "body") or node
    own = nitf.headline(tree, node)
    story = read_story(tree, root, headline=headline or own)
    return msgspec.structs.replace(
        story,
        headline=own,
        byline=nitf.byline(tree, node) or story.byline,
        dateline=nitf.dateline(tree, node) or story.dateline,
    )


def picture_of(item: Item, role: Role) -> Figure:
    """The picture that an item is: caption and credit as given out, the rest as recorded."""
    sizes = item.renditions()
    src = _reference(sizes[0]) if sizes else None
    credit = item.value("contentMeta", "creditline")
    # Without a credit line the photographer is the credit.
    makers = item.photographers()
    given = item.node.attributes.get("guid")
    named = item.value("itemMeta", "fileName") or given
    where = sizes[0].span if sizes else item.node.span
    return Figure(
        index=0,
        src=(src or named or Passage("")).text.strip(),
        span=where,
        src_span=(src or named or Passage("")).stripped().span,
        role=role,
        caption=_description(item, _CAPTIONS),
        credit_line=credit or _together(makers),
        alt_text=_description(item, _ALTS),
        width=pixels(sizes[0].attribute("width")) if sizes else None,
        height=pixels(sizes[0].attribute("height")) if sizes else None,
        alternatives=tuple(_reference(one).text for one in sizes[1:]),
        record=tuple(_recorded(item, makers if credit is not None else [])),
        by_template=src is None,
    )


def _reference(content: Node) -> Passage:
    name = "href" if content.attribute("href") else "residref"
    return content.attributes[name].stripped()


def _description(item: Item, roles: tuple[str, ...]) -> Passage | None:
    """The description with one of these roles, in the item's language before others.

    A description without any role is taken for the caption.
    """
    meta = item.tree.element(item.node, "contentMeta")
    given = item.tree.elements(meta, "description") if meta is not None else []
    found = [one for one in given if item.tree.words(one)]
    fitting = [one for one in found if code(one, "role") in roles]
    if not fitting and roles == _CAPTIONS:
        fitting = [one for one in found if not code(one, "role")]
    own = [one for one in fitting if item.is_own(one)] or fitting
    return item.tree.words(own[0]) if own else None


def _together(names: list[Passage]) -> Passage | None:
    return joined(names, ", ") if names else None


def _recorded(item: Item, makers: list[Passage]) -> Iterator[RecordEntry]:
    """What the item records of its picture beside what is printed, the given makers included."""
    span = item.node.span
    for path in _RECORDED:
        value = item.value(*path)
        if value is not None:
            yield RecordEntry(".".join(path).removesuffix(".name"), value.span or span, value)
    for name in makers:
        yield RecordEntry("contentMeta.creator", name.span or span, name)
    for name in item.names("contentMeta", "infoSource"):
        yield RecordEntry("contentMeta.infoSource", name.span or span, name)
    yield from _people_and_place(item)


def _people_and_place(item: Item) -> Iterator[RecordEntry]:
    meta = item.tree.element(item.node, "contentMeta")
    if meta is None:
        return
    for subject in item.tree.elements(meta, "subject"):
        name = item.tree.value(subject, "name")
        if name is not None and code(subject, "type") == "person":
            yield RecordEntry("contentMeta.subject.persons", subject.span, name)
    located = item.tree.element(meta, "located")
    levels = [located, *item.tree.elements(located, "broader")] if located is not None else []
    for level in levels:
        name, kind = item.tree.value(level, "name"), code(level, "type")
        key = next((key for word, key in _PLACES if word in kind), None)
        if name is not None and key is not None:
            yield RecordEntry(f"contentMeta.located.{key}", level.span, name)
