"""Places in running text: what is one, which one it is, and where its words stand."""

from __future__ import annotations

import pytest

from capaudit.extract.places import (
    dateline_place,
    find_places,
    named_by_town,
    nearest_place,
    resolve_place,
)
from capaudit.extract.places.index import place_index
from capaudit.extract.places.sightings import abbreviations
from capaudit.extract.places.words import capitals, words
from capaudit.model.values import Place, RelationKind


def named(text: str, language: str | None = None) -> dict[str, str | None]:
    """The words found with the country code of each."""
    found = find_places(text, language)
    return {m.text: m.place.country_code if m.place else None for m in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell in Gdansk and Kaunas.", {"Gdansk": "PL", "Kaunas": "LT"}),
        ("Farmers near Tulcea, Romania, said so.", {"Tulcea": "RO", "Romania": "RO"}),
        ("A fair in Dayton, Ohio, drew crowds.", {"Dayton": "US", "Ohio": "US"}),
        ("She moved to Erie, Pa., in spring.", {"Erie": "US", "Pa.": "US"}),
        ("Turkish ships left Izmir.", {"Turkish": "TR", "Izmir": "TR"}),
        ("A storm hit the U.S. on Monday.", {"U.S.": "US"}),
        ("Bombay's port was closed.", {"Bombay": "IN"}),
        ("Fighting went on in the Donbas.", {"Donbas": "UA"}),
    ],
)
def test_a_place_is_found_with_its_country(text: str, expected: dict[str, str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Reading is a joy. Nice weather, said Split Enz fans on Mobile phones.",
        "March was cold and the Of was wrong.",
        "Paris Hilton arrived late.",
        "The price of china rose.",
        "",
        "\u200b\u202e \U0001f600",
    ],
)
def test_common_words_and_people_are_no_places(text: str) -> None:
    assert named(text) == {}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Он живёт в Москве.", "ru", {"Москве": "RU"}),
        ("Пожежа у Харкові.", "uk", {"Харкові": "UA"}),
        ("Strajk w Warszawie.", "pl", {"Warszawie": "PL"}),
        ("他在平壤。", "zh", {"平壤": "KP"}),
        ("대통령은 평양에 있다.", "ko", {"평양에": "KP"}),
        ("Rząd Polski obradował w Krakowie.", "pl", {"Polski": "PL", "Krakowie": "PL"}),
        ("Vlak z Brna stál v Brně.", "cs", {"Brna": "CZ", "Brně": "CZ"}),
        ("Бої тривали у Херсонській області.", "uk", {"Херсонській області": "UA"}),
        ("Пожар в Ростове-на-Дону.", "ru", {"Ростове-на-Дону": "RU"}),
        ("Он вернулся из Нижнего Новгорода.", "ru", {"Нижнего Новгорода": "RU"}),
        ("Центральный вокзал закрыт.", "ru", {}),
        ("הפגנה בירושלים.", "he", {"בירושלים": "IL"}),
        ("Mielenosoitus Helsingissä.", "fi", {"Helsingissä": "FI"}),
        ("Tüntetés Budapesten.", "hu", {"Budapesten": "HU"}),
        ("წვიმა, საქართველო", "ka", {"საქართველო": "GE"}),
        ("北海道で雪。", "ja", {"北海道": "JP"}),
        ("लखनऊ उत्तर प्रदेश में है।", "hi", {"लखनऊ": "IN", "उत्तर प्रदेश": "IN"}),
        ("Brand i Göteborg.", "sv", {"Göteborg": "SE"}),
    ],
)
def test_other_scripts_and_cases(text: str, language: str, expected: dict[str, str]) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Die russische Armee zog ab.", "de", {"russische": "RU"}),
        ("Le ministre allemand est parti.", "fr", {"allemand": "DE"}),
        ("Tropas ucranianas entraron.", "es", {"ucranianas": "UA"}),
        ("Польские фермеры вышли.", "ru", {"Польские": "PL"}),
        ("Українські військові.", "uk", {"Українські": "UA"}),
        ("Le truppe israeliane.", "it", {"israeliane": "IL"}),
        ("russische", "en", {}),
    ],
)
def test_adjectives_written_small_are_demonyms(
    text: str, language: str, expected: dict[str, str]
) -> None:
    assert named(text, language) == expected
    assert all(m.form == "demonym" for m in find_places(text, language))


def test_a_list_of_counties_names_counties() -> None:
    found = find_places("Rain hit Rice, Nobles and Cook counties in Minnesota.")
    assert [(m.text, m.place and m.place.feature) for m in found] == [
        ("Rice", "county"),
        ("Nobles", "county"),
        ("Cook", "county"),
        ("Minnesota", "region"),
    ]


def test_a_name_is_surely_a_place_everywhere_once_it_is_one() -> None:
    text = "ELGIN -- Police in Elgin, Illinois, closed a road. The Elgin sign fell."
    assert [m.text for m in find_places(text)] == ["ELGIN", "Elgin", "Illinois", "Elgin"]


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("A pier in Wonsan, Kangwon.", None, "Wonsan, Kangwon, North Korea"),
        ("A pier in Wŏnsan.", None, "Wŏnsan, Kangwon, North Korea"),
        ("Rain in Cologne.", None, "Cologne, North Rhine-Westphalia, Germany"),
        ("Rain in Tbilisi.", None, "Tbilisi, Georgia"),
        ("BAKU -- Rain.", None, "Baku, Azerbaijan"),
        ("Rain in Muscat, Oman.", None, "Muscat, Oman"),
        ("A tram in Erie, Pa.", None, "Erie, Pennsylvania, United States"),
        ("Он живёт в Москве.", "ru", "Moscow, Russia"),
    ],
)
def test_a_place_is_called_as_the_text_prints_it(
    text: str, language: str | None, printed: str
) -> None:
    assert str(find_places(text, language)[0].place) == printed


@pytest.mark.parametrize(
    ("dateline", "name"),
    [("KYIV", "Kyiv"), ("KYIV, Ukraine", "Kyiv"), ("GALVESTON, Texas (XY) --", "Galveston")],
)
def test_a_dateline_is_a_place(dateline: str, name: str) -> None:
    place = dateline_place(dateline)
    assert place is not None
    assert place.name == name


def test_words_are_no_dateline() -> None:
    assert dateline_place("By our reporters") is None


def test_parts_resolve_to_the_place_inside_them() -> None:
    place = resolve_place(
        Place(name="Paris", feature="city", city="Paris", province_state="TX", country_code="US")
    )
    assert (place.admin1_code, place.geonameid) == ("TX", 4717560)


def test_an_unknown_city_keeps_what_is_known() -> None:
    place = resolve_place(Place(name="Qqford", feature="city", city="Qqford", country="Norwegen"))
    assert (place.country_code, place.geonameid, place.latitude) == ("NO", None, None)


def test_coordinates_have_a_nearest_place() -> None:
    place = nearest_place(39.04, 125.76)
    assert place is not None
    assert (place.name, place.country_code) == ("Pyongyang", "KP")
    assert nearest_place(0.0, -30.0) is None
    assert nearest_place(float("nan"), 400.0) is None


def test_the_nearest_place_may_lie_over_the_date_line() -> None:
    over_the_line = nearest_place(-17.4, -179.7)
    assert over_the_line is not None
    assert (over_the_line.name, over_the_line.country_code) == ("Savusavu", "FJ")


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (48.5839, 7.7455, "near Strasbourg, Grand Est, France"),
        (36.5, -8.2, "63 km from Faro, Portugal"),
        (0.0, -30.0, ""),
    ],
)
def test_coordinates_are_named_by_their_town(latitude: float, longitude: float, name: str) -> None:
    camera = Place(name="", feature="coordinates", latitude=latitude, longitude=longitude)
    named = named_by_town(camera)
    assert named.name == name
    assert (named.latitude, named.feature) == (latitude, "coordinates")


@pytest.mark.parametrize(
    ("name", "country", "today"),
    [
        ("Grand Est", "FR", "FR.44"),
        ("Champagne-Ardenne", "FR", "FR.44"),
        ("Hauts-de-France", "FR", "FR.32"),
        ("Nord-Pas-de-Calais", "FR", "FR.32"),
        ("Occitanie", "FR", "FR.76"),
        ("Innlandet", "NO", "NO.34"),
        ("Ladakh", "IN", "IN.41"),
        ("Ñuble", "CL", "CL.18"),
    ],
)
def test_regions_are_found_by_their_names_of_today_and_before(
    name: str, country: str, today: str
) -> None:
    region = resolve_place(Place(name=name, feature="region", province_state=name, country=country))
    assert f"{region.country_code}.{region.admin1_code}" == today


def test_disputed_places_lie_nowhere_else() -> None:
    crimea = resolve_place(Place(name="Crimea", feature="region", province_state="Crimea"))
    for country in ("UA", "RU"):
        whole = resolve_place(Place(name=country, feature="country", country_code=country))
        assert crimea.relation(whole).kind is RelationKind.INSIDE


def test_counties_have_ids() -> None:
    place = find_places("A barn burnt in Laurel County, Kentucky.")[0].place
    assert place is not None
    assert (place.feature, place.geonameid) == ("county", 4297480)


@pytest.mark.parametrize(
    ("text", "name"),
    [("東京で会議が開かれた", "東京"), ("การประชุมที่กรุงเทพมหานคร", "กรุงเทพมหานคร")],
)
def test_a_place_is_found_within_a_run_of_letters(text: str, name: str) -> None:
    assert name in [m.text for m in find_places(text)]


def test_a_place_has_its_names_and_no_other() -> None:
    index = place_index()
    munich = index.candidates("Munich")[0].number
    assert index.is_name_of("München", munich)
    assert not index.is_name_of("Berlin", munich)
    assert not index.is_name_of("Qwxzy", munich)


def test_capitals_are_the_words_that_can_begin_a_name() -> None:
    told = words("near Elgin, NBC5 and @Orla met Ivo's aunt")
    assert [told[number].text for number in capitals(told)] == ["Elgin", "Ivo"]


def test_a_state_abbreviation_stands_as_one_only_behind_a_name() -> None:
    text = "Elgin, Ill., met an Ill. crew from N.Y. today"
    assert [text[start:end] for start, (end, _) in abbreviations(text, None).items()] == [
        "Ill.",
        "N.Y.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Prince George's County, Maryland, searched.",
         ["Prince George's County", "Maryland"]),
        ("A market in King’s Lynn reopened.", ["King’s Lynn"]),
        ("Fog closed the port of St. John's on Sunday.", ["St. John's"]),
        ("ST. JOHN'S, N.L. — Fog closed the port.", ["ST. JOHN'S", "N.L."]),
        ("Envoys of the Democratic People's Republic of Korea left.",
         ["Democratic People's Republic of Korea"]),
        ("Nurses at St. John's Hospital struck.", []),
        ("Toronto's Rosedale and London's Hyde Park",
         ["Toronto", "Rosedale", "London", "Hyde Park"]),
    ],
)  # fmt: skip
def test_a_possessive_may_belong_to_a_name(text: str, expected: list[str]) -> None:
    assert [m.text for m in find_places(text, "en")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For advice from NICE, call us.", []),
        ("NICE (AP) — Swimmers left the water.", ["NICE"]),
        ("The Maryland State Police closed the road.", ["Maryland"]),
        ("Clashes broke out in Kano State on Monday.", ["Kano State"]),
        ("She studied at Columbia University.", []),
        ("Fans of Holm America cheered. Miners left for America.", ["America"]),
        ("A student of the University of Leeds won.", ["Leeds"]),
        ("They teach it in French immersion classes.", []),
    ],
)
def test_what_is_named_after_a_place_is_told_apart(text: str, expected: list[str]) -> None:
    assert [m.text for m in find_places(text, "en")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fog lay in Wairoa all day. By noon Wairoa slept.", ["Wairoa", "Wairoa"]),
        ("Crowds met outside the White House. White House aides left.", ["White House"]),
    ],
)  # fmt: skip
def test_a_name_has_one_sense_in_a_text(text: str, expected: list[str]) -> None:
    assert [m.text for m in find_places(text, "en")] == expected
