"""The attachments of a WordPress export, found by number without holding any of them.

An export may have a hundred thousand: of each is kept where it stands; it is read when a post shows
it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import BinaryIO

from capaudit.errors import ReadError
from capaudit.model.article import RecordEntry
from capaudit.model.text import OtherFile, Passage, PassageBuilder, SourceText, Span
from capaudit.readers.decode import decode
from capaudit.readers.fragment import read_text
from capaudit.readers.tree import Node
from capaudit.readers.wordpress_media import Media, number_in
from capaudit.readers.xml_items import ItemBytes
from capaudit.readers.xml_names import Namespaces
from capaudit.readers.xml_tree import XmlTree, read_xml_part

_KEPT = 256
_ALT_KEY, _METADATA_KEY = "_wp_attachment_image_alt", "_wp_attachment_metadata"
# What WordPress took from the picture's own metadata, serialised by PHP:
# https://developer.wordpress.org/reference/functions/wp_read_image_metadata/
_STRING = r's:\d{{1,4}}:"{key}";s:\d{{1,5}}:"([^"]{{1,2000}})"'
_KEPT_METADATA = {
    "credit": re.compile(_STRING.format(key="credit")),
    "copyright": re.compile(_STRING.format(key="copyright")),
}
_TAKEN = re.compile(r's:17:"created_timestamp";(?:s:\d{1,2}:"|i:)(\d{6,11})')


class Export:
    """What is needed to read any item of an export: the file, its prefixes, its encoding."""

    def __init__(
        self, file: BinaryIO, path: str, namespaces: Namespaces, declaration: bytes
    ) -> None:
        self.file = file
        self.path = path
        self.namespaces = namespaces
        self.declaration = declaration

    def item_at(self, where: Sequence[int]) -> ItemBytes:
        """An item by its offset, length, line and column."""
        offset, length, line, column = where
        self.file.seek(offset)
        return ItemBytes(self.file.read(length), offset, line, column)


class ItemText:
    """One item as a tree, with its place in the export."""

    def __init__(self, item: ItemBytes, export: Export) -> None:
        decoded = decode(item.data, export.declaration)
        self.decoded = decoded
        self.source = SourceText(decoded.text, first_line=item.line, first_column=item.column)
        self.tree: XmlTree = read_xml_part(decoded.text, export.namespaces)
        top = (one for one in self.tree.children(self.tree.nodes[0]) if one.name)
        self.node: Node = next(top, self.tree.nodes[0])

    def value(self, name: str) -> Passage | None:
        """The words of a child."""
        return self.tree.value(self.node, name)

    def number(self, name: str) -> int | None:
        """The number in a child."""
        value = self.value(name)
        return number_in(value.text) if value is not None else None

    def content(self, name: str) -> Passage | None:
        """The text of a child letter for letter, as HTML in it is read."""
        node = self.tree.element(self.node, name)
        value = self.tree.content(node) if node is not None else None
        return value if value is not None and value.text else None

    def meta(self, key: str) -> Passage | None:
        """A custom field of the item, letter for letter."""
        for one in self.tree.elements(self.node, "wp:postmeta"):
            name = self.tree.value(one, "wp:meta_key")
            value = self.tree.element(one, "wp:meta_value")
            if name is not None and name.text == key and value is not None:
                found = self.tree.content(value)
                return found if found.text else None
        return None


class Attachments:
    """The attachments of an export by number, and by the post that they were sent up to."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._places: dict[int, tuple[int, int, int, int]] = {}
        self._of_post: dict[int, list[int]] = defaultdict(list)
        self.find = lru_cache(maxsize=_KEPT)(self._find)

    def add(self, number: int, post: int, item: ItemBytes) -> None:
        """Note where an attachment stands."""
        self._places[number] = (item.offset, len(item.data), item.line, item.column)
        if post:
            self._of_post[post].append(number)

    def of_post(self, post: int) -> Sequence[int]:
        """The numbers of what was sent up to a post."""
        return self._of_post.get(post, ())

    def _find(self, number: int) -> Media | None:
        where = self._places.get(number)
        if where is None:
            return None
        try:
            item = ItemText(self._export.item_at(where), self._export)
        except ReadError:
            # No attachment is that large: nothing is known of it.
            return None
        return _media(item, self._export.path)


def _media(item: ItemText, path: str) -> Media | None:
    url = item.value("wp:attachment_url") or item.value("guid")
    if url is None:
        return None
    file = OtherFile(path, item.source)
    caption = _words(item.content("excerpt:encoded"), file)
    alt = _words(item.meta(_ALT_KEY), file)
    description = _words(item.content("content:encoded"), file)
    metadata = item.meta(_METADATA_KEY)
    stated = {"caption": caption, "alt": alt, "description": description}
    stated |= _kept_metadata(metadata, file) if metadata is not None else {}
    span = item.node.span
    return Media(
        url=_in_file(url, file),
        caption=caption,
        alt_text=alt,
        title=_words(item.content("title"), file),
        description=description,
        entries=tuple(
            RecordEntry(f"attachment.{key}", span, value)
            for key, value in stated.items()
            if value is not None
        ),
    )


def _words(value: Passage | None, file: OtherFile) -> Passage | None:
    words = read_text(value) if value is not None else None
    return _in_file(words, file) if words is not None and words.text else None


def _in_file(passage: Passage, file: OtherFile) -> Passage:
    return Passage(passage.text, passage.runs, file)


def _kept_metadata(metadata: Passage, file: OtherFile) -> dict[str, Passage | None]:
    """What WordPress kept of the picture's own metadata when it was sent up."""
    kept: dict[str, Passage | None] = {}
    for key, pattern in _KEPT_METADATA.items():
        found = pattern.search(metadata.text)
        if found is not None:
            kept[key] = _in_file(_part(metadata, found).stripped(), file)
    taken = _TAKEN.search(metadata.text)
    if taken is not None:
        # The camera's own clock, which WordPress writes down as if it were UTC.
        day = datetime.fromtimestamp(int(taken[1]), UTC).date().isoformat()
        where = _part(metadata, taken).span
        builder = PassageBuilder()
        if where is not None:
            builder.replace(day, where.start, len(where))
            kept["date_taken"] = _in_file(builder.build(), file)
    return kept


def _part(passage: Passage, found: re.Match[str]) -> Passage:
    return passage.cut(Span(*found.span(1)))
