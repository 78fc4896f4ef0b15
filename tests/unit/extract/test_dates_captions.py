"""Which date of a caption dates the picture: the table of captions in ten and more languages."""

from __future__ import annotations

from datetime import date

import pytest

from capaudit.extract.dates import find_caption_dates
from capaudit.model.claim import Standing
from support.tables import dated_texts

PUBLISHED = date(2025, 3, 5)


@pytest.mark.parametrize(("language", "expected", "caption"), list(dated_texts("dates.txt")))
def test_caption(language: str, expected: str, caption: str) -> None:
    found = find_caption_dates(caption, PUBLISHED, language)
    dated = [
        each.date.edtf
        for each in found
        if each.date is not None and each.standing is not Standing.MENTIONED
    ]
    assert dated == ([] if expected == "-" else [expected])
    assert all(caption[each.span.start : each.span.end] == each.text for each in found)


def test_date_beside_taken_is_stated() -> None:
    (found,) = find_caption_dates("A mill in Gent, photographed on 3 May 2021", PUBLISHED)
    assert found.standing is Standing.STATED


def test_year_alone_of_the_main_clause_is_implied() -> None:
    (found,) = find_caption_dates("Flood in Leeds in 2019.", PUBLISHED)
    assert found.standing is Standing.IMPLIED


def test_year_is_marked_as_inferred() -> None:
    (found,) = find_caption_dates("A bridge in Mostar on February 16", PUBLISHED)
    assert found.date is not None
    assert found.date.inferred == ("year",)


def test_impossible_date_is_kept() -> None:
    (found,) = find_caption_dates("Rally in Leeds on 31 April 2024", PUBLISHED)
    assert found.date is not None
    assert not found.date.exists


def test_weekday_beside_the_date() -> None:
    (found,) = find_caption_dates("Rally in Leeds, Tuesday, Feb. 27, 2025", PUBLISHED)
    assert found.weekday == 1
