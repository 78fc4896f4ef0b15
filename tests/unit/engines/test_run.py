from collections.abc import Iterable
from threading import Thread

from capaudit.engines import deadline_of_thread, run, worked
from capaudit.engines.run import ALONE
from support.chores import chores

MANY = [f"item {number}" for number in range(5 * ALONE)]


def done(items: Iterable[str], jobs: int, seconds: float = 60.0) -> list[str]:
    found = run(items, chores(seconds), jobs, lambda item: None)
    return [result for _, results in found for result in results]


def test_a_pool_gives_what_one_process_gives() -> None:
    items = [*MANY[:40], "twice", "any size", *MANY[40:]]
    assert done(items, 2) == done(items, 1)
    assert done(items, 1)[40:43] == ["twice done", "twice done again", "any size done"]


def test_nothing_is_nothing() -> None:
    assert done([], 2) == []


def test_a_worker_that_dies_costs_the_input_that_killed_it() -> None:
    items = [*MANY[:50], "die", *MANY[50:]]
    results = done(items, 2)
    reason = "ended the process that worked on it; please report this"
    assert results[50] == f"die: {reason}"
    assert results[:50] + results[51:] == done(MANY, 1)


def test_each_of_several_that_kill_is_found() -> None:
    items = [*MANY[:33], "die 1", "die 2", *MANY[33:70], "die 3", *MANY[70:]]
    results = done(items, 2)
    assert [one.partition(":")[0] for one in results if ":" in one] == ["die 1", "die 2", "die 3"]
    assert [one for one in results if ":" not in one] == done(MANY, 1)


def test_an_input_without_end_is_cut_off_and_the_others_go_on() -> None:
    items = [*MANY[:2], "endless", *MANY[2:]]
    results = done(items, 1, seconds=0.05)
    assert results[2:4] == ["endless done", "endless: took longer than 0.05 seconds"]
    assert len(results) == len(items) + 1


def test_a_worker_cuts_it_off_too() -> None:
    items = [*MANY[:40], "endless", *MANY[40:]]
    results = done(items, 2, seconds=0.05)
    assert results[40:42] == ["endless done", "endless: took longer than 0.05 seconds"]
    assert results[42:] == done(MANY[40:], 1)


def test_a_thread_that_is_not_the_main_one_is_cut_off_too() -> None:
    job = chores(0.05)
    found: list[str] = []

    def work() -> None:
        for item in ("one", "endless", "two"):
            found.extend(worked(job.prepare(), item, job, deadline_of_thread))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert found == [
        "one done",
        "endless done",
        "endless: took longer than 0.05 seconds",
        "two done",
    ]


def test_what_is_known_is_not_worked_on() -> None:
    def known(item: str) -> list[str] | None:
        return [f"{item} known"] if item.endswith("7") else None

    for jobs in (1, 2):
        found = [(item, list(results)) for item, results in run(MANY, chores(), jobs, known)]
        assert [item for item, _ in found] == MANY
        assert found[7] == ("item 7", ["item 7 known"])
        assert found[77] == ("item 77", ["item 77 known"])
        assert found[78] == ("item 78", ["item 78 done"])
