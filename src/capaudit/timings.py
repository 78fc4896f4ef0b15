"""Where the time of a run goes, stage by stage and rule by rule.

A run is timed if a `Clock` is running (`timing`). Everywhere else a stage costs one look at whether
one is, and a rule costs nothing. Stages may lie inside one another: each has the time that no stage
inside it has, so that the stages of a process add up to no more than the run took.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import msgspec

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Stage(StrEnum):
    """What a run does, in the order in which it does it."""

    LOADING = "loading the program"
    FILES = "finding and opening files"
    ARTICLES = "reading articles"
    IMAGES = "reading images"
    DATES = "extracting dates"
    PLACES = "extracting places"
    PEOPLE = "extracting people"
    CREDITS = "extracting credits"
    EVIDENCE = "gathering the evidence"
    RULES = "running the rules"
    FIXES = "drafting fixes"
    VERDICTS = "verdicts, habits and uses of images"
    ACROSS = "comparing articles with one another"
    REPORT = "writing the report"


class Spent(msgspec.Struct):
    """The time that went into one thing, in seconds, and how many times it was done."""

    seconds: float = 0.0
    calls: int = 0

    def add(self, seconds: float, calls: int = 1) -> None:
        """Count further time."""
        self.seconds += seconds
        self.calls += calls


class Timings(msgspec.Struct):
    """Sums by stage and by the code of the rule.

    Plain numbers: they can be sent from one process to another and added up there.
    """

    stages: dict[Stage, Spent] = {}
    rules: dict[str, Spent] = {}

    @property
    def seconds(self) -> float:
        """The time of all stages; that of the rules is in it."""
        return sum(spent.seconds for spent in self.stages.values())

    def stage(self, stage: Stage) -> Spent:
        """What went into a stage so far."""
        return self.stages.setdefault(stage, Spent())

    def rule(self, code: str) -> Spent:
        """What went into a rule so far."""
        return self.rules.setdefault(code, Spent())

    def include(self, other: Timings) -> None:
        """Add the sums of another process, or of another part of the run."""
        for stage, spent in other.stages.items():
            self.stage(stage).add(spent.seconds, spent.calls)
        for code, spent in other.rules.items():
            self.rule(code).add(spent.seconds, spent.calls)


class Coded(Protocol):
    """A rule, as far as a clock has to know it."""

    @property
    def code(self) -> str:
        """The rule's code."""


AnyRule = TypeVar("AnyRule", bound=Coded)


class Clock:
    """Adds up what one process spends. `now` gives seconds on a clock that only goes on."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._inside = 0.0
        self.timings = Timings()
        # What other processes counted.
        self.others = Timings()

    @contextmanager
    def stage(self, stage: Stage, calls: int = 1) -> Iterator[None]:
        """Count the time of the block, without that of stages inside it."""
        outer, self._inside = self._inside, 0.0
        started = self._now()
        try:
            yield
        finally:
            taken = self._now() - started
            self.timings.stage(stage).add(taken - self._inside, calls)
            self._inside = outer + taken

    def steps(self, stage: Stage, items: Iterable[Made]) -> Iterator[Made]:
        """Count the time that each item takes to come; what is done with it is not the stage's."""
        remaining = iter(items)
        while True:
            with self.stage(stage, calls=0):
                try:
                    item = next(remaining)
                except StopIteration:
                    return
            self.timings.stage(stage).calls += 1
            yield item

    def by_rule(
        self, work: Callable[Concatenate[AnyRule, Given], Made]
    ) -> Callable[Concatenate[AnyRule, Given], Made]:
        """The function, with its time counted for the rule that it is called with."""

        def counted(rule: AnyRule, /, *given: Given.args, **named: Given.kwargs) -> Made:
            started = self._now()
            try:
                return work(rule, *given, **named)
            finally:
                self.timings.rule(rule.code).add(self._now() - started)

        return counted

    def include(self, other: Timings) -> None:
        """Add what another process counted."""
        self.others.include(other)

    @property
    def everything(self) -> Timings:
        """What was counted here and in other processes."""
        total = Timings()
        total.include(self.timings)
        total.include(self.others)
        return total

    def take(self) -> Timings:
        """What was counted since it was last taken, to be added up elsewhere."""
        taken, self.timings = self.timings, Timings()
        return taken


_RUNNING: ContextVar[Clock | None] = ContextVar("running clock", default=None)


def running_clock() -> Clock | None:
    """The clock of the run that this code is part of, if the run is timed."""
    return _RUNNING.get()


def start(clock: Clock) -> None:
    """Let a clock run for good, as a process does that only works for another."""
    _RUNNING.set(clock)


@contextmanager
def timing(clock: Clock) -> Iterator[Clock]:
    """Let a clock run inside the block."""
    before = _RUNNING.set(clock)
    try:
        yield clock
    finally:
        _RUNNING.reset(before)


def stage(which: Stage) -> AbstractContextManager[None]:
    """Count the block for a stage, if the run is timed."""
    clock = _RUNNING.get()
    return nullcontext() if clock is None else clock.stage(which)


def timed(stage: Stage) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Count each call of a function for a stage, if the run is timed.

    For functions that are done when they return: a generator's work would escape it.
    """

    def declare(work: Callable[Given, Made]) -> Callable[Given, Made]:
        @wraps(work)
        def counted(*given: Given.args, **named: Given.kwargs) -> Made:
            clock = _RUNNING.get()
            if clock is None:
                return work(*given, **named)
            with clock.stage(stage):
                return work(*given, **named)

        return counted

    return declare


def steps(stage: Stage, items: Iterable[Made]) -> Iterator[Made]:
    """The items, with the time that each takes to come counted for a stage if the run is timed."""
    clock = _RUNNING.get()
    return iter(items) if clock is None else clock.steps(stage, items)


def by_rule(
    work: Callable[Concatenate[AnyRule, Given], Made],
) -> Callable[Concatenate[AnyRule, Given], Made]:
    """The function itself, or one that counts its time by rule if the run is timed.

    Asked once for many rules, since each takes but a few microseconds.
    """
    clock = _RUNNING.get()
    return work if clock is None else clock.by_rule(work)
