"""CAP005: the letters that were meant."""

from __future__ import annotations

from capaudit.data.garbling import repairs
from capaudit.fixes.writing import fix_of, rewrite
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Fix


def caption_ungarbled(whole: ArticleEvidence, evidence: Evidence, finding: Finding) -> Fix | None:
    """Decode the caption as it was meant, where every garbled part of it can be."""
    del finding
    caption = evidence.figure.caption
    repaired = repairs(caption.text) if caption is not None else ()
    if caption is None or not repaired:
        return None
    shown = ", ".join(
        f"“{caption.text[span.start : span.end]}” → “{text}”" for span, text in repaired
    )
    edits = [rewrite(whole.article, caption, span, text) for span, text in repaired]
    return fix_of(f"the caption is decoded: {shown}", *edits)
