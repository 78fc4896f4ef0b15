"""RGT008."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from capaudit.model.claim import Claim, Property
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.text import Passage
from capaudit.rules.base import rule
from capaudit.rules.names import differs_by_a_slip, words_as_compared
from capaudit.rules.printed import words_of
from capaudit.rules.recorded import named_field
from capaudit.rules.rights.corrected_dates import uncarried_dates

# AP: "CORRECTS NAME TO JANE DOE FROM JANE DO"; "Corrects spelling of name from Do to Doe".
_CORRECTION = re.compile(r"\bCORRECT(?:S|ED|ION|ING)?\b(?P<rest>[^\n]{0,300})", re.IGNORECASE)
# Stands in every notice, and looking for it takes no time.
_CUE = "CORRECT"
_VALUE = r"[\"“'‘]?(?P<{}>[^\"”;,.()]{{2,60}}?)[\"”'’]?"
_PLACES = (Property.INSTRUCTIONS, Property.HEADLINE, Property.TITLE, Property.DESCRIPTION)


@rule("RGT008", "correction-not-carried", Severity.WARNING)
def correction_not_carried(evidence: Evidence) -> Iterator[Hit]:
    """The agency has corrected a name, a date or a byline, and the page still prints the mistake.

    Only what the correction itself names is looked for: the wrong words, a near miss of the
    right name, or a date it puts right.

    Flagged:
        ![Halina Brotzka opens the dam. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: 2:40 Special Instructions = CORRECTS NAME TO HALINA BRODZKA FROM HALINA BROTZKA

    Passes:
        ![Halina Brodzka opens the dam. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: 2:40 Special Instructions = CORRECTS NAME TO HALINA BRODZKA FROM HALINA BROTZKA

    Flagged:
        ![Halina Brotzka opens the dam. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: 2:40 Special Instructions = CORRECTS SPELLING OF NAME TO HALINA BRODZKA

    Flagged:
        ![A ferry leaves the pier on March 2, 2025. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:40 Special Instructions = CORRECTS DATE TO MARCH 3, 2025

    Flagged:
        ![A ferry leaves the pier on 2 March. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:40 Special Instructions = CORRECTS DATE FROM MARCH 2 TO MARCH 3

    Passes:
        ![A ferry leaves the pier on March 3. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:40 Special Instructions = CORRECTS DATE FROM MARCH 2 TO MARCH 3
    """
    for claim in _corrections(evidence):
        for passage in (evidence.figure.caption, evidence.figure.credit_line):
            printed = _mistake_in(passage, claim.value)
            if passage is not None and printed is not None:
                message = f"the file corrects “{printed}”{named_field(claim)}, the page prints it"
                yield Hit(at=passage, message=message, against=(claim,))
                return
    yield from uncarried_dates(evidence)


def _corrections(evidence: Evidence) -> Iterator[Claim[str]]:
    for prop in _PLACES:
        for claim in evidence.of(prop, str).embedded:
            if _CUE in claim.value.upper() and _CORRECTION.search(claim.value):
                yield claim


class _Wordings(msgspec.Struct, frozen=True):
    """How a notice says what is wrong and what is right."""

    to_from: re.Pattern[str]
    from_to: re.Pattern[str]
    to: re.Pattern[str]


@cache
def _wordings() -> _Wordings:
    wrong, right = _VALUE.format("wrong"), _VALUE.format("right")
    end = r"(?=\s*(?:[.;,()\"”–—-]|$))"
    return _Wordings(
        re.compile(
            rf"\b(?:TO|AS)\s+{right}\s*,?\s*(?:FROM|INSTEAD OF|,?\s?NOT)\s+{wrong}{end}",
            re.IGNORECASE,
        ),
        re.compile(rf"\bFROM\s+{wrong}\s+TO\s+{right}{end}", re.IGNORECASE),
        re.compile(
            r"\b(?:NAME|SPELLING|BYLINE|SURNAME|PHOTOGRAPHER)\b[^.;]{0,40}?\b(?:TO|AS|IS)\s+"
            rf"{right}{end}",
            re.IGNORECASE,
        ),
    )


def _mistake_in(passage: Passage | None, text: str) -> str | None:
    """The printed words that a correction puts right, if any."""
    correction, words = _CORRECTION.search(text), words_of(passage)
    if correction is None or not words:
        return None
    rest = correction["rest"]
    wordings = _wordings()
    both = wordings.from_to.search(rest) or wordings.to_from.search(rest)
    if both is not None:
        wrong, right = both["wrong"].strip(), both["right"].strip()
        return wrong if _holds(words, wrong) and not _holds(words, right) else None
    only = wordings.to.search(rest)
    return _near_miss(words, only["right"].strip()) if only else None


def _holds(words: str, part: str) -> bool:
    wanted = " ".join(words_as_compared(part))
    return bool(wanted) and f" {wanted} " in f" {' '.join(words_as_compared(words))} "


def _near_miss(words: str, right: str) -> str | None:
    """The words in a text that are a full name but for a slip."""
    count = len(right.split())
    tokens = words.split()
    stretches = (" ".join(tokens[i : i + count]) for i in range(len(tokens) - count + 1))
    names = (stretch.strip('.,;:()[]"“”') for stretch in stretches if stretch[:1].isupper())
    if count < 2 or _holds(words, right):
        return None
    return next((name for name in names if differs_by_a_slip(name, right)), None)
