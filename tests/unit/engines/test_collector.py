import gc

from capaudit.engines.collector import looking_seldom
from capaudit.engines.run import run
from support.chores import chores


def test_the_collector_is_as_before_once_a_block_ends() -> None:
    before = gc.get_threshold()
    with looking_seldom():
        assert gc.get_threshold() > before
        assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_a_run_that_is_left_half_way_puts_it_back() -> None:
    before = gc.get_threshold()
    results = run(["one", "two"], chores(), 1, lambda item: None)
    next(results)
    assert gc.get_threshold() > before
    results.close()  # type: ignore[attr-defined]
    assert gc.get_threshold() == before
