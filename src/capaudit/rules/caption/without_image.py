"""CAP009."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import Medium
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import article_rule
from capaudit.rules.printed import words_of


@article_rule("CAP009", "caption-without-image", Severity.WARNING)
def caption_without_image(evidence: ArticleEvidence) -> Iterator[Hit]:
    """A figure carries a caption and holds nothing that the caption could speak of.

    The picture was deleted, or never pasted, and its caption stayed.

    Flagged:
        <figure>
        <figcaption>Rescuers search the collapsed market hall.</figcaption>
        </figure>

    Flagged:
        <figure class="wide">
        <a href="/gallery"></a>
        <figcaption>Rescuers search the collapsed market hall in Leeds.</figcaption>
        </figure>

    Passes:
        <figure>
        <video src="rescue.mp4"></video>
        <figcaption>Rescuers search the collapsed market hall.</figcaption>
        </figure>

    Passes:
        <figure>
        <img src="rescue.jpg" alt="Rescuers in a ruin">
        <figcaption>Rescuers search the collapsed market hall.</figcaption>
        </figure>
    """
    for figure in evidence.article.figures:
        if figure.medium is Medium.NOTHING and words_of(figure.caption):
            yield Hit(at=figure, message="the caption stands in a figure without an image")
