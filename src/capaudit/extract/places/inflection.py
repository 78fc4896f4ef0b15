"""Nominatives that an inflected place name may come from (Москве: Москва, Warszawie: Warszawa).

Endings of the cases a place takes in running text, and the small words that Arabic and Hebrew
write in one with the next; the index decides which base form exists.
"""

from __future__ import annotations

from collections.abc import Iterator

# Ending as printed, endings of the nominative; Russian, Ukrainian, Bulgarian and Serbian.
_CYRILLIC = (
    ("ого", ("ий", "ый", "ое")),
    ("его", ("ий",)),
    ("ему", ("ий",)),
    ("ской", ("ская",)),
    ("скую", ("ская",)),
    ("ською", ("ська",)),
    ("ській", ("ська",)),
    ("ської", ("ська",)),
    ("цької", ("цька",)),
    ("цькій", ("цька",)),
    ("асти", ("асть",)),
    ("астью", ("асть",)),
    ("асті", ("асть",)),
    ("астю", ("асть",)),
    ("ому", ("ий", "ый", "е")),
    ("ией", ("ия",)),
    ("ском", ("ск", "ский")),
    ("ске", ("ск",)),
    ("ові", ("ів",)),
    ("єві", ("їв",)),
    ("иєві", ("иїв",)),
    ("кові", ("ків",)),
    ("ком", ("к", "кий")),
    ("ою", ("а",)),
    ("ею", ("я",)),
    ("ой", ("а", "ая")),
    ("ей", ("я",)),
    ("ем", ("й", "ь", "", "ий")),
    ("ом", ("", "о", "ый", "и")),
    ("ог", ("и",)),
    ("ым", ("ый",)),
    ("им", ("ий",)),
    ("ії", ("ія",)),
    ("ию", ("ия",)),
    ("ии", ("ия",)),
    ("ію", ("ія",)),
    ("ах", ("ы", "и")),
    ("ові", ("ів",)),
    ("ова", ("ів",)),
    ("єва", ("їв",)),
    ("еве", ("ів", "ев")),
    ("ки", ("ка",)),
    ("ці", ("ка", "ця")),
    ("зі", ("га", "за")),
    ("е", ("а", "", "ь", "о", "я")),
    ("і", ("а", "", "о", "ь", "я")),
    ("ї", ("я",)),
    ("у", ("а", "", "о")),
    ("ю", ("я", "ь", "й")),
    ("ы", ("а", "")),
    ("и", ("а", "ь", "я", "")),
    ("а", ("", "о")),
    ("я", ("ь", "й", "е")),
)
# Polish, Czech, Slovak and the south Slavic languages in Latin letters.
_LATIN = (
    ("owie", ("ów", "")),
    ("owa", ("ów",)),
    ("awie", ("awa",)),
    ("zie", ("d", "da")),
    ("cie", ("t", "ta")),
    ("ie", ("", "a", "o")),
    ("nie", ("no", "na", "n")),
    ("niu", ("ń",)),
    ("nia", ("ń",)),
    ("iu", ("",)),
    ("ia", ("",)),
    ("ski", ("ska",)),
    ("skiej", ("ska",)),
    ("iem", ("", "o")),
    ("em", ("", "o")),
    ("ej", ("a",)),
    ("ii", ("ia",)),
    ("ji", ("ja",)),
    ("ię", ("ia",)),
    ("ę", ("a",)),
    ("ą", ("a",)),
    ("ze", ("ha", "ga", "r", "ra")),
    ("u", ("", "o", "a")),
    ("y", ("a", "")),
    ("i", ("a", "")),
    ("a", ("", "o")),
    ("e", ("", "a")),
    ("ě", ("a", "", "o")),
    ("ou", ("a",)),
    ("om", ("", "o")),
)
_LATIN_LANGUAGES = frozenset({"pl", "cs", "sk", "sl", "hr", "bs", "sr", "lt", "lv"})
_TURKISH = tuple(
    (ending, ("",))
    for ending in (
        "'da",
        "'de",
        "'ta",
        "'te",
        "'dan",
        "'den",
        "'tan",
        "'ten",
        "'ya",
        "'ye",
        "'a",
        "'e",
        "'nın",
        "'nin",
        "'ın",
        "'in",
        "'un",
        "'ün",
    )
)
# Finnish: in, from, on, off, onto; a stem's ng is nk in the nominative (Helsingissä).
_FINNISH = (
    *((f"ngi{ending}", ("nki",)) for ending in ("ssä", "stä", "in", "llä")),
    *(
        (ending, ("",))
        for ending in ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle")
    ),
    *((ending, ("", "i")) for ending in ("essa", "essä", "esta", "estä", "een", "en")),
    *((ending, ("",)) for ending in ("ään", "aan", "oon", "uun", "iin", "n")),
)
_HUNGARIAN = tuple(
    (ending, ("",))
    for ending in (
        *("ban", "ben", "ból", "ből", "nak", "nek", "ról", "ről", "tól", "től", "hoz", "hez"),
        *("höz", "ra", "re", "ba", "be", "on", "en", "ön", "nál", "nél", "ig", "n"),
    )
)
# The Hebrew in, to, from, and, the, that, one or two of which a word may begin with.
_HEBREW_PREFIXES = ("וב", "ול", "ומ", "שב", "ב", "ל", "מ", "ו", "ה", "ש")
_ARABIC_PREFIXES = ("وال", "بال", "ال", "و", "ب", "ل", "ف")
SHORTEST_STEM = 3


def base_forms(name: str, language: str | None) -> Iterator[str]:
    """The nominatives a name may stand for, likeliest first; none for English."""
    last = name[-1:]
    if "Ѐ" <= last <= "ӿ":
        yield from _replaced(name, _CYRILLIC)
        yield from _both_inflected(name)
    elif "\u0600" <= last <= "\u06ff":
        yield from (name[len(p) :] for p in _ARABIC_PREFIXES if name.startswith(p))
    elif "\u05d0" <= last <= "\u05ea":
        yield from (name[len(p) :] for p in _HEBREW_PREFIXES if name.startswith(p))
    elif "가" <= last <= "힣":
        yield from (name[:cut] for cut in range(len(name) - 1, 1, -1)[:3])
    elif language == "tr":
        yield from _replaced(name, _TURKISH)
    elif language == "fi":
        yield from _replaced(name, _FINNISH)
    elif language == "hu":
        yield from _replaced(name, _HUNGARIAN)
    elif language in _LATIN_LANGUAGES:
        yield from _replaced(name, _LATIN)


def _both_inflected(name: str) -> Iterator[str]:
    """Nominatives of two words of which both are inflected, or the first of a hyphened name."""
    for join in (" ", "-"):
        head, found, rest = name.partition(join)
        if found and rest:
            ends = rest, *(_replaced(rest, _CYRILLIC) if join == " " else ())
            yield from (f"{h}{join}{end}" for h in _replaced(head, _CYRILLIC) for end in ends)


def _replaced(name: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    for ending, nominatives in endings:
        stem = name[: len(name) - len(ending)]
        if len(stem) >= SHORTEST_STEM and name.endswith(ending):
            yield from (stem + nominative for nominative in nominatives)
