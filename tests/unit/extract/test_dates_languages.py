"""Every kind of expression in every language: the table of expressions."""

from __future__ import annotations

from datetime import date

import pytest

from capaudit.extract.dates import find_dates
from capaudit.extract.mentions import DateMention
from support.tables import dated_texts

PUBLISHED = date(2025, 3, 5)


@pytest.mark.parametrize(
    ("language", "expected", "text"), list(dated_texts("date_expressions.txt"))
)
def test_expression(language: str, expected: str, text: str) -> None:
    found = find_dates(text, PUBLISHED, language)
    assert "; ".join(map(value_of, found)) == ("" if expected == "-" else expected)
    assert all(text[each.span.start : each.span.end] == each.text for each in found)


def value_of(found: DateMention) -> str:
    if found.date is None or (found.timex or "").startswith("FY"):
        return str(found.timex)
    return found.date.edtf


def test_a_count_behind_a_decade_is_no_decade() -> None:
    (found,) = find_dates("over the last decade 30 companies closed", PUBLISHED, "en")
    assert found.timex == "201"


def test_a_range_in_words_is_two_mentions() -> None:
    start, end = find_dates("open from March 3 to 5, 2025, daily", PUBLISHED, "en")
    assert (start.text, start.timex, end.text, end.timex) == (
        "March 3",
        "2025-03-03",
        "5, 2025",
        "2025-03-05",
    )


def test_a_range_with_a_dash_is_one_mention() -> None:
    (found,) = find_dates("open March 3-5, 2025, daily", PUBLISHED, "en")
    assert found.text == "March 3-5, 2025"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on May 3, 2024, at 3:15 p.m. EST", ("2024-05-03T15:15", "TIME")),
        ("The game ended 21-14 on May 3, 2024, 12 minutes late", ("2024-05-03", "DATE")),
        ("They won 3-1 in May 2024", ("2024-05", "DATE")),
        ("On May 3, 2024, 10.30 euros were paid", ("2024-05-03", "DATE")),
        ("On Monday at 3 the shop closed", ("2025-03-03", "DATE")),
        ("a lap of 3:02.45 on May 3, 2024", ("2024-05-03", "DATE")),
        ("On May 3, 2024 at 25:30 nothing", ("2024-05-03", "DATE")),
    ],
)
def test_time_beside_a_date(text: str, expected: tuple[str, str]) -> None:
    (found,) = find_dates(text, PUBLISHED, "en")
    assert (found.timex, found.kind) == expected


def test_a_time_without_a_zone_allows_a_day() -> None:
    (timed,) = find_dates("on May 3, 2024, at 11 p.m.", PUBLISHED, "en")
    (zoned,) = find_dates("on May 3, 2024, at 11 p.m. GMT", PUBLISHED, "en")
    (day,) = find_dates("on May 4, 2024", PUBLISHED, "en")
    assert timed.date is not None
    assert zoned.date is not None
    assert day.date is not None
    assert not timed.date.contradicts(day.date)
    assert zoned.date.contradicts(day.date)


@pytest.mark.parametrize(
    "text",
    ["The 5 siglos", "for 15 years", "an XL shirt", "Part II of the book", "a V8 engine", "CST 12"],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text, PUBLISHED, "en") == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "en la Plaza del Dos de Mayo"),
        ("es", "en la calle 25 de Julio"),
        ("fr", "un exercice de 1900 soldats"),
        ("fr", "place du 8 Mai"),
        ("en", "a man in his early 60s"),
        ("en", "call 555-2024"),
        ("ru", "на улице 8 Марта"),
        ("de", "3 bis 5 Personen"),
        ("zh", "世纪大道"),
    ],
)
def test_names_and_counts_that_look_like_dates(language: str, text: str) -> None:
    assert find_dates(text, PUBLISHED, language) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "mis en place le 8 mai 2024"),
        ("it", "sono andati via il 8 maggio 2024"),
        ("ru", "люди на улице 8 мая 2024 года"),
    ],
)
def test_days_behind_words_for_streets(language: str, text: str) -> None:
    (found,) = find_dates(text, PUBLISHED, language)
    assert found.timex == "2024-05-08"
