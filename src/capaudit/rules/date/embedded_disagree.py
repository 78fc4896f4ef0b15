"""DAT009."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.recorded import is_scan, named_field, recorded_dates


@rule("DAT009", "embedded-dates-disagree", Severity.WARNING)
def embedded_dates_disagree(evidence: Evidence) -> Iterator[Hit]:
    """Exif, IIM and XMP of one file date the picture to different days.

    A camera's clock was wrong, or a date was typed into one block only; whoever checks the
    caption has to know which to believe. Scans of prints carry the scanner's date besides.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Exif:DateTimeOriginal = 2025:03:01 10:00:00
        ferry.jpg: photoshop:DateCreated = 2025-02-11
        config: extend-select = ["DAT009"]

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:55 Date Created = 20240301
        ferry.jpg: photoshop:DateCreated = 2025-03-01
        config: extend-select = ["DAT009"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: Exif:DateTimeOriginal = 2025:03:01 23:30:00
        ferry.jpg: photoshop:DateCreated = 2025-03-02
        config: extend-select = ["DAT009"]

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:55 Date Created = 20250000
        ferry.jpg: photoshop:DateCreated = 2025-03-01
        config: extend-select = ["DAT009"]
    """
    recorded = () if is_scan(evidence) else recorded_dates(evidence)
    for one, other in combinations(recorded, 2):
        if one.value.contradicts(other.value, evidence.house.date_tolerance):
            yield Hit(
                at=evidence.figure.src_span or evidence.figure,
                message=f"the file is dated {one.value}{named_field(one)} "
                f"and {other.value}{named_field(other)}",
                against=(one, other),
                cause=evidence.image.path,
            )
            return
