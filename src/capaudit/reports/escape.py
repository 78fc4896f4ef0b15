"""Makes text of unknown origin safe to show: what an article says must not steer a terminal."""

from __future__ import annotations

# C0 and C1 control characters, DEL: ECMA-48 control sequences begin with them.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
# Bidirectional marks, embeddings, overrides and isolates (Unicode UAX #9) can make a line read
# otherwise than it is stored; line and paragraph separators break it; the rest is invisible.
_BIDIRECTIONAL = (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
_SURROGATES = range(0xD800, 0xE000)
STEERING = (*_CONTROLS, *_BIDIRECTIONAL)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


_VISIBLE = {code: _escape(code) for code in (*STEERING, *_SURROGATES)} | {
    ord("\t"): " ",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
}


def visible(text: str) -> str:
    r"""The text on one line, with every steering character spelled out (`\x1b`, `\u202e`)."""
    return text.translate(_VISIBLE)
