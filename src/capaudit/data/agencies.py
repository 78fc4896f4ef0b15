"""Picture agencies: canonical names, spellings, partners; from `agencies.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

import msgspec

from capaudit.data.tables import load_table

_MARKS = dict.fromkeys(map(ord, " \t\n\r\xa0.,:;'’`´\"“”«»„_-–—&+©®™"))
_AROUND = ".,:;'’\"“”«»()[]"
_KEYS_KEPT = 8192
# A web address stands for its host.
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([\w.-]{1,80}\.[a-z]{2,10})/?", re.IGNORECASE)


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """A body that makes or supplies pictures.

    `name` is canonical; `aliases` are other spellings of it; `services` its brands that are
    printed as they are; `partners` distribute its pictures or share its owner. `closes` marks a
    house printed last when it distributes for others. `is_word` marks a name that is an ordinary
    word too. `kind` is one of `wire state stock market agency government military publisher
    platform house`, `country` ISO 3166-1 alpha-2.
    """

    name: str
    kind: str = "house"
    aliases: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    closes: bool = False
    is_word: bool = False
    country: str | None = None
    source: str | None = None


class Agencies:
    """A table of agencies with a look-up by any spelling; never changes once made."""

    __slots__ = (
        "_firsts",
        "_lasts",
        "_partners",
        "_seconds",
        "_slashed",
        "_spellings",
        "entries",
        "find",
    )

    find: Callable[[str], Agency | None]
    """The agency that a text names in full, in any known spelling."""

    def __init__(self, entries: Iterable[Agency]) -> None:
        self.entries = tuple(entries)
        # Every step in reading a credit asks again for the same few names.
        self.find = lru_cache(_KEYS_KEPT)(self._find)
        # Spelling → the name it is printed as, and its agency.
        self._spellings: dict[str, tuple[str, Agency]] = {}
        for agency in self.entries:
            for service in agency.services:
                self._spellings.setdefault(agency_key(service), (service, agency))
        for agency in self.entries:
            for spelling in (agency.name, *agency.aliases):
                self._spellings[agency_key(spelling)] = (agency.name, agency)
        printed = [spelling for agency in self.entries for spelling in _all(agency)]
        self._slashed = frozenset(start for one in printed for start in _before_slashes(one))
        spellings = list(map(agency_words, printed))
        self._firsts = frozenset(words[0] for words in spellings if words)
        self._lasts = frozenset(words[-1] for words in spellings if words)
        # First word → the words after it, "" where it is a name by itself.
        self._seconds: dict[str, set[str]] = {}
        for words in filter(None, spellings):
            second = _first_part(words[1]) if len(words) > 1 else ""
            self._seconds.setdefault(words[0], set()).add(second)
        self._partners = {
            frozenset((agency.name, partner))
            for agency in self.entries
            for partner in agency.partners
        }

    def may_start_with(self, word: str) -> bool:
        """Whether some spelling begins with the word: a quick look before a long one."""
        return word.casefold() in self._firsts

    def may_occur_in(self, words: list[str]) -> bool:
        """Whether the words, in lower case, hold the first two of some spelling, or its only one.

        "the" and "new" begin names of papers, and more often those of nothing.
        """
        if self._firsts.isdisjoint(words):
            return False
        for place, word in enumerate(words, 1):
            if word in self._firsts:
                seconds = self._seconds[word]
                if "" in seconds or _first_part("".join(words[place : place + 1])) in seconds:
                    return True
        return False

    def may_go_on_after_slash(self, text: str) -> bool:
        """Whether some spelling has the text before a slash: RFE in RFE/RL."""
        return text.casefold() in self._slashed

    def may_end_with(self, word: str) -> bool:
        """Whether some spelling ends with the word."""
        return word.casefold() in self._lasts

    def __reduce__(self) -> tuple[type[Agencies], tuple[tuple[Agency, ...]]]:
        """Pickle as its entries: what was looked up stays in its process."""
        return Agencies, (self.entries,)

    def _find(self, text: str) -> Agency | None:
        found = self._spelling(text)
        return found[1] if found else None

    def _spelling(self, text: str) -> tuple[str, Agency] | None:
        found = self._spellings.get(agency_key(text))
        # www.imago-images.de is IMAGO's site: a host stands for the name in it.
        if (
            found is None
            and "." in text
            and " " not in text
            and (address := _ADDRESS.fullmatch(text))
        ):
            found = self._spellings.get(agency_key(address[1].rpartition(".")[0]))
        return found

    def canonical(self, text: str) -> str | None:
        """The canonical name of the agency that a text names; `AP Photo` → `AP`."""
        found = self.find(text)
        return found.name if found else None

    def printed(self, text: str) -> str | None:
        """The name as a credit line prints it: canonical, but a service keeps its own."""
        # Most parts are no agency, which `find` remembers.
        found = self._spelling(text) if self.find(text) is not None else None
        return found[0] if found else None

    def are_partners(self, one: str, other: str) -> bool:
        """Whether two names are the same agency, or one distributes or owns the other."""
        first, second = self.canonical(one) or one, self.canonical(other) or other
        return first == second or frozenset((first, second)) in self._partners

    def extended(self, house: Mapping[str, Iterable[str]]) -> Agencies:
        """A further table that also knows the house's own agencies: canonical name → aliases.

        A spelling that both tables know means the house's agency.
        """
        own = [Agency(name=name, aliases=tuple(aliases)) for name, aliases in house.items()]
        return Agencies((*self.entries, *own)) if own else self


def agency_words(text: str) -> list[str]:
    """The words of a spelling, in one case."""
    return text.casefold().split()


def _before_slashes(spelling: str) -> tuple[str, ...]:
    """What stands before each slash of a spelling, in one case."""
    parts = spelling.casefold().split("/")
    return tuple("/".join(parts[:count]).strip() for count in range(1, len(parts)))


def _first_part(word: str) -> str:
    """A word without the marks around it, up to a hyphen: "air-force" is "air force" too."""
    return word.strip(_AROUND).partition("-")[0]


def _all(agency: Agency) -> tuple[str, ...]:
    return (agency.name, *agency.aliases, *agency.services)


def agency_key(text: str) -> str:
    """What two spellings of one name have in common: case, marks, the article and `www` aside."""
    address = _ADDRESS.fullmatch(text) if "." in text and " " not in text else None
    bare = address[1] if address else text
    return bare.casefold().removeprefix("the ").translate(_MARKS)


@cache
def shipped_agencies() -> Agencies:
    """The table that comes with capaudit, read on first use."""
    tables = load_table("agencies", dict[str, list[Agency]])
    return Agencies(
        msgspec.structs.replace(entry, kind=kind)
        for kind, entries in tables.items()
        for entry in entries
    )


def canonical_agency(name: str) -> str | None:
    """The canonical name of a known agency (`AP Photo` → `AP`), else `None`."""
    return shipped_agencies().canonical(name)


def is_agency(name: str) -> bool:
    """Whether the whole text names a known agency."""
    return shipped_agencies().find(name) is not None


def are_partners(one: str, other: str) -> bool:
    """Whether two names are one agency, or one of them distributes or owns the other."""
    return shipped_agencies().are_partners(one, other)
