"""Laws of the date extractor: spans tell the truth, nothing crashes, time grows with length."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from capaudit.extract.dates import find_caption_dates, find_dates
from capaudit.extract.dates.lexicon import load_lexicon
from capaudit.extract.dates.reading import Reader
from capaudit.extract.dates.tokens import tokenize

PUBLISHED = date(2025, 3, 5)
EXPRESSIONS = """
May 5 , 2024 . last week in the 31 February Monday on - / 24th of 1980s first quarter ago yesterday
2月 3日 令和 Feb. 30 12/11 2024-13-45 BC Easter two months ( ) ' s
"""
WORDS = st.sampled_from([*EXPRESSIONS.split(), "\n"])
# What reaches over a space, and what stands beside it: figures with their signs, ends of lines.
STRETCHED = """
2014 - / . 5 % 10:30 a.m. p.m. People abc_def 24. 5. 2024. 2024, 2024-01-02 10:00:00 $ € 3 11/2016
’82 1,200 3.5 12.30 (7) - well-known x9 FY24 24-го 5月3日 下周一 NHK会長 وأبريل ２ café İstanbul
"""
SPACES = st.sampled_from([" ", " ", " ", "", "\n", " \n ", "\n\n", "\r\n", "\t", "\xa0", "  "])
STRETCHES = st.lists(st.tuples(st.sampled_from(STRETCHED.split()), SPACES), max_size=12).map(
    lambda parts: "".join(word + space for word, space in parts)
)
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


@settings(deadline=None, max_examples=400)
@example("up 5 % in 2014 - 5, at 10:30 p.m. on 24. 5. 2024", "en")
@example("one\n \ntwo \n\n three 2009.\n15", "en")
@given(STRETCHES | TEXTS, st.sampled_from(["en", "uk", "es", "zh", "ar", "tr", "kk"]))
def test_what_is_remembered_is_what_is_read(text: str, language: str) -> None:
    lexicon = load_lexicon(language)
    whole = Reader(text, lexicon)
    whole.read(0, len(text))
    symbols = whole.joined(lexicon.phrases)
    for chunk in text.split(" "):
        tokenize(chunk, lexicon)
    tokens = tokenize(text, lexicon)
    assert tokens.symbols == symbols
    assert (tokens.starts, tokens.ends) == (whole.starts, whole.ends)
    assert tokens.words == whole.words


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
