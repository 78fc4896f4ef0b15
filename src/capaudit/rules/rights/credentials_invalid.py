"""RGT006."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule


@rule("RGT006", "content-credentials-invalid", Severity.ERROR)
def content_credentials_invalid(evidence: Evidence) -> Iterator[Hit]:
    """The file's Content Credentials do not hold: picture or statements were changed.

    Needs the `c2pa` extra; without it nothing is said. A house that sets `trust-list` hears of
    signers who are not on it too. Manifests that only a server holds are not fetched.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: c2pa.claim claim_generator = Example Editor

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
    """
    fault = evidence.image.credentials_fault
    if fault is not None:
        path = evidence.image.path or evidence.figure.src
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"the Content Credentials of {path} are invalid: {fault}",
            cause=path,
        )
