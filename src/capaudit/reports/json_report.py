"""The JSON report, version 1: the same bytes for the same input, `run` aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.model.article import Json
from capaudit.model.finding import Report
from capaudit.reports.escape import STEERING
from capaudit.reports.page import Page
from capaudit.reports.records import report_record

# The line ends and blanks of the layout are the report's own.
_STEERING = re.compile(f"[{''.join(chr(code) for code in STEERING if code > 0x7E)}]")


def render_json(report: Report, page: Page) -> Iterator[str]:
    """The report as one indented JSON object; the page changes nothing."""
    del page
    yield json_text(report_record(report))


def json_text(record: Json) -> str:
    """Indented JSON with a line end, safe to show on a terminal.

    A lone surrogate (a file name that is no UTF-8) becomes `?`. Characters that steer a terminal
    can only stand inside strings, where JSON lets them be written by their number.
    """
    return _STEERING.sub(_escaped, _encoded(record).decode("utf-8")) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _encoded(record: Json) -> bytes:
    try:
        encoded = msgspec.json.encode(record)
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(_encodable(record))
    return msgspec.json.format(encoded, indent=2)


def _encodable(record: Json) -> Json:
    match record:
        case str():
            return record.encode("utf-8", "replace").decode("utf-8")
        case list():
            return [_encodable(item) for item in record]
        case dict():
            return {key: _encodable(value) for key, value in record.items()}
        case _:
            return record
