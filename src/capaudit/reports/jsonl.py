"""JSON Lines: the JSON report's parts one a line, for programs that read as they go."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import Json
from capaudit.model.finding import Report
from capaudit.reports.json_report import article_records, compact_json
from capaudit.reports.page import Page
from capaudit.reports.records import (
    finding_record,
    head_record,
    problem_record,
    summary_record,
)


def render_jsonl(report: Report, page: Page) -> Iterator[bytes]:
    """A line for the run, each article, each finding, each problem, and the summary.

    `kind` says which (`run`, `article`, `finding`, `problem`, `summary`); the rest of a line is as
    in the JSON report. The page changes nothing.
    """
    del page
    head = head_record(report)
    del head["summary"]
    yield _line("run", head)
    for record in article_records(report):
        yield b'{"kind":"article",' + record[1:] + b"\n"
    for finding in report.findings:
        yield _line("finding", finding_record(finding))
    for problem in report.problems:
        yield _line("problem", problem_record(problem))
    yield _line("summary", summary_record(report))


def _line(kind: str, record: dict[str, Json]) -> bytes:
    return compact_json({"kind": kind, **record}) + b"\n"
