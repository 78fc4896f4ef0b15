"""Garbled text: what a wrong decoding, a double encoding or a broken copy leaves behind."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
# Entities that are still there after the page's own were decoded: `&amp;quot;`.
_ENTITY = re.compile(r"&(?:amp|quot|apos|[lg]t|nbsp|[nm]dash|[lr][sd]quo|#x?[0-9a-fA-F]{2,5});")
_RUN = re.compile(r"[^\x00-\x7f]{2,40}")
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
    """UTF-8 that was read as Windows-1252: `Ã©` is `é`, `â€™` is `’`."""
    if run[0] not in _LEADS:
        return None
    try:
        meant = run.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return f"“{run}” for “{meant}”"
