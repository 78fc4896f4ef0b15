"""A run's configuration: what to apply, where to look, what the house settles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from capaudit.config.settings import FailOn, ImageTag
from capaudit.data.profiles import Profile, load_profiles
from capaudit.model.article import Json
from capaudit.model.claim import Property
from capaudit.model.fetching import FetchLimits
from capaudit.model.finding import Severity
from capaudit.model.house import House


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything settled before a run begins; rules are known by their codes alone.

    `path` is the file it was read from. `root` is absolute, `None` until the command line or
    `find_root` settles it. `image_roots` map a prefix of `src` to a folder relative to the root,
    `body_text` is what tells a page's story, `site_kind` the generator and `image_tags` what the
    parameters of image tags are for, `image_records` name files of the site's own records,
    `image_record_keys` what their keys state.
    `date` is the day of audit, today where it is `None`. `baseline` is the file of the findings
    that are known, `memory` that of what articles say across runs, if there is to be one.
    `fetch_images` says whether images on servers are fetched; no file can, so that none makes a run
    go online.
    """

    path: Path | None = None
    profile: str = "default"
    profiles: dict[str, Profile] = msgspec.field(default_factory=load_profiles)
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    per_path_ignores: dict[str, tuple[str, ...]] = {}
    ignore_needs_reason: bool = False
    fail_on: FailOn = "error"
    root: Path | None = None
    exclude: tuple[str, ...] = ()
    image_roots: dict[str, str] = {}
    body_text: str = "own"
    site_kind: str | None = None
    image_tags: dict[str, ImageTag] = {}
    image_records: tuple[str, ...] = ()
    image_record_keys: dict[str, Property] = {}
    required: tuple[str, ...] = ()
    date_tolerance: int = 0
    old_photo_days: int = 180
    agencies: dict[str, tuple[str, ...]] = {}
    photographers: tuple[str, ...] = ()
    credit_style: str | None = None
    smallest_image: int = 600
    trust_list: str | None = None
    memory: Path | None = None
    article_schema: dict[str, Json] | None = None
    image_schema: dict[str, Json] | None = None
    date: date | None = None
    baseline: Path | None = None
    fetch_images: bool = False
    fetch: FetchLimits = FetchLimits()

    @property
    def house(self) -> House:
        """The part of the configuration that rules see."""
        chain = tuple(self._profile_chain())
        shortest = (one.shortest_caption for one in chain if one.shortest_caption is not None)
        elements = (one.caption_elements for one in chain if one.caption_elements is not None)
        return House(
            profile=self.profile,
            shortest_caption=next(shortest, 0),
            caption_elements=next(elements, ()),
            date_tolerance=self.date_tolerance,
            old_photo_days=self.old_photo_days,
            audit_date=self.date,
            today=self.date or date.today(),
            required=frozenset(self.required),
            agencies=self.agencies,
            photographers=self.photographers,
            credit_style=self.credit_style,
            smallest_image=self.smallest_image,
            trust_list=self.trust_list,
            article_schema=self.article_schema,
            image_schema=self.image_schema,
        )

    def applies(self, path: str, code: str) -> bool:
        """Whether the rule of this code looks at the article at a path."""
        return self.selects(code) and not self.ignores(path, code)

    def selects(self, code: str) -> bool:
        """Whether the rule of this code applies.

        The config's own lists decide before the profile does; in each the longest fitting prefix
        wins, so that `ignore = ["LOC"]` with `extend-select = ["LOC007"]` leaves one rule on.
        """
        own = _decision(code, self.extend_select, self.ignore)
        if own is not None:
            return own
        if self.select:
            return _decision(code, self.select, ()) is True
        layers = (_decision(code, one.select, one.ignore) for one in self._profile_chain())
        return next((decided for decided in layers if decided is not None), False)

    def ignores(self, path: str, code: str) -> bool:
        """Whether the rule is off for the article at a path (relative to the root, with `/`)."""
        return any(
            code.startswith(prefix)
            for glob, prefixes in self.per_path_ignores.items()
            if _fits(path, glob)
            for prefix in prefixes
        )

    def severity_of(self, code: str, own: Severity) -> Severity:
        """The severity to report: the config's by its longest fitting prefix, else the rule's."""
        fitting = [prefix for prefix in self.severity if code.startswith(prefix)]
        return self.severity[max(fitting, key=len)] if fitting else own

    def _profile_chain(self) -> Iterator[Profile]:
        name: str | None = self.profile
        seen: set[str] = set()
        while name is not None and name not in seen:
            seen.add(name)
            profile = self.profiles[name]
            yield profile
            name = profile.extends


def _fits(path: str, glob: str) -> bool:
    """Whether a glob means the path; a folder (`archive/`) means everything in it."""
    glob = glob.removeprefix("./")
    return fnmatchcase(path, f"{glob}*" if glob.endswith("/") else glob)


def _decision(code: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool | None:
    """Whether the lists switch a code on or off; `None` where neither names it."""
    chosen = _longest_prefix(code, select)
    refused = _longest_prefix(code, ignore)
    return None if chosen == refused == 0 else chosen > refused


def _longest_prefix(code: str, prefixes: tuple[str, ...]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)
