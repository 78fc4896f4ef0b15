"""CRD001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import Element, rule
from capaudit.rules.editorial import is_editorial
from capaudit.rules.printed import printed_credits, words_of


@rule("CRD001", "credit-missing", Severity.WARNING, habit=Element.CREDIT)
def credit_missing(evidence: Evidence) -> Iterator[Hit]:
    """An editorial image has no credit, where the house has the habit of credits.

    Photographers live by their credit, contracts and many laws demand it, and readers judge a
    picture by who took it. One credit for a gallery or page counts for each of its images.

    Flagged:
        ![Crowds leave the stadium. [Jane Doe/AFP]](stadium.jpg)

        ![Crowds cross the bridge. [Jane Doe/AFP]](bridge.jpg)

        ![Crowds](square.jpg "Crowds fill the square.")

    Flagged:
        ![Crowds](square.jpg "Crowds fill the square.")
        config: required = ["credit"]

    Passes:
        ![Crowds leave the stadium. [Jane Doe/AFP]](stadium.jpg)

        ![Crowds cross the bridge. [Jane Doe/AFP]](bridge.jpg)

    Passes:
        ![Crowds](square.jpg "Crowds fill the square.")

        ![Bridge](bridge.jpg "Crowds cross the bridge.")

        Photos: Jane Doe/AFP
        config: required = ["credit"]
    """
    has_credit = words_of(evidence.figure.credit_line) or printed_credits(evidence)
    if is_editorial(evidence) and not has_credit:
        yield Hit(at=evidence.figure, message="the image has no credit")
