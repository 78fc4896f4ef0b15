"""DAT007."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Claim
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.printed import caption_disclosures, credit_disclosures
from capaudit.rules.recorded import named_field, recorded_dates


@rule("DAT007", "file-label-on-new-photo", Severity.WARNING)
def file_label_on_new_photo(evidence: Evidence) -> Iterator[Hit]:
    """A picture taken on the day of publication, or the day before, is labelled as a file photo.

    Either the label was left over from another picture, or the picture was exchanged. Agencies
    label as FILE whatever is not from the current event, even when it is days old.

    Flagged:
        ![FILE - A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:DateCreated = 2025-03-05
        date: 2025-03-05

    Flagged:
        ![A ferry leaves the pier. (File photo) [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Exif:DateTimeOriginal = 2025:03:04 10:00:00
        date: 2025-03-05

    Passes:
        ![FILE - A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: photoshop:DateCreated = 2025-03-01
        date: 2025-03-05

    Passes:
        ![Dr. File meets the press in Leeds. [Jane Doe/AFP]](press.jpg)
        press.jpg: photoshop:DateCreated = 2025-03-05
        date: 2025-03-05
    """
    published, recorded = evidence.date_published, recorded_dates(evidence)
    if published is None or published.value.inferred or not recorded:
        return
    said = {claim.value for claim in caption_disclosures(evidence)} | credit_disclosures(evidence)
    if "file" in said and all(_is_of_the_day(each, published) for each in recorded):
        taken = recorded[0]
        yield Hit(
            at=evidence.figure.caption or evidence.figure,
            message=f"labelled as a file photo, but taken on {taken.value}{named_field(taken)}; "
            f"the article is of {published.value}",
            against=(taken, published),
        )


def _is_of_the_day(taken: Claim[PartialDate], published: Claim[PartialDate]) -> bool:
    if not (taken.value.is_full and published.value.is_full):
        return False
    last, first = taken.value.last_day, published.value.first_day
    return last is not None and first is not None and 0 <= (first - last).days <= 1
