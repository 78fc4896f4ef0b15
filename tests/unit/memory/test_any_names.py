"""Names that are no UTF-8 are kept, and come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.memory.any_names import kept_text, packed, told_text, unpacked
from capaudit.memory.baseline import Baseline, Known, baseline_text, read_baseline

NAMES = ("a.md", "Fähre.md", "\udcff.md", '"quoted".md', "", "写真\ud800")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_back(name: str) -> None:
    kept_text(name).encode()
    assert told_text(kept_text(name)) == name
    known = Known("CAP001", name)
    assert unpacked(packed(known), Known) == known
    assert unpacked(packed((known,)), tuple[Known, ...]) == (known,)


def test_no_two_names_are_kept_alike() -> None:
    names = {*NAMES, *map(kept_text, NAMES)}
    assert len(set(map(kept_text, names))) == len(names)


@pytest.mark.parametrize("name", NAMES)
def test_a_baseline_knows_articles_by_any_name(tmp_path: Path, name: str) -> None:
    baseline = Baseline({name: (Known("CAP001", "0123"),)})
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(baseline), "utf-8")
    assert read_baseline(path) == baseline
