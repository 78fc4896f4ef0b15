"""LOC003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Claim, Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.values import Place
from capaudit.rules.base import rule
from capaudit.rules.location.comparison import caption_places
from capaudit.rules.printed import words_of

_TEXT = (Source.HEADLINE, Source.BODY, Source.DATELINE)


@rule("LOC003", "caption-place-unsupported", Severity.NOTE)
def caption_place_unsupported(evidence: Evidence) -> Iterator[Hit]:
    """The caption puts the picture in a country that the article and the file know nothing of.

    Often the story is told from afar; sometimes the picture belongs to another one. Absence is
    no contradiction, so this is a note, and an article that names no place at all gets none.

    Flagged:
        ![Flood waters cover a street in Osaka. [Jane Doe/AFP]](flood.jpg)

        Leeds was flooded on Monday; people in Yorkshire left their homes.
        config: extend-select = ["LOC003"]

    Flagged:
        ![A tram passes the opera in Lviv, Ukraine. [Jane Doe/AFP]](tram.jpg)

        Ferries run again between Bergen and Tromso in Norway.
        config: extend-select = ["LOC003"]

    Passes:
        ![Flood waters cover a street in Osaka. [Jane Doe/AFP]](flood.jpg)

        Japanese rivers rose on Monday.
        config: extend-select = ["LOC003"]

    Passes:
        ![Flood waters cover a street in Osaka. [Jane Doe/AFP]](flood.jpg)
        flood.jpg: photoshop:Country = Japan

        Leeds was flooded on Monday; people in Yorkshire left their homes.
        config: extend-select = ["LOC003"]
    """
    printed = caption_places(evidence)
    if not printed or not any(claim.value.countries for claim in _said_elsewhere(evidence)):
        return
    if any(_is_supported(claim, evidence) for claim in printed):
        return
    claim = printed[0]
    country = claim.value.country or claim.value
    yield Hit(
        at=claim, message=f"caption says {claim.value}, the article names nothing in {country}"
    )


def _said_elsewhere(evidence: Evidence) -> tuple[Claim[Place], ...]:
    """The places that headline, body, dateline and file name, adjectives included."""
    created, shown = evidence.location_created, evidence.location_shown
    return (*created.of_any_standing(*_TEXT), *created.embedded, *shown.embedded)


def _is_supported(claim: Claim[Place], evidence: Evidence) -> bool:
    """Whether anything lies in the place's country, or the text has the place's very words."""
    countries = claim.value.countries
    if not countries or any(
        countries & other.value.countries for other in _said_elsewhere(evidence)
    ):
        return True
    article = evidence.article
    text = f"{words_of(article.headline)} {words_of(article.description)} {words_of(article.body)}"
    return claim.value.name in text or claim.raw in text
