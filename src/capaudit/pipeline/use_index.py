"""Finds for one use of an image what other articles say, in this run and in the memory.

Everything is found by a key (an image, a name, an embedded value), over small records: the same
can be done by key over the parts of a run that is spread over many machines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from capaudit.memory import Picture
from capaudit.memory.uses import MOST_STATEMENTS
from capaudit.model.article import ArticleKey
from capaudit.model.house import House
from capaudit.model.use import (
    AuditedUse,
    Batch,
    CreditPlace,
    CreditStanding,
    Elsewhere,
    FieldHabit,
    KnownName,
    Mark,
    MarkKind,
    Saying,
    Use,
)
from capaudit.pipeline.name_keys import near_keys
from capaudit.pipeline.recollection import Recollection, picture_of
from capaudit.rules.names import is_misspelling

# So many different pictures with one embedded caption or time stamp were stamped in one go.
BATCH = 5
# No more are looked up: a batch is one at five as at five thousand.
_MOST_PICTURES = 10_000
# What marks are told apart by.
_MarkKey = tuple[MarkKind, str]
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
    """A credited name: a use, the run's articles that credit it, and how many remembered ones."""

    name: str
    use: Use
    articles: frozenset[ArticleKey]
    remembered: int


class UseIndex:
    """The uses of a run, and by their keys those that are remembered."""

    def __init__(
        self,
        audited: Sequence[AuditedUse],
        recollection: Recollection,
        house: House,
        beside: frozenset[str] = frozenset(),
    ) -> None:
        """`beside` are articles of the run on which nothing is reported."""
        self._beside = beside
        self._recollection = recollection
        self._house = house
        self._sayings = dict(_sayings_by_key(audited, recollection))
        self._names = _names(audited)
        self._near: dict[str, tuple[_NearName, ...]] = {}
        self._pictures = _pictures(audited)
        self._batches: dict[_MarkKey, int] = {}
        self._habits = _habits(audited)
        self._whole_habits: dict[tuple[str, str], FieldHabit] = {}
        self._twins: dict[str, tuple[ImageSayings, ...]] = {}

    def add_twins(self, twins: dict[str, tuple[ImageSayings, ...]]) -> None:
        """Take in what is said of pictures that look the same, by the key of the image."""
        self._twins = twins

    def elsewhere(self, audited: AuditedUse) -> Elsewhere:
        """What other articles hold against one use."""
        use = audited.use
        sayings = self._sayings.get(use.key)
        same = self._told(sayings.beside(use.article)) if sayings is not None else ()
        twins = (self._told(one.beside(use.article)) for one in self._twins.get(use.key, ()))
        return Elsewhere(
            audited=audited,
            house=self._house,
            same=same,
            twins=tuple(saying for some in twins for saying in some),
            names=tuple(self._known_names(use)),
            batches=tuple(self._batches_of(audited.marks)),
            habit=self._habit_of(audited),
        )

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
        for claim in use.creators:
            for near in self._names_near(claim.value):
                articles = len(near.articles) - (use.article in near.articles) + near.remembered
                # What the article itself says is no word of another.
                if articles and near.use.article != use.article:
                    yield KnownName(name=near.name, use=near.use, articles=articles)

    def _names_near(self, name: str) -> tuple[_NearName, ...]:
        """The same name, and those that it may misspell, as far as anybody is credited so."""
        if name not in self._near:
            found = (self._names_by(key, name) for key in near_keys(name))
            unique = {near.name: near for some in found for near in some}
            self._near[name] = tuple(near for _, near in sorted(unique.items()))
        return self._near[name]

    def _names_by(self, key: str, name: str) -> Iterator[_NearName]:
        here, there = self._names.get(key, {}), self._recollection.names_near(key)
        for other in dict.fromkeys((*here, *there)):
            if other == name or is_misspelling(name, other):
                use, articles = here.get(other, (None, frozenset()))
                use = use or self._recollection.use_crediting(key, other)
                if use is not None:
                    yield _NearName(other, use, frozenset(articles), there.get(other, 0))

    def _batches_of(self, marks: Iterable[Mark]) -> Iterator[Batch]:
        for mark in marks:
            pictures = self._pictures_with(mark)
            if pictures >= BATCH:
                yield Batch(mark=mark, pictures=pictures)

    def _pictures_with(self, mark: Mark) -> int:
        """How many different pictures carry a mark."""
        key = (mark.kind, mark.value)
        count = self._batches.get(key)
        if count is None:
            remembered = self._recollection.pictures_marked(mark, _MOST_PICTURES)
            count = _different({*self._pictures.get(key, ()), *remembered})
            self._batches[key] = count
        return count


def _sayings_by_key(
    audited: Sequence[AuditedUse], recollection: Recollection
) -> Iterator[tuple[str, ImageSayings]]:
    """What is said of each image, under every key it goes by."""
    for uses in images_of([one.use for one in audited]):
        keys = tuple(dict.fromkeys(use.key for use in uses))
        contents = tuple(dict.fromkeys(use.content for use in uses if use.content is not None))
        remembered = recollection.sayings(keys, contents)
        telling = [use for use in uses if use.says_anything]
        if len({use.article for use in telling}) > 1 or (telling and remembered):
            sayings = ImageSayings(telling, remembered)
            for key in keys:
                yield key, sayings


def images_of(uses: Sequence[Use]) -> list[list[Use]]:
    """The uses of each image, by its key or by the content of its file, all in their order."""
    group_of: dict[str | bytes, list[int]] = {}
    for number, use in enumerate(uses):
        names = _names_of_image(use)
        first, *others = _groups_of(names, group_of) or [[]]
        first.append(number)
        for other in others:
            first += other
            names += tuple(name for each in other for name in _names_of_image(uses[each]))
        group_of |= dict.fromkeys(names, first)
    unique = {id(group): group for group in group_of.values()}
    return [[uses[number] for number in sorted(group)] for group in unique.values()]


def _groups_of(
    names: Iterable[str | bytes], group_of: Mapping[str | bytes, list[int]]
) -> list[list[int]]:
    """The groups known by any of the names, each once."""
    found = (group_of[name] for name in names if name in group_of)
    return list({id(group): group for group in found}.values())


def _names_of_image(use: Use) -> tuple[str | bytes, ...]:
    return (use.key,) if use.content is None else (use.key, use.content)


def _names(
    audited: Iterable[AuditedUse],
) -> dict[str, dict[str, tuple[Use, set[ArticleKey]]]]:
    """The photographers by their keys: each name with its first use and its articles."""
    found: dict[str, dict[str, tuple[Use, set[ArticleKey]]]] = defaultdict(dict)
    for one in audited:
        for claim in one.use.creators:
            for key in near_keys(claim.value):
                _, articles = found[key].setdefault(claim.value, (one.use, set()))
                articles.add(one.use.article)
    return found


def _pictures(audited: Iterable[AuditedUse]) -> dict[_MarkKey, set[Picture]]:
    """The pictures that carry each embedded caption and time stamp."""
    found: dict[_MarkKey, set[Picture]] = defaultdict(set)
    for one in audited:
        picture = picture_of(one)
        for mark in one.marks:
            found[mark.kind, mark.value].add(picture)
    return found


def _different(pictures: set[Picture]) -> int:
    """How many pictures there are, sizes of one and copies of one file counted once.

    None, where they are too few for a batch however they are counted.
    """
    if len(pictures) < BATCH:
        return 0
    names = {picture.name for picture in pictures}
    files = {picture.content or picture.name for picture in pictures}
    return min(len(names), len(files))


def _habits(audited: Iterable[AuditedUse]) -> dict[tuple[str, str], FieldHabit]:
    """How often the credits of each form of each site stand in their field, in this run."""
    habits: dict[tuple[str, str], FieldHabit] = {}
    for one in audited:
        place = one.credit_place
        if place is not None and place.standing is not CreditStanding.NOWHERE:
            key = (place.site, place.form)
            habits[key] = _sum_of(habits.get(key, FieldHabit()), _habit_of_one(place))
    return habits


def _habit_of_one(place: CreditPlace) -> FieldHabit:
    return FieldHabit(
        in_field=place.standing is CreditStanding.IN_FIELD,
        elsewhere=place.standing is CreditStanding.ELSEWHERE,
        names={place.field: 1} if place.field is not None else {},
    )


def _sum_of(one: FieldHabit, other: FieldHabit) -> FieldHabit:
    names = Counter(one.names) + Counter(other.names)
    return FieldHabit(
        in_field=one.in_field + other.in_field,
        elsewhere=one.elsewhere + other.elsewhere,
        names=dict(names),
    )
