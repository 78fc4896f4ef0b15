"""People in any text: spans equal the text they name, in order, and time grows linearly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaudit.extract.people import find_people
from capaudit.extract.places import find_places

PIECES = st.sampled_from(
    ["Maria ", "Duval", ", ", "Mr. ", "President ", "J. ", "K. ", "from left, ", "(left)", " and ",
     "Kim ", "Jong", "-un", "van ", "der ", "Ирина ", "Кравцовой", "Президент ", "Николаевна ",
     "Σταμάτης ", "الرئيس ", "خالد ", "عبد ", "الله ", "خانم ", "דוד ", "השר ", "श्री ", "अनिल ",
     "市长", "王建国", "さん", "田中", "マクロン", "大統領", "박민수 ", "시장",
     "\u0301", "\u200f", "\u200b", "’s ", "'da ", "\n", "\U0001f600", "ABC ", "Ǆ", "who "]
)  # fmt: skip
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=20).map("".join)


@settings(deadline=None)
@given(TEXTS, st.sampled_from([None, "en", "de", "pl", "tr", "ru", "zh", "ja", "ko", "ar", "xx"]))
def test_spans_equal_the_text_they_name(text: str, language: str | None) -> None:
    people = find_people(text, language, find_places(text, language))
    assert all(text[m.span.start : m.span.end] == m.text for m in people)
    assert [m.span for m in people] == sorted({m.span for m in people})
    assert all(m.person.name.strip() for m in people)


def _seconds(text: str) -> float:
    best = 9e9
    for _ in range(3):
        start = time.process_time()
        find_people(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    "piece",
    ["A", "Aa ", "MARIA DUVAL ", "Mr. ", "Maria Duval, ", "Maria-", "J. ", "from left, Aa ",
     "市长", "王", "田中さん", "ア", "박민수 시장 ", "الرئيس ", "عبد ", "श्री ", "of the late "],
)  # fmt: skip
def test_time_grows_linearly(piece: str) -> None:
    find_people(piece * 300)
    once, many = _seconds(piece * 2_000), _seconds(piece * 16_000)
    assert many < 8 * 3.5 * once + 0.05


@pytest.mark.parametrize("letter", ["A", "a", "Ж", "王", "カ", "م", "각", "क"])
def test_one_word_of_a_million_letters_names_nobody(letter: str) -> None:
    start = time.process_time()
    assert find_people(letter * 1_000_000) == ()
    assert time.process_time() - start < 5
