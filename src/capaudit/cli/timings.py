"""Prints where the time of a run went: `--timings`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from capaudit.timings import Clock, Stage, timing

_REST, _WAITING = "everything else", "everything else, and waiting"
_WHOLE = "the whole run"
_WIDTH = 40
_MILLISECONDS, _MICROSECONDS = 1e3, 1e6


@contextmanager
def print_timings(stream: TextIO) -> Iterator[None]:
    """Time what is done inside the block, and print the figures behind it, whatever its end."""
    started = time.perf_counter()
    clock = Clock()
    try:
        with timing(clock):
            yield
    finally:
        seconds = time.perf_counter() - started
        from capaudit.rules.registry import RULES

        names = {rule.code: rule.name for rule in RULES}
        stream.writelines(f"{line}\n" for line in timing_lines(clock, seconds, names))


def timing_lines(clock: Clock, seconds: float, names: Mapping[str, str]) -> Iterator[str]:
    """Two tables: the stages in the order of a run, and the rules, the costliest first.

    `seconds` is what the run took from its beginning to its end, `names` are those of the rules.
    """
    timings = clock.everything
    yield f"{'stage':<{_WIDTH}}{'seconds':>9}{'%':>7}{'calls':>11}"
    for stage in Stage:
        if stage in timings.stages:
            spent = timings.stages[stage]
            yield f"{_stage_row(stage, spent.seconds, seconds)}{spent.calls:>11,}"
    # What other processes do, this one waits for.
    rest = _WAITING if clock.others.stages else _REST
    yield _stage_row(rest, seconds - clock.timings.seconds, seconds)
    yield _stage_row(_WHOLE, seconds, seconds)
    if clock.others.stages:
        yield f"Other processes did {clock.others.seconds:.3f} s of this while the run went on."
    if timings.rules:
        yield ""
        yield f"{'rule':<{_WIDTH}}{'ms':>9}{'calls':>18}{'µs a call':>12}"
    for code, spent in sorted(timings.rules.items(), key=lambda one: (-one[1].seconds, one[0])):
        each = spent.seconds / spent.calls * _MICROSECONDS
        total = spent.seconds * _MILLISECONDS
        name = f"{code} {names.get(code, '')}"
        yield f"{name:<{_WIDTH}}{total:>9,.1f}{spent.calls:>18,}{each:>12,.1f}"


def _stage_row(name: str, spent: float, whole: float) -> str:
    share = 100 * spent / whole if whole else 0.0
    return f"{name:<{_WIDTH}}{spent:>9.3f}{share:>7.1f}"
