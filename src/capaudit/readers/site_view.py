"""What articles take from their site: parameters of image tags by what they are for, and values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import msgspec

from capaudit.model.text import Passage


class TagParameters(msgspec.Struct, frozen=True, kw_only=True):
    """Parameters by what they are for, those that count more first.

    A parameter goes by its name, in lower case with `_` for `-`, or by its place, from `0`. `given`
    are the names of those that a macro or function takes by place.
    """

    src: tuple[str, ...]
    caption: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    alt: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    given: tuple[str, ...] = ()

    def attributes(
        self, named: Mapping[str, Passage], positional: tuple[Passage, ...]
    ) -> dict[str, Passage] | None:
        """The values of a tag under HTML's names; `None` where it names no source."""
        by_name = {**dict(zip(self.given, positional, strict=False)), **named}
        by_name = {name.lower().replace("-", "_"): value for name, value in by_name.items()}
        by_name |= {str(place): value for place, value in enumerate(positional)}
        found: dict[str, Passage] = {}
        for element in ("src", "caption", "credit", "alt", "title"):
            value = _first(by_name, getattr(self, element))
            if value is not None:
                found[element] = value
        return found if "src" in found and found["src"].text else None


Tags = Mapping[str, TagParameters]


def _no_data(name: str) -> Passage | None:
    """A site without data files."""
    return None


class SiteView(msgspec.Struct, frozen=True):
    """What an article takes from its site: what image tags take, and values by name.

    `is_scraped` says that its pages were, so that their main text is to be found by its shape.
    """

    tags: Tags = MappingProxyType({})
    data: Callable[[str], Passage | None] = _no_data
    is_scraped: bool = False


NO_SITE = SiteView()


def _first(values: Mapping[str, Passage], names: Iterable[str]) -> Passage | None:
    """The first of these values that has words; an empty one where there is no other."""
    given = [values[name] for name in names if name in values]
    return next((one for one in given if one.text), given[0] if given else None)
