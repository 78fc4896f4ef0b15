from __future__ import annotations

import re

import msgspec
import pytest

from capaudit.model.claim import Origin, Source
from capaudit.model.finding import Finding, Fix, Problem, Report
from capaudit.model.text import Range
from capaudit.reports.page import TERMINAL, Detail, Page
from capaudit.reports.text import render_text
from capaudit.reports.words import origin_label
from support.reports import CREATOR_DIFFERS, DATE_MISSING, EMPTY, REPORT, RUN
from support.snapshots import assert_matches_snapshot

HOSTILE = "\x1b[2J\x07a\u202eb\x9b31mc\u2028d\nz\ud800"


PLAIN_PAGE = Page(width=100)


def text(report: Report, page: Page = PLAIN_PAGE) -> str:
    return "".join(render_text(report, page))


def report_of(finding: Finding) -> Report:
    return Report(run=RUN, findings=(finding,))


@pytest.mark.parametrize("detail", list(Detail))
def test_report_reads_as_in_the_snapshot(detail: Detail) -> None:
    assert_matches_snapshot(text(REPORT, Page(width=100, detail=detail)), f"report-{detail}.txt")


def test_colours_are_the_only_difference_on_a_terminal() -> None:
    coloured = text(REPORT, Page(width=100, palette=TERMINAL))
    assert coloured != text(REPORT)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(REPORT)


def test_report_without_findings_says_so() -> None:
    assert text(EMPTY) == "0 articles, 0 images: nothing found\n"


def test_quiet_report_without_findings_is_empty() -> None:
    assert text(EMPTY, Page(detail=Detail.QUIET)) == ""


@pytest.mark.parametrize(
    ("safe", "said"),
    [(True, "    capaudit fix: it goes\n"), (False, "    capaudit fix --unsafe: it goes\n")],
)
def test_finding_says_how_it_can_be_fixed(safe: bool, said: str) -> None:
    finding = msgspec.structs.replace(CREATOR_DIFFERS, fix=Fix("it goes", safe, ()))
    assert said in text(report_of(finding))
    assert "capaudit fix" not in text(report_of(CREATOR_DIFFERS))


def test_nothing_in_the_input_steers_the_terminal() -> None:
    finding = msgspec.structs.replace(
        CREATOR_DIFFERS,
        message=HOSTILE,
        path=f"content/{HOSTILE}.md",
        source_line=HOSTILE,
        range=Range(1, 1, 1, 9),
        claims=(msgspec.structs.replace(CREATOR_DIFFERS.claims[0], raw=HOSTILE),),
        fix=Fix(HOSTILE, True, ()),
    )
    problem = Problem(HOSTILE, HOSTILE)
    output = text(Report(run=RUN, findings=(finding,), problems=(problem,)))
    assert not set(output) & set("\x1b\x07\x9b\u202e\u2028\ud800")
    assert all(
        line.startswith((" ", "content", "Not", "0")) for line in output.splitlines() if line
    )


def test_long_lines_are_cut_around_the_words_meant() -> None:
    line = "x" * 5000 + "WORDS" + "y" * 5000
    finding = msgspec.structs.replace(
        CREATOR_DIFFERS, source_line=line, range=Range(1, 5001, 1, 5006)
    )
    source, carets = [one for one in text(report_of(finding)).splitlines() if " | " in one]
    assert len(source) <= 100
    assert source[carets.index("^") : carets.rindex("^") + 1] == "WORDS"


def test_a_line_of_which_the_middle_was_kept_is_marked_as_cut() -> None:
    finding = msgspec.structs.replace(
        CREATOR_DIFFERS,
        source_line="before WORDS",
        source_column=9_994,
        range=Range(1, 10_001, 1, 10_006),
    )
    source, carets = [one for one in text(report_of(finding)).splitlines() if " | " in one]
    assert source.endswith("| …before WORDS")
    assert source[carets.index("^") : carets.rindex("^") + 1] == "WORDS"


def test_paths_are_shown_from_the_page_s_folder() -> None:
    run = msgspec.structs.replace(RUN, root="/site")
    report = msgspec.structs.replace(REPORT, run=run)
    output = text(report, Page(folder="/site/content"))
    assert output.startswith("osaka.md\n")


def test_absolute_path_is_shown_where_the_relative_one_is_longer() -> None:
    run = msgspec.structs.replace(RUN, root="/site")
    report = msgspec.structs.replace(REPORT, run=run)
    assert text(report, Page(folder="/a/b/c/d")).startswith("/site/content/osaka.md\n")


def test_many_findings_are_counted_by_rule_the_commonest_first() -> None:
    few = text(Report(run=RUN, findings=(CREATOR_DIFFERS,) * 10))
    assert "10 CRD003" not in few
    many = text(Report(run=RUN, findings=(DATE_MISSING, *(CREATOR_DIFFERS,) * 10)))
    first, second = many.splitlines()[-2:]
    assert first.split() == ["10", "CRD003", "creator-differs-from-file"]
    assert second.split() == ["1", "ART001", "publication-date-missing"]


def test_occurrences_beyond_three_are_counted() -> None:
    (one,) = REPORT.findings[0].occurrences
    finding = msgspec.structs.replace(REPORT.findings[0], occurrences=(one,) * 5)
    places = ", ".join(["content/kobe.md:4"] * 3)
    assert f"also at {places} and 2 further places" in text(report_of(finding))
    whole = text(report_of(finding), Page(width=100, detail=Detail.VERBOSE))
    assert whole.count("    also at content/kobe.md:4\n") == 5


def test_a_field_names_its_block_once() -> None:
    labels = [
        origin_label(Origin(source, field))
        for source, field in (
            (Source.GPS, "GPS:Position"),
            (Source.EXIF, "Exif:Artist"),
            (Source.IIM, "2:80 By-line"),
        )
    ]
    assert labels == ["file, GPS:Position", "file, Exif:Artist", "file, IIM 2:80 By-line"]


def test_paths_are_links_where_the_page_can_hold_them() -> None:
    page = Page(width=100, folder="/home/ü desk", links=True)
    linked, plain = text(REPORT, page), text(REPORT, Page(width=100, folder="/home/ü desk"))

    addresses = re.findall(r"\x1b\]8;;([^\x1b]+)\x1b\\", linked)
    assert re.sub(r"\x1b\]8;;[^\x1b]*\x1b\\", "", linked) == plain
    assert all(address.startswith("file:///home/%C3%BC%20desk/") for address in addresses)
    assert len(addresses) == len({finding.path for finding in REPORT.findings}) + len(
        REPORT.problems
    )


def test_a_path_cannot_end_its_link() -> None:
    report = Report(run=RUN, problems=(Problem("a\x1b\\b;c", "is broken"),))
    page = Page(width=100, folder="/home", links=True)

    (address,) = re.findall(r"\x1b\]8;;([^\x1b]+)\x1b\\", text(report, page))
    assert address.endswith("/a%1B%5Cb%3Bc")


def test_a_record_is_told_from_a_sidecar() -> None:
    record = Origin(Source.SIDECAR, "taken", path="data/ferry.yml")
    sidecar = Origin(Source.SIDECAR, "dc:creator", path="static/ferry.XMP")
    assert origin_label(record) == "record taken data/ferry.yml"
    assert origin_label(sidecar) == "sidecar file dc:creator static/ferry.XMP"
