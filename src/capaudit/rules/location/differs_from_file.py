"""LOC001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.location.comparison import contradicted_by_names
from capaudit.rules.recorded import named_field, recorded_places


@rule("LOC001", "caption-place-differs-from-file", Severity.ERROR)
def caption_place_differs_from_file(evidence: Evidence) -> Iterator[Hit]:
    """The caption puts the picture in another place than the image file does.

    A picture of one town passed off as another is the second commonest fake. One agreeing place
    is enough, be it where the camera stood or what it showed; a larger place agrees with all in
    it, and disputed territory with each side.

    Flagged:
        ![Flood waters cover a street in Leeds. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: photoshop:City = Osaka
        flood.jpg: photoshop:Country = Japan

    Flagged:
        ![Flood waters cover a street in Leeds. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: 2:90 City = Manchester
        flood.jpg: 2:101 Country/Primary Location Name = United Kingdom

    Passes:
        ![Flood waters cover a street in Leeds. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: photoshop:City = Leeds
        flood.jpg: photoshop:Country = United Kingdom

    Passes:
        ![Flood waters cover a street in Japan. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: photoshop:City = Osaka
        flood.jpg: photoshop:Country = Japan
    """
    for claim in contradicted_by_names(evidence)[:1]:
        recorded = recorded_places(evidence)
        message = f"caption says {claim.value}, file says {recorded[0].value}"
        yield Hit(at=claim, message=message + named_field(recorded[0]), against=recorded)
