"""One metadata field's text, as a block's reader hands it on before anything is made of it."""

from __future__ import annotations

import msgspec

from capaudit.model.claim import Source


class FieldValue(msgspec.Struct, frozen=True):
    """What one field of one block says.

    `field` names it as reports do (`2:80 By-line`, `photoshop:City`,
    `Iptc4xmpExt:LocationShown.City`); `group` tells the items of an array of structures apart.
    """

    source: Source
    field: str
    text: str
    group: int = 0


class BlockReading(msgspec.Struct, frozen=True):
    """The fields of one block in the order they stand, and what could not be read of it."""

    fields: tuple[FieldValue, ...] = ()
    flaws: tuple[str, ...] = ()


def decoded(raw: bytes) -> str:
    """Text of a field that does not reliably say its charset.

    Text in another charset is hardly ever valid UTF-8 by chance; what is not, mostly comes from
    Windows; Latin-1 takes every byte.
    """
    for charset in ("utf-8", "cp1252"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def is_utf8(raw: bytes) -> bool:
    """Whether bytes are valid UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
