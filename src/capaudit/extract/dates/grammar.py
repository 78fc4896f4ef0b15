"""The grammar: patterns over token symbols, and what each pattern's parts amount to.

A pattern reads one character for one token (`D` a day's number, `M` a month's name …; the
symbols are listed below). Every repetition is bounded, so a match costs the same anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec

from capaudit.extract.dates.builders import (
    Parts,
    calendar,
    century,
    day_and_month,
    decade,
    fiscal,
    holiday,
    instant,
    month_of,
    nth_weekday,
    numeric,
    pair,
    quarter,
    year_range,
)
from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.guards import (
    fits_after_article,
    fits_ahead,
    fits_as_month,
    fits_as_season,
    fits_as_weekday,
    fits_as_year,
    fits_as_year_range,
    fits_between,
    fits_dash_pair,
    fits_day_alone,
    fits_day_first,
    fits_first,
    fits_modified,
    fits_month_first,
    fits_numeric,
    fits_pair,
    takes_any,
)
from capaudit.extract.dates.relative import (
    anchored,
    anchored_after,
    compound_ahead,
    compound_back,
    fixed_shift,
    period,
    present_period,
    reference,
    same,
    same_period,
    shift_ahead,
    shift_back,
    shifted_weekday,
    weekday_part,
)
from capaudit.extract.dates.tokens import Tokens

# What each symbol stands for:
# `D` number 1–31; `O` ordinal; `n` other number; `N` spelled number; `Y` year; `M` month;
# `W` weekday; `S` season; `U` unit; `R` fixed shift: yesterday; `P` reference: recently;
# `L` last, this, next; `A` ago; `B` ago, before the count; `F` in, before the count;
# `f` later, after the count; `e` early, the end of; `o` of; `t` article; `i` a, an; `&` and, to;
# `p` preposition; `y` year word; `j` month word (月); `d` day word (日); `E` era; `H` holiday;
# `s` decade; `c` fiscal; `Q` Q1 to Q4; `I` ISO date; `#` numeric date;
# `%` two numbers: day/month or month/year; `K` clock time; `C` counted noun; `T` event noun;
# `X` no date; `m` word before a family name; `v` future verb; `h` hundred, thousand;
# `z` that day; `q` morning, night; `x` other word; `;` other sign; `|` line end

_WEEKDAY = r"(?:L?[Uj]?o?(?P<w>W)[,.(]{0,2}[tp]{0,2})?"
_WEEKDAY_AFTER = r"(?:[,(]?(?P<w2>W)\)?)?"
_YEAR = (
    r"(?:[,./-]?[otF]{0,2}(?:[Uy]?(?P<y>Y)|(?<=o)(?P<y3>n))(?:y\.?)?(?P<era>E)?"
    r"|,?[ot]{0,2}(?:(?P<l>L)(?P<u>[Uyj])|(?P<u2>[Uy])(?P<l2>L)))?"
)
_DAY = r"(?P<d>[DO])"
_NO_COUNT = r"(?![UCn]|-[Dn])"

Builder = Callable[[Parts], "Expression | None"]
Guard = Callable[[Tokens, int, int], bool]


class Rule(msgspec.Struct, frozen=True):
    """The symbols a pattern can start with, the pattern, its builder and the check around it.

    `needs` are further symbols without which the pattern matches nothing: a text that has none
    of them pays neither for compiling the pattern nor for trying it.
    """

    starts: str
    pattern: str
    build: Builder
    fits: Guard = takes_any
    needs: str = ""


def _rule(
    starts: str, pattern: str, build: Builder, fits: Guard = takes_any, needs: str = ""
) -> Rule:
    return Rule(starts, pattern, build, fits, needs)


# All that start with a token's symbol are tried; the longest wins, the earlier rule on a tie.
RULES = (
    _rule("I", r"I", instant),
    _rule("WL#", _WEEKDAY + r"(?P<x>#)(?:y\.?)?", numeric, fits_numeric, "#"),
    _rule("WL%", _WEEKDAY + r"(?P<x>%)(?:,?(?P<y>Y))?(?:y\.?)?", pair, fits_pair, "%"),
    # Ranges: 3-5 May 2024; May 3-5, 2024; 28 May - 2 June 2024; March-April 2024.
    _rule(
        "WDO",
        _WEEKDAY + _DAY + r"\.?-(?P<d_to>[DO])[.d]?[ot]{0,2}(?P<m>M)\.?" + _YEAR,
        calendar,
        needs="-M",
    ),
    _rule(
        "WM",
        _WEEKDAY + r"(?P<m>M)\.?" + _DAY + r"-(?P<d_to>[DO])(?![UC])" + _YEAR,
        calendar,
        needs="-M",
    ),
    _rule(
        "M",
        r"(?P<m>M)\.?" + _DAY + r"(?:,(?P<y2>Y))?-(?P<m_to>M)\.?(?P<d_to>[DO])" + _YEAR,
        calendar,
        needs="-M",
    ),
    _rule(
        "DO",
        _DAY
        + r"\.?[ot]{0,2}(?P<m>M)\.?(?:(?P<y2>Y)y?)?-(?P<d_to>[DO])\.?[ot]{0,2}(?P<m_to>M)\.?"
        + _YEAR,
        calendar,
        needs="-M",
    ),
    # Between 2014 and 2021; between 3 and 5 May; between May 3 and June 5, 2024.
    _rule("Y", r"(?P<y>Y)&(?P<y_to>Y)(?:y\.?)?", year_range, fits_between, "&"),
    _rule(
        "DO",
        _DAY + r"\.?&(?P<d_to>[DO])[.d]?[ot]{0,2}(?P<m>M)\.?" + _YEAR,
        calendar,
        fits_between,
        "&M",
    ),
    _rule(
        "DO",
        _DAY + r"\.?[ot]{0,2}(?P<m>M)\.?&(?P<d_to>[DO])\.?[ot]{0,2}(?P<m_to>M)\.?" + _YEAR,
        calendar,
        fits_between,
        "&M",
    ),
    _rule(
        "M",
        r"(?P<m>M)\.?" + _DAY + r"&(?P<m_to>M)\.?(?P<d_to>[DO])" + _YEAR,
        calendar,
        fits_between,
        "&",
    ),
    _rule("M", r"(?P<m>M)\.?&(?P<m_to>M)\.?" + _YEAR, calendar, fits_between, "&"),
    _rule("M", r"(?P<m>M)\.?[-/](?P<m_to>M)\.?" + _YEAR, calendar),
    _rule("Y", r"(?P<y>Y)-(?P<y_to>Y|[Dn])(?:y\.?)?(?!-)", year_range, fits_as_year_range, "-"),
    # Lists: a member borrows month and year from the last.
    _rule(
        "DO", _DAY + r"(?=[,&]{1,2}[DO]\.?[ot]{0,2}(?P<m>M)\.?" + _YEAR + ")", calendar, needs="M"
    ),
    _rule("M", r"(?P<m>M)(?=[,&]{1,2}M\.?[ot]?(?P<y>Y))", calendar, needs="Y"),
    # Day and month, in either order.
    _rule(
        "WLDON",
        _WEEKDAY
        + r"(?P<d>[DON])[.d]{0,2}[-/]?[otp]{0,2}(?P<m>M)\.?(?:[-/](?P<y2>Y))?"
        + _YEAR
        # 3 Mayıs 2024 Cuma; 3 May (Friday).
        + _WEEKDAY_AFTER,
        calendar,
        fits_day_first,
        "M",
    ),
    _rule(
        "WLM",
        r"(?:L(?=M))?"
        + _WEEKDAY
        + r"(?P<m>M)\.?[-/,]?(?:o(?=[DON](?:[d,.|)]|$)))?t?"
        + r"(?P<d>[DO]|N(?=,?[otF]{0,2}Y|[d,.|)]|$))"
        + _NO_COUNT
        + r"d?"
        + _YEAR,
        calendar,
        fits_month_first,
        "M",
    ),
    _rule(
        "Y",
        r"(?P<y>Y)(?:y\.?)?o?[,/-]?(?P<m>M)\.?o?[/-]?(?:" + _DAY + r"\.?d?)?" + _WEEKDAY_AFTER,
        calendar,
        needs="M",
    ),
    _rule("M", r"(?P<m>M)\.?[,/-]?[ot]{0,2}[Uy]?(?P<y>Y)(?:y\.?)?(?P<era>E)?", calendar, needs="Y"),
    _rule(
        "M",
        r"(?P<m>M)\.?[ot]{0,2}(?:(?P<l>L)(?P<u>[Uyj])|(?P<u2>[Uy])(?P<l2>L))",
        calendar,
        needs="L",
    ),
    _rule("L", r"(?P<l>L)(?P<u>[Uyj])o?t?(?P<m>M)\.?" + _DAY + "?", calendar, needs="M"),
    # Kazakh: 2024 жылғы 3 мамыр.
    _rule("Y", r"(?P<y>Y)yo?p?(?P<d>[DO])[.d]?o?(?P<m>M)", calendar, needs="yM"),
    # A weekday with the number alone: Friday the 13th, den 15:e.
    _rule(
        "WL",
        r"L?[Uj]?o?(?P<w>W)[,.]?[tU]{0,2}(?P<d>[DO]|N(?=[d.,|)]|$))(?![UWoC%K:xM]|[.,-][DnO%])d?",
        calendar,
        needs="W",
    ),
    _rule("D", r"(?P<d>D)d?o?(?P<w>W)(?!L)", calendar, needs="W"),
    _rule("D", _DAY + r"(?=[.;,!|)]|$)", calendar, fits_after_article),
    _rule("O", _DAY + r"(?![UWoxSCTL])", calendar, fits_day_alone),
    # Chinese, Japanese, Korean: 2025年3月5日, 令和7年3月5日, 去年9月, 15日.
    _rule(
        "E",
        r"(?P<era>E)(?P<y>[DnY])y(?:o?(?P<m>D)j(?:(?P<d>D)d)?)?" + _WEEKDAY_AFTER,
        calendar,
        needs="y",
    ),
    _rule("Yn", r"(?P<y>[Yn])yo?(?P<m>D)j(?:o?(?P<d>D)d)?" + _WEEKDAY_AFTER, calendar, needs="yj"),
    _rule("Y", r"(?P<y>Y)yo?(?P<m>M)(?:(?P<d>D)d?)?" + _WEEKDAY_AFTER, calendar, needs="yM"),
    _rule(
        "L",
        r"(?P<l>L)(?P<u>[Uy])?o?(?P<m>D)jo?(?:(?P<d>D)d)?" + _WEEKDAY_AFTER,
        calendar,
        needs="j",
    ),
    _rule(
        "DWL",
        _WEEKDAY + r"(?P<m>D)jo?(?:(?P<d>D)d(?:,(?P<y>Y))?)?" + _WEEKDAY_AFTER,
        calendar,
        needs="j",
    ),
    _rule("M", r"(?P<m>M)o?(?P<d>D)d" + _WEEKDAY_AFTER, calendar, needs="d"),
    _rule("DN", r"(?P<d>[DN])d" + _WEEKDAY_AFTER + r"(?![fA])", calendar, needs="d"),
    # Distances: two weeks ago, hace dos semanas, in two weeks.
    _rule("DnNi", r"(?P<n>[DnNi])(?P<u>[Udyj])A", shift_back, needs="A"),
    _rule(
        "DnNi",
        r"[DnNi][Udyj],?&?[DnNi][Udyj](?:,?&?[DnNi][Udyj])?A",
        compound_back,
        needs="A",
    ),
    _rule(
        "DnNi",
        r"[DnNi][Udyj],?&?[DnNi][Udyj](?:,?&?[DnNi][Udyj])?f",
        compound_ahead,
        needs="f",
    ),
    _rule("B", r"B[DnNi][Udyj],?&?[DnNi][Udyj](?:,?&?[DnNi][Udyj])?A?", compound_back),
    _rule("Y", r"(?P<y>Y)[/-](?P<d>D)[/-](?P<m>M)", calendar, needs="M"),
    _rule("e", r"eo?t{0,2}(?P<u>[Ujy])(?![ojMDWYLAf])", present_period),
    _rule(
        "LMD",
        r"(?:(?P<l>L)(?P<u>[Uyj])|(?P<m>M)|(?P<m2>D)j)o?(?P<n>O|N(?=o))o?(?P<w>W)",
        nth_weekday,
        needs="W",
    ),
    _rule("L", r"(?P<l>L)(?P<u>[Uj])o?t?(?P<d>[DO])d?(?![joW])", month_of),
    _rule("B", r"B(?P<n>[DnNi])(?P<u>[Udyj])", shift_back),
    _rule("DnNi", r"(?P<n>[DnNi])(?P<u>[Udyj])f", shift_ahead, needs="f"),
    _rule("F", r"F(?P<n>[DnN])(?P<u>[Udyj])(?![oA])", shift_ahead, fits_ahead),
    # Periods and weekdays counted from the present: last week, vendredi prochain.
    _rule("L", r"(?P<l>L)(?P<u>[Uyj])", period),
    _rule("Uyd", r"(?P<u>[Uyd])(?P<l>L)", period),
    _rule("L", r"(?P<l>L)(?P<w>W)(?:,?t?" + _DAY + r"o?(?P<m>M))?", shifted_weekday, needs="W"),
    _rule("W", r"(?P<w>W)t?(?P<l>L)(?!U)", shifted_weekday, needs="L"),
    _rule("W", r"(?P<w>W)[,(-]?[op]{0,2}t?(?P<l>L)(?P<u>[Uyj])", shifted_weekday, needs="L"),
    _rule("W", r"(?P<w>W)[,(-]?[op]{0,2}t?(?P<u>U)(?P<l>L)", shifted_weekday, needs="L"),
    _rule("U", r"(?P<u>U)(?P<l>L)[,-]?[op]?t?(?P<w>W)", shifted_weekday, needs="W"),
    _rule("L", r"(?P<l>L)(?P<u>[Uyj])[,-]?[opF]?(?P<w>W)", shifted_weekday, needs="W"),
    _rule("L", r"(?P<l>L)(?P<m>[MS])", calendar, fits_modified),
    _rule("MS", r"(?P<m>[MS])t?(?P<l>L)(?!U)", calendar, fits_first, "L"),
    _rule("OL", r"(?P<q>[OL])-?(?P<u>U)(?:,?[ot]{0,2}(?P<y>Y)y?)?", quarter),
    _rule("OL", r"(?P<q>[OL])-?(?P<u>U),?[ot]{0,2}(?P<l>L)(?P<u2>[Uy])", quarter),
    _rule("Q", r"(?P<q>Q),?[ot]{0,2}(?P<y>Y)?", quarter),
    _rule(
        "O",
        r"(?P<n>O)U?t?(?P<w>W)[otpF]{0,3}(?:(?P<m>M)(?:,?o?(?P<y>Y))?|(?P<l>L)(?P<u>[Uyj]))",
        nth_weekday,
        needs="W",
    ),
    _rule("O", r"(?P<n>O)(?P<w>W)(?![ot]{0,3}[ML])", nth_weekday, needs="W"),
    _rule("DO", _DAY + r"U?[ot]{1,2}(?P<l>L)(?P<u>[Uyj])", month_of, needs="L"),
    _rule("DO", _DAY + r"[ot]{1,2}(?P<u>U)(?P<l>L)", month_of, needs="L"),
    _rule("S", r"(?P<m>S),?[ot]{0,2}(?:(?P<y>Y)y?|(?P<l>L)(?P<u>[Uyj]))", calendar),
    _rule("c", r"cU?(?P<y>Y)", fiscal),
    _rule("O", r"(?P<n>O)-?(?P<u>U)(?P<era>E)?", century),
    _rule("s", r"(?P<s>s)", decade),
    _rule("H", r"(?P<h>H)(?:,?o?(?P<y>Y))?", holiday),
    _rule("L", r"(?P<l>L)(?P<h>H)", holiday, needs="H"),
    _rule("H", r"(?P<h>H)[ot]{0,2}(?P<l>L)(?P<u>[Uy])", holiday, needs="L"),
    _rule("L", r"(?P<l>L)(?P<u>[Uy])(?:;x)?o?(?P<h>H)", holiday, needs="H"),
    _rule("R", r"(?P<r>R)", fixed_shift),
    _rule("R", r"(?P<r>R)(?P<q>q)", fixed_shift, needs="q"),
    _rule("WL", r"(?:(?P<l>L))?(?P<w>W),?(?P<q>q)", weekday_part, needs="q"),
    _rule("R", r"(?P<r>R)(?P<link>[&poxAf])(?P<n>[DnNi])(?P<u>[Udyj])[fA]?", anchored_after),
    _rule("P", r"(?P<r>P)", reference),
    _rule("z", r"(?P<z>z)(?![UW])", same),
    _rule("z", r"(?P<z>z)[oFp]?t?(?P<l>L)(?P<u>[Uy])", same_period, needs="L"),
    _rule("z", r"(?P<z>z)[oFp]?(?P<n>[NDi])(?P<u>[Uy])A", same_period, needs="A"),
    # Op 22-4: figures with a dash are a date only after such a preposition or an article.
    _rule("D", r"(?P<d>D)-(?P<m>D)(?![-xDnCU])", day_and_month, fits_dash_pair, "-"),
    _rule("W", r"(?P<w>W)", shifted_weekday, fits_as_weekday),
    _rule("M", r"(?P<m>M)", calendar, fits_as_month),
    _rule("S", r"(?P<m>S)", calendar, fits_as_season),
    _rule("Y", r"(?P<y>Y)(?:y\.?)?(?P<era>E)?", calendar, fits_as_year),
    _rule("yE", r"(?:y|(?P<era>E))o?(?P<y>Y)", calendar),
    _rule("Dn", r"(?P<y>[Dn])(?:y\.?)?(?P<era>E)", calendar),
)
_DISTANCE = re.compile(r"(?P<n>[DnNi])(?P<u>[Udyj])(?P<link>[pAfFBo&])t?")
# Where a rule may start: the commonest symbols only before what they can go on with.
_STARTS = re.compile(
    r"[DOYMWSLRPBEHscQI#%z]|[ni](?=[UdyjE])|F(?=[DnN])|N(?=[Udyj.\-/otpM])|e(?=[ot]{0,3}[Ujy])"
    r"|[Ud](?=L)|y(?=L|o?Y)"
)


_NEEDED = frozenset("".join(rule.needs for rule in RULES))


@lru_cache(maxsize=512)
def _rules_for(symbol: str, present: frozenset[str]) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules that start with a symbol, where the text has the symbols that they need."""
    return tuple(
        (rule, re.compile(rule.pattern))
        for rule in RULES
        if symbol in rule.starts and present.issuperset(rule.needs)
    )


def parse(tokens: Tokens) -> Iterator[Expression]:
    """Yield the date expressions of a text from left to right; none overlaps another."""
    at = 0
    present = _NEEDED.intersection(tokens.symbols)
    while (start := _STARTS.search(tokens.symbols, at)) is not None:
        found = _longest(tokens, start.start(), present)
        if found is None:
            at = start.end()
            continue
        yield _with_edges(tokens, found, at)
        at = found.last


def _longest(tokens: Tokens, at: int, present: frozenset[str]) -> Expression | None:
    """The longest expression, or the distance from one: two weeks before Christmas."""
    match = _DISTANCE.match(tokens.symbols, at)
    if match is not None and match.end() < len(tokens.symbols):
        base = _plain_longest(tokens, match.end(), present)
        found = None if base is None else anchored(Parts(tokens, match), base, base.last)
        if found is not None:
            return found
    return _plain_longest(tokens, at, present)


def _plain_longest(tokens: Tokens, at: int, present: frozenset[str]) -> Expression | None:
    best: Expression | None = None
    for rule, pattern in _rules_for(tokens.symbols[at], present):
        match = pattern.match(tokens.symbols, at)
        if match is None or (best is not None and match.end() <= best.last):
            continue
        if rule.fits(tokens, at, match.end()):
            best = rule.build(Parts(tokens, match)) or best
    return best


def _with_edges(tokens: Tokens, found: Expression, floor: int) -> Expression:
    """Take in what stands before: early (June), the end of (the year), the (first quarter)."""
    first, symbols = found.first, tokens.symbols
    lowest = max(floor, first - 4)
    while first > lowest and symbols[first - 1] in "eAfto-":
        first -= 1
    while first < found.first and symbols[first] in "o-Af":
        first += 1
    return msgspec.structs.replace(found, first=first)
