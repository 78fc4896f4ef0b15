"""CRD011."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaudit.model.claim import Claim
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.values import Credit
from capaudit.rules.base import rule
from capaudit.rules.credit.agencies import known_agencies
from capaudit.rules.printed import printed_credits

# "Creative Commons", "CC licence", "(CC)": a licence, but which?
_UNNAMED = re.compile(r"\bCreative[ -]Commons\b|\bCC[ -]?[Ll]i[zc]en[cszt]\w{0,2}\b|\(CC\)|/\s?CC$")
# Nobody need be named for these.
_FREE = ("CC0", "Public domain")


@rule("CRD011", "licence-incomplete", Severity.WARNING)
def licence_incomplete(evidence: Evidence) -> Iterator[Hit]:
    """A Creative Commons credit lacks its licence or its author.

    Both are the condition of use: section 3(a) of the licences asks for the author's name and for
    the licence with its link. A platform (Flickr, Wikimedia Commons) is no author.

    Flagged:
        ![A ferry leaves the pier. Photo: Flickr, CC BY 2.0](ferry.jpg)

    Flagged:
        ![A ferry leaves the pier. Photo: Jane Doe/Creative Commons](ferry.jpg)

    Passes:
        ![A ferry leaves the pier. Photo: Jane Doe/Flickr, CC BY 2.0](ferry.jpg)

    Passes:
        ![A ferry leaves the pier. Photo: Flickr, CC0](ferry.jpg)
    """
    for claim in printed_credits(evidence):
        licence = claim.value.licence
        if licence is None:
            if _UNNAMED.search(claim.raw):
                message = f"credit “{claim.raw}” speaks of Creative Commons, but of no licence"
                yield Hit(at=claim, message=message)
        elif not licence.startswith(_FREE) and not _names_author(claim, evidence):
            yield Hit(at=claim, message=f"credit “{claim.raw}” gives {licence}, but no author")


def _names_author(claim: Claim[Credit], evidence: Evidence) -> bool:
    """Whether a person is named, or a body that is no platform."""
    agencies = known_agencies(evidence)
    known = [agencies.find(name) for name in claim.value.organisations]
    return bool(claim.value.creators) or any(
        agency is None or agency.kind not in {"platform", "market", "stock"} for agency in known
    )
