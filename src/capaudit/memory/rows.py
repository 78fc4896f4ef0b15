"""What the memory keeps of one article."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from capaudit.memory.any_names import packed
from capaudit.model.use import Use


class NameRow(msgspec.Struct, frozen=True):
    """A photographer credited in a use: `near` are keys shared with names that differ in a word.

    `use` is the use's place among the article's rows.
    """

    name: str
    near: tuple[str, ...]
    use: int


class FieldRow(msgspec.Struct, frozen=True):
    """How often one form of image on one site has its credit in its field, and elsewhere.

    `name` is the field's, where it is known; each has a row of its own.
    """

    site: str
    form: str
    name: str | None
    in_field: int
    elsewhere: int


class Picture(msgspec.Struct, frozen=True, order=True):
    """A picture by its name, whatever size and folder it is kept in, and its file's SHA-256."""

    name: str
    content: bytes | None = None


class ArticleRows(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept of one article; `item` is its id in a file that holds several.

    `marks` are embedded captions and time stamps, hashed, each with its picture.
    """

    path: str
    item: str | None = None
    uses: tuple[Use, ...] = ()
    names: tuple[NameRow, ...] = ()
    marks: tuple[tuple[bytes, Picture], ...] = ()
    fields: tuple[FieldRow, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What the article is kept under: its path and its item, empty where it has none."""
        return (self.path, self.item or "")

    @property
    def digest(self) -> bytes:
        """A hash that tells whether anything is to be written anew."""
        return sha256(packed(self)).digest()[:16]
