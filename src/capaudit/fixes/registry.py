"""Every fixer there is, by the code of the rule whose findings it fixes."""

from __future__ import annotations

from capaudit.fixes.alternative_text import alt_removed
from capaudit.fixes.credit_missing import credit_from_file
from capaudit.fixes.credit_moved import credit_moved
from capaudit.fixes.dates import weekday_of_file, year_of_file
from capaudit.fixes.fixer import Fixer
from capaudit.fixes.garbled import caption_ungarbled
from capaudit.fixes.house_style import credit_in_house_style
from capaudit.fixes.path_case import path_as_on_disk

FIXERS: dict[str, Fixer] = {
    "CAP005": caption_ungarbled,
    "ALT002": alt_removed,
    "CRD001": credit_from_file,
    "CRD007": credit_in_house_style,
    "CRD009": credit_moved,
    "DAT002": weekday_of_file,
    "DAT004": year_of_file,
    "IMG005": path_as_on_disk,
}
