"""Laws of the date extractor: spans tell the truth, nothing crashes, time grows with length."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capaudit.extract.dates import find_caption_dates, find_dates

PUBLISHED = date(2025, 3, 5)
EXPRESSIONS = """
May 5 , 2024 . last week in the 31 February Monday on - / 24th of 1980s first quarter ago yesterday
2月 3日 令和 Feb. 30 12/11 2024-13-45 BC Easter two months ( ) ' s
"""
WORDS = st.sampled_from([*EXPRESSIONS.split(), "\n"])
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join))
LANGUAGES = st.sampled_from(["en", "uk", "es", "de", "ja", "ko", "ar", "tr", "xx", "", None])


@settings(deadline=None, max_examples=80)
@given(TEXTS, LANGUAGES, st.dates() | st.none())
def test_spans_tell_the_truth(text: str, language: str | None, reference: date | None) -> None:
    for find in (find_dates, find_caption_dates):
        end = 0
        for each in find(text, reference, language):
            assert end <= each.span.start < each.span.end <= len(text)
            assert text[each.span.start : each.span.end] == each.text
            end = each.span.end


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_full_date_is_read_back(day: date) -> None:
    text = f"{day.day} {day:%B} {day.year}"
    (found,) = find_dates(text, PUBLISHED, "en")
    assert found.date is not None
    assert found.date.edtf == day.isoformat()
    assert found.date.inferred == ()


def _seconds(text: str) -> float:
    best = 60.0
    for _ in range(2):
        start = time.process_time()
        find_caption_dates(text, PUBLISHED, "en")
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "1",
            "May ",
            "(",
            "a\u0301",
            "\u0301",
            "last night ",
            " ",
            "\n",
            "1-",
            "12/",
            "May 5, ",
            "一",
        ),
        *("that day ", "two thousand ", "between 2014 and ", "3 to ", "May 3 to 5, ", "3, 5 and "),
        *(
            "at 10:30 ",
            "May/May ",
            "from the storm of May 3, ",
            "2014 to 2015 and ",
            "XIX century ",
        ),
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    text = unit * (6_000 // len(unit))
    # Four times the length may take eight times as long: room for a busy machine.
    assert _seconds(text * 4) < 8 * max(_seconds(text), 0.02)
