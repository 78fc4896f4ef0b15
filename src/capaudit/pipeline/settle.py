"""Settles what each printed text beside an image is: caption, credit or alternative text.

Readers hand on the texts as they stand; which words are a credit, and whether a Markdown image's
bracket text is a caption, only reading the words can tell (RULES.md, "Caption or alternative
text in Markdown").
"""

from __future__ import annotations

import re

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.extract.mentions import CreditSplit
from capaudit.model.article import Figure
from capaudit.model.claim import Source
from capaudit.model.text import Passage
from capaudit.model.values import Credit
from capaudit.pipeline.finders import (
    find_dates,
    find_people,
    find_places,
    parse_credit,
    split_credit,
)

_SENTENCE_END = re.compile(r"[.!?…。！？۔।][\"'»”’)\]]*$")
_SENTENCE_WORDS = 5


class PrintedCredit(msgspec.Struct, frozen=True):
    """One credit of a figure, the part of the page it stands in, and what it says."""

    passage: Passage
    source: Source
    parsed: Credit


class SettledFigure(msgspec.Struct, frozen=True):
    """A figure with its texts told apart, and each credit printed with it."""

    figure: Figure
    credits: tuple[PrintedCredit, ...] = ()


def settle(figure: Figure, language: str | None, agencies: Agencies) -> SettledFigure:
    """Tell caption, credit and alternative text of a figure apart."""
    figure = _settle_label(figure, language, agencies)
    found: list[PrintedCredit] = []
    if figure.credit_line is not None:
        parsed = parse_credit(figure.credit_line.text, agencies=agencies)
        found.append(PrintedCredit(figure.credit_line, Source.CREDIT_FIELD, parsed))
    if figure.caption is not None:
        split = split_credit(figure.caption.text, agencies)
        if split is not None:
            found.append(_credit_of(figure.caption, Source.CAPTION, split))
            rest = figure.caption.cut(split.caption).stripped()
            figure = msgspec.structs.replace(figure, caption=rest if rest.text else None)
            if figure.credit_is_shared:
                # A picture's own credit outranks that of its gallery or page.
                found = found[-1:]
                figure = msgspec.structs.replace(figure, credit_is_shared=False)
    hiding = ((figure.alt_text, Source.ALT_TEXT), (figure.title, Source.TITLE))
    for passage, source in hiding if not found else ():
        split = split_credit(passage.text, agencies) if passage is not None else None
        if passage is not None and split is not None:
            found.append(_credit_of(passage, source, split))
            break
    if found:
        figure = msgspec.structs.replace(figure, credit_line=found[0].passage)
    return SettledFigure(figure, tuple(found))


def _credit_of(passage: Passage, source: Source, split: CreditSplit) -> PrintedCredit:
    return PrintedCredit(passage.cut(split.credit), source, split.parsed)


def _settle_label(figure: Figure, language: str | None, agencies: Agencies) -> Figure:
    """Make the bracket text of a Markdown image its caption or its alternative text."""
    label = figure.label
    if label is None:
        return figure
    if figure.caption is None and _reads_as_caption(label.text, language, agencies):
        return msgspec.structs.replace(figure, caption=label, label=None)
    return msgspec.structs.replace(figure, alt_text=label, label=None)


def _reads_as_caption(text: str, language: str | None, agencies: Agencies) -> bool:
    if split_credit(text, agencies) is not None:
        return True
    return _is_sentence(text) and _names_something(text, language)


def _is_sentence(text: str) -> bool:
    if _SENTENCE_END.search(text) is None:
        return False
    # Scripts without spaces between words are judged by characters.
    return len(text.split()) >= _SENTENCE_WORDS or (not text.isascii() and len(text) >= 12)


def _names_something(text: str, language: str | None) -> bool:
    """Whether a text names a person, a place or a date."""
    if any(mention.date is not None for mention in find_dates(text, None, language)):
        return True
    places = find_places(text, language)
    return bool(places) or bool(find_people(text, language, places))
