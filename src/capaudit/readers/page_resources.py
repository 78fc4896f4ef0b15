"""What Hugo's front matter says of the files of a page bundle, under `resources`.

https://gohugo.io/content-management/page-resources/#metadata
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

import msgspec

from capaudit.model.article import Figure, Role
from capaudit.model.text import Passage, Span
from capaudit.readers.plain import without_markup
from capaudit.readers.record import Record
from capaudit.readers.references import is_image_file
from capaudit.readers.vocabulary import ALT_KEYS, CAPTION_KEYS, CREDIT_KEYS, LEAD_RESOURCES

_KEY = "resources"
# A page has a handful; each is compared with each figure.
_MOST = 100
_GLOB = frozenset("*?[")


class _Resource(msgspec.Struct, frozen=True):
    """One entry: which files it speaks of, by what name, and what it says of them."""

    path: str
    src: Passage
    name: str
    caption: Passage | None
    credit: Passage | None
    alt_text: Passage | None


def with_resources(record: Record, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with what the resources of the page say of their files.

    A resource named as the page's lead image is one although the text does not show it.
    """
    resources = list(_resources(record))
    completed = [_completed(figure, resources) for figure in figures]
    shown = {figure.src.rpartition("/")[2] for figure in figures}
    unshown = (one for one in resources if _is_lead(one) and _file_name(one) not in shown)
    return [*(_lead(one) for one in list(unshown)[:1]), *completed]


def _resources(record: Record) -> Iterator[_Resource]:
    entries = record.values.get(_KEY)
    for index in range(min(len(entries), _MOST) if isinstance(entries, list) else 0):
        path = f"{_KEY}[{index}]"
        src = record.passage(f"{path}.src")
        if src is None or not is_image_file(src.text):
            continue
        name = record.passage(f"{path}.name")
        yield _Resource(
            path=f"{path}.src",
            src=src.stripped(),
            name=name.text if name is not None else "",
            # The title of a resource is what galleries print below it.
            caption=_said(record, path, (*CAPTION_KEYS, "title")),
            credit=_said(record, path, CREDIT_KEYS),
            alt_text=_said(record, path, ALT_KEYS),
        )


def _said(record: Record, path: str, keys: tuple[str, ...]) -> Passage | None:
    levels = (record.level(f"{path}.params."), record.level(f"{path}."))
    paths = (level[key] for key in keys for level in levels if key in level)
    found = (passage for one in paths if (passage := record.passage(one)) is not None)
    return next((plain for one in found if (plain := without_markup(one)).text), None)


def _completed(figure: Figure, resources: Sequence[_Resource]) -> Figure:
    found = next((one for one in resources if _speaks_of(one, figure.src)), None)
    if found is None:
        return figure
    has_words = figure.label is not None or figure.alt_text is not None
    return msgspec.structs.replace(
        figure,
        caption=figure.caption or found.caption,
        credit_line=figure.credit_line or found.credit,
        alt_text=figure.alt_text or (None if has_words else found.alt_text),
        lacks_alt=figure.lacks_alt and found.alt_text is None,
    )


def _speaks_of(resource: _Resource, src: str) -> bool:
    pattern, path = resource.src.text.lower(), src.lower().removeprefix("./")
    if src == resource.name and src:
        return True
    return fnmatchcase(path, pattern) if _GLOB & set(pattern) else path == pattern


def _is_lead(resource: _Resource) -> bool:
    """Whether themes would take a file for the page's lead image, by its name."""
    if _GLOB & set(resource.src.text):
        return False
    names = (resource.name.lower(), _file_name(resource).lower())
    return any(one.startswith(word) for one in names for word in LEAD_RESOURCES)


def _file_name(resource: _Resource) -> str:
    return resource.src.text.rpartition("/")[2]


def _lead(resource: _Resource) -> Figure:
    span = resource.src.span or Span(0, 0)
    return Figure(
        index=0,
        src=resource.src.text,
        span=span,
        src_span=span,
        role=Role.LEAD,
        caption=resource.caption,
        credit_line=resource.credit,
        alt_text=resource.alt_text,
        lacks_alt=resource.alt_text is None,
        record_path=resource.path,
        by_template=True,
    )
