"""IMG002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule


@rule("IMG002", "image-unreadable", Severity.ERROR)
def image_unreadable(evidence: Evidence) -> Iterator[Hit]:
    """The image file is corrupt, cut off, empty, or no image at all.

    Uploads break off, and a server's error page gets saved under an image's name.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: is truncated

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: is empty

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: is html

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.webp)
    """
    image = evidence.image
    if image.state is FileState.UNREADABLE:
        path = image.path or evidence.figure.src
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"{path} cannot be read: {image.reason or 'no image format known'}",
            cause=path,
        )
