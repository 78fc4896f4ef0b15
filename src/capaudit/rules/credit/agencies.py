"""The organisations behind an image, printed and recorded, by the names they are known under."""

from __future__ import annotations

from functools import lru_cache

from capaudit.data.agencies import Agencies, Agency, shipped_agencies
from capaudit.data.credit_words import credit_words
from capaudit.model.claim import Claim
from capaudit.model.evidence import Evidence, once_an_evidence
from capaudit.model.house import House
from capaudit.rules.printed import printed_organisations

# Kinds of supplier whose pictures are news; stock, publishers and governments are not meant.
NEWS_KINDS = frozenset({"wire", "state", "agency"})
# Kinds that by their trade give no credit of a news picture.
_MARKETPLACES = frozenset({"market", "platform"})
STOCK_KINDS = frozenset({"stock", "platform"})


@once_an_evidence
def known_agencies(evidence: Evidence) -> Agencies:
    """The table of agencies, with the house's own."""
    return agencies_of(evidence.house)


def agencies_of(house: House) -> Agencies:
    """The table of agencies as a house knows it."""
    return _with_house(tuple(sorted(house.agencies.items())))


@lru_cache(maxsize=8)
def _with_house(house: tuple[tuple[str, tuple[str, ...]], ...]) -> Agencies:
    return shipped_agencies().extended(dict(house))


def recorded_organisations(evidence: Evidence) -> tuple[Claim[str], ...]:
    """The organisations named in the file's creator, credit, source and copyright."""
    return evidence.source.embedded


def is_newspaper(name: str) -> bool:
    """Whether an organisation is a newspaper or broadcaster by the last word of its name."""
    words = name.casefold().split()
    return len(words) > 1 and words[-1] in credit_words().newspapers


def is_news_house(name: str, agencies: Agencies) -> bool:
    """Whether an organisation is a known agency, or a newspaper by its name."""
    return agencies.find(name) is not None or is_newspaper(name)


def is_agency_picture(evidence: Evidence) -> bool:
    """Whether a news agency supplied the image, by the printed credit or by the file."""
    return any(agency.kind in NEWS_KINDS for agency in _suppliers(evidence))


def is_stock_picture(evidence: Evidence) -> bool:
    """Whether a stock library or a picture platform supplied the image, and no news agency."""
    kinds = {agency.kind for agency in _suppliers(evidence)}
    return bool(kinds & STOCK_KINDS) and not kinds & NEWS_KINDS


def is_from_a_marketplace(evidence: Evidence) -> bool:
    """Whether a microstock house or a picture platform is among the suppliers: never news."""
    return any(agency.kind in _MARKETPLACES for agency in _suppliers(evidence))


@once_an_evidence
def _suppliers(evidence: Evidence) -> tuple[Agency, ...]:
    agencies = known_agencies(evidence)
    claims = (*printed_organisations(evidence), *recorded_organisations(evidence))
    found = (agencies.find(claim.value) for claim in claims)
    return tuple(agency for agency in found if agency is not None)
