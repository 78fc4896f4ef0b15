"""What a look at a repository tells of the site in it, to write a configuration from."""

from __future__ import annotations

import msgspec

from capaudit.model.house import Habit

# A name and how often it was seen, the commonest first.
Counts = tuple[tuple[str, int], ...]


class ImageRoot(msgspec.Struct, frozen=True):
    """A folder that references with a prefix lead to, and how many of them it explains."""

    prefix: str
    folder: str
    references: int


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen in the articles that were read; of large repositories those are a part.

    `kinds` are generators with the folder and file each is known by. `other_pages` are folders and
    files that hold no articles. Keys are those of front matter that state something of an image.
    `unknown_bodies` and `creators` are printed in credits; capaudit does not know the former as
    agencies. `credit_forms` are those of credits that name a creator and one body. `records` are
    folders of records named like images.
    """

    articles: int = 0
    read: int = 0
    is_partial: bool = False
    kinds: tuple[tuple[str, str], ...] = ()
    formats: Counts = ()
    languages: Counts = ()
    other_pages: tuple[str, ...] = ()
    habit: Habit = Habit()
    image_keys: Counts = ()
    caption_keys: Counts = ()
    credit_keys: Counts = ()
    image_roots: tuple[ImageRoot, ...] = ()
    unfound: int = 0
    agencies: Counts = ()
    unknown_bodies: Counts = ()
    creators: Counts = ()
    credit_forms: Counts = ()
    records: Counts = ()
