"""ALT003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.editorial import is_editorial
from capaudit.rules.names import words_as_compared
from capaudit.rules.printed import words_of


@rule("ALT003", "alt-repeats-caption", Severity.NOTE)
def alt_repeats_caption(evidence: Evidence) -> Iterator[Hit]:
    """The alternative text is the caption again.

    A screen reader reads both, one after the other: the same sentence twice. The alternative text
    should say what the picture shows, the caption what it means.

    Flagged:
        <figure><img src="ferry.jpg" alt="The morning ferry leaves the pier">
        <figcaption>The morning ferry leaves the pier. Photo: Jane Doe/AFP</figcaption></figure>
        config: extend-select = ["ALT003"]

    Flagged:
        {{< figure src="ferry.jpg" alt="The ferry leaves." caption="The ferry leaves" >}}
        config: extend-select = ["ALT003"]

    Passes:
        <figure><img src="ferry.jpg" alt="A white ship beside a wooden pier">
        <figcaption>The morning ferry leaves the pier. Photo: Jane Doe/AFP</figcaption></figure>
        config: extend-select = ["ALT003"]

    Passes:
        ![The morning ferry leaves the pier in Leeds. [Jane Doe/AFP]](ferry.jpg)
        config: extend-select = ["ALT003"]
    """
    alt, caption = evidence.figure.alt_text, evidence.figure.caption
    if alt is None or caption is None or not is_editorial(evidence):
        return
    said = words_as_compared(words_of(alt))
    if said and said == words_as_compared(words_of(caption)):
        yield Hit(at=alt, message="the alternative text repeats the caption word for word")
