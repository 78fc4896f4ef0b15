"""Makes up stories with pictures, from the words in archive.toml; the same for the same number."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import msgspec

WORDS = Path(__file__).with_name("archive.toml")
# Of these kinds of sentences a story is made up in turn.
KINDS = ("people", "events", "places", "plain")
SENTENCES_A_PARAGRAPH = 4
STORY_CHARACTERS = 5_400
FIRST_DAY, DAYS = date(2009, 1, 1), 6_000
# One picture in so many says something else than its file.
SOUND_PICTURES = 40


class Town(msgspec.Struct, frozen=True, array_like=True):
    """A town as archive.toml has it."""

    name: str
    region: str
    country: str
    code: str
    latitude: float
    longitude: float


class Topic(msgspec.Struct, frozen=True):
    """What a story may be about: templates for its title and for what its pictures show."""

    title: str
    section: str
    captions: tuple[str, ...]
    alts: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """The whole of archive.toml."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    office: tuple[str, ...]
    agency: tuple[str, ...]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    towns: tuple[Town, ...]
    topics: tuple[Topic, ...]
    sentences: dict[str, tuple[str, ...]]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture as it was taken, and what the story prints of it."""

    day: date
    town: Town
    creator: str
    agency: str
    person: str | None
    description: str
    caption: str
    credit: str
    alt: str


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One article of the archive."""

    title: str
    section: str
    author: str
    day: date
    paragraphs: tuple[str, ...]
    pictures: tuple[Picture, ...]


class Said(msgspec.Struct, frozen=True):
    """What a story is about; `words` stand for the names in braces."""

    day: date
    town: Town
    words: Mapping[str, object]


@cache
def words() -> Words:
    """The words that stories are made of."""
    return msgspec.convert(tomllib.loads(WORDS.read_text("utf-8")), Words)


def tell(seed: int, number: int, pictures: int) -> Story:
    """The story of a number, with so many pictures."""
    known, chance = words(), Random(f"{seed}/{number}")
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    topic, town = chance.choice(known.topics), chance.choice(known.towns)
    said = Said(day, town, _words(known, chance, day, town))
    return Story(
        title=topic.title.format_map(said.words),
        section=topic.section,
        author=_person(known, chance),
        day=day,
        paragraphs=tuple(_paragraphs(known, chance, said)),
        pictures=tuple(_pictures(known, chance, topic, said, pictures)),
    )


def _words(known: Words, chance: Random, day: date, town: Town) -> dict[str, object]:
    leader, witness = _person(known, chance), _person(known, chance)
    near, far = chance.sample([one for one in known.towns if one is not town], 2)
    later, earlier = day + timedelta(days=30), date(day.year - chance.randrange(1, 9), 5, 14)
    return {
        "town": town.name,
        "region": town.region,
        "country": town.country,
        "elsewhere": near.name,
        "far": far.name,
        "far_country": far.country,
        "leader": leader,
        "witness": witness,
        "other": _person(known, chance),
        "family_of_leader": leader.rpartition(" ")[2],
        "family_of_witness": witness.rpartition(" ")[2],
        "office": chance.choice(known.office),
        "weekday": known.weekdays[day.weekday()],
        "day": _in_words(day, known),
        "later": _in_words(later, known),
        "later_month": known.months[later.month - 1],
        "earlier_day": _in_words(earlier, known),
        "earlier_month": known.months[earlier.month - 1],
        "earlier_year": earlier.year,
        "year": day.year - 1,
    }


def _paragraphs(known: Words, chance: Random, said: Said) -> Iterator[str]:
    """Paragraphs up to the length of a story."""
    length = 0
    kinds = ["opening", *KINDS[1:]]
    while length < STORY_CHARACTERS:
        paragraph = " ".join(
            chance.choice(known.sentences[kind]).format_map(
                {**said.words, "number": chance.randrange(12, 900), "age": chance.randrange(19, 90)}
            )
            for kind in kinds
        )
        yield paragraph
        length += len(paragraph)
        kinds = [chance.choice(KINDS) for _ in range(SENTENCES_A_PARAGRAPH)]


def _pictures(
    known: Words, chance: Random, topic: Topic, said: Said, count: int
) -> Iterator[Picture]:
    """Pictures of the story's day, each with another caption as long as there are some."""
    captions = chance.sample(topic.captions, len(topic.captions))
    for index in range(count):
        sound = _picture(known, chance, topic, said, captions[index % len(captions)])
        yield sound if chance.randrange(SOUND_PICTURES) else _faulty(sound, known, chance)


def _picture(known: Words, chance: Random, topic: Topic, said: Said, template: str) -> Picture:
    roles = [role for role in ("leader", "witness") if f"{{{role}}}" in template]
    creator, agency = _person(known, chance), chance.choice(known.agency)
    description = f"{template.format_map(said.words)}."
    return Picture(
        day=said.day,
        town=said.town,
        creator=creator,
        agency=agency,
        person=str(said.words[roles[0]]) if roles else None,
        description=description,
        caption=description,
        credit=f"{creator}/{agency}",
        alt=chance.choice(topic.alts),
    )


def _faulty(sound: Picture, known: Words, chance: Random) -> Picture:
    """The picture with one thing printed that its file contradicts."""
    match chance.randrange(3):
        case 0:
            other = _person(known, chance)
            return msgspec.structs.replace(sound, credit=f"{other}/{sound.agency}")
        case 1:
            old = sound.day.replace(year=sound.day.year - 3, day=min(sound.day.day, 28))
            return msgspec.structs.replace(sound, day=old)
        case _:
            town = chance.choice([one for one in known.towns if one is not sound.town])
            return msgspec.structs.replace(sound, town=town)


def _person(known: Words, chance: Random) -> str:
    return f"{chance.choice(known.given)} {chance.choice(known.family)}"


def _in_words(day: date, known: Words) -> str:
    return f"{known.months[day.month - 1]} {day.day}, {day.year}"
