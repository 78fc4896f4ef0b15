"""DAT005."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Claim, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.date.same_event import Telling, tellings_of_the_event


@rule("DAT005", "caption-date-differs-from-body", Severity.WARNING)
def caption_date_differs_from_body(evidence: Evidence) -> Iterator[Hit]:
    """The caption dates an event differently from the sentence of the text that tells it.

    Caption and sentence must share a person, or a named event, and a place finer than a country.
    Then the same day of another year is a slip, and so is another day of the same month where
    both dates are full. Anything farther apart is taken for another event, and a text that gives
    the caption's day anywhere settles the matter.

    Flagged:
        ![Halina Brodzka opens a dam in Leeds on May 3, 2023. [Jane Doe/AFP]](dam.jpg)

        Halina Brodzka opened the dam in Leeds on May 3, 2024.

    Flagged:
        ![Halina Brodzka opens a dam in Leeds on May 3, 2024. [Jane Doe/AFP]](dam.jpg)

        Halina Brodzka opened the dam in Leeds on May 13, 2024.

    Passes:
        ![Halina Brodzka opens a dam in Leeds on May 3, 2024. [Jane Doe/AFP]](dam.jpg)

        Halina Brodzka resigned in Leeds on July 9, 2024.

    Passes:
        ![Halina Brodzka opens a dam in Leeds on May 3, 2024. [Jane Doe/AFP]](dam.jpg)

        The dam in York was opened on May 13, 2024.
    """
    tellings = tellings_of_the_event(evidence)
    if not tellings:
        return
    for printed in evidence.date_created.by(Source.CAPTION):
        if not printed.value.is_full or printed.value.inferred or _is_told(printed, evidence):
            continue
        for telling in tellings:
            if _is_slip(printed.value, telling.date.value):
                yield Hit(at=printed, message=_message(printed, telling), against=(telling.date,))
                return


def _is_told(printed: Claim[PartialDate], evidence: Evidence) -> bool:
    """Whether the text gives the caption's day somewhere: then it is another event's."""
    told = evidence.date_created.of_any_standing(Source.BODY)
    return any(claim.value.first_day == printed.value.first_day for claim in told)


def _is_slip(printed: PartialDate, told: PartialDate) -> bool:
    """Whether exactly one of year and day differs, the month being the same."""
    same_year, same_day = printed.year == told.year, printed.day == told.day
    return printed.month == told.month and same_year != same_day and printed.until is None


def _message(printed: Claim[PartialDate], telling: Telling) -> str:
    told = telling.date.value
    return f"caption says {printed.value}, the text says {told} of {telling.who}, {telling.where}"
