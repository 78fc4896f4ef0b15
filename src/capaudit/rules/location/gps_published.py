"""LOC007."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.recorded import named_field, recorded_coordinates


@rule("LOC007", "gps-published", Severity.WARNING)
def gps_published(evidence: Evidence) -> Iterator[Hit]:
    """The published file tells to a few metres where the picture was taken.

    Whoever downloads it learns where a source lives or hides. Coordinates belong in the archive,
    not on the page.

    Flagged:
        ![A ferry leaves the pier in Leeds. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: GPS:Latitude = 53.8008
        ferry.jpg: GPS:Longitude = -1.5491
        config: extend-select = ["LOC007"]

    Flagged:
        ![A source looks out of her window. [Jane Doe/AFP]](window.jpg)
        window.jpg: exif:GPSLatitude = 53,48.05N
        window.jpg: exif:GPSLongitude = 1,32.95W
        config: extend-select = ["LOC007"]

    Passes:
        ![A ferry leaves the pier in Leeds. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:City = Leeds
        config: extend-select = ["LOC007"]

    Passes:
        ![A ferry leaves the pier in Leeds. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: GPS:Latitude = 0
        ferry.jpg: GPS:Longitude = 0
        config: extend-select = ["LOC007"]
    """
    published = (one for one in recorded_coordinates(evidence) if one.origin.path is None)
    for claim in islice(published, 1):
        path = evidence.image.path or evidence.figure.src
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"{path} carries the coordinates {claim.value}{named_field(claim)}",
            against=(claim,),
            cause=path,
        )
