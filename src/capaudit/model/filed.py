"""An article of a report where they are too many to be held: put away, and counted."""

from __future__ import annotations

from collections import Counter

import msgspec

from capaudit.model.article import ArticleKey
from capaudit.model.finding import ArticleReport, Aspect, VerdictKind

Verdicts = dict[Aspect, dict[VerdictKind, int]]


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One article put away.

    `report` is the `ArticleReport` as MessagePack (as it is, where a name in it is no UTF-8),
    `record` the same as the JSON report has it, on one line. `verdicts` count the images by aspect
    and verdict. What the audit cache has goes by its number there, `stored`, and has neither.
    """

    key: ArticleKey
    images: int
    verdicts: Verdicts
    report: bytes | ArticleReport
    record: bytes
    stored: int | None = None


def verdicts_of(article: ArticleReport) -> Verdicts:
    """The images of one article by aspect and verdict."""
    counts: dict[Aspect, Counter[VerdictKind]] = {}
    for image in article.images:
        for aspect, judged in image.verdicts.items():
            counts.setdefault(aspect, Counter())[judged.verdict] += 1
    return {aspect: dict(count) for aspect, count in counts.items()}
