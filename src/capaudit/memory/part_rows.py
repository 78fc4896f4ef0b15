"""What a part holds: one row for each outcome, in the order of the inputs."""

from __future__ import annotations

import msgspec


class Row(msgspec.Struct, frozen=True):
    """One outcome of an input: `number` counts the inputs of the part from 0.

    `path` is the input's, `folder` that under which it was found, both relative to the root;
    `is_named` says that it was asked for by itself. `parcel` is the outcome, packed.
    """

    number: int
    path: str
    folder: str
    is_named: bool
    parcel: bytes


class DamagedError(Exception):
    """A part that is not what was written."""
