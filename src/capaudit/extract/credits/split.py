"""Where a credit hides in a caption, and the caption without it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from capaudit.data.agencies import Agencies, shipped_agencies
from capaudit.extract.credits.credible import (
    is_bracketed_credit,
    is_chain_of_makers,
    is_chain_or_courtesy,
    is_labelled_credit,
    is_licensed_credit,
    is_lone_maker,
    is_owner,
)
from capaudit.extract.credits.draft import Draft
from capaudit.extract.credits.parse import READ_CREDIT, compose, read
from capaudit.extract.credits.places import (
    TAIL,
    Place,
    brackets,
    brackets_behind_a_sentence,
    breaks,
    closed_lines,
    ending_of,
    labels,
    licensed,
    signs,
    slashes,
)
from capaudit.extract.credits.text import narrow
from capaudit.extract.mentions import CreditSplit
from capaudit.model.text import Span
from capaudit.model.values import Credit

# Whoever settles a caption asks for its credit again and again.
_CAPTIONS_KEPT = 512
_CREDITS_KEPT = 1024
_MOST_SMALL_WORDS = 7
# Where a credit may stand, and what proves there that it is one.
_PLACES = (
    (brackets, is_bracketed_credit),
    (labels, is_labelled_credit),
    (licensed, is_licensed_credit),
    (signs, is_labelled_credit),
    (breaks, is_chain_or_courtesy),
    (slashes, is_chain_of_makers),
    (closed_lines, is_lone_maker),
    (brackets_behind_a_sentence, is_owner),
)


def split_credit(caption: str, agencies: Agencies | None = None) -> CreditSplit | None:
    """The caption and the credit in it, each with its span; `None` without a sure credit.

    Brackets, dashes, bars, line breaks and `©` around the credit belong to neither; labels
    ("Photo:") belong to the credit. Time is linear in the caption's last few hundred characters.
    """
    return find_split(caption, agencies or shipped_agencies())


@lru_cache(_CAPTIONS_KEPT)
def find_split(caption: str, table: Agencies) -> CreditSplit | None:
    """The same with a table that is always given, so that one caption is kept once."""
    ending = ending_of(narrow(caption))
    for places, credible in _PLACES:
        for place in places(ending, table):
            credit = credit_in(caption[place.start : place.end], table, credible)
            if credit is not None:
                return _split(caption, place, credit)
    return None


# A site has many captions and few photographers: their credits come again and again.
@lru_cache(_CREDITS_KEPT)
def credit_in(
    words: str, agencies: Agencies, credible: Callable[[str, Draft], bool]
) -> Credit | None:
    """The credit that the words are, if they are one."""
    text = narrow(words)
    if not _may_be_credit(text):
        return None
    draft = read(words, agencies, READ_CREDIT)
    return compose((draft,)) if credible(text, draft) else None


def _split(caption: str, place: Place, credit: Credit) -> CreditSplit:
    head = caption[: place.caption_end]
    stripped = head.rstrip(" \t\r\n-–—|/•·©\u200b")
    start = len(stripped) - len(stripped.lstrip())
    return CreditSplit(
        caption=Span(start, max(start, len(stripped))),
        credit=Span(place.start, place.end),
        parsed=credit,
        is_whole=not any(map(str.isalnum, stripped)),
    )


def _may_be_credit(text: str) -> bool:
    """Whether so few small words stand in the text that it is worth reading."""
    if len(text) > TAIL:
        return False
    words = text.split()
    if len(words) <= _MOST_SMALL_WORDS:
        return True
    return sum(word[0].islower() for word in words) <= _MOST_SMALL_WORDS
