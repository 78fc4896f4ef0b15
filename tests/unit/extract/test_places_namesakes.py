"""Names of places that somebody of the text bears."""

from __future__ import annotations

import pytest

from capaudit.extract.places import find_places


def words_found(text: str) -> list[str]:
    return [m.text for m in find_places(text, "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tamsin Lancaster won the race. A rival passed Lancaster near the end.", []),
        ("Commissioner Dale Wakefield objected. The vote was 4-1 with Wakefield opposed.", []),
        ("New delay in Lancaster hearing. The judge heard Ingrid Lancaster, a clerk.", []),
        ("Mel Tobin Bergen, 51, was shot. A reward was raised in Bergen's case.", []),
        ("Georgia Holmquist skates. Coach Anders Holmquist said Georgia trains daily.", []),
    ],
)
def test_whoever_is_named_in_full_is_meant_by_the_name_alone(
    text: str, expected: list[str]
) -> None:
    assert words_found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tamsin Lancaster won. She lives in Lancaster and trains near Lancaster.",
         ["Lancaster", "Lancaster"]),
        ("Tamsin Lancaster spoke. Fans came to Lancaster, England, by bus.",
         ["Lancaster", "England"]),
        ("Holm Ukraine aid went on. Ukraine paid.", ["Ukraine"]),
        ("Pope Francis Africa trip ends. Africa waits.", ["Africa"]),
        ("Ana Zoo keepers left. The Santa Fe Zoo closed. Santa Fe paid.",
         ["Santa Fe", "Santa Fe"]),
        ("It rained on Sunday Seattle police said. Snow fell on Seattle.", ["Seattle", "Seattle"]),
    ],
)  # fmt: skip
def test_a_name_that_the_text_also_puts_somewhere_stays_a_place(
    text: str, expected: list[str]
) -> None:
    assert words_found(text) == expected
