"""Finds dates that an agency has corrected in the file and the caption still prints (RGT008)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.model.claim import Claim, Property, Source
from capaudit.model.dates import MONTHS, PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit
from capaudit.rules.recorded import named_field, recorded_dates

# AP, AFP and Reuters resend a picture with a line in capitals: CORRECTS DATE TO MARCH 3,
# CORRECTS DATE FROM MARCH 2 TO MARCH 3, CORRECTING DATE TO 3 MARCH INSTEAD OF 2 MARCH.
_NOTICE = re.compile(r"\bCORRECT(?:S|ED|ING|ION)?\b[^.\n]{0,60}?\bDATE\b(?P<rest>[^\n]{0,160})")
# Stands in every notice, and looking for it takes no time.
_CUE = "CORRECT"
_MONTH = "|".join(month[:3] for month in MONTHS)
_DATE = re.compile(
    rf"(?P<lead>\bNOT|\bFROM|\bINSTEAD OF|\bTO|\bTHAN)?[\s:]{{1,3}}(?:[A-Z]{{3,9}}DAY,?\s)?"
    rf"(?:(?P<day>\d{{1,2}})\s)?(?P<month>{_MONTH})[A-Z]{{0,6}}\.?"
    r"(?:\s(?P<day2>\d{1,2})(?!\d))?(?:,?\s(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_WRONG = frozenset({"not", "from", "instead of", "than"})
_NUMBER_OF_MONTH = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}


class _Correction(msgspec.Struct, frozen=True):
    """The dates a notice tells: the wrong ones, and the right ones."""

    wrong: tuple[PartialDate, ...]
    right: tuple[PartialDate, ...]


def uncarried_dates(evidence: Evidence) -> Iterator[Hit]:
    """Yield the caption's date where a notice in the file corrects it.

    Where the file's own date contradicts the caption, DAT004 says so and nothing is yielded.
    """
    for notice in _notices(evidence):
        correction = _read(notice.value)
        for printed in evidence.date_created.by(Source.CAPTION):
            if _is_old(printed.value, correction) and not _is_in_file(printed, evidence):
                message = f"caption says {printed.value}, which the file corrects"
                yield Hit(at=printed, message=message + named_field(notice), against=(notice,))
                return


def _notices(evidence: Evidence) -> Iterator[Claim[str]]:
    for prop in (Property.INSTRUCTIONS, Property.DESCRIPTION, Property.HEADLINE):
        for claim in evidence.of(prop, str).embedded:
            if _CUE in claim.value and _NOTICE.search(claim.value):
                yield claim


def _read(text: str) -> _Correction:
    match = _NOTICE.search(text)
    wrong: list[PartialDate] = []
    right: list[PartialDate] = []
    for found in _DATE.finditer(match["rest"] if match else ""):
        lead = (found["lead"] or "").lower()
        value = _date(found)
        if value is not None and lead:
            (wrong if lead in _WRONG else right).append(value)
    return _Correction(tuple(wrong), tuple(right))


def _date(found: re.Match[str]) -> PartialDate | None:
    day = found["day"] or found["day2"]
    if day is None:
        return None
    year = int(found["year"]) if found["year"] else None
    value = PartialDate(year, _NUMBER_OF_MONTH[found["month"][:3].lower()], int(day))
    return value if value.exists else None


def _is_old(printed: PartialDate, correction: _Correction) -> bool:
    """Whether the caption has the wrong date, or, where none is told, any but the right one."""
    if printed.day is None or printed.until is not None or "day" in printed.inferred:
        return False
    stated = msgspec.structs.replace(printed, year=None) if printed.inferred else printed
    if any(not stated.contradicts(right) for right in correction.right):
        return False
    if correction.wrong:
        return any(not stated.contradicts(wrong) for wrong in correction.wrong)
    return bool(correction.right)


def _is_in_file(printed: Claim[PartialDate], evidence: Evidence) -> bool:
    """Whether the file's date of creation speaks for itself, against the caption or for it."""
    return any(
        printed.value.contradicts(recorded.value, evidence.house.date_tolerance)
        or printed.value.first_day == recorded.value.first_day
        for recorded in recorded_dates(evidence)
    )
