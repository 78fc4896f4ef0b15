"""The direction a text is written in: as its letters run, else as its language does."""

from __future__ import annotations

from itertools import islice
from unicodedata import bidirectional

from capaudit.data.directions import is_right_to_left
from capaudit.model.article import Direction

# So many letters tell; a text's beginning is as good as all of it.
_ENOUGH = 400
# Classes of letters that run left to right, right to left, and as Arabic does.
_STRONG = frozenset({"L", "R", "AL"})


def direction_of(text: str, language: str | None) -> Direction | None:
    """The direction of a text, `None` where neither letters nor language tell.

    The majority decides: names in another script stand in many a text. The classes are those of
    the Unicode bidirectional algorithm (UAX 9).
    """
    strong = list(islice(filter(_STRONG.__contains__, map(bidirectional, text)), _ENOUGH))
    left = strong.count("L")
    right = len(strong) - left
    if left != right:
        return Direction.RIGHT_TO_LEFT if right > left else Direction.LEFT_TO_RIGHT
    if language is None:
        return None
    return Direction.RIGHT_TO_LEFT if is_right_to_left(language) else Direction.LEFT_TO_RIGHT
