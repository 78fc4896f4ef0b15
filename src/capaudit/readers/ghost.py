"""Ghost's export: the tables of its database as JSON, and the posts of its API.

https://ghost.org/docs/migration/ghost/: the posts stand in one table, what belongs to them in
others (`posts_meta`, `users`, `tags`) that refer to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from capaudit.errors import ReadError
from capaudit.model.article import Article, Figure
from capaudit.model.text import Passage, Span
from capaudit.readers.exchange import (
    Item,
    ItemFile,
    Said,
    article_of,
    dates_under,
    leading,
    named_items,
    picture,
    read_each,
    told_together,
    words_of,
)
from capaudit.readers.fragment import Fragment, read_fragment
from capaudit.readers.ghost_cards import lexical_story, mobiledoc_story
from capaudit.readers.json_items import decode_json, read_list
from capaudit.readers.json_record import (
    JsonSyntaxError,
    elements,
    members,
    read_item,
    rows,
    skip_space,
)
from capaudit.readers.json_view import View
from capaudit.readers.plain import joined
from capaudit.readers.reader import Articles
from capaudit.readers.site_view import SiteView

# What stands in an export for the address of the site.
_SITE = "__GHOST_URL__"
_POSTS = ("posts", "pages")
_OWN_FIELDS = ("feature_image", "mobiledoc", "lexical", "plaintext", "comment_id")
_KEPT_NAMES = 4096


def is_ghost(view: View) -> bool:
    """Whether the beginning of a file is an export of Ghost, or posts of its API."""
    for one in (view, next(view["db"].each(), view)):
        tables = one["data"] if one["data"].is_object() else one
        for name in _POSTS:
            first = next(tables[name].each(), None)
            if first is not None and any(key in first.names() for key in _OWN_FIELDS):
                return True
    # The settings of a large site may stand before its posts.
    return any("exported_on" in one["meta"].names() for one in view["db"].each())


def read_ghost(data: bytes, path: str, _site: SiteView) -> Articles:
    """Read each post and page of an export.

    Raises `ReadError` where there is none; hands on one where the export breaks off.
    """
    file = ItemFile.of(decode_json(data), path, "ghost")
    text = file.source.text
    tables = _tables(text, skip_space(text, 0))
    posts = [tables[name] for name in _POSTS if name in tables]
    if not posts:
        raise ReadError("is no export of Ghost: holds no posts")
    related = _Related(text, tables)
    views = (view for at in posts for view in read_list(file.source, at))

    def articles(item: Item) -> Iterator[Article]:
        yield _article(item, related)

    return read_each(named_items(file, views, "id"), articles, _why_refused)


def _why_refused(_view: View) -> str:
    return "is an export of Ghost without any post"


def _tables(text: str, at: int) -> dict[str, int]:
    """Where each table of an export begins; of one that breaks off those that are there."""
    found: dict[str, int] = {}
    try:
        for name, start in members(text, at) if text[at : at + 1] == "{" else ():
            opening = text[start : start + 1]
            if name == "db" and opening == "[":
                first = next(elements(text, start), start)
                return _tables(text, first)
            if name == "data" and opening == "{":
                found |= _tables(text, start)
            elif opening == "[":
                found[name] = start
    except JsonSyntaxError:
        pass  # What cannot be read the table it stands in tells.
    return found


class _Related:
    """What other tables say of a post: its metadata, authors and tags."""

    def __init__(self, text: str, tables: Mapping[str, int]) -> None:
        self._text = text
        self._meta = self._places(tables, "posts_meta", "post_id")
        self._users = self._places(tables, "users", "id")
        self._tags = self._places(tables, "tags", "id")
        self._authors = self._ids(tables, "posts_authors", "author_id")
        self._tags_of = self._ids(tables, "posts_tags", "tag_id")
        self._row = lru_cache(maxsize=_KEPT_NAMES)(self._read)

    def _rows(
        self, tables: Mapping[str, int], name: str
    ) -> Iterator[tuple[int, dict[str, object]]]:
        try:
            yield from rows(self._text, tables[name]) if name in tables else ()
        except JsonSyntaxError:
            return  # As in `_tables`.

    def _places(self, tables: Mapping[str, int], name: str, key: str) -> dict[str, int]:
        return {str(row[key]): start for start, row in self._rows(tables, name) if key in row}

    def _ids(self, tables: Mapping[str, int], name: str, key: str) -> dict[str, list[str]]:
        """What belongs to each post, in the order that the table gives."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for _, row in self._rows(tables, name):
            order = str(row.get("sort_order", ""))
            rank = int(order) if order.isdecimal() and len(order) < 9 else 0
            found[str(row.get("post_id"))].append((rank, str(row.get(key))))
        return {post: [one for _, one in sorted(ids)] for post, ids in found.items()}

    def _read(self, start: int) -> View:
        return View.of(read_item(self._text, start)[0])

    def meta(self, post: View) -> View:
        """The row of metadata of a post; the post itself where it holds all."""
        start = self._meta.get(post.scalar("id"))
        return self._row(start) if start is not None else post

    def authors(self, post: View) -> list[Passage]:
        """The names of a post's authors."""
        ids = self._authors.get(post.scalar("id")) or [post.scalar("author_id")]
        return self._names(self._users, ids) or _names(post["authors"])

    def tags(self, post: View) -> list[Passage]:
        """The names of a post's tags; those that begin with `#` are for the site's own use."""
        names = self._names(self._tags, self._tags_of.get(post.scalar("id"), ()))
        return [one for one in names or _names(post["tags"]) if not one.text.startswith("#")]

    def _names(self, places: Mapping[str, int], ids: list[str] | tuple[()]) -> list[Passage]:
        found = (self._row(places[one]).passage("name") for one in ids if one in places)
        return [name for name in found if name is not None]


def _names(views: View) -> list[Passage]:
    return [name for one in views.each() if (name := one.passage("name")) is not None]


def _article(item: Item, related: _Related) -> Article:
    post = item.view
    authors, tags = related.authors(post), related.tags(post)
    said = Said(
        headline=words_of(post.passage("title")),
        description=words_of(post.passage("custom_excerpt", "excerpt")),
        section=tags[0] if tags else None,
        byline=joined(authors, ", ") if authors else None,
        dates_published=dates_under(post, "published_at", "created_at"),
        dates_modified=dates_under(post, "updated_at"),
        language=post.text("locale") or None,
    )
    story = _story(post, said.headline)
    figures = told_together(story.figures, leading(_feature(post, related.meta(post))))
    return article_of(item, said, story, (_in_site(one) for one in figures))


def _story(post: View, headline: Passage | None) -> Fragment:
    """The story as HTML, which is what is shown; else as its editor keeps it."""
    html, lexical, mobiledoc = (post.passage(key) for key in ("html", "lexical", "mobiledoc"))
    if html is not None:
        return read_fragment(html, headline=headline)
    if lexical is not None:
        return lexical_story(lexical)
    return mobiledoc_story(mobiledoc) if mobiledoc is not None else Fragment()


def _feature(post: View, meta: View) -> Figure | None:
    caption, alt_text = (
        words_of(meta.passage(key) or post.passage(key))
        for key in ("feature_image_caption", "feature_image_alt")
    )
    figure = picture(post["feature_image"], caption=caption, alt_text=alt_text)
    return figure and msgspec.structs.replace(figure, lacks_alt=alt_text is None)


def _in_site(figure: Figure) -> Figure:
    """A figure whose reference begins at the site's root, not at what stands for its address."""
    if not figure.src.startswith(_SITE):
        return figure
    span = figure.src_span
    start = span.start + len(_SITE) if span is not None else 0
    return msgspec.structs.replace(
        figure,
        src=figure.src.removeprefix(_SITE),
        src_span=Span(min(start, span.end), span.end) if span is not None else None,
        alternatives=tuple(one.removeprefix(_SITE) for one in figure.alternatives),
    )
