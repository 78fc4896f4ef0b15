"""Profiles: named selections of rules, as `profiles.toml` and a house's config list them."""

from __future__ import annotations

import msgspec

from capaudit.data.tables import load_table


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A selection of rules by code or prefix, on top of the profile it extends.

    Where prefixes of both lists fit a code the longer one decides, `ignore` at equal length.
    """

    summary: str | None = None
    extends: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def load_profiles() -> dict[str, Profile]:
    """The profiles that come with capaudit, by name."""
    return load_table("profiles", dict[str, Profile])
