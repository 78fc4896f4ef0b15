"""Text of unknown origin, bounded and made visible; templates escape it for HTML themselves."""

from __future__ import annotations

import re

import msgspec

from capaudit.model.claim import AnyClaim
from capaudit.model.dates import PartialDate
from capaudit.model.finding import Severity
from capaudit.model.values import Place
from capaudit.reports.escape import visible
from capaudit.reports.words import claim_text

# A caption may run to megabytes; no desk reads on behind the first screen of it.
LONGEST = 2000
# Exif, IIM, XMP and front matter; the T and Z are those of ISO 8601.
_IN_FIGURES = re.compile(r"\d{4}[-:]?\d\d[-:]?\d\d[\d:.TZ +-]*")
_BLANKS = re.compile(r"\s+")


class Piece(msgspec.Struct, frozen=True):
    """A piece of a text, and how bad what it says is where it is in question."""

    text: str
    severity: Severity | None = None


def shown(text: str) -> str:
    """The text on one line, cut where it runs on, with every steering character spelled out."""
    return visible(_BLANKS.sub(" ", cut(text)).strip())


def cut(text: str) -> str:
    """At most `LONGEST` characters of a text."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def is_machine_date(claim: AnyClaim) -> bool:
    """Whether a date is written in figures alone (`2022:08:19 10:30:00`)."""
    return isinstance(claim.value, PartialDate) and _IN_FIGURES.fullmatch(claim.raw) is not None


def statement(claim: AnyClaim) -> str:
    """What a claim says as a person would: dates of machines spoken, the town by coordinates."""
    said = claim_text(claim)
    value = claim.value
    if is_machine_date(claim) and isinstance(value, PartialDate):
        return str(value.calendar_date)
    if isinstance(value, Place) and value.feature == "coordinates" and value.name != claim.raw:
        return f"{said} ({shown(value.name)})"
    return said
