"""The JSON report, version 1: the same bytes for the same input, `run` aside."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from capaudit.model.article import Json
from capaudit.model.finding import Report
from capaudit.reports.page import Page
from capaudit.reports.records import report_record


def render_json(report: Report, page: Page) -> Iterator[str]:
    """The report as one indented JSON object; the page changes nothing."""
    del page
    yield encode_record(report_record(report)).decode("utf-8")
    yield "\n"


def encode_record(record: Json) -> bytes:
    """Indented JSON in UTF-8; a lone surrogate (a file name that is no UTF-8) becomes `?`."""
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
