"""What a sheet can be filtered by, and the pages each filter makes of it.

Without script a browser can follow links and match an address's fragment. So every page of every
filter is a place of its own in the file, and each card bears the names of the pages it is on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from posixpath import basename, dirname
from typing import Literal

import msgspec

from capaudit.data.agencies import canonical_agency
from capaudit.model.claim import Property
from capaudit.model.finding import Aspect, VerdictKind
from capaudit.reports.contact_sheet.entries import Entry
from capaudit.reports.contact_sheet.texts import shown

CARDS_ON_A_PAGE = 500
# Of each kind the commonest are offered: a list of hundreds helps nobody.
MOST_OFFERED = 60
ALL = 0

Kind = Literal["verdict", "rule", "section", "agency"]
KINDS: tuple[Kind, ...] = ("verdict", "rule", "section", "agency")
Key = tuple[Kind, str]


class View(msgspec.Struct, frozen=True):
    """One filter: its number in the file, what it asks for, and how many pictures pass."""

    number: int
    label: str
    count: int
    kind: Kind | None = None
    hint: str = ""

    @property
    def pages(self) -> int:
        """How many pages it takes to show them."""
        return max(1, -(-self.count // CARDS_ON_A_PAGE))

    def page_name(self, page: int) -> str:
        """The name of one of its pages, counted from 1, as fragment and as class of cards."""
        return f"v{self.number}-{page}"


class Views(msgspec.Struct, frozen=True):
    """Every filter of a sheet, and which pages each card is on, in the order of the cards."""

    everything: View
    by_key: dict[Key, View]
    names: list[str]

    def of_kind(self, kind: Kind) -> list[View]:
        """The filters of one kind, the commonest first."""
        return [view for view in self.by_key.values() if view.kind == kind]

    def all(self) -> Iterator[View]:
        """The filters in the order of their numbers."""
        yield self.everything
        yield from self.by_key.values()

    def verdict(self, aspect: Aspect, kind: VerdictKind) -> View | None:
        """The filter for one verdict on one aspect."""
        return self.by_key.get(("verdict", f"{aspect} {kind}"))


def make_views(entries: Sequence[Entry]) -> Views:
    """The filters that fit a sheet's pictures."""
    keys = [tuple(dict.fromkeys(_keys_of(entry))) for entry in entries]
    counts = Counter(key for each in keys for key in each)
    hints = {f.finding.code: f.finding.name for entry in entries for f in entry.found}
    by_key: dict[Key, View] = {}
    for kind in KINDS:
        offered = [(key, count) for key, count in counts.most_common() if key[0] == kind]
        for key, count in offered[:MOST_OFFERED]:
            hint = hints.get(key[1], "").replace("-", " ") if kind == "rule" else ""
            by_key[key] = View(len(by_key) + 1, shown(key[1]), count, kind, hint)
    everything = View(ALL, "all pictures", len(entries))
    return Views(everything, by_key, list(_page_names(keys, everything, by_key)))


def _page_names(
    keys: Sequence[tuple[Key, ...]], everything: View, by_key: dict[Key, View]
) -> Iterator[str]:
    """For each card the pages it is on, one of each filter it passes."""
    passed: Counter[int] = Counter()
    for each in keys:
        names = []
        for view in (everything, *(by_key[key] for key in each if key in by_key)):
            names.append(view.page_name(passed[view.number] // CARDS_ON_A_PAGE + 1))
            passed[view.number] += 1
        yield " ".join(names)


def _keys_of(entry: Entry) -> Iterator[Key]:
    for aspect, judged in entry.image.verdicts.items():
        yield "verdict", f"{aspect} {judged.verdict}"
    for found in entry.found:
        yield "rule", found.finding.code
    yield "section", section_of(entry)
    for agency in _agencies_of(entry):
        yield "agency", agency


def section_of(entry: Entry) -> str:
    """The article's own section, else the folder that it lies in beside others."""
    article = entry.article
    if article.section and article.section.strip():
        return article.section.strip()
    folder = dirname(article.path)
    if basename(article.path).startswith(("index.", "_index.")):
        # A page bundle: the folder is the article.
        folder = dirname(folder)
    return folder or "top folder"


def _agencies_of(entry: Entry) -> Iterator[str]:
    """The agencies in print, else those in the file."""
    claims = [claim for claim in entry.image.claims if claim.property is Property.SOURCE]
    printed = [claim for claim in claims if not claim.is_embedded]
    for claim in printed or claims:
        name = str(claim.value).strip()
        if name:
            yield canonical_agency(name) or name
