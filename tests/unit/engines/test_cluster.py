"""A cluster of two workers on this machine, whose processes are killed and whose scheduler goes."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from capaudit.engines.cluster import ClusterLostError, _Spread, run_on_cluster
from capaudit.errors import UsageError
from support.errands import errands, result

DIED = "die? ended the process that worked on it; please report this"


@contextmanager
def cluster(folder: Path) -> Iterator[object]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
        worker_dashboard_address=None,
        local_directory=str(folder / "scratch"),
        silence_logs=logging.CRITICAL,
    ) as started:
        yield started


def runs(folder: Path) -> list[str]:
    return (folder / "log").read_text("utf-8").split("\n")[:-1]


def test_a_killed_worker_costs_nothing_and_a_poisonous_task_itself_alone(tmp_path: Path) -> None:
    tasks = [("one",), ("two", "die once"), ("three", "four", "die"), ("five", "six")]
    assert list(run_on_cluster(tasks, errands(tmp_path), None, 2)) == tasks
    assert [result(tmp_path, task) for task in tasks] == [
        "one!",
        "two! die once!",
        f"three! four! {DIED}",
        "five! six!",
    ]


@pytest.mark.parametrize(("task", "end"), [("one", "one!"), ("die", DIED)])
def test_whose_fault_a_death_was_shows_alone(tmp_path: Path, task: str, end: str) -> None:
    spread = _Spread(errands(tmp_path), None)  # type: ignore[arg-type]
    spread._do_in_halves((task,))
    assert result(tmp_path, (task,)) == end


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("one, long ago", "utf-8")
    tasks = [("one",), ("two",)]
    assert list(run_on_cluster(tasks, errands(tmp_path), None, 1)) == tasks
    assert runs(tmp_path) == ["two"]
    assert result(tmp_path, ("one",)) == "one, long ago"


def test_a_run_goes_on_after_its_scheduler_went_away(tmp_path: Path) -> None:
    tasks = [("first",), ("wait once",), ("last",)]
    with cluster(tmp_path) as first:
        found = run_on_cluster(tasks, errands(tmp_path), first.scheduler_address, 1)
        assert next(found) == tasks[0]
        first.close()
        with pytest.raises(ClusterLostError):
            list(found)
    assert runs(tmp_path) == ["first"]
    with cluster(tmp_path) as second:
        address = second.scheduler_address
        assert list(run_on_cluster(tasks, errands(tmp_path), address, 1)) == tasks
    assert runs(tmp_path) == ["first", "wait once", "last"]


def test_an_address_where_no_scheduler_answers_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no Dask scheduler answers at nonsense"):
        list(run_on_cluster([("one",)], errands(tmp_path), "nonsense", 1))
