"""What an HTML page says of itself: title, meta elements, `<time>`, bylines marked by class."""

from __future__ import annotations

import re

import msgspec

from capaudit.model.article import DateStatement, Direction, Figure, Role
from capaudit.model.claim import Source
from capaudit.model.text import Passage, Span
from capaudit.readers.captions import elements_with
from capaudit.readers.dated import statement
from capaudit.readers.references import file_name
from capaudit.readers.structured_data import StructuredData
from capaudit.readers.tree import Node, Tree
from capaudit.readers.vocabulary import (
    BYLINE_CLASSES,
    DATELINE_CLASSES,
    DESCRIPTION_CLASSES,
)

# Names and properties of meta elements, the best first: Open Graph (https://ogp.me/#type_article),
# Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcq-html/), schema.org, news
# sites' own.
_PUBLISHED = (
    *("article:published_time", "datepublished", "og:published_time", "dc.date.issued"),
    *("dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "parsely-pub-date"),
    *("sailthru.date", "publishdate", "publish-date", "publication_date", "pubdate", "date"),
)
_MODIFIED = (
    *("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified"),
    *("dc.date.modified", "last-modified", "lastmod"),
)
_HEADLINE = ("og:title", "headline", "dc.title", "twitter:title")
_DESCRIPTION = ("description", "og:description", "dc.description", "twitter:description")
_SECTION = ("article:section", "section", "parsely-section", "dc.subject")
_BYLINE = ("author", "byl", "dc.creator", "parsely-author", "article:author")
_IMAGE = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_IMAGE_ALT = ("og:image:alt", "twitter:image:alt")
_LANGUAGE = ("og:locale", "dc.language", "language", "content-language")
_URL = re.compile(r"https?://")


class PageHead(msgspec.Struct, frozen=True, kw_only=True):
    """Statements of a page about its article, outside the story."""

    headline: Passage | None = None
    description: Passage | None = None
    section: Passage | None = None
    byline: Passage | None = None
    dateline: Passage | None = None
    language: str | None = None
    direction: Direction | None = None
    dates_published: tuple[DateStatement, ...] = ()
    dates_modified: tuple[DateStatement, ...] = ()
    image: Figure | None = None


def read_page_head(tree: Tree, root: Node, data: StructuredData) -> PageHead:
    """Read the page's statements: those of the article, of the page's head, of its JSON-LD."""
    metas = _metas(tree)
    published, modified = _times(tree, root)
    published += _dates(metas, _PUBLISHED)
    modified += _dates(metas, _MODIFIED)
    return PageHead(
        headline=_text_of(tree, tree.first("h1"))
        or _first(metas, _HEADLINE)
        or data.headline
        or _title(tree),
        description=_marked(tree, root, DESCRIPTION_CLASSES)
        or _first(metas, _DESCRIPTION)
        or data.description,
        section=_first(metas, _SECTION) or data.section,
        byline=_byline(tree, root) or _not_address(_first(metas, _BYLINE)) or data.byline,
        dateline=_marked(tree, root, DATELINE_CLASSES),
        language=_language(tree, metas) or data.language,
        direction=_direction(tree, root),
        dates_published=(*published, *data.dates_published),
        dates_modified=(*modified, *data.dates_modified),
        image=_sharing_image(metas, data),
    )


def _sharing_image(metas: dict[str, Passage], data: StructuredData) -> Figure | None:
    """The image that the page gives to be shared with, if anything is said of it.

    Without a word it may as well be the site's logo.
    """
    src, alt_text = _first(metas, _IMAGE), _first(metas, _IMAGE_ALT)
    if src is None or (alt_text is None and file_name(src.text) not in data.images):
        return None
    return Figure(
        index=0,
        src=src.text,
        span=src.span or Span(0, 0),
        src_span=src.span,
        role=Role.LEAD,
        alt_text=alt_text,
        lacks_alt=alt_text is None,
        by_template=True,
    )


def _metas(tree: Tree) -> dict[str, Passage]:
    """The content of `<meta>` by name, property or itemprop in lower case; the first is kept."""
    metas: dict[str, Passage] = {}
    for node in tree:
        if node.name == "meta" and node.attribute("content"):
            for key in ("name", "property", "itemprop"):
                name = node.attribute(key).lower()
                if name:
                    metas.setdefault(name, node.attributes["content"].stripped())
    return metas


def _first(metas: dict[str, Passage], names: tuple[str, ...]) -> Passage | None:
    return next((metas[name] for name in names if name in metas), None)


def _not_address(passage: Passage | None) -> Passage | None:
    """`article:author` is often the address of a profile, which is no byline."""
    return None if passage is None or _URL.match(passage.text) else passage


def _dates(metas: dict[str, Passage], names: tuple[str, ...]) -> list[DateStatement]:
    return [
        statement(metas[name], Source.STRUCTURED_DATA, f"meta {name}")
        for name in names
        if name in metas and any(one.isdigit() for one in metas[name].text)
    ]


def _times(tree: Tree, root: Node) -> tuple[list[DateStatement], list[DateStatement]]:
    """Dates of `<time>`: the first one is publication unless it says otherwise."""
    published: list[DateStatement] = []
    modified: list[DateStatement] = []
    for node in tree.inside(root):
        if node.name != "time" or _in_figure(node):
            continue
        passage = _time_text(tree, node)
        if passage is None:
            continue
        words = f"{node.attribute('itemprop')} {node.attribute('class')}".lower()
        if "modif" in words or "updat" in words:
            modified.append(statement(passage, Source.STRUCTURED_DATA, "time"))
        elif not published or "publi" in words:
            published.append(statement(passage, Source.STRUCTURED_DATA, "time"))
    return published, modified


def _time_text(tree: Tree, node: Node) -> Passage | None:
    if node.attribute("datetime"):
        return node.attributes["datetime"].stripped()
    text = tree.passage(node)
    return text if any(one.isdigit() for one in text.text) else None


def _in_figure(node: Node) -> bool:
    parent = node.parent
    for _ in range(24):
        if parent is None:
            return False
        if parent.name == "figure":
            return True
        parent = parent.parent
    return False


def _byline(tree: Tree, root: Node) -> Passage | None:
    marked = _marked(tree, root, BYLINE_CLASSES)
    if marked is not None:
        return marked
    for node in tree.inside(root):
        if node.attribute("rel") == "author" or node.attribute("itemprop") == "author":
            text = tree.passage(node)
            if text.text:
                return text
    return None


def _marked(tree: Tree, root: Node, classes: frozenset[str]) -> Passage | None:
    """The text of the first element with one of these classes, if it is a line."""

    def bears(node: Node) -> bool:
        return any(one in classes for one in node.classes)

    for index in elements_with(tree, bears):
        node = tree.nodes[index]
        if root.index <= index < root.after:
            text = tree.passage(node)
            if text.text and len(text.text) <= 400:
                return text
    return None


def _text_of(tree: Tree, node: Node | None) -> Passage | None:
    text = tree.passage(node) if node is not None else None
    return text if text is not None and text.text else None


def _title(tree: Tree) -> Passage | None:
    """The page's title without the site's name behind a bar or dash."""
    return _text_of(tree, tree.first("title"))


def _direction(tree: Tree, root: Node) -> Direction | None:
    """The `dir` of the story's element, else of the nearest around it that has one."""
    around: Node | None = root
    while around is not None:
        direction = named_direction(around.attribute("dir"))
        if direction is not None:
            return direction
        around = around.parent
    outer = (named_direction(one.attribute("dir")) for one in tree if one.name in {"html", "body"})
    return next((one for one in outer if one is not None), None)


def named_direction(word: str) -> Direction | None:
    """The direction that a word of HTML names (https://html.spec.whatwg.org/#the-dir-attribute)."""
    word = word.strip().lower()
    return Direction(word) if word in list(Direction) else None


def _language(tree: Tree, metas: dict[str, Passage]) -> str | None:
    html = tree.first("html")
    if html is not None and (language := html.attribute("lang") or html.attribute("xml:lang")):
        return language
    found = _first(metas, _LANGUAGE)
    return found.text if found else None
