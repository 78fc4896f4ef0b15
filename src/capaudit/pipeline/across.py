"""Compares the articles of a run with one another, and with those that are remembered.

The second pass over a run: articles are put away by now, and so are the uses of their images, which
are found by their keys. What it finds is added to the outcomes of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from capaudit.config import Config
from capaudit.errors import UsageError
from capaudit.memory.filing import Filing
from capaudit.model.article import ArticleKey
from capaudit.model.filed import verdicts_of
from capaudit.model.finding import Finding, Problem
from capaudit.model.house import Habit
from capaudit.model.left_alone import LeftAlone
from capaudit.model.text import Range
from capaudit.model.use import AuditedUse, Elsewhere
from capaudit.pipeline.archives import Places
from capaudit.pipeline.article import ArticleOutcome, crash, graded
from capaudit.pipeline.field_fixes import fixed_in_field, may_be_fixed_in_field
from capaudit.pipeline.file_identity import Album, Looks, tell_contents
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.inputs import Input, relative
from capaudit.pipeline.parcels import entry_of
from capaudit.pipeline.recollection import Recollection
from capaudit.pipeline.reconsider import is_reconsidered, reconsider, weakened
from capaudit.pipeline.run_uses import RunUses
from capaudit.pipeline.use_index import UseIndex
from capaudit.rules.across import find_across
from capaudit.rules.base import Rule
from capaudit.rules.image.near_duplicate import image_near_duplicate_conflicts
from capaudit.rules.registry import RULES
from capaudit.timings import Stage, by_rule, timed

_ACROSS = tuple(rule for rule in RULES if rule.check_across is not None)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a run holds of one outcome; `key` is `None` where there is no article.

    The article itself is put away under a number, if it is reported on; the uses of its images go
    by the place of the outcome in the run.
    """

    key: ArticleKey | None = None
    number: int | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    habit: Habit = Habit()
    site: str = "."
    suppressed: tuple[Finding, ...] = ()


class Audited(msgspec.Struct, frozen=True):
    """What a run was asked to audit, each input it came upon, and the outcome of each article.

    `places` tell where its files lie, `articles` are those it reports on, `uses` are those of all
    their images, `left_alone` is what else lies there. `beside` are the articles that those are
    only compared with. `is_cut` says that the run was interrupted, `contents` are hashes of files
    that are known already.
    """

    paths: Sequence[str]
    inputs: Sequence[Input]
    outcomes: Sequence[Held]
    articles: Filing
    uses: RunUses
    places: Places
    left_alone: tuple[LeftAlone, ...] = ()
    beside: frozenset[str] = frozenset()
    is_cut: bool = False
    contents: Mapping[str, bytes] = {}


class Neighbours(msgspec.Struct, frozen=True):
    """What one article of a run is held against: all the others, by the rules that apply."""

    index: UseIndex
    rules: Sequence[Rule]
    config: Config

    def compare(self, outcome: ArticleOutcome) -> ArticleOutcome:
        """The outcome of an article with what the others add to it, or take away."""
        if outcome.article is None:
            return outcome
        key, seen = outcome.article.key, self._seen(outcome.uses)
        findings, faults = self._judged(key, outcome.findings, seen)
        return msgspec.structs.replace(
            outcome,
            article=reconsider(outcome.article, findings, seen),
            findings=findings,
            problems=(*outcome.problems, *faults),
        )

    def settle(self, held: Held, uses: Sequence[AuditedUse], articles: Filing) -> Held:
        """The same for one whose article is put away, where it is changed if need be."""
        if held.key is None:
            return held
        seen = self._seen(uses)
        findings, faults = self._judged(held.key, held.findings, seen)
        if held.number is not None and is_reconsidered(seen):
            old = articles[held.number]
            new = reconsider(old, findings, seen)
            if new is not old:
                articles.replace(held.number, verdicts_of(old), entry_of(new))
        if findings == held.findings and not faults:
            return held
        problems = (*held.problems, *faults)
        return msgspec.structs.replace(held, findings=findings, problems=problems)

    def _seen(self, uses: Sequence[AuditedUse]) -> dict[int, Elsewhere]:
        """What other articles hold against each use, by the index of its image."""
        return {audited.use.index: self.index.elsewhere(audited) for audited in uses}

    def _judged(
        self, key: ArticleKey, own: Sequence[Finding], seen: Mapping[int, Elsewhere]
    ) -> tuple[tuple[Finding, ...], list[Problem]]:
        """An article's findings with those of the rules that look at other articles."""
        findings = [fixed_in_field(weakened(one, seen), seen) for one in own]
        problems, found = [], by_rule(_found)
        for rule in self.rules:
            if self.config.ignores(key[0], rule.code):
                continue
            try:
                findings += found(rule, seen, self.config)
            except Exception as error:  # one rule's crash must not cost the other rules
                problems.append(crash(key, f"rule {rule.code}", error))
        return tuple(findings), problems


class Compared(msgspec.Struct, frozen=True):
    """The outcomes of a run with what the articles have against each other."""

    outcomes: list[Held]
    looks: Looks
    neighbours: Neighbours


@timed(Stage.ACROSS)
def settle_across(run: Audited, desk: Desk, config: Config, recollection: Recollection) -> Compared:
    """The outcomes of a run compared with one another and with the memory, which then has them."""
    gone = _gone(run, recollection)
    recollection.leave_out((*(each.path for each in run.inputs), *gone))
    compared = compare_articles(run, desk, config, recollection)
    told = enumerate(compared.outcomes)
    articles = ((one.key, run.uses.of(number)) for number, one in told if one.key is not None)
    recollection.remember(articles, gone, compared.looks)
    return compared


def _gone(run: Audited, recollection: Recollection) -> tuple[str, ...]:
    """The remembered articles that are no more where this run looked for them."""
    if not recollection.is_kept:
        return ()
    root = run.places.root
    named = [inside for path in run.paths if (inside := _inside(path, root)) is not None]
    folders = [path for path in named if (root / path).is_dir()] + [*run.places.archives]
    # An article on standard input need not be on the disk.
    seen = {one.key[0] for one in run.outcomes if one.key is not None}
    candidates = {*recollection.known_below(folders), *named} - seen - set(folders)
    return tuple(path for path in sorted(candidates) if not run.places.is_there(path))


def _inside(path: str, root: Path) -> str | None:
    """A path relative to the root; `None` for one that lies elsewhere, where nothing can be."""
    try:
        return relative(Path(path).absolute(), root)
    except UsageError:
        return None


def compare_articles(
    run: Audited, desk: Desk, config: Config, recollection: Recollection
) -> Compared:
    """The outcomes with what a comparison of the articles adds to them, or takes away."""
    shelf, on_disk = run.uses.shelf, run.places.on_disk
    rules = tuple(rule for rule in _ACROSS if config.selects(rule.code))
    likenesses = image_near_duplicate_conflicts in rules
    everything = recollection.is_kept or likenesses
    files = shelf.files() if everything else shelf.files_of_one_size()
    tell_contents(shelf, files, run.contents, on_disk)
    index = UseIndex(run.uses, recollection, desk.house, run.beside)
    looks: Looks = {}
    if likenesses:
        album = Album(run.uses, on_disk, recollection)
        index.add_twins(album.twins())
        looks = album.learnt
    neighbours = Neighbours(index, rules, config)
    return Compared(list(_settled(run, neighbours)), looks, neighbours)


def _settled(run: Audited, neighbours: Neighbours) -> Iterator[Held]:
    """The outcomes, those anew that others may have anything to say about."""
    concerned = neighbours.index.concerned()
    for number, one in enumerate(run.outcomes):
        if concerned is None or number in concerned or may_be_fixed_in_field(one.findings):
            yield neighbours.settle(one, run.uses.of(number), run.articles)
        else:
            yield one


def _found(rule: Rule, seen: Mapping[int, Elsewhere], config: Config) -> list[Finding]:
    """What a rule finds on each use, nothing twice."""
    found: dict[tuple[str, Range | None], Finding] = {}
    for elsewhere in seen.values():
        own = find_across(rule, elsewhere)
        for finding in graded(_fixed(own, rule, seen), rule, config) if own else ():
            found.setdefault((finding.fingerprint, finding.range), finding)
    return list(found.values())


def _fixed(
    findings: Iterable[Finding], rule: Rule, seen: Mapping[int, Elsewhere]
) -> Iterator[Finding]:
    """Findings with their fixes; what sank for doubt is left to a person."""
    for finding in findings:
        sure = finding.severity is rule.severity
        yield fixed_in_field(finding, seen) if sure else finding
