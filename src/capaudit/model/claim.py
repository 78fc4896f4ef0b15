"""Claims: what each source says about an image, one property at a time."""

from __future__ import annotations

import builtins
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from capaudit.model.dates import PartialDate
from capaudit.model.text import Range, Span
from capaudit.model.values import Credit, PersonName, Place


class Property(StrEnum):
    """What a claim is about, by the names of the IPTC Photo Metadata Standard 2024.1."""

    DESCRIPTION = "description"
    HEADLINE = "headline"
    ALT_TEXT = "alt_text"
    EXTENDED_DESCRIPTION = "extended_description"
    TITLE = "title"
    CREATOR = "creator"
    CREATOR_JOB_TITLE = "creator_job_title"
    CREDIT_LINE = "credit_line"
    SOURCE = "source"
    COPYRIGHT_NOTICE = "copyright_notice"
    # IIM 2:55, photoshop:DateCreated or Exif DateTimeOriginal; never xmp:CreateDate.
    DATE_CREATED = "date_created"
    DATE_DIGITISED = "date_digitised"
    LOCATION_CREATED = "location_created"
    LOCATION_SHOWN = "location_shown"
    PERSON_SHOWN = "person_shown"
    EVENT = "event"
    KEYWORDS = "keywords"
    INSTRUCTIONS = "instructions"
    USAGE_TERMS = "usage_terms"
    WEB_STATEMENT = "web_statement"
    LICENSOR = "licensor"
    RELEASE_DATE = "release_date"
    EXPIRATION_DATE = "expiration_date"
    DIGITAL_SOURCE_TYPE = "digital_source_type"
    # What generated the picture, and from which words (IPTC Photo Metadata Standard 2025.1).
    AI_SYSTEM_USED = "ai_system_used"
    AI_SYSTEM_VERSION_USED = "ai_system_version_used"
    AI_PROMPT_INFORMATION = "ai_prompt_information"
    AI_PROMPT_WRITER_NAME = "ai_prompt_writer_name"
    IMAGE_SUPPLIER = "image_supplier"
    SOFTWARE = "software"
    ORIENTATION = "orientation"
    TRANSMISSION_REFERENCE = "transmission_reference"
    DESCRIPTION_WRITER = "description_writer"
    # Free words of a camera's or program's user that no standard gives a meaning.
    COMMENT = "comment"
    # When the receiver fixed the position, in UTC: never the time the picture was taken.
    GPS_TIME = "gps_time"
    # Said in print about the picture as such: pool, handout, file photo, screenshot …
    DISCLOSURE = "disclosure"
    # Said of the article rather than of one image.
    DATE_PUBLISHED = "date_published"
    DATE_MODIFIED = "date_modified"


class Source(StrEnum):
    """Who makes a claim; the values are the report's `origin.source`."""

    CAPTION = "caption"
    CREDIT_FIELD = "credit_field"
    ALT_TEXT = "alt_text"
    TITLE = "title"
    BODY = "body"
    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    FRONT_MATTER = "front_matter"
    STRUCTURED_DATA = "structured_data"
    SIDECAR = "sidecar"
    PATH = "path"
    EXIF = "exif"
    IIM = "iim"
    XMP = "xmp"
    GPS = "gps"
    CREDENTIALS = "credentials"
    OTHER_ARTICLE = "other_article"


# A sidecar speaks for the image it lies beside: editing programs write there what a raw file cannot
# hold.
EMBEDDED = frozenset(
    (
        *(Source.EXIF, Source.IIM, Source.XMP, Source.GPS, Source.CREDENTIALS),
        Source.SIDECAR,
    )
)


class Standing(StrEnum):
    """How much a claim asserts about the picture; only stated and implied ones may contradict."""

    STATED = "stated"
    IMPLIED = "implied"
    MENTIONED = "mentioned"


class Origin(msgspec.Struct, frozen=True, gc=False):
    """Where a claim stands.

    Textual claims carry the span of their words in the article's source and the same as lines
    and columns; embedded ones carry `field` (`2:80 By-line`, `photoshop:DateCreated`); a front
    matter claim may carry both. `path` is set where the claim stands in another file or article,
    `item` where that is one of several articles in its file.
    """

    source: Source
    field: str | None = None
    span: Span | None = None
    range: Range | None = None
    path: str | None = None
    item: str | None = None


Value = str | PartialDate | Place | Credit | PersonName
V_co = TypeVar("V_co", bound=Value, covariant=True)


class Claim(msgspec.Struct, Generic[V_co], frozen=True, gc=False):
    """One source's statement of one property; `raw` is what it says letter for letter.

    Beside a date, `weekday` is the weekday its words name, Monday 0. Beside a place, `conflict` is
    the larger place its words put it in although the index knows it elsewhere.
    """

    property: Property
    value: V_co
    raw: str
    origin: Origin
    standing: Standing = Standing.STATED
    weekday: int | None = None
    conflict: Place | None = None

    @builtins.property
    def is_embedded(self) -> bool:
        """Whether the image file itself, or its sidecar, makes the claim."""
        return self.origin.source in EMBEDDED

    @builtins.property
    def contradictable(self) -> bool:
        """Whether the claim asserts enough to contradict, or be contradicted by, another."""
        return self.standing is not Standing.MENTIONED


AnyClaim = Claim[Value]
