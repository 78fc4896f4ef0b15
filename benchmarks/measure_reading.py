"""Measure how many Markdown articles a second are read.

    python benchmarks/measure_reading.py FOLDER... [--rounds 3] [--profile]

Reads every Markdown file of the folders as it stands, and again with what each article takes from
its site, as an audit reads it; the folders are the roots of their sites. The bytes are in memory
before the clock runs. Prints articles per second of processor time, the best of the rounds, and the
seconds that 10,000 such articles take.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Iterator
from pathlib import Path

from capaudit.readers import NO_SITE, READERS, SiteTemplates, SiteView, read_article

SHOWN = 45
SUFFIXES = READERS["markdown"].suffixes

# An article's bytes, its path below the root, and what it takes from its site.
Input = tuple[bytes, str, SiteView]


def main() -> int:
    """Read the files, print the figures."""
    arguments = _arguments()
    inputs = [one for folder in arguments.folders for one in _inputs(folder)]
    if not inputs:
        print("no Markdown files there")
        return 1
    if arguments.profile:
        return _profile(inputs)
    alone: list[Input] = [(data, path, NO_SITE) for data, path, _ in inputs]
    size = sum(len(data) for data, _, _ in inputs)
    print(f"{len(inputs)} articles of {size / len(inputs):,.0f} bytes on average")
    _show("alone", len(inputs) / _seconds(alone, arguments.rounds))
    _show("with their site", len(inputs) / _seconds(inputs, arguments.rounds))
    return 0


def _inputs(root: Path) -> Iterator[Input]:
    templates = SiteTemplates(root)
    for path in sorted(root.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            name = path.relative_to(root).as_posix()
            yield path.read_bytes(), name, templates.view_for(name)


def _seconds(inputs: list[Input], rounds: int) -> float:
    """Seconds of processor time for all of them, the best of several rounds."""
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        _read(inputs)
        taken.append(time.process_time() - started)
    return min(taken)


def _read(inputs: list[Input]) -> None:
    for data, path, site in inputs:
        read_article(data, path, site=site)


def _show(how: str, rate: float) -> None:
    print(f"{how}: {rate:,.0f} articles/s; 10,000 take {10_000 / rate:.1f} s")


def _profile(inputs: list[Input]) -> int:
    profile = cProfile.Profile()
    profile.enable()
    _read(inputs)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(SHOWN)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
