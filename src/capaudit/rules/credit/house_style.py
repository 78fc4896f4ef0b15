"""CRD007."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.credit_styles import CreditStyle, credit_style
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.values import Credit
from capaudit.rules.base import rule
from capaudit.rules.printed import printed_credits


@rule("CRD007", "credit-not-house-style", Severity.NOTE)
def credit_not_house_style(evidence: Evidence) -> Iterator[Hit]:
    """The printed credit names its maker and supplier in another form than the house's.

    The house's form is `credit-style` in the configuration; without it nothing is said. Credits
    that lack a maker or a supplier, or that disclose a pool, a handout, a licence, are left alone.

    Flagged:
        ![A ferry leaves the pier. [AFP/JANE DOE]](ferry.jpg)
        config: credit-style = "{creator}/{organisations}"

    Flagged:
        ![A ferry leaves the pier. (Jane Doe/AP)](ferry.jpg)
        config: credit-style = "ap"

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        config: credit-style = "{creator}/{organisations}"

    Passes:
        ![A ferry leaves the pier. Photograph: Jane Doe/AFP](ferry.jpg)
        config: credit-style = "guardian"
    """
    if evidence.house.credit_style is None:
        return
    style = credit_style(evidence.house.credit_style)
    for claim in printed_credits(evidence):
        wanted = house_line(claim.value, style)
        if wanted is not None and " ".join(claim.raw.split()) != wanted:
            message = f"credit is “{claim.raw}”, house style is “{wanted}”"
            yield Hit(at=claim, message=message)


def house_line(credit: Credit, style: CreditStyle) -> str | None:
    """A credit in the house's style; `None` where the style says nothing of it.

    A style needs a maker and a supplier. What a credit discloses, and a licence, have no place
    in it and must not get lost.
    """
    if credit.disclosures or credit.licence is not None:
        return None
    if not (credit.creators and credit.organisations):
        return None
    return style.line(credit.creators, credit.organisations)
