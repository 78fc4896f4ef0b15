"""Tells new findings from those in a baseline, and what of the baseline is no longer found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from capaudit.config import Config
from capaudit.memory.baseline import Baseline, Known
from capaudit.model.finding import BaselineUse, Finding, KnownFinding, Report
from capaudit.pipeline.archives import INSIDE, Places
from capaudit.pipeline.fold import SiteFindings, group
from capaudit.rules.registry import RULES

_ACROSS = frozenset(rule.code for rule in RULES if rule.check_across is not None)


class Scope(msgspec.Struct, frozen=True):
    """What a run could have found: the articles it audited, by the rules that it applied.

    `is_wide` tells that it went over folders with all the articles of a baseline: what one article
    has against others is not found where it is audited without them.
    """

    root: Path
    config: Config
    audited: frozenset[str]
    is_wide: bool
    folders: tuple[str, ...] = ()

    @classmethod
    def of(cls, report: Report, config: Config, baseline: Baseline) -> Scope:
        """The scope of the run that made a report, in respect of a baseline."""
        root = config.root or Path(report.run.root)
        audited = frozenset(report.paths)
        folders = tuple("" if folder == "." else f"{folder}/" for folder in report.folders)
        is_wide = all(path.startswith(folders) for path in baseline.findings)
        return cls(root, config, audited, is_wide and bool(folders), report.folders)

    def covers(self, path: str, code: str) -> bool:
        """Whether a finding that is there would have been found; a file that is gone has none."""
        if path not in self.audited:
            was_opened = path.partition(INSIDE)[0] + INSIDE[:1] in self.folders
            return was_opened or not Places(self.root).is_there(path)
        return self.config.applies(path, code) and (self.is_wide or code not in _ACROSS)


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
    new, known = parted(found, baseline)
    seen = (fingerprint for site in sites for fingerprint in site.seen)
    gone = tuple(stale(baseline, seen, Scope.of(report, config, baseline)))
    use = BaselineUse(str(config.baseline), len(known), gone)
    return msgspec.structs.replace(report, findings=group(new), known=known, baseline=use)


def parted(
    findings: Iterable[Finding], baseline: Baseline
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are not in the baseline, and those that are.

    Of equal ones as many are known as stand there.
    """
    left = Counter(one.fingerprint for known in baseline.findings.values() for one in known)
    new, known = [], []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            known.append(finding)
        else:
            new.append(finding)
    return tuple(new), tuple(known)


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
    scope = Scope.of(report, config, old)
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
    use = BaselineUse(file, known)
    return msgspec.structs.replace(report, findings=(), known=report.findings, baseline=use)
