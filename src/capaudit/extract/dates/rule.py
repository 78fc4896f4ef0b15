"""What a rule of the grammar is: a pattern over token symbols and what its parts amount to.

A pattern reads one character for one token (`D` a day's number, `M` a month's name …; the
symbols are listed below). Every repetition is bounded, so a match costs the same anywhere.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from capaudit.extract.dates.builders import Parts
from capaudit.extract.dates.expressions import Expression
from capaudit.extract.dates.guards import takes_any
from capaudit.extract.dates.tokens import Tokens

# What each symbol stands for:
# `D` number 1–31; `O` ordinal; `n` other number; `N` spelled number; `Y` year; `M` month;
# `W` weekday; `S` season; `U` unit; `R`, `r` fixed shift: yesterday, last year in one word;
# `P` reference: recently; `L` last, this, next; `A` ago; `B` ago, before the count;
# `F` in, before the count; `f` later, after the count; `e` early, the end of; `o` of;
# `t` article; `i` a, an; `&` and, to; `p` preposition; `y` year word; `j` month word (月);
# `d` day word (日); `E` era; `H` holiday; `s` decade; `g`, `G` the word before or after a
# decade's number; `c`, `b` fiscal, before or after the year; `Q` Q1 to Q4; `I` ISO date;
# `#` numeric date; `%` two numbers: day/month or month/year; `K` clock time; `C` counted noun;
# `T` event noun; `X` no date; `m` word before a family name; `v` future verb; `h` hundred,
# thousand; `z` that day; `q` morning, night; `x` other word; `;` other sign; `|` line end

WEEKDAY = r"(?:L?[Uj]?o?(?P<w>W)[,.(]{0,2}[tpU]{0,2})?"
WEEKDAY_AFTER = r"(?:[,(]?(?P<w2>W)\)?)?"
YEAR = (
    r"(?:[,./-]?[otF]{0,2}(?:[Uy]?(?P<y>Y)|(?<=o)(?P<y3>n))(?:y\.?)?(?P<era>E)?"
    r"|,?[ot]{0,2}(?:(?P<l>L)(?P<u>[Uyj])|(?P<u2>[Uy])(?P<l2>L)|(?P<r>r)))?"
)
DAY = r"(?P<d>[DO])"
# What makes two dates one range: a dash, or "to" with a preposition or article behind it.
TO = r"(?:-|[&p][tpoU]{0,2})"
NO_COUNT = r"(?![UCn]|-[Dn])"

Builder = Callable[[Parts], "Expression | None"]
Guard = Callable[[Tokens, int, int], bool]


class Rule(msgspec.Struct, frozen=True):
    """The symbols a pattern can start with, the pattern, its builder and the check around it.

    `needs` are further symbols without which the pattern matches nothing: where one of them is
    not near, the pattern is neither compiled nor tried.
    """

    starts: str
    pattern: str
    build: Builder
    fits: Guard = takes_any
    needs: str = ""


def rule(
    starts: str, pattern: str, build: Builder, fits: Guard = takes_any, needs: str = ""
) -> Rule:
    """A rule; a function, for a table of calls reads well."""
    return Rule(starts, pattern, build, fits, needs)
