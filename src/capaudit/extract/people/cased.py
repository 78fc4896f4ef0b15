"""Names in scripts with capital letters: precision before recall, no name without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.people import name_words, titles
from capaudit.extract.people.beside import (
    does_what_people_do,
    is_apposition_behind,
    is_role_before,
    is_told_in_list,
    title_before,
    title_of,
)
from capaudit.extract.people.scene import FoundName, Scene
from capaudit.extract.places.tables import context_words, people_words, vocabulary
from capaudit.extract.places.words import Word, capitals

LONGEST = 6
LONGEST_ACRONYM = 5
# Names told by the words beside them: so many words at most, each of so many letters at least.
LONGEST_INTRODUCED = 4
MIN_INTRODUCED = 2
# Between two parts of one name.
_GAPS = frozenset({" ", "-", "\u00a0"})
# A Vietnamese family name, and what French newspapers begin with.
_ARTICLE = "Le"
# Kim Jong-un, Wang Xiao-ping.
_LONGEST_GIVEN_SYLLABLE = 6


def cased_names(scene: Scene) -> Iterator[FoundName]:
    """Names whose words begin with capitals, in order, none over another."""
    behind = 0  # the first word behind the last name
    for first in capitals(scene.told):
        if first < behind:
            continue
        found = _name_at(scene, first)
        if found is not None:
            yield found
            behind = found.last + 1


def _name_at(scene: Scene, first: int) -> FoundName | None:
    """The name that begins at a word, if one does."""
    told = scene.told
    last = _run_end(scene, first)
    if last is None or scene.is_place(told[first]) or _is_saint(told, first):
        return None
    while last > first and told[last].text in people_words().particles:
        last -= 1
    if _names_something_else(told, first, last):
        return None
    title = title_before(scene, first)
    if last > first and any(word.gap != "-" for word in told[first + 1 : last + 1]):
        is_person = _is_name(scene, first, last) or _is_introduced(scene, first, last, title)
        return FoundName(first, last, title) if is_person else None
    return FoundName(first, last, title) if _is_alone(scene, first, title) else None


def _is_alone(scene: Scene, first: int, title: str | None) -> bool:
    """Whether a single word is a person's name: behind a title, or a relative's given name."""
    word = scene.told[first]
    if _is_relative(scene, first) and scene.is_given_name(word.text):
        return True
    if title is None or title.lower() not in name_words().alone.words:
        return False
    return _says_whom(scene, first, title) and _stands_alone(word)


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


def _stands_alone(word: Word) -> bool:
    """Whether a single word behind a title can be a family name."""
    return len(word.text) > 2 and not _is_common(word) and word.text not in people_words().suffixes


def _names_something_else(told: list[Word], first: int, last: int) -> bool:
    """Whether a street, a school, a club bears the name: one of its words or the next says so."""
    organisations = name_words().organisations["words"]
    if not organisations.isdisjoint([word.text.lower() for word in told[first : last + 1]]):
        return True
    if told[last].cased == "A" and _bears_names(told[last].text.lower()):
        return True
    behind = told[last + 1] if last + 1 < len(told) else None
    if behind is None or behind.gap != " " or behind.cased != "A":
        return False
    small = behind.text.lower()
    return _bears_names(small) or small in context_words().bodies


def _bears_names(small: str) -> bool:
    """Whether streets, schools or clubs, which are named for people, end with this word."""
    context = context_words()
    return (
        small in people_words().bearers
        or small in context.way_ends
        or small in context.feature_ends
    )


def _run_end(scene: Scene, first: int) -> int | None:
    """The last of the words from a capital on that may make one name, if even the first may."""
    told = scene.told
    small = told[first].text.lower()
    if scene.is_opener(first, small) or _is_date(small) or _is_acronym(told[first]):
        return None
    if (_is_a_body(small) or _is_a_title(scene, first, small)) and not _is_korean(told, first):
        return None
    last = first
    while last + 1 < min(len(told), first + LONGEST) and _goes_on(scene, last + 1):
        if _is_place_behind(scene, first, last + 1):
            break
        last += 1
    return last


def _is_place_behind(scene: Scene, first: int, number: int) -> bool:
    """Whether a place follows a name without a word between: Nazi Germany, Turkish Ankara'da."""
    word = scene.told[number]
    if scene.told[first].text in people_words().east_asian_family:
        return False
    if scene.language == "tr":
        _, _, ending = word.text.replace("’", "'").partition("'")
        return ending in name_words().apostrophes["locatives"]
    return scene.is_place(word)


def _goes_on(scene: Scene, number: int) -> bool:
    """Whether a word may be a later part of the name that the word before it belongs to."""
    word, before = scene.told[number], scene.told[number - 1]
    gap = word.gap
    if gap not in _GAPS and not (gap == ". " and len(before.text) == 1):
        return False
    if word.cased != "A":
        return _is_small_part(word, gap)
    small = word.text.lower()
    if small in people_words().particles or word.text in people_words().particles:
        return True
    if _is_date(small) or (len(small) > 2 and scene.is_opener(number, small)):
        return False
    if _is_a_body(small):
        return False
    return not _is_a_title(scene, number, small) or _is_family_name(scene, number)


def _is_family_name(scene: Scene, number: int) -> bool:
    """Whether a calling is a name where it stands: Martin Luther King, Maria Baker."""
    behind = scene.told[number + 1] if number + 1 < len(scene.told) else None
    ends = behind is None or behind.cased != "A" or behind.gap != " "
    return ends and scene.is_given_name(scene.told[number - 1].text)


def _is_small_part(word: Word, gap: str) -> bool:
    """Whether a word of small letters can be part of a name (Charles de Gaulle, Kim Jong-un)."""
    if word.cased != "a":
        return False
    if gap == "-":
        return (
            len(word.text) <= _LONGEST_GIVEN_SYLLABLE
            and word.text not in name_words().hyphens["words"]
        )
    return word.text in people_words().particles


def _is_acronym(word: Word) -> bool:
    """`NBP`, `МИД`: capitals alone, and more than an initial or two."""
    return word.text.isupper() and word.text.isalpha() and 1 < len(word.text) <= LONGEST_ACRONYM


def _is_date(small: str) -> bool:
    return small in context_words().calendar or small in name_words().calendar["words"]


def _is_korean(told: list[Word], first: int) -> bool:
    """`Park Hae-won`, who is no park: a family name before a given name with a hyphen."""
    if told[first].text not in people_words().east_asian_family or first + 2 >= len(told):
        return False
    given, syllable = told[first + 1], told[first + 2]
    return given.gap == " " and given.cased == "A" and syllable.gap == "-" and syllable.cased == "a"


def _is_a_body(small: str) -> bool:
    """Whether a word names an office's house, a club, a school."""
    return small in context_words().bodies or small in context_words().clubs


def _is_a_title(scene: Scene, number: int, small: str) -> bool:
    """Whether a word with a capital is an office; a single letter is rather an initial."""
    if len(small) == 1:
        return scene.language in ("fr", "el") and small in titles(scene.language)
    return title_of(scene, scene.told[number]) is not None


def _is_common(word: Word) -> bool:
    return word.text.lower() in vocabulary() or (word.text.isupper() and len(word.text) < 5)


def _is_name(scene: Scene, first: int, last: int) -> bool:
    """Whether two and more words are built like a person's name."""
    names = [word.text for word in scene.told[first : last + 1]]
    if len(names) > 5 or any(len(n) > 1 and n.isupper() and "." not in n for n in names):
        return False
    if scene.is_given_name(names[0]):
        return len(names[-1]) > 1
    if names[0] in people_words().east_asian_family and len(names) <= 3 and names[0] != _ARTICLE:
        return all(len(n) <= 7 for n in names[1:]) and len(names[-1]) > 1
    return _has_initials(scene, first, last) or _is_slavic(scene, first, names)


def _has_initials(scene: Scene, first: int, last: int) -> bool:
    """`J. K. Pellington`, `J.K. Pellington`: two initials before a word that is no other."""
    *initials, name = scene.told[first : last + 1]
    letters = [len(word.text) == 1 or "." in word.text for word in initials]
    two = len(initials) > 1 or "." in initials[0].text
    if initials[0].text.strip(".").lower() in name_words().no_initials["words"]:
        return False
    return two and all(letters) and len(name.text) > 2 and not _is_common(name)


def _is_slavic(scene: Scene, first: int, names: list[str]) -> bool:
    """Whether words end as Slavic names do, in a patronymic or a family name."""
    words = people_words()
    if len(names) > 1 and names[1].endswith(name_words().patronymics["words"]):
        return True
    opens = scene.told[first]
    small = names[0].lower()
    first_is_plain = (
        small not in vocabulary() and len(names[0]) > 2 and not scene.prints_small(small)
    )
    if not first_is_plain or (opens.opens_sentence and scene.language == "de"):
        return False
    return len(names[-1]) > 4 and names[-1].endswith(words.slavic_endings)


def _is_introduced(scene: Scene, first: int, last: int, title: str | None) -> bool:
    """Whether the words beside two or more capitalised words tell that they name a person."""
    names = scene.told[first : last + 1]
    if title is not None and title[0].isupper():
        return True
    if len(names) > LONGEST_INTRODUCED or any(_is_no_name_word(word) for word in names):
        return False
    return (
        title is not None
        or _is_relative(scene, first)
        or is_role_before(scene, first)
        or is_apposition_behind(scene, last)
        or is_told_in_list(scene, first)
        or (len(names) <= 3 and does_what_people_do(scene, last))
    )


def _is_no_name_word(word: Word) -> bool:
    is_short = len(word.text) < MIN_INTRODUCED and word.cased == "A"
    return is_short or word.text.isupper() or (word.cased == "A" and _is_common(word))
