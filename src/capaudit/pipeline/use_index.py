"""Finds for one use of an image what other articles say, in this run and in the memory.

Everything is found by a key (an image, a name, an embedded value): only what shares one with others
is read again. A rule that compares articles has to be met by `UseIndex.concerned`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from capaudit.memory.uses import MOST_STATEMENTS
from capaudit.model.article import ArticleKey
from capaudit.model.house import House
from capaudit.model.use import (
    AuditedUse,
    Batch,
    CreditStanding,
    Elsewhere,
    FieldHabit,
    KnownName,
    Mark,
    Saying,
    Use,
)
from capaudit.pipeline.name_keys import near_keys
from capaudit.pipeline.recollection import Recollection
from capaudit.pipeline.run_uses import RunUses
from capaudit.pipeline.traces import hash_of, hash_of_article, hash_of_mark
from capaudit.rules.names import is_misspelling

# So many different pictures with one embedded caption or time stamp were stamped in one go.
BATCH = 5
# No more are looked up: a batch is one at five as at five thousand.
_MOST_PICTURES = 10_000
_NOWHERE: frozenset[ArticleKey] = frozenset()


class ImageSayings:
    """All that is said of one image, each statement once with the articles that make it."""

    def __init__(self, uses: Iterable[Use], remembered: Iterable[Saying]) -> None:
        self._first: dict[bytes, list[Use]] = defaultdict(list)
        self._articles: dict[bytes, set[ArticleKey]] = defaultdict(set)
        self._remembered = {saying.use.statement: saying for saying in remembered}
        for use in uses:
            statement = use.statement
            if use.article not in self._articles[statement]:
                self._articles[statement].add(use.article)
                # One to show, and another for the article whose own it is.
                if len(self._first[statement]) < 2:
                    self._first[statement].append(use)
        self._statements = tuple(dict.fromkeys((*self._first, *self._remembered)))

    def beside(self, article: ArticleKey) -> tuple[Saying, ...]:
        """What articles other than this one say; nothing of an image that says it all."""
        if len(self._statements) > MOST_STATEMENTS:
            return ()
        found = (self._saying(statement, article) for statement in self._statements)
        return tuple(saying for saying in found if saying is not None)

    def _saying(self, statement: bytes, article: ArticleKey) -> Saying | None:
        saying = self._articles.get(statement, _NOWHERE)
        old = self._remembered.get(statement)
        articles = len(saying) - (article in saying) + (old.articles if old is not None else 0)
        for use in self._first.get(statement, ()):
            if use.article != article:
                return Saying(use=use, articles=articles, in_run=True)
        if old is None or old.use.article == article:
            return None
        return Saying(use=old.use, articles=articles, in_run=False)


class _NearName(msgspec.Struct, frozen=True):
    """A credited name: a use, the run's articles that credit it, and how many remembered ones.

    The articles go by their hashes.
    """

    name: str
    use: Use
    articles: frozenset[bytes]
    remembered: int


class UseIndex:
    """The uses of a run, and by their keys those that are remembered."""

    def __init__(
        self,
        uses: RunUses,
        recollection: Recollection,
        house: House,
        beside: frozenset[str] = frozenset(),
    ) -> None:
        """`beside` are articles of the run on which nothing is reported."""
        self._uses = uses
        self._beside = beside
        self._recollection = recollection
        self._house = house
        self._sayings: dict[bytes, ImageSayings | None] = {}
        self._near: dict[str, tuple[_NearName, ...]] = {}
        self._batches: dict[bytes, int] = {}
        self._habits = _habits(uses)
        self._whole_habits: dict[tuple[str, str], FieldHabit] = {}
        self._twins: dict[bytes, tuple[ImageSayings, ...]] = {}

    def add_twins(self, twins: dict[bytes, tuple[ImageSayings, ...]]) -> None:
        """Take in what is said of pictures that look the same, by the hash of the image's key."""
        self._twins = twins

    def concerned(self) -> frozenset[int] | None:
        """The outcomes of articles that others may have anything to say about; `None` for all."""
        if self._recollection.holds_others:
            return None
        shelf = self._uses.shelf
        habits = (kind for kind, habit in self._habits.items() if habit.in_field)
        misspelt = {
            (near, name)
            for near, names in shelf.names_to_compare()
            for name in names
            if any(name != other and is_misspelling(name, other) for other in names)
        }
        return frozenset().union(
            shelf.sharing_an_image(),
            shelf.sharing_a_mark(BATCH),
            shelf.without_field(habits),
            shelf.showing(self._twins),
            *(shelf.crediting(near, name) for near, name in misspelt),
        )

    def elsewhere(self, audited: AuditedUse) -> Elsewhere:
        """What other articles hold against one use."""
        use = audited.use
        image = hash_of(use.key)
        sayings = self._sayings_of(image)
        same = self._told(sayings.beside(use.article)) if sayings is not None else ()
        twins = (self._told(one.beside(use.article)) for one in self._twins.get(image, ()))
        return Elsewhere(
            audited=audited,
            house=self._house,
            same=same,
            twins=tuple(saying for some in twins for saying in some),
            names=tuple(self._known_names(use)),
            batches=tuple(self._batches_of(audited.marks)),
            habit=self._habit_of(audited),
        )

    def _sayings_of(self, image: bytes) -> ImageSayings | None:
        """What is said of an image, by whichever key it goes; `None` where nobody could object."""
        if image not in self._sayings:
            numbers, images = self._uses.shelf.uses_of_image(image)
            made = self._gathered([self._uses.use(number) for number in numbers])
            self._sayings |= dict.fromkeys(images, made)
        return self._sayings[image]

    def _gathered(self, uses: list[Use]) -> ImageSayings | None:
        keys = tuple(dict.fromkeys(use.key for use in uses))
        contents = tuple(dict.fromkeys(use.content for use in uses if use.content is not None))
        remembered = self._recollection.sayings(keys, contents)
        telling = [use for use in uses if use.says_anything]
        if len({use.article for use in telling}) > 1 or (telling and remembered):
            return ImageSayings(telling, remembered)
        return None

    def _told(self, sayings: tuple[Saying, ...]) -> tuple[Saying, ...]:
        """Sayings, those of articles on which nothing is reported as if only remembered.

        Where two contradict each other, it is the article reported on that has to yield.
        """
        if not self._beside:
            return sayings
        return tuple(
            msgspec.structs.replace(one, in_run=one.in_run and one.use.path not in self._beside)
            for one in sayings
        )

    def _habit_of(self, audited: AuditedUse) -> FieldHabit:
        """Where images of the use's form have their credit, those of this run and remembered."""
        place = audited.credit_place
        if place is None:
            return FieldHabit()
        key = (place.site, place.form)
        if key not in self._whole_habits:
            habits = (self._habits.get(key, FieldHabit()), self._recollection.habit(*key))
            self._whole_habits[key] = _sum_of(*habits)
        return self._whole_habits[key]

    def _known_names(self, use: Use) -> Iterator[KnownName]:
        article = hash_of_article(use.article)
        for claim in use.creators:
            for near in self._names_near(claim.value):
                others = len(near.articles) - (article in near.articles) + near.remembered
                # What the article itself says is no word of another.
                if others and near.use.article != use.article:
                    yield KnownName(name=near.name, use=near.use, articles=others)

    def _names_near(self, name: str) -> tuple[_NearName, ...]:
        """The same name, and those that it may misspell, as far as anybody is credited so."""
        if name not in self._near:
            found = (self._names_by(key, name) for key in near_keys(name))
            unique = {near.name: near for some in found for near in some}
            self._near[name] = tuple(near for _, near in sorted(unique.items()))
        return self._near[name]

    def _names_by(self, key: str, name: str) -> Iterator[_NearName]:
        here: dict[str, tuple[int, set[bytes]]] = {}
        for one in self._uses.shelf.credited(key):
            here.setdefault(one.name, (one.use, set()))[1].add(one.article)
        there = self._recollection.names_near(key)
        for other in dict.fromkeys((*here, *there)):
            if other == name or is_misspelling(name, other):
                number, articles = here.get(other, (None, set()))
                use = (
                    self._uses.use(number)
                    if number is not None
                    else self._recollection.use_crediting(key, other)
                )
                if use is not None:
                    yield _NearName(other, use, frozenset(articles), there.get(other, 0))

    def _batches_of(self, marks: Iterable[Mark]) -> Iterator[Batch]:
        for mark in marks:
            pictures = self._pictures_with(mark)
            if pictures >= BATCH:
                yield Batch(mark=mark, pictures=pictures)

    def _pictures_with(self, mark: Mark) -> int:
        """How many different pictures carry a mark."""
        key = hash_of_mark(mark)
        count = self._batches.get(key)
        if count is None:
            remembered = self._recollection.pictures_marked(mark, _MOST_PICTURES)
            others = {(hash_of(one.name), one.content) for one in remembered}
            count = _different(self._uses.shelf.pictures_marked(key) | others)
            self._batches[key] = count
        return count


def _different(pictures: set[tuple[bytes, bytes | None]]) -> int:
    """How many pictures there are, sizes of one and copies of one file counted once.

    None, where they are too few for a batch however they are counted.
    """
    if len(pictures) < BATCH:
        return 0
    names = {name for name, _ in pictures}
    files = {content or name for name, content in pictures}
    return min(len(names), len(files))


def _habits(uses: RunUses) -> dict[tuple[str, str], FieldHabit]:
    """How often the credits of each form of each site stand in their field, in this run."""
    habits: dict[tuple[str, str], FieldHabit] = defaultdict(FieldHabit)
    for form, count in uses.shelf.forms():
        if form.standing is not CreditStanding.NOWHERE:
            more = FieldHabit(
                in_field=count if form.standing is CreditStanding.IN_FIELD else 0,
                elsewhere=count if form.standing is CreditStanding.ELSEWHERE else 0,
                names={form.field: count} if form.field is not None else {},
            )
            key = (form.site, form.form)
            habits[key] = _sum_of(habits[key], more)
    return dict(habits)


def _sum_of(one: FieldHabit, other: FieldHabit) -> FieldHabit:
    names = Counter(one.names) + Counter(other.names)
    return FieldHabit(
        in_field=one.in_field + other.in_field,
        elsewhere=one.elsewhere + other.elsewhere,
        names=dict(names),
    )
