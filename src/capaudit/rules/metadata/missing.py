"""MET001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Property
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule
from capaudit.rules.editorial import is_editorial

# What programs write into every file they save says nothing of the picture.
_TECHNICAL = frozenset({Property.SOFTWARE, Property.ORIENTATION})


@rule("MET001", "metadata-missing", Severity.NOTE)
def metadata_missing(evidence: Evidence) -> Iterator[Hit]:
    """The image file says nothing of the picture: no caption, no maker, no date, no place.

    Publishing systems strip files to save bytes; what is printed can then be checked against
    nothing, and the picture loses its maker's name wherever it is copied to.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: extend-select = ["MET001"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Exif:Software = Example Editor 25
        config: extend-select = ["MET001"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: dc:creator = Jane Doe
        config: extend-select = ["MET001"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: is missing
        config: extend-select = ["MET001"]
        config: ignore = ["IMG001"]
    """
    if says_something(evidence) or evidence.image.state is not FileState.READ:
        return
    if is_editorial(evidence):
        path = evidence.image.path or evidence.figure.src
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"{path} carries no metadata about the picture",
            cause=path,
        )


def says_something(evidence: Evidence) -> bool:
    """Whether the file speaks about the picture in any field."""
    return any(
        claim.is_embedded and claim.property not in _TECHNICAL for claim in evidence.own.claims
    )
