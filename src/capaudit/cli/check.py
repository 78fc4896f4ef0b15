"""`capaudit check`: audit articles and report."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from capaudit.cli.group import EXIT_INTERRUPTED
from capaudit.cli.reporting import counted, deliver, exit_status, report_options
from capaudit.cli.settings import (
    cache_folder,
    choose_rules,
    config_options,
    day_option,
    selection_options,
    settle,
)
from capaudit.cli.timings import print_timings
from capaudit.config import Config, find_root
from capaudit.config.settings import FailOn
from capaudit.errors import UsageError
from capaudit.model.finding import Report
from capaudit.reports.page import Detail
from capaudit.timings import Stage, stage

if TYPE_CHECKING:
    from capaudit.memory.parts import PartForm
    from capaudit.pipeline.changed import Changes
    from capaudit.pipeline.watch import Watch

STDIN = "-"


@click.command(short_help="Audit articles and report.")
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--stdin-path", metavar="NAME", help="Path of the file that - reads.")
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON Lines of further paths to audit: a string a line, or an object with path or url.",
)
@report_options
@selection_options
@click.option(
    "--memory",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Remember in this file what articles say of their images, and compare with what others "
    "said before. Without it nothing is remembered.",
)
@config_options
@day_option
@click.option(
    "--fetch-images",
    is_flag=True,
    help="Fetch images that lie on web servers (https, public addresses), within the limits of the "
    "configuration. Needs the extra fetch.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of known findings: only others are reported and fail the run.",
)
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Write what is found into the baseline, where it is known from then on.",
)
@click.option(
    "--changed-since",
    metavar="REF",
    help="Audit only articles that changed, or whose images did, since the work parted from this "
    "branch, tag or commit; by the git command.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="How many processes share the work where it pays. Default: the cores allowed.",
)
@click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to keep what was found, for what does not change until the next run. "
    "Default: .capaudit_cache in the root.",
)
@click.option("--no-cache", is_flag=True, help="Audit everything anew and keep nothing.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Audit on this machine alone, or with the workers of a Dask cluster. Needs the extra "
    "dask.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Engine dask: the cluster's scheduler, tcp://HOST:8786. Without it as many workers as "
    "--jobs says are started here.",
)
@click.option(
    "--parts",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Engine dask: keep what workers find in this folder, which all of them share. A run that "
    "was broken off goes on from there; capaudit report renders it.",
)
@click.option(
    "--part-format",
    type=click.Choice(["jsonl", "parquet"]),
    help="Engine dask: what parts are written as. Default: what the folder has, else jsonl.",
)
@click.option(
    "--timings",
    is_flag=True,
    help="Print to standard error where the run's time went, by stage and by rule.",
)
@click.pass_context
def check(
    context: click.Context,
    *,
    paths: tuple[str, ...],
    stdin_path: str | None,
    manifest: Path | None,
    form: str,
    output: Path | None,
    reports: tuple[tuple[str, Path], ...],
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    fail_on: FailOn | None,
    memory: Path | None,
    fetch_images: bool,
    config_file: Path | None,
    root: Path | None,
    day: datetime | None,
    baseline: Path | None,
    write_baseline: bool,
    changed_since: str | None,
    statistics: bool,
    jobs: int | None,
    cache_dir: Path | None,
    no_cache: bool,
    engine: str,
    scheduler: str | None,
    parts: Path | None,
    part_format: PartForm | None,
    timings: bool,
    detail: str | None,
) -> None:
    """Audit articles: files, folders or globs; the current folder where none is named.

    Folders are searched for articles without what .gitignore and the configuration leave out; the
    archive of a site's build (.zip, .tar, .tar.gz) is audited as the site that is in it. With the
    extra cloud also of object stores: s3://bucket/site, gs://bucket/site. A path of - reads one
    file from standard input; --stdin-path says where it belongs.

    Exit status: 0 nothing found at or above --fail-on, 1 findings, 2 misuse or an input that could
    not be audited, 130 interrupted: then the report holds what was known.
    """
    from capaudit.cli.progress import progress_for

    if timings:
        context.with_resource(print_timings(sys.stderr))
    stdin = _stdin(paths, stdin_path)
    places = _places(paths, manifest) or (() if stdin else (".",))
    config = settle((*places, *([stdin[0]] if stdin else [])), config_file, root, day)
    config = choose_rules(config, profile, select, ignore, extend_select)
    file = baseline.absolute() if baseline is not None else config.baseline
    config = msgspec.structs.replace(config, baseline=None if write_baseline else file)
    config = msgspec.structs.replace(config, fetch_images=fetch_images)
    if memory is not None:
        config = msgspec.structs.replace(config, memory=memory)
    _refuse_one_file_for_both(config.memory, file)
    watch = progress_for(sys.stderr, os.environ, is_quiet=detail == Detail.QUIET)
    if engine == "dask":
        _refuse_beside_dask(stdin, changed_since, cache_dir)
        report = _audit_spread(
            places, config, watch, jobs, scheduler=scheduler, parts=parts, part_format=part_format
        )
    else:
        _refuse_without_dask(scheduler, parts, part_format)
        how = _How(
            changed_since=changed_since,
            jobs=jobs,
            cache=None if no_cache else cache_dir or cache_folder(config, places),
            watch=watch,
        )
        report = _audit(places, config, stdin, how)
    for notice in report.notices:
        click.echo(f"capaudit: {notice}", err=True)
    # A baseline of half a run would take the other half's findings for gone.
    if write_baseline and not report.run.interrupted:
        report = _into_baseline(report, config, file)
    if statistics:
        report = counted(report)
    deliver(report, form, output, reports, Detail(detail or Detail.NORMAL))
    context.exit(
        EXIT_INTERRUPTED
        if report.run.interrupted
        else exit_status(report, fail_on or config.fail_on)
    )


def _refuse_one_file_for_both(memory: Path | None, baseline: Path | None) -> None:
    if memory is not None and baseline is not None and memory.resolve() == baseline.resolve():
        raise UsageError(f"{memory}: is named as memory and as baseline", "name two files")


def _places(paths: tuple[str, ...], manifest: Path | None) -> tuple[str, ...]:
    named = tuple(path for path in paths if path != STDIN)
    if manifest is None:
        return named
    from capaudit.pipeline.listing import read_listing

    listed = read_listing(manifest)
    if not named and not listed:
        raise UsageError(f"{manifest}: names no article")
    return (*named, *listed)


def _stdin(paths: tuple[str, ...], stdin_path: str | None) -> tuple[str, bytes] | None:
    if STDIN not in paths:
        if stdin_path is not None:
            raise UsageError("--stdin-path is for an article on standard input", "add the path -")
        return None
    if stdin_path is None:
        raise UsageError(
            "an article on standard input needs a path to belong to",
            "--stdin-path content/story.md",
        )
    return stdin_path, sys.stdin.buffer.read()


class _How(msgspec.Struct, frozen=True, kw_only=True):
    """How a run is carried out, which changes nothing of what it finds."""

    changed_since: str | None
    jobs: int | None
    cache: Path | None
    watch: Watch | None


def _audit(
    paths: tuple[str, ...], config: Config, stdin: tuple[str, bytes] | None, how: _How
) -> Report:
    with stage(Stage.LOADING):
        from capaudit.engines import allowed_cores
        from capaudit.pipeline import audit_paths

    return audit_paths(
        paths,
        config,
        stdin=stdin,
        changes=_changes(how.changed_since, paths, config, stdin),
        watch=how.watch,
        jobs=how.jobs or allowed_cores(),
        cache=how.cache,
    )


def _changes(
    ref: str | None, paths: tuple[str, ...], config: Config, stdin: tuple[str, bytes] | None
) -> Changes | None:
    if ref is None:
        return None
    from capaudit.cli.git_changes import changes_since
    from capaudit.pipeline.inputs import relative

    root = config.root or find_root(config, paths)
    changes = changes_since(ref, root)
    if stdin is not None:
        changes = changes.and_of(relative(Path(stdin[0]).absolute(), root))
    return changes


def _refuse_beside_dask(
    stdin: tuple[str, bytes] | None, changed_since: str | None, cache_dir: Path | None
) -> None:
    given = {"-": stdin, "--changed-since": changed_since, "--cache-dir": cache_dir}
    for option, value in given.items():
        if value is not None:
            raise UsageError(f"{option} is for one machine", "leave out --engine dask")


def _refuse_without_dask(
    scheduler: str | None, parts: Path | None, part_format: PartForm | None
) -> None:
    given = {"--scheduler": scheduler, "--parts": parts, "--part-format": part_format}
    for option, value in given.items():
        if value is not None:
            raise UsageError(f"{option} is for a cluster", "add --engine dask")


def _audit_spread(
    paths: tuple[str, ...],
    config: Config,
    watch: Watch | None,
    jobs: int | None,
    *,
    scheduler: str | None,
    parts: Path | None,
    part_format: PartForm | None,
) -> Report:
    from capaudit.engines import allowed_cores
    from capaudit.pipeline.spread import Spread, audit_spread

    spread = Spread(
        scheduler=scheduler, workers=jobs or allowed_cores(), parts=parts, form=part_format
    )
    return audit_spread(paths, config, spread, watch)


def _into_baseline(report: Report, config: Config, file: Path | None) -> Report:
    """Write the findings into the baseline; the report then has nothing new."""
    from capaudit.cli.output import save
    from capaudit.memory.baseline import Baseline, baseline_text, read_baseline
    from capaudit.pipeline.known import as_known, baseline_of

    if file is None:
        hint = "--baseline capaudit-baseline.json, or baseline in the configuration"
        raise UsageError("--write-baseline needs a file to write", hint)
    old = read_baseline(file) if file.exists() else Baseline()
    save(file, [baseline_text(baseline_of(report, old, config))])
    return as_known(report, str(file))
