"""Any text: spans equal the text they name, in order, and time grows linearly."""

from __future__ import annotations

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from capaudit.extract.places import (
    dateline_place,
    find_caption_places,
    find_places,
    nearest_place,
    resolve_place,
)
from capaudit.extract.places.index import NEAREST_WITHIN_KM
from capaudit.model.values import Place, great_circle_km

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


@settings(deadline=None)
@given(
    st.floats(-90, 90) | st.sampled_from([-90.0, -17.2, 0.0, 51.5, 90.0]),
    st.floats(-180, 180) | st.sampled_from([-180.0, -179.6, 0.0, 179.4, 180.0]),
    st.floats(-1, 1),
    st.floats(-1, 1),
)
@example(65.0, 179.0, 0.0, -1.0)
@example(65.0, 89.0, 0.0, -1.0)
@example(78.0, 14.0, 0.2, 1.0)
def test_no_place_is_nearer_than_the_nearest(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    """What is nearest to a position beside it lies no nearer, over poles and date line too."""
    nearest = nearest_place(latitude, longitude)
    beside = (longitude + east + 180.0) % 360.0 - 180.0
    other = nearest_place(max(-90.0, min(90.0, latitude + north)), beside)
    if other is not None:
        away = _km(other, latitude, longitude)
        assert away > NEAREST_WITHIN_KM - 1 or nearest is not None
        assert nearest is None or _km(nearest, latitude, longitude) <= away + 0.01


def _km(place: Place, latitude: float, longitude: float) -> float:
    assert place.latitude is not None
    assert place.longitude is not None
    return great_circle_km(place.latitude, place.longitude, latitude, longitude)


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
