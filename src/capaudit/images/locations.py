"""Put the parts of a place that metadata spread over several fields together into one claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from capaudit.data.country_codes import alpha2_code
from capaudit.images.fields import FieldValue
from capaudit.images.gps import POSITION, is_position
from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source
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
_NAMING = (
    ("city", "city"),
    ("sublocation", "landmark"),
    ("province_state", "region"),
    ("country", "country"),
    ("country_code", "country"),
)
_FILLERS = frozenset({"", "-", "--", "n/a", "none", "unknown", "null", "xxx", "?"})


class _Part(msgspec.Struct, frozen=True):
    """One part of a place and the field that gives it."""

    text: str
    field: FieldValue


_Parts = Mapping[str, _Part]


def location_claims(fields: Sequence[FieldValue]) -> Iterator[AnyClaim]:
    """The places that the fields of one block name.

    City, Country and the like are where the picture was taken, as IPTC had it before 2009; many
    still mean the place shown, so rules give them either way.
    """
    plain: dict[str, _Part] = {}
    positions: dict[str, str] = {}
    structures: dict[tuple[str, int], dict[str, _Part]] = {}
    for field in fields:
        name, dot, part = field.field.partition(".")
        if field.field in _PARTS:
            plain[_PARTS[field.field]] = _Part(_text(field), field)
        elif dot and name in _STRUCTURES and part in _STRUCTURE_PARTS:
            parts = structures.setdefault((name, field.group), {})
            parts.setdefault(_STRUCTURE_PARTS[part], _Part(_text(field), field))
        elif field.field in _POSITIONS:
            positions[field.field] = field.text
    yield from _place_claim(Property.LOCATION_CREATED, plain)
    for (name, _), parts in structures.items():
        yield from _place_claim(_STRUCTURES[name], parts)
    yield from _position_claims(positions)


def _text(field: FieldValue) -> str:
    text = field.text.replace("\0", "").strip()
    return "" if text.casefold() in _FILLERS else text


def _place_claim(prop: Property, parts: _Parts) -> Iterator[AnyClaim]:
    """One claim whose field is the one that names the place."""
    for part, feature in _NAMING:
        naming = parts.get(part)
        if naming is not None and naming.text:
            place = _place(naming.text, feature, parts)
            raw = ", ".join(one.text for one in parts.values() if one.text)
            yield Claim(prop, place, raw, Origin(naming.field.source, naming.field.field))
            return


def _place(name: str, feature: str, parts: _Parts) -> Place:
    texts = {part: one.text or None for part, one in parts.items()}
    return Place(
        name=name,
        feature=feature,
        sublocation=texts.get("sublocation"),
        city=texts.get("city"),
        province_state=texts.get("province_state"),
        country=texts.get("country"),
        country_code=alpha2_code(texts.get("country_code") or ""),
    )


def _position_claims(positions: Mapping[str, str]) -> Iterator[AnyClaim]:
    if POSITION in positions:
        text = positions[POSITION]
        latitude, longitude = (float(part) for part in text.split(", "))
        yield _position_claim(latitude, longitude, Origin(Source.GPS, POSITION), text)
    if _XMP_LATITUDE in positions and _XMP_LONGITUDE in positions:
        texts = positions[_XMP_LATITUDE], positions[_XMP_LONGITUDE]
        north, east = (_xmp_degrees(text) for text in texts)
        if north is not None and east is not None and is_position(north, east):
            yield _position_claim(north, east, Origin(Source.XMP, _XMP_LATITUDE), ", ".join(texts))


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
