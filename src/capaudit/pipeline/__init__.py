"""The pipeline on one screen: paths → articles → evidence → findings → report."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from capaudit.config import Config, find_root
from capaudit.data.agencies import shipped_agencies
from capaudit.images import Site
from capaudit.model.finding import ArticleReport, Finding, Problem, Report, RunInfo
from capaudit.model.house import Habit
from capaudit.pipeline.article import ArticleOutcome, audit_article
from capaudit.pipeline.fold import SiteFindings, add_habits, fold
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.image_records import ImageRecords
from capaudit.pipeline.inputs import Input, read_inputs
from capaudit.pipeline.sites import SiteFinder
from capaudit.readers import SiteTemplates, TagParameters

__all__ = ["audit_paths", "inspect_article"]


def audit_paths(
    paths: Sequence[str], config: Config, *, stdin: tuple[str, bytes] | None = None
) -> Report:
    """Audit the articles at the given files, folders and globs.

    `stdin` is one more article: the path it belongs to and its bytes. Raises `UsageError` for a
    path that does not exist; whatever cannot be audited becomes a `Problem` of the report.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    root = config.root or find_root(config, paths)
    desk = make_desk(config, root)
    outcomes = [
        (each, _outcome(each, desk, config)) for each in read_inputs(paths, root, config, stdin)
    ]
    articles = (outcome.article for _, outcome in outcomes)
    problems = (problem for _, outcome in outcomes for problem in outcome.problems)
    return Report(
        run=_run_info(config, root, started, time.perf_counter() - clock),
        articles=tuple(article for article in articles if article is not None),
        findings=fold(tuple(_by_site(outcomes, SiteFinder(root))), desk.house),
        problems=tuple(sorted(problems, key=lambda problem: (problem.path, problem.reason))),
    )


def inspect_article(path: str, config: Config) -> ArticleReport | Problem:
    """One article's figures and claims, or the reason why it cannot be read."""
    report = audit_paths((path,), config)
    return report.articles[0] if report.articles else report.problems[0]


def make_desk(config: Config, root: Path) -> Desk:
    """What every article of a run is audited with."""
    house = config.house
    agencies = shipped_agencies().extended(house.agencies)
    site = Site(root=root, roots=config.image_roots)
    records = ImageRecords(site, config.image_records, config.image_record_keys)
    return Desk(site, house, agencies, records, _templates(config, root))


def _templates(config: Config, root: Path) -> SiteTemplates:
    given = {name: TagParameters(**tag.names()) for name, tag in config.image_tags.items()}
    return SiteTemplates(root, config.site_kind, given)


def _outcome(each: Input, desk: Desk, config: Config) -> ArticleOutcome:
    match each.content:
        case Problem() as problem:
            return ArticleOutcome(problems=(problem,))
        case bytes() as data:
            return audit_article(data, each.path, desk, config)


def _by_site(
    outcomes: Sequence[tuple[Input, ArticleOutcome]], finder: SiteFinder
) -> Iterator[SiteFindings]:
    """The findings of each site with its habit, sites in order of first appearance."""
    habits: dict[str, Habit] = {}
    findings: dict[str, list[Finding]] = defaultdict(list)
    for each, outcome in outcomes:
        site = finder.site_of(each.path, each.folder)
        habits[site] = add_habits(habits, site, outcome.habit)
        findings[site] += outcome.findings
    for site, habit in habits.items():
        yield SiteFindings(tuple(findings[site]), habit)


def _run_info(config: Config, root: Path, started: datetime, seconds: float) -> RunInfo:
    return RunInfo(
        started_at=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        duration_s=round(seconds, 3),
        root=_shown(root),
        profile=config.profile,
        config=str(config.path) if config.path else None,
        memory=None,
        date=(config.date or date.today()).isoformat(),
    )


def _shown(root: Path) -> str:
    """The root as seen from the current folder, or absolute where it lies elsewhere."""
    here = Path.cwd()
    return root.relative_to(here).as_posix() if root.is_relative_to(here) else str(root)
