"""ART003."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import FlawKind
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.article.flaws import flaws_of
from capaudit.rules.base import article_rule


@article_rule("ART003", "byline-incomplete", Severity.NOTE)
def byline_incomplete(evidence: ArticleEvidence) -> Iterator[Hit]:
    """The byline begins and breaks off.

    A bar, an "and" or a comma promises a further name or the place the reporter wrote from.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

        By Arturo Lindqvist |

        LEEDS -- The ferry is back after the winter.

    Flagged:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

        By Arturo Lindqvist and

        LEEDS -- The ferry is back after the winter.

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

        By Arturo Lindqvist

        LEEDS -- The ferry is back after the winter.

    Passes:
        ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

        By Arturo Lindqvist | Leeds

        The ferry is back after the winter.
    """
    yield from flaws_of(evidence, FlawKind.BYLINE)
