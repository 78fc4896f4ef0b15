"""What a command costs, with all the processes it starts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.process import family, memory_of, run

WORK = "import time; end = time.process_time() + {}\nwhile time.process_time() < end: pass"
BUSY = (sys.executable, "-c", WORK.format(0.3))
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")


def test_time_is_that_of_the_command(tmp_path: Path) -> None:
    cost = run(BUSY, tmp_path)
    assert 0.3 <= cost.cpu <= cost.wall + 0.1


def test_the_time_of_its_children_is_in_it(tmp_path: Path) -> None:
    starts = f"import subprocess, sys; subprocess.run({list(BUSY)!r}, check=True)"
    assert run((sys.executable, "-c", starts), tmp_path).cpu >= 0.3


@linux
def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    held = "held = b'x' * 40_000_000; "
    child = [sys.executable, "-c", held + WORK.format(0.5)]
    starts = f"{held}import subprocess; subprocess.run({child!r}, check=True)"
    cost = run((sys.executable, "-c", starts), tmp_path)
    assert cost.processes == 2
    assert cost.peak is not None
    assert 80_000_000 < cost.peak < 160_000_000


def test_it_runs_in_its_folder_and_its_words_are_thrown_away(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run((sys.executable, "-c", "print('loud'); open('made', 'w').close()"), tmp_path)
    assert (tmp_path / "made").exists()
    assert capfd.readouterr() == ("", "")


def test_a_command_that_fails_ends_the_measurement_with_its_words(tmp_path: Path) -> None:
    fails = (sys.executable, "-c", "import sys; sys.exit('no such image')")
    with pytest.raises(SystemExit, match=r"ended with 1\nno such image"):
        run(fails, tmp_path)
    assert run(fails, tmp_path, accepted=(0, 1)).cpu > 0


@linux
def test_a_process_that_is_gone_takes_nothing() -> None:
    gone = 2**22 + 1
    assert memory_of(gone) is None
    assert list(family(gone)) == [gone]
