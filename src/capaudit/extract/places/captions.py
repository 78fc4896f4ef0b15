"""What a caption asserts of the places it names: where the picture was taken, or less."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from capaudit.extract.mentions import PlaceMention
from capaudit.extract.places.finder import CLOSES, find_closing_places
from capaudit.extract.places.tables import context_words
from capaudit.extract.places.words import Word, words
from capaudit.model.claim import Standing
from capaudit.model.text import Span
from capaudit.model.values import Place, RelationKind

_SENTENCE_END = re.compile(r"(?<=[\w)»”\"'’][.!?…。])\s+(?=[^\W\d_a-zа-яё])")
_NOT_AN_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Ste|Sta|Sto|Mt|Ft|Pt|Lt|Col|Sgt|Capt|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)
_TAKEN = re.compile(
    r"\b(?:photo|photograph|picture|image)\b.{0,40}\b(?:taken|shot|made|shows)\b", re.I
)
_BESIDE_EVENT = re.compile(r"(?:after|before|following|ahead of) (?:an?|the|his|her|their)\b")
_TOWARDS = frozenset(
    {
        "from",
        "to",
        "toward",
        "towards",
        "into",
        "against",
        "with",
        "between",
        "via",
        "for",
        "by",
        "than",
    }
)
_OUTRIGHT = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "on",
        "over",
        "off",
        "along",
        "within",
        "throughout",
        "under",
    }
)


def find_caption_places(
    text: str, language: str | None = None, context: Sequence[Place] = ()
) -> tuple[PlaceMention, ...]:
    """The places of a caption, each with how much the caption asserts of it.

    Stated: the caption says that the picture was taken there (`in Wonsan, Kangwon province`).
    Implied: the only place its main clause names. Everything else is mentioned: affiliations,
    origins and destinations, other clauses and sentences, adjectives.
    """
    found = find_closing_places(text, language, context)
    told = words(text)
    clause = main_clause(text, told)
    closing = _closing(text, found)
    stated = [
        m
        for m in found
        if _in_clause(m, clause if m.span not in closing else Span(0, len(text)))
        and (m.span in closing or says_where(text, told, m))
    ]
    standing: dict[Span, Standing] = {}
    for mention in stated:
        if mention is stated[0] or _may_be_one(stated[0], mention):
            standing[mention.span] = Standing.STATED
    _carry_over(text, found, standing)
    if not standing:
        standing |= _implied(text, told, [m for m in found if _in_clause(m, clause)])
    if not standing:
        standing |= _behind_event(text, told, found, clause)
        _carry_over(text, found, standing)
    return tuple(
        msgspec.structs.replace(m, standing=standing.get(m.span, Standing.MENTIONED)) for m in found
    )


def _closing(text: str, found: tuple[PlaceMention, ...]) -> set[Span]:
    """The places that stand with a date at the end of a sentence, or alone behind a comma."""
    closing = set()
    for number, mention in enumerate(found):
        if number and text[found[number - 1].span.end : mention.span.start] == ", ":
            continue
        last = mention
        if number + 1 < len(found) and text[last.span.end : found[number + 1].span.start] == ", ":
            last = found[number + 1]
        head = text[max(0, mention.span.start - 8) : mention.span.start]
        ends = CLOSES.match(text, last.span.end)
        if ends is None or mention.form != "name":
            continue
        dated = any(c.isdigit() for c in text[last.span.end : last.span.end + 24])
        if head.endswith(", ") or (dated and head.lower().endswith((" in ", " at ", " near "))):
            closing.add(mention.span)
    return closing


def main_clause(text: str, told: list[Word]) -> Span:
    """The first sentence as far as it tells of the moment of the picture.

    A later sentence counts instead where it alone says that the picture was taken.
    """
    spans, asides = _sentences(text), context_words().asides
    start, end = next((s for s in spans if _TAKEN.search(text, *s)), spans[0])
    for number, word in enumerate(told):
        if word.text not in asides or word.start <= start or word.end > end:
            continue
        if number and told[number - 1].end > start + 12:
            return Span(start, word.start)
    return Span(start, end)


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [
        match.start()
        for match in _SENTENCE_END.finditer(text)
        if not _NOT_AN_END.search(text, max(0, match.start() - 8), match.start())
    ]
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


def _in_clause(mention: PlaceMention, clause: Span) -> bool:
    return mention.form == "name" and mention.place is not None and clause.covers(mention.span)


def says_where(text: str, told: list[Word], mention: PlaceMention) -> bool:
    """Whether the words before a place put the picture there."""
    if belongs_to_somebody(text, told, mention):
        return False
    small = _words_before(told, mention, 6)
    while small and small[-1] in (
        "the",
        "downtown",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "occupied",
        "nearby",
        "capital",
        "city",
        "village",
        "town",
    ):
        small.pop()
    if not small:
        return False
    context = context_words()
    if small[-1] in _OUTRIGHT or small[-1] in context.where:
        return True
    return small[-1] in ("of", "to") and len(small) > 1 and small[-2] in context.locating


def belongs_to_somebody(text: str, told: list[Word], mention: PlaceMention) -> bool:
    """Whether a place names an affiliation (mayor of Paris, Leeds United, Ukraine's president)."""
    context = context_words()
    behind = text[mention.span.end : mention.span.end + 2]
    if behind in ("'s", "’s"):
        return True
    before = [w for w in _words_before(told, mention, 3) if w != "the"]
    if len(before) > 1 and before[-1] in ("of", "de", "du", "von") and before[-2] in context.roles:
        return before[-2] not in context.locating or before[-2] == "capital"
    number = bisect_left(told, mention.span.end, key=_start)
    after = told[number] if number < len(told) else None
    if after is None or not after.joined or after.start - mention.span.end > 1:
        return False
    small = after.text.lower()
    return small in context.roles or small in context.clubs or small in context.titles_of_works


def _words_before(told: list[Word], mention: PlaceMention, most: int) -> list[str]:
    """The last words before a place, in small letters."""
    number = bisect_right(told, mention.span.start, key=_end)
    return [word.text.lower() for word in told[max(0, number - most) : number]]


def _end(word: Word) -> int:
    return word.end


def _start(word: Word) -> int:
    return word.start


def _may_be_one(first: PlaceMention, other: PlaceMention) -> bool:
    """Whether two places can both be where one picture was taken."""
    if first.place is None or other.place is None:
        return False
    return first.place.relation(other.place).kind not in (
        RelationKind.ELSEWHERE,
        RelationKind.UNKNOWN,
    )


def _carry_over(text: str, found: tuple[PlaceMention, ...], standing: dict[Span, Standing]) -> None:
    """Let the container after a comma stand as its place does (Wonsan, Kangwon province)."""
    for inner, outer in itertools.pairwise(found):
        gap = text[inner.span.end : outer.span.start]
        joined = inner.span in standing and gap in (", ", " (") and outer.form == "name"
        if joined and _may_be_one(inner, outer):
            standing.setdefault(outer.span, standing[inner.span])


def _implied(text: str, told: list[Word], found: list[PlaceMention]) -> dict[Span, Standing]:
    """The one place of a main clause, where nothing says that it is another matter."""
    named = [m for m in found if not belongs_to_somebody(text, told, m)]
    named = [m for m in named if not _is_origin_or_aim(told, m)]
    if not named or not all(_may_be_one(named[0], m) for m in named):
        return {}
    return {m.span: Standing.IMPLIED for m in named}


def _behind_event(
    text: str, told: list[Word], found: tuple[PlaceMention, ...], clause: Span
) -> dict[Span, Standing]:
    """The place of the event that a main clause without a place was just before or after.

    `Supporters surround the winner after a rally in Lyon, France.`
    """
    first = Span(*_sentences(text)[0])
    if _BESIDE_EVENT.match(text, clause.end) is None or clause.end >= first.end:
        return {}
    for mention, outer in itertools.zip_longest(found, found[1:]):
        pair = outer is not None and text[mention.span.end : outer.span.start] == ", "
        last = outer if pair else mention
        ends = CLOSES.match(text, last.span.end) is not None
        if ends and _in_clause(mention, first) and says_where(text, told, mention):
            return {mention.span: Standing.IMPLIED}
    return {}


def _is_origin_or_aim(told: list[Word], mention: PlaceMention) -> bool:
    return any(w in _TOWARDS for w in _words_before(told, mention, 2))
