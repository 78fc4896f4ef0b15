"""What earlier runs remember for this one, and what this run leaves for later ones.

A memory that fails costs a run nothing but what it knew: the fault is said in one line, and the
run goes on without.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from capaudit import __version__
from capaudit.errors import UsageError
from capaudit.memory import (
    ArticleRows,
    FieldRow,
    MemoryDamagedError,
    MemoryFaultError,
    NameRow,
    Picture,
    UseMemory,
    open_memory,
    open_memory_anew,
)
from capaudit.model.article import ArticleKey
from capaudit.model.use import AuditedUse, CreditStanding, FieldHabit, Mark, Saying, Use
from capaudit.pipeline.name_keys import near_keys
from capaudit.pipeline.traces import hash_of_mark
from capaudit.readers import names_article
from capaudit.readers.vocabulary import IMAGE_SUFFIXES

T = TypeVar("T")
_SETTINGS = (".toml", ".json", ".yaml", ".yml")
# What there is to say without a memory.
_NO_PATHS: tuple[str, ...] = ()
_NO_PICTURES: tuple[Picture, ...] = ()
_NO_NAMES: dict[str, int] = {}
_NO_USE: Use | None = None
_NO_LOOKS: dict[bytes, bytes] = {}
_UNKNOWN_LOOKS: dict[bytes, bytes | None] = {}


class Recollection:
    """The memory of a run, as far as there is one and it can be read."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._memory: UseMemory | None = None
        self._holds_others = False
        self.notices: list[str] = []
        if path is not None:
            _refuse_files_of_the_site(path)
            self._open(lambda: open_memory(path, __version__))

    def __enter__(self) -> Recollection:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def is_kept(self) -> bool:
        """Whether this run is to be remembered."""
        return self._memory is not None

    @property
    def holds_others(self) -> bool:
        """Whether any article is remembered that is none of this run's."""
        return self._holds_others

    def leave_out(self, paths: Iterable[str]) -> None:
        """Leave articles out of all answers: those of this run, and those that are gone."""
        self._holds_others = self._try(lambda memory: memory.leave_out(paths), False)

    def sayings(self, images: Iterable[str], contents: Iterable[bytes]) -> tuple[Saying, ...]:
        """What remembered articles say of an image by any of its names or contents."""
        return self._ask(lambda memory: memory.sayings(images, contents), ())

    def names_near(self, key: str) -> dict[str, int]:
        """The remembered photographers whose names have a key, with the number of articles."""
        return self._ask(lambda memory: memory.names_near(key), _NO_NAMES)

    def use_crediting(self, key: str, name: str) -> Use | None:
        """A remembered use that credits a photographer; `key` is one of the name's."""
        return self._ask(lambda memory: memory.use_crediting(key, name), _NO_USE)

    def pictures_marked(self, mark: Mark, most: int) -> tuple[Picture, ...]:
        """The remembered pictures with an embedded caption or time stamp, `most` at the most."""
        return self._ask(
            lambda memory: memory.pictures_marked(hash_of_mark(mark), most), _NO_PICTURES
        )

    def habit(self, site: str, form: str) -> FieldHabit:
        """How often remembered images of a form have their credit in its field, and elsewhere."""
        return self._ask(lambda memory: memory.habit(site, form), FieldHabit())

    def looking_like(self, bands: Iterable[tuple[int, int]]) -> dict[bytes, bytes]:
        """The remembered perceptual hashes that share one of the bands, by content."""
        return self._ask(lambda memory: memory.looking_like(bands), _NO_LOOKS)

    def likenesses(self, contents: Iterable[bytes]) -> dict[bytes, bytes | None]:
        """The perceptual hashes that earlier runs worked out, by content."""
        return self._try(lambda memory: memory.likenesses(contents), _UNKNOWN_LOOKS)

    def known_below(self, folders: Iterable[str]) -> tuple[str, ...]:
        """The remembered articles in any of the folders, given relative to the root."""
        prefixes = tuple("" if folder == "." else f"{folder}/" for folder in folders)
        paths = self._try(lambda memory: memory.paths(), _NO_PATHS) if prefixes else _NO_PATHS
        return tuple(path for path in paths if path.startswith(prefixes))

    def remember(
        self,
        articles: Iterable[tuple[ArticleKey, Sequence[AuditedUse]]],
        gone: Iterable[str],
        looks: dict[bytes, tuple[bytes | None, tuple[tuple[int, int], ...]]],
    ) -> None:
        """Keep what the articles of this run say, in place of what they said before."""
        if self._memory is not None:
            rows = [rows_of(key, uses) for key, uses in articles]
            self._try(lambda memory: memory.write(rows, gone, looks), None)

    def close(self) -> None:
        """Let the memory's file go."""
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    def _ask(self, question: Callable[[UseMemory], T], otherwise: T) -> T:
        """The memory's answer, `otherwise` where it holds no other articles than this run's."""
        return self._try(question, otherwise) if self._holds_others else otherwise

    def _try(self, step: Callable[[UseMemory], T], otherwise: T) -> T:
        if self._memory is None:
            return otherwise
        try:
            return step(self._memory)
        except MemoryDamagedError as error:
            self._replace(error)
        except MemoryFaultError as error:
            self.close()
            self._note(f"not used: {error}; this run remembers nothing")
        return otherwise

    def _replace(self, fault: MemoryDamagedError) -> None:
        self.close()
        self._holds_others = False
        path = self._path
        if path is not None:
            self._open(lambda: open_memory_anew(path, __version__, fault))

    def _open(self, opening: Callable[[], tuple[UseMemory, str | None]]) -> None:
        try:
            self._memory, notice = opening()
        except MemoryFaultError as error:
            self._note(f"not used: {error}; this run remembers nothing")
        else:
            if notice is not None:
                self._note(f"{notice}; audit all articles once to fill it")

    def _note(self, said: str) -> None:
        self.notices.append(f"memory {self._path} {said}")


def _refuse_files_of_the_site(path: Path) -> None:
    """Raise `UsageError` for a file that is one of the site's by its name.

    What is no memory is put aside, which no article, image or configuration may be by a slip.
    """
    suffix = path.suffix.lower()
    if names_article(path.name) or suffix in IMAGE_SUFFIXES or suffix in _SETTINGS:
        raise UsageError(f"{path}: a file named *{suffix} is no memory", "name it capaudit.sqlite")


class Retrospect(Recollection):
    """The memory of a run that leaves no trace: it knows what earlier ones left, if any did."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(path if path is not None and path.is_file() else None)

    def remember(
        self,
        articles: Iterable[tuple[ArticleKey, Sequence[AuditedUse]]],
        gone: Iterable[str],
        looks: dict[bytes, tuple[bytes | None, tuple[tuple[int, int], ...]]],
    ) -> None:
        """Keep nothing."""


def rows_of(key: ArticleKey, uses: Sequence[AuditedUse]) -> ArticleRows:
    """What is kept of an article: its uses that say something, and what to find them by."""
    telling = tuple(audited.use for audited in uses if audited.use.says_anything)
    names = {
        claim.value: NameRow(claim.value, near_keys(claim.value), number)
        for number, use in reversed(tuple(enumerate(telling)))
        for claim in use.creators
    }
    marks = {
        (hash_of_mark(mark), picture_of(audited)) for audited in uses for mark in audited.marks
    }
    path, item = key
    return ArticleRows(
        path=path,
        item=item,
        uses=telling,
        names=tuple(row for _, row in sorted(names.items()) if row.near),
        marks=tuple(sorted(marks, key=lambda one: (one[0], one[1].name, one[1].content or b""))),
        fields=tuple(_fields(uses)),
    )


def _fields(uses: Sequence[AuditedUse]) -> Iterable[FieldRow]:
    counts: dict[tuple[str, str, str | None], Counter[CreditStanding]] = defaultdict(Counter)
    for audited in uses:
        one = audited.credit_place
        if one is not None and one.standing is not CreditStanding.NOWHERE:
            counts[one.site, one.form, one.field][one.standing] += 1
    for kind, count in sorted(counts.items(), key=lambda one: (*one[0][:2], one[0][2] or "")):
        yield FieldRow(*kind, count[CreditStanding.IN_FIELD], count[CreditStanding.ELSEWHERE])


def picture_of(audited: AuditedUse) -> Picture:
    """The picture of a use, as those with one embedded caption are counted."""
    return Picture(audited.picture, audited.use.content)
