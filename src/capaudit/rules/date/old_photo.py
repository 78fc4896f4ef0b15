"""DAT006."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from capaudit.data.wording import Topic, speaks_of, tells_an_action
from capaudit.model.claim import Claim, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence, once_an_evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.credit.agencies import (
    is_agency_picture,
    is_from_a_marketplace,
    is_stock_picture,
)
from capaudit.rules.printed import (
    caption_disclosures,
    credit_disclosures,
    printed_creators,
    printed_credits,
    words_of,
)
from capaudit.rules.recorded import is_scan, named_field, recorded_dates

# A portrait's caption is a name and a title; an event takes more words to tell.
_FEWEST_WORDS_OF_AN_EVENT = 6
_NO_NEWS = frozenset({"illustration", "screenshot", "ai"})


@rule("DAT006", "old-photo-unlabelled", Severity.WARNING)
def old_photo_unlabelled(evidence: Evidence) -> Iterator[Hit]:
    """A news photo is older than its article by months, and nothing in print says so.

    Readers take an undated picture for one of the day. A full date or a year in the caption, or
    a file-photo label, tells them. Only news is meant: an agency's picture, or a caption that
    tells an event; stock, Creative Commons, illustrations, portraits and scans are none.

    Flagged:
        ![Protesters march through the centre of Leeds. [Jane Doe/AFP]](march.jpg)
        march.jpg: photoshop:DateCreated = 2023-06-11
        date: 2025-03-05

    Flagged:
        ![Firefighters stand before a burning house in Leeds. [Jane Doe/Reuters]](fire.jpg)
        fire.jpg: Exif:DateTimeOriginal = 2019:06:11 10:00:00
        date: 2025-03-05

    Passes:
        ![Protesters march through the centre of Leeds in June 2023. [Jane Doe/AFP]](march.jpg)
        march.jpg: photoshop:DateCreated = 2023-06-11
        date: 2025-03-05

    Passes:
        ![FILE - Protesters march through the centre of Leeds. [Jane Doe/AFP]](march.jpg)
        march.jpg: photoshop:DateCreated = 2023-06-11
        date: 2025-03-05
    """
    published, recorded = evidence.date_published, recorded_dates(evidence)
    if published is None or not recorded:
        return
    newest = max(recorded, key=_last_ordinal)
    days = _days_before(newest, published)
    if days is None or days <= evidence.house.old_photo_days:
        return
    if is_news(evidence) and not is_labelled_old(evidence):
        message = f"the picture was taken {_age(days)} before the article{named_field(newest)}"
        yield Hit(
            at=evidence.figure.caption or evidence.figure,
            message=f"{message}; neither a date nor a file-photo label says so",
            against=(newest, published),
        )


@once_an_evidence
def is_news(evidence: Evidence) -> bool:
    """Whether the picture is of news: an agency's, or captioned with an event or an action."""
    caption = words_of(evidence.figure.caption)
    said = {claim.value for claim in caption_disclosures(evidence)} | credit_disclosures(evidence)
    licensed = any(claim.value.licence for claim in printed_credits(evidence))
    if not caption or said & _NO_NEWS or licensed or _is_stock(evidence):
        return False
    if is_scan(evidence):
        return False
    return is_agency_picture(evidence) or _tells_an_event(caption, evidence)


def _is_stock(evidence: Evidence) -> bool:
    """Whether a picture library supplied the image: one that it signs may be its news desk's."""
    if is_agency_picture(evidence):
        return False
    unsigned = is_stock_picture(evidence) and not printed_creators(evidence)
    return unsigned or is_from_a_marketplace(evidence)


def _tells_an_event(caption: str, evidence: Evidence) -> bool:
    is_long = len(caption.split()) >= _FEWEST_WORDS_OF_AN_EVENT
    names_something = evidence.person_shown.of_any_standing(
        Source.CAPTION
    ) or evidence.location_created.of_any_standing(Source.CAPTION)
    return is_long and bool(names_something) and tells_an_action(caption)


@once_an_evidence
def is_labelled_old(evidence: Evidence) -> bool:
    """Whether the print tells the picture's age: by a year, or by a file-photo label."""
    dated = any(
        claim.value.year is not None and "year" not in claim.value.inferred
        for claim in evidence.date_created.of_any_standing(Source.CAPTION)
    )
    said = {claim.value for claim in caption_disclosures(evidence)} | credit_disclosures(evidence)
    caption, credit = words_of(evidence.figure.caption), words_of(evidence.figure.credit_line)
    return dated or "file" in said or any(speaks_of(Topic.OLD, text) for text in (caption, credit))


def _last_ordinal(claim: Claim[PartialDate]) -> int:
    return (claim.value.last_day or date.min).toordinal()


def _days_before(taken: Claim[PartialDate], published: Claim[PartialDate]) -> int | None:
    last, first = taken.value.last_day, published.value.first_day
    return None if last is None or first is None else (first - last).days


def _age(days: int) -> str:
    return f"{days // 30} months" if days < 730 else f"{days // 365} years"
