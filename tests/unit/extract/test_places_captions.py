"""What a caption asserts of its places, and where it puts a place under the wrong country."""

from __future__ import annotations

import pytest

from capaudit.extract.places import find_caption_places
from capaudit.model.claim import Standing
from capaudit.model.values import Place


def standings(caption: str) -> dict[str, str]:
    """The words of each place with what the caption asserts of it."""
    return {m.text: m.standing.value for m in find_caption_places(caption)}


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            "A guard stops a bus at the entrance to Hamhung, North Korea, on May 3, 2021.",
            {"Hamhung": "stated", "North Korea": "stated"},
        ),
        (
            "A tram waits in Ft. Worth, Texas.",
            {"Ft. Worth": "stated", "Texas": "stated"},
        ),
        ("Goats graze north of Kaunas, Lithuania.", {"Kaunas": "stated", "Lithuania": "stated"}),
        (
            "The Turkish president meets his guest in Baku.",
            {"Turkish": "mentioned", "Baku": "stated"},
        ),
        (
            "The mayor of Lyon opens a fair in Turin on Monday.",
            {"Lyon": "mentioned", "Turin": "stated"},
        ),
        ("Fans sing, Leeds, 3 May 2021.", {"Leeds": "stated"}),
        (
            "Fans carry Ewa Nowak after a rally in Lyon, France.",
            {"Lyon": "implied", "France": "implied"},
        ),
        ("Smoke over Mariupol.", {"Mariupol": "stated"}),
        ("Kharkiv residents queue for bread.", {"Kharkiv": "mentioned"}),
        (
            "Nurses pack crates in Oslo before a flight to Nairobi.",
            {"Oslo": "stated", "Nairobi": "mentioned"},
        ),
        (
            "Dancers rest in Lima. The troupe was founded in Quito in 1990.",
            {"Lima": "stated", "Quito": "mentioned"},
        ),
    ],
)
def test_standing(caption: str, expected: dict[str, str]) -> None:
    assert standings(caption) == expected


def test_a_landmark_and_its_city_are_both_where_the_picture_was_taken() -> None:
    found = find_caption_places("Crowds on Tahrir Square in Cairo on Friday.")
    assert [(m.text, m.standing) for m in found] == [
        ("Tahrir Square", Standing.STATED),
        ("Cairo", Standing.STATED),
    ]


@pytest.mark.parametrize(
    ("caption", "container"),
    [
        ("Smoke rises over Odesa, Russia, on Monday.", "Russia"),
        ("Children walk in Hamhung, Kangwon.", "Kangwon"),
        ("A tram in Leeds, France.", "France"),
        ("A tram in Houston, Puerto Rico.", "Puerto Rico"),
    ],
)
def test_a_wrong_country_or_region_is_noted(caption: str, container: str) -> None:
    conflict = find_caption_places(caption)[0].conflict
    assert conflict is not None
    assert conflict.name == container


@pytest.mark.parametrize(
    "caption",
    [
        "Smoke rises over Odesa, Ukraine.",
        "A tram in Leeds, England.",
        "A beach in Yalta, Russia.",
        "A beach in Yalta, Ukraine.",
        "A park in Odessa, Texas.",
        "In Moscow, Ukraine was the subject.",
        "Talks on London, France and Spain went on.",
        "Trade between Berlin, Poland, and Riga grew.",
    ],
)
def test_sound_pairs_and_lists_are_no_conflict(caption: str) -> None:
    assert [m.text for m in find_caption_places(caption) if m.conflict] == []


def test_places_from_elsewhere_decide_between_namesakes() -> None:
    home = find_caption_places("A choir in Birmingham, Alabama.")[0].place
    assert home is not None
    found = find_caption_places("A choir sings in Birmingham.", context=(home,))
    assert found[0].place == home


def test_a_place_known_from_the_file_outweighs_its_larger_namesake() -> None:
    small = find_caption_places("A fair in Alexandria, Minnesota.")[0].place
    assert small is not None
    assert find_caption_places("A fair in Alexandria.", context=(small,))[0].place == small
    egyptian = find_caption_places("A fair in Alexandria, Egypt.", context=(small,))[0].place
    assert egyptian is not None
    assert egyptian.country_code == "EG"


def test_a_namesake_beside_the_camera_is_the_one_meant() -> None:
    camera = Place(name="", feature="coordinates", latitude=39.18, longitude=-96.57)
    place = find_caption_places("A fair in Manhattan.", context=(camera,))[0].place
    assert place is not None
    assert place.admin1_code == "KS"


@pytest.mark.parametrize("city", ["Seville", "Lancaster", "Durango"])
def test_a_city_whose_name_a_product_bears_is_where_the_photo_was_taken(city: str) -> None:
    (found,) = find_caption_places(f"Crowds fill the streets of {city} on May 3.", "en")
    assert (found.text, found.standing) == (city, Standing.STATED)
