"""What an engine of many machines is handed: tasks that leave their result where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec

Task = TypeVar("Task")


class Tasks(msgspec.Struct, Generic[Task], frozen=True, kw_only=True):
    """One kind of task, each of which leaves its result on storage that all machines share.

    Nothing but the word that it is done comes back, so that whoever shares out the work need not
    carry it. `run` is sent to workers; the rest is asked here. `is_done` tells whether the result
    is there and whole. `halves` are two smaller tasks, none where there is nothing to halve; `join`
    makes of their results that of the whole. `spoil` leaves a result for a task that cannot be
    done, with the reason.
    """

    run: Callable[[Task], None]
    is_done: Callable[[Task], bool]
    halves: Callable[[Task], Sequence[Task]]
    join: Callable[[Task, Sequence[Task]], None]
    spoil: Callable[[Task, str], None]
