"""Which metadata field states which property (IPTC Photo Metadata Standard 2025.1).

Each block speaks for itself: no field overwrites another, and all become claims of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from capaudit.data.metadata_defaults import LONGEST_PHRASE, metadata_defaults
from capaudit.images.creators import creator_names
from capaudit.images.dates import read_date
from capaudit.images.fields import FieldValue, origin_of
from capaudit.images.gps import FIX_TIME
from capaudit.images.locations import LOCATION_FIELDS, location_claims
from capaudit.model.claim import AnyClaim, Claim, Property, Standing
from capaudit.model.values import PersonName

TEXTS = {
    # Exif
    "Exif:ImageDescription": Property.DESCRIPTION,
    "Exif:XPTitle": Property.TITLE,
    "Exif:ImageTitle": Property.TITLE,
    "Exif:UserComment": Property.COMMENT,
    "Exif:XPComment": Property.COMMENT,
    "Exif:Copyright": Property.COPYRIGHT_NOTICE,
    "Exif:Software": Property.SOFTWARE,
    "Exif:Orientation": Property.ORIENTATION,
    # IIM
    "2:05 Object Name": Property.TITLE,
    "2:25 Keywords": Property.KEYWORDS,
    "2:40 Special Instructions": Property.INSTRUCTIONS,
    "2:65 Originating Program": Property.SOFTWARE,
    "2:85 By-line Title": Property.CREATOR_JOB_TITLE,
    "2:103 Original Transmission Reference": Property.TRANSMISSION_REFERENCE,
    "2:105 Headline": Property.HEADLINE,
    "2:110 Credit": Property.CREDIT_LINE,
    "2:115 Source": Property.SOURCE,
    "2:116 Copyright Notice": Property.COPYRIGHT_NOTICE,
    "2:120 Caption/Abstract": Property.DESCRIPTION,
    "2:122 Writer/Editor": Property.DESCRIPTION_WRITER,
    # Content Credentials
    "c2pa.claim claim_generator": Property.SOFTWARE,
    "c2pa.actions digitalSourceType": Property.DIGITAL_SOURCE_TYPE,
    # XMP
    "dc:description": Property.DESCRIPTION,
    "dc:title": Property.TITLE,
    "dc:subject": Property.KEYWORDS,
    "dc:rights": Property.COPYRIGHT_NOTICE,
    "photoshop:Headline": Property.HEADLINE,
    "photoshop:Credit": Property.CREDIT_LINE,
    "photoshop:Source": Property.SOURCE,
    "photoshop:Instructions": Property.INSTRUCTIONS,
    "photoshop:AuthorsPosition": Property.CREATOR_JOB_TITLE,
    "photoshop:TransmissionReference": Property.TRANSMISSION_REFERENCE,
    "photoshop:CaptionWriter": Property.DESCRIPTION_WRITER,
    "exif:UserComment": Property.COMMENT,
    "xmp:CreatorTool": Property.SOFTWARE,
    "tiff:Orientation": Property.ORIENTATION,
    "tiff:Software": Property.SOFTWARE,
    "tiff:ImageDescription": Property.DESCRIPTION,
    "tiff:Copyright": Property.COPYRIGHT_NOTICE,
    "xmpRights:UsageTerms": Property.USAGE_TERMS,
    "xmpRights:WebStatement": Property.WEB_STATEMENT,
    "Iptc4xmpCore:AltTextAccessibility": Property.ALT_TEXT,
    "Iptc4xmpCore:ExtDescrAccessibility": Property.EXTENDED_DESCRIPTION,
    "Iptc4xmpExt:Event": Property.EVENT,
    "Iptc4xmpExt:DigitalSourceType": Property.DIGITAL_SOURCE_TYPE,
    "Iptc4xmpExt:AISystemUsed": Property.AI_SYSTEM_USED,
    "Iptc4xmpExt:AISystemVersionUsed": Property.AI_SYSTEM_VERSION_USED,
    "Iptc4xmpExt:AIPromptInformation": Property.AI_PROMPT_INFORMATION,
    "Iptc4xmpExt:AIPromptWriterName": Property.AI_PROMPT_WRITER_NAME,
    "plus:Licensor.LicensorName": Property.LICENSOR,
    "plus:Licensor.LicensorURL": Property.LICENSOR,
    "plus:ImageSupplier.ImageSupplierName": Property.IMAGE_SUPPLIER,
}
CREATORS = frozenset(
    (
        *("Exif:Artist", "Exif:Photographer", "Exif:XPAuthor", "2:80 By-line"),
        *("dc:creator", "tiff:Artist", "plus:ImageCreator.ImageCreatorName"),
    )
)
PEOPLE = frozenset(("Iptc4xmpExt:PersonInImage", "Iptc4xmpExt:PersonInImageWDetails.PersonName"))
# Field of the date; its property, the fields of its clock time and its time zone, and that of the
# fraction of a second, which is kept in the raw text only. The dates of digitisation
# (xmp:CreateDate among them) are none of creation.
_Beside = tuple[Property, str, str, str]
DATES: dict[str, _Beside] = {
    "Exif:DateTimeOriginal": (
        Property.DATE_CREATED,
        "",
        "Exif:OffsetTimeOriginal",
        "Exif:SubSecTimeOriginal",
    ),
    "Exif:DateTimeDigitized": (Property.DATE_DIGITISED, "", "Exif:OffsetTimeDigitized", ""),
    "2:55 Date Created": (Property.DATE_CREATED, "2:60 Time Created", "", ""),
    "2:62 Digital Creation Date": (
        Property.DATE_DIGITISED,
        "2:63 Digital Creation Time",
        "",
        "",
    ),
    "2:30 Release Date": (Property.RELEASE_DATE, "2:35 Release Time", "", ""),
    "2:37 Expiration Date": (Property.EXPIRATION_DATE, "2:38 Expiration Time", "", ""),
    **{
        field: (prop, "", "", "")
        for field, prop in (
            ("photoshop:DateCreated", Property.DATE_CREATED),
            ("exif:DateTimeOriginal", Property.DATE_CREATED),
            ("exif:DateTimeDigitized", Property.DATE_DIGITISED),
            ("xmp:CreateDate", Property.DATE_DIGITISED),
            ("plus:LicenseEndDate", Property.EXPIRATION_DATE),
            ("prism:embargoDate", Property.RELEASE_DATE),
            ("prism:expirationDate", Property.EXPIRATION_DATE),
            ("prism:killDate", Property.EXPIRATION_DATE),
            (FIX_TIME, Property.GPS_TIME),
            ("exif:GPSTimeStamp", Property.GPS_TIME),
        )
    },
}
_LISTS = {"Exif:XPKeywords": Property.KEYWORDS}
# What devices fill in by themselves.
_FILLED_BY_DEVICES = frozenset({Property.DESCRIPTION, Property.TITLE, Property.COMMENT})
# Of each field of a text its property, where its claims stand, and whether devices fill it in.
_STATED = {
    field: (prop, origin_of(field), prop in _FILLED_BY_DEVICES) for field, prop in TEXTS.items()
}


def claims_of(fields: Sequence[FieldValue]) -> tuple[AnyClaim, ...]:
    """The claims that the fields of one block make, in the order they stand."""
    beside = {field.field: field.text for field in fields}
    places: list[FieldValue] = []
    claims: list[AnyClaim] = []
    for field in fields:
        name, raw = field.field, field.text
        stated = _STATED.get(name)
        if stated is not None:
            prop, origin, is_filled_by_devices = stated
            text = raw.strip() if "\0" not in raw else cleaned(raw)
            if not text or (is_filled_by_devices and _is_filler(text[:LONGEST_PHRASE])):
                continue
            if field.language is None:
                claims.append(Claim(prop, text, raw, origin))
            else:
                claims.append(_translation(field, text))
        elif name in LOCATION_FIELDS:
            places.append(field)
        elif name in _READERS:
            claims += _READERS[name](field, beside)
    if places:
        claims += location_claims(places)
    return tuple(claims)


# One picture's description stands in several of its blocks.
@lru_cache(maxsize=64)
def _is_filler(text: str) -> bool:
    """Whether a description, or its beginning, is what devices put there."""
    return metadata_defaults().not_descriptions.fit(text)


def _translation(field: FieldValue, text: str) -> AnyClaim:
    """A translation merely repeats what the default language states."""
    origin = origin_of(f"{field.field} ({field.language})")
    return Claim(TEXTS[field.field], text, field.text, origin, Standing.MENTIONED)


def _list_claims(field: FieldValue, _: Mapping[str, str]) -> Iterator[AnyClaim]:
    for text in filter(None, map(cleaned, field.text.split(";"))):
        yield Claim(_LISTS[field.field], text, field.text, _ORIGINS[field.field])


def _creator_claims(field: FieldValue, beside: Mapping[str, str]) -> Iterator[AnyClaim]:
    for name in creator_names(field, beside):
        yield Claim(Property.CREATOR, name, field.text, _ORIGINS[field.field])


def _person_claims(field: FieldValue, _: Mapping[str, str]) -> tuple[AnyClaim, ...]:
    person = PersonName(name=cleaned(field.text))
    if not person.name:
        return ()
    return (Claim(Property.PERSON_SHOWN, person, field.text, _ORIGINS[field.field]),)


def _date_claims(field: FieldValue, beside: Mapping[str, str]) -> tuple[AnyClaim, ...]:
    """The date; one that is no evidence is kept as merely mentioned, so that it can be shown."""
    prop, clock_field, offset_field, fraction_field = DATES[field.field]
    clock, offset = beside.get(clock_field, ""), beside.get(offset_field, "")
    found = read_date(field.text, clock, offset)
    if found is None:
        return ()
    fraction = beside.get(fraction_field, "").strip()
    raw = f"{field.text}.{fraction}" if fraction.isdecimal() else field.text
    for part in (clock, offset):
        if part:
            raw = f"{raw} {part}" if raw else part
    standing = Standing.STATED if found.is_evidence else Standing.MENTIONED
    return (Claim(prop, found.value, raw, _ORIGINS[field.field], standing),)


_Reader = Callable[[FieldValue, Mapping[str, str]], Iterable[AnyClaim]]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(CREATORS, _creator_claims),
    **dict.fromkeys(PEOPLE, _person_claims),
    **dict.fromkeys(DATES, _date_claims),
    **dict.fromkeys(_LISTS, _list_claims),
}
_ORIGINS = {name: origin_of(name) for name in _READERS}


def cleaned(text: str) -> str:
    """A field's text without the NULs and blanks that fill up its length."""
    text = text.strip()
    return text.replace("\0", "").strip() if "\0" in text else text
