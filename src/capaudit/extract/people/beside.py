"""The words beside a name: titles, callings, ages, sides, relatives, deeds, remembrance."""

from __future__ import annotations

from capaudit.data.people import name_words, people_table
from capaudit.extract.people.kinds import title_of
from capaudit.extract.people.scene import Scene
from capaudit.extract.places.words import Word

LONGEST_ABBREVIATION = 5
# "Jane Doe, a long-time member and volunteer"
WORDS_BEFORE_ROLE = 4
OLDEST = 115
# глава МИД РФ
LONGEST_OFFICE = 2
# statues of the late North Korean leaders
LONGEST_DESCRIPTION = 7
# "From left, Jane Doe, John Roe and Ann Poe": so many words back the list may have begun.
LONGEST_LIST = 12
_STRAIGHT = frozenset({" ", "\u00a0"})
_IN_LISTS = frozenset({", ", " ", ": ", "; ", ". ", "-", "), ", ") ", " (", " – ", " — "})


def title_before(scene: Scene, first: int) -> str | None:
    """The title or office printed straight before a name."""
    number = _title_number(scene, first)
    return None if number is None else scene.told[number].text


def _title_number(scene: Scene, first: int) -> int | None:
    """The number of the word that is the title before a name.

    Its country or house may stand between, which English puts in front: госсекретарь США.
    """
    number = first - 1
    if scene.language not in (None, "en"):
        while number > max(0, first - 1 - LONGEST_OFFICE) and _is_of_office(scene, number):
            number -= 1
    if number < 0:
        return None
    before, gap = scene.told[number], scene.told[number + 1].gap
    straight = gap in _STRAIGHT or (gap == ". " and len(before.text) <= LONGEST_ABBREVIATION)
    return number if straight and title_of(before.text, scene.language) is not None else None


def _is_of_office(scene: Scene, number: int) -> bool:
    """Whether a word names a country or, in capitals, a house, and stands straight before."""
    word = scene.told[number]
    if word.cased != "A" or scene.told[number + 1].gap not in _STRAIGHT:
        return False
    return scene.is_place(word) or (len(word.text) > 1 and word.text.isupper())


def roles_beside(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    """Titles and callings that the words beside a name give its bearer, in small letters."""
    before, behind = _role_before(scene, first), _role_behind(scene, last)
    if behind is None or behind == before:
        return () if before is None else (before,)
    return (behind,) if before is None else (before, behind)


def _role_before(scene: Scene, first: int) -> str | None:
    """`former keeper Jane Doe`, `the mayor, Jane Doe`, `Prime Minister Jane Doe`."""
    if first == 0:
        return None
    number = _title_number(scene, first)
    if number is not None:
        return title_of(scene.told[number].text, scene.language)
    before, gap = scene.told[first - 1], scene.told[first].gap
    if gap in _STRAIGHT or (gap == ", " and before.cased == "a"):
        return title_of(before.text, scene.language) or _role_of(before)
    return None


def _role_of(word: Word) -> str | None:
    return word.text if word.cased == "a" and word.text in people_table().roles else None


def _role_behind(scene: Scene, last: int) -> str | None:
    """`Jane Doe, a retired teacher`, `Jane Doe, 43, a teacher`."""
    joint: tuple[str, ...] = (", ",)
    stops = name_words().apposition_stops["words"]
    for word in scene.told[last + 1 : last + 2 + WORDS_BEFORE_ROLE]:
        if word.gap not in joint or word.cased != "a" or word.text in stops:
            return None
        title = title_of(word.text, scene.language) or _role_of(word)
        if title is not None:
            return title
        joint = (", ",) if _is_age(word.text) else (" ", "-")
    return None


def is_role_before(scene: Scene, first: int) -> bool:
    """`teacher Jane Doe`."""
    if first == 0 or scene.told[first].gap != " ":
        return False
    return _role_of(scene.told[first - 1]) is not None


def is_apposition_behind(scene: Scene, last: int) -> bool:
    """`Jane Doe, a retired teacher`, `Jane Doe, who`, `Jane Doe, 34,`, `Jane Doe (left)`."""
    behind = scene.told[last + 1 : last + 2 + WORDS_BEFORE_ROLE]
    if not behind:
        return False
    if behind[0].gap in (" (", ", ") and _is_side(behind):
        return True
    if behind[0].gap == " (":
        return _is_age(behind[0].text)
    if behind[0].gap != ", ":
        return False
    if behind[0].text in name_words().pronouns["words"] or _is_age(behind[0].text):
        return True
    return _role_behind(scene, last) is not None


def _is_side(behind: list[Word]) -> bool:
    """`(left)`, `, à gauche,`, `(second from left)`."""
    lists = name_words().lists
    for word in behind[:3]:
        small = word.text.lower()
        if small in lists.sides:
            return True
        if small not in lists.side_words:
            return False
    return False


def _is_age(text: str) -> bool:
    return text.isdecimal() and len(text) <= 3 and 3 <= int(text) <= OLDEST


def is_told_in_list(scene: Scene, first: int) -> bool:
    """`From left, Jane Doe, John Roe`: capitals and small joints lead back to the side."""
    told, lists = scene.told, name_words().lists
    for number in range(first - 1, max(-1, first - LONGEST_LIST), -1):
        if told[number + 1].gap not in _IN_LISTS:
            return False
        small = told[number].text.lower()
        if small in lists.heads:
            is_first = number == 0 or told[number].opens_sentence
            return is_first or told[number - 1].text.lower() in lists.before_heads
        if told[number].cased == "a" and small not in lists.joints:
            return False
    return False


def does_what_people_do(scene: Scene, last: int) -> bool:
    """`Jane Doe smiles`, `recalled Jane Doe`."""
    verbs = name_words().deeds["verbs"]
    behind = scene.told[last + 1] if last + 1 < len(scene.told) else None
    return behind is not None and behind.gap == " " and behind.text in verbs


def is_remembered(scene: Scene, first: int, floor: int) -> bool:
    """Whether `statues of the late leader` or the like stands between the last name and this."""
    nouns, told = people_table().remembrances, scene.told
    for number in range(first - 1, max(0, first - LONGEST_DESCRIPTION), -1):
        if told[number + 1].gap not in (" ", "\u00a0", ". ") or told[number].start < floor:
            return False
        if told[number].text == "late":
            return True
        if told[number].text == "of":
            return told[number].gap == " " and told[number - 1].text.lower() in nouns
    return False
