"""CRD008."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.finding import Hit, Severity
from capaudit.model.use import Elsewhere
from capaudit.rules.across import across_rule
from capaudit.rules.credits_elsewhere import comparing_credits, is_confirmed, says_a_credit
from capaudit.rules.elsewhere import conflict_hit, find_conflict


@across_rule("CRD008", "credit-differs-elsewhere", Severity.WARNING)
def credit_differs_elsewhere(elsewhere: Elsewhere) -> Iterator[Hit]:
    """The same image is credited to another photographer or news agency in another article.

    One of the two was not credited, and perhaps not paid. Photographers are compared with
    photographers and news agencies with news agencies, by all their names; a credit that only
    says less is none, nor are pool pictures, handouts and screenshots, which have many suppliers.
    The credit that fewer articles agree with is reported, else the later one; never one that the
    image file confirms.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![The ferry to the islands. [Arturo Lindqvist/AFP]](ferry.jpg)

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![The ferry to the islands. [Reuters]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![The ferry to the islands. [J. Doe/Agence France-Presse via Getty Images]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![The ferry to the islands. [Tideway Ferries]](ferry.jpg)
    """
    use = elsewhere.use
    if not elsewhere.same or not says_a_credit(use):
        return
    speaking = [saying for saying in elsewhere.same if says_a_credit(saying.use)]
    conflict = find_conflict(elsewhere, speaking, comparing_credits(elsewhere.house), is_confirmed)
    if conflict is not None:
        message = f"{conflict.message('credit', 'names')} for the same image"
        yield conflict_hit(conflict, message, use.key)
