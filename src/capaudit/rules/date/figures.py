"""Dates in figures that have two readings."""

from __future__ import annotations

import re

import msgspec

from capaudit.model.claim import Claim
from capaudit.model.dates import PartialDate

# Dots put the day first wherever they are written.
_FIGURES = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4})")
_MONTHS = 12


def other_reading(claim: Claim[PartialDate]) -> PartialDate | None:
    """03/04/2025 with day and month exchanged; `None` where the words leave no doubt."""
    day, month = claim.value.day, claim.value.month
    if _FIGURES.fullmatch(claim.raw.strip()) is None or day is None or month is None:
        return None
    if max(day, month) > _MONTHS or day == month:
        return None
    return msgspec.structs.replace(claim.value, day=month, month=day)
