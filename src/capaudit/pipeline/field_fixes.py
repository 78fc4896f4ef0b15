"""Fixes that give an image's credit a field of its own, as the site's other articles do.

They are made while an article's evidence is there; whether one is wanted, and what the site calls
the field, is known only when all articles have been read.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from capaudit.fixes.credit_fields import field_in_article
from capaudit.fixes.registry import FIELD_FIXERS
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Finding, Fix
from capaudit.model.use import AuditedUse, CreditStanding, Elsewhere, FieldFix
from capaudit.pipeline.fixes import MOST_FIXES, sound_ones
from capaudit.readers import NO_SITE, SiteView

# What the field is called until the site's own name for it is known: readers know it everywhere.
_STAND_IN = "credit"
_MISSING, _MISPLACED = "CRD001", "CRD009"


def with_field_fixes(
    data: bytes,
    evidence: ArticleEvidence,
    findings: Iterable[Finding],
    uses: Sequence[AuditedUse],
    site: SiteView = NO_SITE,
) -> tuple[AuditedUse, ...]:
    """The uses with the fix of each whose credit could stand in a field of its own."""
    uncredited = {
        one.image.index
        for one in findings
        if one.code == _MISSING and one.image is not None and not _fills_a_field(one.fix)
    }
    proposed = dict(_proposed(evidence, uses, uncredited))
    sound = sound_ones(data, evidence.article, [one.fix for one in proposed.values()], site)
    made = {index: one for index, one in proposed.items() if one.fix in sound}
    return tuple(
        msgspec.structs.replace(one, field_fix=made[one.use.index])
        if one.use.index in made
        else one
        for one in uses
    )


def _proposed(
    evidence: ArticleEvidence, uses: Sequence[AuditedUse], uncredited: Container[int]
) -> Iterator[tuple[int, FieldFix]]:
    for audited in uses[:MOST_FIXES]:
        code = _code_for(audited, uncredited)
        if code is not None:
            image = evidence.images[audited.use.index]
            field = field_in_article(evidence, image)
            fix = FIELD_FIXERS[code](evidence, image, field or _STAND_IN)
            if fix is not None:
                stand_in = None if field else _STAND_IN
                yield audited.use.index, FieldFix(code=code, fix=fix, stand_in=stand_in)


def _code_for(audited: AuditedUse, uncredited: Container[int]) -> str | None:
    """The rule whose finding on a use a field of its own would mend."""
    place = audited.credit_place
    if place is None or place.standing is CreditStanding.IN_FIELD:
        return None
    if place.standing is CreditStanding.ELSEWHERE:
        return _MISPLACED
    return _MISSING if audited.use.index in uncredited else None


def may_be_fixed_in_field(findings: Iterable[Finding]) -> bool:
    """Whether the habit of other articles may have a say in how any of the findings is mended."""
    return any(finding.code in FIELD_FIXERS for finding in findings)


def fixed_in_field(finding: Finding, seen: Mapping[int, Elsewhere]) -> Finding:
    """The finding with the fix that the habit of the site's other articles gives it."""
    elsewhere = seen.get(finding.image.index) if finding.image is not None else None
    if elsewhere is None or finding.code not in FIELD_FIXERS or _fills_a_field(finding.fix):
        return finding
    # Where credits have no place of their own by habit, a missing one may stand in the caption.
    if not elsewhere.habit.prevails and finding.code == _MISSING:
        return finding
    made = elsewhere.audited.field_fix
    fitting = made is not None and made.code == finding.code
    fix = made.named(elsewhere.habit.field) if made is not None and fitting else None
    return msgspec.structs.replace(finding, fix=fix)


def _fills_a_field(fix: Fix | None) -> bool:
    return fix is not None and bool(fix.adds)
