"""People in texts and captions: names with their titles, and what is no person."""

from __future__ import annotations

import pytest

from capaudit.extract.people import find_people
from capaudit.extract.places import find_places


def people(text: str) -> list[tuple[str, str | None]]:
    """Each name found with its title."""
    return [(m.text, m.person.title) for m in find_people(text, None, find_places(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Maria Duval greets Ivan Petrenko.",
         [("Maria Duval", "President"), ("Ivan Petrenko", None)]),
        ("Ms. Orlova left with Dr. Okafor.", [("Orlova", "Ms"), ("Okafor", "Dr")]),
        ("Kim Yong Su and Ri Hi-nam salute.", [("Kim Yong Su", None), ("Ri Hi-nam", None)]),
        ("John W. Baxter sits by Anna van der Velde.",
         [("John W. Baxter", None), ("Anna van der Velde", None)]),
        ("Grace O'Hara (left) and Jean-Paul Morel.",
         [("Grace O'Hara", None), ("Jean-Paul Morel", None)]),
        ("Daniel Quirk's boat sank.", [("Daniel Quirk", None)]),
        ("The hall cheered Park Hae-won.", [("Park Hae-won", None)]),
        ("Maria Baker thanked Professor Ann Bishop.",
         [("Maria Baker", None), ("Ann Bishop", "Professor")]),
        ("Her brother Pavel wrote.", [("Pavel", "brother")]),
        ("Ivan Petrenko spoke. Petrenko left.", [("Ivan Petrenko", None), ("Petrenko", None)]),
        ("Олена Коваленко працює.", [("Олена Коваленко", None)]),
    ],
)  # fmt: skip
def test_a_person_is_found_with_the_title(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A car stood on Francis Street.",
        "The George Miller Golf Club opened.",
        "St. Joseph Youth Center was full.",
        "The Governor Resigns.",
        "New York and San Francisco are cities.",
        "On Monday March came.",
        "They walked in Park Slope.",
        "The U.S. Census counted.",
        "The Moscow-based firm and Maria-based plans failed.",
        "Nazi Germany fell.",
        "The Governor Monday signed it.",
        "The Red Cross and Reuters reported.",
        "",
    ],
)
def test_streets_clubs_places_and_words_are_no_people(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan came from Quillon Zabrek, a retired teacher.", "Quillon Zabrek"),
        ("The plan came from Quillon Zabrek, the mayor.", "Quillon Zabrek"),
        ("There stood Quillon Zabrek, 34, of Leeds.", "Quillon Zabrek"),
        ("The plan of teacher Quillon Zabrek failed.", "Quillon Zabrek"),
        ("Quillon Zabrek (left) waves.", "Quillon Zabrek"),
        ("Quillon Zabrek, who left, waves.", "Quillon Zabrek"),
    ],
)
def test_words_beside_an_unknown_name_tell_a_person(text: str, expected: str) -> None:
    assert [name for name, _ in people(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Zabrek Holdings, a lender, fell.",
        "Quillon Zabrek fell.",
        "The Quillon Ferry, 34 years old, sank.",
        "Sigrid Station was closed.",
    ],
)
def test_without_such_words_nobody_is_named(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        ("Men bow to statues of the late leader Maria Duval and Ivan Petrenko.", "mm"),
        ("A portrait of Maria Duval hangs behind Ivan Petrenko.", "ms"),
        ("The wife of Ivan Petrenko waves.", "s"),
        ("Maria Duval sees a statue of a horse, and Ivan Petrenko waves.", "ss"),
    ],
)
def test_whom_a_statue_shows_is_only_mentioned(text: str, standings: str) -> None:
    assert "".join(one.standing.value[0] for one in find_people(text)) == standings
