"""Words in running text that say how a picture came about, and who supplied it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import msgspec

from capaudit.data.agencies import Agencies, shipped_agencies
from capaudit.data.disclosures import LONGEST_LABEL, disclosures
from capaudit.extract.mentions import DisclosureMention
from capaudit.model.text import Span

# FILE - …, (Archivbild), [File]: a label set off by marks.
_OPENING = re.compile(r"\s*[\"“(\[]?(?P<label>[^\W\d_][\w' ’-]{1,24}?)[)\]]?\s*(?:\s[-–—]+|—|:)\s")
_OPENING_MARK = re.compile(r"[-–—:]\s")
_OPENING_WITHIN = 60
_ASIDE = re.compile(r"[(\[]\s*+(?P<label>[^\W\d_][\w' ’.-]{0,40}+)[)\]]")
# A part of a chain (Name/Pool/AFP), or the whole text (a job title POOL).
_PART = re.compile(r"\s*+(?P<label>[^\W\d_][\w' ’-]{0,30}+)(?=[/)\]]|\s*$)")
_COURTESY = re.compile(
    r"(?:^|[.!?:;)\]—–(\[-]\s*|[/|]\s?)"
    r"(?P<words>[Cc]ourtesy(?: of)?|COURTESY(?: OF)?)(?=\s(?:the\s)?[A-Z]|:)"
)
_SUPPLIED_BY = re.compile(
    r"(?:distributed|released|provided|supplied|issued|made available|handed out|furnished"
    r"|published|posted|taken|courtesy)(?:\s(?:on\s)?[\w,.]{1,12}){0,4}?\s(?:by|of)\s+(?:the\s+)?"
    r"|(?<!\w)[Cc]ourtesy(?: of)?\s+(?:the\s+)?"
)
# A caption names one supplier, seldom two; hostile text is not worth more.
MOST_SUPPLIERS = 8
_TEXTS_KEPT = 1024
_WORD = re.compile(r"[^\s,;:()\[\]]+")
_SMALL = frozenset({"of", "for", "and", "de", "the", "del", "des", "du", "la", "&"})


class SupplierMention(msgspec.Struct, frozen=True, kw_only=True):
    """A body that the text names as the picture's supplier; `name` is canonical where known."""

    span: Span
    text: str
    name: str


def find_disclosures(text: str, language: str | None = None) -> tuple[DisclosureMention, ...]:
    """Every place where the text says that the picture is a pool, handout, file photo and so on.

    Spans are offsets in the text, in order and apart; kinds are those of `Credit.disclosures`.
    Phrases of all languages are looked for: `language` (BCP 47) leaves out nothing, a caption
    may quote its agency. "A swimming pool" and "file a complaint" disclose nothing.
    """
    return _disclosures_in(text)


# Files repeat their fields, and the caption that is printed beside them.
@lru_cache(_TEXTS_KEPT)
def _disclosures_in(text: str) -> tuple[DisclosureMention, ...]:
    """The same, whatever the language."""
    lowered = _lower(text)
    found = [*_phrases(lowered), *_set_off(text), *_supplied(lowered), *_courtesies(text)]
    mentions: list[DisclosureMention] = []
    for span, kind in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
        if not mentions or mentions[-1].span.end <= span.start:
            words = text[span.start : span.end]
            mentions.append(DisclosureMention(span=span, text=words, kind=kind))
    return tuple(mentions)


def _lower(text: str) -> str:
    """The text in lower case, letter for letter."""
    lowered = text.lower().replace("’", "'")
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower()[0] for letter in text).replace("’", "'")


def _phrases(lowered: str) -> list[tuple[Span, str]]:
    return [(Span(start, end), kind) for start, end, kind in disclosures().phrases(lowered)]


def _set_off(text: str) -> list[tuple[Span, str]]:
    """`FILE - …` at the start, `(Archivbild)` in brackets, `Pool` in a chain or by itself."""
    matches = list(_ASIDE.finditer(text)) if "(" in text or "[" in text else []
    if "/" in text or len(text) <= LONGEST_LABEL:
        matches += _parts(text)
    opens = _OPENING_MARK.search(text, 0, _OPENING_WITHIN)
    if opens and (opening := _OPENING.match(text)):
        matches.insert(0, opening)
    labels = [(match.start("label"), match["label"].rstrip()) for match in matches]
    return [
        (Span(start, start + len(label)), kind)
        for start, label in labels
        if (kind := disclosures().label(label)) and _is_label_case(label)
    ]


def _parts(text: str) -> Iterator[re.Match[str]]:
    """The parts of a chain: what stands at the start and behind each slash."""
    start = 0
    while start >= 0:
        if part := _PART.match(text, start):
            yield part
        start = text.find("/", start) + 1 or -1


def _is_label_case(label: str) -> bool:
    """A label begins with a capital or has no capitals to begin with ("(file)" is one too)."""
    return len(label) > 2 or label.isupper() or not label.isascii()


def _supplied(lowered: str) -> list[tuple[Span, str]]:
    """`photo released by …`, `video provided on Monday by …`."""
    table = disclosures()
    found = table.supply.finditer(lowered) if table.has_supply_verb(lowered) else ()
    return [(Span(match.start(), match.end()), "handout") for match in found]


def _courtesies(text: str) -> list[tuple[Span, str]]:
    """`Courtesy of X` where a credit may stand: the start, a bracket, after a sentence."""
    found = _COURTESY.finditer(text) if "ourtesy" in text or "COURTESY" in text else ()
    return [(Span(match.start("words"), match.end("words")), "courtesy") for match in found]


def find_suppliers(text: str, agencies: Agencies | None = None) -> tuple[SupplierMention, ...]:
    """The bodies that the words of a disclosure name: "distributed by … agency Sputnik" → Sputnik.

    A known agency among the words is named alone; otherwise the capitalised words as printed.
    """
    table = agencies or shipped_agencies()
    if "by" not in text and "of" not in text and "ourtesy" not in text:
        return ()
    found = islice(_SUPPLIED_BY.finditer(text), MOST_SUPPLIERS)
    mentions = [_supplier(text, match.end(), table) for match in found]
    return tuple(mention for mention in mentions if mention is not None)


def _supplier(text: str, start: int, agencies: Agencies) -> SupplierMention | None:
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(text, start, start + 120):
        if words and text[words[-1].end() : word.start()].strip():
            break
        words.append(word)
    return _known_supplier(text, words, agencies) or _printed_supplier(text, words)


def _known_supplier(
    text: str, words: list[re.Match[str]], agencies: Agencies
) -> SupplierMention | None:
    for first in range(min(len(words), 8)):
        for last in range(min(len(words), first + 5), first, -1):
            span = Span(words[first].start(), words[last - 1].end())
            named = text[span.start : span.end].rstrip(".'’s") if last else ""
            agency = agencies.find(text[span.start : span.end]) or agencies.find(named)
            if agency is not None and named[:1].isupper():
                return SupplierMention(
                    span=span, text=text[span.start : span.end], name=agency.name
                )
    return None


def _printed_supplier(text: str, words: list[re.Match[str]]) -> SupplierMention | None:
    """The run of capitalised words, small words inside it included."""
    end = 0
    for index, word in enumerate(words):
        if word[0][0].isupper():
            end = index + 1
        elif word[0] not in _SMALL:
            break
    if not end:
        return None
    span = Span(words[0].start(), words[end - 1].end())
    name = text[span.start : span.end].rstrip(".")
    span = Span(span.start, span.start + len(name))
    return SupplierMention(span=span, text=name, name=name)
