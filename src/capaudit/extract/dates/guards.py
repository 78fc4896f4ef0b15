"""Checks of what stands around a match: May the month, the verb and the minister."""

from __future__ import annotations

from capaudit.extract.dates.tokens import Tokens

# What may stand before a date that could be something else: prepositions, articles, modifiers.
_LEADS_IN = frozenset("poteLAFBf&Ry(|")
_CLAUSE = 12
# Four figures below this are a count more often than a year.
_FIRST_PLAIN_YEAR = 1600
_LEADS_IN_STRONGLY = frozenset("poteLAFBf&y")


def takes_any(_tokens: Tokens, _start: int, _end: int) -> bool:
    """Any surroundings will do."""
    return True


def _before(tokens: Tokens, start: int) -> str:
    return tokens.symbols[start - 1] if start else ""


def _after(tokens: Tokens, end: int) -> str:
    return tokens.symbols[end] if end < len(tokens.symbols) else ""


def _raw(tokens: Tokens, at: int) -> str:
    return tokens.text[tokens.starts[at] : tokens.ends[at]]


def _is_capitalised(tokens: Tokens, at: int) -> bool:
    return 0 <= at < len(tokens.words) and tokens.text[tokens.starts[at]].isupper()


def _is_part_of_name(tokens: Tokens, start: int, end: int) -> bool:
    """Capitalised and followed or preceded by a capitalised word that is none of ours."""
    if not _is_capitalised(tokens, start):
        return False
    follows = end < len(tokens.words) and tokens.symbols[end] == "x"
    leads = start > 0 and tokens.symbols[start - 1] in "xm"
    return (follows and _is_capitalised(tokens, end)) or (
        leads and _is_capitalised(tokens, start - 1)
    )


def fits_as_month(tokens: Tokens, start: int, end: int) -> bool:
    """A month's name alone; one that is also a word or name needs a preposition before it."""
    if not tokens.words[start].is_ambiguous:
        return True
    before = _before(tokens, start)
    if before not in _LEADS_IN_STRONGLY or (
        before == "L" and not fits_modified(tokens, start, end)
    ):
        return False
    return not _is_part_of_name(tokens, start, end)


def fits_first(tokens: Tokens, start: int, _end: int) -> bool:
    """A month or season before its modifier: "mars dernier", but not "march past"."""
    word = tokens.words[start]
    return not word.is_ambiguous or _before(tokens, start) in _LEADS_IN_STRONGLY


def fits_modified(tokens: Tokens, start: int, end: int) -> bool:
    """Last March, this May; "this may" is a verb where months are written large."""
    word = tokens.words[end - 1]
    if not word.is_ambiguous or word.symbol != "M" or tokens.text.islower():
        return True
    return _is_capitalised(tokens, end - 1)


def fits_ahead(tokens: Tokens, start: int, _end: int) -> bool:
    """In two weeks: "in" counts ahead after "will" or at the head of a clause.

    Elsewhere it measures: the lowest level in six years.
    """
    if not tokens.words[start].is_ambiguous or _before(tokens, start) in ("", "|", ",", "."):
        return True
    return "v" in tokens.symbols[max(0, start - _CLAUSE) : start]


def fits_month_first(tokens: Tokens, start: int, end: int) -> bool:
    """A month before its day.

    Written small, "march 20" may be a walk of twenty of something; and where the day comes
    first, "en mayo 15 personas" counts people.
    """
    word = tokens.words[start]
    if tokens.order == "dmy" and tokens.symbols[end - 1] == "D" and _after(tokens, end) == "x":
        return False
    if not word.is_ambiguous or _is_capitalised(tokens, start) or word.symbol != "M":
        return True
    if "," in tokens.symbols[start : start + 2]:
        return False
    return _before(tokens, start) in _LEADS_IN_STRONGLY or _after(tokens, end) != "x"


def names_a_place(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a day is what a place is called by: Plaza del Dos de Mayo, улица 8 Марта.

    Only names write their months large in the languages that list such places.
    """
    at = start - 2 if _before(tokens, start) == "o" else start - 1
    if at < 0 or tokens.words[at].name != "street":
        return False
    return any(
        tokens.symbols[month] == "M" and _is_capitalised(tokens, month)
        for month in range(start, end)
    )


def fits_decade(tokens: Tokens, start: int, _end: int) -> bool:
    """The 80s, but not "in his early 60s"."""
    return all(word.name != "age" for word in tokens.words[max(0, start - 2) : start])


def fits_day_first(tokens: Tokens, start: int, end: int) -> bool:
    """A day's number before its month; "KV-2. June 1941" ends with the number of a model.

    And "won 3-1 in May" with a score.
    """
    if start == 0 or tokens.symbols[start - 1] != "-":
        return True
    if "p" in tokens.symbols[start:end] and tokens.symbols[start - 2 : start - 1] in ("D", "n"):
        return False
    before = tokens.text[max(0, tokens.starts[start - 1] - 1) : tokens.starts[start - 1]]
    return not before.isalpha()


def fits_as_weekday(tokens: Tokens, start: int, end: int) -> bool:
    """A weekday alone; an ambiguous one needs a preposition before it."""
    if not tokens.words[start].is_ambiguous:
        return True
    if end < len(tokens.words) and tokens.words[end].name == "day":
        return True  # Salı günü, said of the day alone.
    return _before(tokens, start) in "pL" and not _is_part_of_name(tokens, start, end)


def fits_as_season(tokens: Tokens, start: int, end: int) -> bool:
    """A season alone: after a preposition or article, and not in "spring water"."""
    if _before(tokens, start) not in _LEADS_IN_STRONGLY - {"&"}:
        return not tokens.words[start].is_ambiguous
    return _after(tokens, end) not in ("x", "T") and not _is_part_of_name(tokens, start, end)


def fits_as_year(tokens: Tokens, start: int, end: int) -> bool:
    """Four figures alone: a year unless they count, number a street or belong to a score."""
    if any(word.is_ambiguous for word in tokens.words[start:end]):
        return _before(tokens, start) in ("p", "F")  # since '82, but not the '82 Bordeaux
    year = next(word.number for word in tokens.words[start:end] if word.symbol == "Y")
    after, before = _after(tokens, end), _before(tokens, start)
    if after in ("C", "U", "-") and end - start == 1:
        return after == "-" and before in _LEADS_IN_STRONGLY
    if end - start > 1:
        return True
    if before == "/" or (after == "/" and before not in _LEADS_IN_STRONGLY):
        return False
    if before == "-" and tokens.symbols[max(0, start - 2) : start - 1] == "n":
        return False  # 555-2024 is a telephone number.
    if after == "x" and (year < _FIRST_PLAIN_YEAR or (year % 100 == 0 and year != 2000)):
        return False  # About 1200 aircraft, and 1150 tanks.
    if before in _LEADS_IN_STRONGLY or before in ("(", "T"):
        return year >= _FIRST_PLAIN_YEAR or before != "("
    return 1900 <= year <= 2059 and (after != "x" or year % 100 != 0)


def fits_as_year_range(tokens: Tokens, start: int, end: int) -> bool:
    """Two years with a dash; a phone number has more of them."""
    return _before(tokens, start) != "-" and _after(tokens, end) != "C"


def joins_range(tokens: Tokens, at: int, start: int, end: int) -> bool:
    """Whether a token makes one range of what stands before and behind it, up to `end`.

    A dash does and "to" does; "and" after "between", or before it: 2014 ile 2021 arasında.
    """
    word = tokens.words[at]
    if word.symbol == "-" or word.name in ("to", "until"):
        return True
    if word.symbol != "&":
        return False
    around = (*tokens.words[max(0, start - 2) : start], *tokens.words[end : end + 3])
    return any(each.name == "between" for each in around)


def fits_range(tokens: Tokens, start: int, end: int) -> bool:
    """Two days with a dash, "to" or "between": May 3 to 5, but not "May 3 to 12 people"."""
    joins = [at for at in range(start, end) if joins_range(tokens, at, start, end)]
    if not joins:
        return False
    is_counted = _after(tokens, end) == "x" and tokens.symbols[end - 1] == "D"
    return tokens.symbols[joins[-1]] == "-" or not is_counted or _before(tokens, start) == "p"


def fits_by_order(tokens: Tokens, _start: int, _end: int) -> bool:
    """A number before its unit, a year before its season: not where months come first."""
    return tokens.order != "mdy"


def fits_century_number(tokens: Tokens, start: int, _end: int) -> bool:
    """19 століття, 5世紀; but "5 siglos" are a length of time."""
    return tokens.order == "ymd" or (tokens.order == "dmy" and tokens.words[start].number >= 10)


def fits_quarter_number(tokens: Tokens, _start: int, _end: int) -> bool:
    """3분기: elsewhere a number before quarters counts them."""
    return tokens.order == "ymd"


def fits_fiscal(tokens: Tokens, start: int, end: int) -> bool:
    """The 2023-24 fiscal year, 令和5年度; but not "un exercice de 2000 soldats"."""
    years = [word.number for word in tokens.words[start:end] if word.symbol in "YE"]
    return bool(years) and (_after(tokens, end) != "x" or years[0] % 100 != 0)


def fits_ago(tokens: Tokens, _start: int, end: int) -> bool:
    """A count before "lalu": the word for "last" is the word for "ago" as well."""
    return tokens.words[end - 1].name == "ago"


def fits_bc(tokens: Tokens, start: int, _end: int) -> bool:
    """公元前300年: small numbers are years before Christ alone."""
    return tokens.words[start].name == "bc"


def fits_numeric(tokens: Tokens, start: int, end: int) -> bool:
    """Figures with the same sign between them: 3.10.12 may be a version."""
    before = _before(tokens, start)
    return before not in ("/", "-", ".")


def _is_plainly_a_day(raw: str) -> bool:
    """22/04 and 4/22, by a number that is no month or a leading zero; 1/2 may be a half."""
    first, _, second = raw.partition("/")
    return "0" in (first[:1], second[:1]) or max(first, second, key=len) > "12"


def fits_pair(tokens: Tokens, start: int, end: int) -> bool:
    """4/22 after a preposition, weekday or article; figures with a year need none."""
    raw = _raw(tokens, end - 1)
    before, after = _before(tokens, start), _after(tokens, end)
    if before in ("/", "-") or after in ("/", "-", "C", "U", "n"):
        return False
    if start and tokens.words[start - 1].name == "day":
        return True
    if end - start > 1 or before in _LEADS_IN_STRONGLY or "." in raw[-1:]:
        return True
    closes = after in ("", "|", ")", ".", ",", ";")
    if closes and raw != "24/7" and _is_plainly_a_day(raw):
        return True
    return len(raw) > 5 or (before in ("", "|", "(") and after in ("", "|", ")"))


def fits_after_article(tokens: Tokens, start: int, _end: int) -> bool:
    """A day's number alone: "el 15" with nothing after it."""
    at = start - 1
    return at >= 0 and (tokens.symbols[at] == "t" or tokens.words[at].name == "day")


def fits_before_postposition(tokens: Tokens, _start: int, end: int) -> bool:
    """A day's number alone before what marks it: 15 को."""
    return end < len(tokens.words) and tokens.words[end].name == "after day"


def fits_dash_pair(tokens: Tokens, start: int, end: int) -> bool:
    """22-4 after "on" or an article; elsewhere it is a score."""
    return fits_after_article(tokens, start, end) and tokens.symbols[start - 1] != "U"


def fits_day_alone(tokens: Tokens, start: int, _end: int) -> bool:
    """A lone day, as in "the 22nd": in figures only, for spelled it is a rank."""
    return _raw(tokens, start)[0].isdigit() and _before(tokens, start) == "t"
