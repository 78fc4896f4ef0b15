"""The pictures of a report with what was found on each, the worst first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from capaudit.model.finding import (
    ArticleReport,
    Aspect,
    Finding,
    ImageReference,
    ImageReport,
    Report,
    Severity,
    VerdictKind,
)

# Verdicts by how much an editor has to do about them.
VERDICTS = (
    VerdictKind.MISMATCH,
    VerdictKind.MISSING,
    VerdictKind.UNVERIFIED,
    VerdictKind.CONSISTENT,
)


class Found(msgspec.Struct, frozen=True):
    """A finding on a picture; `elsewhere` where it is told in full on the picture named by it."""

    finding: Finding
    elsewhere: tuple[str, int] | None = None


class Entry(msgspec.Struct, frozen=True):
    """A picture, the article it stands in, and what was found on it."""

    article: ArticleReport
    image: ImageReport
    found: tuple[Found, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all other pictures of a report."""
        return self.article.path, self.image.index

    @property
    def severity(self) -> Severity | None:
        """The worst of what was found on it."""
        return min((f.finding.severity for f in self.found), key=lambda s: s.rank, default=None)

    @property
    def worth(self) -> tuple[int, ...]:
        """Sort key, the worst first: severity, mismatches, findings, then what is missing."""
        counts = [
            sum(judged.verdict is kind for judged in self.image.verdicts.values())
            for kind in VERDICTS
        ]
        rank = len(Severity) if self.severity is None else self.severity.rank
        return rank, -counts[0], -len(self.found), *(-count for count in counts[1:])

    def verdict(self, aspect: Aspect) -> VerdictKind | None:
        """What the evidence says of one aspect."""
        judged = self.image.verdicts.get(aspect)
        return None if judged is None else judged.verdict


def worst_first(report: Report) -> list[Entry]:
    """Every picture of the report; equally bad ones as they stand in it."""
    found = _found_by_picture(report.findings)
    entries = [
        Entry(article, image, tuple(found.get((article.path, image.index), ())))
        for article in report.articles
        for image in article.images
    ]
    return sorted(entries, key=lambda entry: entry.worth)


def beside_pictures(report: Report, entries: Sequence[Entry]) -> list[Finding]:
    """The findings that no card shows: on articles as a whole, the worst first."""
    keys = {entry.key for entry in entries}
    left = [
        finding
        for finding in report.findings
        if not any(key in keys for key in _pictures_of(finding))
    ]
    return sorted(left, key=lambda finding: finding.severity.rank)


def _found_by_picture(findings: Sequence[Finding]) -> Mapping[tuple[str, int], list[Found]]:
    """What was found on each picture, the places where a finding recurs included."""
    found: dict[tuple[str, int], list[Found]] = defaultdict(list)
    for finding in findings:
        keys = list(dict.fromkeys(_pictures_of(finding)))
        for key in keys[:1]:
            found[key].append(Found(finding))
        for key in keys[1:]:
            found[key].append(Found(finding, keys[0]))
    for each in found.values():
        each.sort(key=lambda one: one.finding.severity.rank)
    return found


def _pictures_of(finding: Finding) -> Iterator[tuple[str, int]]:
    """The pictures a finding is on, by path and index."""
    places: list[tuple[str, ImageReference | None]] = [(finding.path, finding.image)]
    places += [(one.path, one.image) for one in finding.occurrences]
    for path, image in places:
        if image is not None:
            yield path, image.index
