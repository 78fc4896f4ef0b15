"""What is made of measured costs: medians, ratios within a round, and the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import msgspec

from benchmarks.process import Cost

MB = 1_000_000
# Where the table begins and ends in the README.
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"

# Each round has the cost of each case, by its key; all were measured one after the other.
Round = Mapping[str, Cost]


class Row(msgspec.Struct, frozen=True):
    """A line of the first table: one case, the median of its rounds."""

    title: str
    wall: float
    cpu: float
    peak: int | None
    processes: int | None


class Ratio(msgspec.Struct, frozen=True):
    """A line of the second table: one case against another, the median of their ratios."""

    title: str
    wall: float
    cpu: float
    peak: float | None = None


def row(title: str, costs: Sequence[Cost]) -> Row:
    """A case's median costs; of the memory the most."""
    return Row(
        title,
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        _most([cost.peak for cost in costs]),
        _most([cost.processes for cost in costs]),
    )


def ratio(title: str, rounds: Sequence[Round], over: str, under: str, scale: float = 1.0) -> Ratio:
    """How many times what `under` costs does `over` cost, where both were measured.

    Ratios are taken within a round: what else the machine has to do disturbs both alike. `scale`
    is how many times the work of `over` the work of `under` is. Memory is not divided by work.
    """
    pairs = [(one[over], one[under]) for one in rounds if over in one and under in one]
    peaks = [a.peak / b.peak for a, b in pairs if a.peak is not None and b.peak]
    return Ratio(
        title,
        median(a.wall / b.wall for a, b in pairs) * scale,
        median(a.cpu / b.cpu for a, b in pairs) * scale,
        median(peaks) if peaks else None,
    )


def tables(rows: Sequence[Row], ratios: Sequence[Ratio]) -> Iterator[str]:
    """Both tables in Markdown, line by line."""
    yield "| what | seconds | of the processor | MB at most | processes |"
    yield "|---|---:|---:|---:|---:|"
    for one in rows:
        peak = _shown(None if one.peak is None else one.peak / MB, ".0f")
        yield (
            f"| {one.title} | {one.wall:,.2f} | {one.cpu:,.2f} "
            f"| {peak} | {_shown(one.processes, 'd')} |"
        )
    yield ""
    yield "| ratio | seconds | of the processor | memory |"
    yield "|---|---:|---:|---:|"
    for each in ratios:
        yield f"| {each.title} | {each.wall:.2f} | {each.cpu:.2f} | {_shown(each.peak, '.2f')} |"


def put_into(page: str, lines: Sequence[str]) -> str:
    """A page with the lines between its marks in place of what stood there.

    Raises `ValueError` where the page has no such marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN} … {END}")
    text = "\n".join(lines)
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def _most(values: Sequence[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)


def _shown(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)
