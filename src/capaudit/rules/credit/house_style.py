"""CRD007."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.credit_styles import credit_style
from capaudit.model.claim import Claim
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
        if _has_a_form(claim):
            wanted = style.line(claim.value.creators, claim.value.organisations)
            if " ".join(claim.raw.split()) != wanted:
                message = f"credit is “{claim.raw}”, house style is “{wanted}”"
                yield Hit(at=claim, message=message)


def _has_a_form(claim: Claim[Credit]) -> bool:
    credit = claim.value
    is_plain = not credit.disclosures and credit.licence is None
    return is_plain and bool(credit.creators and credit.organisations)
