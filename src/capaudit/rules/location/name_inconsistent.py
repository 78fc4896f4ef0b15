"""LOC006."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from capaudit.model.claim import Claim, Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.values import Place
from capaudit.rules.base import rule

_TEXT = (Source.HEADLINE, Source.BODY, Source.DATELINE)
# Ways to write one name that a house may well mix.
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
# So many first letters in common are a case ending, not another name.
SAME_STEM = 5


@rule("LOC006", "place-name-inconsistent", Severity.NOTE)
def place_name_inconsistent(evidence: Evidence) -> Iterator[Hit]:
    """The caption and the article call one town or region by different names.

    Kiev and Kyiv, Bombay and Mumbai: a house uses one of them. A longer form of the same name
    (New York City) and abbreviations are no other name.

    Flagged:
        ![A tram passes the opera in Kiev. [Jane Doe/AFP]](tram.jpg)

        Trams ran again in Kyiv on Monday.
        config: extend-select = ["LOC006"]

    Flagged:
        ![Commuters wait for a train in Bombay. [Jane Doe/AFP]](train.jpg)

        Trains ran late in Mumbai on Monday.
        config: extend-select = ["LOC006"]

    Passes:
        ![A tram passes the opera in Kyiv. [Jane Doe/AFP]](tram.jpg)

        Trams ran again in Kyiv on Monday.
        config: extend-select = ["LOC006"]

    Passes:
        ![A tram passes the opera in Kiev. [Jane Doe/AFP]](tram.jpg)

        Trams ran again in Kiev on Monday.
        config: extend-select = ["LOC006"]
    """
    written = [c for c in evidence.location_created.of_any_standing(*_TEXT) if _is_a_name(c)]
    for claim in evidence.location_created.of_any_standing(Source.CAPTION):
        if not _is_a_name(claim):
            continue
        same = [c for c in written if c.value.geonameid == claim.value.geonameid]
        if same and all(_differ(claim.raw, other.raw) for other in same):
            message = f"caption says {claim.raw}, the article says {same[0].raw}"
            yield Hit(at=claim, message=message, against=(same[0],))


def _is_a_name(claim: Claim[Place]) -> bool:
    """Whether the claim prints its place's own name, neither inflected nor abbreviated."""
    place = claim.value
    return (
        place.geonameid is not None
        and place.feature in ("city", "region")
        and len(claim.raw) > 3
        and "." not in claim.raw[1:-1].replace(". ", "")
        and place.name.casefold() == " ".join(claim.raw.split()).casefold()
    )


def _differ(one: str, other: str) -> bool:
    """Whether two spellings are two names: the one no part, no stem, no plainer form of the other.

    Names in different scripts are not compared: the one is the other's transcription.
    """
    first, second = _words(one), _words(other)
    if one.isascii() != other.isascii() and not (first.isascii() and second.isascii()):
        return False
    return not (first in second or second in first or first[:SAME_STEM] == second[:SAME_STEM])


def _words(name: str) -> str:
    """A name in small letters without accents, stops and short forms."""
    parts = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    words = plain.replace(".", " ").replace("-", " ").split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)
