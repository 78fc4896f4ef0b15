"""DAT003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.wording import Topic, speaks_of
from capaudit.model.claim import Claim, Source, Standing
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Confidence, Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.printed import words_of

# Time zones apart, a picture of the same day may carry the next day's date.
SLACK_DAYS = 1


@rule("DAT003", "caption-date-after-publication", Severity.ERROR)
def caption_date_after_publication(evidence: Evidence) -> Iterator[Hit]:
    """The picture is dated after the article that shows it was last changed.

    Nobody prints tomorrow's photograph: the date is wrong, most often its year. Where the
    article's own date is only inferred this is a note. Captions about what is still to come
    (a poster, a plan) are left alone, and so are dates whose year the caption does not give.

    Flagged:
        ![A ferry leaves the pier on May 3, 2026. [Jane Doe/AFP]](ferry.jpg)
        date: 2025-05-04

    Flagged:
        ![A ferry leaves the pier on 12 March 2025. [Jane Doe/AFP]](ferry.jpg)
        date: 2025-03-05

    Passes:
        ![A ferry leaves the pier on May 3, 2025. [Jane Doe/AFP]](ferry.jpg)
        date: 2025-05-04

    Passes:
        ![The ferry that will sail from May 3, 2026. [Jane Doe/AFP]](ferry.jpg)
        date: 2025-05-04
    """
    last = _last_date(evidence)
    late = _dates_after(last.value, evidence) if last is not None else ()
    if last is None or not late or speaks_of(Topic.FUTURE, words_of(evidence.figure.caption)):
        return
    for claim in late:
        is_sure = not last.value.inferred
        yield Hit(
            at=claim,
            message=f"caption says {claim.value}, {_said_by(last)}",
            against=(last,),
            severity=None if is_sure else Severity.NOTE,
            confidence=Confidence.HIGH
            if is_sure and claim.standing is Standing.STATED
            else Confidence.MEDIUM,
        )


def _said_by(last: Claim[PartialDate]) -> str:
    how = "is taken to be" if last.value.inferred else "is"
    return f"the article {how} of {last.value.calendar_date}"


def _last_date(evidence: Evidence) -> Claim[PartialDate] | None:
    """When the article was last changed by its own word, else when it was published."""
    published, modified = evidence.date_published, evidence.date_modified
    if modified is None or published is None:
        return modified or published
    return modified if _ends(modified) >= _ends(published) else published


def _ends(claim: Claim[PartialDate]) -> int:
    return claim.value.last_day.toordinal() if claim.value.last_day else 0


def _dates_after(last: PartialDate, evidence: Evidence) -> tuple[Claim[PartialDate], ...]:
    """The caption's dates, with a year of their own, that lie after another."""
    return tuple(
        claim
        for claim in evidence.date_created.by(Source.CAPTION)
        if "year" not in claim.value.inferred and _is_after(claim.value, last)
    )


def _is_after(dated: PartialDate, last: PartialDate) -> bool:
    first, end = dated.first_day, last.last_day
    return first is not None and end is not None and (first - end).days > SLACK_DAYS
