"""How houses print credits: the shipped forms, and a house's own."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table


class CreditStyle(msgspec.Struct, frozen=True, kw_only=True):
    """The form of a credit line with a maker and a supplier.

    `form` holds `{creator}` and `{organisations}`; `separator` stands between organisations,
    `joint` between makers. `own` maps the canonical name of an agency to its own form.
    """

    form: str
    separator: str = "/"
    joint: str = " and "
    own: dict[str, str] = {}

    def line(self, creators: tuple[str, ...], organisations: tuple[str, ...]) -> str:
        """The credit line of these makers and suppliers."""
        form = self.own.get(organisations[0], self.form) if len(organisations) == 1 else self.form
        line = form.replace("{organisations}", self.separator.join(organisations))
        return line.replace("{creator}", self.joint.join(creators))


@lru_cache
def credit_style(name: str) -> CreditStyle:
    """The shipped style of that name, else the text itself as a form."""
    shipped = load_table("credit_styles", dict[str, CreditStyle])
    return shipped.get(name) or CreditStyle(form=name)
