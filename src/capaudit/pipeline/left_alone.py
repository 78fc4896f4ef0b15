"""Counts what a run leaves alone, by reason and kind, with the first few of each named."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from capaudit.model.left_alone import LeftAlone, LeftOut
from capaudit.readers import suffix_of
from capaudit.readers.vocabulary import IMAGE_SUFFIXES

# A site may have a hundred thousand pictures: none of them needs naming to know what happened.
MOST_NAMED = 100


class Remainder:
    """What was left alone so far."""

    def __init__(self) -> None:
        self._groups: dict[tuple[LeftOut, str], LeftAlone] = {}
        self._folder = ""

    def inside(self, folder: str) -> Remainder:
        """The same, to be told of paths that are relative to a folder of the root."""
        inner = Remainder()
        inner._groups, inner._folder = self._groups, f"{folder}/"
        return inner

    def include(self, groups: Iterable[LeftAlone]) -> None:
        """Take in what was counted before."""
        self._groups |= {(one.why, one.kind): one for one in groups}

    def add_file(self, path: str, why: LeftOut) -> None:
        """Count a file; its path is relative to the root. Pictures are what articles show."""
        suffix = suffix_of(path).lower()
        if why is not LeftOut.UNKNOWN or suffix not in IMAGE_SUFFIXES:
            self._add(self._folder + path, why, suffix)

    def add_folder(self, path: str, why: LeftOut) -> None:
        """Count a folder with all that is in it."""
        self._add(f"{self._folder}{path}/", why, "/")

    def _add(self, path: str, why: LeftOut, kind: str) -> None:
        known = self._groups.get((why, kind), LeftAlone(why, kind, 0, ()))
        paths = known.paths if len(known.paths) == MOST_NAMED else (*known.paths, path)
        changed = msgspec.structs.replace(known, count=known.count + 1, paths=paths)
        self._groups[why, kind] = changed

    @property
    def groups(self) -> tuple[LeftAlone, ...]:
        """One group a reason and kind, in the order of the reasons, the commonest kind first."""
        reasons = list(LeftOut)
        groups = self._groups.values()
        return tuple(sorted(groups, key=lambda one: (reasons.index(one.why), -one.count, one.kind)))
