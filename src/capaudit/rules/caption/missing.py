"""CAP001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import Element, rule
from capaudit.rules.editorial import is_editorial
from capaudit.rules.printed import words_of


@rule("CAP001", "caption-missing", Severity.WARNING, habit=Element.CAPTION)
def caption_missing(evidence: Evidence) -> Iterator[Hit]:
    """An editorial image has no caption, where the house has the habit of captions.

    Readers see whatever they expect to see in a picture that nobody explains. Alternative text
    is for those who cannot see it and is no caption. The rule fires where the configuration
    requires captions, or where more than half of the site's editorial images carry one.

    Flagged:
        ![Market](market.jpg "Shoppers cross the covered market.")

        ![Bridge](bridge.jpg "Cyclists wait at the swing bridge.")

        ![Harbour](harbour.jpg)

    Flagged:
        ![Harbour](harbour.jpg)
        config: required = ["caption"]

    Passes:
        ![Market](market.jpg "Shoppers cross the covered market.")

        ![Bridge](bridge.jpg "Cyclists wait at the swing bridge.")

        ![The paper's logo](logo.jpg)

    Passes:
        ![Harbour](harbour.jpg)
    """
    if is_editorial(evidence) and not words_of(evidence.figure.caption):
        yield Hit(at=evidence.figure, message="the image has no caption")
