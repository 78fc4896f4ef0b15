"""How one place lies to another."""

from __future__ import annotations

import pytest

from capaudit.model.values import Place, RelationKind, great_circle_km

# A degree along a meridian on the sphere of 6,371 km.
KM_PER_DEGREE = 111.195


def town(name: str, km_north: float, radius_km: float = 0.0, country: str = "DE") -> Place:
    return Place(
        name=name,
        feature="city",
        city=name,
        country_code=country,
        latitude=50 + km_north / KM_PER_DEGREE,
        longitude=8.0,
        radius_km=radius_km,
    )


def position(km_north: float) -> Place:
    latitude = 50 + km_north / KM_PER_DEGREE
    return Place(name="", feature="coordinates", latitude=latitude, longitude=8.0)


@pytest.mark.parametrize(
    ("km", "radius", "kind"),
    [
        (49, 0, RelationKind.NEAR),
        (51, 0, RelationKind.ELSEWHERE),
        (54, 5, RelationKind.NEAR),
        (56, 5, RelationKind.ELSEWHERE),
    ],
)
def test_a_position_is_near_within_fifty_kilometres_of_a_town_s_border(
    km: float, radius: float, kind: RelationKind
) -> None:
    there, camera = town("Ahausen", 0, radius), position(km)
    assert there.relation(camera).kind is kind
    assert camera.relation(there).kind is kind


def test_a_town_without_coordinates_is_elsewhere_only_in_another_country() -> None:
    here = Place(name="Ahausen", feature="city", city="Ahausen", country_code="DE")
    assert here.relation(town("Behausen", 500)).kind is RelationKind.UNKNOWN
    assert here.relation(town("Cville", 500, country="FR")).kind is RelationKind.ELSEWHERE


def test_great_circle_of_a_quarter_of_the_earth() -> None:
    assert great_circle_km(0, 0, 0, 90) == pytest.approx(10_007.5, abs=0.1)


@pytest.mark.parametrize(
    ("km", "radius", "kind"),
    [
        (9, 0, RelationKind.NEAR),
        (11, 0, RelationKind.ELSEWHERE),
        (24, 15, RelationKind.NEAR),
        (26, 15, RelationKind.ELSEWHERE),
    ],
)
def test_named_towns_are_near_within_ten_kilometres_of_each_other_s_borders(
    km: float, radius: float, kind: RelationKind
) -> None:
    here, there = town("Ahausen", 0, radius), town("Behausen", km)
    assert here.relation(there).kind is kind
    assert there.relation(here).kind is kind


def test_disputed_places_lie_in_each_of_their_countries() -> None:
    held = Place(name="Crag", feature="region", country_code="DE", claimed_by=("FR",))
    for code in ("DE", "FR"):
        country = Place(name=code, feature="country", country_code=code)
        assert held.relation(country).kind is RelationKind.INSIDE
        assert country.relation(held).kind is RelationKind.CONTAINS
    other = Place(name="ES", feature="country", country_code="ES")
    assert held.relation(other).kind is RelationKind.ELSEWHERE


def test_a_place_contains_what_lies_in_it_and_never_itself() -> None:
    country = Place(name="Germany", feature="country", country_code="DE", geonameid=1)
    region = Place(name="Saxony", feature="region", country_code="DE", admin1_code="13")
    inside = Place(name="Pirna", feature="city", city="Pirna", country_code="DE", admin1_code="13")
    every = (country, region, inside, town("Lille", 400, country="FR"))
    held = {(one.name, other.name) for one in every for other in every if one.contains(other)}
    assert held == {("Germany", "Saxony"), ("Germany", "Pirna"), ("Saxony", "Pirna")}
    for one in every:
        for other in every:
            is_held = one.relation(other).kind is RelationKind.CONTAINS
            assert one.contains(other) is is_held
