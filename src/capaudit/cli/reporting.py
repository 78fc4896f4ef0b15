"""What the commands that report have in common: their options, delivery, and exit status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
import msgspec

from capaudit.cli.group import EXIT_INTERRUPTED
from capaudit.config.settings import FailOn
from capaudit.model.finding import Report, Severity
from capaudit.reports import FORMATS
from capaudit.reports.page import Detail
from capaudit.timings import Stage, timed

EXIT_SOUND, EXIT_FOUND, EXIT_NOT_AUDITED = 0, 1, 2

Command = TypeVar("Command", bound=Callable[..., Any])


def _split_reports(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> tuple[tuple[str, Path], ...]:
    """`FORMAT=FILE` as pairs."""
    pairs = []
    for value in values:
        form, equals, name = value.partition("=")
        if form not in FORMATS or not equals or not name:
            forms = ", ".join(FORMATS)
            message = f"{value!r} is not FORMAT=FILE with a format out of {forms}"
            raise click.BadParameter(message, context, parameter)
        pairs.append((form, Path(name)))
    return tuple(pairs)


def report_options(command: Command) -> Command:
    """Add the shapes of the report, where it goes, and what ends the run with status 1."""
    command = click.option(
        "--verbose",
        "detail",
        flag_value="verbose",
        help="Text report: every image's verdicts too, every place of a finding, and the files "
        "that were left alone.",
    )(command)
    command = click.option(
        "--quiet", "detail", flag_value="quiet", help="Text report: no summary."
    )(command)
    command = click.option(
        "--statistics",
        is_flag=True,
        help="Text and JSON report: count by rule, section, agency and format as well.",
    )(command)
    command = click.option(
        "--fail-on",
        type=click.Choice(get_args(FailOn)),
        help="Least severity that ends the run with status 1. Default: error.",
    )(command)
    command = click.option(
        "--report",
        "reports",
        metavar="FORMAT=FILE",
        multiple=True,
        callback=_split_reports,
        help="Write a further report to a file; may be repeated.",
    )(command)
    command = click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write the report to a file instead of standard output.",
    )(command)
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="Shape of the report.",
    )(command)


def counted(report: Report) -> Report:
    """The report with its findings counted by rule, section, agency and format."""
    from capaudit.reports.statistics import count

    return msgspec.structs.replace(report, statistics=count(report))


@timed(Stage.REPORT)
def deliver(
    report: Report,
    form: str,
    output: Path | None,
    reports: tuple[tuple[str, Path], ...],
    detail: Detail,
) -> None:
    """Print the report or write it to a file, and write the further ones."""
    from capaudit.cli.output import print_report, save_report, write_job_summary

    for each, path in reports:
        save_report(report, each, detail, path)
    if "github" in (form, *(each for each, _ in reports)):
        write_job_summary(report)
    if output is None:
        print_report(report, form, detail)
    else:
        save_report(report, form, detail, output)


def exit_status(report: Report, fail_on: FailOn) -> int:
    """0 nothing at or above `fail_on`, 1 findings, 2 where an input could not be audited.

    130 where the run was interrupted, whatever it found.
    """
    if report.run.interrupted:
        return EXIT_INTERRUPTED
    if report.problems:
        return EXIT_NOT_AUDITED
    if fail_on == "never":
        return EXIT_SOUND
    limit = Severity(fail_on).rank
    found = any(finding.severity.rank <= limit for finding in report.findings)
    return EXIT_FOUND if found else EXIT_SOUND
