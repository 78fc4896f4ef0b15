"""`capaudit init`: a configuration, a hook and a workflow for the site that is found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from capaudit.cli.output import stdout_page, write_out
from capaudit.cli.starters import Starter, already_there, starters
from capaudit.config.load import OWN_FILE, load_config
from capaudit.errors import UsageError
from capaudit.reports.diff import new_file_lines
from capaudit.reports.escape import visible
from capaudit.reports.page import Palette
from capaudit.reports.words import plural


@click.command(short_help="Write a configuration for the site found.")
@click.argument(
    "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--diff", is_flag=True, help="Show what would be written, and write nothing.")
def init(folder: Path, diff: bool) -> None:
    """Look at the site in a folder and write what it needs to be audited.

    That is a commented capaudit.toml, and in a git repository an entry for pre-commit and a
    workflow for GitHub or GitLab, whichever is seen to be used. No file that is there already is
    touched: what it lacks is shown. Of a large repository a part is looked at.
    """
    from capaudit.config.draft import draft_config
    from capaudit.pipeline.survey import survey

    root = folder.resolve()
    seen = survey(root)
    palette = stdout_page().palette
    if not diff:
        part = f"{seen.read} of " if seen.read < seen.articles else ""
        kinds = ", ".join(dict.fromkeys(name for name, _ in seen.kinds)) or "no known generator"
        click.echo(f"looked at {part}{plural(seen.articles, 'article')}; {kinds}")
    write_out(_overruled(root))
    for starter in starters(root, draft_config(seen)):
        if already_there(root, starter):
            write_out(_missing_lines(starter, palette))
        elif diff:
            write_out(visible_lines(new_file_lines(starter.path, starter.text)))
        else:
            _write_new(root, starter)
            click.echo(f"wrote {starter.path}")


def _overruled(root: Path) -> Iterator[str]:
    """A configuration further up that counts no longer once the folder has its own."""
    above = load_config(root.parent).path if root.parent != root else None
    if above is not None and not (root / OWN_FILE).exists():
        yield f"{visible(str(above))} counts here so far; capaudit.toml takes its place\n"


def _missing_lines(starter: Starter, palette: Palette) -> Iterator[str]:
    """What a file that is there already lacks of what would have been written."""
    if not starter.lacking:
        yield f"{starter.shown} is there already\n"
        return
    yield f"{starter.shown} is there already and stays as it is. It lacks:\n"
    for line in visible_lines(f"{one}\n" for one in starter.lacking.splitlines()):
        yield f"{palette.good}    {line.rstrip()}{palette.end}\n"


def visible_lines(lines: Iterator[str]) -> Iterator[str]:
    """Lines that are safe to show, each with its end."""
    yield from (f"{visible(line.rstrip(chr(10)))}\n" for line in lines)


def _write_new(root: Path, starter: Starter) -> None:
    """Write a file where there is none, and never through a link that leads elsewhere."""
    path = root / starter.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.realpath(path.parent).startswith(os.path.realpath(root)):
            raise UsageError(f"{path.parent}: is a link that leads out of {root}")
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter.text)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
