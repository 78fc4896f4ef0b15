"""WordPress' export file (WXR): each post and page an article, its pictures from the library.

https://wordpress.org/documentation/article/tools-export-screen/. Read in two passes from the open
file: the first notes where the attachments stand, the second reads post by post.
"""

from __future__ import annotations

import codecs
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

import msgspec

from capaudit.errors import NoArticleError, ReadError
from capaudit.model.article import Article, DateStatement, Figure
from capaudit.model.text import OtherFile, Passage, SourceText
from capaudit.readers.arrange import arranged, published_elsewhere
from capaudit.readers.dated import dates_of_image_paths, internet_date
from capaudit.readers.decode import wide_encoding
from capaudit.readers.fragment import Fragment, read_fragment, read_text
from capaudit.readers.lead_in import byline_names
from capaudit.readers.site_view import SiteView
from capaudit.readers.wordpress_blocks import scan_wordpress
from capaudit.readers.wordpress_media import (
    Library,
    featured,
    joined_with_library,
    media_number,
    number_in,
)
from capaudit.readers.wxr_library import Attachments, Export, ItemText
from capaudit.readers.xml_items import ItemBytes, ItemScanner, TooLong
from capaudit.readers.xml_names import vocabulary_of
from capaudit.readers.xml_root import Root, decoded_head, root_of, root_of_head
from capaudit.readers.xml_scan import read_prolog
from capaudit.readers.xml_tree import declared_in, read_xml_part

# Authors stand before the first item, and before the tags of a large site.
_HEAD = 4 << 20
_CHUNK = 1 << 20
# Kinds of post that nobody reads as an article:
# https://developer.wordpress.org/themes/basics/post-types/
_NO_ARTICLES = frozenset(
    (
        *("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset"),
        *("oembed_cache", "user_request", "wp_block", "wp_template", "wp_template_part"),
        *("wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face"),
    )
)
_NO_POSTS = frozenset({"trash", "auto-draft", "inherit"})
_FEATURED_KEY = "_thumbnail_id"


def is_wxr(head: bytes) -> bool:
    """Whether a file is an export of WordPress, by its first bytes."""
    root = root_of_head(head)
    return root is not None and _is_export(root)


def _is_export(root: Root) -> bool:
    declared = any(one.startswith("wordpress.org/export/") for one in root.addresses)
    return root.name == "rss" and declared


def read_wxr(file: BinaryIO, path: str, site: SiteView) -> Iterator[Article | ReadError]:
    """Read each post and page of an open export, in memory bounded by the longest item.

    Raises `ReadError` for what is no export, declares entities, or holds no post; yields one in the
    place of an item that is too long, and behind one whose XML is broken.
    """
    with _in_utf8(file) as readable:
        yield from _posts_of(readable, path).articles()


def _posts_of(file: BinaryIO, path: str) -> _Posts:
    """The posts of an export, once it is known to be one."""
    file.seek(0)
    head = file.read(_HEAD)
    text = decoded_head(head).text
    root = root_of(text)
    if root is None or not _is_export(root):
        raise ReadError("is no export of WordPress")
    if read_prolog(text).declares_entities:
        raise ReadError("declares entities of its own (<!ENTITY …>), which are never expanded")
    export = Export(file, path, root.namespaces, head[:2048])
    return _Posts(export, text, _prefix_of_posts(text))


@contextmanager
def _in_utf8(file: BinaryIO) -> Iterator[BinaryIO]:
    """The file itself, or a copy in UTF-8 of one whose every character takes several bytes."""
    file.seek(0)
    wide = wide_encoding(file.read(4))
    if wide is None:
        yield file
        return
    encoding, length = wide
    file.seek(length)
    with tempfile.TemporaryFile() as copy:
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        while chunk := file.read(_CHUNK):
            copy.write(decoder.decode(chunk).encode("utf-8", "replace"))
        yield copy


def _prefix_of_posts(text: str) -> str:
    """The prefix that the file uses for WordPress' own elements."""
    root = read_prolog(text).root
    declared = declared_in(root.attributes) if root is not None else {}
    found = (prefix for prefix, address in declared.items() if vocabulary_of(address) == "wp")
    return next(found, "wp")


class _Posts:
    """The posts of an export, the attachments noted first."""

    def __init__(self, export: Export, head: str, prefix: str) -> None:
        self._export = export
        before = head.find("<item")
        channel = head[: before if before >= 0 else len(head)]
        self._tree = read_xml_part(channel, export.namespaces)
        self._file = OtherFile(export.path, SourceText(channel))
        self._authors = self._names_of_authors()
        self._language = self._language_of_channel()
        self._attachments = Attachments(export)
        self._library = Library(self._attachments.find, self._attachments.of_post)
        self._prefix = re.escape(prefix).encode()

    def articles(self) -> Iterator[Article | ReadError]:
        """Each post and page, in the order of the file."""
        for item in ItemScanner(self._export.file, "item"):
            if isinstance(item, ItemBytes) and self._read("post_type", item) == "attachment":
                number = number_in(self._read("post_id", item))
                post = number_in(self._read("post_parent", item))
                if number is not None:
                    self._attachments.add(number, post or 0, item)
        found = False
        for item in ItemScanner(self._export.file, "item"):
            if isinstance(item, TooLong):
                yield ReadError(f"the item at {item.line}:{item.column} is too long to be read")
            elif self._is_article(item):
                found = True
                try:
                    yield from self._article(ItemText(item, self._export), item)
                except ReadError as error:
                    yield ReadError(f"the item at {item.line}:{item.column} {error}")
        if not found:
            raise NoArticleError("is an export of WordPress without any post or page")

    def _read(self, name: str, item: ItemBytes) -> str:
        """A value of an item by its bytes; as XML only where a text seems to quote one."""
        found = self._values(name).findall(item.data)
        if len(found) < 2:
            return found[0].decode("ascii", "replace") if found else ""
        try:
            value = ItemText(item, self._export).value(f"wp:{name}")
        except ReadError:
            # Told where it is read as a post.
            return ""
        return value.text if value is not None else ""

    def _values(self, name: str) -> re.Pattern[bytes]:
        start = rb"<" + self._prefix + b":" + name.encode() + rb">"
        return re.compile(start + rb"\s*(?:<!\[CDATA\[)?\s*([\w-]+)")

    def _is_article(self, item: ItemBytes) -> bool:
        kind = self._read("post_type", item) or "post"
        return kind not in _NO_ARTICLES and self._read("status", item) not in _NO_POSTS

    def _article(self, item: ItemText, where: ItemBytes) -> Iterator[Article | ReadError]:
        number = item.number("wp:post_id")
        title = item.content("title")
        headline = read_text(title) if title is not None else None
        story = self._story(item, headline)
        figures = self._figures(item, story, number)
        byline = self._byline(item) or story.byline
        summary = item.content("excerpt:encoded")
        yield Article(
            path=self._export.path,
            item=str(number) if number is not None else f"#{where.line}",
            format="wordpress-wxr",
            source=item.source,
            encoding=item.decoded.encoding,
            headline=headline if headline is not None and headline.text else None,
            description=read_text(summary) if summary is not None else None,
            section=_section(item),
            byline=byline,
            byline_names=byline_names(byline.text) if byline is not None else (),
            dateline=story.dateline,
            dates_published=(
                *_dates(item, ("wp:post_date", "pubDate", "wp:post_date_gmt")),
                *dates_of_image_paths(figures),
            ),
            dates_modified=tuple(_dates(item, ("wp:post_modified", "wp:post_modified_gmt"))),
            language=self._language,
            body=story.body,
            figures=figures,
            flaws=item.decoded.flaws,
        )
        if item.tree.fault is not None:
            line, column = item.source.position(item.tree.fault.span.start)
            yield ReadError(f"XML not well-formed at {line}:{column}: {item.tree.fault.message}")

    def _story(self, item: ItemText, headline: Passage | None) -> Fragment:
        content = item.content("content:encoded")
        if content is None:
            return Fragment()
        return read_fragment(content, headline=headline, scan=scan_wordpress)

    def _figures(self, item: ItemText, story: Fragment, number: int | None) -> tuple[Figure, ...]:
        """The pictures of the text, led by the featured one where the text does not show it."""
        shown = list(joined_with_library(story.figures, self._library, number))
        stated = item.meta(_FEATURED_KEY)
        own = number_in(stated.text.strip()) if stated is not None else None
        media = self._library.find(own) if own is not None else None
        in_text = (media_number(one) for one in story.figures)
        if media is not None and stated is not None and own not in in_text:
            shown.insert(0, featured(media, stated.stripped().span or item.node.span))
        return published_elsewhere(arranged(shown, story.credit))

    def _byline(self, item: ItemText) -> Passage | None:
        login = item.value("dc:creator")
        return self._authors.get(login.text, login) if login is not None else None

    def _names_of_authors(self) -> Mapping[str, Passage]:
        """The names that authors go by in print, by those they log in with."""
        found: dict[str, Passage] = {}
        for node in self._tree:
            if node.name == "wp:author":
                login = self._tree.value(node, "wp:author_login")
                name = self._tree.value(node, "wp:author_display_name")
                if login is not None and name is not None:
                    found[login.text] = msgspec.structs.replace(name, file=self._file)
        return found

    def _language_of_channel(self) -> str | None:
        node = next((one for one in self._tree if one.name == "language"), None)
        words = self._tree.words(node)
        return words.text.replace("_", "-").split("-")[0].lower() if words is not None else None


def _section(item: ItemText) -> Passage | None:
    for one in item.tree.elements(item.node, "category"):
        if one.attribute("domain") == "category":
            return item.tree.words(one)
    return None


def _dates(item: ItemText, names: tuple[str, ...]) -> Iterator[DateStatement]:
    for name in names:
        passage = item.value(name)
        if passage is not None and passage.text.strip("0-: "):
            yield internet_date(passage, name)
