"""A format for tests that holds several articles a file: Markdown items under lines `=== id`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec
import pytest

from capaudit.errors import ReadError
from capaudit.model.article import Article
from capaudit.readers import READERS, Reader, SiteView
from capaudit.readers.markdown import read_markdown

MARK = b"=== "


def read_digest(data: bytes, path: str, site: SiteView) -> Iterator[Article | ReadError]:
    """Items in order; one whose text is `?` cannot be read, one `!` is a fault of the reader."""
    if not data.startswith(MARK):
        raise ReadError("is a digest without items")
    lines = data.decode("utf-8").splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith("=== ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        name = lines[start].removeprefix("=== ").strip()
        if "".join(lines[start + 1 : end]).strip() == "?":
            yield ReadError(f"item {name}: has no text")
            continue
        if "".join(lines[start + 1 : end]).strip() == "!":
            raise ValueError("not foreseen")
        # Blank lines before the item keep its lines those of the file.
        text = "\n" * (start + 1) + "".join(lines[start + 1 : end])
        article = read_markdown(text.encode(), path, site)
        yield msgspec.structs.replace(article, format="digest", item=name)


def read_digest_stream(
    handle: BinaryIO, path: str, site: SiteView
) -> Iterator[Article | ReadError]:
    """The same from an open file."""
    yield from read_digest(handle.read(), path, site)


def is_digest(head: bytes) -> bool:
    """Whether a file begins with an item's line."""
    return head.startswith(MARK)


DIGEST = Reader(
    "digest",
    (".digest", ".txt"),
    read_many=read_digest,
    recognises=is_digest,
    edited_by_hand=False,
)
STREAMED_DIGEST = msgspec.structs.replace(DIGEST, read_many=None, read_stream=read_digest_stream)


def register(monkeypatch: pytest.MonkeyPatch, reader: Reader = DIGEST) -> None:
    """Make the format known for one test."""
    monkeypatch.setitem(READERS, reader.name, reader)
