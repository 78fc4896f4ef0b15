"""Files of many JSON objects, read one object after the other."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from capaudit.errors import ReadError
from capaudit.model.text import SourceText
from capaudit.readers.decode import Decoded, decode
from capaudit.readers.json_record import (
    JsonSyntaxError,
    elements,
    members,
    read_item,
    skip_space,
    value_end,
)
from capaudit.readers.json_view import View

# Where the list of items lies in an object around it; `None` where the object is an item itself.
FindList = Callable[[str, int], int | None]

# RFC 4627, 3: how JSON without a byte order mark begins in UTF-16.
_UTF_16 = (
    *((b"{\0", codecs.BOM_UTF16_LE), (b"[\0", codecs.BOM_UTF16_LE)),
    *((b"\0{", codecs.BOM_UTF16_BE), (b"\0[", codecs.BOM_UTF16_BE)),
)


def decode_json(data: bytes) -> Decoded:
    """JSON as text; any bytes give one."""
    mark = next((mark for start, mark in _UTF_16 if data.startswith(start)), b"")
    return decode(mark + data)


def read_items(source: SourceText, find_list: FindList) -> Iterator[View | ReadError]:
    """Every object of a file: of a list, of several lines, or of the list an object holds.

    Objects are read when they are asked for. Of one that the file breaks off in there is what
    stands before; what cannot be gone past ends the file with the reason.
    """
    at = skip_space(source.text, 0)
    if source.text[at : at + 1] not in ("{", "["):
        yield ReadError("is no JSON: it begins with neither an object nor a list")
        return
    yield from _objects(source, _offsets(source.text, at, find_list))


def read_list(source: SourceText, at: int) -> Iterator[View | ReadError]:
    """Every object of the list at an offset, as `read_items`."""
    yield from _objects(source, elements(source.text, at))


def _objects(source: SourceText, offsets: Iterator[int]) -> Iterator[View | ReadError]:
    last: View | None = None
    try:
        for start in offsets:
            if source.text[start : start + 1] == "{":
                last = View.of(read_item(source.text, start)[0])
                yield last
    except JsonSyntaxError as error:
        # A broken item tells of itself.
        if last is None or last.record.broken_at is None:
            line, column = source.position(error.at)
            yield ReadError(f"the JSON does not parse from line {line}, column {column}: {error}")


def _offsets(text: str, at: int, find_list: FindList) -> Iterator[int]:
    """Where each object begins, over all the values that follow each other in a file."""
    while at < len(text):
        if text[at] == "[":
            yield from elements(text, at)
        else:
            inner = _list_in(text, at, find_list)
            if inner is None:
                yield at
            else:
                yield from elements(text, inner)
        at = skip_space(text, value_end(text, at))


def _list_in(text: str, at: int, find_list: FindList) -> int | None:
    try:
        return find_list(text, at)
    except JsonSyntaxError:
        return None


def list_under(*names: str) -> FindList:
    """Finds a list under one of these keys, directly or in the object under `data`."""

    def find(text: str, at: int) -> int | None:
        for name, start in members(text, at):
            if name in names and text[start : start + 1] == "[":
                return start
            if name == "data" and text[start : start + 1] == "{":
                inner = find(text, start)
                if inner is not None:
                    return inner
        return None

    return find
