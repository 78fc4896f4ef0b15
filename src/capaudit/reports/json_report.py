"""The JSON report, version 1: the same bytes for the same input, `run` aside."""

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
    """The report as one indented JSON object, written part by part; the page changes nothing.

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
    yield from _list("findings", (laid_out(finding_record(one)) for one in report.findings))
    yield from _list("problems", (laid_out(problem_record(one)) for one in report.problems))
    yield b"\n}\n"


def article_records(report: Report) -> Iterator[bytes]:
    """Each article as `laid_out`, as it was put away where it was."""
    if isinstance(report.articles, FiledArticles):
        return report.articles.records()
    return (laid_out(article_record(article)) for article in report.articles)


def laid_out(record: Json) -> bytes:
    """A record as an item of one of the report's lists: nothing is left to do but to copy it.

    A lone surrogate (a name that is no UTF-8) becomes `?`.
    """
    # Line ends inside strings are escaped: those that stand are the layout's.
    return _indented(record).replace(b"\n", b"\n    ")


def on_one_line(record: bytes) -> bytes:
    """The same without its layout."""
    return msgspec.json.format(record, indent=-1)


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
    """The same on a single line, in UTF-8 and without a line end."""
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
        case list():
            return [_encodable(item) for item in record]
        case dict():
            return {key: _encodable(value) for key, value in record.items()}
        case _:
            return record
