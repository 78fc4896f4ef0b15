"""JSON Lines, GitLab, JUnit, CSV and Markdown: each format whole, and hostile text in it."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import msgspec
import pytest

from capaudit.model.finding import Finding, Problem, Report, Severity
from capaudit.reports import FORMATS
from capaudit.reports.markdown import LONGEST, escaped
from capaudit.reports.page import Page
from support.reports import CREATOR_DIFFERS, CREDIT_MISSING, EMPTY, REPORT, RUN, text_of
from support.snapshots import assert_matches_snapshot

HOSTILE = "=1+1\r\n\x1b[31m<script>|`*[x](javascript:y)@team\u202e\ufffe"
HOSTILE_FINDING = msgspec.structs.replace(CREATOR_DIFFERS, message=HOSTILE, path=f"a{HOSTILE}.md")


def rendered(form: str, report: Report) -> str:
    return text_of(FORMATS[form](report, Page()))


def report_of(*findings: Finding) -> Report:
    return Report(run=RUN, findings=findings)


@pytest.mark.parametrize("form", ["jsonl", "gitlab", "junit", "csv", "markdown"])
def test_report_is_written_as_in_the_snapshot(form: str) -> None:
    assert_matches_snapshot(rendered(form, REPORT), f"report-{form}.txt")


@pytest.mark.parametrize("form", ["jsonl", "gitlab", "junit", "csv", "markdown"])
def test_nothing_of_a_hostile_text_steers_what_shows_the_report(form: str) -> None:
    written = rendered(form, report_of(HOSTILE_FINDING))
    assert "\x1b" not in written
    assert "\u202e" not in written


def test_json_lines_are_the_parts_of_the_json_report() -> None:
    lines = [json.loads(line) for line in rendered("jsonl", REPORT).splitlines()]
    whole = json.loads(rendered("json", REPORT))
    kinds = [line.pop("kind") for line in lines]
    assert kinds[0] == "run"
    assert kinds[-1] == "summary"
    assert [one for one, kind in zip(lines, kinds, strict=True) if kind == "finding"] == whole[
        "findings"
    ]
    assert [one for one, kind in zip(lines, kinds, strict=True) if kind == "problem"] == whole[
        "problems"
    ]
    assert lines[-1] == whole["summary"]


def test_gitlab_gets_no_fingerprint_twice() -> None:
    issues = json.loads(rendered("gitlab", report_of(CREATOR_DIFFERS, CREATOR_DIFFERS)))
    assert len({issue["fingerprint"] for issue in issues}) == 2
    assert issues[0]["location"]["lines"]["begin"] == 7


def test_gitlab_hears_of_what_was_not_audited() -> None:
    report = Report(run=RUN, problems=(Problem("a.md", "no reader"),))
    (issue,) = json.loads(rendered("gitlab", report))
    assert (issue["severity"], issue["location"]["path"]) == ("blocker", "a.md")


def test_junit_is_xml_whatever_the_text_holds() -> None:
    root = ElementTree.fromstring(rendered("junit", report_of(HOSTILE_FINDING)))
    (failure,) = root.iter("failure")
    assert "<script>" in failure.attrib["message"]


def test_junit_counts_what_fails_and_lets_notes_pass() -> None:
    note = msgspec.structs.replace(CREDIT_MISSING, severity=Severity.NOTE)
    problems = (Problem("broken.md", "no reader"),)
    report = Report(run=RUN, findings=(CREATOR_DIFFERS, note), problems=problems)
    root = ElementTree.fromstring(rendered("junit", report))
    counted = {name: root.attrib[name] for name in ("tests", "failures", "errors")}
    assert counted == {"tests": "3", "failures": "1", "errors": "1"}
    assert len(list(root.iter("testcase"))) == 3
    assert len(list(root.iter("system-out"))) == 1
    assert len(list(root.iter("error"))) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    finding = msgspec.structs.replace(CREATOR_DIFFERS, message=f"{start}HYPERLINK()")
    (_, row) = csv.reader(io.StringIO(rendered("csv", report_of(finding))))
    assert row[8].startswith("'")


def test_a_cell_of_plain_text_stays_as_it_is() -> None:
    header, row = csv.reader(io.StringIO(rendered("csv", report_of(CREATOR_DIFFERS))))
    assert row[header.index("message")] == CREATOR_DIFFERS.message


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    assert escaped("a|b *c* @x <i>") == r"a\|b \*c\* \@x \<i\>"


def test_a_comment_stays_below_what_is_accepted_and_counts_the_rest() -> None:
    written = rendered("markdown", report_of(*[CREATOR_DIFFERS] * 1000))
    assert len(written) < LONGEST + 1000
    assert "further findings" in written


def test_nothing_found_is_said_in_a_line() -> None:
    assert "nothing found" in rendered("markdown", EMPTY)
