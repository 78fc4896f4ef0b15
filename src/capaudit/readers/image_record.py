"""Read a site's own record of an image (YAML or JSON), each value with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from capaudit.model.text import Passage, SourceText
from capaudit.readers.decode import decode
from capaudit.readers.json_record import read_json
from capaudit.readers.record import Record, normalised

_SUFFIXES_OF_JSON = (".json", ".jsonc", ".geojson")


class ImageRecordFile(msgspec.Struct, frozen=True):
    """A file with records of one image or of many, and what could not be read of it."""

    source: SourceText
    record: Record
    flaws: tuple[str, ...] = ()

    def values(self, below: str = "") -> Iterator[tuple[str, str, Passage]]:
        """The path, normalised key and text of each value of the record below a path of keys.

        An item of a list goes by the key of the list.
        """
        prefix = f"{below}." if below else ""
        for path, entry in self.record.entries.items():
            if not path.startswith(prefix):
                continue
            key = path[len(prefix) :].partition("[")[0]
            if "." not in key and entry.value.text.strip():
                yield path, normalised(key), entry.value.stripped()


def read_image_record(data: bytes, path: str) -> ImageRecordFile:
    """Read a record file: JSON by its suffix, else YAML. Broken ones give flaws and what is left.

    `path` is only looked at for its suffix.
    """
    decoded = decode(data)
    text = decoded.text
    if path.lower().endswith(_SUFFIXES_OF_JSON):
        record, _ = read_json(text, 0, len(text))
    else:
        # Sites with JSON records need not wait for the parser.
        from capaudit.readers.yaml_record import read_yaml  # noqa: PLC0415

        record = read_yaml(text, 0, len(text))
    flaws = (*decoded.flaws, *record.flaws)
    said = (flaw.message.replace("the YAML front matter", "the YAML") for flaw in flaws)
    return ImageRecordFile(SourceText(text), record, tuple(said))
