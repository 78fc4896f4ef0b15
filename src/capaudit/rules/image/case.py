"""IMG005."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import Figure
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule


@rule("IMG005", "image-case-differs", Severity.WARNING)
def image_case_differs(evidence: Evidence) -> Iterator[Hit]:
    """The reference spells the file's name with other capitals than the file has.

    It shows on a Mac or on Windows and breaks on the server. A shortcode or layout may lower the
    name itself: a file in small letters is what it then looks for.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](Ferry.JPG)
        ferry.jpg: 2:80 By-line = JANE DOE
        Ferry.JPG: is missing

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](media/FERRY.jpg)
        media/ferry.jpg: 2:80 By-line = JANE DOE
        media/FERRY.jpg: is missing

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](Ferry.JPG)

    Passes:
        {{< figure src="Ferry.JPG" caption="A ferry leaves the pier." attr="Jane Doe/AFP" >}}
        ferry.jpg: 2:80 By-line = JANE DOE
        Ferry.JPG: is missing
    """
    image, figure = evidence.image, evidence.figure
    if image.path is None or image.found_as is None or _is_lowered(figure, image.found_as):
        return
    yield Hit(
        at=figure.src_span or figure,
        message=f"the reference says {figure.src}, the file is called {image.path}",
        cause=f"{figure.src} {image.path}",
    )


def _is_lowered(figure: Figure, found_as: str) -> bool:
    """Whether the site's own code may have put the reference into small letters."""
    return figure.by_template and found_as == found_as.lower()
