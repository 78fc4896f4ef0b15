"""Tells which files of a run are the same file, or show the same picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path

from capaudit.images.contents import content_of
from capaudit.images.likeness import MOST_APART, bands_of, bits_apart, likeness_of
from capaudit.memory.use_shelf import UseShelf
from capaudit.pipeline.recollection import Recollection
from capaudit.pipeline.run_uses import RunUses
from capaudit.pipeline.traces import hash_of
from capaudit.pipeline.use_index import ImageSayings

# Where a file of the run lies on the disk.
OnDisk = Callable[[str], Path]
# Hashes by content, each with the bands it is found by.
Looks = dict[bytes, tuple[bytes | None, tuple[tuple[int, int], ...]]]


def tell_contents(
    shelf: UseShelf, files: Iterable[str], known: Mapping[str, bytes], on_disk: OnDisk
) -> None:
    """Tell the shelf what is in some of its files, each by a hash; where it is `known`, that."""
    shelf.tell_contents((file, known.get(file) or content_of(on_disk(file))) for file in files)


class Album:
    """The perceptual hashes of a run's files, each worked out once and kept by content."""

    def __init__(self, uses: RunUses, on_disk: OnDisk, recollection: Recollection) -> None:
        self._uses = uses
        self._recollection = recollection
        files = {one.content: one for one in uses.shelf.images()}
        self._contents = tuple(files)
        known = recollection.likenesses(self._contents)
        self.learnt: Looks = {}
        self._looks = dict(known)
        for content, one in files.items():
            if content not in known:
                look = likeness_of(on_disk(one.file), one.width, one.height)
                self._looks[content] = look
                self.learnt[content] = (look, tuple(bands_of(look)) if look else ())

    def twins(self) -> dict[bytes, tuple[ImageSayings, ...]]:
        """What is said of other images that look like each one, by the hash of its key."""
        found: dict[bytes, tuple[ImageSayings, ...]] = {}
        for content, others in self._neighbours(self._contents).items():
            images = {image for _, image in self._uses.shelf.uses_of_content(content)}
            sayings = tuple(self._said(other, images) for other in others)
            for image in images:
                found[image] = (*found.get(image, ()), *sayings)
        return found

    def _said(self, content: bytes, images: Set[bytes]) -> ImageSayings:
        """What is said of one file; an image by one of the keys is the same one, and no twin."""
        uses = self._uses.shelf.uses_of_content(content)
        here = (self._uses.use(number) for number, image in uses if image not in images)
        there = self._recollection.sayings((), (content,))
        return ImageSayings(
            (use for use in here if use.says_anything),
            (one for one in there if hash_of(one.use.key) not in images),
        )

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
