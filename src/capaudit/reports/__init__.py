"""Report → text: one file a format, listed here.

A format that is written in UTF-8 by definition may give bytes: they are copied as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from capaudit.model.finding import Report
from capaudit.reports.csv_report import render_csv
from capaudit.reports.github import render_github
from capaudit.reports.gitlab import render_gitlab
from capaudit.reports.html_report import render_html
from capaudit.reports.json_report import render_json
from capaudit.reports.jsonl import render_jsonl
from capaudit.reports.junit import render_junit
from capaudit.reports.markdown import render_markdown
from capaudit.reports.page import Page
from capaudit.reports.sarif import render_sarif
from capaudit.reports.text import render_text

Render = Callable[[Report, Page], Iterator[str | bytes]]

FORMATS: dict[str, Render] = {
    "text": render_text,
    "json": render_json,
    "jsonl": render_jsonl,
    "sarif": render_sarif,
    "github": render_github,
    "gitlab": render_gitlab,
    "junit": render_junit,
    "html": render_html,
    "markdown": render_markdown,
    "csv": render_csv,
}
