"""`capaudit fix`: apply the fixes that findings carry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from capaudit.cli.output import stdout_page, write_out
from capaudit.cli.settings import (
    choose_rules,
    config_options,
    day_option,
    selection_options,
    settle,
)
from capaudit.errors import UsageError
from capaudit.model.finding import Fix, Problem, Report, RunInfo
from capaudit.reports.escape import visible
from capaudit.reports.words import plural, shown_path

if TYPE_CHECKING:
    from capaudit.pipeline.mending import Mended

EXIT_DONE, EXIT_WOULD_CHANGE, EXIT_NOT_FIXED = 0, 1, 2


@click.command(short_help="Apply fixes to articles.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--diff", is_flag=True, help="Show what would change and write nothing.")
@click.option(
    "--unsafe", is_flag=True, help="Apply also what a person should look at: years, weekdays."
)
@selection_options
@config_options
@day_option
@click.pass_context
def fix(
    context: click.Context,
    *,
    paths: tuple[str, ...],
    diff: bool,
    unsafe: bool,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    config_file: Path | None,
    root: Path | None,
    day: datetime | None,
) -> None:
    """Apply fixes to the text of articles: files, folders or globs; else the current folder.

    Each article is audited again with its fixes before it is written, and everything else in it
    stays as it is, byte for byte. Rules that do not apply fix nothing: --extend-select CRD007
    brings credits to house style where the profile does not.

    Exit status: 0 all done, 1 with --diff where something would change, 2 misuse, or an article
    that could not be read or written.
    """
    from capaudit.pipeline.mending import mend_paths
    from capaudit.remote.cloud import is_cloud

    if any(map(is_cloud, paths)):
        raise UsageError("what lies in an object store is only read", "fix a copy on the disk")
    config = settle(paths or (".",), config_file, root, day)
    config = choose_rules(config, profile, select, ignore, extend_select)
    accepts = _anything if unsafe else _is_safe
    report, outcomes = mend_paths(paths or (".",), config, accepts)
    for notice in report.notices:
        click.echo(f"capaudit: {notice}", err=True)
    finish = _shown if diff else _written(config.root or Path.cwd(), report.run)
    done, problems = 0, list(report.problems)
    for outcome in outcomes:
        made = outcome if isinstance(outcome, Problem) else finish(outcome)
        if isinstance(made, Problem):
            problems.append(made)
        else:
            done += made
    said = "can be fixed" if diff else "fixed"
    _summarise(report, f"{plural(done, 'finding')} {said}", problems, accepts)
    changed = EXIT_WOULD_CHANGE if diff and done else EXIT_DONE
    context.exit(EXIT_NOT_FIXED if problems else changed)


def _is_safe(fix: Fix) -> bool:
    return fix.safe


def _anything(fix: Fix) -> bool:
    del fix
    return True


def _shown(mended: Mended) -> int | Problem:
    """Print the diff of an article; the number of findings that would go."""
    from capaudit.reports.diff import diff_lines

    before, after = (_text(data) for data in (mended.before, mended.after))
    lines = diff_lines(mended.path, before, after)
    write_out(_on_terminal(lines) if sys.stdout.isatty() else lines)
    return len(mended.findings)


def _text(data: bytes) -> str:
    from capaudit.readers.decode import decode

    return decode(data).text


def _on_terminal(lines: Iterator[str]) -> Iterator[str]:
    return (visible(line.rstrip("\n")) + "\n" for line in lines)


def _written(root: Path, run: RunInfo) -> Callable[[Mended], int | Problem]:
    from capaudit.cli.rewriting import rewrite

    def write(mended: Mended) -> int | Problem:
        """Write an article and list what was done; the number of findings gone."""
        problem = rewrite(root, mended)
        if problem is not None:
            return problem
        write_out(_list(mended, run))
        return len(mended.findings)

    return write


def _list(mended: Mended, run: RunInfo) -> Iterator[str]:
    yield f"{visible(shown_path(run, mended.path, stdout_page()))}\n"
    for finding in mended.findings:
        at = f"{finding.range.line}:{finding.range.column}" if finding.range else "-"
        said = finding.fix.description if finding.fix is not None else finding.message
        yield f"  {at:<8} {finding.code} {visible(said)}\n"


def _summarise(
    report: Report, said: str, problems: list[Problem], accepts: Callable[[Fix], bool]
) -> None:
    """Say on standard error what was done, what was not and why."""
    from capaudit.pipeline.mending import fixes_of

    for problem in problems:
        path = visible(shown_path(report.run, problem.path, stdout_page()))
        click.echo(f"capaudit: {path}: {visible(problem.reason)}", err=True)
    fixes = [fix for _, _, fix in fixes_of(report)]
    unsafe = sum(not accepts(fix) for fix in fixes)
    hint = f"; --unsafe fixes {unsafe} more" if unsafe else ""
    click.echo(f"{said}{hint}", err=True)
