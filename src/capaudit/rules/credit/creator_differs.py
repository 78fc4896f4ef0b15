"""CRD003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Confidence, Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.credit.creators import disputed_creators, misspelt_creator, recorded_creators
from capaudit.rules.names import shares_family_name
from capaudit.rules.recorded import named_field


@rule("CRD003", "creator-differs-from-file", Severity.ERROR)
def creator_differs_from_file(evidence: Evidence) -> Iterator[Hit]:
    """The printed photographer is not the one the image file names.

    A wrong byline takes the credit from one photographer and the responsibility off another; it
    often means that the picture itself was exchanged. Names that share a family name may be one
    person's, and are a note.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:80 By-line = ARTURO LINDQVIST

    Flagged:
        <figure><img src="ferry.jpg" alt="A ferry">
        <figcaption>A ferry. <span class="credit">Photo: Jane Doe</span></figcaption></figure>
        ferry.jpg: dc:creator = Arturo Lindqvist

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:80 By-line = DOE, JANE

    Passes:
        ![A ferry leaves the pier. [J. Doe/AFP]](ferry.jpg)
        ferry.jpg: dc:creator = Jane Doe

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: dc:creator = Adobe Photoshop
    """
    for claim in disputed_creators(evidence)[:1]:
        recorded = recorded_creators(evidence)
        if misspelt_creator(claim, recorded) is None:
            message = f"credit names {claim.value}, file names {recorded[0].value}"
            is_close = any(shares_family_name(claim.value, other.value) for other in recorded)
            yield Hit(
                at=claim,
                message=message + named_field(recorded[0]),
                against=recorded,
                severity=Severity.NOTE if is_close else None,
                confidence=Confidence.LOW if is_close else Confidence.HIGH,
            )
