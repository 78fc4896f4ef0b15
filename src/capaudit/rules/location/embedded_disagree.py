"""LOC005."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.location.comparison import lies_beyond, where_camera_was
from capaudit.rules.recorded import named_field, recorded_coordinates, recorded_places


@rule("LOC005", "embedded-places-disagree", Severity.WARNING)
def embedded_places_disagree(evidence: Evidence) -> Iterator[Hit]:
    """The file's coordinates lie far from every place that it names.

    Either the place was typed in for a whole batch, or the receiver had no fix. The coordinates
    must lie over 50 km outside the place to count.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:City = Leeds
        ferry.jpg: photoshop:Country = United Kingdom
        ferry.jpg: GPS:Latitude = 34.6937
        ferry.jpg: GPS:Longitude = 135.5023
        config: extend-select = ["LOC005"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:90 City = Bergen
        ferry.jpg: 2:101 Country/Primary Location Name = Norway
        ferry.jpg: GPS:Latitude = 53.8008
        ferry.jpg: GPS:Longitude = -1.5491
        config: extend-select = ["LOC005"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:City = Leeds
        ferry.jpg: photoshop:Country = United Kingdom
        ferry.jpg: GPS:Latitude = 53.8008
        ferry.jpg: GPS:Longitude = -1.5491
        config: extend-select = ["LOC005"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:Country = United Kingdom
        ferry.jpg: GPS:Latitude = 53.8008
        ferry.jpg: GPS:Longitude = -1.5491
        config: extend-select = ["LOC005"]
    """
    named, positions = recorded_places(evidence), recorded_coordinates(evidence)
    if not named or not positions:
        return
    if all(lies_beyond(one.value, two.value) for one in named for two in positions):
        place, position = named[0], positions[0]
        distance = place.value.distance_km(position.value)
        away = f", {distance:,.0f} km away" if distance is not None else ""
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"the file says {place.value}{named_field(place)}, "
            f"the camera was {where_camera_was(position)}{away}",
            against=(place, position),
            cause=evidence.image.path,
        )
