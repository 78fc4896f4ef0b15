"""Looks at a repository and tells what site it holds, within bounds that no repository breaks."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from capaudit.config import Config
from capaudit.extract.languages import guess_language
from capaudit.model.article import Article, Medium
from capaudit.model.claim import Source
from capaudit.model.house import Habit
from capaudit.model.image import FileState, ImageFile
from capaudit.model.survey import Counts, Survey
from capaudit.model.text import Passage
from capaudit.model.values import Credit
from capaudit.pipeline.article import habit_of
from capaudit.pipeline.changed import figure_evidence
from capaudit.pipeline.desk import make_desk
from capaudit.pipeline.fold import add_habits
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.root_guesses import Reference, guess_image_roots
from capaudit.pipeline.settle import SettledFigure
from capaudit.readers import READERS, read_article
from capaudit.readers.discover import is_walked
from capaudit.readers.git_ignores import GitIgnores
from capaudit.readers.site_kinds import SITE_KINDS, SiteKind
from capaudit.readers.vocabulary import IMAGE_SUFFIXES

# Folders and files of them that are looked at, and articles that are read.
MOST_FOLDERS = 4_000
MOST_FILES = 200_000
MOST_READ = 400
_MOST_NAMES = 12
_LARGEST = 2 * 1024 * 1024
# Of files whose content decides what they are none is opened to know.
_SUFFIXES = frozenset(
    suffix for one in READERS.values() if one.recognises is None for suffix in one.suffixes
)
_RECORD_SUFFIXES = frozenset({".yml", ".yaml", ".json"})
_INDEX = re.compile(r"\[\d+\]")
# Documents of a repository about itself, by the names that code hosts know them by.
_ABOUT = re.compile(
    r"(?:README|CHANGELOG|CHANGES|HISTORY|CONTRIBUTING|CODE_OF_CONDUCT|LICEN[SC]E|SECURITY|SUPPORT|"
    r"GOVERNANCE|AUTHORS|PULL_REQUEST_TEMPLATE)(?:[._-]\w+)?\.\w+",
    re.IGNORECASE,
)


class Holdings(msgspec.Struct):
    """The files of a repository by what they are, as paths relative to its top."""

    articles: list[str] = []
    images: list[str] = []
    records: list[str] = []
    folders: list[str] = []
    is_partial: bool = False


def survey(root: Path) -> Survey:
    """What the site at a root is like; of a large one as much as the bounds allow."""
    desk = make_desk(Config(root=root), root)
    holdings = take_stock(root)
    kinds = _kinds(root, holdings.folders)
    other = _other_pages(root, kinds, holdings.articles)
    articles = [path for path in holdings.articles if not _is_below(path, other)]
    tally = _Tally(desk)
    chosen = _spread(articles, MOST_READ)
    for path in chosen:
        tally.read(root, path)
    found = tally.survey()
    return msgspec.structs.replace(
        found,
        articles=len(articles),
        is_partial=holdings.is_partial or len(chosen) < len(articles),
        kinds=tuple((kind.name, marker) for kind, _, marker in kinds),
        other_pages=other,
        image_roots=guess_image_roots(tally.references, holdings.images, desk.site),
        records=_record_folders(holdings, tally.stems),
    )


def take_stock(root: Path) -> Holdings:
    """The files below a root, those nearest to it first, so that bounds cut off the depths."""
    found = Holdings(folders=[""])
    ignores = GitIgnores(root, root)
    looked_at = files = 0
    while looked_at < len(found.folders):
        folder = found.folders[looked_at]
        looked_at += 1
        if looked_at > MOST_FOLDERS or files > MOST_FILES:
            found.is_partial = True
            del found.folders[looked_at - 1 :]
            break
        names = _names_in(root / folder)
        files += len(names)
        for name, is_folder in names:
            path = f"{folder}/{name}" if folder else name
            if is_folder and is_walked(root / path, ignores):
                found.folders.append(path)
            elif not is_folder:
                _put(found, path)
    return found


def _names_in(folder: Path) -> list[tuple[str, bool]]:
    """The files and folders in a folder; links and pipes are neither, nor is what is closed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                (one.name, one.is_dir(follow_symlinks=False))
                for one in entries
                if one.is_dir(follow_symlinks=False) or one.is_file(follow_symlinks=False)
            )
    except OSError:
        return []


def _put(found: Holdings, path: str) -> None:
    suffix = PurePosixPath(path).suffix.lower()
    if path.rpartition("/")[2].startswith("."):
        return
    if suffix in _SUFFIXES:
        found.articles.append(path)
    elif suffix in IMAGE_SUFFIXES:
        found.images.append(path)
    elif suffix in _RECORD_SUFFIXES:
        found.records.append(path)


def _kinds(root: Path, folders: Iterable[str]) -> list[tuple[SiteKind, str, str]]:
    """The generators at work: each with its folder, and the first file it is known by."""
    found = []
    for folder in folders:
        if folder.count("/") < 2:
            for kind in SITE_KINDS:
                marks = (one for one in kind.markers if (root / folder / one).exists())
                marker = next(marks, None)
                if marker is not None:
                    found.append((kind, folder, f"{folder}/{marker}" if folder else marker))
    return found


def _other_pages(
    root: Path, kinds: Iterable[tuple[SiteKind, str, str]], articles: Iterable[str]
) -> tuple[str, ...]:
    """Folders and names to pass over: a generator's own, and what a repository says of itself."""
    folders = {
        f"{folder}/{name}/**" if folder else f"{name}/**"
        for kind, folder, _ in kinds
        for name in kind.other_pages
        if (root / folder / name).is_dir()
    }
    names = (path.rpartition("/")[2] for path in articles)
    return (*sorted(folders), *sorted({name for name in names if _ABOUT.fullmatch(name)}))


def _is_below(path: str, others: Sequence[str]) -> bool:
    name = path.rpartition("/")[2]
    return any(
        path.startswith(one.removesuffix("**")) if one.endswith("/**") else name == one
        for one in others
    )


def _spread(articles: Sequence[str], most: int) -> list[str]:
    """So many of the articles at the most, from all over the site."""
    if len(articles) <= most:
        return list(articles)
    return [articles[at * len(articles) // most] for at in range(most)]


def _record_folders(holdings: Holdings, stems: frozenset[str]) -> Counts:
    """Folders of records that are named like images that articles show."""
    counts: Counter[str] = Counter()
    for path in holdings.records:
        parts = PurePosixPath(path)
        if parts.stem in stems:
            counts[f"{parts.parent}/{{stem}}{parts.suffix}"] += 1
    return tuple(counts.most_common(2))


class _Tally:
    """Counts what articles say of their images."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._habits: dict[str, Habit] = {}
        self._read = 0
        self.references: list[Reference] = []

    @property
    def stems(self) -> frozenset[str]:
        """The names of the images that were seen, without their suffix."""
        return frozenset(PurePosixPath(one.src).stem for one in self.references)

    def read(self, root: Path, path: str) -> None:
        """Count in one article; one that cannot be read is for the audit to tell of."""
        try:
            if (root / path).stat().st_size > _LARGEST:
                return
            view = self._desk.templates.view_for(path)
            article = read_article((root / path).read_bytes(), path, site=view)
        except Exception:  # a first look stops at nothing
            return
        self._read += 1
        self._add(article)

    def _add(self, article: Article) -> None:
        language = article.language or guess_language(article.body.text)
        self._counts["formats"][article.format] += 1
        if language is not None:
            self._counts["languages"][language.partition("-")[0].lower()] += 1
        evidence = []
        for figure in article.figures:
            one, settled = figure_evidence(article, figure, language, self._desk)
            evidence.append(one)
            if figure.medium is Medium.IMAGE:
                self._add_keys(article, settled)
                self._add_credit(settled)
                self._add_reference(figure.src, article.path, one.image)
        self._habits["."] = add_habits(self._habits, ".", habit_of(evidence))

    def _add_keys(self, article: Article, settled: SettledFigure) -> None:
        """Keys of the front matter that name the image, its caption and its credit."""
        figure = settled.figure
        if figure.record_path is None:
            return
        self._counts["image_keys"][_INDEX.sub("[]", figure.record_path)] += 1
        credit = settled.credits[0] if settled.credits else None
        in_field = credit is not None and credit.source is Source.CREDIT_FIELD
        said = (("caption_keys", figure.caption), ("credit_keys", figure.credit_line))
        for name, passage in said:
            if passage is not None and (name != "credit_keys" or in_field):
                self._counts[name].update(_keys_that_say(article, passage))

    def _add_credit(self, settled: SettledFigure) -> None:
        for credit in settled.credits[:1]:
            for name in credit.parsed.organisations:
                known = self._desk.agencies.canonical(name) is not None
                self._counts["agencies" if known else "unknown_bodies"][name] += 1
            for name in credit.parsed.creators:
                self._counts["creators"][name] += 1
            form = _form(credit.passage.text, credit.parsed)
            if form is not None:
                self._counts["credit_forms"][form] += 1

    def _add_reference(self, src: str, article: str, file: ImageFile) -> None:
        found = file.path if file.state is FileState.READ else None
        self.references.append(Reference(src.strip(), article, found))

    def survey(self) -> Survey:
        """What was counted, the commonest first."""
        images = [one for one in self.references if "://" not in one.src]
        return Survey(
            read=self._read,
            habit=self._habits.get(".", Habit()),
            unfound=sum(one.found is None for one in images),
            formats=self._top("formats"),
            languages=self._top("languages"),
            image_keys=self._top("image_keys"),
            caption_keys=self._top("caption_keys"),
            credit_keys=self._top("credit_keys"),
            agencies=self._top("agencies"),
            unknown_bodies=self._top("unknown_bodies"),
            creators=self._top("creators"),
            credit_forms=self._top("credit_forms"),
        )

    def _top(self, name: str) -> Counts:
        return tuple(self._counts[name].most_common(_MOST_NAMES))


def _keys_that_say(article: Article, passage: Passage) -> Iterator[str]:
    """The keys of the front matter in whose values a passage stands, lists without their index."""
    start = passage.span.start if passage.span is not None else -1
    for entry in article.entries:
        value = entry.value.span
        if value is not None and value.start <= start < value.end:
            yield _INDEX.sub("[]", entry.path)


def _form(text: str, credit: Credit) -> str | None:
    """How a credit joins one creator and one body, as `credit-style` has it; `None` for others."""
    if len(credit.creators) != 1 or len(credit.organisations) != 1:
        return None
    creator, body = credit.creators[0], credit.organisations[0]
    at, other = text.find(creator), text.find(body)
    if min(at, other) < 0:
        return None
    form = text.replace(creator, "{creator}", 1).replace(body, "{organisations}", 1).strip()
    return form if len(form) <= 50 and "{creator}" in form and "{organisations}" in form else None
