from __future__ import annotations

import msgspec

from capaudit.model.finding import Finding, Report
from capaudit.reports.github import render_github
from capaudit.reports.page import Page
from support.reports import CREATOR_DIFFERS, CREDIT_MISSING, EMPTY, REPORT, RUN
from support.snapshots import assert_matches_snapshot


def rendered(*findings: Finding) -> list[str]:
    return "".join(render_github(Report(run=RUN, findings=findings), Page())).splitlines()


def test_report_is_written_as_in_the_snapshot() -> None:
    assert_matches_snapshot("".join(render_github(REPORT, Page())), "report-github.txt")


def test_nothing_found_writes_nothing() -> None:
    assert list(render_github(EMPTY, Page())) == []


def test_hostile_text_cannot_start_a_command_of_its_own() -> None:
    hostile = "100%\r\n::add-mask::x\x1b[31m,line=9:\u202e"
    finding = msgspec.structs.replace(CREATOR_DIFFERS, message=hostile, path=f"a,b:{hostile}.md")
    (line,) = rendered(finding)
    properties, _, message = line.removeprefix("::error ").partition("::")
    assert properties.startswith(
        "file=a%2Cb%3A100%25\\r\\n%3A%3Aadd-mask%3A%3Ax\\x1b[31m%2Cline=9%3A"
    )
    assert message.startswith("100%25\\r\\n::add-mask::x\\x1b[31m")
    assert properties.count(",") == 4


def test_worst_come_first_whatever_the_order_of_findings() -> None:
    lines = rendered(CREDIT_MISSING, CREATOR_DIFFERS)
    assert [line.split(" ")[0] for line in lines] == ["::error", "::notice"]


def test_eleven_errors_become_nine_and_a_count() -> None:
    lines = rendered(*[CREATOR_DIFFERS] * 11, CREDIT_MISSING)
    assert len(lines) == 11
    assert lines[9] == "::error title=capaudit::2 further errors: run capaudit check to see all"
    assert lines[10].startswith("::notice ")


def test_ten_errors_are_all_shown() -> None:
    assert not any("further" in line for line in rendered(*[CREATOR_DIFFERS] * 10))
