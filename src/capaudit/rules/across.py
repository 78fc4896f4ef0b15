"""How rules that compare articles are declared, and how their hits become findings.

They see one use of an image at a time, with what other articles say of the image; the articles
themselves are long gone by then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from capaudit.model.claim import Claim
from capaudit.model.finding import Finding, Hit, ImageReference, Severity
from capaudit.model.text import Range
from capaudit.model.use import AuditedUse, Elsewhere, SourceLine
from capaudit.rules.base import (
    AcrossCheck,
    Rule,
    Scope,
    article_parts,
    documentation_of,
    fingerprint_of,
    ignore_applies,
)


def across_rule(code: str, name: str, severity: Severity) -> Callable[[AcrossCheck], Rule]:
    """Declare a rule that looks at one use of an image beside those in other articles."""

    def declare(check: AcrossCheck) -> Rule:
        return Rule(
            code=code,
            name=name,
            severity=severity,
            scope=Scope.ACROSS,
            documentation=documentation_of(check),
            check_across=check,
        )

    return declare


def find_across(rule: Rule, elsewhere: Elsewhere) -> Sequence[Finding]:
    """The rule's findings on one use: stamped, placed, ignores honoured."""
    # Every rule is asked about every use of a run, and most know at once that there is nothing.
    hits = tuple(rule.check_across(elsewhere)) if rule.check_across is not None else ()
    if not hits:
        return ()
    found = (_finding(rule, elsewhere.audited, hit) for hit in hits)
    return [finding for finding in found if not _is_ignored(elsewhere.audited, finding)]


def _finding(rule: Rule, audited: AuditedUse, hit: Hit) -> Finding:
    use = audited.use
    where = _range(audited, hit)
    line = _line(audited, where)
    own = (hit.at,) if isinstance(hit.at, Claim) else ()
    claims = (*own, *hit.claims)
    parts = [rule.code, *article_parts((use.path, use.item)), use.src, str(audited.ordinal)]
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=hit.severity or rule.severity,
        confidence=hit.confidence,
        message=hit.message,
        path=use.path,
        item=use.item,
        range=where,
        image=ImageReference(use.index, use.src),
        claims=claims,
        against=hit.against,
        # Who else says so changes with every article: the first is enough to know it again.
        fingerprint=fingerprint_of(
            parts, [str(claim.value) for claim in (*claims, *hit.against[:1])]
        ),
        help=f"capaudit explain {rule.code}",
        source_line=line.text if line else None,
        source_column=line.column if line else 1,
        cause=hit.cause,
    )


def _range(audited: AuditedUse, hit: Hit) -> Range:
    if isinstance(hit.at, Range):
        return hit.at
    if isinstance(hit.at, Claim) and hit.at.origin.range is not None:
        return hit.at.origin.range
    return audited.use.range


def _line(audited: AuditedUse, where: Range) -> SourceLine | None:
    """The excerpt around a position: of several of one long line the nearest."""
    near = [line for line in audited.lines if line.number == where.line]
    fitting = [line for line in near if line.column <= where.column]
    return max(fitting or near, key=lambda line: line.column, default=None)


def _is_ignored(audited: AuditedUse, finding: Finding) -> bool:
    lines = {audited.use.range.line, *([finding.range.line] if finding.range else [])}
    return any(ignore_applies(ignore, finding.code, lines) for ignore in audited.ignores)
