"""The formats of news in XML. Their readers are imported once a file is to be looked into."""

from __future__ import annotations

from typing import BinaryIO

from capaudit.readers.reader import Articles, Reader
from capaudit.readers.site_view import SiteView


def _is_wxr(head: bytes) -> bool:
    from capaudit.readers.wxr import is_wxr  # noqa: PLC0415

    return is_wxr(head)


def _read_wxr(file: BinaryIO, path: str, site: SiteView) -> Articles:
    from capaudit.readers.wxr import read_wxr  # noqa: PLC0415

    return read_wxr(file, path, site)


def _is_newsml(head: bytes) -> bool:
    from capaudit.readers.newsml_g2 import is_newsml  # noqa: PLC0415

    return is_newsml(head)


def _read_newsml(data: bytes, path: str, site: SiteView) -> Articles:
    from capaudit.readers.newsml_g2 import read_newsml  # noqa: PLC0415

    return read_newsml(data, path, site)


def _is_rss(head: bytes) -> bool:
    from capaudit.readers.feed import is_rss  # noqa: PLC0415

    return is_rss(head)


def _is_atom(head: bytes) -> bool:
    from capaudit.readers.feed import is_atom  # noqa: PLC0415

    return is_atom(head)


def _read_feed(data: bytes, path: str, site: SiteView) -> Articles:
    from capaudit.readers.feed import read_feed  # noqa: PLC0415

    return read_feed(data, path, site)


# An export of WordPress is an RSS feed as well: it is asked for first.
NEWS_XML = (
    Reader(
        "wordpress-wxr",
        (".xml", ".wxr"),
        read_stream=_read_wxr,
        recognises=_is_wxr,
        edited_by_hand=False,
    ),
    Reader(
        "newsml-g2",
        (".xml",),
        read_many=_read_newsml,
        recognises=_is_newsml,
        edited_by_hand=False,
    ),
    Reader(
        "rss",
        (".rss", ".xml", ".rdf"),
        read_many=_read_feed,
        recognises=_is_rss,
        edited_by_hand=False,
    ),
    Reader(
        "atom",
        (".atom", ".xml"),
        read_many=_read_feed,
        recognises=_is_atom,
        edited_by_hand=False,
    ),
)
