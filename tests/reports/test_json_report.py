from __future__ import annotations

import json

import msgspec
import pytest
from jsonschema import Draft202012Validator

from capaudit.data.schemas import schema_path
from capaudit.model.finding import Edit, Fix, Report
from capaudit.model.text import Range, Span
from capaudit.reports.json_report import render_json
from capaudit.reports.page import Page
from support.reports import CREATOR_DIFFERS, EMPTY, REPORT, RUN, text_of
from support.snapshots import assert_matches_snapshot

HOSTILE = '\x1b[2J\x9b"\\\u202e\x00\u2028\r\n::error::%0A'
SCHEMA = json.loads(schema_path("report").read_text("utf-8"))


def rendered(report: Report) -> str:
    return text_of(render_json(report, Page()))


def test_report_is_written_as_in_the_snapshot() -> None:
    assert_matches_snapshot(rendered(REPORT), "report.json")


@pytest.mark.parametrize("report", [REPORT, EMPTY])
def test_report_follows_its_schema(report: Report) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(rendered(report)))


def test_schema_refuses_what_version_1_does_not_have() -> None:
    record = json.loads(rendered(REPORT))
    record["findings"][0]["colour"] = "red"
    assert not Draft202012Validator(SCHEMA).is_valid(record)


FIX = Fix(HOSTILE, True, (Edit(Span(3, 9), Range(1, 4, 1, 10), HOSTILE, HOSTILE),))


def test_fix_and_hostile_text_survive_the_way_through_json() -> None:
    finding = msgspec.structs.replace(CREATOR_DIFFERS, message=HOSTILE, fix=FIX)
    output = rendered(Report(run=RUN, findings=(finding,)))
    assert not set(output) & set("\x1b\x9b\u202e\x00\u2028\r")
    record = json.loads(output)
    Draft202012Validator(SCHEMA).validate(record)
    assert record["findings"][0]["message"] == HOSTILE
    assert record["findings"][0]["fix"] == {
        "description": HOSTILE,
        "safe": True,
        "edits": [{"line": 1, "column": 4, "end_line": 1, "end_column": 10, "text": HOSTILE}],
    }


def test_file_name_that_is_no_utf_8_can_be_written() -> None:
    finding = msgspec.structs.replace(CREATOR_DIFFERS, path="caf\udce9.md")
    record = json.loads(rendered(Report(run=RUN, findings=(finding,))).encode("utf-8"))
    assert record["findings"][0]["path"] == "caf?.md"


def test_order_of_verdicts_does_not_depend_on_how_they_were_gathered() -> None:
    (article,) = REPORT.articles
    (image,) = article.images
    backwards = dict(reversed(image.verdicts.items()))
    turned = msgspec.structs.replace(image, verdicts=backwards)
    report = msgspec.structs.replace(
        REPORT, articles=(msgspec.structs.replace(article, images=(turned,)),)
    )
    assert rendered(report) == rendered(REPORT)
