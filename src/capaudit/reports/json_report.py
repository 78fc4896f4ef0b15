"""The JSON report, version 1: the same bytes for the same input, `run` aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.model.article import Json
from capaudit.model.finding import Report
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
    """The report as one indented JSON object; the page changes nothing.

    Articles and findings are encoded one by one: as dicts all at once they would take several
    times the report's size in memory.
    """
    del page
    whole: dict[str, Json | list[msgspec.Raw]] = {
        **head_record(report),
        **baseline_record(report.baseline),
        **statistics_record(report),
        "articles": [_raw(article_record(article)) for article in report.articles],
        "findings": [_raw(finding_record(finding)) for finding in report.findings],
        "problems": [_raw(problem_record(problem)) for problem in report.problems],
    }
    yield _text(_encoded(whole))


def json_text(record: Json) -> str:
    """A record as indented JSON with a line end, safe to show on a terminal.

    A lone surrogate (a file name that is no UTF-8) becomes `?`. Characters that steer a terminal
    can only stand inside strings, where JSON lets them be written by their number.
    """
    return _text(_encoded(record))


def compact_json(record: Json) -> str:
    """The same on a single line."""
    return _STEERING.sub(_escaped, _encoded(record).decode("utf-8")) + "\n"


def _text(encoded: bytes) -> str:
    indented = msgspec.json.format(encoded, indent=2).decode("utf-8")
    return _STEERING.sub(_escaped, indented) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _raw(record: Json) -> msgspec.Raw:
    return msgspec.Raw(_encoded(record))


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
