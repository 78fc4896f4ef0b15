"""CAP005."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.garbling import garbled_part
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule


@rule("CAP005", "caption-garbled", Severity.ERROR)
def caption_garbled(evidence: Evidence) -> Iterator[Hit]:
    """The caption holds characters that nobody meant: a wrong decoding or a double encoding.

    Names with accents are hit first, and readers see at once that nobody looked.

    Flagged:
        ![Ferry](ferry.jpg "The cafÃ© by the pier.")

    Flagged:
        ![Ferry](ferry.jpg "Mills &amp;amp; Sons by the pier.")

    Passes:
        ![Ferry](ferry.jpg "The café by the pier.")

    Passes:
        ![Ferry](ferry.jpg "Zoë & Søren wait by the pier; “Ærø” is late.")
    """
    caption = evidence.figure.caption
    found = garbled_part(caption.text) if caption else None
    if caption is not None and found is not None:
        yield Hit(at=caption, message=f"the caption is garbled: it holds {found}")
