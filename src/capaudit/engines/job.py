"""What an engine is handed: the work, and what stands for an input that the work failed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import msgspec

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Iterator[Result]]


class Job(msgspec.Struct, Generic[Item, Result], frozen=True, kw_only=True):
    """One kind of work on many inputs, each of which has any number of results.

    `prepare` makes the function that does the work; each process calls it once. `spoilt` is the
    result for an input that cost a process its life or all its time, with the reason. `weight`
    tells the cost of an input, in any unit; `None` for one of any size, whose results are not to be
    held all at once: it is never sent to another process. No result may take longer than `seconds`
    of work. All of these are sent to workers.
    """

    prepare: Callable[[], Work[Item, Result]]
    spoilt: Callable[[Item, str], Result]
    weight: Callable[[Item], int | None]
    seconds: float


# The results of an input that are known already, `None` where the work has to be done.
Known = Callable[[Item], Sequence[Result] | None]
