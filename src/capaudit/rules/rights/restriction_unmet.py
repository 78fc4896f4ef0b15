"""RGT003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.recorded import named_field, recorded_dates
from capaudit.rules.rights.restrictions import (
    Kind,
    Restriction,
    instructions,
    read_restrictions,
    restriction_table,
)

# From so many days on a picture comes out of an archive: agencies keep the current ones for 30.
_ARCHIVE_DAYS = 30
# Without time zones the transmission may fall on either side of midnight.
_SLACK_DAYS = 1
_KINDS_OF_ARTICLE = ("type", "category", "categories", "tags", "layout", "kicker", "label", "genre")
_FLAGS = ("sponsored", "advertorial", "is_sponsored", "paid", "branded")


@rule("RGT003", "restriction-unmet", Severity.WARNING)
def restriction_unmet(evidence: Evidence) -> Iterator[Hit]:
    """The file restricts the use of the picture, and the article shows that this applies to it.

    "NO ARCHIVES" on a picture a month old, "EDITORIAL USE ONLY" in an advertorial, "JAPAN OUT" in
    a Japanese article, a handout used beyond its days. Where the article does not tell, nothing
    is said.

    Flagged:
        ![A probe in May 2024. [Jane Doe/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = NO ARCHIVES
        probe.jpg: photoshop:DateCreated = 2024-05-02
        date: 2025-03-05

    Flagged:
        ![A probe in February 2025. [Handout/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = HANDOUT - TO BE USED WITHIN 14 DAYS FROM TRANSMISSION
        probe.jpg: photoshop:DateCreated = 2025-02-02
        date: 2025-03-05

    Passes:
        ![A probe in March 2025. [Jane Doe/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = EDITORIAL USE ONLY. NO ARCHIVES. JAPAN OUT
        probe.jpg: photoshop:DateCreated = 2025-03-02
        date: 2025-03-05

    Passes:
        ![A probe in May 2024. [Jane Doe/AFP]](probe.jpg)
        probe.jpg: 2:40 Special Instructions = EDITORIAL USE ONLY
        probe.jpg: photoshop:DateCreated = 2024-05-02
        date: 2025-03-05
    """
    for claim in instructions(evidence):
        for restriction in read_restrictions(claim.value):
            applies = _reason(restriction, evidence)
            if applies is not None:
                message = f"the file says “{restriction.words}”{named_field(claim)}, {applies}"
                yield Hit(at=evidence.figure, message=message, against=(claim,))
                return


def _reason(restriction: Restriction, evidence: Evidence) -> str | None:
    """How the article shows that a restriction applies; `None` where it does not."""
    match restriction.kind:
        case Kind.NO_ARCHIVE:
            return _age_beyond(_ARCHIVE_DAYS, evidence)
        case Kind.LIMITED_DAYS:
            return _age_beyond((restriction.days or 0) + _SLACK_DAYS, evidence)
        case Kind.EDITORIAL_ONLY:
            return _advertising(evidence)
        case Kind.COUNTRY_OUT:
            return _country(restriction, evidence)


def _age_beyond(days: int, evidence: Evidence) -> str | None:
    published, recorded = evidence.date_published, recorded_dates(evidence)
    if published is None or published.value.inferred or published.value.first_day is None:
        return None
    lasts = [claim.value.last_day for claim in recorded if claim.value.is_full]
    newest = max((day for day in lasts if day is not None), default=None)
    if newest is None or (published.value.first_day - newest).days <= days:
        return None
    age = (published.value.first_day - newest).days
    return f"the article was published {age} days after the picture was taken"


def _advertising(evidence: Evidence) -> str | None:
    article, marks = evidence.article, restriction_table().advertising
    if any(article.record.get(flag) is True for flag in _FLAGS):
        return "the article is marked as sponsored"
    labels = [article.section.text] if article.section else []
    for key in _KINDS_OF_ARTICLE:
        value = article.record.get(key)
        labels += [
            one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)
        ]
    label = next((one for one in labels if one.strip().casefold() in marks), None)
    return f"the article is marked “{label.strip()}”" if label else None


def _country(restriction: Restriction, evidence: Evidence) -> str | None:
    """Whether the article's language is that of one country, or its tag names one."""
    language = evidence.article.language
    if language is None:
        return None
    bare, _, region = language.replace("_", "-").partition("-")
    country = (
        region.upper() if len(region) == 2 else restriction_table().languages.get(bare.lower())
    )
    return f"the article is in {language}" if country in restriction.countries else None
