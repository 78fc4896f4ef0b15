"""One metadata field's text, as a block's reader hands it on before anything is made of it."""

from __future__ import annotations

import msgspec

from capaudit.model.claim import Origin, Source

# How the fields of each block are named; all others are XMP's, `prefix:local`.
_SOURCES = (
    ("Exif:", Source.EXIF),
    ("2:", Source.IIM),
    ("GPS:", Source.GPS),
    ("c2pa.", Source.CREDENTIALS),
)


class FieldValue(msgspec.Struct, frozen=True, gc=False):
    """What one field of one block says.

    `field` names it as reports do (`2:80 By-line`, `photoshop:City`,
    `Iptc4xmpExt:LocationShown.City`) and so tells its block; `group` tells the items of an array
    of structures apart. `language` is set where the text is a translation beside the default one
    (RFC 3066).
    """

    field: str
    text: str
    group: int = 0
    language: str | None = None


def origin_of(field: str) -> Origin:
    """Where claims of a field stand."""
    return Origin(source_of(field), field)


def source_of(field: str) -> Source:
    """The block that a field is one of."""
    return next((source for start, source in _SOURCES if field.startswith(start)), Source.XMP)


class BlockReading(msgspec.Struct, frozen=True):
    """The fields of one block in the order they stand, and what could not be read of it.

    `notes` say what the block shows of itself that is no damage.
    """

    fields: tuple[FieldValue, ...] = ()
    flaws: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def decoded(raw: bytes) -> str:
    """Text of a field that does not reliably say its charset.

    Text in another charset is hardly ever valid UTF-8 by chance; what is not, mostly comes from
    Windows; Latin-1 takes every byte.
    """
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return decoded_without_utf8(raw)


def decoded_without_utf8(raw: bytes) -> str:
    """Text of a field that is no UTF-8: Windows-1252 where it can be, else Latin-1."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
