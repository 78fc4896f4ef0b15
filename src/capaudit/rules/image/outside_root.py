"""IMG006."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule


@rule("IMG006", "image-outside-root", Severity.ERROR)
def image_outside_root(evidence: Evidence) -> Iterator[Hit]:
    """The reference leads out of the site's folder; the file is never opened.

    It works on one desk at most, and a page that reads files from anywhere is a way in.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](../../../../etc/ferry.jpg)

    Flagged:
        <img src="../../../private/ferry.jpg" alt="A ferry">

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](images/../ferry.jpg)

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](./images/./ferry.jpg)
    """
    if evidence.image.state is FileState.OUTSIDE_ROOT:
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"the reference {evidence.figure.src} leads out of the site's folder",
        )
