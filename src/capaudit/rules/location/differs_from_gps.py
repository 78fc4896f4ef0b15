"""LOC002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.location.comparison import contradicted_by_position, where_camera_was
from capaudit.rules.recorded import recorded_coordinates


@rule("LOC002", "caption-place-differs-from-gps", Severity.ERROR)
def caption_place_differs_from_gps(evidence: Evidence) -> Iterator[Hit]:
    """The camera's position lies far from the place the caption names.

    The position is written by a receiver, not by hand. It must lie over 50 km outside the place
    to count; where a place that the file names agrees with the caption, it does not.

    Flagged:
        ![Flood waters cover a street in Leeds. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: GPS:Latitude = 34.6937
        flood.jpg: GPS:Longitude = 135.5023

    Flagged:
        ![A ferry leaves the port of Bergen, Norway. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: GPS:Latitude = 53.8008
        ferry.jpg: GPS:Longitude = -1.5491

    Passes:
        ![Flood waters cover a street in Leeds. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: GPS:Latitude = 53.8008
        flood.jpg: GPS:Longitude = -1.5491

    Passes:
        ![Flood waters cover a street in England. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: GPS:Latitude = 53.8008
        flood.jpg: GPS:Longitude = -1.5491
    """
    for claim in contradicted_by_position(evidence)[:1]:
        position = recorded_coordinates(evidence)[0]
        distance = claim.value.distance_km(position.value)
        away = f", {distance:,.0f} km away" if distance is not None else ""
        camera = where_camera_was(position)
        message = f"caption says {claim.value}, the camera was {camera}{away}"
        yield Hit(at=claim, message=message, against=(position,))
