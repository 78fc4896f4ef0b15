"""The direction a text is written in: as its letters run, else as its language does."""

from __future__ import annotations

from unicodedata import bidirectional

from capaudit.data.directions import is_right_to_left
from capaudit.model.article import Direction

# So many letters tell; a text's beginning is as good as all of it.
_ENOUGH = 400
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def direction_of(text: str, language: str | None) -> Direction | None:
    """The direction of a text, `None` where neither letters nor language tell.

    The majority decides: names in another script stand in many a text. The classes are those of
    the Unicode bidirectional algorithm (UAX 9).
    """
    left = right = 0
    for letter in text:
        kind = bidirectional(letter)
        left += kind == "L"
        right += kind in _RIGHT_TO_LEFT
        if left + right == _ENOUGH:
            break
    if left != right:
        return Direction.RIGHT_TO_LEFT if right > left else Direction.LEFT_TO_RIGHT
    if language is None:
        return None
    return Direction.RIGHT_TO_LEFT if is_right_to_left(language) else Direction.LEFT_TO_RIGHT
