"""What is counted over the articles of a report."""

from __future__ import annotations

import msgspec


class RuleCount(msgspec.Struct, frozen=True):
    """In how many places of how many articles a rule found something."""

    code: str
    name: str
    places: int
    articles: int


class GroupCount(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted in one section, of one agency or in one format.

    Of `images` so many have `captions`, `credits`, or contradict something (`mismatches`).
    """

    name: str = ""
    articles: int = 0
    images: int = 0
    captions: int = 0
    credits: int = 0
    mismatches: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of a report, each list with the largest first."""

    by_rule: tuple[RuleCount, ...] = ()
    by_section: tuple[GroupCount, ...] = ()
    by_agency: tuple[GroupCount, ...] = ()
    by_format: tuple[GroupCount, ...] = ()
