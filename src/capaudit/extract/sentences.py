"""Sentences of a text: one pass, with the abbreviations of captions and datelines."""

from __future__ import annotations

import re

from capaudit.model.text import Span

# The closing quotes and brackets after a stop belong to the sentence.
_BOUNDARY = re.compile(
    r"(?P<line>\n\s*)"
    r"|(?P<wide>[。！？｡])[」』）”’\"']{0,3}\s*"
    r"|(?P<stop>[.!?…؟۔।॥։]{1,4})(?P<closing>[\"'”’»)\]]{0,3})(?P<space>\s+|$)"
)
_WORD_BEFORE = re.compile(r"[^\W_][\w'’-]{0,15}$")
_INITIALS = re.compile(r"(?:^|[^\w])(?:[^\W\d_]\.){1,4}$")
# Abbreviations that a capital may follow without a new sentence. Sources: AP and Guardian style
# guides, Duden, RAE; titles, months, ranks, states, corporate forms.
_ABBREVIATED = """
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat  st ste
mt ft dr mr mrs ms mx prof sr jr sen rep gov lt col gen capt sgt cpl maj adm cmdr  rev hon pres
supt det insp messrs no nos vs etc fig vol ed pp approx dept univ inc ltd co  corp bros ave blvd
rd hwy ariz ark calif colo conn del fla ga ill ind kan ky la md mass  mich minn miss mo mont neb
nev okla ore pa tenn tex va vt wash wis wyo ala  sra srta dña hr fr nr bzw ca geb str mme mlle
mgr lic ing arq dott sig avv  г гг в ул им т д е тыс млн р рр ст вул ім тис  janv févr avr juil
juill déc ene abr ago dic mär okt dez gen mag giu lug ott fev mai set out
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them."""
    found: list[Span] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match["stop"] and not _ends_sentence(text, match):
            continue
        start = _take(text, start, match.end(), found)
    _take(text, start, len(text), found)
    return tuple(found)


def _take(text: str, start: int, end: int, found: list[Span]) -> int:
    raw = text[start:end]
    kept = raw.strip()
    if kept:
        first = start + len(raw) - len(raw.lstrip())
        found.append(Span(first, first + len(kept)))
    return end


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match.end() == len(text) or match["stop"] != ".":
        return True
    follows = text[match.end()]
    if follows.islower():
        return False
    if match["closing"]:
        return True
    at = match.start()
    before = text[max(0, at - 20) : at]
    if _INITIALS.search(before + "."):
        return False
    word = _WORD_BEFORE.search(before)
    if word is None:
        return True
    # "28. Oktober", "Feb. 27": a number before or after the stop.
    if word[0].isdigit() and len(word[0]) <= 2:
        return not follows.isalpha() or not follows.isupper() or _is_time(before)
    return word[0].lower() not in _ABBREVIATIONS


def _is_time(before: str) -> bool:
    return ":" in before[-6:]
