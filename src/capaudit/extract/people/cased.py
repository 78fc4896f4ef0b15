"""Names in scripts with capital letters: precision before recall, no name without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.people import name_words
from capaudit.extract.people.beside import (
    does_what_people_do,
    is_apposition_behind,
    is_role_before,
    is_told_in_list,
    title_before,
)
from capaudit.extract.people.kinds import Kind, is_given_name, kind_of
from capaudit.extract.people.scene import FoundName, Scene
from capaudit.extract.places.tables import people_words, vocabulary
from capaudit.extract.places.words import Word

LONGEST = 6
# Names told by the words beside them: so many words at most, each of so many letters at least.
LONGEST_INTRODUCED = 4
MIN_INTRODUCED = 2
# Between two parts of one name.
_GAPS = frozenset({" ", "-", "\u00a0"})
_HYPHEN = frozenset({"-"})
# A Vietnamese family name, and what French newspapers begin with.
_ARTICLE = "Le"
# Kim Jong-un, Wang Xiao-ping.
_LONGEST_GIVEN_SYLLABLE = 6


def cased_names(scene: Scene) -> Iterator[FoundName]:
    """Names whose words begin with capitals, in order, none over another."""
    told, language = scene.told, scene.language
    behind = 0  # the first word behind the last name
    for first in scene.capitals:
        kind = kind_of(told[first].text, language)
        if not kind.begins or first < behind:
            continue
        if kind.depends and not _may_begin_here(scene, first, kind):
            continue
        last = _run_end(scene, first)
        if last == first:
            found = _lone_name(scene, first, last)
        else:
            found = _name_between(scene, first, last)
        if found is not None:
            yield found
            behind = found.last + 1


def _may_begin_here(scene: Scene, first: int, kind: Kind) -> bool:
    """Whether a letter is an initial, by its full stop; an office or a body is no name."""
    told = scene.told
    if kind.is_opener and not (first + 1 < len(told) and told[first + 1].gap.startswith(".")):
        return False
    return not (kind.is_body or kind.is_office) or _is_korean(told, first)


def _name_between(scene: Scene, first: int, last: int) -> FoundName | None:
    """The name from a word to the last that may belong to it, if they are one."""
    told = scene.told
    particles = people_words().particles
    while last > first and told[last].text in particles:
        last -= 1
    if {word.gap for word in told[first + 1 : last + 1]} <= _HYPHEN:
        return _lone_name(scene, first, last)
    if _belongs_to_another(scene, first, last):
        return None
    title = title_before(scene, first)
    is_person = _is_name(scene, first, last) or _is_introduced(scene, first, last, title)
    return FoundName(first, last, title) if is_person else None


def _lone_name(scene: Scene, first: int, last: int) -> FoundName | None:
    """The name of one word (or of several with hyphens), which the word before it must tell."""
    title = title_before(scene, first)
    if not _is_alone(scene, first, title) or _belongs_to_another(scene, first, last):
        return None
    return FoundName(first, last, title)


def _belongs_to_another(scene: Scene, first: int, last: int) -> bool:
    """Whether words name a place, a saint's church, or what is named for people."""
    told = scene.told
    if scene.is_place(told[first]) or _is_saint(told, first):
        return True
    return _names_something_else(scene, first, last)


def _is_alone(scene: Scene, first: int, title: str | None) -> bool:
    """Whether a single word is a person's name: behind a title, or a relative's given name."""
    name = scene.told[first].text
    if _is_relative(scene, first) and is_given_name(name, scene.language):
        return True
    if title is None or title.lower() not in name_words().alone.words:
        return False
    return _says_whom(scene, first, title) and _stands_alone(name, scene.language)


def _says_whom(scene: Scene, first: int, title: str) -> bool:
    """Whether a title is written as titles before names are.

    English gives them a capital and no article: "the judge Monday", "The Governor Resigns".
    """
    if scene.language not in (None, "en"):
        return True
    article = first > 1 and scene.told[first - 2].text.lower() == "the"
    return title[0].isupper() and (not article or scene.told[first].gap == ". ")


def _is_relative(scene: Scene, first: int) -> bool:
    """`her brother Pavel`."""
    told = scene.told
    if first == 0 or told[first].gap not in (" ", ", "):
        return False
    return told[first - 1].text in name_words().kin["words"]


def _is_saint(told: list[Word], first: int) -> bool:
    """Whether a name belongs to a saint, mostly a church or a school."""
    return first > 0 and told[first].joined and told[first - 1].text in ("St", "Saint", "San")


def _stands_alone(name: str, language: str | None) -> bool:
    """Whether a single word behind a title can be a family name."""
    is_common = kind_of(name, language).is_common
    return len(name) > 2 and not is_common and name not in people_words().suffixes


def _names_something_else(scene: Scene, first: int, last: int) -> bool:
    """Whether a street, a school, a club bears the name: one of its words or the next says so."""
    told, language = scene.told, scene.language
    for word in told[first : last + 1]:
        if kind_of(word.text, language).is_organisation:
            return True
    if told[last].cased == "A" and kind_of(told[last].text, language).bears_names:
        return True
    behind = told[last + 1] if last + 1 < len(told) else None
    if behind is None or behind.gap != " " or behind.cased != "A":
        return False
    kind = kind_of(behind.text, language)
    return kind.bears_names or kind.is_house


def _run_end(scene: Scene, first: int) -> int:
    """The last of the words from a capital on that may make one name."""
    last = first
    for number in range(first + 1, min(len(scene.told), first + LONGEST)):
        if not _goes_on(scene, number) or _is_place_behind(scene, first, number):
            break
        last = number
    return last


def _is_place_behind(scene: Scene, first: int, number: int) -> bool:
    """Whether a place follows a name without a word between: Nazi Germany, Turkish Ankara'da."""
    word = scene.told[number]
    if scene.language == "tr":
        _, _, ending = word.text.replace("’", "'").partition("'")
        is_place = ending in name_words().apostrophes["locatives"]
    else:
        is_place = scene.is_place(word)
    return is_place and scene.told[first].text not in people_words().east_asian_family


def _goes_on(scene: Scene, number: int) -> bool:
    """Whether a word may be a later part of the name that the word before it belongs to."""
    word, before = scene.told[number], scene.told[number - 1]
    gap = word.gap
    if gap not in _GAPS and not (gap == ". " and len(before.text) == 1):
        return False
    if word.cased != "A":
        return word.cased == "a" and _is_small_part(word.text, gap)
    kind = kind_of(word.text, scene.language)
    if kind.is_particle:
        return True
    return kind.goes_on and (not kind.is_office or _is_family_name(scene, number))


def _is_family_name(scene: Scene, number: int) -> bool:
    """Whether a calling is a name where it stands: Martin Luther King, Maria Baker."""
    behind = scene.told[number + 1] if number + 1 < len(scene.told) else None
    ends = behind is None or behind.cased != "A" or behind.gap != " "
    return ends and is_given_name(scene.told[number - 1].text, scene.language)


def _is_small_part(text: str, gap: str) -> bool:
    """Whether a word of small letters can be part of a name (Charles de Gaulle, Kim Jong-un)."""
    if gap == "-":
        is_short = len(text) <= _LONGEST_GIVEN_SYLLABLE
        return is_short and text not in name_words().hyphens["words"]
    return text in people_words().particles


def _is_korean(told: list[Word], first: int) -> bool:
    """`Park Hae-won`, who is no park: a family name before a given name with a hyphen."""
    if told[first].text not in people_words().east_asian_family or first + 2 >= len(told):
        return False
    given, syllable = told[first + 1], told[first + 2]
    return given.gap == " " and given.cased == "A" and syllable.gap == "-" and syllable.cased == "a"


def _is_name(scene: Scene, first: int, last: int) -> bool:
    """Whether two and more words are built like a person's name."""
    language = scene.language
    names = [word.text for word in scene.told[first : last + 1]]
    if len(names) > 5 or True in [kind_of(name, language).is_shouted for name in names]:
        return False
    if is_given_name(names[0], language):
        return len(names[-1]) > 1
    if names[0] in people_words().east_asian_family and len(names) <= 3 and names[0] != _ARTICLE:
        return max(map(len, names[1:])) <= 7 and len(names[-1]) > 1
    return _has_initials(names, language) or _is_slavic(scene, first, names)


def _has_initials(names: list[str], language: str | None) -> bool:
    """`J. K. Pellington`, `J.K. Pellington`: two initials before a word that is no other."""
    *initials, name = names
    if False in [len(word) == 1 or "." in word for word in initials]:
        return False
    if initials[0].strip(".").lower() in name_words().no_initials["words"]:
        return False
    two = len(initials) > 1 or "." in initials[0]
    return two and len(name) > 2 and not kind_of(name, language).is_common


def _is_slavic(scene: Scene, first: int, names: list[str]) -> bool:
    """Whether words end as Slavic names do, in a patronymic or a family name."""
    if len(names) > 1 and names[1].endswith(name_words().patronymics["words"]):
        return True
    if len(names[-1]) <= 4 or not names[-1].endswith(people_words().slavic_endings):
        return False
    if scene.told[first].opens_sentence and scene.language == "de":
        return False
    small = names[0].lower()
    return len(names[0]) > 2 and small not in vocabulary() and not scene.prints_small(small)


def _is_introduced(scene: Scene, first: int, last: int, title: str | None) -> bool:
    """Whether the words beside two or more capitalised words tell that they name a person."""
    if title is not None and title[0].isupper():
        return True
    length = last - first + 1
    if length > LONGEST_INTRODUCED or not _are_name_words(scene, first, last):
        return False
    return (
        title is not None
        or _is_relative(scene, first)
        or is_role_before(scene, first)
        or is_apposition_behind(scene, last)
        or is_told_in_list(scene, first)
        or (length <= 3 and does_what_people_do(scene, last))
    )


def _are_name_words(scene: Scene, first: int, last: int) -> bool:
    """Whether no word is an initial, in capitals alone, or common and with a capital."""
    for word in scene.told[first : last + 1]:
        if word.text.isupper():
            return False
        if word.cased == "A" and (
            len(word.text) < MIN_INTRODUCED or kind_of(word.text, scene.language).is_common
        ):
            return False
    return True
