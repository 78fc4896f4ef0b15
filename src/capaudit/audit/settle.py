"""Settles what each printed text beside an image is: caption, credit or alternative text.

Readers hand on the texts as they stand; which words are a credit, and whether a Markdown image's
bracket text is a caption, only reading the words can tell (RULES.md, "Caption or alternative
text in Markdown").
"""

from __future__ import annotations

import re

import msgspec

from capaudit.extract.credits import split_credit
from capaudit.extract.dates import find_dates
from capaudit.extract.mentions import CreditSplit
from capaudit.extract.people import find_people
from capaudit.extract.places import find_places
from capaudit.model.article import Figure
from capaudit.model.claim import Source
from capaudit.model.text import Passage

_SENTENCE_END = re.compile(r"[.!?…。！？۔।][\"'»”’)\]]*$")
_SENTENCE_WORDS = 5


class SettledFigure(msgspec.Struct, frozen=True):
    """A figure with its texts told apart, and the part of the page its credit was found in."""

    figure: Figure
    credit_source: Source = Source.CREDIT_FIELD
    # A credit inside the caption besides the one in the credit field.
    second_credit: Passage | None = None


def settle(figure: Figure, language: str | None) -> SettledFigure:
    """Tell caption, credit and alternative text of a figure apart."""
    figure = _settle_label(figure, language)
    for source, passage in ((Source.CAPTION, figure.caption), (Source.ALT_TEXT, figure.alt_text)):
        split = split_credit(passage.text) if passage else None
        if passage is None or split is None:
            continue
        if source is Source.CAPTION:
            return _without_credit(figure, passage, split)
        if figure.credit_line is None:
            credit = passage.cut(split.credit)
            return SettledFigure(msgspec.structs.replace(figure, credit_line=credit), source)
    return SettledFigure(figure)


def _settle_label(figure: Figure, language: str | None) -> Figure:
    """Make the bracket text of a Markdown image its caption or its alternative text."""
    label = figure.label
    if label is None:
        return figure
    if figure.caption is None and _reads_as_caption(label.text, language):
        return msgspec.structs.replace(figure, caption=label, label=None)
    return msgspec.structs.replace(figure, alt_text=label, label=None)


def _reads_as_caption(text: str, language: str | None) -> bool:
    if split_credit(text) is not None:
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


def _without_credit(figure: Figure, caption: Passage, split: CreditSplit) -> SettledFigure:
    """Move the credit out of the caption, keeping a credit that has a field of its own."""
    rest = caption.cut(split.caption).stripped()
    credit = caption.cut(split.credit)
    settled = msgspec.structs.replace(figure, caption=rest if rest.text else None)
    if figure.credit_line is not None:
        return SettledFigure(settled, Source.CREDIT_FIELD, credit)
    return SettledFigure(msgspec.structs.replace(settled, credit_line=credit), Source.CAPTION)
