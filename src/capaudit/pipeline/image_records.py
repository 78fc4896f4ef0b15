"""A site's own records of its images: what a YAML or JSON file beside the articles says of one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

import msgspec

from capaudit.data.image_records import image_record_keys
from capaudit.images import Site, naming_part, place_of_parts
from capaudit.images.site import IMAGE_EXTENSIONS, extension
from capaudit.model.article import Article, Figure, RecordEntry
from capaudit.model.claim import AnyClaim, Claim, Origin, Property, Source, Standing, Value
from capaudit.model.dates import PartialDate
from capaudit.model.image import ImageReading
from capaudit.model.text import OtherFile, Passage, SourceText, Span
from capaudit.model.values import PersonName
from capaudit.pipeline.finders import dateline_place, find_dates
from capaudit.readers.image_record import ImageRecordFile, read_image_record
from capaudit.readers.record import normalised

# Records of one image are small; a file of all images of a site may be a large one.
_MAX_BYTES = 32 * 1024 * 1024
_KEPT_FILES = 64
# Where sites keep the record of a picture that articles call by its name alone: the data folders of
# Hugo, and of Jekyll and Eleventy.
_CONVENTIONS = tuple(
    f"{folder}/images/{{stem}}.{suffix}"
    for folder in ("data", "_data", "src/_data")
    for suffix in ("yml", "yaml", "json")
)
_DATES = frozenset(
    {
        Property.DATE_CREATED,
        Property.DATE_DIGITISED,
        Property.RELEASE_DATE,
        Property.EXPIRATION_DATE,
    }
)


class _Statement(msgspec.Struct, frozen=True):
    """One value of a record, with what it may become a claim of."""

    key: str
    passage: Passage
    origin: Origin


class RecordValue(msgspec.Struct, frozen=True):
    """One value of a record: the property it states, and where it stands."""

    prop: Property
    field: str
    passage: Passage
    file: OtherFile


class ImageRecords:
    """Finds and reads the records of images. Make one for each run: files are read once in it."""

    def __init__(
        self, site: Site, paths: Sequence[str], keys: Mapping[str, Property] | None = None
    ) -> None:
        """`paths` and `keys` are those of the configuration (`image-records`, …-`keys`)."""
        self._site = site
        self._paths = tuple(paths)
        own = {normalised(key): prop for key, prop in (keys or {}).items()}
        self._own_keys = own
        self._file = lru_cache(maxsize=_KEPT_FILES)(self._read)

    def added_to(self, reading: ImageReading, src: str, article_path: str = "") -> ImageReading:
        """The reading of an image with what the records of its reference say.

        `article_path` is given where the reference is the name of a record itself: the site's data
        folders are looked into as well.

        Their claims carry the record's path, the key as the field, and line and column. A record
        that cannot be read is a flaw that names it.
        """
        claims: list[AnyClaim] = []
        flaws: list[str] = []
        for path, below in self._records_of(src, article_path):
            found = self._file(path)
            flaws += (f"{path}: {flaw}" for flaw in found.flaws)
            claims += self._claims(tuple(_statements(found, below, path)))
        if not claims and not flaws:
            return reading
        file = msgspec.structs.replace(reading.file, flaws=(*reading.file.flaws, *flaws))
        return ImageReading(file, (*reading.claims, *claims), reading.notes)

    def with_recorded(
        self, reading: ImageReading, figure: Figure, article: Article
    ) -> ImageReading:
        """The reading with what the article's own file records of a figure's picture."""
        if not figure.record:
            return reading
        statements = tuple(_recorded(figure.record, article))
        return msgspec.structs.replace(reading, claims=(*reading.claims, *self._claims(statements)))

    def values_of(self, src: str, article_path: str) -> Iterator[RecordValue]:
        """What the records say that a reference names, value by value."""
        for path, below in self._records_of(src, article_path):
            # What cannot be read `added_to` tells.
            found = self._file(path)
            for field, key, passage in found.values(below):
                prop = self._properties.get(key)
                if prop is not None:
                    yield RecordValue(prop, field, passage, OtherFile(path, found.source))

    def files_for(self, src: str, article_path: str = "") -> Iterator[str]:
        """The record files there are for a reference; `article_path` as for `added_to`."""
        yield from (path for path, _ in self._records_of(src, article_path))

    @cached_property
    def _properties(self) -> dict[str, Property]:
        """The property that each key states; the table is read only where there is a record."""
        return {**image_record_keys().property_by_key, **self._own_keys}

    def _records_of(self, src: str, article_path: str) -> Iterator[tuple[str, str]]:
        """The record files there are for a reference, each with the key its record lies under."""
        patterns = self._paths or tuple(_conventional(article_path))
        names = _names(src) if patterns else {}
        for pattern in patterns if names else ():
            path, _, below = (_filled(part, names) for part in pattern.partition("#"))
            path = posixpath.normpath(path)
            inside = not path.startswith("..") and self._site.has_file(path)
            if inside and self._site.holds_inside(path):
                self._site.opened.add(path)
                yield path, below

    def _read(self, path: str) -> ImageRecordFile:
        """One file, kept even if it cannot be read: it may be asked for by every image."""
        try:
            with open(self._site.root / path, "rb") as handle:
                data = handle.read(_MAX_BYTES + 1)
        except OSError as error:
            return _unread(error.strerror or str(error))
        if len(data) > _MAX_BYTES:
            return _unread(f"the record file is larger than {_MAX_BYTES >> 20} MB")
        return read_image_record(data, path)

    def _claims(self, statements: Sequence[_Statement]) -> Iterator[AnyClaim]:
        for statement in statements:
            prop = self._properties.get(statement.key)
            if prop is not None:
                yield from _claim(prop, statement)
        yield from _place_claim(statements)


def _unread(reason: str) -> ImageRecordFile:
    return ImageRecordFile(SourceText(""), flaws=(reason,))


def _conventional(article_path: str) -> Iterator[str]:
    """Where the records lie by convention, in the folders above an article from the nearest on."""
    for folder in PurePosixPath(article_path).parents if article_path else ():
        above = "" if str(folder) == "." else f"{folder}/".replace("{", "").replace("}", "")
        yield from (f"{above}{pattern}" for pattern in _CONVENTIONS)


def _statements(found: ImageRecordFile, below: str, path: str) -> Iterator[_Statement]:
    for field, key, passage in found.values(below):
        span = passage.span
        where = found.source.range(span) if span is not None else None
        yield _Statement(key, passage, Origin(Source.SIDECAR, field, range=where, path=path))


def _recorded(entries: Sequence[RecordEntry], article: Article) -> Iterator[_Statement]:
    for entry in entries:
        value = entry.value
        file = value.file
        path = article.path if file is None else file.path
        where = value.range_in_file(Span(0, len(value.text)))
        if file is None and value.span is not None:
            where = article.source.range(value.span)
        key = normalised(entry.path.rpartition(".")[2].partition("[")[0])
        yield _Statement(key, value, Origin(Source.SIDECAR, entry.path, range=where, path=path))


def _claim(prop: Property, statement: _Statement) -> Iterator[AnyClaim]:
    text = statement.passage.text
    value: Value | None = text
    if prop in _DATES:
        value = _date(text)
    elif prop is Property.PERSON_SHOWN:
        value = PersonName(name=text)
    if value is not None:
        yield Claim(prop, value, text, statement.origin)


def _date(text: str) -> PartialDate | None:
    """The date that a value gives by itself, with its year."""
    dates = (mention.date for mention in find_dates(text, None, None))
    return next((one for one in dates if one is not None and one.year and one.exists), None)


def _place_claim(statements: Sequence[_Statement]) -> Iterator[AnyClaim]:
    """The place that City, Country and the like make together, or that the record names whole."""
    known = image_record_keys().part_by_key
    parts = {known[one.key]: one for one in reversed(statements) if one.key in known}
    whole = parts.pop("whole", None)
    naming = naming_part(parts)
    if naming is not None:
        texts = {part: one.passage.text for part, one in parts.items()}
        place = place_of_parts(naming, texts)
        raw = ", ".join(texts.values())
        yield Claim(Property.LOCATION_CREATED, place, raw, parts[naming].origin, Standing.STATED)
    elif whole is not None:
        named = dateline_place(whole.passage.text)
        if named is not None:
            yield Claim(Property.LOCATION_CREATED, named, whole.passage.text, whole.origin)


def _names(src: str) -> dict[str, str]:
    """What stands for `{name}`, `{stem}` and `{path}`; empty where the reference names no file."""
    path = unquote(re.split(r"[?#]", src.strip(), maxsplit=1)[0]).replace("\\", "/")
    name = posixpath.basename(path)
    if not name or "\0" in path:
        return {}
    stem = posixpath.splitext(name)[0] if extension(name) in IMAGE_EXTENSIONS else name
    return {"name": name, "stem": stem, "path": path.lstrip("/")}


def _filled(pattern: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\{(name|stem|path)\}", lambda found: names[found[1]], pattern)
