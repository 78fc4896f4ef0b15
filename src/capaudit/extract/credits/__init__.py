"""Credits: who made and who supplied a picture, from captions, bylines and credit fields."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from capaudit.data.agencies import Agencies, shipped_agencies
from capaudit.extract.credits.disclosures import (
    SupplierMention,
    find_disclosures,
    find_suppliers,
)
from capaudit.extract.credits.naming import name_beside
from capaudit.extract.credits.parse import (
    DISCLOSURE_ORDER,
    READ_BYLINE,
    READ_FIELD,
    compose,
    read,
)
from capaudit.extract.credits.split import split_credit
from capaudit.extract.credits.text import clean
from capaudit.model.values import Credit

__all__ = [
    "SupplierMention",
    "find_disclosures",
    "find_suppliers",
    "parse_credit",
    "split_credit",
]

LONGEST_BARE_CREDIT = 80
# Sites and their files print few credits, each many times.
_CREDITS_KEPT = 1024
# A sentence of a caption before a credit: "A boat at sea. Photo: …".
_SENTENCE = re.compile(r"[a-zа-яà-ÿ]{3,}[.!?]\s[^a-z]")


@lru_cache(_CREDITS_KEPT)
def parse_credit(
    credit: str | None,
    byline: str | None = None,
    caption: str | None = None,
    agencies: Agencies | None = None,
) -> Credit:
    """Who made and supplied a picture, by its credit field, byline and caption together.

    The byline names the maker, the credit field the suppliers; a name both print counts once.
    Where neither names anybody, the credit inside the caption does. Disclosures come from all
    three. Without any of them the credit is empty. `agencies` is the table to know agencies by,
    the shipped one if `None`.
    """
    table = agencies or shipped_agencies()
    if caption and not (credit or byline):
        return _in_caption(caption, table)
    makers = read(byline or "", table, READ_BYLINE)
    field = read(_credit_proper(credit, table), table, READ_FIELD)
    suppliers = name_beside(field, makers)
    printed = compose((makers, suppliers))
    return _with_caption(printed, caption, table) if caption else printed


def _credit_proper(credit: str | None, agencies: Agencies) -> str:
    """The credit in a credit field that holds a whole caption, else the field as it is."""
    credit = clean(credit or "")
    if not credit or (len(credit) < LONGEST_BARE_CREDIT and not _SENTENCE.search(credit)):
        return credit
    split = split_credit(credit, agencies)
    if split is None or split.is_whole:
        return credit
    return credit[split.credit.start : split.credit.end]


def _in_caption(caption: str, agencies: Agencies) -> Credit:
    """The credit of a picture that has nothing but its caption."""
    split = split_credit(caption, agencies)
    inside = split.parsed if split else Credit()
    said = {mention.kind for mention in find_disclosures(caption)}
    if said <= set(inside.disclosures):
        return inside
    return msgspec.structs.replace(inside, disclosures=_in_order(said.union(inside.disclosures)))


def _with_caption(printed: Credit, caption: str, agencies: Agencies) -> Credit:
    split = split_credit(caption, agencies)
    said = {mention.kind for mention in find_disclosures(caption)}
    inside = split.parsed if split else Credit()
    if printed.creators or printed.organisations:
        inside = _creators_of_same_agency(printed, inside)
    kinds = said.union(printed.disclosures, inside.disclosures)
    return msgspec.structs.replace(
        printed or inside,
        creators=printed.creators or inside.creators,
        organisations=printed.organisations or inside.organisations,
        credit_line=printed.credit_line or inside.credit_line,
        disclosures=_in_order(kinds),
    )


def _creators_of_same_agency(printed: Credit, inside: Credit) -> Credit:
    """The caption's makers complete a credit field that names only their agency."""
    shared = set(printed.organisations) & set(inside.organisations)
    return inside if shared and not printed.creators else Credit(disclosures=inside.disclosures)


def _in_order(kinds: set[str]) -> tuple[str, ...]:
    """Kinds of disclosure in the order of `Credit.disclosures`."""
    return tuple(kind for kind in DISCLOSURE_ORDER if kind in kinds)
