"""The languages' tables: readable by the grammar, and without keys that nobody reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from capaudit.data.tables import FOLDER
from capaudit.extract.dates.lexicon import load_lexicon

DATES = Path(FOLDER) / "dates"
TABLES = sorted(DATES.glob("*.toml"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_language_has_months_and_weekdays(path: Path) -> None:
    words = {**load_lexicon(path.stem).words}
    phrases = load_lexicon(path.stem).phrases.values()
    joined = (each.word for seconds in phrases for group in seconds.values() for each in group)
    found = [*words.values(), *joined]
    has_month_word = any(word.symbol == "j" for word in found)
    assert has_month_word or {word.number for word in found if word.symbol == "M"} >= {
        *range(1, 13)
    }
    assert {word.number for word in found if word.symbol == "W"} == {*range(7)}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_key_is_explained(path: Path) -> None:
    readme = (DATES / "README.md").read_text(encoding="utf-8")
    for key in tomllib.loads(path.read_text(encoding="utf-8")):
        assert f"`{key}`" in readme or f"`[{key}]`" in readme, key
