"""Figures among their article: which leads, their numbers, and a credit for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from capaudit.model.article import Figure, Medium, Role
from capaudit.model.text import Passage
from capaudit.readers.body import Block
from capaudit.readers.captions import credit_of_line
from capaudit.readers.vocabulary import SHARED_CREDIT

# So many pieces of text may stand before a lead image: a section, a headline, a description …
_BEFORE_LEAD = 60
_LONGEST_CREDIT = 160
_OPENING_MARKUP = re.compile(r"(?:<[^<>]{0,80}>|[*_#>\s-])*")


def without_shared_credit(story: tuple[Block, ...]) -> tuple[list[Block], Passage | None]:
    """Take out a line that credits all the pictures (`Photos by X`)."""
    for index, block in enumerate(story):
        credit = _shared_credit(block.passage)
        if credit is not None:
            return [*story[:index], *story[index + 1 :]], credit
    return list(story), None


def _shared_credit(passage: Passage) -> Passage | None:
    """The credit in a line of its own that speaks of several pictures."""
    fits = len(passage.text) <= _LONGEST_CREDIT and SHARED_CREDIT.match(passage.text)
    return credit_of_line(passage) if fits else None


def credit_of_all(figures: Iterable[Figure], text: str) -> Passage | None:
    """A credit that stands below one picture and speaks of several (`Photos: X`)."""
    for figure in figures:
        credit = _shared_credit(figure.caption) if figure.caption is not None else None
        if credit is None and figure.credit_line is not None:
            line = _beginning_of_line(figure.credit_line, text)
            credit = figure.credit_line if SHARED_CREDIT.match(line) else None
        if credit is not None:
            return credit
    return None


def _beginning_of_line(passage: Passage, text: str) -> str:
    """The source line up to the end of a passage, without the markup it opens with."""
    span = passage.span
    if span is None:
        return ""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.end]
    return _OPENING_MARKUP.sub("", line[-_LONGEST_CREDIT:])


def with_lead(figures: tuple[Figure, ...], story: list[Block]) -> list[Figure]:
    """Mark the first image as the lead where the story has hardly begun before it."""
    if not figures or figures[0].role is not Role.INLINE:
        return list(figures)
    words = 0
    for block in story:
        if block.start >= figures[0].span.start:
            break
        words += len(block.text.split())
    first = figures[0]
    if words <= _BEFORE_LEAD:
        first = msgspec.structs.replace(first, role=Role.LEAD)
    return [first, *figures[1:]]


def _is_shown(figure: Figure) -> bool:
    """Whether a figure is a picture that a credit for the page can be meant for."""
    return figure.medium is Medium.IMAGE and not figure.decorative


def published_elsewhere(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Figures of a feed or an export: not this folder but the site they are from resolves them."""
    return tuple(msgspec.structs.replace(one, by_template=True) for one in figures)


def arranged(figures: list[Figure], shared: Passage | None) -> tuple[Figure, ...]:
    """Number the figures, keep one lead, and give the shared credit to those without their own."""
    numbered: list[Figure] = []
    has_lead = False
    for index, figure in enumerate(figures):
        role = Role.INLINE if figure.role is Role.LEAD and has_lead else figure.role
        has_lead = has_lead or role is Role.LEAD
        takes = shared is not None and figure.credit_line is None and _is_shown(figure)
        numbered.append(
            msgspec.structs.replace(
                figure,
                index=index,
                role=role,
                credit_line=shared if takes else figure.credit_line,
                credit_is_shared=True if takes else figure.credit_is_shared,
            )
        )
    return tuple(numbered)
