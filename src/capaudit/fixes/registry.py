"""Every fixer there is, by the code of the rule whose findings it fixes."""

from __future__ import annotations

from capaudit.fixes.alternative_text import alt_removed
from capaudit.fixes.credit_missing import credit_from_file, credit_from_file_in_field
from capaudit.fixes.credit_moved import credit_moved
from capaudit.fixes.dates import weekday_of_file, year_of_file
from capaudit.fixes.fixer import FieldFixer, Fixer
from capaudit.fixes.garbled import caption_ungarbled
from capaudit.fixes.house_style import credit_in_house_style
from capaudit.fixes.path_case import path_as_on_disk

FIXERS: dict[str, Fixer] = {
    "CAP005": caption_ungarbled,
    "ALT002": alt_removed,
    "CRD001": credit_from_file,
    "CRD007": credit_in_house_style,
    "DAT002": weekday_of_file,
    "DAT004": year_of_file,
    "IMG005": path_as_on_disk,
}

# Those that put a credit into a field which only other articles may show the name of.
FIELD_FIXERS: dict[str, FieldFixer] = {
    "CRD001": credit_from_file_in_field,
    "CRD009": credit_moved,
}
# The rules of which some findings can be fixed.
FIXABLE = FIXERS.keys() | FIELD_FIXERS.keys()
