"""Text as a string of symbols, one a token: what the grammar reads."""

from __future__ import annotations

import msgspec

from capaudit.extract.dates.chunks import Cutter
from capaudit.extract.dates.drafts import Draft
from capaudit.extract.dates.lexicon import Lexicon, Word


class Tokens(msgspec.Struct, frozen=True):
    """Parallel lists: token `i` is `text[starts[i]:ends[i]]`, `words[i]` and `symbols[i]`.

    `order` is how the `language` writes day, month and year: `dmy`, `mdy` or `ymd`.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[Word]
    symbols: str
    order: str
    language: str


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """Split a text into words known and unknown to the lexicon, numbers and punctuation."""
    origins, chunks = Cutter(text, lexicon).cut()
    draft = Draft(text)
    draft.starts = [
        origin + start
        for origin, chunk in zip(origins, chunks, strict=False)
        for start in chunk.starts
    ]
    draft.ends = [
        origin + end for origin, chunk in zip(origins, chunks, strict=False) for end in chunk.ends
    ]
    draft.words = [word for chunk in chunks for word in chunk.words]
    draft.lowered = [lowered for chunk in chunks for lowered in chunk.lowered]
    symbols = draft.joined(lexicon.phrases)
    order, language = lexicon.numeric_order, lexicon.language
    return Tokens(text, draft.starts, draft.ends, draft.words, symbols, order, language)
