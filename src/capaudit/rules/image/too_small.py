"""IMG008."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule
from capaudit.rules.editorial import is_editorial


@rule("IMG008", "image-too-small", Severity.NOTE)
def image_too_small(evidence: Evidence) -> Iterator[Hit]:
    """The image's longer side has fewer pixels than the house asks for (`smallest-image`).

    It is blurred on wide screens, and networks that show links show it as a thumbnail only.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: extend-select = ["IMG008"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: smallest-image = 400
        config: extend-select = ["IMG008"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: smallest-image = 320
        config: extend-select = ["IMG008"]

    Passes:
        ![The paper's logo](logo.jpg)
        config: extend-select = ["IMG008"]
    """
    image, least = evidence.image, evidence.house.smallest_image
    if image.state is not FileState.READ or not image.width or not image.height:
        return
    if max(image.width, image.height) < least and is_editorial(evidence):
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"the image is {image.width} × {image.height} pixels, "
            f"its longer side should have {least}",
            cause=image.path,
        )
