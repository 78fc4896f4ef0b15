"""The way from a text to its date mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from capaudit.extract.dates.chains import chained
from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.grammar import parse
from capaudit.extract.dates.inference import Outlook
from capaudit.extract.dates.lexicon import Lexicon, load_lexicon
from capaudit.extract.dates.resolve import resolve
from capaudit.extract.dates.setting import Resolved, Setting
from capaudit.extract.dates.timex import timex_of
from capaudit.extract.dates.tokens import Tokens, tokenize
from capaudit.extract.languages import guess_language
from capaudit.extract.mentions import DateMention
from capaudit.model.dates import PartialDate
from capaudit.model.text import Span

_LOOK_BACK = 12
# What stands between the two ends of a range.
_JOINS = frozenset("&pto-;")
_LOOK_AHEAD = 120
_SENTENCE_END = re.compile(r"[.?!।|\n]")
# A text is a narrative where so many of its years are told, and most of them lie far back.
_NARRATIVE_YEARS = 5
_FAR = 2
_NEAR_YEARS = 5


class Found(msgspec.Struct, frozen=True):
    """A mention with the tokens it stands on: what the standing is decided from."""

    mention: DateMention
    said: Expression


def find_dates(
    text: str, reference: date | None = None, language: str | None = None
) -> tuple[DateMention, ...]:
    """Find the date and time expressions of a text, in order, none overlapping another.

    `reference` is the article's publication date: what the words leave out is inferred from it
    and named in `PartialDate.inferred`. `language` is an ISO 639 code; without one the text's
    own is guessed, English where it cannot be. Of a range in words ("from 2014 to 2021") each
    end is a mention, as in TimeML; the date of the first is the range. Dates that no calendar
    has (February 30) are mentions whose date does not exist. Never raises, whatever the text.
    """
    lexicon = lexicon_for(text, language)
    tokens = tokenize(text, lexicon)
    found = locate(tokens, lexicon, reference, Outlook.NEUTRAL)
    return tuple(mention for each in found for mention in _ends(tokens, each))


def lexicon_for(text: str, language: str | None) -> Lexicon:
    """The lexicon of a language tag, or of the language the text seems to be in."""
    return load_lexicon(language_code(language or "") or guess_language(text) or "en")


def language_code(tag: str) -> str:
    """The ISO 639 code of a language tag: `pt` of `pt-BR`."""
    return tag.replace("_", "-").split("-")[0].lower()


def locate(
    tokens: Tokens, lexicon: Lexicon, reference: date | None, outlook: Outlook
) -> Iterator[Found]:
    """Yield the expressions of a text with their dates."""
    said = list(chained(tokens, parse(tokens)))
    if reference is None:
        reference = _own_date(tokens, said)
    setting = Setting(
        reference,
        outlook,
        lexicon.numeric_order,
        is_narrative=reference is not None and _is_narrative(said, reference),
        last_day=reference,
    )
    for each in said:
        toned = _toned(tokens, each, setting, lexicon.future_endings)
        resolved = resolve(each, toned)
        if resolved is not None:
            yield Found(_mention(tokens, each, resolved), each)
            setting = _remember(setting, each, resolved)


def _ends(tokens: Tokens, found: Found) -> Iterator[DateMention]:
    """The mention, or the two that a range in words makes: between 2014 / and 2021."""
    mention, end = found.mention, found.said.until
    until = mention.date.until if mention.date is not None else None
    if end is None or until is None or not found.said.first < end.first < end.last:
        yield mention
        return
    at = end.first
    while tokens.symbols[at - 1] in _JOINS:
        at -= 1
    if "-" in tokens.symbols[at : end.first] or at <= found.said.first:
        yield mention
        return
    first = Span(mention.span.start, tokens.ends[at - 1])
    last = Span(tokens.starts[end.first], mention.span.end)
    yield msgspec.structs.replace(mention, span=first, text=tokens.text[first.start : first.end])
    yield DateMention(
        span=last, text=tokens.text[last.start : last.end], date=until, timex=timex_of(until)
    )


def _own_date(tokens: Tokens, said: Iterable[Expression]) -> date | None:
    """The day that a text prints on a line of its own: its day of publication."""
    for each in said:
        before = tokens.symbols[each.first - 1 : each.first]
        after = tokens.symbols[each.last : each.last + 1]
        if None not in (each.year, each.month, each.day) and before in ("", "|") and after == "|":
            return PartialDate(each.year, each.month, each.day).first_day
    return None


def _toned(tokens: Tokens, said: Expression, setting: Setting, endings: tuple[str, ...]) -> Setting:
    """Look ahead after "will" and its like in the same clause, or before a verb in the future."""
    if setting.outlook is Outlook.PAST:
        return setting
    before = tokens.symbols[max(0, said.first - _LOOK_BACK) : said.first]
    clause = before[max(before.rfind("."), before.rfind("|"), before.rfind(";")) + 1 :]
    if "v" in clause or _is_until(tokens, said) or _ends_ahead(tokens, said, endings):
        return msgspec.structs.replace(setting, outlook=Outlook.FUTURE)
    return setting


def _ends_ahead(tokens: Tokens, said: Expression, endings: tuple[str, ...]) -> bool:
    """Whether the sentence closes with a verb in the future: कल … जाएगा."""
    if not endings:
        return False
    end = tokens.ends[said.last - 1]
    sentence = _SENTENCE_END.split(tokens.text[end : end + _LOOK_AHEAD], maxsplit=1)[0]
    return any(word.strip("'\"”’,").endswith(endings) for word in sentence.split())


def _is_until(tokens: Tokens, said: Expression) -> bool:
    return said.first > 0 and tokens.words[said.first - 1].name == "until"


def _remember(setting: Setting, said: Expression, resolved: Resolved) -> Setting:
    one = resolved.date
    if one is None or one.year is None or one.years != 1 or one.is_approximate:
        return setting
    last = one.until or one
    tells_a_day = last.is_full and said.shape != "same"
    tells_a_month = one.month is not None and one.day is None and one.until is None
    if tells_a_day or tells_a_month:
        setting = msgspec.structs.replace(
            setting,
            last_day=last.first_day if tells_a_day else setting.last_day,
            last_month=one if tells_a_month else setting.last_month,
        )
    if said.shape != "calendar" or not (setting.is_narrative or said.year is not None):
        return setting
    return _in_year(setting, last.year or one.year)


def _in_year(setting: Setting, year: int) -> Setting:
    """Follow the text to another year; a far one, an aside perhaps, when it is told again."""
    known = (setting.year_in_text or year, setting.other_year)
    if any(each is not None and abs(year - each) <= _NEAR_YEARS for each in known):
        return msgspec.structs.replace(setting, year_in_text=year, other_year=None)
    return msgspec.structs.replace(setting, other_year=year)


def _is_narrative(said: Iterable[Expression], reference: date) -> bool:
    ends = [end for each in said for end in (each, each.until)]
    years = [each.year for each in ends if each and each.year is not None and each.years == 1]
    far = sum(abs(year - reference.year) > _FAR for year in years)
    return far >= _NARRATIVE_YEARS and far >= 0.8 * len(years)


def _mention(tokens: Tokens, said: Expression, resolved: Resolved) -> DateMention:
    start, end = tokens.starts[said.first], tokens.ends[said.last - 1]
    kind = "TIME" if "T" in (resolved.timex or "")[4:] and resolved.date is not None else "DATE"
    return DateMention(
        span=Span(start, end),
        text=tokens.text[start:end],
        date=resolved.date,
        timex=resolved.timex,
        kind=kind,
        weekday=resolved.weekday,
        is_ambiguous=resolved.is_ambiguous,
    )
