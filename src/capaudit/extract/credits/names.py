"""Whether words name a person or a body, and how both are written in ordinary case."""

from __future__ import annotations

import re
from functools import lru_cache

from capaudit.data.credit_words import credit_words
from capaudit.data.people import known_family_names, known_given_names, people_table
from capaudit.data.scripts import is_unspaced
from capaudit.extract.credits.towns import is_of_common_words

_NAMES_KEPT = 8192
_INNER_MARK = re.compile(r"\w[.@]\w{2,}|[+@#=%]|\d|\w&\w")
_CAMEL = re.compile(r"[^\W\d_]*[a-zà-ÿ]{2}[A-ZÀ-Þ][^\W\d_]+")
_MAC = re.compile(r"\b(mc)(\w)", re.IGNORECASE)
_LETTER_RUN = re.compile(r"[^\W\d_]+")
# Le Progrès, El Universal, Die Rheinpfalz; but Le Duong is a Vietnamese name.
_ARTICLES = frozenset({"Le", "La", "Les", "Il", "De", "O", "A"})
_ARTICLES_ALONE = frozenset({"El", "Los", "Las", "Die", "Das", "Het", "The"})
LONGEST_GIVEN_AFTER_LE = 7
LONGEST_ACRONYM = 4
LONGEST_LONE_ACRONYM = 5
LEAST_CAPITALS = 3
LONGEST_INITIALS = 2
LONGEST_SMALL_BODY = 6
# Last letters of bodies and places that no given name of three letters ends in.
_NO_GIVEN_NAME_ENDS = (*"社省庁청시부部市県县区局署厅報报网網隊駅寺",)
_HANDLE = re.compile(r"@?[\w.\-]{2,40}")


@lru_cache(_NAMES_KEPT)
def is_body(text: str) -> bool:
    """Whether the words can only name a body: an office, a firm, a paper, a site."""
    words = credit_words()
    lowered = text.casefold()
    if lowered.startswith("the ") or _has_inner_mark(text):
        return True
    parts = [part.strip(".,'’\"“”()") for part in lowered.split()]
    if any(map(words.ends_a_body, parts)) and not _is_short_name(text):
        return True
    if not words.body_words.isdisjoint(parts) or not words.function_words.isdisjoint(parts):
        return True
    if len(parts) > 1 and parts[0] in words.openings:
        return True
    if _are_acronyms(text):
        return True
    if _holds_acronym(text) or not words.also_names.isdisjoint(parts[1:]):
        return not begins_with_given_name(text)
    return len(parts) > 1 and len(parts[-1]) == 1 and parts[-1].isascii() and text[-1] != "."


def are_two_bodies(left: str, right: str) -> bool:
    """Whether two names beside an "and" are two bodies, the second with a name of its own.

    Tideway Museum and Halden Gazette, Mairie de Tréval et Musée de Kerbihan. The Tideway Police
    and Fire Department is one, so is the Office of Citizen Services and Innovative Technologies.
    """
    words = credit_words()
    left_words, right_words = left.casefold().split(), right.casefold().split()
    lengths = range(2, LONGEST_SMALL_BODY + 1)
    if len(left_words) not in lengths or len(right_words) not in lengths:
        return False
    if not (left[0].isupper() and right[0].isupper()):
        return False
    generic = words.body_words | words.also_names | words.openings | words.joining
    if not any(word not in generic and not is_of_common_words(word) for word in right_words):
        return False
    if words.joining.isdisjoint(left_words):
        ends = {left_words[-1], right_words[-1]}
        return words.body_words.issuperset(ends)
    is_joined = words.joining.issuperset((left_words[1], right_words[1]))
    return is_joined and words.body_words.issuperset((left_words[0], right_words[0]))


def is_acronym(text: str) -> bool:
    """Whether one short word has several capitals: SwRI, MSSS, STScI; long ones are user names."""
    return (
        text.isalpha()
        and len(text) <= LONGEST_LONE_ACRONYM
        and sum(map(str.isupper, text)) >= LEAST_CAPITALS
    )


def _are_acronyms(text: str) -> bool:
    """Whether capitals stand beside capitals, none of them a known name: JHU APL."""
    if not (text.isupper() and text.isascii() and text.replace(" ", "").isalpha()):
        return False
    words = text.split()
    is_short = all(len(word) in (3, 4) for word in words) and not is_of_common_words(text)
    is_name = begins_with_given_name(text) or words[-1].lower() in known_family_names()
    return len(words) == 2 and is_short and not is_name


def _has_inner_mark(text: str) -> bool:
    """Whether a digit or a mark that no person's name holds stands inside a word."""
    letters = text.replace(". ", "").replace(" ", "").removesuffix(".")
    return not letters.isalpha() and _INNER_MARK.search(text) is not None


def _is_short_name(text: str) -> bool:
    """Three Chinese or Korean letters are a name even where the last also ends a body's."""
    return is_unspaced(text) and len(text) == 3 and not text.endswith(_NO_GIVEN_NAME_ENDS)


def _holds_acronym(text: str) -> bool:
    """Whether capitals stand beside ordinary words: NOAA Ocean, Johns Hopkins APL; not Ana DÍAZ."""
    words = text.split()
    if len(words) < 2 or not (words[0].isupper() or words[-1].isupper()):
        return False
    # JD Salinger has two initials in one.
    return not (text.isupper() or is_unspaced(text)) and any(
        word.isupper() and word.isalpha() and least <= len(word) <= LONGEST_ACRONYM
        for word, least in ((words[0], 3), (words[-1], 2))
    )


def begins_with_given_name(text: str) -> bool:
    """Whether a known given name comes first, or an East Asian family name first or last."""
    words = text.split()
    first, last = words[0], words[-1]
    if not people_table().east_asian_family_names.isdisjoint((first.casefold(), last.casefold())):
        return True
    return (first.capitalize() if first.isupper() else first) in known_given_names()


def is_small_body(text: str) -> bool:
    """Whether the words name a body as Russian and Ukrainian write it, small but for the first."""
    words = text.split()
    if not "А" <= text[0] <= "ї" or len(words) > LONGEST_SMALL_BODY:
        return False
    return not credit_words().body_words.isdisjoint(word.casefold() for word in words)


@lru_cache(_NAMES_KEPT)
def is_person(text: str) -> bool:
    """Whether the words have the shape of a person's name: two to five capitalised words."""
    if is_body(text):
        return False
    if is_unspaced(text):
        return 2 <= len(text.replace(" ", "").replace("·", "")) <= 5 or "·" in text
    words = text.split()
    return (
        2 <= len(words) <= 5
        and not has_article(text)
        and all(map(_is_name_word, words))
        and not _are_particles(words)
    )


def has_article(text: str) -> bool:
    """Whether the words are an article and one word, as papers are called: El País."""
    words = text.split()
    if len(words) != 2:
        return False
    is_long = len(words[1]) >= LONGEST_GIVEN_AFTER_LE
    return words[0] in _ARTICLES_ALONE or (words[0] in _ARTICLES and is_long)


def _are_particles(words: list[str]) -> bool:
    return credit_words().particles.issuperset(map(str.casefold, words))


def _is_name_word(word: str) -> bool:
    first = word[0]
    if first.isupper() or (first.isalpha() and not first.islower()):
        if word.istitle():
            return True
        return _CAMEL.fullmatch(word) is None or word[:2] in ("Mc", "De", "Di", "La", "Le", "Ma")
    lowered = word.casefold()
    return lowered in credit_words().particles or lowered.startswith(("al-", "el-", "d'", "d’"))


def is_handle(text: str) -> bool:
    """Whether a single word is a user name: no capital at its start, or with digits or `_`."""
    if " " in text or not _HANDLE.fullmatch(text):
        return False
    return text[0].islower() or text[0] == "@" or "_" in text or text[-1].isdigit()


def soften_name(text: str) -> str:
    """A person's name in ordinary case; mixed case, user names and numbers stay as they are."""
    if text.istitle() and "'" not in text and "’" not in text:
        return text
    if any(map(str.isdigit, text)) or (text.islower() and " " not in text):
        return text
    return _soften(text)


def _soften(text: str) -> str:
    first, *others = text.split() or [text]
    is_initials = len(first) == LONGEST_INITIALS and first.isupper() and not text.isupper()
    # AJ Doe, JD Roe; LI Wei has a family name of two letters.
    is_initials = is_initials and first.lower() not in people_table().east_asian_family_names
    softened = [first if is_initials else _soften_word(first)]
    for word in others:
        softened.append(word.lower() if _stays_small(word, softened[-1]) else _soften_word(word))
    return " ".join(softened)


def _stays_small(word: str, before: str) -> bool:
    """Whether a word in capitals is a particle: de la Torre, van der Beek; but Yann Le Goff."""
    lowered, particles = word.lower(), credit_words().particles
    if not word.isupper() or lowered not in particles:
        return False
    return lowered not in ("le", "la", "lo") or before in particles


def _soften_word(word: str) -> str:
    if word[:2] == "Mc" and word[2:].isupper() and len(word) > 3:
        return f"Mc{word[2:].capitalize()}"
    if not (word.isupper() or word.islower()) or is_unspaced(word):
        return word
    lowered = word.lower()
    if word.islower() and lowered in credit_words().particles:
        return word
    if lowered.startswith(("al-", "el-")) and word.islower():
        return lowered[:3] + lowered[3:].capitalize()
    if _is_initials(word):
        return word
    softened = _LETTER_RUN.sub(lambda run: run[0].capitalize(), lowered)
    softened = re.sub(r"['’]([SТ])\b", lambda mark: mark[0].lower(), softened)
    return _MAC.sub(lambda mac: "Mc" + mac[2].upper(), softened)


def _is_initials(word: str) -> bool:
    return word.isupper() and (("." in word and len(word) <= 6) or len(word) == 1)


def soften_body(text: str) -> str:
    """A body's name in ordinary case: several words in capitals are softened, one is not."""
    is_softened = text.isupper() and " " in text and not _are_acronyms(text)
    return _soften(text) if is_softened else text
