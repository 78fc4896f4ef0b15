"""Works on many inputs, here or in a pool, whichever is the sooner done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from capaudit.engines.collector import looking_seldom
from capaudit.engines.job import Item, Job, Known, Result, Work
from capaudit.engines.worker import worked

# So many inputs are worked on before a pool may start, and so many more must be there for it to
# pay. What the first ones load, forked workers share.
ALONE = 16

_Drawn = tuple[Item, Sequence[Result] | None]


def run(
    items: Iterable[Item], job: Job[Item, Result], jobs: int, known: Known[Item, Result]
) -> Iterator[tuple[Item, Iterator[Result]]]:
    """Each input with its results, in order, from as many processes as pay, at most `jobs`.

    The results of an input are to be taken before the next input is.
    """
    with looking_seldom():
        yield from _run(items, job, jobs, known)


def _run(
    items: Iterable[Item], job: Job[Item, Result], jobs: int, known: Known[Item, Result]
) -> Iterator[tuple[Item, Iterator[Result]]]:
    work = job.prepare()
    drawn: Iterator[_Drawn[Item, Result]] = ((item, known(item)) for item in items)
    if jobs > 1:
        yield from _here(_first(drawn), work, job)
        ahead = list(_first(drawn))
        drawn = chain(ahead, drawn)
        if sum(each is None for _, each in ahead) >= ALONE:
            # Loads what a run in one process has no use for.
            from capaudit.engines.pool import Pool  # noqa: PLC0415

            with Pool(job, jobs) as pool:
                yield from pool.results(drawn, work)
            return
    yield from _here(drawn, work, job)


def _first(drawn: Iterator[_Drawn[Item, Result]]) -> Iterator[_Drawn[Item, Result]]:
    """Inputs up to so many that are to be worked on."""
    fresh = 0
    for item, known in drawn:
        fresh += known is None
        yield item, known
        if fresh == ALONE:
            return


def _here(
    drawn: Iterable[_Drawn[Item, Result]], work: Work[Item, Result], job: Job[Item, Result]
) -> Iterator[tuple[Item, Iterator[Result]]]:
    for item, known in drawn:
        yield item, iter(known) if known is not None else worked(work, item, job)
