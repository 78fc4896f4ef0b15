"""Tells new findings from those in a baseline, and what of the baseline is no longer found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from capaudit.config import Config
from capaudit.memory.baseline import Baseline, Known
from capaudit.model.finding import BaselineUse, Finding, KnownFinding, Report
from capaudit.pipeline.fold import SiteFindings, group


class Scope(msgspec.Struct, frozen=True):
    """What a run could have found: the articles it audited, by the rules that it applied."""

    root: Path
    config: Config
    audited: frozenset[str]

    @classmethod
    def of(cls, report: Report, config: Config) -> Scope:
        """The scope of the run that made a report."""
        root = config.root or Path(report.run.root)
        return cls(root, config, frozenset(article.path for article in report.articles))

    def covers(self, path: str, code: str) -> bool:
        """Whether a finding that is there would have been found; a file that is gone has none."""
        if path in self.audited:
            return self.config.applies(path, code)
        return not (self.root / path).exists()


def against_baseline(
    report: Report,
    found: Sequence[Finding],
    sites: Iterable[SiteFindings],
    baseline: Baseline,
    config: Config,
) -> Report:
    """The report with nothing but findings that the baseline does not know.

    What stays known is counted before one cause is made one finding: a new place of an old
    cause is new.
    """
    new = without_known(found, baseline)
    seen = (fingerprint for site in sites for fingerprint in site.seen)
    gone = tuple(stale(baseline, seen, Scope.of(report, config)))
    use = BaselineUse(str(config.baseline), len(found) - len(new), gone)
    return msgspec.structs.replace(report, findings=group(new), baseline=use)


def without_known(findings: Iterable[Finding], baseline: Baseline) -> tuple[Finding, ...]:
    """The findings that are not in the baseline; of equal ones as many are known as stand there."""
    left = Counter(one.fingerprint for known in baseline.findings.values() for one in known)
    new = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            new.append(finding)
    return tuple(new)


def stale(baseline: Baseline, seen: Iterable[str], scope: Scope) -> Iterator[KnownFinding]:
    """The entries whose finding is no longer there; `seen` are the fingerprints of what is.

    Articles that were not audited, and rules that were not applied, leave their entries alone.
    """
    left = Counter(seen)
    for path, entries in baseline.findings.items():
        for entry in entries:
            if left[entry.fingerprint] > 0:
                left[entry.fingerprint] -= 1
            elif scope.covers(path, entry.code):
                yield KnownFinding(path, entry.code, entry.fingerprint)


def baseline_of(report: Report, old: Baseline, config: Config) -> Baseline:
    """The baseline that knows all of a report, and still what its run did not look at."""
    scope = Scope.of(report, config)
    findings: dict[str, list[Known]] = defaultdict(list)
    for path, entries in old.findings.items():
        findings[path] += (one for one in entries if not scope.covers(path, one.code))
    for finding in report.findings:
        findings[finding.path].append(Known(finding.code, finding.fingerprint))
        for one in finding.occurrences:
            findings[one.path].append(Known(finding.code, one.fingerprint))
    return Baseline({path: tuple(known) for path, known in findings.items()})


def as_known(report: Report, file: str) -> Report:
    """A report all of whose findings have just gone into a baseline."""
    known = sum(1 + len(finding.occurrences) for finding in report.findings)
    return msgspec.structs.replace(report, findings=(), baseline=BaselineUse(file, known))
