"""The pipeline on one screen: paths → articles → evidence → findings → report."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from capaudit.config import Config, find_root
from capaudit.data.agencies import shipped_agencies
from capaudit.images import Site
from capaudit.memory.baseline import read_baseline
from capaudit.model.finding import (
    ArticleReport,
    ChangedSince,
    Finding,
    Problem,
    Report,
    RuleText,
    RunInfo,
)
from capaudit.model.house import Habit
from capaudit.pipeline.across import Audited, Neighbours, settle_across
from capaudit.pipeline.article import ArticleOutcome, audit_article
from capaudit.pipeline.changed import EVERYTHING, Changes, choose
from capaudit.pipeline.fold import SiteFindings, add_habits, group, keep
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.image_records import ImageRecords
from capaudit.pipeline.inputs import Input, folders_of, read_inputs
from capaudit.pipeline.known import against_baseline
from capaudit.pipeline.recollection import Recollection
from capaudit.pipeline.sites import SiteFinder
from capaudit.readers import SiteTemplates, TagParameters
from capaudit.rules.documentation import read_documentation
from capaudit.rules.registry import RULES

__all__ = ["audit_paths", "inspect_article"]


def audit_paths(
    paths: Sequence[str],
    config: Config,
    *,
    stdin: tuple[str, bytes] | None = None,
    changes: Changes | None = None,
) -> Report:
    """Audit the articles at the given files, folders and globs.

    `stdin` is one more article: the path it belongs to and its bytes. With `changes` only what
    they touch is audited. Raises `UsageError` for a path that does not exist; whatever cannot be
    audited becomes a `Problem` of the report.
    """
    return audit_run(paths, config, stdin=stdin, changes=changes).report


class AuditRun(msgspec.Struct, frozen=True):
    """A report, and what is left of its run to audit one of the articles once more.

    `found_under` gives the folder that each article was found under.
    """

    report: Report
    desk: Desk
    neighbours: Neighbours
    found_under: Mapping[str, str]


def audit_run(
    paths: Sequence[str],
    config: Config,
    *,
    stdin: tuple[str, bytes] | None = None,
    memory: Callable[[Path | None], Recollection] = Recollection,
    changes: Changes | None = None,
) -> AuditRun:
    """The same with what else there is to know of the run; `memory` opens what it is to know."""
    started, clock = datetime.now(UTC), time.perf_counter()
    baseline = read_baseline(config.baseline) if config.baseline is not None else None
    root = config.root or find_root(config, paths)
    desk = make_desk(config, root)
    scope = EVERYTHING
    if changes is not None:
        scope = choose(read_inputs(paths, root, config, stdin), desk, config, changes)
    with memory(config.memory) as recollection:
        inputs = read_inputs(paths, root, config, stdin, scope.includes)
        run = _audited(paths, inputs, desk, config, scope.beside)
        compared = settle_across(run, desk, config, recollection)
    outcomes = scope.without_beside(compared.outcomes, run.inputs)
    pairs = list(zip(run.inputs, outcomes, strict=True))
    sites = tuple(_by_site(pairs, desk.sites, scope.habits))
    found = keep(sites, desk.house)
    articles = (outcome.article for outcome in outcomes)
    problems = (problem for outcome in outcomes for problem in outcome.problems)
    report = Report(
        run=_run_info(config, root, started, time.perf_counter() - clock, scope.since),
        articles=tuple(article for article in articles if article is not None),
        findings=group(found),
        problems=tuple(sorted(problems, key=lambda problem: (problem.path, problem.reason))),
        notices=(*scope.notices, *recollection.notices),
        rules=rule_texts(found),
        folders=() if scope.since is not None else folders_of(paths, root),
    )
    if baseline is not None:
        report = against_baseline(report, found, sites, baseline, config)
    found_under = {each.path: each.folder for each in run.inputs}
    return AuditRun(report, desk, compared.neighbours, found_under)


def inspect_article(path: str, config: Config) -> ArticleReport | Problem:
    """One article's figures and claims, or the reason why it cannot be read."""
    # Who looks at an article does not audit it: nothing is to be remembered of that.
    report = audit_paths((path,), msgspec.structs.replace(config, memory=None))
    return report.articles[0] if report.articles else report.problems[0]


def make_desk(config: Config, root: Path) -> Desk:
    """What every article of a run is audited with."""
    house = config.house
    agencies = shipped_agencies().extended(house.agencies)
    site = Site(root=root, roots=config.image_roots)
    records = ImageRecords(site, config.image_records, config.image_record_keys)
    return Desk(site, house, agencies, records, SiteFinder(root), _templates(config, root))


def _templates(config: Config, root: Path) -> SiteTemplates:
    given = {name: TagParameters(**tag.names()) for name, tag in config.image_tags.items()}
    return SiteTemplates(root, config.site_kind, given)


def rule_texts(findings: Sequence[Finding]) -> tuple[RuleText, ...]:
    """What reports tell of the rules that found something."""
    codes = {finding.code for finding in findings}
    found = [(rule, read_documentation(rule.documentation)) for rule in RULES if rule.code in codes]
    return tuple(
        RuleText(rule.code, rule.name, rule.severity, page.summary, page.reason)
        for rule, page in sorted(found, key=lambda pair: pair[0].code)
    )


def _audited(
    paths: Sequence[str],
    stream: Iterable[Input],
    desk: Desk,
    config: Config,
    beside: frozenset[str],
) -> Audited:
    """Each article by itself, in one stream."""
    inputs: list[Input] = []
    outcomes: list[ArticleOutcome] = []
    for each in stream:
        outcomes.append(_outcome(each, desk, config))
        # The bytes of an audited article are needed no more.
        inputs.append(msgspec.structs.replace(each, content=b""))
    return Audited(paths, inputs, outcomes, beside)


def _outcome(each: Input, desk: Desk, config: Config) -> ArticleOutcome:
    match each.content:
        case Problem() as problem:
            return ArticleOutcome(problems=(problem,))
        case bytes() as data:
            return audit_article(data, each.path, desk, config, each.folder)


def _by_site(
    outcomes: Sequence[tuple[Input, ArticleOutcome]],
    finder: SiteFinder,
    others: Mapping[str, Habit],
) -> Iterator[SiteFindings]:
    """The findings of each site with its habit, in which `others` have their part."""
    habits = dict(others)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for each, outcome in outcomes:
        site = finder.site_of(each.path, each.folder)
        habits[site] = add_habits(habits, site, outcome.habit)
        findings[site] += outcome.findings
    for site, habit in habits.items():
        yield SiteFindings(tuple(findings[site]), habit, site)


def _run_info(
    config: Config, root: Path, started: datetime, seconds: float, since: ChangedSince | None
) -> RunInfo:
    return RunInfo(
        started_at=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        duration_s=round(seconds, 3),
        root=_shown(root),
        profile=config.profile,
        config=str(config.path) if config.path else None,
        memory=str(config.memory) if config.memory else None,
        date=(config.date or date.today()).isoformat(),
        changed_since=since,
    )


def _shown(root: Path) -> str:
    """The root as seen from the current folder, or absolute where it lies elsewhere."""
    here = Path.cwd()
    return root.relative_to(here).as_posix() if root.is_relative_to(here) else str(root)
