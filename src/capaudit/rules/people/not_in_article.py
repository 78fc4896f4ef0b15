"""PER003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.claim import Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.names import are_comparable, is_misspelling, same_person
from capaudit.rules.people.named import is_named_in, people_of
from capaudit.rules.printed import words_of

_TEXT = (Source.BODY, Source.HEADLINE)


@rule("PER003", "person-not-in-article", Severity.NOTE)
def person_not_in_article(evidence: Evidence) -> Iterator[Hit]:
    """The caption names somebody whom the article's text names nowhere.

    Often nothing is amiss; sometimes the picture belongs to another story. Absence is no
    contradiction, so this is a note. A near miss of a name in the text is PER001.

    Flagged:
        ![Halina Brodzka opens the dam. [Jane Doe/AFP]](dam.jpg)

        The dam was opened on Monday by the minister.

    Flagged:
        ![Arturo Lindqvist waves to the crowd in Leeds. [Jane Doe/AFP]](crowd.jpg)

        Halina Brodzka won the race on Monday.

    Passes:
        ![Halina Brodzka opens the dam. [Jane Doe/AFP]](dam.jpg)

        The dam was opened on Monday by Minister Brodzka.

    Passes:
        ![Halina Brodzka opens the dam. [Jane Doe/AFP]](dam.jpg)
    """
    text = _article_text(evidence)
    if not text:
        return
    language = evidence.article.language
    others = [claim.value.name for claim in evidence.person_shown.of_any_standing(*_TEXT)]
    for claim in people_of(evidence, Source.CAPTION):
        name = claim.value.name
        if not is_named_in(name, text, language) and not any(
            _may_be(name, other) for other in others
        ):
            yield Hit(at=claim, message=f"caption names {name}, the article's text does not")


def _may_be(name: str, other: str) -> bool:
    if not are_comparable(name, other):
        return False
    return same_person(name, other) or is_misspelling(name, other)


def _article_text(evidence: Evidence) -> str:
    article = evidence.article
    body = words_of(article.body)
    return f"{words_of(article.headline)} {words_of(article.description)} {body}" if body else ""
