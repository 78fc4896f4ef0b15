"""CAP002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.placeholders import is_placeholder_caption
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule


@rule("CAP002", "caption-placeholder", Severity.ERROR)
def caption_placeholder(evidence: Evidence) -> Iterator[Hit]:
    """The caption is a placeholder that nobody replaced.

    It tells readers that nobody looked at the picture before it was published.

    Flagged:
        ![Ferry](ferry.jpg "Caption here")

    Flagged:
        ![Ferry](ferry.jpg "Lorem ipsum dolor sit amet, consectetur.")

    Passes:
        ![Ferry](ferry.jpg "The morning ferry leaves the pier.")

    Passes:
        ![Fiesta](fiesta.jpg "Todo el pueblo baila en la plaza.")
    """
    caption = evidence.figure.caption
    if caption is not None and caption.text.strip() and is_placeholder_caption(caption.text):
        yield Hit(at=caption, message=f"the caption is a placeholder: “{caption.text.strip()}”")
