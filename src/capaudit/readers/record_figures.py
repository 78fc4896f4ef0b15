"""Images that a front matter names, with their captions, credits and alternative texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from capaudit.model.article import Figure, Json, Role
from capaudit.model.text import Passage, Span
from capaudit.readers.plain import without_markup
from capaudit.readers.record import Record, normalised
from capaudit.readers.references import is_image_file, is_other_file
from capaudit.readers.vocabulary import (
    ALT_KEYS,
    CAPTION_KEYS,
    CREDIT_KEYS,
    IMAGE_KEYS,
    PAGE_CREDIT_KEYS,
    PORTRAIT_KEYS,
    SHARING_IMAGE_KEYS,
    SOURCE_KEYS,
)

_SWITCHES = frozenset((*("true", "false", "yes", "no", "none", "on", "off", "0", "1"),))
_DEEPEST = 6
# `captions: https://…` leads to an event's live captions: an address alone is said of no picture.
_ADDRESS = re.compile(r"(?:https?:)?//\S*")


class _Named(msgspec.Struct, frozen=True):
    """An image named at a path of the record."""

    path: str
    src: Passage
    key: Span
    prefix: str
    stem: str

    @property
    def in_list(self) -> bool:
        """Whether the image is one of a list."""
        return "[" in self.path


def find_record_figures(record: Record) -> list[Figure]:
    """The images of a record, the lead first; those made only for sharing where no other is."""
    named = list(_top_images(record, IMAGE_KEYS))
    named += _deeper_images(record, record.values, "", 0)
    named = list({one.path: one for one in named}.values())
    if not named:
        named = list(_top_images(record, SHARING_IMAGE_KEYS))[:1]
    in_lists = sum(one.in_list for one in named)
    roles = [Role.GALLERY if one.in_list and in_lists > 1 else Role.INLINE for one in named]
    roles[:1] = [Role.LEAD] if roles else []
    return [_figure(record, one, role) for one, role in zip(named, roles, strict=True)]


def page_credit(record: Record, figures: Iterable[Figure]) -> Passage | None:
    """A credit given once for all the images of the page.

    One beside the key of an image (`image`, `image_credit`) is that image's own.
    """
    found = record.first(PAGE_CREDIT_KEYS)
    credit = without_markup(found[1]) if found else None
    is_owned = any(figure.credit_line == credit for figure in figures)
    return None if is_owned else credit


def _top_images(record: Record, keys: tuple[str, ...]) -> Iterator[_Named]:
    """Images under a key that names an image, the keys in the order of the table."""
    top = {normalised(key): key for key in record.values}
    for wanted in keys:
        if (key := top.get(wanted)) is not None:
            yield from _under_image_key(record, record.values[key], key, "", key)


def _under_image_key(
    record: Record, value: Json, path: str, prefix: str, stem: str
) -> Iterator[_Named]:
    match value:
        case str():
            named = _reference(record, path, prefix, stem)
            if named is not None:
                yield named
        case list():
            for index, item in enumerate(value):
                inner = f"{path}[{index}]"
                yield from _under_image_key(
                    record, item, inner, "" if isinstance(item, str) else inner, stem
                )
        case dict():
            yield from _image_object(record, value, path)


def _image_object(record: Record, value: dict[str, Json], path: str) -> Iterator[_Named]:
    """An object with a reference and what is said of the image beside it."""
    keys = {normalised(key): key for key in value}
    for wanted in (*SOURCE_KEYS, *IMAGE_KEYS):
        key = keys.get(wanted)
        if key is None or not isinstance(value[key], str):
            continue
        named = _reference(record, f"{path}.{key}", f"{path}.", key)
        if named is not None:
            yield named
            return


def _deeper_images(
    record: Record, values: dict[str, Json], prefix: str, depth: int
) -> Iterator[_Named]:
    """Images in objects under other keys (`header.image_fullwidth`, `sections[2].image`)."""
    for key, value in values.items():
        name = normalised(key)
        if name in PORTRAIT_KEYS or depth > _DEEPEST:
            continue
        path = f"{prefix}{key}"
        if depth and name in IMAGE_KEYS:
            yield from _under_image_key(record, value, path, prefix, key)
        elif isinstance(value, dict) and (depth or name not in IMAGE_KEYS):
            yield from _deeper_images(record, value, f"{path}.", depth + 1)
        elif isinstance(value, list) and (depth or name not in IMAGE_KEYS):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _deeper_images(record, item, f"{path}[{index}].", depth + 1)


def _reference(record: Record, path: str, prefix: str, stem: str) -> _Named | None:
    entry = record.entries.get(path)
    if entry is None:
        return None
    src = entry.value.stripped()
    is_path = is_image_file(src.text) or "/" in src.text
    is_uid = normalised(stem) == "primary_image" or normalised(stem) in {"imgname", "uid", "src"}
    if not src.text or src.text.lower() in _SWITCHES or is_other_file(src.text):
        return None
    if not is_path and not (is_uid and " " not in src.text):
        return None
    return _Named(path, src, entry.key_span, prefix, stem)


def _figure(record: Record, named: _Named, role: Role) -> Figure:
    caption = _beside(record, named, CAPTION_KEYS)
    credit = _beside(record, named, CREDIT_KEYS)
    alt_text = _beside(record, named, ALT_KEYS)
    span = named.src.span or named.key
    return Figure(
        index=0,
        src=named.src.text,
        span=span,
        src_span=span,
        role=role,
        caption=caption,
        credit_line=credit,
        alt_text=alt_text,
        lacks_alt=alt_text is None,
        record_path=named.path,
        by_template=True,
    )


def _beside(record: Record, named: _Named, keys: tuple[str, ...]) -> Passage | None:
    """What a sibling key says: `image_caption` beside `image`, or plain `caption`."""
    at_level = record.level(named.prefix)
    siblings = _keys_at_top if named.prefix == "" else _keys_beside
    for key in siblings(normalised(named.stem), keys):
        path = at_level.get(key)
        passage = record.passage(path) if path is not None else None
        if passage is not None and not _ADDRESS.fullmatch(passage.text.strip()):
            return without_markup(passage)
    return None


@lru_cache(1024)
def _keys_beside(stem: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The siblings that may speak of an image, those that name its key first."""
    first_word = stem.partition("_")[0]
    return (*(f"{stem}_{key}" for key in keys), *(f"{first_word}_{key}" for key in keys), *keys)


@lru_cache(1024)
def _keys_at_top(stem: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The same at the top of a record, where other names of a lead image may stand too."""
    words = ("image", "img", "photo", "hero")
    leads = (f"lead_image_{key}" for key in keys)
    return (*_keys_beside(stem, keys), *(f"{word}_{key}" for key in keys for word in words), *leads)
