"""CRD002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.placeholders import is_placeholder_credit
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule


@rule("CRD002", "credit-placeholder", Severity.ERROR)
def credit_placeholder(evidence: Evidence) -> Iterator[Hit]:
    """The credit is a placeholder and names nobody.

    A label or a sign without a name credits no one, and looks as if it did.

    Flagged:
        <figure>
        <img src="ferry.jpg" alt="A ferry">
        <figcaption>A ferry leaves. <span class="credit">Photos by Xxxxx</span></figcaption>
        </figure>

    Flagged:
        <figure>
        <img src="ferry.jpg" alt="A ferry">
        <figcaption>A ferry leaves. <span class="credit">©</span></figcaption>
        </figure>

    Passes:
        <figure>
        <img src="ferry.jpg" alt="A ferry">
        <figcaption>A ferry leaves. <span class="credit">© Jane Doe</span></figcaption>
        </figure>

    Passes:
        ![A ferry leaves the pier in Leeds. [Lot/Reuters]](ferry.jpg)
    """
    credit = evidence.figure.credit_line
    if credit is not None and credit.text.strip() and is_placeholder_credit(credit.text):
        yield Hit(at=credit, message=f"the credit names nobody: “{credit.text.strip()}”")
