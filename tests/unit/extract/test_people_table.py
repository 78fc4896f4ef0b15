"""People of sentences in eighteen languages, against the brackets of the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from capaudit.extract.people import find_people
from capaudit.extract.places import find_places

TABLE = Path(__file__).parents[2] / "tables" / "people.txt"
LANGUAGES = {
    "English": "en", "German": "de", "French": "fr", "Spanish": "es", "Italian": "it",
    "Portuguese": "pt", "Polish": "pl", "Russian": "ru", "Ukrainian": "uk", "Greek": "el",
    "Turkish": "tr", "Arabic": "ar", "Persian": "fa", "Hebrew": "he", "Chinese": "zh",
    "Japanese": "ja", "Korean": "ko", "Hindi": "hi",
}  # fmt: skip
_NAME = re.compile(r"\[([^\]]+)\]")


def read_table() -> list[tuple[str, str]]:
    """Each sentence of the table with its language."""
    cases, language = [], ""
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            language = LANGUAGES[line[3:]]
        elif line and not line.startswith("#"):
            cases.append((language, line))
    return cases


@pytest.mark.parametrize(("language", "marked"), read_table())
def test_people_of_the_table_are_found_and_nobody_else(language: str, marked: str) -> None:
    text = _NAME.sub(r"\1", marked)
    names = [match[1] for match in _NAME.finditer(marked)]
    found = find_people(text, language, find_places(text, language))
    assert [mention.text for mention in found] == names
    assert all(text[mention.span.start : mention.span.end] == mention.text for mention in found)
