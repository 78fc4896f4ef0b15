"""What comes of getting an image that lies on no disk of this machine."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Fetched(msgspec.Struct, frozen=True):
    """An image that was fetched; its file lasts as long as the run."""

    path: Path


class NotFetched(msgspec.Struct, frozen=True):
    """An image that was not fetched, and why, as a clause."""

    reason: str


class NotThere(msgspec.Struct, frozen=True):
    """An image that is not where it was said to be: its place holds others."""


Outcome = Fetched | NotFetched
StoreOutcome = Fetched | NotFetched | NotThere
