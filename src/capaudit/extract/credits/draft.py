"""A credit on its way from text to names."""

from __future__ import annotations

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.extract.credits.parts import Part


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A credit on its way from text to names."""

    text: str
    agencies: Agencies
    parts: tuple[Part, ...] = ()
    creators: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    licence: str | None = None
    has_label: bool = False
