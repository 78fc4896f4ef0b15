"""What a reader is: one format, what its files are known by, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from capaudit.errors import ReadError
from capaudit.model.article import Article
from capaudit.readers.site_view import SiteView

# So much of a file tells its format, where its name does not.
HEAD = 64 * 1024

Articles = Iterator[Article | ReadError]
ReadOne = Callable[[bytes, str, SiteView], Article]
ReadMany = Callable[[bytes, str, SiteView], Articles]
ReadStream = Callable[[BinaryIO, str, SiteView], Articles]


class Reader(msgspec.Struct, frozen=True):
    """One format: its name, the suffixes it is known by, and the one function that reads it.

    `read` reads a file that is one article; `read_many` one that holds any number of them, item by
    item; `read_stream` does the same from an open file of any size, without holding all of it. Each
    takes the content, the POSIX path relative to the root, and what an article takes from its site,
    for which formats without shortcodes have no use. An item that cannot be read is handed on as a
    `ReadError` in its place; a whole file that cannot is raised as one.

    `recognises` tells from the first `HEAD` bytes whether a file is of this format: where several
    formats share a suffix the content decides. `edited_by_hand` says whether people mend such a
    file where it is; one that a program writes anew is to be mended in that program.
    """

    name: str
    suffixes: tuple[str, ...]
    read: ReadOne | None = None
    read_many: ReadMany | None = None
    read_stream: ReadStream | None = None
    recognises: Callable[[bytes], bool] | None = None
    edited_by_hand: bool = True
