"""The JSON report, version 1: the same bytes for the same input, `run` aside.

What is told of the whole run is indented; each article, finding and problem has a line of its own:
half the bytes of a report that is indented throughout, and lines are what `grep` and `diff` show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from capaudit.model.article import Json
from capaudit.model.finding import FiledArticles, Report
from capaudit.reports.escape import STEERING
from capaudit.reports.page import Page
from capaudit.reports.records import (
    article_record,
    baseline_record,
    finding_record,
    head_record,
    problem_record,
)
from capaudit.reports.statistics import statistics_record

_STEERING = re.compile(f"[{''.join(chr(code) for code in STEERING if code > 0x7E)}]")


def render_json(report: Report, page: Page) -> Iterator[bytes]:
    """The report as one JSON object, written part by part; the page changes nothing.

    Articles are never held all at once: they may be more than memory takes.
    """
    del page
    head = {
        **head_record(report),
        **baseline_record(report.baseline),
        **statistics_record(report),
    }
    yield _indented(head).removesuffix(b"\n}")
    yield from _list("articles", article_records(report))
    yield from _list("findings", (compact_json(finding_record(one)) for one in report.findings))
    yield from _list("problems", (compact_json(problem_record(one)) for one in report.problems))
    yield b"\n}\n"


def article_records(report: Report) -> Iterator[bytes]:
    """Each article on its line, as it was put away where it was."""
    if isinstance(report.articles, FiledArticles):
        return report.articles.records()
    return (compact_json(article_record(article)) for article in report.articles)


def _list(name: str, records: Iterable[bytes]) -> Iterator[bytes]:
    """A further member of the report, whose value is a list: item by item."""
    head = f',\n  "{name}": ['.encode()
    begin = head
    for record in records:
        yield begin + b"\n    " + record
        begin = b","
    yield head + b"]" if begin == head else b"\n  ]"


def json_text(record: Json) -> str:
    """A record as indented JSON with a line end, safe to show on a terminal.

    A lone surrogate (a file name that is no UTF-8) becomes `?`. Characters that steer a terminal
    can only stand inside strings, where JSON lets them be written by their number.
    """
    return _indented(record).decode() + "\n"


def compact_json(record: Json) -> bytes:
    """The same on a single line, without a line end: an item of one of the report's lists."""
    return _without_steering(_encoded(record))


def _indented(record: object) -> bytes:
    return msgspec.json.format(_without_steering(_encoded(record)), indent=2)


def _without_steering(encoded: bytes) -> bytes:
    if encoded.isascii():
        return encoded
    return _STEERING.sub(_escaped, encoded.decode()).encode()


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _encoded(record: object) -> bytes:
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.json.encode(_encodable(record))


def _encodable(record: object) -> object:
    match record:
        case str():
            return record.encode("utf-8", "replace").decode("utf-8")
        case list() | tuple():
            return [_encodable(item) for item in record]
        case dict():
            return {key: _encodable(value) for key, value in record.items()}
        case _:
            return record
