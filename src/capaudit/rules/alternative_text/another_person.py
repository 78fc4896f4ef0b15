"""ALT004."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.people.named import are_all_others, is_named_in, people_of
from capaudit.rules.printed import words_of


@rule("ALT004", "alt-names-another-person", Severity.WARNING)
def alt_names_another_person(evidence: Evidence) -> Iterator[Hit]:
    """Alternative text and caption name different people.

    Whoever hears the page is told of somebody else than whoever sees it, mostly because the text
    was left over from another picture. One common name, even a family name alone, is enough to
    pass.

    Flagged:
        <figure><img src="dam.jpg" alt="Arturo Lindqvist cuts a ribbon">
        <figcaption>Halina Brodzka opens the dam. Photo: Jane Doe/AFP</figcaption></figure>

    Flagged:
        <figure><img src="dam.jpg" alt="Arturo Lindqvist in a dark suit">
        <figcaption>Mayor Halina Brodzka waves in Leeds.</figcaption></figure>

    Passes:
        <figure><img src="dam.jpg" alt="Minister Brodzka cuts a ribbon">
        <figcaption>Halina Brodzka opens the dam. Photo: Jane Doe/AFP</figcaption></figure>

    Passes:
        <figure><img src="dam.jpg" alt="A woman in a red coat waves">
        <figcaption>Mayor Halina Brodzka waves in Leeds.</figcaption></figure>
    """
    said, printed = people_of(evidence, Source.ALT_TEXT), people_of(evidence, Source.CAPTION)
    if not said or not printed:
        return
    alt, caption = words_of(evidence.figure.alt_text), words_of(evidence.figure.caption)
    language = evidence.article.language
    names, others = [one.value.name for one in said], [one.value.name for one in printed]
    shares_a_name = any(is_named_in(name, caption, language) for name in names) or any(
        is_named_in(name, alt, language) for name in others
    )
    if not shares_a_name and are_all_others(names, others):
        message = f"alternative text names {names[0]}, caption names {others[0]}"
        yield Hit(at=said[0], message=message, claims=said[1:], against=printed)
