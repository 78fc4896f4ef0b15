"""Where a credit hides in a caption, and the caption without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from capaudit.data.agencies import Agencies, shipped_agencies
from capaudit.data.credit_words import credit_words
from capaudit.data.disclosures import disclosures
from capaudit.data.scripts import is_unspaced
from capaudit.extract.credits.draft import Draft
from capaudit.extract.credits.labels import LONGEST_LABEL, may_end_label, read_label
from capaudit.extract.credits.names import is_body, is_handle, is_person, soften_name
from capaudit.extract.credits.parse import READ_CREDIT, compose, read
from capaudit.extract.credits.text import narrow
from capaudit.extract.mentions import CreditSplit
from capaudit.model.text import Span

# A credit stands in the last so many characters of a caption.
TAIL = 260
# Whoever settles a caption asks for its credit again and again.
_CAPTIONS_KEPT = 512
LONGEST_WHOLE = 140
_OPENERS = {")": "(", "]": "["}
_SIGN = re.compile(r"©|℗|\([cC]\)\s|(?<!\w)[Cc]opyright\s*(?:©|:|\d)")
_SIGNS = ("©", "℗", "(c)", "(C)", "opyright")
_COLON = re.compile(r"[:=](?!//)")
_BY = re.compile(r" (?:[bB][yY]|[vV]on|[pP]ar|[dD][eia]|[pP]or|door|a[vf]|od) ")
_LICENCE = re.compile(r"\b(?:CC[ -](?:BY|0)|CC0|Creative Commons)\b", re.IGNORECASE)
_BREAK = re.compile(
    r"\s*\n+\s*|\s+(?:[-–—]{1,3}|\||//)\s+|\s*—\s*|\|\s*|(?<=[.!?…\"”»')\]])(?<!\b[A-Z]\.)\s+|(?<=[。！？!?」』])|=(?=\S{1,8}$)|(?<=、)(?=[^、。]{2,8}$)"
)
# Marks at which a text breaks without a space, and the slash of a chain.
_TIGHT_BREAK = re.compile("[/—|=。！？!?」』、]")
_WORD = re.compile(r"[^\s(\[|—]+")
_LABEL_START = re.compile(r"(?:^|[.!?…。！？\"”»')\]\n|/(\[,;:•·—–-])\s*$")
_ABBREVIATION = re.compile(r"(?<![^\W\d_])[A-Z]\.\s*$|(?<=\w)\.[A-Z]\.\s*$")
_SENTENCE_END = re.compile(r"[^\W\d_]{5,}[.!?]\s")
_NUMBER = re.compile(r"\d")
_SLASH = re.compile(r"(?<=[^\s/])/(?=\w)")
_TAKEN_BY = ("摄", "攝", "撮影", "供图")
_TRAILING = " \t\r\n"
_CREDIT_KINDS = frozenset({"pool", "handout", "courtesy", "screenshot"})
_ALONE_KINDS = frozenset({"wire", "state", "stock", "market", "agency", "house"})
_LIBRARIES = frozenset({"stock", "market"})
_EMPLOYERS = frozenset({"government", "military"})
_MAX_WORDS = 16
_MOST_SMALL_WORDS = 7
_ELIDED = ("al-", "d'", "d’", "l'", "l’")
# Inside a body's name they have a capital.
_SENTENCE_WORDS = frozenset(
    {"us", "our", "we", "my", "your", "is", "are", "be", "was", "were", "with"}
)
_SMALL_WORDS = frozenset(
    {"by", "via", "courtesy", "photo", "photos", "image", "on", "auf", "sur", "en"}
)


class Place(msgspec.Struct, frozen=True):
    """Where a credit may stand: where the caption ends, and the credit proper."""

    caption_end: int
    start: int
    end: int


def split_credit(caption: str, agencies: Agencies | None = None) -> CreditSplit | None:
    """The caption and the credit in it, each with its span; `None` without a sure credit.

    Brackets, dashes, bars, line breaks and `©` around the credit belong to neither; labels
    ("Photo:") belong to the credit. Time is linear in the caption's last few hundred characters.
    """
    return _find_split(caption, agencies or shipped_agencies())


@lru_cache(_CAPTIONS_KEPT)
def _find_split(caption: str, table: Agencies) -> CreditSplit | None:
    text = narrow(caption)
    end = len(text.rstrip(_TRAILING))
    for places, credible in (
        (_brackets, _is_bracketed_credit),
        (_labels, _is_labelled_credit),
        (_licensed, _is_licensed_credit),
        (_signs, _is_labelled_credit),
        (_breaks, _is_chain_or_courtesy),
        (_slashes, _is_chain),
    ):
        for place in places(text, end, table):
            if not _may_be_credit(text[place.start : place.end]):
                continue
            draft = read(caption[place.start : place.end], table, READ_CREDIT)
            if credible(text[place.start : place.end], draft):
                return _split(caption, place, draft)
    return None


def _split(caption: str, place: Place, draft: Draft) -> CreditSplit:
    head = caption[: place.caption_end]
    stripped = head.rstrip(" \t\r\n-–—|/•·©\u200b")
    start = len(stripped) - len(stripped.lstrip())
    return CreditSplit(
        caption=Span(start, max(start, len(stripped))),
        credit=Span(place.start, place.end),
        parsed=compose((draft,)),
        is_whole=not any(map(str.isalnum, stripped)),
    )


def _may_be_credit(text: str) -> bool:
    """Whether so few small words stand in the text that it is worth reading."""
    if len(text) > TAIL:
        return False
    small = sum(word[0].islower() for word in text.split())
    return small <= _MOST_SMALL_WORDS


def _brackets(text: str, end: int, _: Agencies) -> Iterator[Place]:
    """The last bracket of the text, with or without a full stop behind it."""
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
    yield inside


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


def _labels(text: str, end: int, _: Agencies) -> Iterator[Place]:
    """After a label with a colon or a word for "by", the outermost of a run of labels first."""
    start = max(0, end - TAIL)
    seen: set[int] = set()
    colons = _COLON.finditer(text, start, end) if ":" in text or "=" in text else ()
    marks = [*colons, *_BY.finditer(text, start, end)]
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
        label = read_label(text[start:end].strip())
        if _ABBREVIATION.search(text, max(floor, start - 6), start):
            continue
        if start == 0 or _LABEL_START.search(text, max(floor, start - 3), start):
            is_label = label is not None and not _NUMBER.search(label.maker or "")
            return start if is_label else unmarked
        if label is not None and label.maker is None and text[start].isupper():
            unmarked = start
    return unmarked


def _licensed(text: str, end: int, _: Agencies) -> Iterator[Place]:
    """After the last "by" before a licence: `"Old pier" by Jane Doe, CC BY 2.0`."""
    floor = max(0, end - TAIL)
    lowered = text[floor:end].lower()
    if "cc" not in lowered and "creative commons" not in lowered:
        return
    licence = _LICENCE.search(text, floor, end)
    if licence is None:
        return
    marks = list(_BY.finditer(text, floor, licence.start()))
    if marks:
        yield Place(marks[-1].start(), marks[-1].end(), end)


def _is_licensed_credit(text: str, draft: Draft) -> bool:
    return bool(draft.licence and draft.parts) and not _is_prose(draft.text, draft)


def _signs(text: str, end: int, _: Agencies) -> Iterator[Place]:
    """After the last copyright sign."""
    if not any(sign in text for sign in _SIGNS):
        return
    found = list(_SIGN.finditer(text, max(0, end - TAIL), end))
    if found:
        yield Place(found[-1].start(), found[-1].start(), end)


def _breaks(text: str, end: int, agencies: Agencies) -> Iterator[Place]:
    """After the last line, dash, bar or sentence ends; at last a short text as a whole."""
    floor = max(0, end - TAIL)
    if not _may_hold_chain(text[floor:end], agencies):
        return
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
    if "/" in text or is_unspaced(text) or text[:8].casefold() == "courtesy":
        return True
    return _may_name_agency(text.casefold(), agencies)


def _may_hold_chain(text: str, agencies: Agencies) -> bool:
    """Whether a text may be a chain from some break on: a look at its words alone.

    A mark that parts what no space does leaves the question open.
    """
    if _TIGHT_BREAK.search(text) or is_unspaced(text):
        return True
    lowered = text.casefold()
    return "courtesy" in lowered or _may_name_agency(lowered, agencies)


def _may_name_agency(lowered: str, agencies: Agencies) -> bool:
    """Whether some agency may be named.

    Beside a label the first word of its name is enough: `Photo courtesy of the …`.
    """
    words = lowered.replace(",", " ").split()
    if credit_words().label_starts.isdisjoint(words):
        return agencies.may_occur_in(words)
    return any(map(agencies.may_start_with, words))


def _slashes(text: str, end: int, agencies: Agencies) -> Iterator[Place]:
    """Where an agency stands right before a slash, in a caption without its full stop."""
    floor = max(0, end - TAIL)
    if "/" not in text:
        return
    for slash in list(_SLASH.finditer(text, floor, end))[:4]:
        words = text[max(floor, slash.start() - 40) : slash.start()].split()
        for count in range(min(3, len(words)), 0, -1):
            name = " ".join(words[-count:])
            start = slash.start() - len(name)
            if name[0].isupper() and text.startswith(name, start) and agencies.find(name):
                yield Place(start, start, end)


def _is_bracketed_credit(text: str, draft: Draft) -> bool:
    """Brackets need less proof: an agency alone, a label, a name before a slash."""
    if _is_labelled_credit(text, draft) or _is_chain(text, draft):
        return True
    if draft.organisations and not draft.creators and len(draft.parts) == 1:
        known = draft.agencies.find(draft.parts[0].text)
        return known is not None and known.kind in _ALONE_KINDS and not known.is_word
    return _is_only_disclosure(text, draft)


def _is_only_disclosure(text: str, draft: Draft) -> bool:
    """`(Handout)`, `(代表撮影)`; `(Archivbild)` says when, not who."""
    said = bool(_CREDIT_KINDS.intersection(draft.disclosures))
    return said and not draft.parts and disclosures().label(text.strip()) is not None


def _is_labelled_credit(text: str, draft: Draft) -> bool:
    """A label, then names: not a sentence that goes on."""
    if not draft.has_label or not (draft.parts or draft.disclosures or draft.licence):
        return False
    rest = draft.text
    if not rest or _is_prose(rest, draft):
        return False
    # "Illustration de l'ajout": nobody is named.
    return not rest[0].islower() or bool(draft.creators) or _knows_any(draft)


def _is_chain_or_courtesy(text: str, draft: Draft) -> bool:
    """`Courtesy of the City of Leeds` after a sentence names a supplier like no prose does."""
    if _is_chain(text, draft):
        return True
    return "courtesy" in draft.disclosures and _is_labelled_credit(text, draft)


def _is_chain(text: str, draft: Draft) -> bool:
    """Names alone, among them a known agency or a person before a body: `Jane Doe/Gazette`."""
    if not draft.parts or text.partition(" ")[0] in credit_words().by:
        return False
    if _is_prose(draft.text, draft):
        return False
    known = [draft.agencies.find(part.text) for part in draft.parts]
    firm = [agency for agency in known if agency is not None and not agency.is_word]
    # "on Facebook/Instagram" names places to read, not suppliers.
    if not draft.creators and all(a is not None and a.kind == "platform" for a in known):
        return draft.has_label or "screenshot" in draft.disclosures
    if draft.has_label and (firm or draft.creators):
        return True
    if is_unspaced(text) and text.endswith(_TAKEN_BY):
        return bool(draft.creators)
    if len(draft.parts) == 1:
        alone = any(agency.kind in _ALONE_KINDS for agency in firm)
        is_set_off = bool(draft.disclosures) or text.isupper() or "/" in text
        return alone and (is_set_off or is_unspaced(text))
    if not all(
        part.joint in ("start", "slash", "next", "via", "for", "on", "dash")
        for part in draft.parts[1:]
    ):
        last = known[-1]
        if last is not None and last.kind in _LIBRARIES and not last.is_word:
            return True
        # "Jane Doe, U.S. Navy" says whose officer she is.
        return bool(draft.creators) and any(agency.kind not in _EMPLOYERS for agency in firm)
    named = [
        is_person(part.text) or is_body(part.text) or agency is not None
        for part, agency in zip(draft.parts, known, strict=True)
    ]
    return bool(firm and draft.organisations and (draft.creators or all(named))) or bool(
        draft.creators and draft.organisations and "/" in text
    )


def _knows_any(draft: Draft) -> bool:
    return any(draft.agencies.find(name) is not None for name in draft.organisations)


def _is_prose(text: str, draft: Draft) -> bool:
    """Whether the words read on as a sentence: too many, or small ones that join no name."""
    words = text.split()
    if len(words) > _MAX_WORDS or len(text) > TAIL:
        return True
    if is_unspaced(text) and ("。" in text or (len(text) > 24 and "/" not in text)):
        return True
    if _SENTENCE_END.search(text) or not _SENTENCE_WORDS.isdisjoint(words):
        return True
    return any(
        _reads_on(part.text)
        and draft.agencies.find(part.text) is None
        and soften_name(part.text) not in draft.creators
        for part in draft.parts
    )


def _reads_on(text: str) -> bool:
    """Whether a part has a small word that joins no name; a user name is one small word."""
    if is_handle(text):
        return False
    joining = credit_words().joining
    return any(
        word[0].islower() and not _joins(word.strip(".,()").casefold(), joining)
        for word in text.split()
    )


def _joins(word: str, joining: frozenset[str]) -> bool:
    return word in joining or word in _SMALL_WORDS or word.startswith(_ELIDED)
