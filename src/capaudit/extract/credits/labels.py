"""Words before a credit (`Photo:`, `Foto von`, `©`), and what they disclose."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.data.credit_words import credit_words
from capaudit.data.disclosures import disclosures
from capaudit.extract.credits.names import has_article, is_body, is_person

_SIGN = re.compile(
    r"(?:[©ⓒ℗®]|\(c\)(?=\s|\d|[A-Z])|copyright(?:ed)?\b(?: (?:by|of)\b)?)"
    r"\s*(?:©|\(c\))?\s*[:=]?\s*",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s+(?=\D)(?:by )?")
_BY = re.compile(r"\s(?P<by>\w{1,5})(?=\s)")
_SIGN_STARTS = frozenset("©ⓒⒸ℗®(cC")
_COLONS = frozenset(":=・")
_COLON = re.compile(r"\s*[:=・]\s*(?!//)")
# "The old bridge" by Jane Doe is licensed …
_TITLE = re.compile(r"[\"“«][^\"“”«»]{1,120}[\"”»]\s+(?:by|von|par|de)\s+")
_LEADING = re.compile(r"^[\s\-–—|/,.:;=•~+]+|^(?i:by)\s+(?=\S)|^the\s+(?=[A-Z])")
_LONGEST_NAME = 80
_NAME_END = re.compile(r"[/,|(]|\s(?:for|via|on|für|auf|pour|para)\s")
_QUOTES = ('"', "“", "«", "„")
_ENGLISH = frozenset({"photo", "photos", "image", "images", "picture", "pictures"})
LONGEST_LABEL = 60
# Sites print few labels, each many times.
_HEADS_KEPT = 2048


class Label(msgspec.Struct, frozen=True):
    """What stood before a credit: where it ends, what it discloses, whose picture it says."""

    end: int
    disclosures: tuple[str, ...] = ()
    maker: str | None = None


def find_label(text: str, agencies: Agencies) -> Label | None:
    """The label at the start of a credit, if there is one.

    It ends with a colon, "=", a slash between spaces or a word for "by", or is followed by a name
    right away.
    """
    if text[:1] in _SIGN_STARTS and (sign := _SIGN.match(text)):
        years = _YEARS.match(text, sign.end())
        return Label(years.end() if years else sign.end())
    if text[:1] in _QUOTES and (title := _TITLE.match(text)):
        return Label(title.end())
    return (
        _before_colon(text, agencies)
        or _before_slash(text)
        or _before_by(text)
        or _bare(text, agencies)
    )


def drop_leading_marks(text: str) -> str:
    """The text without dashes, bars and a lone "by" at its start."""
    if text[:1].isalnum() and text[0] not in "bBt":
        return text
    return _LEADING.sub("", text, count=1)


@lru_cache(_HEADS_KEPT)
def read_label(head: str) -> Label | None:
    """What the words of a label say, `None` where they are none; `end` is 0.

    `Pool photo`, `Staff photo`, `Text and photos`, `U.S. Air Force photo`, `Photo credit`.
    """
    key = head.casefold().strip(" .")
    if not may_end_label(key):
        return None
    kind = disclosures().label(head.strip())
    if kind is not None:
        return Label(0, (kind,))
    words = credit_words()
    if key in words.labels or head.casefold().strip() in words.labels:
        return Label(0)
    return None if turns_round(key.partition(" ")[0]) else _read_words(head.split())


def may_end_label(head: str) -> bool:
    """Whether the last word, in lower case, ends some label: a quick look before a long one."""
    words = head.split()
    last = words[-1].rstrip(".") if words else ""
    return last in credit_words().label_ends or last in disclosures().label_ends


def turns_round(word: str) -> bool:
    """Whether a label behind this word names whom the picture shows: `In photo: …`."""
    return word.casefold().strip(" .,") in credit_words().pictured


def is_foreign_to_labels(word: str) -> bool:
    """Whether a small word stands in no label, so that no longer run of words is one either."""
    key = word.casefold().strip(" .,:-–—")
    if not word[0].islower() or key in credit_words().in_labels:
        return False
    return key not in disclosures().in_labels


def _read_words(heads: list[str]) -> Label | None:
    words = credit_words()
    last = 2 if " ".join(heads[-2:]).casefold() in words.labels else 1
    if len(heads) <= last or " ".join(heads[-last:]).casefold() not in words.labels:
        return None
    ending = disclosures().label(" ".join(heads[-last:]))
    said = [ending] if ending else []
    makers: list[str] = []
    for head in heads[:-last]:
        kind = disclosures().label(head) or disclosures().label(f"{head} photo")
        if kind is not None:
            said.append(kind)
        elif head.casefold() not in words.nameless and head.casefold() not in words.fillers:
            makers.append(head)
    if any(maker[0].islower() and maker not in words.function_words for maker in makers):
        return None
    return Label(0, tuple(said), " ".join(makers) or None)


def _before_colon(text: str, agencies: Agencies) -> Label | None:
    if _COLONS.isdisjoint(text):
        return None
    colon = _COLON.search(text, 0, LONGEST_LABEL)
    if colon is None or colon.start() == 0:
        return None
    head = text[: colon.start()]
    label = read_label(head)
    if label is None and agencies.find(head) is not None:
        return Label(colon.end(), (), head)
    # "Foto Prensa Libre: Jane Doe"
    first, _, rest = head.partition(" ")
    # "ABC Rural: Lucy Cooper"
    if label is None and agencies.find(first) is not None and is_person(text[colon.end() :]):
        return Label(colon.end(), (), head)
    if label is None and first.casefold() in credit_words().labels and is_body(rest):
        return Label(colon.end(), (), rest)
    return label and Label(colon.end(), label.disclosures, label.maker)


def _before_slash(text: str) -> Label | None:
    """`Photo / Michael Craig`, as papers of New Zealand print it."""
    head, slash, _ = text.partition(" / ")
    if not slash or head.casefold() not in credit_words().bare_labels:
        return None
    return Label(len(head) + len(slash))


def _before_by(text: str) -> Label | None:
    if credit_words().by.isdisjoint(text[:LONGEST_LABEL].casefold().split()):
        return None
    for found in _BY.finditer(text, 0, LONGEST_LABEL):
        if found["by"].casefold() in credit_words().by:
            head = text[: found.start()]
            # "Picture of Jane Doe" says whom it shows.
            if found["by"].casefold() == "of" and "courtesy" not in head.casefold():
                continue
            label = read_label(head)
            if label is not None:
                # "Captura de pantalla / …" says how, by words that hold one for "by".
                if disclosures().label(_first_name(text)) is not None:
                    return None
                return Label(found.end() + 1, label.disclosures, label.maker)
    return None


def _bare(text: str, agencies: Agencies) -> Label | None:
    """A label without colon, only where what follows is a name: `Foto Jana Brückner/dpa`."""
    words = text.split(" ", 4)
    first = words[0].casefold()
    if first not in credit_words().label_starts and first not in disclosures().label_starts:
        return None
    # "Fot. archiwum prywatne" is a label and what it discloses, whatever else begins so.
    if first in credit_words().labels and disclosures().label(text[len(words[0]) + 1 :]):
        return Label(len(words[0]) + 1)
    for count in range(min(4, len(words) - 1), 0, -1):
        head = " ".join(words[:count])
        kind = disclosures().label(head)
        rest = text[len(head) + 1 :]
        if kind == "file" and count == 1 and _is_whose(rest):
            return None
        if kind == "file" and rest[:1].islower() and agencies.find(rest) is None:
            return Label(len(text), (kind,))
        if kind is not None and (head[0].isupper() or count > 1):
            return Label(len(head) + 1, (kind,))
        is_label = head.casefold() in credit_words().labels
        if is_label and (
            rest[:1] in _QUOTES
            or (head[-1] == "." and rest[:1].isupper())
            or _starts_with_name(rest, agencies)
            or _starts_with_body(head, rest)
        ):
            return Label(len(head) + 1)
    return None


def _is_whose(rest: str) -> bool:
    """Whether an archive's name goes on: `Archive of the Café Lareira`."""
    first, *names = rest.split()
    small = credit_words().joining
    if first.casefold() not in small or not names:
        return False
    return names[-1][0].isupper() and all(
        word[0].isupper() or word.casefold() in small for word in names
    )


def _starts_with_name(text: str, agencies: Agencies) -> bool:
    if disclosures().label(text) is not None:
        return True
    first = _first_name(text)
    return agencies.find(first) is not None or is_person(first) or has_article(first)


def _starts_with_body(head: str, text: str) -> bool:
    """`Foto Comune di Cuneo`; in English such words may be the body's own: Photo Archive."""
    if head.casefold() in _ENGLISH or not text[:1].isupper():
        return False
    first = _first_name(text)
    return " " in first and is_body(first)


def _first_name(text: str) -> str:
    """What stands before the first mark or joining word."""
    end = _NAME_END.search(text, 0, _LONGEST_NAME)
    return text[: end.start()].rstrip() if end else text[:_LONGEST_NAME]
