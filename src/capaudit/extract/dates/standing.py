"""Which date of a caption dates the picture, and which are merely mentioned.

A caption tells the picture's date in few ways: beside words such as "taken on", at the end of its
first sentence after the place, in brackets, or at its head before a colon. A date in a relative
clause, after "since" or "elected in", or before a noun ("the September 11 attacks") is another's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from capaudit.data.wording import tells_an_action
from capaudit.extract.dates.cues import Cues, load_cues
from capaudit.extract.dates.find import Found, language_code, lexicon_for, locate
from capaudit.extract.dates.inference import Outlook
from capaudit.extract.dates.tokens import Tokens, tokenize
from capaudit.extract.languages import language_of
from capaudit.extract.mentions import DateMention
from capaudit.extract.sentences import sentences
from capaudit.model.claim import Standing
from capaudit.model.dates import PartialDate
from capaudit.model.text import Span

# A name with a hyphen is one word: Won-seo has won nothing.
_WORDS = re.compile(r"[A-Z][^\W\d_]+-[^\W\d_]+|[^\W_]+(?:['’][^\W_]+)?|[^\w\s]")
# How far before a date a word may stand and still govern it.
_REACH = 120
# A later sentence that says little beside its date: "Kyiv, 5 March 2025."
_SHORT = 40
# So many words between two dates set them apart.
_OWN_WORDS = 2
# So many words may stand before a month or year that opens a caption.
_AT_THE_HEAD = 2
# A day this long past is to come within two months.
_ALMOST_A_YEAR = 305
# Years after which a picture's date is set off, or told by words.
_LONG = 30
_CLOSING = frozenset({"", ".", ",", ";", ")", "]", "|", "。", "،", "-", "–", "—", "।", "、"})
_QUOTES = '"“«„'


class _Caption(msgspec.Struct, frozen=True):
    """What the dates of a caption are weighed by."""

    tokens: Tokens
    spans: Sequence[Span]
    cues: Cues
    published: date | None


class _Place(msgspec.Struct, frozen=True):
    """Which sentence of the caption a date stands in, and how long that is."""

    index: int
    size: int
    own_words: list[str]
    is_long_ago: bool


class _Ranked(msgspec.Struct, frozen=True):
    """How strongly a date is the picture's: 3 by words, 2 by its place, 1 as the only one, 0."""

    found: Found
    rank: int


def find_caption_dates(
    text: str, reference: date | None = None, language: str | None = None
) -> tuple[DateMention, ...]:
    """Find the dates of a caption, without its credit, and tell which one dates the picture.

    As `find_dates`, but captions look back from the `reference`, the day of publication. At most
    one date is stated or implied; all others are mentioned. A weekday without a reference has a
    date without parts: it is said in print, but dates nothing.
    """
    lexicon = lexicon_for(text, language and language_of(text, language_code(language)))
    tokens = tokenize(text, lexicon)
    found = list(locate(tokens, lexicon, reference, Outlook.PAST))
    if not found:
        return ()
    caption = _Caption(tokens, sentences(text), load_cues(lexicon.language), reference)
    ends = [0, *(each.mention.span.end for each in found)]
    ranked = [
        _Ranked(each, _rank(each, caption, spent)) for each, spent in zip(found, ends, strict=False)
    ]
    return _with_standing(ranked)


def _with_standing(ranked: Sequence[_Ranked]) -> tuple[DateMention, ...]:
    best = max(each.rank for each in ranked)
    chosen = [each for each in ranked if each.rank == best]
    # Of several dates told by words the first is the picture's; by place, the last.
    picture = chosen[0] if best == 3 else chosen[-1]
    if best == 0 or (best == 1 and len(chosen) > 1):
        return tuple(_mentioned(each) for each in ranked)
    standing = Standing.STATED if best > 1 else Standing.IMPLIED
    return tuple(
        msgspec.structs.replace(each.found.mention, standing=standing)
        if each is picture
        else _mentioned(each)
        for each in ranked
    )


def _mentioned(ranked: _Ranked) -> DateMention:
    mention = ranked.found.mention
    if mention.date is None and mention.weekday is not None:
        return msgspec.structs.replace(mention, date=PartialDate())
    return mention


def _rank(found: Found, caption: _Caption, spent: int) -> int:
    """How strongly a date is the picture's; words before `spent` belong to an earlier date."""
    mention, said = found.mention, found.said
    tokens, spans, cues = caption.tokens, caption.spans, caption.cues
    one = mention.date
    if one is None or one.years > 1 or said.shape in ("reference", "fiscal", "holiday", "same"):
        return 0
    index = bisect_right(spans, mention.span.start, key=lambda each: each.start) - 1
    if index < 0:
        return 0
    sentence = spans[index]
    before = tokens.text[max(sentence.start, mention.span.start - _REACH) : mention.span.start]
    after = tokens.text[mention.span.end : min(sentence.end, mention.span.end + _REACH)]
    if _is_modifier(found, tokens, cues) or _is_quoted(before, after):
        return 0
    if _is_near_ahead(found, caption.published):
        return 0
    place = _Place(
        index,
        len(sentence),
        _WORDS.findall(tokens.text[max(sentence.start, spent) : mention.span.start]),
        _is_long_ago(one, caption.published),
    )
    return _rank_in_sentence(found, before, after, place, cues)


def _rank_in_sentence(found: Found, before: str, after: str, place: _Place, cues: Cues) -> int:
    words = [word.lower() for word in _WORDS.findall(before)]
    other = _last_other(words, place, found, cues)
    photo = cues.last_photo(words)
    if (photo > other and "." not in words[photo:]) or cues.any_camera_after(after):
        return 3
    if _is_governed(found, words, after, cues):
        return 0
    if _is_heading(words, after):
        return 2 if other < 0 or not words else 0
    if _is_bracketed(before, after):
        return 2 if other < 0 or _is_one_day(found) else 0
    if place.index and place.size > len(found.mention.text) + _SHORT:
        return 0
    if place.is_long_ago and not _is_told_apart(words):
        return 0
    is_set_off = (_is_one_day(found) and _is_set_off(words, other)) or _is_apart(words, found)
    return _rank_by_place(found, words, after, cues) if other < 0 or is_set_off else 0


def _is_governed(found: Found, words: Sequence[str], after: str, cues: Cues) -> bool:
    """Whether words right beside the date make it another's: since, of the storm, built in."""
    if cues.governs_directly(words) or cues.any_verb_after(after):
        return True
    if found.said.until is None and cues.hangs_on_noun(words):
        return True
    if _is_one_day(found):
        return cues.is_made_aside(words)
    return cues.is_made_then(words) or cues.tells_the_past(words)


def _is_long_ago(one: PartialDate, published: date | None) -> bool:
    """Whether a date lies so far back that a clause with it is about history, not the picture."""
    return published is not None and one.year is not None and published.year - one.year > _LONG


def _is_told_apart(words: Sequence[str]) -> bool:
    """Whether a comma, a bracket or next to nothing stands before the date."""
    return len(words) <= _AT_THE_HEAD or not words[-1][0].isalnum()


def _is_near_ahead(found: Found, reference: date | None) -> bool:
    """Whether the day without a year is nearer to come than it is past: "closes on April 1"."""
    one = found.mention.date
    if reference is None or one is None or "year" not in one.inferred or one.first_day is None:
        return False
    return found.said.shape == "calendar" and (reference - one.first_day).days > _ALMOST_A_YEAR


def _rank_by_place(found: Found, words: Sequence[str], after: str, cues: Cues) -> int:
    is_day = _is_one_day(found)
    closes = after.strip()[:1] in _CLOSING
    if cues.any_mention_after(after):
        return 1 if is_day and closes else 0
    one = found.mention.date
    if one is not None and one.day is not None:
        return 2 if closes and is_day else 1
    if not closes and len(words) > _AT_THE_HEAD:
        return 0
    is_year = one is not None and one.month is None
    is_told_apart = _is_told_apart(words) or words[-1] in cues.year_after
    return 1 if not is_year or (is_told_apart and closes) else 0


def _last_other(words: Sequence[str], place: _Place, found: Found, cues: Cues) -> int:
    """Where the words that tell another event start, those of an earlier date left out.

    The storm of May 3 damaged the line in Ostby on Tuesday: it reaches no farther than its date.
    """
    own = len(place.own_words)
    if not (_OWN_WORDS <= own < len(words) and _is_one_day(found)):
        return _other_event(words, found, cues)
    other = _other_event(words[-own:], found, cues)
    return other + len(words) - own if other >= 0 else -1


def _other_event(words: Sequence[str], found: Found, cues: Cues) -> int:
    """Where the last words that tell another event start, -1 for none.

    "Supporters cheer after a rally on May 3, 2024": they do so on the day of the rally.
    """
    other = cues.last_mention(words)
    if other < 0 or words[other] not in cues.aftermath or not _is_one_day(found):
        return other
    own_clause = words[:other]
    if tells_an_action(" ".join(own_clause)) and found.said.year is not None:
        return cues.last_mention(own_clause)
    return other


def _is_one_day(found: Found) -> bool:
    one = found.mention.date
    return found.said.until is None and one is not None and one.day is not None


def _is_set_off(words: Sequence[str], other: int) -> bool:
    """A comma parts the date from the other event's words: "…, who won, in Oslo, May 3"."""
    return "," in words[other + 1 :]


def _is_apart(words: Sequence[str], found: Found) -> bool:
    """A month and year right behind a comma: "The ruined bridge in Irpin, March 2022"."""
    one = found.mention.date
    return (
        bool(words)
        and words[-1] in (",", "،", "，")
        and one is not None
        and one.month is not None
        and found.said.year is not None
    )


def _is_heading(words: Sequence[str], after: str) -> bool:
    """A date at the head, before a colon or dash: "March 3, 2019: Soldiers …"."""
    return len(words) <= 3 and after.lstrip()[:1] in (":", "–", "—")


def _is_bracketed(before: str, after: str) -> bool:
    return before.rstrip()[-1:] in ("(", "[", "（") and after.lstrip()[:1] in (")", "]", "）")


def _is_quoted(before: str, after: str) -> bool:
    opened = max(before.rfind(each) for each in _QUOTES)
    return (
        opened >= 0
        and not any(each in before[opened + 1 :] for each in '"”»')
        and any(each in after for each in '"”»“')
    )


def _is_modifier(found: Found, tokens: Tokens, cues: Cues) -> bool:
    """Before a noun: the September 11 attacks, the 2014 uprising, a 19 April ceremony's."""
    said = found.said
    if said.last >= len(tokens.words):
        return False
    symbol = tokens.symbols[said.last]
    follows = tokens.text[tokens.starts[said.last] : tokens.ends[said.last]]
    end = tokens.ends[said.last - 1]
    if symbol == "T" or tokens.text[end : end + 2] in ("'s", "’s"):
        return True
    led = any(_is_article(tokens, at, cues) for at in (said.first - 1, said.first))
    is_bare_year = said.month is None and said.day is None and said.shape == "calendar"
    if symbol != "x" or follows[:1].isdigit() or follows.lower() in cues.linking:
        return False
    return led or (is_bare_year and follows[:1].isalpha())


def _is_article(tokens: Tokens, at: int, cues: Cues) -> bool:
    """Whether a token is an article and no preposition: "the", but not German "am"."""
    if at < 0 or tokens.symbols[at] not in "ti":
        return False
    return tokens.text[tokens.starts[at] : tokens.ends[at]].lower() not in cues.prepositions
