"""Whoever looks on while a run audits one article after the other."""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """Is told how far a run is."""

    def begin(self, total: int) -> None:
        """So many files are to be audited."""

    def add(self, images: int, findings: int) -> None:
        """One more file is audited."""

    def close(self) -> None:
        """The articles are audited, or the run was interrupted."""
