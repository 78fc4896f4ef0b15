"""IMG001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.image import FileState
from capaudit.rules.base import rule


@rule("IMG001", "image-missing", Severity.ERROR)
def image_missing(evidence: Evidence) -> Iterator[Hit]:
    """The image file does not exist where the site would look for it.

    Readers see a broken frame. Remote images, and paths under a folder that the checkout does
    not hold, are unverified instead. So is what a shortcode, a layout or a front matter key names,
    unless other images lie in the folder it names: the site's own code may look anywhere. One
    missing file is one finding, however often it is used.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        ferry.jpg: is missing

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](/media/ferry.jpg)
        static/media/pier.jpg: 2:80 By-line = JANE DOE
        config: image-roots = {"/media/" = "static/media"}

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](https://images.example.org/ferry.jpg)

    Passes:
        {{< figure src="2025/ferry.jpg" caption="A ferry leaves the pier." attr="Jane Doe/AFP" >}}
    """
    if evidence.image.state is FileState.MISSING:
        path = evidence.image.path or evidence.figure.src
        yield Hit(
            at=evidence.figure.src_span or evidence.figure,
            message=f"there is no image file {path}",
            cause=path,
        )
