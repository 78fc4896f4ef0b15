"""CRD010."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Property
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule
from capaudit.rules.editorial import is_editorial
from capaudit.rules.metadata.missing import says_something

_NAMING = frozenset(
    (
        *(Property.CREATOR, Property.CREDIT_LINE, Property.SOURCE),
        *(Property.COPYRIGHT_NOTICE, Property.IMAGE_SUPPLIER, Property.LICENSOR),
    )
)


@rule("CRD010", "credit-embedded-nowhere", Severity.NOTE)
def credit_embedded_nowhere(evidence: Evidence) -> Iterator[Hit]:
    """The image file names nobody: no creator, no credit, no source, no copyright.

    Somebody stripped the rights information, which the law protects in many countries and search
    engines show beside the picture. A file without any metadata is MET001's alone.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: dc:description = A ferry leaves the pier.
        config: extend-select = ["CRD010"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:DateCreated = 2025-03-04
        config: extend-select = ["CRD010"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:116 Copyright Notice = Copyright 2025 AFP
        config: extend-select = ["CRD010"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: extend-select = ["CRD010"]
    """
    if evidence.image.state is not FileState.READ or not is_editorial(evidence):
        return
    named = any(claim.is_embedded and claim.property in _NAMING for claim in evidence.own.claims)
    if says_something(evidence) and not named:
        path = evidence.image.path or evidence.figure.src
        yield Hit(
            at=evidence.figure.credit_line or evidence.figure.src_span or evidence.figure,
            message=f"{path} names neither creator nor credit, source or copyright",
            cause=path,
        )
