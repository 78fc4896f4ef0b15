"""ART001."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import Medium
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import article_rule


@article_rule("ART001", "publication-date-missing", Severity.WARNING)
def publication_date_missing(evidence: ArticleEvidence) -> Iterator[Hit]:
    """The article does not say when it was published.

    Whether a picture is old, new or of tomorrow is judged by that date; without it the checks of
    dates rest on inference (a date in the image paths), or do not run. Where more than half of a
    site's articles have none, that is one finding with its list.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        date: none

    Flagged:
        article.md:
            ---
            title: The ferry is back
            date: soon
            ---

            ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        date: 2025-03-05

    Passes:
        2025-03-05-ferry.md:
            ---
            title: The ferry is back
            ---

            ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
        date: 2025-03-05
    """
    if not any(figure.medium is Medium.IMAGE for figure in evidence.article.figures):
        return
    published = evidence.date_published
    if published is None:
        message = "no publication date; dates of its pictures cannot be judged"
        yield Hit(at=evidence.article, message=message)
    elif published.value.inferred:
        message = f"no publication date; {published.value} is inferred from {published.raw}"
        yield Hit(at=evidence.article, message=message, against=(published,))
