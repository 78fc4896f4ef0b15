"""The formats of news in JSON. Their readers are imported once a file is to be looked into."""

from __future__ import annotations

from functools import lru_cache

from capaudit.readers.json_record import read_item
from capaudit.readers.json_view import View
from capaudit.readers.reader import Articles, Reader
from capaudit.readers.site_view import SiteView


def _is_ghost(head: bytes) -> bool:
    from capaudit.readers.ghost import is_ghost  # noqa: PLC0415

    return any(is_ghost(view) for view in _beginnings(head)[:1])


def _read_ghost(data: bytes, path: str, site: SiteView) -> Articles:
    from capaudit.readers.ghost import read_ghost  # noqa: PLC0415

    return read_ghost(data, path, site)


def _is_ans(head: bytes) -> bool:
    from capaudit.readers.ans import is_ans  # noqa: PLC0415

    return any(is_ans(view) for view in _beginnings(head))


def _read_ans(data: bytes, path: str, site: SiteView) -> Articles:
    from capaudit.readers.ans import read_ans  # noqa: PLC0415

    return read_ans(data, path, site)


def _is_wordpress(head: bytes) -> bool:
    from capaudit.readers.wordpress_rest import is_wordpress  # noqa: PLC0415

    return any(is_wordpress(view) for view in _beginnings(head))


def _read_wordpress(data: bytes, path: str, site: SiteView) -> Articles:
    from capaudit.readers.wordpress_rest import read_wordpress  # noqa: PLC0415

    return read_wordpress(data, path, site)


def _is_ninjs(head: bytes) -> bool:
    from capaudit.readers.ninjs import is_ninjs  # noqa: PLC0415

    return any(is_ninjs(view) for view in _beginnings(head))


def _read_ninjs(data: bytes, path: str, site: SiteView) -> Articles:
    from capaudit.readers.ninjs import read_ninjs  # noqa: PLC0415

    return read_ninjs(data, path, site)


@lru_cache(maxsize=1)
def _beginnings(head: bytes) -> tuple[View, ...]:
    """The object that a file begins with, then the first of the lists that it holds or is.

    Kept for the next format that is asked of the same file.
    """
    from capaudit.readers.json_items import decode_json  # noqa: PLC0415

    text = decode_json(head).text
    top = View.of(read_item(text, 0)[0])
    lists = [top["@graph"], *top.each(), *top["data"].each()]
    firsts = (one.nth(0) for one in lists if isinstance(one.value, list))
    wrapped = [one["item"] if one["item"].is_object() else one for one in firsts]
    return (top, *(one for one in wrapped if one.is_object()))


# `uri` and a few names that others use too are all that ninjs asks for: it is asked for last.
NEWS_JSON = (
    Reader(
        "ghost",
        (".json",),
        read_many=_read_ghost,
        recognises=_is_ghost,
        edited_by_hand=False,
    ),
    Reader(
        "ans",
        (".json",),
        read_many=_read_ans,
        recognises=_is_ans,
        edited_by_hand=False,
    ),
    Reader(
        "wordpress-rest",
        (".json",),
        read_many=_read_wordpress,
        recognises=_is_wordpress,
        edited_by_hand=False,
    ),
    Reader(
        "ninjs",
        (".json", ".ninjs"),
        read_many=_read_ninjs,
        recognises=_is_ninjs,
        edited_by_hand=False,
    ),
)
