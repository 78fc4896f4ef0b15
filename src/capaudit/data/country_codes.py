"""Country codes as metadata write them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table


class _CountryCodes(msgspec.Struct, frozen=True):
    alpha2: dict[str, str]


def alpha2_code(code: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of an alpha-2 or alpha-3 one; `None` if it is neither."""
    known = _alpha2()
    code = code.strip().upper()
    if code in known:
        return known[code]
    return code if code in _all_alpha2() else None


@lru_cache
def _alpha2() -> dict[str, str]:
    return load_table("country_codes", _CountryCodes).alpha2


@lru_cache
def _all_alpha2() -> frozenset[str]:
    return frozenset(_alpha2().values())
