"""A file that holds several articles: every report names the one that a finding stands in."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest

from capaudit.model.finding import Finding, Occurrence, Problem, Report
from capaudit.reports import FORMATS
from capaudit.reports.page import Page
from support.reports import CREATOR_DIFFERS, CREDIT_MISSING, RUN, text_of

ITEM = "urn:newsml:example.org:20250305:7104"
FEED = "feeds/news.xml"


def in_item(finding: Finding, item: str) -> Finding:
    return msgspec.structs.replace(finding, path=FEED, item=item)


def rendered(form: str, *findings: Finding, problems: tuple[Problem, ...] = ()) -> str:
    return text_of(FORMATS[form](Report(run=RUN, findings=findings, problems=problems), Page()))


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "github", "gitlab", "junit", "csv"])
def test_every_report_names_the_item(form: str) -> None:
    assert "20250305:7104" in rendered(form, in_item(CREATOR_DIFFERS, ITEM)).replace("%3A", ":")


def test_the_text_report_keeps_the_findings_of_an_item_together() -> None:
    lines = rendered(
        "text",
        in_item(CREATOR_DIFFERS, "7104"),
        in_item(CREDIT_MISSING, "7105"),
        in_item(CREATOR_DIFFERS, "7104"),
    ).splitlines()

    assert [line for line in lines if line.startswith(FEED)] == [
        f"{FEED} [7104]",
        f"{FEED} [7105]",
    ]
    assert lines.index(f"{FEED} [7105]") > [n for n, line in enumerate(lines) if "7:" in line][1]


def test_further_places_and_problems_name_their_item() -> None:
    other = Occurrence(FEED, CREATOR_DIFFERS.range, None, "f", item="7106")
    grouped = msgspec.structs.replace(in_item(CREATOR_DIFFERS, "7104"), occurrences=(other,))
    text = rendered("text", grouped, problems=(Problem(FEED, "has no text", item="7109"),))

    assert f"also at {FEED}:7 [7106]" in text
    assert f"{FEED} [7109]: has no text" in text
    table = rendered("markdown", grouped, problems=(Problem(FEED, "has no text", item="7109"),))
    assert r"feeds/news\.xml:7 \[7106\]" in table
    assert r"feeds/news\.xml \[7109\]: has no text" in table


def test_sarif_names_the_item_as_a_logical_location() -> None:
    run = json.loads(rendered("sarif", in_item(CREATOR_DIFFERS, ITEM)))["runs"][0]
    (place,) = run["results"][0]["locations"]

    assert place["logicalLocations"] == [{"name": ITEM, "kind": "article"}]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == FEED


def test_csv_has_a_column_for_the_item() -> None:
    rows = csv.DictReader(io.StringIO(rendered("csv", in_item(CREATOR_DIFFERS, ITEM))))

    assert [row["item"] for row in rows] == [ITEM]


def test_junit_counts_every_item_that_was_not_audited() -> None:
    problems = (Problem(FEED, "has no text", item="1"), Problem(FEED, "has no text", item="2"))
    written = rendered("junit", problems=problems)

    assert 'tests="2" failures="0" errors="2"' in written
    assert 'name="is audited [2]"' in written


def test_a_long_item_is_shown_by_its_end() -> None:
    long = f"https://example.org/{'archive/' * 40}2025/flood"
    (heading, *_) = rendered("text", in_item(CREATOR_DIFFERS, long)).splitlines()

    assert heading.endswith("/2025/flood]")
    assert len(heading) < 110


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_nothing_in_an_item_steers_what_shows_the_report(form: str) -> None:
    hostile = "7\x1b[31m\u202e<script>\r\n::error::"
    written = rendered(form, in_item(CREATOR_DIFFERS, hostile))

    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "\n::error::" not in written
