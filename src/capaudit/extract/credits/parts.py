"""The parts of a credit: split at the marks newsrooms set between names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.data.credit_words import credit_words
from capaudit.data.disclosures import disclosures
from capaudit.data.people import known_given_names
from capaudit.data.scripts import is_unspaced
from capaudit.extract.credits.names import (
    are_two_bodies,
    begins_with_given_name,
    is_body,
    is_handle,
    is_person,
)

_MARKS = re.compile(
    # The first letters of all marks: most letters of a name are none of them.
    r"(?=[vV/|\\•;,、，(©ⓒ)\[\]])(?:"
    r"(?P<via>(?<!\w)[vV][iI][aA](?!\w)[\s!:/]*)"
    r"|(?P<slash>[/|\\•]+)"
    r"|(?P<next>;)"
    r"|(?P<comma>[,、，](?!\s*(?:Inc|Ltd|LLC|Jr|Sr|S\.A|GmbH)\b))"
    r"|(?P<sign>\([cC]\)|[©ⓒ])"
    r"|(?P<bracket>[()\[\]]))"
)
_AND_WORDS = frozenset(
    ["and", "und", "et", "y", "e", "en", "i", "och", "og", "ja", "ve", "и", "та", "і", "و", "&"]
)
_FOR_WORDS = frozenset(["for", "für", "pour", "para", "per", "voor", "för", "для"])
_ON_WORDS = frozenset(
    ["on", "auf", "sur", "en", "su", "em", "at", "na", "op", "from", "von", "via"]
)
_PHOTO_WORDS = frozenset(
    [
        f"{noun}{s}"
        for noun in ("photo", "photograph", "image", "picture", "foto")
        for s in ("", "s")
    ]
)
_INITIAL_LAST = re.compile(r"(?<=[\s.])[^\W\d_a-z]\.$")
_LEADING_AND = re.compile(r"^\s*(?:and|und|et|&)\s+", re.IGNORECASE)
_QUOTES = ' «»„“”"'
_AROUND = " \"“”„«»'‘’`.-–—:*!#_"
_ACCOUNT = re.compile(r"\s@\w{1,40}$")
_LATIN_HEAD = re.compile(r"[A-Za-z]{2,10}(?=[^\x00-\u2fff])")
_DASHES = frozenset("-–—")
_PARTS_KEPT = 4096


def _between(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(sorted(words))})\s+", re.IGNORECASE)


_AND, _FOR, _ON = map(_between, (_AND_WORDS, _FOR_WORDS, _ON_WORDS))
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*")
_SITE = re.compile(r"(?:[\w-]{1,60}\.){1,3}[a-z]{2,6}")
# 新华社记者 李明 摄, 新华社发(王芳 摄)
_REPORTER = re.compile(
    r"(?:特约)?(?:记者|記者|通讯员|发|發)?\s*[((]\s*|发\s+|(?:特约)?(?:记者|記者|通讯员)\s*[::]?\s*"
)
_TAKEN_BY = re.compile(r"\s*(?:摄影|攝影|摄|攝|撮影)\s*[))]?$")


# Words that hang on a name in any case: "Tideway Courier file", "Kremlin Pool".
_HANGING = frozenset({"pool", "handout", "file"})
_PHOTO = re.compile(r"\s(?:photos?|photographs?|images?|pictures?|fotos?)$", re.IGNORECASE)


class Part(msgspec.Struct, frozen=True):
    """One name in a credit, and the mark before it: `start slash next comma and via dash for`."""

    text: str
    joint: str


def split_parts(text: str, agencies: Agencies) -> tuple[Part, ...]:
    """The names of a credit in printed order, each with the mark before it."""
    parts: list[Part] = []
    for part in _rejoin(_split_marks(_open_reporter(text)), agencies):
        parts += _split_words(part, agencies)
    return tuple(parts)


def _open_reporter(text: str) -> str:
    """Chinese agencies write who reported in brackets or after 记者: the same as a slash."""
    if not is_unspaced(text) or disclosures().label(text):
        return text
    taken = _TAKEN_BY.search(text)
    if taken is None:
        return text
    if "撮影" in taken[0] and "、" in text:
        # 三浦市、中村由紀子撮影: the place comes first.
        return text[: taken.start()].rpartition("、")[2]
    opened = _REPORTER.sub("/", text[: taken.start()], count=1)
    agency, slash, names = opened.partition("/")
    return f"{agency}/{'、'.join(names.split())}" if slash and "撮" not in taken[0] else opened


def _split_marks(text: str) -> list[Part]:
    parts: list[Part] = []
    start, joint = 0, "start"
    for mark in _MARKS.finditer(text):
        if name := _bare(text[start : mark.start()], joint):
            parts.append(Part(name, joint))
        start, joint = mark.end(), mark.lastgroup or "slash"
    if name := _bare(text[start:], joint):
        parts.append(Part(name, joint))
    return parts


def _bare(text: str, joint: str) -> str:
    """A name without the marks around it."""
    if joint in ("comma", "next"):
        text = _LEADING_AND.sub("", text)
    return text.strip(_AROUND).strip() + _dot(text)


def _dot(text: str) -> str:
    """An initial and "Jr." keep their full stop."""
    stripped = text.rstrip()
    if not stripped.endswith("."):
        return ""
    is_kept = stripped.endswith((" Jr.", " Sr.")) or _INITIAL_LAST.search(stripped[-3:])
    return "." if is_kept else ""


def _rejoin(parts: list[Part], agencies: Agencies) -> list[Part]:
    """Agencies with a slash in their name (RFE/RL) stay one part."""
    joined: list[Part] = []
    for part in parts:
        if joined and part.joint == "slash" and agencies.may_go_on_after_slash(joined[-1].text):
            whole = f"{joined[-1].text}/{part.text}"
            if agencies.find(whole) is not None:
                joined[-1] = Part(whole, joined[-1].joint)
                continue
        joined.append(part)
    return joined


# Agencies and photographers come again and again.
@lru_cache(_PARTS_KEPT)
def _split_words(part: Part, agencies: Agencies) -> tuple[Part, ...]:
    """The names in one part, at words and dashes."""
    bare = (Part(one.text.strip(_QUOTES), one.joint) for one in _words_split(part, agencies))
    return tuple(one for one in bare if one.text)


def _words_split(part: Part, agencies: Agencies) -> list[Part]:
    if " " not in part.text and "-" not in part.text and "—" not in part.text:
        return _split_at_script(part, agencies)
    if agencies.find(part.text) is not None or disclosures().label(part.text) is not None:
        return [part]
    # "U.S. Air Force photo/Senior Airman Jane Doe"
    account = _ACCOUNT.search(part.text) if "@" in part.text else None
    if account is not None and agencies.find(part.text[: account.start()]) is not None:
        head, tail = part.text[: account.start()], part.text[account.start() + 1 :]
        return [Part(head, part.joint), Part(tail, "slash")]
    words = frozenset(part.text.casefold().split())
    if ". " in part.text and (pieces := _split_at_stop(part, agencies)):
        return pieces
    if not words.isdisjoint(_PHOTO_WORDS):
        bare = _PHOTO.sub("", part.text)
        if bare != part.text and agencies.find(bare) is not None:
            return [Part(bare, part.joint)]
    is_joined = not (words.isdisjoint(_JOINING) and _DASHES.isdisjoint(part.text))
    for split, signs in _SPLITS if is_joined else ():
        if words.isdisjoint(signs) and (signs or _DASHES.isdisjoint(part.text)):
            continue
        pieces = split(part, agencies)
        if pieces is not None:
            return [end for piece in pieces for end in _words_split(piece, agencies)]
    return [end for piece in _split_outer_roles(part) for end in _split_known(piece, agencies)]


def _split_at_script(part: Part, agencies: Agencies) -> list[Part]:
    """`AP연합뉴스`: an agency in Latin letters runs into its East Asian distributor."""
    found = None if part.text.isascii() else _LATIN_HEAD.match(part.text)
    if found is None or agencies.find(part.text) is not None:
        return [part]
    head, tail = part.text[: found.end()], part.text[found.end() :]
    if agencies.find(head) is None or agencies.find(tail) is None:
        return [part]
    return [Part(head, part.joint), Part(tail, "slash")]


def _split_at_and(part: Part, agencies: Agencies) -> list[Part] | None:
    """`Jane Doe and Piotr Maj`: two people, or a body with "and" in its name."""
    found = _AND.search(part.text)
    if found is None:
        return None
    left, right = part.text[: found.start()], part.text[found.end() :]
    if all(_is_named(side, agencies) for side in (left, _AND.split(right, maxsplit=1)[0])):
        return [Part(left, part.joint), Part(right, "and")]
    if are_two_bodies(left, right):
        return [Part(left, part.joint), Part(right, "slash")]
    return None


def _is_named(text: str, agencies: Agencies) -> bool:
    return is_person(text) or is_handle(text) or agencies.find(text) is not None


def _split_at_dash(part: Part, agencies: Agencies) -> list[Part] | None:
    """`Jane Doe — Harbour Gazette`, `Jane Doe-Pool`: only after a person, agency or role."""
    found = _DASH.search(part.text)
    if found is None:
        return None
    left, right = part.text[: found.start()], part.text[found.end() :]
    known = agencies.find(left) is not None or agencies.find(right) is not None
    known = known or (is_person(right) and right.split()[0] in known_given_names())
    if known or is_person(left) or disclosures().label(left) or disclosures().label(right):
        return [Part(left, part.joint), Part(right, "dash")]
    return None


def _split_at_hyphen(part: Part, agencies: Agencies) -> list[Part] | None:
    """`Jane Doe-Pool`, `AP-Jane Doe`: only beside an agency or a role."""
    head, _, tail = part.text.partition("-")
    if agencies.find(head) is not None and is_person(tail):
        return [Part(head, part.joint), Part(tail, "dash")]
    place = part.text.rfind("-")
    left, right = part.text[:place].rstrip(), part.text[place + 1 :].lstrip()
    if place < 1 or len(right) < 3 or " " not in left:
        return None
    if agencies.find(right) is not None or disclosures().label(right) is not None:
        return [Part(left, part.joint), Part(right, "dash")]
    return None


def _split_at_for(part: Part, agencies: Agencies) -> list[Part] | None:
    """`Jane Doe for Harbour Gazette`, `Getty Images for Netflix`."""
    found = _FOR.search(part.text)
    if found is None:
        return None
    left, right = part.text[: found.start()], part.text[found.end() :]
    if all(_is_named(side, agencies) for side in _AND.split(left)):
        return [Part(left, part.joint), Part(right, "for")]
    return None


def _split_at_of(part: Part, _: Agencies) -> list[Part] | None:
    """`Jane Doe of the Tideway Police Department`: whose officer the maker is."""
    left, _of, right = part.text.partition(" of ")
    body = right.removeprefix("the ")
    if not (left and is_person(left) and begins_with_given_name(left) and is_body(body)):
        return None
    return [Part(left, part.joint), Part(body, "for")]


def _split_at_stop(part: Part, agencies: Agencies) -> list[Part] | None:
    """`Jane Doe. Divergence`: an agency behind the maker's full stop."""
    left, _, right = part.text.rpartition(". ")
    if left and agencies.find(right) is not None and is_person(left):
        return [Part(left, part.joint), Part(right, "slash")]
    return None


def _split_at_platform(part: Part, agencies: Agencies) -> list[Part] | None:
    """`Jane Doe on Unsplash`: a word before the name of a platform or stock house."""
    for found in _ON.finditer(part.text):
        platform = part.text[found.end() :]
        if agencies.find(platform) is not None or _SITE.fullmatch(platform):
            return [
                Part(part.text[: found.start()], part.joint),
                Part(part.text[found.end() :], "on"),
            ]
    return None


# Each way to split a part, and the words without which there is nothing to split (none: a dash).
_SPLITS: tuple[tuple[Callable[[Part, Agencies], list[Part] | None], frozenset[str]], ...] = (
    (_split_at_for, _FOR_WORDS),
    (_split_at_of, frozenset({"of"})),
    (_split_at_and, _AND_WORDS),
    (_split_at_dash, frozenset()),
    (_split_at_hyphen, frozenset()),
    (_split_at_platform, _ON_WORDS),
)
_JOINING = frozenset().union(*(signs for _, signs in _SPLITS))


def _split_outer_roles(part: Part) -> list[Part]:
    """`EMERGENCY SERVICE HANDOUT EDITORIAL USE ONLY`: roles in capitals without a mark."""
    words = part.text.split()
    roles: list[Part] = []
    while count := _outer_role(words):
        roles.append(Part(" ".join(words[-count:]), "slash"))
        del words[-count:]
    return [Part(" ".join(words), part.joint), *roles]


def _outer_role(words: list[str]) -> int:
    """How many words at the end are a role in capitals, one word at least left before them."""
    if len(words) > 1 and words[-1].casefold() in _HANGING:
        return 1
    if not words[-1].isupper():
        return 0
    for count in (3, 2, 1):
        if count < len(words) and _is_role(" ".join(words[-count:])):
            return count
    return 0


def _is_role(text: str) -> bool:
    return text.casefold() in credit_words().roles or disclosures().label(text) is not None


def _split_known(part: Part, agencies: Agencies) -> list[Part]:
    """`Intermediary Reuters`, `Xinhua Li Ming`: a known agency stands at one end."""
    words = part.text.split()
    if not _may_hold_agency(words, agencies):
        return [part]
    for count in range(1, min(4, len(words))):
        head, tail = " ".join(words[:-count]), " ".join(words[-count:])
        if _is_firm(tail, agencies):
            return [*_split_known(Part(head, part.joint), agencies), Part(tail, "slash")]
        head, tail = " ".join(words[:count]), " ".join(words[count:])
        # ANA DE LA TORRE is no agency's picture: in capitals short names are ambiguous.
        is_clear = len(head) > 4 or not part.text.isupper()
        if is_clear and _is_firm(head, agencies) and is_person(tail):
            return [Part(head, part.joint), Part(tail, "slash")]
    return [part]


def _may_hold_agency(words: list[str], agencies: Agencies) -> bool:
    return (
        agencies.may_start_with(words[0])
        or agencies.may_end_with(words[-1])
        or words[-1].casefold() in disclosures().label_ends
    )


def _is_firm(text: str, agencies: Agencies) -> bool:
    """Whether the words are an agency and never part of a person's or another body's name."""
    found = agencies.find(text)
    if found is not None:
        return found.kind in ("wire", "state", "stock", "market") and not found.is_word
    return disclosures().label(text) is not None and (text.isupper() or is_unspaced(text))


def strip_role_words(text: str) -> str:
    """A name without the ranks before it and the role words of East Asian credits behind it."""
    words = credit_words()
    if is_unspaced(text):
        for ending in words.endings:
            if text.endswith(ending) and len(text) > len(ending) + 1 and not is_body(text):
                return text.removesuffix(ending).strip()
        return text
    lowered = text.casefold()
    if lowered.partition(" ")[0] not in words.rank_starts:
        return text
    for rank in words.ranks:
        if lowered.startswith(rank) and text[len(rank) : len(rank) + 1] == " ":
            return text[len(rank) + 1 :].strip()
    return text
