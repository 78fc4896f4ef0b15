"""ALT001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.editorial import is_editorial


@rule("ALT001", "alt-missing", Severity.WARNING)
def alt_missing(evidence: Evidence) -> Iterator[Hit]:
    """An image that carries content has no alternative text at all.

    Whoever hears the page learns of the picture nothing, or its file name (WCAG 2.2, 1.1.1). An
    empty `alt` is the page's word that the image is decoration, and where a front matter names an
    image, the site's template may fill the text in: both are left alone.

    Flagged:
        <figure><img src="ferry.jpg">
        <figcaption>The morning ferry leaves the pier.</figcaption></figure>
        config: extend-select = ["ALT001"]

    Flagged:
        {{< figure src="ferry.jpg" caption="The morning ferry leaves the pier." >}}
        config: extend-select = ["ALT001"]

    Passes:
        <figure><img src="ferry.jpg" alt="">
        <figcaption>The morning ferry leaves the pier.</figcaption></figure>
        config: extend-select = ["ALT001"]

    Passes:
        ![The morning ferry leaves the pier in Leeds. [Jane Doe/AFP]](ferry.jpg)
        config: extend-select = ["ALT001"]
    """
    figure = evidence.figure
    if figure.lacks_alt and figure.record_path is None and is_editorial(evidence):
        message = "the image has no alternative text"
        yield Hit(at=figure.src_span or figure, message=message)
