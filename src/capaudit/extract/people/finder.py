"""People named in a text, whatever its script: each finder's names in order, as mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from capaudit.data.people import name_words
from capaudit.extract.mentions import PersonMention, PlaceMention
from capaudit.extract.people.beside import is_remembered, roles_beside
from capaudit.extract.people.cased import cased_names
from capaudit.extract.people.scene import FoundName, Scene
from capaudit.extract.people.spaced import spaced_names
from capaudit.extract.people.touching import touching_names
from capaudit.extract.places.tables import vocabulary
from capaudit.model.claim import Standing
from capaudit.model.text import Span
from capaudit.model.values import PersonName

LIST_JOINTS = (" and ", ", ", ", and ", " & ")
SHORTEST_FAMILY_NAME = 4
# From Hebrew to Devanagari, from kana to Hangul: whatever `spaced` and `touching` read.
_WITHOUT_CAPITALS = re.compile("[\u0590-\u097f\u3040-\ud7af]")


def find_people(
    text: str, language: str | None = None, places: Sequence[PlaceMention] = ()
) -> tuple[PersonMention, ...]:
    """The people a text names, in order; spans leave titles out.

    `places` are the text's places: a word that surely is one of them begins no name. A name
    needs a title, a known given name, the build of an East Asian or Slavic name, or words beside
    it that only a person can have: what somebody is, an age, "who". Whoever is named in full is
    known again by the family name. Whom a statue shows or an anniversary remembers is only
    mentioned.
    """
    scene = Scene.of(text, language, places)
    named = list(cased_names(scene))
    found: list[PersonMention] = []
    for name in sorted((*named, *_family_names(scene, named))):
        found.append(_mention(scene, name, found))
    if text.isascii() or _WITHOUT_CAPITALS.search(text) is None:
        return tuple(found)
    others = [_mention(scene, name, ()) for name in spaced_names(scene)]
    others += [_touching(text, span, title) for span, title in touching_names(scene)]
    return tuple(sorted((*found, *others), key=_start) if others else found)


def _start(mention: PersonMention) -> Span:
    return mention.span


def _touching(text: str, span: Span, title: str) -> PersonMention:
    name = text[span.start : span.end]
    return PersonMention(
        span=span, text=name, person=PersonName(name=name, title=title, roles=(title,))
    )


def _family_names(scene: Scene, named: Sequence[FoundName]) -> Iterator[FoundName]:
    """Family names alone of people whom the text names in full."""
    told = scene.told
    families = {told[n.last].text for n in named if n.last > n.first}
    families = {f for f in families if len(f) >= SHORTEST_FAMILY_NAME and _is_no_word(f, scene)}
    if not families:
        return
    inside = {number for name in named for number in range(name.first, name.last + 1)}
    for number in scene.capitals:
        word = told[number]
        if word.text in families and number not in inside and _is_by_itself(scene, number):
            yield FoundName(number, number, None)


def _is_no_word(name: str, scene: Scene) -> bool:
    small = name.lower()
    if small in name_words().organisations["words"]:
        return False
    return small not in vocabulary() and not scene.prints_small(small)


def _is_by_itself(scene: Scene, number: int) -> bool:
    """Whether no other capitalised word touches a word, as in the names of firms and streets."""
    told = scene.told
    behind = told[number + 1] if number + 1 < len(told) else None
    if behind is not None and behind.cased == "A" and behind.joined and behind.gap != ". ":
        return False
    before = told[number - 1] if number else None
    if before is None or not told[number].joined or told[number].gap == ". ":
        return not scene.is_place(told[number])
    return (before.cased != "A" or before.opens_sentence) and not scene.is_place(told[number])


def _mention(scene: Scene, name: FoundName, found: Sequence[PersonMention]) -> PersonMention:
    start, end = scene.told[name.first].start, _end(scene, name.last)
    text = scene.text[start:end]
    roles = roles_beside(scene, name.first, name.last)
    if name.title is not None and scene.told[name.first].cased == "-":
        roles = (name.title,)
    person = PersonName(name=" ".join(text.split()), title=name.title, roles=roles)
    listed = found and scene.text[found[-1].span.end : start] in LIST_JOINTS
    floor = found[-1].span.end if found else 0
    if listed:
        standing = found[-1].standing
    else:
        remembered = is_remembered(scene, name.first, floor)
        standing = Standing.MENTIONED if remembered else Standing.STATED
    return PersonMention(span=Span(start, end), text=text, person=person, standing=standing)


def _end(scene: Scene, last: int) -> int:
    """Where a name ends: Turkish parts its case endings from names by an apostrophe."""
    word = scene.told[last]
    if scene.language not in (None, "tr", "az"):
        return word.end
    stem, apostrophe, ending = word.text.replace("’", "'").partition("'")
    is_case = apostrophe and ending in name_words().apostrophes["endings"]
    return word.start + len(stem) if is_case and len(stem) >= SHORTEST_FAMILY_NAME else word.end
