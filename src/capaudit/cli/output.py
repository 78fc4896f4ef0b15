"""Writes reports: to the terminal in its colours and width, to files all at once or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from capaudit.errors import UsageError
from capaudit.images.thumbnails import ThumbnailMaker
from capaudit.model.finding import Report
from capaudit.reports import FORMATS
from capaudit.reports.page import PLAIN, TERMINAL, Detail, Page, Palette

FILE_WIDTH = 100


def print_report(report: Report, form: str, detail: Detail) -> None:
    """Write a report in one format to standard output."""
    write_out(FORMATS[form](report, _illustrated(stdout_page(detail), report)))


def save_report(report: Report, form: str, detail: Detail, path: Path) -> None:
    """Write a report in one format to a file, which appears complete or not at all."""
    page = Page(width=FILE_WIDTH, detail=detail, folder=_folder())
    save(path, FORMATS[form](report, _illustrated(page, report)))


def write_job_summary(report: Report) -> None:
    """Append the report in Markdown to a GitHub job's summary, where GitHub names a file for it.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        return
    try:
        _write(Path(named), "a", FORMATS["markdown"](report, Page(folder=_folder())))
    except OSError as error:
        raise UsageError(f"{named}: cannot be written: {error.strerror}") from error


def stdout_page(detail: Detail = Detail.NORMAL) -> Page:
    """The page that standard output is: a terminal has its width, and perhaps colours."""
    width = shutil.get_terminal_size((FILE_WIDTH, 24)).columns
    return Page(
        width=width, palette=_palette(), detail=detail, folder=_folder(), links=_knows_links()
    )


def _illustrated(page: Page, report: Report) -> Page:
    """The page with access to small copies of the pictures under the report's root."""
    return msgspec.structs.replace(page, thumbnails=ThumbnailMaker(Path(report.run.root)))


def _folder() -> str:
    return Path.cwd().as_posix()


def _palette() -> Palette:
    """Colours on a terminal, unless NO_COLOR (https://no-color.org) asks for none."""
    if os.environ.get("NO_COLOR"):
        return PLAIN
    if os.environ.get("FORCE_COLOR"):
        return TERMINAL
    return TERMINAL if sys.stdout.isatty() else PLAIN


def _knows_links() -> bool:
    """Whether to write links: on a terminal that is one; FORCE_HYPERLINK settles it.

    A screen of its own (`linux`, `dumb`) would show the marks.
    """
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in {"", "0"}
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") not in {"dumb", "linux"}


def write_out(pieces: Iterable[str | bytes]) -> None:
    """Write text to standard output in UTF-8, or as a terminal that knows less can show it.

    Bytes are text in UTF-8 already.
    """
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    sys.stdout.flush()
    stream = sys.stdout.buffer
    for piece in pieces:
        stream.write(_encoded(piece, encoding))
    stream.flush()


def _encoded(piece: str | bytes, encoding: str) -> bytes:
    if isinstance(piece, bytes):
        if encoding.lower() == "utf-8":
            return piece
        piece = piece.decode()
    return piece.encode(encoding, "backslashreplace")


def save(path: Path, pieces: Iterable[str | bytes]) -> None:
    """Write text to a file in UTF-8, through a temporary file beside it that takes its name.

    A pipe or device is written to as it is. Raises `UsageError` where writing fails.
    """
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            _write(path, "w", pieces)
            return
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            _write(temporary, "x", pieces)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error


def _write(path: Path, mode: str, pieces: Iterable[str | bytes]) -> None:
    with path.open(f"{mode}b") as stream:
        stream.writelines(_encoded(piece, "utf-8") for piece in pieces)
