"""Chooses the articles to audit where only what changed is asked for.

An article counts as changed with its pictures: with their files, sidecars and records, and with
what it takes from data files. All the others are read but not audited: to know which pictures they
show, and what their site usually prints.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import msgspec

from capaudit.config import Config
from capaudit.extract.languages import guess_language
from capaudit.model.article import Article, Figure, Medium
from capaudit.model.evidence import ClaimIndex, Evidence
from capaudit.model.finding import ChangedSince, Problem
from capaudit.model.house import Habit
from capaudit.model.image import FileState, ImageFile
from capaudit.pipeline.across import Held
from capaudit.pipeline.article import habit_of
from capaudit.pipeline.audit_input import articles_of
from capaudit.pipeline.fold import add_habits
from capaudit.pipeline.gather import Desk, locate
from capaudit.pipeline.image_keys import image_key
from capaudit.pipeline.inputs import Input
from capaudit.pipeline.printed_records import names_record
from capaudit.pipeline.settle import SettledFigure, settle
from capaudit.readers.site_kinds import SITE_KINDS
from capaudit.rules.editorial import is_editorial

# A picture that stands in hundreds of articles is the site's own; so many of them tell enough.
_MOST_BESIDE = 20
_SIDECARS = (".xmp", ".XMP")
_NO_CLAIMS = ClaimIndex(())


class Changes(msgspec.Struct, frozen=True):
    """What changed since the commit `base`, to which the user's `ref` led.

    Paths are relative to the root, with `/`, and may be gone by now. Of `folders`, each with a `/`
    at its end, everything counts as changed.
    """

    ref: str
    base: str
    paths: frozenset[str]
    folders: tuple[str, ...] = ()

    def and_of(self, path: str) -> Changes:
        """The same with one more file that changed: the one that is just being written."""
        return msgspec.structs.replace(self, paths=self.paths | {path})

    def touch(self, path: str) -> bool:
        """Whether a file changed."""
        return path in self.paths or path.startswith(self.folders)


class Scope(msgspec.Struct, frozen=True):
    """What a run audits: what it reports on, and what it only compares that with.

    Where `reported` is `None` that is everything. `habits` are what the articles left out usually
    print, by their site.
    """

    reported: frozenset[str] | None = None
    beside: frozenset[str] = frozenset()
    habits: Mapping[str, Habit] = {}
    since: ChangedSince | None = None
    notices: tuple[str, ...] = ()

    def includes(self, path: str) -> bool:
        """Whether an article is audited at all."""
        return self.reports(path) or path in self.beside

    def reports(self, path: str) -> bool:
        """Whether what is found on an article is reported."""
        return self.reported is None or path in self.reported

    def without_beside(self, outcomes: Iterable[Held]) -> list[Held]:
        """The outcomes; of articles that others were only compared with nothing but their habit."""
        return [
            outcome
            if all(map(self.reports, _paths_of(outcome)))
            else Held(habit=outcome.habit, site=outcome.site)
            for outcome in outcomes
        ]


EVERYTHING = Scope()


def _paths_of(outcome: Held) -> Iterator[str]:
    """The file that an outcome is of."""
    if outcome.key is not None:
        yield outcome.key[0]
    yield from (problem.path for problem in outcome.problems)


class _Look(msgspec.Struct, frozen=True):
    """What one reading of a file's articles tells: what they rest on, which pictures they show."""

    path: str
    site: str
    is_changed: bool = True
    rests_on_changed: bool = False
    images: frozenset[str] = frozenset()
    habit: Habit = Habit()

    @property
    def is_reported(self) -> bool:
        """Whether the file is to be audited for its own sake."""
        return self.is_changed or self.rests_on_changed

    def and_at(self, other: _Look) -> _Look:
        """The same with what one more article of the file tells."""
        return msgspec.structs.replace(
            self,
            rests_on_changed=self.rests_on_changed or other.rests_on_changed,
            images=self.images | other.images,
            habit=add_habits({"": self.habit}, "", other.habit),
        )


def choose(stream: Iterable[Input], desk: Desk, config: Config, changes: Changes) -> Scope:
    """Which of some articles are to be audited."""
    root = desk.site.root
    glance = _Glance(desk, changes, _gone(changes, root))
    looks = [glance.at(each) for each in stream]
    reported = frozenset(look.path for look in looks if look.is_reported)
    beside = frozenset(_beside(looks))
    left_out = [look for look in looks if look.path not in reported | beside]
    habits: dict[str, Habit] = {}
    for look in left_out:
        habits[look.site] = add_habits(habits, look.site, look.habit)
    since = ChangedSince(
        ref=changes.ref,
        base=changes.base,
        changed=sum(look.is_changed for look in looks),
        by_image=sum(look.is_reported and not look.is_changed for look in looks),
        compared=len(beside),
        left_out=len(left_out),
    )
    return Scope(reported, beside, habits, since, tuple(_notices(config, root, since, changes)))


def _beside(looks: Iterable[_Look]) -> Iterator[str]:
    """The articles that show a picture of those to report on: the last ones by their path."""
    wanted: set[str] = set()
    others: dict[str, list[str]] = defaultdict(list)
    for look in looks:
        if look.is_reported:
            wanted |= look.images
        for image in () if look.is_reported else look.images:
            others[image].append(look.path)
    for image in sorted(wanted & others.keys()):
        yield from sorted(others[image])[-_MOST_BESIDE:]


def _gone(changes: Changes, root: Path) -> frozenset[str]:
    """The names by which articles may still call for files that are no more."""
    names = (posixpath.basename(one) for one in changes.paths if not (root / one).exists())
    return frozenset(one for name in names for one in (name, posixpath.splitext(name)[0]))


def figure_evidence(
    article: Article, figure: Figure, language: str | None, desk: Desk
) -> tuple[Evidence, SettledFigure]:
    """The evidence of a figure without a claim, its file found and not opened; and its texts."""
    file = ImageFile(state=FileState.UNVERIFIED)
    if figure.medium is Medium.IMAGE:
        found = locate(figure, PurePosixPath(article.path), desk.site)
        file = ImageFile(state=found.state, path=found.relative)
    settled = settle(figure, language, desk.agencies)
    evidence = Evidence(
        article=article,
        house=desk.house,
        shared=_NO_CLAIMS,
        own=_NO_CLAIMS,
        figure=settled.figure,
        image=file,
    )
    return evidence, settled


class _Glance:
    """Reads articles as far as it takes to tell what they rest on."""

    def __init__(self, desk: Desk, changes: Changes, gone: frozenset[str]) -> None:
        self._desk = desk
        self._changes = changes
        self._gone = gone

    def at(self, each: Input) -> _Look:
        """What a file rests on; one that cannot be read is for the audit to tell of."""
        site = self._desk.sites.site_of(each.path, each.folder)
        unread = _Look(each.path, site)
        if isinstance(each.content, Problem):
            return unread
        look = msgspec.structs.replace(unread, is_changed=self._is_changed(each))
        try:
            for one in articles_of(each, self._desk.templates.view_for(each.path)):
                if not isinstance(one, tuple):
                    return unread
                look = look.and_at(self._look(one[0], site))
        except Exception:  # the audit comes upon it once more, and tells
            return unread
        return look

    def _is_changed(self, each: Input) -> bool:
        """Whether the file changed, or the archive it is in."""
        archive = (each.archive or "").removesuffix("!")
        return self._changes.touch(each.path) or (archive != "" and self._changes.touch(archive))

    def _look(self, article: Article, site: str) -> _Look:
        language = article.language
        if language is None and article.figures:
            language = guess_language(article.body.text)
        images: set[str] = set()
        rests_on_changed = False
        evidence: list[Evidence] = []
        for figure in article.figures:
            one, _ = figure_evidence(article, figure, language, self._desk)
            evidence.append(one)
            rests_on_changed = rests_on_changed or self._is_touched(figure, one.image, article.path)
            key = image_key(figure, article.path, site, one.image)
            if key is not None and is_editorial(one):
                images.add(key)
        return _Look(
            article.path,
            site,
            rests_on_changed=rests_on_changed,
            images=frozenset(images),
            habit=habit_of(evidence),
        )

    def _is_touched(self, figure: Figure, file: ImageFile, article_path: str) -> bool:
        if any(self._changes.touch(path) for path in self._sources(figure, file, article_path)):
            return True
        called = posixpath.basename(unquote(figure.src.split("?")[0].split("#")[0]))
        return file.state is not FileState.READ and called in self._gone

    def _sources(self, figure: Figure, file: ImageFile, article_path: str) -> Iterator[str]:
        """Every file that says something of a figure."""
        if figure.medium is not Medium.IMAGE:
            return
        if file.path is not None:
            stems = (file.path, posixpath.splitext(file.path)[0])
            yield file.path
            yield from (stem + suffix for stem in stems for suffix in _SIDECARS)
        called = article_path if names_record(figure) else ""
        yield from self._desk.records.files_for(figure.src, called)
        for passage in (figure.caption, figure.credit_line, figure.alt_text):
            if passage is not None and passage.file is not None:
                yield passage.file.path


def _notices(config: Config, root: Path, since: ChangedSince, changes: Changes) -> Iterator[str]:
    """What there is to say of a run over changes: what it left out, and what it may have missed."""
    yield since.sentence
    settings = [config.path] if config.path is not None else []
    names = [one.relative_to(root).as_posix() for one in settings if one.is_relative_to(root)]
    names += sorted(one for one in changes.paths if _is_template(one))[:1]
    for name in names:
        if changes.touch(name):
            yield f"{name} changed too: what that means for the others only a run over all tells"


def _is_template(path: str) -> bool:
    patterns = (one.replace("**/", "*") for kind in SITE_KINDS for one in kind.templates)
    return any(fnmatchcase(path, one) or fnmatchcase(path, f"*/{one}") for one in patterns)
