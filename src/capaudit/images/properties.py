"""Which metadata field states which property (IPTC Photo Metadata Standard 2024.1).

Each block speaks for itself: no field overwrites another, and all become claims of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from capaudit.data.metadata_defaults import metadata_defaults
from capaudit.images.creators import creator_names
from capaudit.images.dates import read_date
from capaudit.images.fields import FieldValue
from capaudit.images.locations import location_claims
from capaudit.model.claim import AnyClaim, Claim, Origin, Property
from capaudit.model.values import PersonName

TEXTS = {
    # Exif
    "Exif:ImageDescription": Property.DESCRIPTION,
    "Exif:XPTitle": Property.TITLE,
    "Exif:ImageTitle": Property.TITLE,
    "Exif:XPKeywords": Property.KEYWORDS,
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
# Field of the date; its property, the field of its clock time and that of its time zone. The
# dates of digitisation (xmp:CreateDate among them) are none of creation.
DATES = {
    "Exif:DateTimeOriginal": (Property.DATE_CREATED, None, "Exif:OffsetTimeOriginal"),
    "Exif:DateTimeDigitized": (Property.DATE_DIGITISED, None, "Exif:OffsetTimeDigitized"),
    "2:55 Date Created": (Property.DATE_CREATED, "2:60 Time Created", None),
    "2:62 Digital Creation Date": (Property.DATE_DIGITISED, "2:63 Digital Creation Time", None),
    "2:30 Release Date": (Property.RELEASE_DATE, "2:35 Release Time", None),
    "2:37 Expiration Date": (Property.EXPIRATION_DATE, "2:38 Expiration Time", None),
    "photoshop:DateCreated": (Property.DATE_CREATED, None, None),
    "exif:DateTimeOriginal": (Property.DATE_CREATED, None, None),
    "exif:DateTimeDigitized": (Property.DATE_DIGITISED, None, None),
    "xmp:CreateDate": (Property.DATE_DIGITISED, None, None),
    "plus:LicenseEndDate": (Property.EXPIRATION_DATE, None, None),
}
_LIST_OF_KEYWORDS = "Exif:XPKeywords"


# Properties that devices fill in by themselves.
_FILLED_BY_DEVICES = frozenset({Property.DESCRIPTION, Property.TITLE})


def claims_of(fields: Sequence[FieldValue]) -> tuple[AnyClaim, ...]:
    """The claims that the fields of one block make, in the order they stand."""
    beside = {field.field: field.text for field in fields}
    claims: list[AnyClaim] = []
    for field in fields:
        if field.field in TEXTS:
            claims += _text_claims(field)
        elif field.field in CREATORS:
            claims += _creator_claims(field, beside)
        elif field.field in DATES:
            claims += _date_claims(field, beside)
        elif field.field in PEOPLE:
            claims += _person_claims(field)
    claims += location_claims(fields)
    return tuple(claims)


def _text_claims(field: FieldValue) -> list[AnyClaim]:
    prop = TEXTS[field.field]
    if field.field == _LIST_OF_KEYWORDS:
        texts = [text for text in map(cleaned, field.text.split(";")) if text]
        return [Claim(prop, text, field.text, _origin(field)) for text in texts]
    text = cleaned(field.text)
    if not text or (prop in _FILLED_BY_DEVICES and metadata_defaults().not_descriptions.fit(text)):
        return []
    return [Claim(prop, text, field.text, _origin(field))]


def _creator_claims(field: FieldValue, beside: Mapping[str, str]) -> Iterator[AnyClaim]:
    for name in creator_names(field, beside):
        yield Claim(Property.CREATOR, name, field.text, _origin(field))


def _person_claims(field: FieldValue) -> Iterator[AnyClaim]:
    person = PersonName(name=cleaned(field.text))
    if person.name:
        yield Claim(Property.PERSON_SHOWN, person, field.text, _origin(field))


def _date_claims(field: FieldValue, beside: Mapping[str, str]) -> Iterator[AnyClaim]:
    prop, clock_field, offset_field = DATES[field.field]
    clock = beside.get(clock_field, "") if clock_field else ""
    offset = beside.get(offset_field, "") if offset_field else ""
    date = read_date(field.text, clock, offset)
    if date is not None:
        raw = " ".join(part for part in (field.text, clock, offset) if part)
        yield Claim(prop, date, raw, _origin(field))


def cleaned(text: str) -> str:
    """A field's text without the NULs and blanks that fill up its length."""
    return text.replace("\0", "").strip()


def _origin(field: FieldValue) -> Origin:
    return Origin(field.source, field.field)
