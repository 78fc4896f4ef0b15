"""ALT002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.file_names import is_file_name
from capaudit.data.placeholders import is_placeholder_caption
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.printed import words_of


@rule("ALT002", "alt-is-file-name", Severity.WARNING)
def alt_is_file_name(evidence: Evidence) -> Iterator[Hit]:
    """The alternative text is a file name or a placeholder.

    A screen reader reads it aloud, letter by letter.

    Flagged:
        ![DSC_0412.JPG](ferry.jpg "The morning ferry leaves the pier.")

    Flagged:
        ![Image description here](ferry.jpg "The morning ferry leaves the pier.")

    Passes:
        ![A ferry at a wooden pier](ferry.jpg "The morning ferry leaves the pier.")

    Passes:
        ![The number 412 on the ferry's bow](ferry.jpg "The morning ferry leaves the pier.")
    """
    alt = evidence.figure.alt_text
    if alt is None or not words_of(alt) or words_of(alt) == words_of(evidence.figure.caption):
        return
    if is_file_name(alt.text, evidence.figure.src):
        yield Hit(at=alt, message=f"the alternative text is a file name: “{words_of(alt)}”")
    elif is_placeholder_caption(alt.text):
        yield Hit(at=alt, message=f"the alternative text is a placeholder: “{words_of(alt)}”")
