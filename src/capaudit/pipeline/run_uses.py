"""Gives back the uses of a run one by one, with what was learnt of their files since."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.memory.use_shelf import UseShelf
from capaudit.model.use import AuditedUse, Use
from capaudit.pipeline.traces import unpacked_uses

# Articles whose uses are held: those that share an image are mostly asked for together.
_HELD = 256


class RunUses:
    """The uses of all articles of a run, by the numbers of their outcomes, or by their own."""

    def __init__(self, shelf: UseShelf) -> None:
        self.shelf = shelf
        self._lately = lru_cache(maxsize=_HELD)(self._read)

    def of(self, outcome: int) -> tuple[AuditedUse, ...]:
        """The uses in one article, each with the content of its file where that is known."""
        return self._lately(outcome)

    def use(self, number: int) -> Use:
        """One use by its number."""
        outcome, place = self.shelf.place(number)
        return self._lately(outcome)[place].use

    def _read(self, outcome: int) -> tuple[AuditedUse, ...]:
        found = self.shelf.uses(outcome)
        if found is None:
            return ()
        packed, contents = found
        return tuple(map(_with_content, unpacked_uses(packed), contents))


def _with_content(one: AuditedUse, content: bytes | None) -> AuditedUse:
    if content is None:
        return one
    use = msgspec.structs.replace(one.use, content=content)
    return msgspec.structs.replace(one, use=use)
