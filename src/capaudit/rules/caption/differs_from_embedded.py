"""CAP011."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.data.scripts import is_unspaced
from capaudit.model.claim import Claim, Standing
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.names import words_as_compared
from capaudit.rules.printed import words_of
from capaudit.rules.recorded import named_field

# A sentence's first word has a capital whatever it means.
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|\n\s*)[^\w]{0,3}\w+[\w'’-]*")
_NAME_OR_FIGURE = re.compile(r"(?<![\w'’])(?:[^\W\d_]{1}[\w'’-]{2,60}|\d{1,4})(?![\w])")
# With fewer words a description is a label, which may well name nothing the caption does.
_FEWEST_WORDS = 5


@rule("CAP011", "caption-differs-from-embedded", Severity.NOTE)
def caption_differs_from_embedded(evidence: Evidence) -> Iterator[Hit]:
    """The printed caption and the file's own description share no name, date or place.

    Either the caption stands under another picture, or the file carries another's metadata. Both
    must name something: captions without names, in other letters or scripts without capitals are
    left alone, as are descriptions of a few words.

    Flagged:
        ![Halina Brodzka opens a dam near Gdansk. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: dc:description = Players of Leeds Rovers celebrate a goal against Bradford.
        config: extend-select = ["CAP011"]

    Flagged:
        ![Halina Brodzka speaks in Leeds on 4 March. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: 2:120 Caption/Abstract = The ferry Aurora leaves the port of Bergen for Tromso.
        config: extend-select = ["CAP011"]

    Passes:
        ![Minister Halina Brodzka opens a dam. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: dc:description = The minister Brodzka at the opening of a dam in Poland.
        config: extend-select = ["CAP011"]

    Passes:
        ![The minister opens a dam on 4 March 2025. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: dc:description = Players of Leeds Rovers celebrate a goal against Bradford.
        dam.jpg: photoshop:Country = Poland
        config: extend-select = ["CAP011"]
    """
    caption = evidence.figure.caption
    printed = _names_and_figures(words_of(caption))
    embedded = [claim for claim in evidence.description.embedded if _is_telling(claim)]
    if caption is None or len(printed) < 2 or not embedded:
        return
    told = {word for claim in embedded for word in words_as_compared(claim.raw)}
    named = frozenset(word for claim in embedded for word in _names_and_figures(claim.raw))
    if len(named) >= 2 and printed.isdisjoint(told) and _may_be_compared(printed, named):
        message = "caption and file tell of different things"
        claim = embedded[0]
        yield Hit(
            at=caption,
            message=f"{message}: nothing the caption names stands in the file{named_field(claim)}",
            against=tuple(embedded),
        )


def _is_telling(claim: Claim[str]) -> bool:
    return claim.standing is Standing.STATED and len(claim.raw.split()) >= _FEWEST_WORDS


def _names_and_figures(text: str) -> frozenset[str]:
    """The words with a capital inside sentences, and the figures, as names are compared."""
    if is_unspaced(text):
        return frozenset()
    starts = {match.end() for match in _SENTENCE_START.finditer(text)}
    found = (match for match in _NAME_OR_FIGURE.finditer(text) if match.end() not in starts)
    words = (match[0] for match in found if match[0][0].isupper() or match[0].isdecimal())
    return frozenset(part for word in words for part in words_as_compared(word))


def _may_be_compared(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both are in the letters of one script."""
    return _scripts(some) == _scripts(others)


def _scripts(words: frozenset[str]) -> frozenset[bool]:
    """Which kinds of letters occur: those up to U+024F are Latin."""
    return frozenset(letter <= "\u024f" for word in words for letter in word if letter.isalpha())
