"""Where a credit may stand in a caption, the surest places first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.data.credit_words import credit_words
from capaudit.data.disclosures import disclosures
from capaudit.data.scripts import is_unspaced
from capaudit.extract.credits.labels import (
    LONGEST_LABEL,
    is_foreign_to_labels,
    may_end_label,
    read_label,
    turns_round,
)
from capaudit.extract.credits.names import is_person

# A credit stands in the last so many characters of a caption.
TAIL = 260
_TRAILING = " \t\r\n"
LONGEST_WHOLE = 140
# "Photo kindly given by courtesy of": so soon a credit says so.
_COURTESY_WITHIN = 30
_OPENERS = {")": "(", "]": "["}
_SIGN = re.compile(r"©|℗|\([cC]\)\s|(?<!\w)[Cc]opyright\s*(?:©|:|\d)")
_SIGNS = ("©", "℗", "(c)", "copyright")
_SPACED_SLASH = re.compile(r" / ")
_COLON = re.compile(r"[:=](?!//)")
_BY = re.compile(r" (?:[bB][yY]|[vV]on|[pP]ar|[dD][eia]|[pP]or|door|a[vf]|od) ")
_BY_WORDS = frozenset(["by", "von", "par", "de", "di", "da", "por", "door", "av", "af", "od"])
_LICENCE = re.compile(r"\b(?:CC[ -](?:BY|0)|CC0|Creative Commons)\b", re.IGNORECASE)
_BREAK = re.compile(
    # The first letters of most breaks: most letters of a caption are none of them.
    r"(?=[\s—|=])(?:\s*\n+\s*|\s+(?:[-–—]{1,3}|\||//)\s+|\s*—\s*|\|\s*"
    r"|(?<=[.!?…\"”»')\]])(?<!\b[A-Z]\.)\s+|=(?=\S{1,8}$))"
    r"|(?<=[。！？!?」』])|(?<=、)(?=[^、。]{2,8}$)"
)
# Marks at which a text breaks without a space, and the slash of a chain.
_TIGHT_BREAKS = tuple("/|=!?—。！？」』、")
_WORD = re.compile(r"[^\s(\[|—]+")
_BEFORE_LABEL = frozenset(".!?…。！？\"”»')]|/([,;:•·—–-")
_ABBREVIATION = re.compile(r"(?<![^\W\d_])[A-Z]\.\s*$|(?<=\w)\.[A-Z]\.\s*$")
# A name with initials between a sentence and a bracket.
_MAKER = re.compile(
    r"(?:[.!?…»”\"]\s+|\n)(?P<name>(?:[^\W\d_a-z]\.\s?)*[^\W\d_][^.!?()\n,:]{3,40}?)\s$"
)
_LONGEST_MAKER = 60
_CLOSED = re.compile(r"(?<=[.!?…»”\"])\s*[/|]\s*(?=[^\W\d_])")
_SPACED_SLASH = re.compile(r"\s/\s")
_SENTENCE_ENDS = frozenset('.!?…。！？"”»')
_NUMBER = re.compile(r"\d")
_SLASH = re.compile(r"(?<=[^\s/])/(?=\w)")


class Place(msgspec.Struct, frozen=True):
    """Where a credit may stand: where the caption ends, and the credit proper."""

    caption_end: int
    start: int
    end: int


class Ending(msgspec.Struct, frozen=True):
    """The end of a caption, read once for all the places where its credit may stand.

    `tail` is what stands from `floor` to `end`, `words` its words in one case.
    """

    text: str
    floor: int
    end: int
    tail: str
    lowered: str
    words: list[str]


def ending_of(text: str) -> Ending:
    """The end of a caption without the space behind it."""
    end = len(text.rstrip(_TRAILING))
    floor = max(0, end - TAIL)
    tail = text[floor:end]
    lowered = tail.casefold()
    return Ending(text, floor, end, tail, lowered, lowered.split())


def brackets(ending: Ending, agencies: Agencies) -> Iterator[Place]:
    """The last bracket of the text, with or without a full stop behind it."""
    text, end = ending.text, ending.end
    close = end
    while close > max(0, end - 3) and text[close - 1] in ".。 ":
        close -= 1
    opener = _OPENERS.get(text[close - 1]) if close else None
    start = _opening(text, close - 1, opener) if opener else None
    if start is None or text[start - 1 : start] == "]":
        return
    inside = Place(start, start + 1, close - 1)
    # 新华社发(王芳 摄): the agency stands before the bracket.
    if is_unspaced(text[inside.start : inside.end]):
        sentence = max(text.rfind(mark, max(0, start - 60), start) for mark in "。！？!? \n")
        if start - sentence > 2:
            yield Place(sentence + 1, sentence + 1, close)
    # "A bridge at dawn. Jane Doe (AFP)": the maker stands before the bracket.
    if agencies.find(text[inside.start : inside.end]) is not None:
        maker = _MAKER.search(text, max(0, start - _LONGEST_MAKER), start)
        if maker is not None and is_person(maker["name"]):
            yield Place(maker.start("name"), maker.start("name"), close)
    yield inside


def brackets_behind_a_sentence(ending: Ending, agencies: Agencies) -> Iterator[Place]:
    """The last bracket where a sentence ends before it: what stands there belongs to none."""
    for place in brackets(ending, agencies):
        before = ending.text[max(0, place.caption_end - 2) : place.caption_end].rstrip()
        if before[-1:] in _SENTENCE_ENDS and place.caption_end < place.start:
            yield place


def _opening(text: str, close: int, opener: str) -> int | None:
    floor = max(0, close - TAIL + 1)
    start = text.rfind(opener, floor, close)
    if start < 0:
        return None
    if text.find(text[close], start, close) < 0:
        return start
    depth = 0
    for index in range(close, floor - 1, -1):
        if text[index] == text[close]:
            depth += 1
        elif text[index] == opener:
            depth -= 1
            if depth == 0:
                return index
    return None


def labels(ending: Ending, _: Agencies) -> Iterator[Place]:
    """After a label with a colon, a slash or a word for "by", the outermost of a run first."""
    text, start, end = ending.text, ending.floor, ending.end
    has_colon = ":" in ending.tail or "=" in ending.tail
    colons = _COLON.finditer(text, start, end) if has_colon else ()
    bys = () if _BY_WORDS.isdisjoint(ending.words) else _BY.finditer(text, start, end)
    slashes = _SPACED_SLASH.finditer(text, start, end) if " / " in ending.tail else ()
    marks = [*colons, *bys, *slashes]
    if not marks:
        return
    seen: set[int] = set()
    for mark in sorted(marks, key=lambda found: found.start())[-8:]:
        end_of_label = start + len(text[start : mark.start()].rstrip())
        label = _label_start(text, end_of_label, start)
        if label is not None and label not in seen:
            seen.add(label)
            yield Place(label, label, end)


def _label_start(text: str, end: int, floor: int) -> int | None:
    """Where the label that ends here begins: at the start of a sentence, a line, a bracket.

    A label with a capital may also follow a caption that lacks its full stop.
    """
    window = max(floor, end - LONGEST_LABEL)
    if not may_end_label(text[window:end].casefold().strip(" .")):
        return None
    unmarked = None
    for word in reversed(list(_WORD.finditer(text, window, end))):
        start = word.start()
        if turns_round(word[0]):
            return None
        is_first = _is_first_word(text, floor, start)
        if is_first is None or not (is_first or text[start].isupper()):
            # No longer run of words is a label with this one in it.
            if is_foreign_to_labels(word[0]):
                return unmarked
            continue
        label = read_label(text[start:end].strip())
        if is_first:
            is_label = label is not None and not _NUMBER.search(label.maker or "")
            return start if is_label else unmarked
        if label is not None and label.maker is None:
            unmarked = start
    return unmarked


def _is_first_word(text: str, floor: int, start: int) -> bool | None:
    """Whether a sentence, a line or a bracket begins here; `None` behind an abbreviation."""
    if start == 0:
        return True
    before = text[max(floor, start - 3) : start]
    bare = before.rstrip()
    if not bare:
        return start <= len(before) or "\n" in before
    if bare[-1] == "." and _ABBREVIATION.search(text, max(floor, start - 6), start):
        return None
    return bare[-1] in _BEFORE_LABEL or "\n" in before[len(bare) :]


def licensed(ending: Ending, _: Agencies) -> Iterator[Place]:
    """After the last "by" before a licence: `"Old pier" by Jane Doe, CC BY 2.0`."""
    if "cc" not in ending.lowered and "creative commons" not in ending.lowered:
        return
    text, floor, end = ending.text, ending.floor, ending.end
    licence = _LICENCE.search(text, floor, end)
    if licence is None:
        return
    marks = list(_BY.finditer(text, floor, licence.start()))
    if marks:
        yield Place(marks[-1].start(), marks[-1].end(), end)


def signs(ending: Ending, _: Agencies) -> Iterator[Place]:
    """After the last copyright sign."""
    if not any(map(ending.lowered.__contains__, _SIGNS)):
        return
    found = list(_SIGN.finditer(ending.text, ending.floor, ending.end))
    if found:
        yield Place(found[-1].start(), found[-1].start(), ending.end)


def breaks(ending: Ending, agencies: Agencies) -> Iterator[Place]:
    """After the last line, dash, bar or sentence ends; at last a short text as a whole."""
    if not _may_hold_chain(ending, agencies):
        return
    text, floor, end = ending.text, ending.floor, ending.end
    ends = [found for found in _BREAK.finditer(text, floor, end) if found.end() < end]
    places = [Place(found.start(), found.end(), end) for found in reversed(ends[-4:])]
    if 0 < end < LONGEST_WHOLE:
        start = len(text) - len(text.lstrip())
        places.append(Place(start, start, end))
    for place in places:
        if _may_be_chain(text[place.start : end], agencies):
            yield place


def _may_be_chain(text: str, agencies: Agencies) -> bool:
    """Whether a slash, a word of an agency's name or a courtesy makes the text worth reading."""
    if "/" in text or "courtesy" in text[:_COURTESY_WITHIN].casefold():
        return True
    # A full stop makes a sentence.
    if is_unspaced(text):
        return "。" not in text
    first = text.partition(" ")[0]
    if not first[:1].islower() and first.casefold() in credit_words().bare_labels:
        return True
    if text.rpartition(" ")[2].casefold().strip(".") in credit_words().newspapers:
        return True
    if disclosures().label(text.strip(" .")) is not None:
        return True
    return _may_name_agency(text.casefold().split(), agencies)


def _may_hold_chain(ending: Ending, agencies: Agencies) -> bool:
    """Whether a text may be a chain from some break on: a look at its words alone.

    A mark that parts what no space does leaves the question open.
    """
    if any(map(ending.tail.__contains__, _TIGHT_BREAKS)) or is_unspaced(ending.tail):
        return True
    words = ending.words
    if "courtesy" in ending.lowered or not credit_words().bare_labels.isdisjoint(words):
        return True
    if words and words[-1].strip(".") in credit_words().newspapers:
        return True
    if words and words[-1].strip(".") in disclosures().label_ends:
        return True
    return _may_name_agency(words, agencies)


def _may_name_agency(words: list[str], agencies: Agencies) -> bool:
    """Whether some agency may be named.

    Beside a label the first word of its name is enough: `Photo courtesy of the …`.
    """
    if any("," in word for word in words):
        words = " ".join(words).replace(",", " ").split()
    if credit_words().label_starts.isdisjoint(words):
        return agencies.may_occur_in(words)
    return any(map(agencies.may_start_with, words))


def slashes(ending: Ending, agencies: Agencies) -> Iterator[Place]:
    """Where an agency stands right before a slash, in a caption without its full stop."""
    if "/" not in ending.tail:
        return
    text, floor, end = ending.text, ending.floor, ending.end
    for slash in list(_SLASH.finditer(text, floor, end))[:4]:
        words = text[max(floor, slash.start() - 40) : slash.start()].split()
        for count in range(min(3, len(words)), 0, -1):
            name = " ".join(words[-count:])
            start = slash.start() - len(name)
            if name[0].isupper() and text.startswith(name, start) and agencies.find(name):
                yield Place(start, start, end)
    for slash in list(_SPACED_SLASH.finditer(text, floor, end))[-2:]:
        if agencies.may_start_with(text[slash.end() : end].partition(" ")[0]):
            yield Place(slash.start(), slash.end(), end)


def closed_lines(ending: Ending, _: Agencies) -> Iterator[Place]:
    """Behind a slash after the last sentence, as Spanish papers set it: `… de ayer. / A. DÍAZ`."""
    if "/" not in ending.tail and "|" not in ending.tail:
        return
    closed = list(_CLOSED.finditer(ending.text, ending.floor, ending.end))
    if closed:
        yield Place(closed[-1].start(), closed[-1].end(), ending.end)
