"""`capaudit compare`: what is new and what is gone between two reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from capaudit.cli.output import stdout_page, write_out
from capaudit.cli.settings import shape_option
from capaudit.config.settings import FailOn
from capaudit.model.article import Json
from capaudit.model.finding import Severity
from capaudit.reports.escape import visible
from capaudit.reports.page import Palette
from capaudit.reports.words import located, plural

if TYPE_CHECKING:
    from capaudit.memory.comparison import Comparison
    from capaudit.memory.stored_report import StoredFinding

EXIT_SAME, EXIT_NEW = 0, 1
REPORT_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Compare two reports.")
@click.argument("old", type=REPORT_FILE)
@click.argument("new", type=REPORT_FILE)
@shape_option
@click.option(
    "--fail-on",
    type=click.Choice(get_args(FailOn)),
    default="error",
    show_default=True,
    help="Least severity of a new finding that ends with status 1.",
)
@click.pass_context
def compare(context: click.Context, *, old: Path, new: Path, form: str, fail_on: FailOn) -> None:
    """Tell what is new and what is gone from one JSON report to another.

    Findings are the same by their fingerprints, whatever else was edited in their articles.

    Exit status: 0 nothing new at or above --fail-on, 1 something is, 2 a file that is no report.
    """
    from capaudit.memory.comparison import compare as compared
    from capaudit.memory.stored_report import read_stored_report

    difference = compared(read_stored_report(old), read_stored_report(new))
    write_out(_json(difference) if form == "json" else _text(difference, stdout_page().palette))
    context.exit(EXIT_NEW if _fails(difference, fail_on) else EXIT_SAME)


def _fails(difference: Comparison, fail_on: FailOn) -> bool:
    if fail_on == "never":
        return False
    return any(one.severity.rank <= Severity(fail_on).rank for one in difference.new)


def _text(difference: Comparison, palette: Palette) -> Iterator[str]:
    for heading, findings in (("New", difference.new), ("Gone", difference.gone)):
        if findings:
            yield f"{palette.heading}{heading}{palette.end}\n"
            yield from (_line(finding, palette) for finding in findings)
            yield "\n"
    yield f"{len(difference.new)} new, {len(difference.gone)} gone, "
    yield f"{difference.unchanged} unchanged\n"
    if difference.unaudited:
        articles = plural(len(difference.unaudited), "article")
        yield f"gone with {articles} that the new report does not hold\n"


def _line(finding: StoredFinding, palette: Palette) -> str:
    at = f":{finding.line}:{finding.column}" if finding.line else ""
    severity = f"{getattr(palette, finding.severity.value)}{finding.severity.value}{palette.end}"
    said = f"{visible(finding.code)} {visible(finding.message)}"
    place = located(f"{visible(finding.path)}{at}", finding.item)
    return f"  {place} {severity} {said}\n"


def _json(difference: Comparison) -> Iterator[str]:
    from capaudit.reports.json_report import json_text

    yield json_text(
        {
            "new": [_record(finding) for finding in difference.new],
            "gone": [_record(finding) for finding in difference.gone],
            "unchanged": difference.unchanged,
            "unaudited": [*sorted(difference.unaudited)],
        }
    )


def _record(finding: StoredFinding) -> Json:
    return {name: getattr(finding, name) for name in finding.__struct_fields__}
