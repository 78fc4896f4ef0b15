"""IMG005."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule


@rule("IMG005", "image-case-differs", Severity.WARNING)
def image_case_differs(evidence: Evidence) -> Iterator[Hit]:
    """The reference spells the file's name with other capitals than the file has.

    It shows on a Mac or on Windows and breaks on the server.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](Ferry.JPG)
        ferry.jpg: 2:80 By-line = JANE DOE
        Ferry.JPG: is missing

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](Ferry.JPG)
    """
    image, src = evidence.image, evidence.figure.src
    if image.path is None or image.state not in {FileState.READ, FileState.UNREADABLE}:
        return
    if _differs_in_case(src, image.path):
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"the reference says {src}, the file is called {image.path}",
            cause=f"{src} {image.path}",
        )


def _differs_in_case(src: str, path: str) -> bool:
    """Whether the ends that both paths share differ in capitals."""
    plain = unquote(src.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]).replace("\\", "/")
    for written, found in zip(reversed(plain.split("/")), reversed(path.split("/")), strict=False):
        if written.casefold() != found.casefold():
            return False
        if written != found:
            return True
    return False
