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

# The line ends and blanks of the layout are the report's own.
_STEERING = re.compile(f"[{''.join(chr(code) for code in STEERING if code > 0x7E)}]")


def render_json(report: Report, page: Page) -> Iterator[str]:
    """The report as one indented JSON object, written part by part; the page changes nothing.

    Articles are never held all at once: they may be more than memory takes.
    """
    del page
    head = {
        **head_record(report),
        **baseline_record(report.baseline),
        **statistics_record(report),
    }
    yield _text(_encoded(head)).removesuffix("\n}\n")
    yield from _list("articles", article_records(report))
    yield from _list("findings", (raw_record(finding_record(one)) for one in report.findings))
    yield from _list("problems", (raw_record(problem_record(one)) for one in report.problems))
    yield "\n}\n"


def article_records(report: Report) -> Iterator[bytes]:
    """Each article as one line of JSON, as it was put away where it was."""
    if isinstance(report.articles, FiledArticles):
        return report.articles.records()
    return (raw_record(article_record(article)) for article in report.articles)


def raw_record(record: Json) -> bytes:
    """A record as one line of JSON; a lone surrogate (a name that is no UTF-8) becomes `?`."""
    return _encoded(record)


def _list(name: str, records: Iterable[bytes]) -> Iterator[str]:
    """A further member of the report, whose value is a list: item by item."""
    begin = f',\n  "{name}": ['
    end = "]"
    for record in records:
        # Line ends inside strings are escaped: those that stand are the layout's.
        item = msgspec.json.format(record, indent=2).replace(b"\n", b"\n    ")
        yield f"{begin}\n    {_without_steering(item)}"
        begin, end = ",", "\n  ]"
    yield end if begin == "," else f"{begin}{end}"


def _without_steering(encoded: bytes) -> str:
    text = encoded.decode("utf-8")
    return text if encoded.isascii() else _STEERING.sub(_escaped, text)


def json_text(record: Json) -> str:
    """A record as indented JSON with a line end, safe to show on a terminal.

    A lone surrogate (a file name that is no UTF-8) becomes `?`. Characters that steer a terminal
    can only stand inside strings, where JSON lets them be written by their number.
    """
    return _text(_encoded(record))


def compact_json(record: Json) -> str:
    """The same on a single line."""
    return compact_line(_encoded(record))


def compact_line(record: bytes) -> str:
    """A record that is JSON already, on a line of its own."""
    return _without_steering(record) + "\n"


def _text(encoded: bytes) -> str:
    return _without_steering(msgspec.json.format(encoded, indent=2)) + "\n"


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
