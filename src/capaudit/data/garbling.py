"""Garbled text: what a wrong decoding, a double encoding or a broken copy leaves behind."""

from __future__ import annotations

import codecs
import re
from html import unescape

from capaudit.model.text import Span

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
# Entities that are still there after the page's own were decoded: `&amp;quot;`.
_ENTITY = re.compile(r"&(?:amp|quot|apos|[lg]t|nbsp|[nm]dash|[lr][sd]quo|#x?[0-9a-fA-F]{2,5});")
_RUN = re.compile(r"[^\x00-\x7f]{2,40}")
# What a repair looks at: a run of other letters, or an entity.
_SUSPECT = re.compile(rf"[^\x00-\x7f]{{1,40}}|{_ENTITY.pattern}")
# Text that went through several wrong hands is garbled several times.
_MOST_ROUNDS = 4
# Runs that are letters by themselves in some language; the rest of Latin-1 stays suspicious.
_LEADS = frozenset("ÂÃÄÅÆÇÐÑØÙàáâãåð")


def garbled_part(text: str) -> str | None:
    """What of a text cannot have been meant, with its kind; `None` where all may be."""
    if "\ufffd" in text:
        return "the replacement character U+FFFD"
    control = _CONTROL.search(text)
    if control is not None:
        return f"the control character U+{ord(control[0]):04X}"
    entity = _ENTITY.search(text)
    if entity is not None:
        return f"the entity {entity[0]}"
    return next((part for part in map(_as_mojibake, _RUN.findall(text)) if part), None)


def _as_mojibake(run: str) -> str | None:
    meant = _meant(run)
    return None if meant is None else f"“{run}” for “{meant}”"


def _meant(run: str) -> str | None:
    """UTF-8 that was read as Windows-1252: `Ã©` is `é`, `â€™` is `’`."""
    if run[0] not in _LEADS:
        return None
    try:
        return run.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def repairs(text: str) -> tuple[tuple[Span, str], ...]:
    """What was meant by each garbled part of a text; nothing unless every part can be told."""
    found = []
    for run in _SUSPECT.finditer(text):
        meant = _repaired(run[0])
        if meant != run[0]:
            found.append((Span(run.start(), run.end()), meant))
    repaired = text
    for span, meant in reversed(found):
        repaired = repaired[: span.start] + meant + repaired[span.end :]
    return tuple(found) if garbled_part(repaired) is None else ()


def _repaired(part: str) -> str:
    """A part decoded again, as often as it was garbled."""
    for _ in range(_MOST_ROUNDS):
        if garbled_part(part) is None:
            break
        part = unescape(part) if part.startswith("&") else _decoded_again(part)
    return part


def _decoded_again(run: str) -> str:
    """UTF-8 read as Windows-1252, or Windows-1252 read as Latin-1, undone once."""
    known = run.translate(_AS_WINDOWS)
    if known != run and garbled_part(known) is None:
        return known
    try:
        return run.encode("cp1252", "bytes_of_latin_1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return known


def _bytes_of_latin_1(error: UnicodeError) -> tuple[bytes, int]:
    """The five bytes that Windows-1252 leaves undefined, as browsers read them.

    https://encoding.spec.whatwg.org/#windows-1252
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    part = error.object[error.start : error.end]
    if any(ord(one) not in _UNDEFINED for one in part):
        raise error
    return part.encode("latin-1"), error.end


_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
codecs.register_error("bytes_of_latin_1", _bytes_of_latin_1)
# Bytes 0x80 to 0x9F are letters and quotes in Windows-1252, control characters in Latin-1.
_AS_WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in _UNDEFINED
}
