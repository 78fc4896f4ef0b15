"""Places told by the build of their name or by the words before it, in the index or not."""

from __future__ import annotations

import re
from functools import lru_cache

from capaudit.extract.places.index import common_words
from capaudit.extract.places.sighting import Sighting, candidates
from capaudit.extract.places.tables import context_words, given_names, vocabulary
from capaudit.extract.places.words import Word

# A name told by its build has at most so many words.
LONGEST_BUILT = 5
# A name told by the words before it has at most so many words.
LONGEST_TOLD = 3
SHORTEST_TOLD = 3
# A city of so many inhabitants is not called `City` to tell it from another.
KNOWN_FROM = 100_000
# A town of so many inhabitants may have an airport that is called after it.
AIRPORT_FROM = 10_000
_SHORT_HEADS = frozenset({"N", "S", "E", "W", "NE", "NW", "SE", "SW", "St", "Mt", "Ft"})
# What stands behind a dateline's place: a state, an agency, a dash.
DATELINE = re.compile(r"(?:, [^\W\d_][\w.]{1,12})?(?: \([A-Za-z ]{2,20}\))? ?(?:--|—|–| - )")
_RIVERS = frozenset({"River", "Creek"})
_OWNED = frozenset({"'s ", "’s ", "' ", "’ "})
_GENERIC = frozenset(
    {
        "interstate",
        "state",
        "county",
        "farm",
        "private",
        "national",
        "international",
        "regional",
        "municipal",
    }
)
_DETERMINERS = frozenset(
    {"The", "A", "An", "This", "That", "Our", "My", "Your", "His", "Her", "Their", "Each", "Every",
     "In", "At", "On", "From", "To", "And", "But", "For", "When", "With", "Near", "No", "One",
     "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Former"}
)  # fmt: skip
# Ends of ways that a full stop may follow as part of the name.
_SHORT_ENDS = frozenset({"st", "ave", "rd", "blvd", "dr", "ln", "twp"})
# Divisions that number their roads (Erath County Road 12).
_DIVISIONS = frozenset({"county", "parish", "township"})


def built_name(text: str, told: list[Word], first: int) -> Sighting | None:
    """A street, a water, a height, a county by the build of its name (Tanner Creek, Lake Orr)."""
    context, may_end = context_words(), _name_ends()
    starts = told[first].text.lower() in context.feature_starts
    found: tuple[int, int] | None = None
    for last in range(first + 1, min(len(told), first + LONGEST_BUILT)):
        word = told[last]
        if word.cased != "A" or (word.gap != " " and not _is_joined(told, last, first)):
            break
        small = word.text.lower()
        if small not in may_end and not (starts and last == first + 1) and word.gap not in _OWNED:
            continue
        if small in context.way_ends and told[last - 1].text.lower() in _DIVISIONS:
            break
        if small in _DIVISIONS and _begins_later(told, first, last):
            return None
        if word.gap in _OWNED or (_ends_name(told, first, last) and not _opens_saint(told, last)):
            dotted = small in _SHORT_ENDS and text[word.end : word.end + 1] == "."
            found = last, word.end + dotted
        elif last == first + 1 and starts:
            found = last, word.end
    if found is None or not _may_head(told, first):
        return None
    start, (last, end) = told[first].start, found
    return Sighting(start, end, text[start:end], (), first, last, is_pattern=True)


@lru_cache(maxsize=1)
def _name_ends() -> frozenset[str]:
    """The words in small letters that a name told by its build may end with."""
    context = context_words()
    ends = context.way_ends | context.feature_ends | context.reserve_ends
    return ends | _DIVISIONS | {"airport", "highway"}


def _opens_saint(told: list[Word], last: int) -> bool:
    """Whether a street's short end begins a saint's or a family's name (Eva St. Clair)."""
    if told[last].text != "St" or last + 1 == len(told) or told[last + 1].gap != ". ":
        return False
    name = told[last + 1].text
    return name in given_names() or bool(candidates(f"St. {name}"))


def _may_head(told: list[Word], first: int) -> bool:
    """Whether a word may begin a name told by its build: no article, title, month, club."""
    context, head = context_words(), told[first].text.lower()
    if told[first].text in _DETERMINERS or head in _GENERIC or head in context.calendar:
        return False
    continues = told[first].gap == "-" and told[first - 1].cased == "A"
    return head not in context.joiners and not continues


def region_with_noun(text: str, told: list[Word], region: Sighting) -> Sighting:
    """A region with the noun that its kind puts behind it (Kano State, Kangwon Province).

    American states are not called so: there a university's name goes on (Ohio State).
    """
    last = region.last + 1
    if last >= len(told) or told[last].gap != " " or told[last].cased != "A":
        return region
    meant = tuple(c for c in region.candidates if c.feature == "region")
    if any(c.country == "US" for c in meant):
        return region
    if not meant or told[last].text.lower() not in context_words().region_nouns:
        return region
    end = told[last].end
    name = text[region.start : end]
    return Sighting(region.start, end, name, meant, region.first, last)


def _begins_later(told: list[Word], first: int, last: int) -> bool:
    """Whether a county's name begins behind a word before it (Former Erath County)."""
    tails = (range(start, last + 1) for start in range(first + 1, last))
    return any(candidates(" ".join(told[n].text for n in tail)) for tail in tails)


def _ends_name(told: list[Word], first: int, last: int) -> bool:
    """Whether a word that may end a place's name does: `Park Hills`, `Old City` are descriptions.

    `City` and `Highway` in front of another capital open a body's name (Norwich City Council),
    and `City` behind a well-known place is its own government.
    """
    context, head = context_words(), told[first].text.lower()
    small = told[last].text.lower()
    if small in context.way_ends and small != "highway":
        return True
    if small in context.reserve_ends:
        return _is_reserve(told, first, last)
    if small == "airport":
        return not _begins_with_town(told, first, last)
    if small not in context.feature_ends and small != "highway":
        return False
    if last == first + 1 and head in context.feature_ends:
        return False
    if small not in ("city", "highway"):
        return True
    after = told[last + 1] if last + 1 < len(told) else None
    if after is not None and (after.cased == "A" or after.text[0].isdigit()) and after.gap == " ":
        return False
    return small != "city" or not _is_plain_city(told, first, last)


def _begins_with_town(told: list[Word], first: int, last: int) -> bool:
    """Whether an airport's name begins with a place: then that alone is one."""
    heads = (" ".join(word.text for word in told[first:end]) for end in range(first + 1, last + 1))
    return any(c.people >= AIRPORT_FROM for head in heads for c in candidates(head))


def _is_reserve(told: list[Word], first: int, last: int) -> bool:
    """Whether `National` or `State` makes a reserve of its last words (Holm State Forest)."""
    before = [word.text.lower() for word in told[max(first + 1, last - 2) : last]]
    return "national" in before or "state" in before


def _is_plain_city(told: list[Word], first: int, last: int) -> bool:
    head = told[first].text.lower()
    if head in context_words().directions or head in vocabulary():
        return True
    name = " ".join(word.text for word in told[first:last])
    return any(c.people >= KNOWN_FROM for c in candidates(name))


def _is_joined(told: list[Word], last: int, first: int) -> bool:
    """Whether a word goes on the name before it, a full stop that shortens (N. Main St.)."""
    if told[last].gap == "-":
        return len(told[last - 1].text) > 1 and not candidates(told[last - 1].text)
    if told[last].gap in _OWNED:
        return _is_owned(told, last, first)
    return told[last].gap == ". " and last == first + 1 and told[first].text in _SHORT_HEADS


def _is_owned(told: list[Word], last: int, first: int) -> bool:
    """Whether a word ends the name of what somebody owns or owned (Orla's Ferry).

    What belongs to a country or a region has a name of its own.
    """
    if told[last].text.lower() not in context_words().owned_ends or last != first + 1:
        return False
    if last + 1 < len(told) and told[last + 1].gap == " " and told[last + 1].cased == "A":
        return False
    return all(c.feature in ("city", "county") for c in candidates(told[first].text))


def told_name(text: str, told: list[Word], first: int) -> Sighting | None:
    """A name that the index lacks, behind words that only a place follows (`in Larkby`).

    Names of months and people, abbreviations, common words and owners are left out: of a name
    that nobody knows, the words before it are all the evidence.
    """
    head = told[first]
    if head.opens_sentence and head.text.isupper() and _is_dateline(text, head):
        return _told(text, told, first, first)
    if head.gap != " " or not _is_put_somewhere(told, first) or not _may_be_name(head):
        return None
    last = first
    while last + 1 < len(told) and told[last + 1].cased == "A" and told[last + 1].gap == " ":
        last += 1
        if last - first == LONGEST_TOLD or not _may_be_name(told[last]):
            return None
    if all(word.text.lower() in common_words() for word in told[first : last + 1]):
        return None
    after = told[last + 1] if last + 1 < len(told) else None
    if after is not None and (after.gap[:1] in "'’-" or after.text[0].isdigit()):
        return None
    return _told(text, told, first, last)


def _told(text: str, told: list[Word], first: int, last: int) -> Sighting:
    start, end = told[first].start, told[last].end
    return Sighting(start, end, text[start:end], (), first, last, is_told=True)


def told_again(text: str, told: list[Word], found: list[Sighting]) -> list[Sighting]:
    """Further mentions of single words that the words before them told to be places.

    Beside one in a list (the villages of Arna and Felk), or by itself elsewhere in the text.
    """
    named = [s for s in found if s.is_told and s.first == s.last]
    if not named:
        return []
    names = {s.name for s in named} | {s.name.title() for s in named if s.name.isupper()}
    taken = {number for s in found for number in range(s.first, s.last + 1)}
    again = [
        number
        for number, word in enumerate(told)
        if word.text in names and word.cased == "A" and number not in taken
    ]
    listed = [
        s.last + 2
        for s in named
        if s.last + 2 < len(told)
        and told[s.last + 1].text == "and"
        and _stands_alone(told, s.last + 2)
        and _is_unheard(told[s.last + 2])
    ]
    return [_told(text, told, n, n) for n in {*again, *listed} - taken]


def rivers_again(told: list[Word], found: list[Sighting]) -> list[Sighting]:
    """Further mentions of rivers by the first word of their name alone, behind `the`."""
    rivers = {
        told[s.first].text: s.candidates
        for s in found
        if s.last == s.first + 1 and told[s.last].text in _RIVERS
    }
    if not rivers:
        return []
    return [
        Sighting(word.start, word.end, word.text, meant, number, number, is_pattern=not meant)
        for number, word in enumerate(told)
        if (meant := rivers.get(word.text)) is not None
        and number
        and told[number - 1].text in ("the", "The")
        and _stands_alone(told, number)
    ]


def _stands_alone(told: list[Word], number: int) -> bool:
    """Whether a capital has no other before or behind it."""
    after = told[number + 1] if number + 1 < len(told) else None
    alone = after is None or after.cased != "A" or after.gap != " "
    return alone and told[number].cased == "A" and told[number].gap == " "


def _is_dateline(text: str, word: Word) -> bool:
    """Whether a dash behind capitals opens a report from a place the index lacks (DORFLA --)."""
    if len(word.text) <= SHORTEST_TOLD:
        return False
    return DATELINE.match(text, word.end) is not None and word.text.lower() not in common_words()


def _is_unheard(word: Word) -> bool:
    """Whether a word may be a place's name by itself: no common word writes itself so."""
    return _may_be_name(word) and word.text.lower() not in common_words()


def _may_be_name(word: Word) -> bool:
    """Whether a word is no given name, month, language, abbreviation or number."""
    small, context = word.text.lower(), context_words()
    return (
        len(word.text) > SHORTEST_TOLD
        and word.text[1:].islower()
        and small not in context.calendar
        and small not in context.tongues
        and word.text not in given_names()
    )


def _is_put_somewhere(told: list[Word], first: int) -> bool:
    """Whether the words before a word put something there (`in`, `near`, `the town of`)."""
    if not first:
        return False
    before, context = told[first - 1].text, context_words()
    if before in context.where_at or before in context.settlements:
        return True
    return before == "of" and first > 1 and told[first - 2].text in context.locating
