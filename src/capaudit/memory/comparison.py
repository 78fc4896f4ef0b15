"""What two stored reports differ in, by the fingerprints of their findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from capaudit.memory.stored_report import StoredFinding, StoredReport


class Comparison(msgspec.Struct, frozen=True):
    """What is new, what is gone, and how many findings stand in both.

    `unaudited` are the paths of what is gone only because the new report has no such article.
    """

    new: tuple[StoredFinding, ...]
    gone: tuple[StoredFinding, ...]
    unchanged: int
    unaudited: frozenset[str]


def compare(old: StoredReport, new: StoredReport) -> Comparison:
    """Compare two reports; of equal findings as many are the same as stand in both."""
    added = _without(new.findings, old.findings)
    gone = _without(old.findings, new.findings)
    return Comparison(
        new=added,
        gone=gone,
        unchanged=len(new.findings) - len(added),
        unaudited=frozenset(one.path for one in gone) - new.articles,
    )


def _without(
    findings: Iterable[StoredFinding], others: Iterable[StoredFinding]
) -> tuple[StoredFinding, ...]:
    left = Counter(one.fingerprint for one in others)
    rest = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            rest.append(finding)
    return tuple(sorted(rest, key=lambda finding: finding.order))
