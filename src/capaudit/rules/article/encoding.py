"""ART005."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import FlawKind
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.article.flaws import flaws_of
from capaudit.rules.base import article_rule


@article_rule("ART005", "encoding-guessed", Severity.NOTE)
def encoding_guessed(evidence: ArticleEvidence) -> Iterator[Hit]:
    """The article is not written in UTF-8, so its letters had to be guessed.

    Names with accents are the first to suffer. It is read as it declares, else as Windows-1252.

    Flagged:
        ![The café by the pier. [Jane Doe/AFP]](ferry.jpg)
        encoding: windows-1252

    Flagged:
        ![Le café près du quai. [Jane Doe/AFP]](ferry.jpg)
        encoding: iso-8859-1

    Passes:
        ![The café by the pier. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        ![The cafe by the pier. [Jane Doe/AFP]](ferry.jpg)
        encoding: windows-1252
    """
    yield from flaws_of(evidence, FlawKind.ENCODING)
