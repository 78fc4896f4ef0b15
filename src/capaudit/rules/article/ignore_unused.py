"""ART004."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.article import IdleIgnore, Idleness
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Hit, Severity
from capaudit.model.text import Passage
from capaudit.rules.base import article_rule


@article_rule("ART004", "ignore-unused", Severity.NOTE)
def ignore_unused(evidence: ArticleEvidence) -> Iterator[Hit]:
    """An ignore in the text suppresses nothing.

    Once its fault is mended, an ignore that stays would hide the next one of its kind. One whose
    code is mistyped, or which lacks the reason that the house asks for, does nothing from the
    start. Codes of rules that did not run are left alone.

    Flagged:
        <!-- capaudit: ignore DAT001: as the archive has it -->
        ![A ferry leaves the pier on 28 February 2025. [Jane Doe/AFP]](ferry.jpg)

    Flagged:
        <!-- capaudit: ignore DAT999: as the archive has it -->
        ![A ferry leaves the pier on 28 February 2025. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        <!-- capaudit: ignore DAT001: as the archive has it -->
        ![A ferry leaves the pier on 30 February 2025. [Jane Doe/AFP]](ferry.jpg)

    Passes:
        <!-- capaudit: ignore CRD010: the sender strips its files -->
        ![A ferry leaves the pier on 28 February 2025. [Jane Doe/AFP]](ferry.jpg)
    """
    text = evidence.article.source.text
    for idle in evidence.idle_ignores:
        span = idle.ignore.span
        words = Passage.verbatim(text[span.start : span.end], span.start)
        yield Hit(at=words, message=_message(idle))


def _message(idle: IdleIgnore) -> str:
    codes = " and ".join(idle.codes)
    match idle.why:
        case Idleness.UNUSED:
            return f"the ignore of {codes} suppresses nothing"
        case Idleness.UNKNOWN:
            return f"the ignore names {codes}, a code that no rule has"
        case Idleness.WITHOUT_CODE:
            return "the ignore names no rule, as in CRD001, and so suppresses nothing"
        case Idleness.WITHOUT_REASON:
            return "the ignore gives no reason, which the house asks for, and so does nothing"
