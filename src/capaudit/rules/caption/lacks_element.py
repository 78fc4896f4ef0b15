"""CAP010."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.date.old_photo import is_news
from capaudit.rules.editorial import is_editorial


@rule("CAP010", "caption-lacks-element", Severity.NOTE)
def caption_lacks_element(evidence: Evidence) -> Iterator[Hit]:
    """The caption of a news photo lacks who, where or when, as the profile asks for it.

    Agencies want each picture's caption to stand on its own: who is in it, where and when it was
    taken (`caption-elements` in a profile: `person`, `place`, `date`). Any mention counts. Only
    news is meant: stock, Creative Commons, illustrations, portraits and scans are none.

    Flagged:
        ![A ferry leaves the pier in Leeds. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: 2:80 By-line = JANE DOE
        config: profile = "house"
        config: [profiles.house]
        config: select = ["CAP010"]
        config: caption-elements = ["place", "date"]

    Flagged:
        ![Protesters march through Leeds on 4 March 2025. [Jane Doe/AFP]](march.jpg)
        march.jpg: 2:80 By-line = JANE DOE
        config: profile = "house"
        config: [profiles.house]
        config: select = ["CAP010"]
        config: caption-elements = ["person", "date"]

    Passes:
        ![A ferry leaves the pier in Leeds on 4 March 2025. [Jane Doe/AFP]](ferry.jpg)
        config: profile = "house"
        config: [profiles.house]
        config: select = ["CAP010"]
        config: caption-elements = ["place", "date"]

    Passes:
        ![A ferry leaves the pier in Leeds. [Jane Doe/iStock]](ferry.jpg)
        config: profile = "house"
        config: [profiles.house]
        config: select = ["CAP010"]
        config: caption-elements = ["place", "date"]
    """
    caption, wanted = evidence.figure.caption, evidence.house.caption_elements
    if caption is None or not wanted or not is_editorial(evidence) or not is_news(evidence):
        return
    absent = [element for element in wanted if not _is_named(element, evidence)]
    if absent:
        yield Hit(at=caption, message=f"the caption names no {' and no '.join(absent)}")


def _is_named(element: str, evidence: Evidence) -> bool:
    named = {
        "person": evidence.person_shown.of_any_standing(Source.CAPTION),
        "place": evidence.location_created.of_any_standing(Source.CAPTION),
        "date": evidence.date_created.of_any_standing(Source.CAPTION),
    }
    return bool(named[element])
