"""NewsML-G2: news items, packages and messages of many; each story or picture an article.

https://iptc.org/standards/newsml-g2/. A picture that the file ties to one story, by a package, a
link or in its text, is a figure of that story; any other is an article of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from capaudit.errors import NoArticleError, ReadError
from capaudit.model.article import Article, Figure, Role
from capaudit.model.text import Passage, SourceText
from capaudit.readers.arrange import arranged
from capaudit.readers.decode import Decoded, decode
from capaudit.readers.fragment import Fragment
from capaudit.readers.lead_in import byline_names
from capaudit.readers.newsml_item import PICTURES, Item, code, picture_of, story_of
from capaudit.readers.nitf import as_html
from capaudit.readers.plain import joined
from capaudit.readers.site_view import SiteView
from capaudit.readers.tree import Node
from capaudit.readers.xml_root import Root, root_of, root_of_head
from capaudit.readers.xml_tree import XmlTree, read_xml

# Kinds of item that are no news items, as they are called.
_WITHOUT_NEWS = {
    "conceptItem": "concept item",
    "knowledgeItem": "knowledge item",
    "catalogItem": "catalog item",
    "planningItem": "planning item",
}
_NAMESPACE = "iptc.org/std/nar/2006-10-01"
_ROOTS = frozenset({"newsItem", "packageItem", "newsMessage", *_WITHOUT_NEWS})
_PUBLISHED = (("itemMeta", "firstCreated"), ("contentMeta", "contentCreated"))
_VERSION = ("itemMeta", "versionCreated")


def is_newsml(head: bytes) -> bool:
    """Whether a file is NewsML-G2, or the NewsML before it, by its first bytes."""
    root = root_of_head(head)
    return root is not None and (_is_g2(root) or root.name == "NewsML")


def _is_g2(root: Root) -> bool:
    return root.name in _ROOTS and _NAMESPACE in root.addresses


def read_newsml(data: bytes, path: str, site: SiteView) -> Iterator[Article | ReadError]:
    """Read each story and each picture of its own.

    Raises `ReadError`, which says what the file is, where it holds neither; yields one behind the
    items where the XML is not well-formed.
    """
    decoded = decode(data)
    root = root_of(decoded.text)
    if root is None or not (_is_g2(root) or root.name == "NewsML"):
        raise ReadError("is no NewsML-G2")
    if root.name == "NewsML":
        raise ReadError("is NewsML 1, the standard before NewsML-G2, which is not read")
    tree = read_xml(decoded.text)
    as_html(tree)
    message = _Message(path, decoded, tree)
    found = False
    for article in message.articles():
        found = True
        yield article
    if tree.fault is not None:
        line, column = message.source.position(tree.fault.span.start)
        yield ReadError(f"XML not well-formed at {line}:{column}: {tree.fault.message}")
    elif not found:
        raise NoArticleError(message.why_empty(root.name))


class _Message:
    """The items of a file and what ties them together."""

    def __init__(self, path: str, decoded: Decoded, tree: XmlTree) -> None:
        self.path = path
        self.decoded = decoded
        self.tree = tree
        self.source = SourceText(decoded.text)
        self._items = [Item(tree, one) for one in tree if one.name == "newsItem"]
        self._packages = [Item(tree, one) for one in tree if one.name == "packageItem"]
        self._pictures = {one.guid: one for one in self._items if one.kind in PICTURES}
        self._shown: set[str] = set()

    def articles(self) -> Iterator[Article]:
        """Each story with its pictures, then the pictures that go with none."""
        tied = self._tied_by_packages()
        flaws = self.decoded.flaws
        for number, item in enumerate(self._items, 1):
            if item.kind in PICTURES:
                continue
            article = self._story(item, number, tied.get(item.guid, []))
            if article is not None:
                yield msgspec.structs.replace(article, flaws=flaws)
                flaws = ()
        for number, item in enumerate(self._items, 1):
            if item.kind in PICTURES and item.guid not in self._shown:
                article = self._picture(item, number)
                yield msgspec.structs.replace(article, flaws=flaws)
                flaws = ()

    def why_empty(self, root: str) -> str:
        """What the file is instead."""
        if root in _WITHOUT_NEWS:
            what = f"is a NewsML-G2 {_WITHOUT_NEWS[root]}"
        elif root == "packageItem":
            what = "is a NewsML-G2 package that only refers to other items"
        elif root == "newsMessage":
            what = "is a NewsML-G2 message whose items are empty or of other kinds"
        else:
            kinds = [one.kind for one in self._items if one.kind not in {"", "text"}]
            of = f" of the class {kinds[0]}" if kinds else ""
            what = f"is a NewsML-G2 news item{of} without a story"
        return f"{what}: holds no article or picture"

    def _story(self, item: Item, number: int, tied: Sequence[str]) -> Article | None:
        headline = item.headline()
        story = story_of(item, headline)
        if not (story.story or story.figures):
            return None
        linked = [guid for guid in (*tied, *item.links()) if guid in self._pictures]
        pictures = {guid: picture_of(self._pictures[guid], Role.INLINE) for guid in linked}
        figures = [self._completed(one, pictures) for one in story.figures]
        self._shown.update(pictures)
        shown = [*pictures.values(), *figures]
        if len(pictures) > 1:
            shown[1 : len(pictures)] = [
                msgspec.structs.replace(one, role=Role.GALLERY) for one in shown[1 : len(pictures)]
            ]
        if pictures:
            shown[0] = msgspec.structs.replace(shown[0], role=Role.LEAD)
        return self._article(item, number, story, arranged(shown, story.credit))

    def _completed(self, figure: Figure, pictures: dict[str, Figure]) -> Figure:
        """A figure of the text whose reference is a picture of the file."""
        item = self._pictures.get(figure.src)
        if item is None:
            return figure
        # It stands in the text: not a second time before it.
        pictures.pop(figure.src, None)
        self._shown.add(figure.src)
        other = picture_of(item, figure.role)
        return msgspec.structs.replace(
            other,
            span=figure.span,
            src_span=figure.src_span,
            caption=figure.caption or other.caption,
            credit_line=figure.credit_line or other.credit_line,
            alt_text=figure.alt_text or other.alt_text,
            title=figure.title,
        )

    def _picture(self, item: Item, number: int) -> Article:
        figure = picture_of(item, Role.LEAD)
        return self._article(item, number, Fragment(), (figure,))

    def _article(
        self, item: Item, number: int, story: Fragment, figures: tuple[Figure, ...]
    ) -> Article:
        is_picture = item.kind in PICTURES
        names = [] if is_picture else item.names("contentMeta", "creator")
        byline = item.value("contentMeta", "by") or story.byline
        written = byline_names(byline.text) if byline is not None else ()
        # When a picture was taken is no date of publication.
        published = _PUBLISHED[:1] if is_picture else _PUBLISHED
        return Article(
            path=self.path,
            item=item.guid or f"#{number}",
            format="newsml-g2",
            source=self.source,
            encoding=self.decoded.encoding,
            headline=item.headline() or story.headline,
            description=self._summary(item),
            byline=byline or (joined(names, ", ") if names else None),
            byline_names=written or tuple(one.text for one in names),
            dateline=item.value("contentMeta", "dateline") or story.dateline,
            dates_published=item.dates(*published, _VERSION),
            dates_modified=item.dates(_VERSION, ("contentMeta", "contentModified")),
            language=item.language,
            body=story.body,
            figures=figures,
        )

    def _summary(self, item: Item) -> Passage | None:
        meta = self.tree.element(item.node, "contentMeta")
        found = self.tree.elements(meta, "description") if meta is not None else []
        summaries = (one for one in found if code(one, "role") == "summary")
        return next((self.tree.words(one) for one in summaries), None)

    def _tied_by_packages(self) -> Mapping[str, list[str]]:
        """The pictures that stand with one single story in a group of a package."""
        tied: dict[str, list[str]] = {}
        stories = {one.guid for one in self._items if one.kind not in PICTURES}
        for package in self._packages:
            for group in self._groups(package.node):
                listed = [one.attribute("residref") for one in self.tree.elements(group, "itemRef")]
                of = [guid for guid in listed if guid in stories]
                if len(of) == 1:
                    tied.setdefault(of[0], []).extend(
                        guid for guid in listed if guid in self._pictures
                    )
        return tied

    def _groups(self, package: Node) -> list[Node]:
        """The groups of a package; what stands in none makes one of its own."""
        inside = self.tree.inside(package)
        return [package, *(one for one in inside if one.name in {"groupSet", "group"})]
