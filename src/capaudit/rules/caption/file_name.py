"""CAP003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.file_names import is_file_name, spells_file_name
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule


@rule("CAP003", "caption-is-file-name", Severity.ERROR)
def caption_is_file_name(evidence: Evidence) -> Iterator[Hit]:
    """The caption is the name of the image file, or one that a camera or program gave.

    Upload forms fill the caption with the file name; nobody has written one yet.

    Flagged:
        ![Ferry](ferry_pier_02.jpg "ferry_pier_02")

    Flagged:
        ![Ferry](ferry.jpg "IMG_1234")

    Flagged:
        ![Ferry](ferry.jpg "Screenshot 2024-05-03 at 10.22.41")

    Passes:
        ![Ferry](ferry-at-the-pier.jpg "The ferry at the pier")

    Passes:
        ![Portrait](jane-doe.jpg "Jane Doe")
    """
    caption, src = evidence.figure.caption, evidence.figure.src
    if caption is None:
        return
    if is_file_name(caption.text, src) or spells_file_name(caption.text, src):
        yield Hit(at=caption, message=f"the caption is a file name: “{caption.text.strip()}”")
