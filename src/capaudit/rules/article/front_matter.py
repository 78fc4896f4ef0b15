"""ART002."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import FlawKind
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.article.flaws import flaws_of
from capaudit.rules.base import article_rule


@article_rule("ART002", "front-matter-invalid", Severity.ERROR)
def front_matter_invalid(evidence: ArticleEvidence) -> Iterator[Hit]:
    """The front matter cannot be read as a whole, or says one thing twice.

    Site generators then drop the page, or take whichever value comes last. What can be read is
    audited all the same.

    Flagged:
        article.md:
            ---
            title: Ferry leaves
            date: 2025-03-05
            title: Ferry returns
            ---

            ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

    Flagged:
        article.md:
            ---
            title: "The ferry is back
            date: 2025-03-05
            ---

            ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        article.md:
            ---
            title: Ferry leaves
            date: 2025-03-05
            ---

            ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        article.md:
            +++
            title = "The ferry is back"
            date = 2025-03-05
            +++

            ![A ferry leaves the pier. [Jane Doe/AFP]](ferry.jpg)
    """
    yield from flaws_of(evidence, FlawKind.FRONT_MATTER)
