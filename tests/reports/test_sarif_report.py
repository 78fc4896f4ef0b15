"""SARIF: the official schema where it is at hand, and what the format asks beyond it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from capaudit.model.article import Ignore
from capaudit.model.finding import BaselineUse, Edit, Fix, Report, Severity
from capaudit.model.text import Range, Span
from capaudit.reports import sarif
from capaudit.reports.page import Page
from capaudit.reports.sarif import render_sarif
from support.reports import CREATOR_DIFFERS, CREDIT_MISSING, EMPTY, REPORT, RUN
from support.snapshots import assert_matches_snapshot

# Not part of the project: OASIS publishes it.
SCHEMA = Path(__file__).parents[3] / "shared" / "schemas" / "sarif-schema-2.1.0.json"
IGNORED = msgspec.structs.replace(
    CREDIT_MISSING, ignored_by=(Ignore(("CRD001",), "an\x1b old hand-out", Span(0, 1), 7),)
)
WITH_ASIDES = Report(
    run=RUN,
    findings=(CREATOR_DIFFERS,),
    suppressed=(IGNORED,),
    known=(CREDIT_MISSING,),
    baseline=BaselineUse("known.json", 1),
)
FIX = Fix(
    "credit to house style",
    safe=True,
    edits=(Edit(Span(3, 4), Range(1, 4, 1, 5), "/", "Jane Doe/AFP"),),
)


def run_of(report: Report) -> dict[str, Any]:
    (run,) = json.loads("".join(render_sarif(report, Page())))["runs"]
    return dict(run)


def test_report_is_written_as_in_the_snapshot() -> None:
    assert_matches_snapshot("".join(render_sarif(REPORT, Page())), "report-sarif.txt")


@pytest.mark.skipif(not SCHEMA.exists(), reason="the official schema is not at hand")
@pytest.mark.parametrize(
    "report",
    [
        REPORT,
        EMPTY,
        WITH_ASIDES,
        Report(run=RUN, findings=(msgspec.structs.replace(CREATOR_DIFFERS, fix=FIX),)),
    ],
)
def test_report_is_valid_by_the_official_schema(report: Report) -> None:
    written = json.loads("".join(render_sarif(report, Page())))
    jsonschema.validate(written, json.loads(SCHEMA.read_text("utf-8")))


def test_the_other_side_of_the_evidence_is_a_related_location() -> None:
    (result,) = run_of(Report(run=RUN, findings=(CREATOR_DIFFERS,)))["results"]
    texts = [one["message"]["text"] for one in result["relatedLocations"]]
    assert any("2:80 By-line" in text for text in texts)


def test_a_fix_deletes_its_region_and_inserts_its_text() -> None:
    finding = msgspec.structs.replace(CREATOR_DIFFERS, fix=FIX)
    (result,) = run_of(Report(run=RUN, findings=(finding,)))["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5},
            "insertedContent": {"text": "/"},
        }
    ]


def test_more_than_a_run_holds_are_cut_the_worst_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    note = msgspec.structs.replace(CREDIT_MISSING, severity=Severity.NOTE)
    run = run_of(Report(run=RUN, findings=(note, CREATOR_DIFFERS, CREATOR_DIFFERS)))
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("1 further result left out")


def test_what_stands_in_a_text_is_neither_link_nor_placeholder() -> None:
    hostile = "[click](http://x) {0} \\ \x1b[31m"
    finding = msgspec.structs.replace(CREATOR_DIFFERS, message=hostile, path="a b\u202e%.md")
    (result,) = run_of(Report(run=RUN, findings=(finding,)))["results"]
    assert result["message"]["text"] == r"\[click\](http://x) {{0}} \\ \\x1b\[31m"
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b%E2%80%AE%25.md"


def test_what_is_set_aside_says_so_and_why() -> None:
    new, ignored, known = run_of(WITH_ASIDES)["results"]

    assert (new["baselineState"], new["suppressions"]) == ("new", [])
    assert ignored["suppressions"] == [
        {"kind": "inSource", "justification": "an\\x1b old hand-out"}
    ]
    assert (known["baselineState"], known["suppressions"][0]["kind"]) == ("unchanged", "external")


def test_what_is_set_aside_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 1)
    (result,) = run_of(WITH_ASIDES)["results"]
    assert result["suppressions"] == []
