"""Any text: spans equal the text they name, in order, and time grows linearly."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from capaudit.extract.places import (
    dateline_place,
    find_caption_places,
    find_places,
    nearest_place,
    resolve_place,
)
from capaudit.model.values import Place

PIECES = st.sampled_from(
    ["Paris", ", ", "St. ", "U.S.", " in ", "ĳ", "\u0301", "\u200f", "平壤", "Киеве",
     "'s", "-", "Ga.",
     "\U0001f600",
     " of ", "New ", "York", "County", "\n", "TEXAS", "  ", "’", "1", "Mr. "]
)  # fmt: skip
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=20).map("".join)


@settings(deadline=None)
@given(TEXTS, st.sampled_from([None, "en", "pl", "tr", "ru"]))
def test_spans_equal_the_text_they_name(text: str, language: str | None) -> None:
    for found in (find_places(text, language), find_caption_places(text, language)):
        assert all(text[m.span.start : m.span.end] == m.text for m in found)
        assert [m.span for m in found] == sorted({m.span for m in found})
    dateline_place(text)


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_parts_resolve_without_error(city: str, state: str, country: str) -> None:
    place = Place(
        name=city, feature="city", city=city, province_state=state, country=country,
        country_code=country,
    )  # fmt: skip
    assert resolve_place(place).name == city


@settings(deadline=None)
@given(st.floats(), st.floats())
def test_any_numbers_have_a_nearest_place_or_none(latitude: float, longitude: float) -> None:
    place = nearest_place(latitude, longitude)
    assert place is None or place.country_code


def _seconds(text: str) -> float:
    best = 9e9
    for _ in range(3):
        start = time.process_time()
        find_caption_places(text, "en")
        best = min(best, time.process_time() - start)
    return best


def test_time_grows_linearly() -> None:
    for piece in (
        "Paris, Texas ",
        "Aa",
        "St. ",
        "In Paris. ",
        "平壤",
        "Xa-",
        "a.b.",
        "Streets, ",
        "Counties ",
        "in Qarmaluk ",
        "и-Ростове ",
        "Holm-Lake ",
    ):
        find_caption_places(piece * 300, "en")
        once, many = _seconds(piece * 1_000), _seconds(piece * 8_000)
        assert many < 8 * 3.5 * once + 0.05, piece
