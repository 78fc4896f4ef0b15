"""Image shortcodes, template tags and components, their parameters under HTML's names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from capaudit.model.text import Passage
from capaudit.readers.expressions import Names, is_name_in_record
from capaudit.readers.plain import without_markup
from capaudit.readers.references import is_image_file
from capaudit.readers.shortcodes import EMBED, Shortcode
from capaudit.readers.vocabulary import (
    TAG_ALT_KEYS,
    TAG_CAPTION_KEYS,
    TAG_CREDIT_KEYS,
    TAG_SOURCE_KEYS,
    TITLE_KEYS,
)

# An attribute whose value only the site's code knows: neither missing nor empty.
UNKNOWN = "unknown-"
_SIZE = re.compile(r"(\d{1,5})(?:x\d{1,5})?")
_LIST_PART = re.compile(
    r"\.(?P<class>[A-Za-z_][\w-]{0,80})"
    r"|(?P<key>[A-Za-z_][\w-]{0,40})=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s}\"']+))"
)
# What a list of attributes may say of an image.
_LISTED = frozenset({"alt", "title", "width", "height", "caption", "credit", "data-caption"})
_TABLES = {
    "alt": TAG_ALT_KEYS,
    "caption": TAG_CAPTION_KEYS,
    "credit": TAG_CREDIT_KEYS,
    "title": TITLE_KEYS,
    "class": ("class", "classname"),
    "width": ("width",),
    "height": ("height",),
}


def image_attributes(shortcode: Shortcode, names: Names) -> dict[str, Passage] | None:
    """The parameters of an image shortcode under HTML's names; `None` for any other shortcode."""
    if shortcode.name == EMBED:
        return _embedded(shortcode)
    learnt = names.tags.get(PurePosixPath(shortcode.name).name)
    if learnt is not None:
        attributes = learnt.attributes(shortcode.named, shortcode.positional)
        if attributes is not None:
            return resolved({**_further(shortcode), **attributes}, names)
    if not shortcode.is_image_tag:
        return None
    named, rest = shortcode.named, list(shortcode.positional)
    src = _first(named, TAG_SOURCE_KEYS) or _source_among(rest)
    if src is None or not src.text or any(mark in src.text for mark in "|<>"):
        return None
    attributes = {"src": src}
    # `{% image_with_class "src" "class" "alt" %}`: the alternative text comes last.
    if rest and not named:
        attributes["alt"] = rest[-1]
    for name, keys in _TABLES.items():
        value = _first(named, keys)
        if value is not None:
            attributes[name] = value
    return resolved(attributes, names)


def enclosing_caption(shortcode: Shortcode, names: Names) -> Passage | None:
    """The caption that a tag gives to the image between it and its end tag.

    `{% figure caption:"…" %}![…](…){% endfigure %}`, as jekyll-figure has it.
    """
    caption = _first(shortcode.named, TAG_CAPTION_KEYS) if shortcode.is_image_tag else None
    if caption is None:
        return None
    return resolved({"caption": without_markup(caption)}, names).get("caption")


def _source_among(values: list[Passage]) -> Passage | None:
    """Take the source out of the values given by place: the file, else the first.

    Octopress puts classes before it: `{% img left /images/boat.jpg 300 %}`.
    """
    if not values:
        return None
    files = (at for at, value in enumerate(values) if is_image_file(value.text))
    return values.pop(next(files, 0))


def _further(shortcode: Shortcode) -> dict[str, Passage]:
    """What of an image tag is no text: its class and size."""
    found = {name: _first(shortcode.named, _TABLES[name]) for name in ("class", "width", "height")}
    return {name: value for name, value in found.items() if value is not None}


def resolved(attributes: dict[str, Passage], names: Names) -> dict[str, Passage]:
    """The attributes with what names and expressions stand for in place of them.

    Words whose value only the site's code knows are left out, and noted as unknown.
    """
    found: dict[str, Passage] = {}
    for name, value in attributes.items():
        written = value.text
        if not (written.startswith("{") and written.endswith("}")) and not (
            is_name_in_record(written)
        ):
            found[name] = value
            continue
        start = value.span.start if value.span is not None else 0
        stands_for = names.value(written, start)
        if stands_for is not None:
            found[name] = stands_for
        elif name == "src":
            found[name] = value
        else:
            found[UNKNOWN + name] = value
    return found


def _embedded(shortcode: Shortcode) -> dict[str, Passage] | None:
    """An embed of Obsidian, `![[boat.jpg|words|300]]`.

    https://help.obsidian.md/embeds
    """
    src, *parts = shortcode.positional
    if not is_image_file(src.text):
        return None
    attributes = {"src": src}
    for part in parts:
        if _SIZE.fullmatch(part.text):
            attributes["width"] = part
        elif part.text:
            attributes.setdefault("label", part)
    return attributes


def listed_attributes(source: str, start: int, end: int) -> dict[str, Passage]:
    """The attributes that `{: .wide title="…"}` gives to what stands before it.

    https://kramdown.gettalong.org/syntax.html#inline-attribute-lists
    """
    found: dict[str, Passage] = {}
    for part in _LIST_PART.finditer(source, start, end):
        if part["class"] is not None:
            known = found.get("class")
            words = f"{known.text} {part['class']}" if known is not None else part["class"]
            found["class"] = Passage(words)
        elif (key := part["key"].lower()) in _LISTED:
            kind = next(one for one in ("double", "single", "bare") if part[one] is not None)
            found.setdefault(key, Passage.verbatim(part[kind], part.start(kind)))
    return found


def _first(named: dict[str, Passage], keys: tuple[str, ...]) -> Passage | None:
    return next((named[key] for key in keys if key in named), None)
