"""Read a site's own record of an image (YAML or JSON), each value with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from capaudit.model.article import RecordEntry
from capaudit.model.text import Passage, SourceText
from capaudit.readers.decode import decode
from capaudit.readers.json_record import read_json
from capaudit.readers.record import Record, normalised

_SUFFIXES_OF_JSON = (".json", ".jsonc", ".geojson")
# Twenty values for each of ten thousand images: a file may hold the records of a whole site.
_MOST_VALUES = 200_000


class ImageRecordFile(msgspec.Struct, frozen=True):
    """A file with records of one image or of many, and what could not be read of it.

    `records` are the values by the path of keys that their record lies under, empty at the top,
    each with its own key.
    """

    source: SourceText
    records: Mapping[str, Sequence[tuple[str, RecordEntry]]] = {}
    flaws: tuple[str, ...] = ()

    def values(self, below: str = "") -> Iterator[tuple[str, str, Passage]]:
        """The path, normalised key and text of each value of the record below a path of keys.

        An item of a list goes by the key of the list.
        """
        for key, entry in self.records.get(below, ()):
            if entry.value.text.strip():
                yield entry.path, normalised(key), entry.value.stripped()

    def passage(self, path: str) -> Passage | None:
        """The value at a path of keys (`photos.flood.credit`); `None` where absent or empty."""
        below = path.rpartition(".")[0]
        entries = (entry for _, entry in self.records.get(below, ()) if entry.path == path)
        found = next(entries, None)
        return found.value if found is not None and found.value.text.strip() else None


def read_image_record(data: bytes, path: str) -> ImageRecordFile:
    """Read a record file: JSON by its suffix, else YAML. Broken ones give flaws and what is left.

    `path` is only looked at for its suffix.
    """
    decoded = decode(data)
    text = decoded.text
    if path.lower().endswith(_SUFFIXES_OF_JSON):
        record, _ = read_json(text, 0, len(text), _MOST_VALUES)
    else:
        # Sites with JSON records need not wait for the parser.
        from capaudit.readers.yaml_record import read_yaml  # noqa: PLC0415

        record = read_yaml(text, 0, len(text), _MOST_VALUES)
    flaws = (*decoded.flaws, *record.flaws)
    said = [flaw.message.replace("the YAML front matter", "the YAML") for flaw in flaws]
    if record.is_incomplete:
        said.append(f"more than {_MOST_VALUES:,} values; the rest is not read")
    return ImageRecordFile(SourceText(text), _by_record(record), tuple(said))


def _by_record(record: Record) -> dict[str, list[tuple[str, RecordEntry]]]:
    """The values under the path of their record: one file may serve many thousand images."""
    found: dict[str, list[tuple[str, RecordEntry]]] = {}
    for path, entry in record.entries.items():
        below, _, key = path.rpartition(".")
        found.setdefault(below, []).append((key.partition("[")[0], entry))
    return found
