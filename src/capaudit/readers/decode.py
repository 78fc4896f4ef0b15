"""Bytes to text: what the file says of itself first, then what the web has taught."""

from __future__ import annotations

import codecs
import re

import msgspec

from capaudit.model.article import Flaw, FlawKind
from capaudit.model.text import Span

# Longest first: the UTF-32 mark begins with the UTF-16 one.
# https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-23/ (byte order mark)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How XML begins in UTF-16 without a mark: https://www.w3.org/TR/xml/#sec-guessing-no-ext-info
_UNMARKED = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
# https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
_DECLARED = re.compile(rb"(?:charset|encoding)[ \t]{0,4}=[ \t]{0,4}[\"']?([A-Za-z0-9_:.-]{2,40})")
_PRESCANNED = 2048
# https://encoding.spec.whatwg.org/#names-and-labels reads these labels as Windows-1252.
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252"}


class Decoded(msgspec.Struct, frozen=True):
    """The text of an input, the encoding it was read in, and what had to be assumed."""

    text: str
    encoding: str
    flaws: tuple[Flaw, ...] = ()


def decode(data: bytes, declaration: bytes | None = None) -> Decoded:
    """Read bytes as text: byte order mark, UTF-8, the declared charset, then Windows-1252.

    `declaration` is where the charset is declared, if not at the head of these bytes. Never fails:
    what the last resort cannot decode becomes U+FFFD. Anything but clean UTF-8 (or Unicode with a
    mark) is a flaw that says what was assumed.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    for beginning, encoding in _UNMARKED:
        if data.startswith(beginning):
            return _decode_marked(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_foreign(data, data if declaration is None else declaration, error.start)


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (_flaw(f"damaged {encoding} text", text, 0),))


def _decode_foreign(data: bytes, declaration: bytes, first_bad: int) -> Decoded:
    declared = _declared_charset(declaration)
    if declared is not None:
        try:
            text = data.decode(declared)
        except (UnicodeDecodeError, ValueError):
            pass  # The declaration is wrong: fall through to the guess, which is reported.
        else:
            message = f"not UTF-8; read as declared, {declared}"
            return Decoded(text, declared, (_flaw(message, text, first_bad),))
    text = data.decode("cp1252", "replace")
    message = "not UTF-8 and no fitting charset declared; read as Windows-1252"
    return Decoded(text, "windows-1252", (_flaw(message, text, first_bad),))


def wide_encoding(head: bytes) -> tuple[str, int] | None:
    """The encoding of several bytes a character of a file, and the length of its mark."""
    marked = ((encoding, len(mark)) for mark, encoding in _MARKS if head.startswith(mark))
    unmarked = ((encoding, 0) for start, encoding in _UNMARKED if head.startswith(start))
    return next((one for one in (*marked, *unmarked) if one[0] != "utf-8"), None)


def _declared_charset(data: bytes) -> str | None:
    """The charset an HTML meta element or XML declaration names, if Python knows it."""
    found = _DECLARED.search(data[:_PRESCANNED])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    # Codecs such as "hex" or "zip" read bytes as bytes; "utf-8" has just failed.
    return info.name if info._is_text_encoding and info.name != "utf-8" else None


def _flaw(message: str, text: str, first_bad: int) -> Flaw:
    start = min(first_bad, len(text))
    return Flaw(FlawKind.ENCODING, message, Span(start, min(start + 1, len(text))))
