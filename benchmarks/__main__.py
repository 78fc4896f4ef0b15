"""Measure how long capaudit takes, beside other tools over the same files in the same run.

    python -m benchmarks [--articles 300] [--rounds 3] [--into benchmarks/README.md]

Writes an archive (benchmarks/archive.py) unless it is there, reads all of it once, then runs every
case by turns, round after round. Prints the tables, or puts them into a page between its marks.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.archive import Size, Written, write_archive
from benchmarks.cases import (
    OTHERS,
    Case,
    Ground,
    LeftOut,
    cases,
    counts_of,
    options_of_check,
    version_of,
)
from benchmarks.figures import Ratio, Round, put_into, ratio, row, tables
from benchmarks.process import run
from capaudit import __version__

FOLDER = Path("build/benchmarks")
# Cases held against one another: title, over, under. Whether their work differs is settled later.
RATIOS = (
    ("exiftool on the images / capaudit on everything", "exiftool", "cold"),
    ("markdownlint-cli2 / capaudit", "markdownlint-cli2", "cold"),
    ("Vale / capaudit", "vale", "cold"),
    ("nothing changed / nothing known", "again", "cold"),
    ("one article changed / nothing known", "changed", "cold"),
    ("one process / two", "one", "two"),
)


class Measured(msgspec.Struct, frozen=True):
    """Everything that was measured, and what it was measured with."""

    archive: Written
    tenth: Written
    ground: Ground
    rounds: Sequence[Round]
    made: Sequence[Case]
    left_out: Sequence[LeftOut]
    load: float
    day: datetime


def main() -> None:
    """Command line entry point."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="capaudit-benchmarks-") as scratch:
        measured = _measured(arguments, Path(scratch))
    lines = list(page_of(measured))
    if arguments.into is None:
        print("\n".join(lines))
        return
    page = arguments.into.read_text("utf-8")
    arguments.into.write_text(put_into(page, lines), "utf-8")
    _tell(f"{arguments.into}: the figures are in")


def _measured(arguments: argparse.Namespace, scratch: Path) -> Measured:
    size = Size(arguments.articles, arguments.images_per_article)
    part = msgspec.structs.replace(size, articles=max(1, size.articles // 10))
    _tell(f"writing {size.articles:,} articles and {part.articles:,} more, unless they are there")
    folder = arguments.folder.absolute()
    whole, tenth = (folder / _name(one) for one in (size, part))
    archive, small = write_archive(whole, size), write_archive(tenth, part)
    versions = {tool: found for tool in OTHERS if (found := version_of(tool)) is not None}
    ground = Ground(whole, tenth, scratch, options_of_check(), versions)
    every = cases(ground)
    made = [one for one in every if isinstance(one, Case)]
    left_out = [one for one in every if isinstance(one, LeftOut)]
    load, day = os.getloadavg()[0], datetime.now(UTC)
    _make_sure(archive, whole)
    _read_all(folder)
    rounds = [_round(number, made, arguments.rounds) for number in range(arguments.rounds)]
    return Measured(archive, small, ground, rounds, made, left_out, load, day)


def _name(size: Size) -> str:
    return f"{size.articles}x{size.images_per_article}"


def _make_sure(archive: Written, folder: Path) -> None:
    """Refuse to measure an audit that passes articles or pictures over: it would be fast."""
    counted = counts_of(folder)
    wanted = (archive.size.articles, archive.images)
    if counted != wanted:
        sys.exit(f"audited are {counted} articles and images of {wanted}: nothing to compare")


def _read_all(folder: Path) -> None:
    """Read every file once, so that nobody waits for the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()


def _round(number: int, made: Sequence[Case], rounds: int) -> Round:
    costs = {}
    for case in made:
        case.before()
        costs[case.key] = run(case.command, case.folder, case.accepted)
        case.after()
        _tell(f"round {number + 1} of {rounds}: {case.title}: {costs[case.key].wall:.2f} s")
    return costs


def page_of(measured: Measured) -> Iterator[str]:
    """The figures with all that one has to know of them, in Markdown."""
    yield from _about(measured)
    yield ""
    rows = [row(case.title, [one[case.key] for one in measured.rounds]) for case in measured.made]
    yield from tables(rows, list(_ratios(measured)))
    if measured.left_out:
        yield ""
        yield from (f"- Not measured: {one.title} ({one.reason})." for one in measured.left_out)


def _about(measured: Measured) -> Iterator[str]:
    size = measured.archive.size
    others = [f"{tool} {version}" for tool, version in measured.ground.versions.items()]
    rounds = len(measured.rounds)
    yield (
        f"Measured on {measured.day:%Y-%m-%d}, in {rounds} round{'s' if rounds > 1 else ''}, over "
        f"{size.articles:,} articles ({measured.archive.article_bytes / 1e6:,.1f} MB) with "
        f"{measured.archive.images:,} pictures ({measured.archive.image_bytes / 1e6:,.0f} MB)."
    )
    yield f"Machine: {machine()}."
    if measured.load > 0.5:
        yield f"It had other work: a load of {measured.load:.1f} before the first round."
    yield (
        f"Versions: {', '.join([f'capaudit {__version__}', *others])}, "
        f"Python {platform.python_version()}."
    )
    yield f"Again: `make figures SIZE={size.articles} ROUNDS={rounds}`."


def machine() -> str:
    """What kind of machine this is, without its name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {cores} cores, {memory:.0f} GB, {platform.system()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _ratios(measured: Measured) -> Iterator[Ratio]:
    keys = {case.key for case in measured.made}
    for title, over, under in RATIOS:
        if {over, under} <= keys:
            yield ratio(title, measured.rounds, over, under)
    many, few = measured.archive.size.articles, measured.tenth.size.articles
    title = f"an article of {many:,} / of {few:,}"
    yield ratio(title, measured.rounds, "cold", "tenth", few / many)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--articles", type=int, default=300, metavar="N")
    parser.add_argument("--images-per-article", type=int, default=4, metavar="M")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where archives are kept")
    parser.add_argument("--into", type=Path, metavar="PAGE", help="put the tables into this page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
