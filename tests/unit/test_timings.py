"""Where a run's time goes: each stage has its own; a run that is not timed has nothing to do."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from capaudit import timings
from capaudit.timings import Clock, Spent, Stage, Timings, by_rule, timed, timing


class Ticks:
    """A clock that stands still until it is told how much time has gone."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Rule(msgspec.Struct, frozen=True):
    code: str


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def clock(ticks: Ticks) -> Clock:
    return Clock(ticks)


def spent(clock: Clock) -> dict[Stage, tuple[float, int]]:
    return {stage: (one.seconds, one.calls) for stage, one in clock.timings.stages.items()}


def test_a_stage_has_the_time_that_none_inside_it_has(clock: Clock, ticks: Ticks) -> None:
    with clock.stage(Stage.EVIDENCE):
        ticks.now += 1
        with clock.stage(Stage.IMAGES):
            ticks.now += 10
        ticks.now += 2
        with clock.stage(Stage.CREDITS):
            ticks.now += 20
            with clock.stage(Stage.PEOPLE):
                ticks.now += 100
        ticks.now += 4
    assert spent(clock) == {
        Stage.IMAGES: (10, 1),
        Stage.PEOPLE: (100, 1),
        Stage.CREDITS: (20, 1),
        Stage.EVIDENCE: (7, 1),
    }
    assert clock.timings.seconds == 137


def test_a_stage_that_fails_is_counted_and_leaves_the_outer_one_its_own(
    clock: Clock, ticks: Ticks
) -> None:
    def fail() -> None:
        with clock.stage(Stage.DATES):
            ticks.now += 3
            raise ValueError("broken")

    with clock.stage(Stage.RULES):
        with pytest.raises(ValueError, match="broken"):
            fail()
        ticks.now += 1
    assert spent(clock) == {Stage.DATES: (3, 1), Stage.RULES: (1, 1)}


def test_of_steps_only_the_coming_is_counted(clock: Clock, ticks: Ticks) -> None:
    def articles() -> Iterator[str]:
        for name in ("ferry.md", "flood.md"):
            ticks.now += 5
            yield name
        ticks.now += 1

    seen = []
    with timing(clock):
        for name in timings.steps(Stage.ARTICLES, articles()):
            ticks.now += 100
            seen.append(name)
    assert seen == ["ferry.md", "flood.md"]
    assert spent(clock) == {Stage.ARTICLES: (11, 2)}


def test_rules_are_counted_one_by_one_even_where_they_crash(clock: Clock, ticks: Ticks) -> None:
    def judged(rule: Rule, cost: float) -> float:
        ticks.now += cost
        if cost > 50:
            raise RuntimeError(rule.code)
        return cost

    with timing(clock):
        counted = by_rule(judged)
        assert counted(Rule("DAT004"), 2) == 2
        counted(Rule("CRD003"), 1)
        counted(Rule("DAT004"), 3)
        with pytest.raises(RuntimeError):
            counted(Rule("CRD003"), 60)
    assert clock.timings.rules == {"DAT004": Spent(5, 2), "CRD003": Spent(61, 2)}


def test_a_run_that_is_not_timed_has_the_functions_themselves(clock: Clock) -> None:
    def judged(rule: Rule) -> str:
        return rule.code

    @timed(Stage.DATES)
    def find(text: str) -> int:
        """Find something."""
        return len(text)

    items = iter(["a"])
    assert by_rule(judged) is judged
    assert timings.steps(Stage.FILES, items) is items
    with timings.stage(Stage.REPORT):
        assert find("3 May") == 5
    assert (find.__name__, find.__doc__) == ("find", "Find something.")
    assert spent(clock) == {}


def test_only_what_is_done_while_the_clock_runs_counts(clock: Clock, ticks: Ticks) -> None:
    @timed(Stage.DATES)
    def find() -> None:
        ticks.now += 1

    find()
    with timing(clock):
        find()
        with timings.stage(Stage.REPORT):
            ticks.now += 7
    find()
    assert spent(clock) == {Stage.DATES: (1, 1), Stage.REPORT: (7, 1)}
    assert timings.running_clock() is None


def test_clocks_of_several_processes_add_up(clock: Clock, ticks: Ticks) -> None:
    with clock.stage(Stage.DATES):
        ticks.now += 2
    clock.timings.rule("DAT004").add(0.5)
    taken = clock.take()
    with clock.stage(Stage.DATES):
        ticks.now += 3
    sent = msgspec.msgpack.decode(msgspec.msgpack.encode(taken), type=Timings)
    clock.timings.include(sent)
    clock.timings.include(sent)
    assert clock.timings.stages == {Stage.DATES: Spent(7, 3)}
    assert clock.timings.rules == {"DAT004": Spent(1.0, 2)}
    assert taken.stages == {Stage.DATES: Spent(2, 1)}
