"""Tells which files of a run are the same file, or show the same picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path

import msgspec

from capaudit.images.contents import content_of
from capaudit.images.likeness import MOST_APART, bands_of, bits_apart, likeness_of
from capaudit.model.use import AuditedUse
from capaudit.pipeline.recollection import Recollection
from capaudit.pipeline.use_index import ImageSayings

# Where a file of the run lies on the disk.
OnDisk = Callable[[str], Path]
# Hashes by content, each with the bands it is found by.
Looks = dict[bytes, tuple[bytes | None, tuple[tuple[int, int], ...]]]


def files_of_one_size(audited: Iterable[AuditedUse]) -> frozenset[str]:
    """The files that may be copies of one another: no other can have the same bytes."""
    by_size: dict[int, set[str]] = defaultdict(set)
    for one in audited:
        if one.file is not None and one.byte_size is not None:
            by_size[one.byte_size].add(one.file)
    return frozenset(file for files in by_size.values() if len(files) > 1 for file in files)


def all_files(audited: Iterable[AuditedUse]) -> frozenset[str]:
    """Every file of a run: a memory has to know them all by their bytes."""
    return frozenset(one.file for one in audited if one.file is not None)


def with_contents(
    audited: Sequence[AuditedUse],
    files: frozenset[str],
    known: Mapping[str, bytes],
    on_disk: OnDisk,
) -> list[AuditedUse]:
    """The uses with the hash of their image's content, as far as it is among the files.

    Files whose hash is `known` are not read for it.
    """
    contents = {file: known.get(file) or content_of(on_disk(file)) for file in sorted(files)}
    return [
        one
        if one.file not in contents
        else msgspec.structs.replace(
            one, use=msgspec.structs.replace(one.use, content=contents[one.file])
        )
        for one in audited
    ]


class Album:
    """The perceptual hashes of a run's files, each worked out once and kept by content."""

    def __init__(
        self, audited: Sequence[AuditedUse], on_disk: OnDisk, recollection: Recollection
    ) -> None:
        self._recollection = recollection
        files = {one.use.content: one for one in audited if one.use.content and one.file}
        known = recollection.likenesses(tuple(files))
        self.learnt: Looks = {}
        self._looks = dict(known)
        for content, one in files.items():
            if content not in known:
                look = likeness_of(on_disk(one.file or ""), one.width or 0, one.height or 0)
                self._looks[content] = look
                self.learnt[content] = (look, tuple(bands_of(look)) if look else ())

    def twins(self, audited: Sequence[AuditedUse]) -> dict[str, tuple[ImageSayings, ...]]:
        """What is said of other images that look like each one, by its key."""
        by_content: dict[bytes, list[AuditedUse]] = defaultdict(list)
        for one in audited:
            if one.use.content is not None:
                by_content[one.use.content].append(one)
        near = self._neighbours(tuple(by_content))
        found: dict[str, tuple[ImageSayings, ...]] = {}
        for content, others in near.items():
            keys = {one.use.key for one in by_content[content]}
            sayings = tuple(self._said(by_content.get(other, ()), other, keys) for other in others)
            for key in sorted(keys):
                found[key] = (*found.get(key, ()), *sayings)
        return found

    def _said(self, audited: Sequence[AuditedUse], content: bytes, keys: Set[str]) -> ImageSayings:
        """What is said of one file; an image by one of the keys is the same one, and no twin."""
        here = [one.use for one in audited if one.use.says_anything and one.use.key not in keys]
        there = self._recollection.sayings((), (content,))
        return ImageSayings(here, (one for one in there if one.use.key not in keys))

    def _neighbours(self, contents: Sequence[bytes]) -> dict[bytes, tuple[bytes, ...]]:
        """The other contents that look like each, in a settled order."""
        by_band: dict[tuple[int, int], list[bytes]] = defaultdict(list)
        for content in contents:
            look = self._looks.get(content)
            for band in bands_of(look) if look else ():
                by_band[band].append(content)
        found: dict[bytes, tuple[bytes, ...]] = {}
        for content in contents:
            look = self._looks.get(content)
            if look:
                bands = tuple(bands_of(look))
                near = {other: self._looks[other] for band in bands for other in by_band[band]}
                near |= self._recollection.looking_like(bands)
                alike = (
                    other
                    for other, seen in near.items()
                    if other != content and seen and bits_apart(look, seen) <= MOST_APART
                )
                found[content] = tuple(sorted(alike))
        return {content: others for content, others in found.items() if others}
