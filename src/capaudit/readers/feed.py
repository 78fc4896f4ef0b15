"""Feeds: RSS 2.0 and its forerunners, RSS 1.0 in RDF, Atom; each item an article.

https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec,
https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.errors import ReadError
from capaudit.model.article import Article, DateStatement
from capaudit.model.text import Passage, SourceText, Span
from capaudit.readers.arrange import arranged, published_elsewhere
from capaudit.readers.dated import dates_of_image_paths, internet_date
from capaudit.readers.decode import Decoded, decode
from capaudit.readers.feed_media import attached_pictures, merged, stand_ins
from capaudit.readers.fragment import (
    Fragment,
    read_fragment,
    read_plain_story,
    read_story,
    read_text,
)
from capaudit.readers.lead_in import byline_names
from capaudit.readers.plain import joined
from capaudit.readers.site_view import SiteView
from capaudit.readers.tree import Node
from capaudit.readers.xml_root import Root, decoded_head, root_of
from capaudit.readers.xml_tree import XmlTree, read_xml

# RDF holds much besides feeds: those of RSS 1.0 and 0.9 declare its namespace.
_RSS_IN_RDF = frozenset({"purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9"})
_ITEMS = {"rss": "item", "rdf:RDF": "item", "atom:feed": "atom:entry"}
_PUBLISHED = (
    *("pubDate", "dc:date", "dcterms:issued", "atom:published", "atom:issued"),
    *("dcterms:created", "atom:created"),
)
_MODIFIED = ("atom:updated", "dcterms:modified", "atom:modified")
_BYLINES = ("dc:creator", "itunes:author", "author")
# `jane@paper.example (Jane Doe)`: https://www.rssboard.org/rss-specification, author.
_IN_BRACKETS = re.compile(r"[^\s()]+@[^\s()]+\s*\(([^()]+)\)")
_ITEM = re.compile(r"<(?:[\w.-]{1,20}:)?(?:item|entry)[\s>]")
# Tags of Liquid, Nunjucks, Go, ERB and PHP.
_TEMPLATE_MARK = re.compile(r"\{[{%]|<%|<\?(?:php|=)")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


def is_rss(head: bytes) -> bool:
    """Whether a file is an RSS feed, by its first bytes."""
    return _format_of_head(head) == "rss"


def is_atom(head: bytes) -> bool:
    """Whether a file is an Atom feed, by its first bytes."""
    return _format_of_head(head) == "atom"


def _format_of_head(head: bytes) -> str | None:
    text = decoded_head(head).text
    root = root_of(text)
    return _format(root) if root is not None and not _is_template(text) else None


def _is_template(text: str) -> bool:
    """Whether a feed is yet to be written: what is to stand in it, a generator puts there."""
    item = _ITEM.search(text)
    return _TEMPLATE_MARK.search(text, 0, item.start() if item else len(text)) is not None


def _format(root: Root) -> str | None:
    if root.name in {"rss", "rdf:RDF"}:
        return "rss" if root.name == "rss" or root.addresses & _RSS_IN_RDF else None
    return "atom" if root.name in {"atom:feed", "atom:entry"} else None


def read_feed(data: bytes, path: str, site: SiteView) -> Iterator[Article | ReadError]:
    """Read each item of a feed as an article.

    Raises `ReadError` for what is no feed, or declares entities; yields one behind the items where
    the XML is not well-formed.
    """
    decoded = decode(data)
    root = root_of(decoded.text)
    kind = _format(root) if root is not None else None
    if root is None or kind is None:
        raise ReadError("is no RSS or Atom feed")
    tree = read_xml(decoded.text)
    feed = _Feed(path, kind, decoded, tree)
    found = [node for node in tree if node.name == _ITEMS.get(root.name, root.name)]
    for number, item in enumerate(found, 1):
        yield feed.article(item, number)
    if tree.fault is not None:
        line, column = feed.source.position(tree.fault.span.start)
        yield ReadError(f"XML not well-formed at {line}:{column}: {tree.fault.message}")


class _Feed:
    """What the items of a feed have in common."""

    def __init__(self, path: str, kind: str, decoded: Decoded, tree: XmlTree) -> None:
        self.path = path
        self.kind = kind
        self.decoded = decoded
        self.tree = tree
        self.source = SourceText(decoded.text)
        top = next((one for one in tree.children(tree.nodes[0]) if one.name), tree.nodes[0])
        self._channel = tree.element(top, "channel") or top
        self._language = self._language_of(self._channel) or self._language_of(top)

    def article(self, item: Node, number: int) -> Article:
        """One item."""
        headline = self._headline(item)
        story = self._story(item, headline)
        attached = attached_pictures(self.tree, item)
        shown = merged(story.figures, attached) or stand_ins(self.tree, item)
        figures = published_elsewhere(arranged(shown, story.credit))
        byline = self._byline(item) or story.byline
        return Article(
            path=self.path,
            item=self._id(item) or f"#{number}",
            format=self.kind,
            source=self.source,
            encoding=self.decoded.encoding,
            headline=headline,
            description=self._description(item),
            section=self._section(item),
            byline=byline,
            byline_names=byline_names(byline.text) if byline is not None else (),
            dateline=story.dateline,
            dates_published=(
                *self._dates(item, _PUBLISHED),
                *self._dates(item, ("atom:updated",)),
                *dates_of_image_paths(figures),
            ),
            dates_modified=tuple(self._dates(item, _MODIFIED)),
            language=self._language_of(item) or self._language,
            body=story.body,
            figures=figures,
            flaws=self.decoded.flaws if number == 1 else (),
        )

    def _headline(self, item: Node) -> Passage | None:
        for name in ("title", "atom:title", "dc:title"):
            node = self.tree.element(item, name)
            title = read_text(self.tree.content(node)) if node is not None else None
            if title is not None and title.text:
                return title
        return None

    def _story(self, item: Node, headline: Passage | None) -> Fragment:
        """The text of an item: in full where the feed gives it, else its summary."""
        for name in ("content:encoded", "atom:content", "description", "atom:summary"):
            node = self.tree.element(item, name)
            if node is None:
                continue
            story = self._of_content(node, headline)
            if story.story or story.figures:
                return story
        return Fragment()

    def _of_content(self, node: Node, headline: Passage | None) -> Fragment:
        kind = node.attribute("type").lower()
        if any(one.name for one in self.tree.children(node)):
            # XHTML, or HTML that a careless feed did not escape.
            return read_story(self.tree, node, headline=headline)
        value = self.tree.content(node)
        # Whatever an RSS item says is HTML; in Atom only what says so.
        if node.name.startswith("atom:") and kind in {"", "text", "text/plain"}:
            return read_plain_story(value)
        return read_fragment(value, headline=headline)

    def _description(self, item: Node) -> Passage | None:
        """The summary, where the text is given besides."""
        pairs = (("content:encoded", "description"), ("atom:content", "atom:summary"))
        for full, short in pairs:
            node = self.tree.element(item, short)
            if node is not None and self.tree.element(item, full) is not None:
                words = read_text(self.tree.content(node))
                return words if words.text else None
        return None

    def _byline(self, item: Node) -> Passage | None:
        atom = self.tree.elements(item, "atom:author") or self.tree.elements(
            self._channel, "atom:author"
        )
        names = [name for one in atom if (name := self.tree.value(one, "atom:name"))]
        for kind in _BYLINES if not names else ():
            words = (self.tree.words(one) for one in self.tree.elements(item, kind))
            names = [_name(one) for one in words if one is not None and not _is_address(one)]
            if names:
                break
        return joined(names, ", ") if names else None

    def _section(self, item: Node) -> Passage | None:
        category = self.tree.element(item, "atom:category")
        if category is not None and category.attribute("term"):
            return category.attributes["label" if category.attribute("label") else "term"]
        return self.tree.value(item, "category")

    def _dates(self, item: Node, names: tuple[str, ...]) -> Iterator[DateStatement]:
        for name in names:
            passage = self.tree.value(item, name)
            if passage is not None and any(one.isdigit() for one in passage.text):
                yield internet_date(passage, name)

    def _id(self, item: Node) -> str | None:
        found = (self.tree.value(item, name) for name in ("guid", "atom:id", "link"))
        own = next((one.text for one in found if one is not None), None)
        return own or item.attribute("rdf:about") or None

    def _language_of(self, node: Node) -> str | None:
        found = self.tree.value(node, "language") or self.tree.value(node, "dc:language")
        code = node.attribute("xml:lang") or (found.text if found is not None else "")
        return code.strip().replace("_", "-").split("-")[0].lower() or None


def _is_address(passage: Passage) -> bool:
    return _ADDRESS.fullmatch(passage.text) is not None


def _name(passage: Passage) -> Passage:
    """The name in `jane@paper.example (Jane Doe)`."""
    found = _IN_BRACKETS.fullmatch(passage.text)
    return passage.cut(Span(*found.span(1))).stripped() if found is not None else passage
