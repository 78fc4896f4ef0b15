"""Report → text: one file a format, listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from capaudit.model.finding import Report
from capaudit.reports.github import render_github
from capaudit.reports.json_report import render_json
from capaudit.reports.page import Page
from capaudit.reports.text import render_text

Render = Callable[[Report, Page], Iterator[str]]

FORMATS: dict[str, Render] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
}
