"""`capaudit cache`: what is kept of earlier runs, and how to be rid of it."""

from __future__ import annotations

from pathlib import Path

import click

from capaudit.cli.output import write_out
from capaudit.cli.settings import cache_folder, config_options, settle
from capaudit.errors import UsageError
from capaudit.reports.escape import visible
from capaudit.reports.words import plural

_MEBIBYTE = 1024 * 1024


@click.command(short_help="Show or clear what is kept of earlier runs.")
@click.option("--show", "step", flag_value="show", default=True, help="Tell how much there is.")
@click.option("--clear", "step", flag_value="clear", help="Delete all of it.")
@click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where it is kept. Default: .capaudit_cache in the root.",
)
@config_options
def cache(
    *, step: str, cache_dir: Path | None, config_file: Path | None, root: Path | None
) -> None:
    """Show or clear what `capaudit check` keeps so as not to audit anew what did not change.

    What is kept changes no finding: it holds as long as article, images, configuration and program
    are the same. It can be deleted at any time.
    """
    from capaudit.memory.audit_cache import AuditCache
    from capaudit.memory.cache_file import FILE, clear

    folder = cache_dir or cache_folder(settle((".",), config_file, root, None), (".",))
    shown = visible(str(folder))
    if not (folder / FILE).exists():
        write_out([f"{shown}: nothing is kept\n"])
        return
    if step == "clear":
        try:
            clear(folder)
        except OSError as error:
            raise UsageError(f"{shown}: cannot be cleared: {error.strerror}") from error
        write_out([f"{shown}: cleared\n"])
        return
    with AuditCache(folder) as opened:
        if not opened.is_open:
            raise UsageError("; ".join(opened.notices), "capaudit cache --clear begins anew")
        size = opened.size()
    files, articles = plural(size.files, "file"), plural(size.articles, "article")
    mebibytes = f"{size.bytes / _MEBIBYTE:.1f} MiB"
    write_out(
        [f"{shown}: {files} with {articles}, {plural(size.runs, 'whole run')}, {mebibytes}\n"]
    )
