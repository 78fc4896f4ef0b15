"""CRD009: the credit in its field instead of the caption or the alternative text."""

from __future__ import annotations

from capaudit.fixes.credit_fields import add_credit_field
from capaudit.fixes.places import passage_at
from capaudit.fixes.writing import rewrite
from capaudit.model.claim import Source
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Fix
from capaudit.model.text import Span

# What opens a credit, or parts it from the caption before it.
_BEFORE_CREDIT = " \t\r\n\u00a0-–—|/•·©([（【"
# What may stand behind a credit that closes a text.
_BEHIND_CREDIT = " \t\r\n\u00a0)]）】.。"


def credit_moved(whole: ArticleEvidence, evidence: Evidence, field: str) -> Fix | None:
    """Take the credit out of the text and print it in the field for it.

    A text that is nothing but the credit is left alone, for an empty one may mean something else.
    """
    claims = evidence.credit_line.by(Source.CAPTION, Source.ALT_TEXT)
    where = claims[0].origin.span if len(claims) == 1 else None
    figure = whole.article.figures[evidence.figure.index]
    found = passage_at(figure, where) if where is not None else None
    if found is None:
        return None
    passage, inside = found
    rest = passage.text[: inside.start].rstrip(_BEFORE_CREDIT)
    if not rest or passage.text[inside.end :].strip(_BEHIND_CREDIT):
        return None
    added = add_credit_field(whole, evidence, field, claims[0].raw)
    removed = rewrite(whole.article, passage, Span(len(rest), len(passage.text)), "")
    if added is None or removed is None:
        return None
    description = f"the credit “{claims[0].raw}” moves into its field"
    return Fix(description, True, (removed, added.edit), (added.adds,))
