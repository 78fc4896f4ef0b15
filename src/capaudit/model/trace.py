"""What one use of an image is found by when articles are compared: small, and without its words.

All that other articles could be held against is looked up by these; the use itself is read only
where something is found.
"""

from __future__ import annotations

import msgspec

from capaudit.model.use import CreditStanding


class CreditForm(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where images of one kind have their credit: `field` is the field's name, if it is in one."""

    site: str
    form: str
    standing: CreditStanding
    field: str | None = None


class Trace(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The keys of one use; `article`, `image`, `picture` and `marks` are hashes.

    `names` are the photographers, each with the keys that it shares with names that differ in a
    word. `file` is the image file under the root where it was read, with its size in bytes and
    pixels.
    """

    article: bytes
    image: bytes
    picture: bytes
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marks: tuple[bytes, ...] = ()
    file: str | None = None
    byte_size: int | None = None
    width: int | None = None
    height: int | None = None
    form: CreditForm | None = None
