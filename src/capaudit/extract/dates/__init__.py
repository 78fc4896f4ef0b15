"""Dates in text: found by an own grammar over tables, in time proportional to the length.

`find_dates` reads any text, `find_caption_dates` also tells which date is the picture's.
"""

from __future__ import annotations

from capaudit.extract.dates.find import find_dates
from capaudit.extract.dates.standing import find_caption_dates

__all__ = ["find_caption_dates", "find_dates"]
