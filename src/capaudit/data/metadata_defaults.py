"""What devices and software write into metadata by themselves, and which is no evidence."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import msgspec

from capaudit.data.tables import load_table

# Characters of a text that tell whether a phrase fits it: none is nearly as long.
LONGEST_PHRASE = 60


class Phrases(msgspec.Struct, frozen=True):
    """Texts to compare a whole field with, and beginnings of it; in lower case."""

    whole: frozenset[str]
    starts: tuple[str, ...]

    def fit(self, text: str) -> bool:
        """Whether a field's text is one of them, case and spacing aside."""
        plain = " ".join(text[:LONGEST_PHRASE].casefold().split())
        return plain in self.whole or plain.startswith(self.starts)


class FactoryDates(msgspec.Struct, frozen=True):
    """Days, as ISO 8601, of clocks that were never set."""

    days: frozenset[date]
    midnights: frozenset[date]


class MetadataDefaults(msgspec.Struct, frozen=True):
    """The tables of `metadata_defaults.toml`."""

    not_creators: Phrases
    not_descriptions: Phrases
    factory: FactoryDates


@lru_cache
def metadata_defaults() -> MetadataDefaults:
    """The tables, loaded once."""
    return load_table("metadata_defaults", MetadataDefaults)
