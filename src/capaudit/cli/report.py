"""`capaudit report`: any report from the parts of a run over many machines."""

from __future__ import annotations

from pathlib import Path

import click

from capaudit.cli.reporting import (
    EXIT_NOT_AUDITED,
    counted,
    deliver,
    exit_status,
    report_options,
)
from capaudit.config.settings import FailOn
from capaudit.reports.page import Detail


@click.command(short_help="Report on stored results.")
@click.argument("parts", type=click.Path(exists=True, file_okay=False, path_type=Path))
@report_options
@click.pass_context
def report(
    context: click.Context,
    *,
    parts: Path,
    form: str,
    output: Path | None,
    reports: tuple[tuple[str, Path], ...],
    fail_on: FailOn | None,
    statistics: bool,
    detail: str | None,
) -> None:
    """Report on the folder that capaudit check --engine dask --parts PARTS filled.

    Articles are compared with one another and habits are counted as in any run, so that the report
    is the one that the run itself gives. While parts are missing a notice says so, and how many.

    Exit status: as check has it; 2 also while parts are missing.
    """
    from capaudit.pipeline.spread import report_parts, settings_of

    limit = fail_on or settings_of(parts).fail_on
    found = report_parts(parts)
    for notice in found.notices:
        click.echo(f"capaudit: {notice}", err=True)
    if statistics:
        found = counted(found)
    deliver(found, form, output, reports, Detail(detail or Detail.NORMAL))
    context.exit(EXIT_NOT_AUDITED if found.run.interrupted else exit_status(found, limit))
