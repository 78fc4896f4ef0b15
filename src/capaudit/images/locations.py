"""Put the parts of a place that metadata spread over several fields together into one claim."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from capaudit.data.country_codes import alpha2_code
from capaudit.images.fields import FieldValue, origin_of
from capaudit.images.gps import POSITION, is_position
from capaudit.model.claim import AnyClaim, Claim, Origin, Property
from capaudit.model.values import Place

# Parts of a location by field, IPTC Photo Metadata Standard 2024.1, 8.5 and 11.4.
_PARTS = {
    "2:90 City": "city",
    "2:92 Sub-location": "sublocation",
    "2:95 Province/State": "province_state",
    "2:100 Country/Primary Location Code": "country_code",
    "2:101 Country/Primary Location Name": "country",
    "photoshop:City": "city",
    "Iptc4xmpCore:Location": "sublocation",
    "photoshop:State": "province_state",
    "Iptc4xmpCore:CountryCode": "country_code",
    "photoshop:Country": "country",
}
_STRUCTURES = {
    "Iptc4xmpExt:LocationCreated": Property.LOCATION_CREATED,
    "Iptc4xmpExt:LocationShown": Property.LOCATION_SHOWN,
}
_STRUCTURE_PARTS = {
    "City": "city",
    "Sublocation": "sublocation",
    "LocationName": "sublocation",
    "ProvinceState": "province_state",
    "CountryCode": "country_code",
    "CountryName": "country",
}
_XMP_LATITUDE, _XMP_LONGITUDE = "exif:GPSLatitude", "exif:GPSLongitude"
_POSITIONS = frozenset({POSITION, _XMP_LATITUDE, _XMP_LONGITUDE})
# Every field that gives a place, or a part of one.
LOCATION_FIELDS = frozenset(
    (
        *_PARTS,
        *_POSITIONS,
        *(f"{name}.{part}" for name in _STRUCTURES for part in _STRUCTURE_PARTS),
    )
)
# What a place is called by, the finest part first; a street or building is no name the world
# knows, so the city comes before it.
_FEATURES = {
    "city": "city",
    "sublocation": "landmark",
    "province_state": "region",
    "country": "country",
    "country_code": "country",
}
_FILLERS = frozenset({"-", "--", "n/a", "none", "unknown", "null", "xxx", "?"})
# One part of a place with its text, and the field that gives it.
_Parts = Mapping[str, tuple[str, FieldValue]]


def location_claims(fields: Sequence[FieldValue]) -> Iterator[AnyClaim]:
    """The places that the fields of one block name.

    City, Country and the like are where the picture was taken, as IPTC had it before 2009; many
    still mean the place shown, so rules give them either way.
    """
    plain: dict[str, tuple[str, FieldValue]] = {}
    positions: dict[str, str] = {}
    structures: dict[tuple[str, int], dict[str, tuple[str, FieldValue]]] = {}
    for field in fields:
        name = field.field
        part = _PARTS.get(name)
        if part is not None:
            _put(plain, part, field)
        elif name in _POSITIONS:
            positions[name] = field.text
        else:
            structure, _, inner = name.partition(".")
            inside = structures.setdefault((structure, field.group), {})
            _put(inside, _STRUCTURE_PARTS[inner], field)
    yield from _place_claim(Property.LOCATION_CREATED, plain)
    for (name, _), parts in structures.items():
        yield from _place_claim(_STRUCTURES[name], parts)
    if positions:
        yield from _position_claims(positions)


def _put(parts: dict[str, tuple[str, FieldValue]], part: str, field: FieldValue) -> None:
    """Note the first text given for a part; fillers are none."""
    text = field.text.replace("\0", "").strip()
    if part not in parts and text and text.casefold() not in _FILLERS:
        parts[part] = (text, field)


def _place_claim(prop: Property, parts: _Parts) -> Iterator[AnyClaim]:
    """One claim whose field is the one that names the place."""
    naming = naming_part(parts)
    if naming is not None:
        texts = {part: text for part, (text, _) in parts.items()}
        origin = origin_of(parts[naming][1].field)
        yield Claim(prop, place_of_parts(naming, texts), ", ".join(texts.values()), origin)


def naming_part(parts: Collection[str]) -> str | None:
    """Which of the parts given (`city`, `country` …) a place goes by; `None` without any."""
    return next((part for part in _FEATURES if part in parts), None)


def place_of_parts(naming: str, texts: Mapping[str, str]) -> Place:
    """The place that parts make, called by one of them."""
    code = texts.get("country_code")
    return Place(
        name=texts[naming],
        feature=_FEATURES[naming],
        sublocation=texts.get("sublocation"),
        city=texts.get("city"),
        province_state=texts.get("province_state"),
        country=texts.get("country"),
        country_code=alpha2_code(code) if code else None,
    )


def _position_claims(positions: Mapping[str, str]) -> Iterator[AnyClaim]:
    if POSITION in positions:
        text = positions[POSITION]
        latitude, longitude = (float(part) for part in text.split(", "))
        yield _position_claim(latitude, longitude, origin_of(POSITION), text)
    if _XMP_LATITUDE in positions and _XMP_LONGITUDE in positions:
        texts = positions[_XMP_LATITUDE], positions[_XMP_LONGITUDE]
        north, east = (_xmp_degrees(text) for text in texts)
        if north is not None and east is not None and is_position(north, east):
            origin = origin_of(_XMP_LATITUDE)
            yield _position_claim(north, east, origin, ", ".join(texts))


def _position_claim(latitude: float, longitude: float, origin: Origin, raw: str) -> AnyClaim:
    place = Place(name=raw, feature="coordinates", latitude=latitude, longitude=longitude)
    return Claim(Property.LOCATION_CREATED, place, raw, origin)


def _xmp_degrees(text: str) -> float | None:
    """Degrees written `53,48.0N` or `53,48,30N` (ISO 16684-1, Exif schema)."""
    letter = text.strip()[-1:].upper()
    parts = text.strip()[:-1].split(",")
    if letter not in "NSEW" or not 2 <= len(parts) <= 3 or len(text) > 40:
        return None
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    degrees = numbers[0] + numbers[1] / 60 + sum(numbers[2:]) / 3600
    return -degrees if letter in "SW" else degrees
