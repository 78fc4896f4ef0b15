"""SCH002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import Figure
from capaudit.model.claim import AnyClaim
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.text import Passage
from capaudit.rules.base import rule
from capaudit.rules.schema.record import claims_on_image, image_record
from capaudit.rules.schema.validation import SchemaFault, first_faults


@rule("SCH002", "image-schema", Severity.ERROR)
def image_schema(evidence: Evidence) -> Iterator[Hit]:
    """The image's merged record does not follow the house's image schema.

    The record joins print and file under IPTC names (`description`, `credit_line`, `creator`,
    `date_created` …), so that one schema says what every published picture must have; `printed`
    and `embedded` hold what page and file state by themselves. `capaudit schema image` describes
    it, `capaudit schema wire-image` is one to start from.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: image-schema = "house.json"
        house.json:
            {"type": "object", "required": ["copyright_notice"]}

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: image-schema = "house.json"
        house.json:
            {"type": "object", "properties": {"width": {"minimum": 1200}}}

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:116 Copyright Notice = Jane Doe
        config: image-schema = "house.json"
        house.json:
            {"type": "object", "required": ["copyright_notice"]}

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: image-schema = "house.json"
        house.json:
            {"type": "object", "properties": {"width": {"minimum": 200}}}
    """
    schema = evidence.house.image_schema
    if schema is None:
        return
    for fault in first_faults(image_record(evidence), schema):
        yield Hit(
            at=_place(evidence.figure, fault),
            message=fault.message,
            subject=fault.message,
            against=_stated(evidence, fault),
        )


def _stated(evidence: Evidence, fault: SchemaFault) -> tuple[AnyClaim, ...]:
    """Where what is at fault is stated: in the file, or beside the image."""
    side, _, rest = fault.path.partition(".")
    name = (rest if side in {"printed", "embedded"} else side).partition("[")[0]
    return tuple(
        claim
        for claim in claims_on_image(evidence)
        if claim.property.value == name and (side != "printed" or not claim.is_embedded)
    )


def _place(figure: Figure, fault: SchemaFault) -> Figure | Passage:
    """The printed text at fault, else the figure."""
    printed = {
        "description": figure.caption,
        "credit_line": figure.credit_line,
        "alt_text": figure.alt_text,
    }
    return printed.get(fault.path.removeprefix("printed.")) or figure
