"""What a reader noticed about the source, as hits; shared by the rules on flaws."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import FlawKind
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Hit


def flaws_of(evidence: ArticleEvidence, kind: FlawKind) -> Iterator[Hit]:
    """A hit for each flaw of one kind, where it stands and as the reader words it."""
    for flaw in evidence.article.flaws:
        if flaw.kind is kind:
            yield Hit(at=flaw.span, message=flaw.message)
