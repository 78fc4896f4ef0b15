"""CRD007: the credit in the house's own form."""

from __future__ import annotations

from capaudit.data.credit_styles import credit_style
from capaudit.fixes.places import passage_at
from capaudit.fixes.writing import fix_of, rewrite
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Fix
from capaudit.model.values import Credit


def credit_in_house_style(
    whole: ArticleEvidence, evidence: Evidence, finding: Finding
) -> Fix | None:
    """Print the makers and suppliers that the credit names in the house's form."""
    claim, style = finding.claims[0], evidence.house.credit_style
    where = claim.origin.span
    if style is None or where is None or not isinstance(claim.value, Credit):
        return None
    found = passage_at(whole.article.figures[evidence.figure.index], where)
    if found is None:
        return None
    line = credit_style(style).line(claim.value.creators, claim.value.organisations)
    passage, inside = found
    return fix_of(f"credit becomes “{line}”", rewrite(whole.article, passage, inside, line))
