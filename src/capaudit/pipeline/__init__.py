"""The pipeline on one screen: paths → articles → evidence → findings → report."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import msgspec

from capaudit.config import Config, find_root
from capaudit.engines import run as run_engine
from capaudit.errors import UsageError
from capaudit.memory.baseline import read_baseline
from capaudit.memory.filing import Filing
from capaudit.memory.stored_articles import UnreadableCacheError
from capaudit.memory.use_shelf import UseShelf
from capaudit.model.finding import (
    ArticleReport,
    Finding,
    Problem,
    Report,
    RuleText,
    RunInfo,
)
from capaudit.model.house import Habit
from capaudit.pipeline.across import Audited, Held, Neighbours, settle_across
from capaudit.pipeline.archives import Archive, Places, inputs_of, unpacked
from capaudit.pipeline.auditing import audit_job
from capaudit.pipeline.changed import EVERYTHING, Changes, Scope, choose
from capaudit.pipeline.cloud_sites import audit_in_cloud
from capaudit.pipeline.desk import make_desk
from capaudit.pipeline.earlier import Audit, Earlier, earlier_runs, look
from capaudit.pipeline.fold import SiteFindings, add_habits, group, keep, stands_alone
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.inputs import (
    Asked,
    Input,
    any_path,
    count_files,
    folders_of,
    read_inputs,
)
from capaudit.pipeline.interruption import uninterrupted
from capaudit.pipeline.known import against_baseline
from capaudit.pipeline.left_alone import Remainder
from capaudit.pipeline.parcels import Parcel, Sent, uncounted, unpack
from capaudit.pipeline.recollection import Recollection
from capaudit.pipeline.remote_images import NOTHING_REMOTE, remote_images
from capaudit.pipeline.run_uses import RunUses
from capaudit.pipeline.watch import Watch
from capaudit.remote.cloud import is_cloud
from capaudit.remote.mirror import Mirror
from capaudit.rules.documentation import read_documentation
from capaudit.rules.registry import RULES
from capaudit.timings import Stage, steps

# What an engine found, in order: each input, whose bytes nobody needs any more, with its outcomes.
Outcomes = Iterator[tuple[Input, Iterable[Sent]]]
Source = Callable[[Asked, Remainder], Outcomes]

__all__ = ["Outcomes", "audit_paths", "inspect_articles"]


def audit_paths(  # noqa: PLR0913  what may be left out but the first two
    paths: Sequence[str],
    config: Config,
    *,
    stdin: tuple[str, bytes] | None = None,
    changes: Changes | None = None,
    watch: Watch | None = None,
    jobs: int = 1,
    cache: Path | None = None,
) -> Report:
    """Audit the articles at the given files, folders and globs.

    `stdin` is one more article: the path it belongs to and its bytes. With `changes` only what
    they touch is audited; `watch` is told how far the run is. With `jobs` over 1 so many processes
    share the work where there is enough of it. What is found is kept in the folder `cache`, and
    taken from there where nothing changed. An interruption (`KeyboardInterrupt`) ends the run with
    what is known by then. Raises `UsageError` for a path that does not exist; whatever cannot be
    audited becomes a `Problem` of the report.
    """
    if any(map(is_cloud, paths)):
        if changes is not None:
            raise UsageError("an object store knows no changes", "audit it without --changed-since")
        return audit_in_cloud(paths, config, stdin, audit_run)
    asked = Asked(paths, config.root or find_root(config, paths), config, stdin)
    audit = partial(audit_run, paths, config, stdin=stdin, changes=changes, watch=watch, jobs=jobs)
    with earlier_runs(cache, asked) as earlier:
        if earlier is None:
            return audit().report
        # What a memory has, and what changed, is no question of the files alone.
        settles_all = changes is None and config.memory is None
        try:
            report = _known(asked, earlier) if settles_all else None
            if report is None:
                report = audit(earlier=earlier).report
                if settles_all:
                    earlier.keep_whole(asked, report)
        except UnreadableCacheError as damage:
            earlier.give_up(damage)
            report = audit().report
    return msgspec.structs.replace(report, notices=(*report.notices, *earlier.notices))


def _known(asked: Asked, earlier: Earlier) -> Report | None:
    """The report of an earlier run over the same, as this run's."""
    started, clock = datetime.now(UTC), time.perf_counter()
    report = earlier.whole(asked)
    if report is None:
        return None
    info = _run_info(asked.config, asked.root, started, time.perf_counter() - clock)
    return msgspec.structs.replace(report, run=info)


class AuditRun(msgspec.Struct, frozen=True):
    """A report, and what is left of its run to audit one of the articles once more.

    `found_under` gives the folder that each article was found under.
    """

    report: Report
    desk: Desk
    neighbours: Neighbours
    found_under: Mapping[str, str]


def audit_run(  # noqa: PLR0913  what else there is to know, each of which may be left out
    paths: Sequence[str],
    config: Config,
    *,
    stdin: tuple[str, bytes] | None = None,
    memory: Callable[[Path | None], Recollection] = Recollection,
    mirror: Mirror | None = None,
    changes: Changes | None = None,
    watch: Watch | None = None,
    jobs: int = 1,
    earlier: Earlier | None = None,
    source: Source | None = None,
) -> AuditRun:
    """The same with what else there is to know of the run.

    `memory` opens what it is to know of others, `mirror` is where the articles' site is mirrored,
    `changes` are those it is confined to, `watch` is told how far it is, `earlier` has what earlier
    runs found. `source` has the outcomes of its articles from elsewhere than this machine's
    processes.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    baseline = read_baseline(config.baseline) if config.baseline is not None else None
    root = config.root or find_root(config, paths)
    asked = Asked(paths, root, config, stdin)
    desk = make_desk(config, root)
    scope = EVERYTHING
    with (
        memory(config.memory) as recollection,
        unpacked(paths, root) as archives,
        remote_images(config, mirror) as remote,
    ):
        desk = msgspec.structs.replace(desk, remote=remote)
        if changes is not None:
            scope = choose(_inputs(asked, archives, Remainder()), desk, config, changes)
        run = _audited(
            asked,
            desk,
            archives,
            scope,
            watch,
            source or partial(_here, desk, archives, scope, jobs, earlier),
            earlier,
        )
        compared = settle_across(run, desk, config, recollection)
    outcomes = scope.without_beside(compared.outcomes)
    sites = tuple(_by_site(outcomes, scope.habits))
    found = keep(sites, desk.house)
    problems = (problem for outcome in outcomes for problem in outcome.problems)
    info = _run_info(config, root, started, time.perf_counter() - clock)
    report = Report(
        run=msgspec.structs.replace(info, changed_since=scope.since, interrupted=run.is_cut),
        articles=run.articles,
        findings=group(found),
        problems=tuple(sorted(problems, key=lambda problem: (problem.path, problem.reason))),
        notices=(*scope.notices, *recollection.notices, *_notice_of_cut(run)),
        rules=rule_texts(found),
        folders=() if scope.since is not None else (*folders_of(paths, root), *run.places.archives),
        suppressed=_in_order(one for outcome in outcomes for one in outcome.suppressed),
        left_alone=run.left_alone,
    )
    if baseline is not None:
        report = against_baseline(report, found, sites, baseline, config)
    found_under = {each.path: each.folder for each in run.inputs}
    return AuditRun(report, desk, compared.neighbours, found_under)


def inspect_articles(
    path: str, config: Config
) -> tuple[tuple[ArticleReport, ...], tuple[Problem, ...]]:
    """The figures and claims of each article of a file, and the reasons why some cannot be read."""
    # Who looks at an article does not audit it: nothing is to be remembered of that.
    report = audit_paths((path,), msgspec.structs.replace(config, memory=None))
    return tuple(report.articles), report.problems


def rule_texts(findings: Sequence[Finding]) -> tuple[RuleText, ...]:
    """What reports tell of the rules that found something."""
    codes = {finding.code for finding in findings}
    found = [(rule, read_documentation(rule.documentation)) for rule in RULES if rule.code in codes]
    return tuple(
        RuleText(rule.code, rule.name, rule.severity, page.summary, page.reason)
        for rule, page in sorted(found, key=lambda pair: pair[0].code)
    )


def _audited(  # noqa: PLR0913, PLR0917  all that a run is made of
    asked: Asked,
    desk: Desk,
    archives: Sequence[Archive],
    scope: Scope,
    watch: Watch | None,
    source: Source,
    earlier: Earlier | None,
) -> Audited:
    """Each article by itself, in one stream; nothing but small records of them is held."""
    remainder, shelf = Remainder(), UseShelf()
    articles = Filing(earlier.stored if earlier is not None else None)
    sound = {one.folder: one for one in archives if one.problem is None}
    inputs: list[Input] = []
    outcomes: list[Held] = []
    is_cut = False
    if watch is not None:
        watch.begin(count_files(asked))
    again = partial(_fresh_audit, asked.config, desk)
    try:
        for each, sent in source(asked, remainder):
            parcels = _taken(each, sent, earlier, again)
            with uninterrupted():
                for one in parcels:
                    if one.traces:
                        shelf.add(len(outcomes), one.traces, one.uses)
                    outcomes.append(_held(one, articles, scope))
            if len(parcels) == 1 and parcels[0].left_out is not None:
                remainder.add_file(each.path, parcels[0].left_out)
            # The bytes of an audited file are needed no more.
            inputs.append(msgspec.structs.replace(each, content=b""))
            if watch is not None:
                _tell(watch, parcels)
    except KeyboardInterrupt:
        is_cut = True
    if watch is not None:
        watch.close()
    places = Places(asked.root, {name: one.root for name, one in sound.items()})
    return Audited(
        asked.paths,
        inputs,
        outcomes,
        articles,
        RunUses(shelf),
        places,
        remainder.groups,
        scope.beside,
        is_cut=is_cut,
        contents=earlier.contents if earlier is not None else {},
    )


def _taken(
    each: Input, sent: Iterable[Sent], earlier: Earlier | None, again: Callable[[], Audit]
) -> list[Parcel]:
    """The outcomes of an input; those that an earlier run found are taken from the cache."""
    if earlier is not None:
        return earlier.take(each, sent, again)
    return [unpack(one) for one in map(uncounted, sent) if isinstance(one, bytes | Parcel)]


def _fresh_audit(config: Config, desk: Desk) -> Audit:
    return audit_job(config, desk, ()).prepare()


def _here(  # noqa: PLR0913, PLR0917  all that a run is made of
    desk: Desk,
    archives: Sequence[Archive],
    scope: Scope,
    jobs: int,
    earlier: Earlier | None,
    asked: Asked,
    remainder: Remainder,
) -> Outcomes:
    """The outcomes of what this machine audits, in one process or several."""
    sound = tuple(one for one in archives if one.problem is None)
    found = steps(Stage.FILES, _inputs(asked, archives, remainder, scope.includes))
    job = audit_job(asked.config, desk, sound, look if earlier is not None else None)
    known = earlier.known if earlier is not None else _unknown
    # What fetches images counts and keeps them for the whole run.
    alone = desk.remote is not NOTHING_REMOTE
    return run_engine(found, job, 1 if alone else jobs, known)


def _unknown(each: Input) -> None:
    """Nothing is known of an input before it is audited."""


def _held(parcel: Parcel, articles: Filing, scope: Scope) -> Held:
    """What is held of an outcome, its article put away if it is to be reported on."""
    entry = parcel.entry
    is_reported = entry is not None and scope.reports(entry.key[0])
    return Held(
        key=entry.key if entry is not None else None,
        number=articles.add(entry) if entry is not None and is_reported else None,
        findings=parcel.findings,
        problems=parcel.problems,
        habit=parcel.habit,
        site=parcel.site,
        suppressed=parcel.suppressed,
    )


def _notice_of_cut(run: Audited) -> Iterator[str]:
    if run.is_cut:
        yield f"interrupted after {len(run.inputs)} files: what lies behind them is not audited"


def _tell(watch: Watch, parcels: Sequence[Parcel]) -> None:
    images = sum(parcel.entry.images for parcel in parcels if parcel.entry is not None)
    watch.add(images, sum(stands_alone(one) for parcel in parcels for one in parcel.findings))


def _inputs(
    asked: Asked,
    archives: Sequence[Archive],
    remainder: Remainder,
    wanted: Callable[[str], bool] = any_path,
) -> Iterator[Input]:
    """The files at the paths, then those in the archives there."""
    yield from read_inputs(asked, remainder, wanted)
    for archive in archives:
        found = inputs_of(archive, asked.config, remainder)
        yield from (one for one in found if wanted(one.path))


def _by_site(outcomes: Iterable[Held], others: Mapping[str, Habit]) -> Iterator[SiteFindings]:
    """The findings of each site with its habit, in which `others` have their part."""
    habits = dict(others)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.key is None and not outcome.habit.articles:
            continue
        habits[outcome.site] = add_habits(habits, outcome.site, outcome.habit)
        findings[outcome.site] += outcome.findings
    for site, habit in habits.items():
        yield SiteFindings(tuple(findings[site]), habit, site)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _run_info(config: Config, root: Path, started: datetime, seconds: float) -> RunInfo:
    return RunInfo(
        started_at=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        duration_s=round(seconds, 3),
        root=_shown(root),
        profile=config.profile,
        config=str(config.path) if config.path else None,
        memory=str(config.memory) if config.memory else None,
        date=(config.date or date.today()).isoformat(),
    )


def _shown(root: Path) -> str:
    """The root as seen from the current folder, or absolute where it lies elsewhere."""
    here = Path.cwd()
    return root.relative_to(here).as_posix() if root.is_relative_to(here) else str(root)
