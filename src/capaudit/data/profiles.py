"""Profiles: named selections of rules, as `profiles.toml` and a house's config list them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from capaudit.data.tables import load_table

Element = Literal["person", "place", "date"]


class Profile(
    msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True
):
    """A selection of rules by code or prefix, on top of the profile it extends.

    Where prefixes of both lists fit a code the longer one decides, `ignore` at equal length.
    `shortest-caption` is the least number of words (of letters in scripts without spaces) and
    `caption-elements` what every caption of a news photo must name; unset, the extended profile's
    counts.
    """

    summary: str | None = None
    extends: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    shortest_caption: Annotated[int, Meta(ge=0)] | None = None
    caption_elements: tuple[Element, ...] | None = None


def load_profiles() -> dict[str, Profile]:
    """The profiles that come with capaudit, by name."""
    return load_table("profiles", dict[str, Profile])
