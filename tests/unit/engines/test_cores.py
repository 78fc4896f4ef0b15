import os
from pathlib import Path

import pytest

from capaudit.engines import allowed_cores


@pytest.fixture(autouse=True)
def eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(8)), raising=False)


def test_without_groups_affinity_counts(tmp_path: Path) -> None:
    assert allowed_cores(tmp_path) == 8


@pytest.mark.parametrize(
    ("text", "cores"), [("200000 100000\n", 2), ("150000 100000", 2), ("max 100000", 8), ("", 8)]
)
def test_a_quota_is_kept_to(tmp_path: Path, text: str, cores: int) -> None:
    (tmp_path / "cpu.max").write_text(text, "ascii")
    assert allowed_cores(tmp_path) == cores


def test_the_older_groups_too(tmp_path: Path) -> None:
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("300000\n", "ascii")
    (tmp_path / "cpu/cpu.cfs_period_us").write_text("100000\n", "ascii")
    assert allowed_cores(tmp_path) == 3


def test_no_limit_in_the_older_groups(tmp_path: Path) -> None:
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("-1\n", "ascii")
    (tmp_path / "cpu/cpu.cfs_period_us").write_text("100000\n", "ascii")
    assert allowed_cores(tmp_path) == 8
