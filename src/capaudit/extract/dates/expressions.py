"""What the words of a date say, before the calendar and the article are asked."""

from __future__ import annotations

import msgspec


class Expression(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A date expression over the tokens `first` to `last` (exclusive).

    `shape` says how it is to be resolved: `calendar` (parts as they stand), `weekday`, `shift`
    (`count` of `unit` from the reference, negative back), `period` (the week, month, … that
    lies `count` from the present one), `near` (last June), `nth` (the `count`th weekday of a
    month), `anchored` (`count` of `unit` from `base`), `compound`, `quarter`, `fiscal`, and
    `iso`, `numeric`, `pair`, `holiday`, `reference`, which `name` spells out. `year_shift` and
    `month_shift` are distances from the reference's year and month where the words say "last
    year", "this month".
    """

    first: int
    last: int
    shape: str = "calendar"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    years: int = 1
    weekday: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    unit: str = ""
    count: int = 0
    name: str = ""
    is_bc: bool = False
    is_ambiguous: bool = False
    time: str | None = None
    offset: int | None = None
    until: Expression | None = None
    base: Expression | None = None
