"""Names that are part of another: silence where nobody can tell, the whole name where one can."""

from __future__ import annotations

import pytest

from capaudit.extract.places import find_places
from capaudit.extract.places.finder import prepare
from capaudit.extract.places.roads import state_road
from capaudit.extract.places.sightings import sightings
from capaudit.extract.places.words import words


def words_found(text: str, language: str | None = "en") -> list[str]:
    return [m.text for m in find_places(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talk is at the Elgin Skelbrook plant.", []),
        ("The talk is at the Elgin Police Department.", ["Elgin"]),
        ("The crowd saw Ontario Skelbrook in 2019.", ["Ontario"]),
        ("He rode in the Dubai World Cup.", []),
        ("They cheered for Leeds City on Saturday.", []),
        ("They met in Leeds City Council offices.", ["Leeds"]),
        ("A sit-in closed Leeds City station.", ["Leeds"]),
        ("Lunch is at the Durant Center on Monday.", []),
        ("Lunch is at the Durant Center. Durant, Okla., paid.", ["Durant", "Durant", "Okla."]),
        ("The school board of Durant met at the Durant School District.", ["Durant", "Durant"]),
        ("The Adena people built mounds near the river.", []),
        ("The Sudanese people voted.", ["Sudanese"]),
        ("An African-American choir met the Austro-Hungarian one.", ["Hungarian"]),
        ("Fans of Boston Skelbrook cheered. Then he drove to Boston.", ["Boston"]),
        ('Harold "Hal" Boston spoke.', []),
        ("In Boston KY 80 people met.", ["Boston"]),
        ("United Russia officials spoke in Murmansk.", ["Murmansk"]),
        ("She lives at 41 Orbel Road near the mill.", []),
        ("She lives on Orbel Road near the mill.", ["Orbel Road"]),
    ],
)
def test_a_name_within_another_is_doubted(text: str, expected: list[str]) -> None:
    assert words_found(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "city"),
    [
        ("Two men were shot in South Los Angeles.", "South Los Angeles", "Los Angeles"),
        ("A march began in W. Columbia today.", "W. Columbia", "Columbia"),
        ("A sign fell over in East Oxford.", "East Oxford", "Oxford"),
    ],
)
def test_a_side_of_a_town_is_named_whole_and_lies_there(text: str, name: str, city: str) -> None:
    (found,) = find_places(text, "en")
    assert found.text == name
    assert found.place is not None
    assert found.place.name == city


def test_a_town_named_by_itself_somewhere_is_doubted_less() -> None:
    def weight(text: str) -> float:
        told = words(text)
        found = sightings(text, told, "en")
        prepare(text, found, told, "en")
        return found[0].weight

    assert weight("The Durant Center burned.") < weight("The Durant Center burned. Durant wept.")


def test_a_state_behind_a_name_is_where_that_lies_and_names_no_road() -> None:
    text = "shut KY 80 in Boston KY 80"
    told = words(text)
    assert state_road(text, told, 5) is None
    road = state_road(text, told, 1)
    assert road is not None
    assert road.name == "KY 80"


def test_a_side_of_a_state_is_no_name_of_its_own() -> None:
    assert words_found("Rain fell across North Texas.") == ["Texas"]
    assert words_found("He moved into West Street.") == ["West Street"]


def test_capitals_in_a_language_that_writes_nouns_so_raise_no_doubt() -> None:
    text = "In Gera Feuerwehrleute retten, in Weimar Kaufleute feiern."
    assert words_found(text, "de") == ["Gera", "Weimar"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("An Ill. man left.", "en", ["Ill."]),
        ("The Polk sheriff (Ga.) spoke.", "en", ["Ga."]),
        ("Mo. bis Fr. ist zu.", "de", []),
    ],
)
def test_a_shortened_state_stands_in_english_text(
    text: str, language: str, expected: list[str]
) -> None:
    assert words_found(text, language) == expected
