"""Which claims fields make, and which fields make none."""

import pytest

from capaudit.images.fields import FieldValue
from capaudit.images.properties import claims_of
from capaudit.model.claim import AnyClaim, Property
from capaudit.model.values import Place


def xmp(field: str, text: str, group: int = 0) -> FieldValue:
    return FieldValue(field, text, group)


def only(*fields: FieldValue) -> AnyClaim:
    claims = claims_of(fields)
    assert len(claims) == 1
    return claims[0]


@pytest.mark.parametrize(
    ("field", "property"),
    [
        ("photoshop:Headline", Property.HEADLINE),
        ("photoshop:Instructions", Property.INSTRUCTIONS),
        ("Iptc4xmpCore:AltTextAccessibility", Property.ALT_TEXT),
        ("xmpRights:UsageTerms", Property.USAGE_TERMS),
        ("plus:Licensor.LicensorName", Property.LICENSOR),
        ("2:103 Original Transmission Reference", Property.TRANSMISSION_REFERENCE),
    ],
)
def test_a_field_states_its_property(field: str, property: Property) -> None:
    claim = only(xmp(field, " words \0"))
    assert (claim.property, claim.value, claim.raw) == (property, "words", " words \0")
    assert claim.origin.field == field


@pytest.mark.parametrize("name", ["Jane Doe", "AFP", "M. Muster / dpa", "Han Seo Yun", "Prince"])
def test_a_name_is_a_creator(name: str) -> None:
    assert only(xmp("dc:creator", name)).value == name


@pytest.mark.parametrize(
    "name",
    [
        *("Picasa", "picasa 3.0", "Adobe Photoshop CS6", "", "['']", "COPYRIGHT, 2010", "unknown"),
        *("OLYMPUS DIGITAL CAMERA", "5f2b6c1e9a7d4e0f8b3c", "123456", "user_20481", "---"),
        "6fa459ea-ee8a-3ca4-894e-db77e160355e",
    ],
)
def test_what_names_nobody_is_no_creator(name: str) -> None:
    assert claims_of([xmp("dc:creator", name)]) == ()


def test_the_camera_itself_is_no_creator() -> None:
    fields = [
        FieldValue("Exif:Model", "QuickShot 900"),
        FieldValue("Exif:Artist", "QUICKSHOT 900; Jane Doe"),
    ]
    assert [claim.value for claim in claims_of(fields)] == ["Jane Doe"]


@pytest.mark.parametrize("text", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI.JPG"])
def test_what_a_camera_writes_is_no_description(text: str) -> None:
    assert claims_of([FieldValue("Exif:ImageDescription", text)]) == ()


def test_digitisation_is_not_creation() -> None:
    assert only(xmp("xmp:CreateDate", "2025-03-05")).property is Property.DATE_DIGITISED


def test_keywords_of_windows_are_several() -> None:
    claims = claims_of([FieldValue("Exif:XPKeywords", "flood;Leeds")])
    assert [claim.value for claim in claims] == ["flood", "Leeds"]


def test_the_parts_of_a_place_are_one_claim() -> None:
    claim = only(
        xmp("photoshop:Country", "Ukraine"),
        xmp("photoshop:City", "Odesa"),
        xmp("Iptc4xmpCore:Location", "Deribasivska Street"),
        xmp("Iptc4xmpCore:CountryCode", "UKR"),
    )
    assert claim.origin.field == "photoshop:City"
    assert claim.value == Place(
        name="Odesa",
        feature="city",
        sublocation="Deribasivska Street",
        city="Odesa",
        country="Ukraine",
        country_code="UA",
    )


@pytest.mark.parametrize(
    ("field", "feature"),
    [
        ("2:92 Sub-location", "landmark"),
        ("2:95 Province/State", "region"),
        ("2:101 Country/Primary Location Name", "country"),
    ],
)
def test_the_finest_part_names_the_place(field: str, feature: str) -> None:
    value = only(FieldValue(field, "Somewhere")).value
    assert isinstance(value, Place)
    assert (value.name, value.feature) == ("Somewhere", feature)


@pytest.mark.parametrize("filler", ["-", "unknown", "N/A", " "])
def test_a_filler_is_no_place(filler: str) -> None:
    assert claims_of([xmp("photoshop:City", filler)]) == ()


def test_each_structure_is_a_place_of_its_own() -> None:
    field = "Iptc4xmpExt:LocationShown"
    claims = claims_of(
        [
            xmp(f"{field}.City", "York", 0),
            xmp(f"{field}.City", "Leeds", 1),
            xmp(f"{field}.CountryCode", "GB", 1),
        ]
    )
    places = [claim.value for claim in claims]
    assert [claim.property for claim in claims] == [Property.LOCATION_SHOWN] * 2
    assert [(str(place.city), place.country_code) for place in places] == [
        ("York", None),
        ("Leeds", "GB"),
    ]


@pytest.mark.parametrize(
    ("latitude", "longitude", "position"),
    [("53,48.0N", "1,33.0W", (53.8, -1.55)), ("33,30,0S", "70,30,36E", (-33.5, 70.51))],
)
def test_xmp_positions_are_degrees_and_minutes(
    latitude: str, longitude: str, position: tuple[float, float]
) -> None:
    value = only(xmp("exif:GPSLatitude", latitude), xmp("exif:GPSLongitude", longitude)).value
    assert isinstance(value, Place)
    assert (value.latitude, value.longitude) == position


@pytest.mark.parametrize("text", ["", "N", "x,yN", "53.8", "1,2,3,4N", "95,0N"])
def test_a_broken_xmp_position_is_none(text: str) -> None:
    assert claims_of([xmp("exif:GPSLatitude", text), xmp("exif:GPSLongitude", "1,33.0W")]) == ()
