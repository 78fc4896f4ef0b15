"""Applies fixes to whole articles: audited before, audited after, and only then handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from capaudit.config import Config, find_root
from capaudit.model.finding import Finding, Fix, Problem, Report
from capaudit.pipeline import AuditRun, audit_run
from capaudit.pipeline.article import ArticleOutcome
from capaudit.pipeline.audit_input import audit_input
from capaudit.pipeline.fixes import apply, edits_of
from capaudit.pipeline.inputs import Asked, Input, read_inputs
from capaudit.pipeline.left_alone import Remainder
from capaudit.pipeline.recollection import Retrospect
from capaudit.readers import read_article
from capaudit.rules.registry import RULES

# One fix may uncover another (a decoded credit that is not in the house's style); a chain is short.
_MOST_ROUNDS = 4
# So many fixes of one article are tried one by one where they do not go together.
_MOST_TRIED = 25
_HABITUAL = frozenset(rule.code for rule in RULES if rule.habit is not None)

Accepts = Callable[[Fix], bool]


class Mended(msgspec.Struct, frozen=True):
    """An article with fixes made: its bytes before and after, and the findings that are gone."""

    path: str
    before: bytes
    after: bytes
    findings: tuple[Finding, ...]


class _Bench(msgspec.Struct, frozen=True):
    """What every article is mended with; `wanted` are the fingerprints that the run reports."""

    run: AuditRun
    config: Config
    accepts: Accepts
    wanted: frozenset[str]


def mend_paths(
    paths: Sequence[str], config: Config, accepts: Accepts
) -> tuple[Report, Iterator[Mended | Problem]]:
    """Audit articles, then mend those with accepted fixes, one at a time; nothing is written.

    The report is of the state before. Raises `UsageError` for a path that does not exist.
    """
    root = config.root or find_root(config, paths)
    # What is about to change is not worth remembering.
    run = audit_run(paths, config, memory=Retrospect)
    fixes = list(fixes_of(run.report))
    wanted = frozenset(fingerprint for _, fingerprint, fix in fixes if accepts(fix))
    bench = _Bench(run, config, accepts, wanted)
    touched = dict.fromkeys(path for path, fingerprint, _ in fixes if fingerprint in wanted)
    return run.report, _mended([str(root / path) for path in touched], bench)


def fixes_of(report: Report) -> Iterator[tuple[str, str, Fix]]:
    """Path, fingerprint and fix of everything in a report that has one, grouped ones included."""
    for finding in report.findings:
        if finding.fix is not None:
            yield finding.path, finding.fingerprint, finding.fix
        for one in finding.occurrences:
            if one.fix is not None:
                yield one.path, one.fingerprint, one.fix


def _mended(paths: Sequence[str], bench: _Bench) -> Iterator[Mended | Problem]:
    for each in read_inputs(Asked(paths, bench.run.desk.site.root, bench.config), Remainder()):
        match each.content:
            case Problem() as problem:
                yield problem
            case bytes() as data:
                after, findings = _rounds(data, each.path, bench)
                if findings:
                    yield Mended(each.path, data, after, tuple(findings))
            case Path():
                # What is read as a stream no person edits: nothing in it has a fix.
                continue


def _rounds(data: bytes, path: str, bench: _Bench) -> tuple[bytes, list[Finding]]:
    """Mend until nothing is left to mend."""
    gone: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        outcome = _audited(data, path, bench)
        wanted = [finding for finding in outcome.findings if _is_wanted(finding, bench)]
        data, mended = _mend(data, path, outcome, wanted, bench)
        if not mended:
            break
        gone += mended
    return data, gone


def _audited(data: bytes, path: str, bench: _Bench) -> ArticleOutcome:
    """An article by itself, then held against what the run's other articles said before."""
    folder = bench.run.found_under.get(path, ".")
    # What people edit by hand is one article.
    (outcome,) = audit_input(Input(path, folder, data), bench.run.desk, bench.config)
    return bench.run.neighbours.compare(outcome)


def _is_wanted(finding: Finding, bench: _Bench) -> bool:
    """Whether a finding is to be mended; what is no habit of the site never is."""
    if finding.fix is None or not bench.accepts(finding.fix):
        return False
    return finding.code not in _HABITUAL or finding.fingerprint in bench.wanted


def _mend(
    data: bytes, path: str, outcome: ArticleOutcome, wanted: Sequence[Finding], bench: _Bench
) -> tuple[bytes, Sequence[Finding]]:
    """The article with as many of the fixes made as leave it sound, and the findings gone."""
    together = _tried(data, path, outcome, wanted, bench)
    if together is not None:
        return together, wanted
    made: list[Finding] = []
    after = data
    for finding in wanted[:_MOST_TRIED]:
        tried = _tried(data, path, outcome, [*made, finding], bench)
        if tried is not None:
            after = tried
            made.append(finding)
    return after, made


def _tried(
    data: bytes, path: str, before: ArticleOutcome, findings: Sequence[Finding], bench: _Bench
) -> bytes | None:
    """The article with the fixes made, if it then audits clean of them and of anything new."""
    edits = edits_of([finding.fix for finding in findings if finding.fix is not None])
    changed = apply(data, read_article(data, path), edits) if edits else None
    if changed is None:
        return None
    after = _audited(changed, path, bench)
    allowed = _counted(before.findings)
    allowed.subtract(_counted(findings))
    grown = _counted(after.findings) - allowed
    return None if grown or len(after.problems) > len(before.problems) else changed


def _counted(findings: Sequence[Finding]) -> Counter[tuple[str, int | None]]:
    return Counter((one.code, one.image.index if one.image else None) for one in findings)
