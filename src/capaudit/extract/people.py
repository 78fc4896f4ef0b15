"""People named in a text: precision before recall, no name without a reason to think it one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from capaudit.data.people import known_given_names, people_table
from capaudit.extract.mentions import PersonMention, PlaceMention
from capaudit.extract.places.tables import context_words, people_words, vocabulary
from capaudit.extract.places.words import Word, capitals, words
from capaudit.model.claim import Standing
from capaudit.model.text import Span
from capaudit.model.values import PersonName

LONGEST = 6
LONGEST_ABBREVIATION = 5
# Names told by the words beside them: so many words at most, each of so many letters at least.
LONGEST_INTRODUCED = 4
MIN_INTRODUCED = 2
# "Jane Doe, a long-time member and volunteer"
WORDS_BEFORE_ROLE = 4
OLDEST = 115
# statues of the late North Korean leaders
LONGEST_DESCRIPTION = 7
# Between two parts of one name.
_GAPS = frozenset({" ", "-", "\u00a0"})
LIST_JOINTS = (" and ", ", ", ", and ", " & ")
SIDES = frozenset({"left", "right", "center", "centre", "L", "R", "C", "links", "rechts", "gauche"})


def find_people(
    text: str, language: str | None = None, places: Sequence[PlaceMention] = ()
) -> tuple[PersonMention, ...]:
    """The people a text names, in order; spans leave titles out.

    `places` are the text's places: a word that surely is one of them begins no name. A name
    needs a title, a known given name, the build of an East Asian or Slavic name, or words beside
    it that only a person can have: what somebody is, an age, "who". Whom a statue shows or an
    anniversary remembers is only mentioned.
    """
    told = words(text)
    taken = sorted(m.span for m in places)
    found: list[PersonMention] = []
    behind = 0  # the first word behind the last name
    for first in capitals(told):
        if first < behind:
            continue
        last = _name_end(text, told, first, taken)
        if last is not None:
            found.append(_mention(text, told, first, last, found))
            behind = last + 1
    return tuple(found)


def _name_end(text: str, told: list[Word], first: int, taken: list[Span]) -> int | None:
    """The last word of a name that begins at a word, or `None` where none does."""
    last = _run_end(text, told, first)
    if last is None or _is_other(told[first], taken) or _is_saint(told, first):
        return None
    while last > first and told[last].text in people_words().particles:
        last -= 1
    if _names_something_else(told, last):
        return None
    title = title_before(told, first)
    if last > first:
        parts = told[first : last + 1]
        is_person = title is not None or _is_name(parts) or _is_introduced(told, first, last)
        return last if is_person else None
    honoured = title is not None and title.lower() in people_words().honorifics
    return first if honoured and _stands_alone(told[first]) else None


def _is_saint(told: list[Word], first: int) -> bool:
    """Whether a name belongs to a saint, mostly a church or a school."""
    return first > 0 and told[first].joined and told[first - 1].text in ("St", "Saint", "San")


def _stands_alone(word: Word) -> bool:
    """Whether a single word behind a title can be a family name."""
    return len(word.text) > 2 and not _is_common(word) and word.text not in people_words().suffixes


def _names_something_else(told: list[Word], last: int) -> bool:
    """Whether a street, a school, a club bears the name: its last or next word says so."""
    if told[last].cased == "A" and _bears_names(told[last].text.lower()):
        return True
    behind = told[last + 1] if last + 1 < len(told) else None
    if behind is None or behind.gap != " " or behind.cased != "A":
        return False
    small = behind.text.lower()
    return _bears_names(small) or small in context_words().bodies


def _bears_names(small: str) -> bool:
    """Whether streets, schools or clubs, which are named for people, end with this word."""
    return small in people_words().bearers or small in context_words().way_ends


def _run_end(text: str, told: list[Word], first: int) -> int | None:
    """The last of the words from a capital on that may make one name, if even the first may."""
    small = told[first].text.lower()
    if _is_a_title(small) or small in context_words().calendar:
        return None
    last = first
    while last + 1 < min(len(told), first + LONGEST) and _goes_on(text, told, last + 1):
        last += 1
    return last


def _goes_on(text: str, told: list[Word], number: int) -> bool:
    """Whether a word may be a later part of the name that the word before it belongs to."""
    word, before = told[number], told[number - 1]
    gap = text[before.end : word.start]
    if gap not in _GAPS and not (gap == ". " and len(before.text) == 1):
        return False
    if word.cased != "A" and not _is_small_part(word, gap):
        return False
    small = word.text.lower()
    if small in context_words().calendar:
        return False
    return small in people_words().titles_as_names or not _is_a_title(small)


def _is_small_part(word: Word, gap: str) -> bool:
    """Whether a word of small letters can be part of a name (Charles de Gaulle, Kim Jong-un)."""
    return word.cased == "a" and (gap == "-" or word.text in people_words().particles)


def _is_a_title(small: str) -> bool:
    context = context_words()
    return small in context.person_titles or small in context.bodies or small in context.clubs


def _is_other(word: Word, taken: list[Span]) -> bool:
    """Whether a word is part of a place; `taken` are the places' spans in order."""
    number = bisect_left(taken, Span(word.end, word.end)) - 1
    return number >= 0 and taken[number].end > word.start and word.text not in known_given_names()


def _is_common(word: Word) -> bool:
    return word.text.lower() in vocabulary() or (word.text.isupper() and len(word.text) < 5)


def _is_name(parts: list[Word]) -> bool:
    """Whether two and more words are built like a person's name."""
    names = [p.text for p in parts]
    if any(len(n) > 1 and n.isupper() for n in names) or len(names) > 5:
        return False
    if names[0] in known_given_names():
        return len(names[-1]) > 1
    if names[0] in people_words().east_asian_family and len(names) <= 3:
        return all(len(n) <= 7 for n in names[1:]) and len(names[-1]) > 1
    first_is_plain = names[0].lower() not in vocabulary() and len(names[0]) > 2
    return (
        first_is_plain and len(names[-1]) > 4 and names[-1].endswith(people_words().slavic_endings)
    )


def _is_introduced(told: list[Word], first: int, last: int) -> bool:
    """Whether the words beside two or more capitalised words tell that they name a person."""
    names = told[first : last + 1]
    if len(names) > LONGEST_INTRODUCED or any(_is_no_name_word(word) for word in names):
        return False
    return _is_role_before(told, first) or _is_apposition_behind(told, last)


def _is_no_name_word(word: Word) -> bool:
    is_short = len(word.text) < MIN_INTRODUCED and word.cased == "A"
    return is_short or word.text.isupper() or (word.cased == "A" and _is_common(word))


def _is_role_before(told: list[Word], first: int) -> bool:
    """`teacher Jane Doe`."""
    if first == 0 or told[first].gap != " ":
        return False
    return told[first - 1].cased == "a" and told[first - 1].text in people_table().roles


def _is_apposition_behind(told: list[Word], last: int) -> bool:
    """`Jane Doe, a retired teacher`, `Jane Doe, who`, `Jane Doe, 34,`, `Jane Doe (left)`."""
    behind = told[last + 1 : last + 2 + WORDS_BEFORE_ROLE]
    if not behind:
        return False
    if behind[0].gap == " (":
        return behind[0].text in SIDES
    if behind[0].gap != ", ":
        return False
    if behind[0].text in ("who", "whose", "aged") or _is_age(behind[0].text):
        return True
    roles = people_table().roles
    for word in behind:
        if word.cased != "a" or (word is not behind[0] and word.gap not in (" ", "-")):
            return False
        if word.text in roles:
            return True
    return False


def _is_age(text: str) -> bool:
    return text.isdigit() and 3 <= int(text[:4]) <= OLDEST


def title_before(told: list[Word], first: int) -> str | None:
    """The title or office printed straight before a name."""
    if first == 0:
        return None
    before, gap = told[first - 1], told[first].gap
    straight = gap == " " or (gap == ". " and len(before.text) <= LONGEST_ABBREVIATION)
    return (
        before.text if straight and before.text.lower() in context_words().person_titles else None
    )


def _mention(
    text: str, told: list[Word], first: int, last: int, found: Sequence[PersonMention]
) -> PersonMention:
    span = Span(told[first].start, told[last].end)
    name = " ".join(text[span.start : span.end].split())
    listed = found and text[found[-1].span.end : span.start] in LIST_JOINTS
    remembered = (
        found[-1].standing is Standing.MENTIONED if listed else _is_remembered(told, first, found)
    )
    return PersonMention(
        span=span,
        text=text[span.start : span.end],
        person=PersonName(name=name, title=title_before(told, first)),
        standing=Standing.MENTIONED if remembered else Standing.STATED,
    )


def _is_remembered(told: list[Word], first: int, found: Sequence[PersonMention]) -> bool:
    """Whether `statues of the late leader` or the like stands between the last name and this."""
    nouns = people_table().remembrances
    floor = found[-1].span.end if found else 0
    for number in range(first - 1, max(0, first - LONGEST_DESCRIPTION), -1):
        if told[number + 1].gap not in (" ", "\u00a0", ". ") or told[number].start < floor:
            return False
        if told[number].text == "late":
            return True
        if told[number].text == "of":
            return told[number].gap == " " and told[number - 1].text.lower() in nouns
    return False
