"""IMG004."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.model.claim import Property
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule

# `ferry-370x237.jpg`, `49390-ferry_1-370_237.webp`: what resizing scripts put before the extension.
_IN_NAME = re.compile(r"[-_](\d{2,5})(x|_)(\d{2,5})(?:@[1-4]x)?\.\w{1,5}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Rounding to whole pixels, and crops nobody sees.
_TOLERANCE = 0.03
# Orientations that lay the picture on its side (CIPA DC-008-2023, 4.6.4.1).
_ON_ITS_SIDE = frozenset({"5", "6", "7", "8"})
_Size = tuple[int, int]


@rule("IMG004", "image-dimensions-differ", Severity.NOTE)
def image_dimensions_differ(evidence: Evidence) -> Iterator[Hit]:
    """The page or the file's name gives the image other proportions than it has.

    Browsers then stretch it, or the file is not the one that the name stands for. A smaller or
    larger version with the same proportions is no fault.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry-400x400.jpg)
        config: extend-select = ["IMG004"]

    Flagged:
        <figure><img src="ferry.jpg" width="640" height="200" alt="A ferry">
        <figcaption>A ferry leaves the pier. Photo: Jane Doe/AFP</figcaption></figure>
        config: extend-select = ["IMG004"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry-640x480.jpg)
        config: extend-select = ["IMG004"]

    Passes:
        <figure><img src="ferry.jpg" width="160" height="120" alt="A ferry">
        <figcaption>A ferry leaves the pier. Photo: Jane Doe/AFP</figcaption></figure>
        config: extend-select = ["IMG004"]
    """
    image, figure = evidence.image, evidence.figure
    if image.state is not FileState.READ or not image.width or not image.height:
        return
    pixels = _upright((image.width, image.height), evidence)
    declared = (figure.width, figure.height)
    for size, where in ((declared, "the page"), (_in_name(figure.src), "its name")):
        if size[0] and size[1] and _differ((size[0], size[1]), pixels):
            yield Hit(
                at=figure.src_span or figure,
                message=f"the image is {pixels[0]} × {pixels[1]} pixels, "
                f"{where} says {size[0]} × {size[1]}",
            )
            return


def _upright(size: _Size, evidence: Evidence) -> _Size:
    """The pixels as shown, with the orientation applied."""
    turned = any(
        claim.value in _ON_ITS_SIDE for claim in evidence.of(Property.ORIENTATION, str).embedded
    )
    return (size[1], size[0]) if turned else size


def _in_name(src: str) -> tuple[int | None, int | None]:
    match = _IN_NAME.search(src.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])
    if match is None or (match[2] == "_" and _YEAR.fullmatch(match[1])):
        return None, None
    return int(match[1]), int(match[3])


def _differ(declared: _Size, pixels: _Size) -> bool:
    """Whether proportions differ by more than rounding, which weighs more in small sizes."""
    ratio = (declared[0] / declared[1]) / (pixels[0] / pixels[1])
    return abs(ratio - 1) > _TOLERANCE + 1 / min(declared)
