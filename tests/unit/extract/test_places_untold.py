"""Places that the index lacks: told by the build of their name, or by the words before it."""

from __future__ import annotations

import pytest

from capaudit.extract.places import find_places


def words_found(text: str, language: str | None = "en") -> list[str]:
    return [m.text for m in find_places(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A truck burned on Old Marling Highway.", ["Old Marling Highway"]),
        ("Crews closed Holm Mountain Road at dusk.", ["Holm Mountain Road"]),
        ("The choir sang in Orla Cathedral.", ["Orla Cathedral"]),
        ("Deputies met in Larkby City.", ["Larkby City"]),
        ("Police closed U.S. Highway 14 at noon.", ["U.S."]),
        ("Former Erath County clerk Holm left.", ["Erath County"]),
        ("The hotel stands beside the Peruvian Embassy.", ["Peruvian Embassy"]),
        ("He lived at 41 Holm Road, Dr. Orbel said.", ["Holm Road"]),
        ("The board of Holm Twp. met.", ["Holm Twp."]),
        ("Highway patrols stopped the Marling Highway Patrol van.", []),
        ("The Norwich City Council met.", ["Norwich"]),
        ("A sit-in closed Leeds City station.", ["Leeds"]),
        ("A hut burned by Nedre-Holm Lake.", ["Nedre-Holm Lake"]),
        ("Ships queued off the Port of Rotterdam.", ["Port of Rotterdam"]),
        ("A main broke at the corner of Orbel and Hasting streets.", ["Orbel", "Hasting"]),
        ("Rangers closed Holm State Conservation Area and Big Fen National Preserve.",
         ["Holm State Conservation Area", "Big Fen National Preserve"]),
        ("The Orbel River rose. By noon the Orbel was over its banks; Orbel said so.",
         ["Orbel River", "Orbel"]),
        ("Crews widened US-14 in June.", ["US-14"]),
        ("Talks on US-Iraqi ties began.", ["US", "Iraqi"]),
        ("Salmon run between the Orbel and Hasting rivers.", ["Orbel", "Hasting"]),
        ("The National Guard and State police closed the area.", []),
        ("Crews reopened the Holm Freeway below the Orbel Dam.", ["Holm Freeway", "Orbel Dam"]),
        ("Snow fell on North Orbel, Marl and Hasting roads.", ["North Orbel", "Marl", "Hasting"]),
        ("A van burned on County Road 42 and on Highway 9.", ["County Road 42"]),
        ("A slide shut W.Va. 61 and KY 80 on Monday.", ["W.Va. 61", "KY 80"]),
        ("Write to Box 9, Larkby, KY 40508.", ["KY"]),
        ("Crews paved Founders’ Parkway beside Orbel's Ferry.",
         ["Founders’ Parkway", "Orbel's Ferry"]),
        ("Fog closed Hask-Orbel International Airport and Boston International Airport.",
         ["Hask-Orbel International Airport", "Boston"]),
        ("The choir sang for Orla St. Clair on Church St. Tuesday.", ["Church St."]),
        ("Snow closed schools in Rice, Blue Earth and Nobles counties.",
         ["Rice", "Blue Earth", "Nobles"]),
    ],
)  # fmt: skip
def test_the_build_of_a_name_shows_a_place(text: str, expected: list[str]) -> None:
    assert words_found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on the village of Qarmaluk on Monday.", ["Qarmaluk"]),
        ("Two men drowned in Qarmaluk. The sea at Qarmaluk was high.", ["Qarmaluk", "Qarmaluk"]),
        ("Troops left the villages of Qarmaluk and Ostrevna.", ["Qarmaluk", "Ostrevna"]),
        ("He was born in Qarmaluk Bridge.", ["Qarmaluk Bridge"]),
        ("She holds a degree in Divinity and was interested in Colour.", []),
        ("He put it in Qarmaluk's hands.", []),
        ("The play opened in March; she wrote it in Yoruba.", []),
        ("Hasn't Qarmaluk said enough?", []),
    ],
)
def test_the_words_before_an_unknown_name_tell_a_place(text: str, expected: list[str]) -> None:
    found = find_places(text, "en")
    assert [m.text for m in found] == expected
    assert all(m.place is None for m in found)


def test_only_english_writes_its_common_nouns_small() -> None:
    assert words_found("In Zukunft fährt die Bahn öfter.", "de") == []
    assert words_found("In Zukunft fährt die Bahn öfter.", None) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("Deputies in Gwinnett closed a road.", "Gwinnett"),
     ("Rain fell across Miami-Dade.", "Miami-Dade")],
)  # fmt: skip
def test_a_county_goes_by_its_bare_name(text: str, name: str) -> None:
    found = [m.place for m in find_places(text, "en")]
    assert [(p.name, p.feature) for p in found if p] == [(name, "county")]


def test_a_language_is_no_place() -> None:
    assert words_found("The signs are in Turkish.") == []
    assert words_found("They fly in Turkish airspace.") == ["Turkish"]


def test_divisions_of_a_country_are_named_by_everybody() -> None:
    assert words_found("Schools in the Central District opened.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They built it in 320 B.C. on a hill.", []),
        ("It cost forty Canadian dollars and a French bulldog.", []),
        ("Talks with American Indians went on.", []),
        ("Real Madrid won. The king lives in Madrid.", ["Madrid"]),
        ("Nurses at St. Luke's Hospital struck.", []),
        ("BY TYLER HOLM Staff writer", []),
        ("Rain fell on England. The late Ilvy London-Holm sang.", ["England"]),
        ("Trucks crawled along U.S. 31 all day.", ["U.S."]),
        ("A storm formed over the eastern Pacific.", ["Pacific"]),
        ("Divers surveyed Pearl Harbor.", ["Pearl Harbor"]),
        ("The White House said no.", []),
        ("Tourists queued at the White House.", ["White House"]),
    ],
)
def test_neighbours_tell_a_place_from_what_is_named_after_it(
    text: str, expected: list[str]
) -> None:
    assert words_found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ewa Holm, 41, Millville, was not hurt.", ["Millville"]),
        ("Ewa Holm, 18, of Orwell, was not hurt.", ["Orwell"]),
        ("The shop at Holm Road, Orwell, closed.", ["Holm Road", "Orwell"]),
        ("Shells fell near the village Qarmaluk.", ["Qarmaluk"]),
        ("A fire in downtown Millville spread.", ["Millville"]),
        ("They met Ivo. A Tampa man waved.", ["Tampa"]),
        ("A fair opens in Dayton April 4. Rain fell in April.", ["Dayton"]),
    ],
)
def test_addresses_ages_and_nouns_tell_a_small_place(text: str, expected: list[str]) -> None:
    assert words_found(text) == expected


def test_a_region_keeps_the_noun_of_its_kind() -> None:
    found = find_places("Herders fled Kano State for Kangwon Province; Ohio State won.", "en")
    assert [(m.text, m.place and m.place.geonameid) for m in found][:2] == [
        ("Kano State", 2335196),
        ("Kangwon Province", 1876101),
    ]
    assert found[2].text == "Ohio"


def test_a_dateline_names_a_place_that_the_index_lacks() -> None:
    assert words_found("QARMALUK — Shells fell. Qarmaluk burned.") == ["QARMALUK", "Qarmaluk"]
    assert words_found("WEATHER — Rain fell.") == []
