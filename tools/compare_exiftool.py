"""Compare what capaudit reads from image files with exiftool, field by field.

Usage: python tools/compare_exiftool.py FILE_OR_FOLDER... [--differences]

Prints a table by format and field: how many values exiftool gives, how many are equal here.
Values are compared as text, white space at the ends aside; numbers and dates as exiftool writes
them with -n.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from capaudit.images.blocks import ImageDamagedError
from capaudit.images.file_bytes import FileBytes
from capaudit.images.formats import identify
from capaudit.images.reading import read_blocks

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

# exiftool's group and name of each field, as `-G1 -struct -n` prints them.
EXIF = {
    "IFD0:ImageDescription": "Exif:ImageDescription",
    "IFD0:Make": "Exif:Make",
    "IFD0:Model": "Exif:Model",
    "IFD0:Software": "Exif:Software",
    "IFD0:Artist": "Exif:Artist",
    "IFD0:Copyright": "Exif:Copyright",
    "IFD0:Orientation": "Exif:Orientation",
    "IFD0:XPTitle": "Exif:XPTitle",
    "IFD0:XPComment": "Exif:XPComment",
    "IFD0:XPAuthor": "Exif:XPAuthor",
    "IFD0:XPKeywords": "Exif:XPKeywords",
    "ExifIFD:DateTimeOriginal": "Exif:DateTimeOriginal",
    "ExifIFD:CreateDate": "Exif:DateTimeDigitized",
    "ExifIFD:UserComment": "Exif:UserComment",
    "ExifIFD:SubSecTimeOriginal": "Exif:SubSecTimeOriginal",
    "ExifIFD:OffsetTimeOriginal": "Exif:OffsetTimeOriginal",
    "ExifIFD:OffsetTimeDigitized": "Exif:OffsetTimeDigitized",
}
IIM = {
    "ObjectName": "2:05 Object Name",
    "Keywords": "2:25 Keywords",
    "ReleaseDate": "2:30 Release Date",
    "ReleaseTime": "2:35 Release Time",
    "ExpirationDate": "2:37 Expiration Date",
    "ExpirationTime": "2:38 Expiration Time",
    "SpecialInstructions": "2:40 Special Instructions",
    "DateCreated": "2:55 Date Created",
    "TimeCreated": "2:60 Time Created",
    "DigitalCreationDate": "2:62 Digital Creation Date",
    "DigitalCreationTime": "2:63 Digital Creation Time",
    "OriginatingProgram": "2:65 Originating Program",
    "By-line": "2:80 By-line",
    "By-lineTitle": "2:85 By-line Title",
    "City": "2:90 City",
    "Sub-location": "2:92 Sub-location",
    "Province-State": "2:95 Province/State",
    "Country-PrimaryLocationCode": "2:100 Country/Primary Location Code",
    "Country-PrimaryLocationName": "2:101 Country/Primary Location Name",
    "OriginalTransmissionReference": "2:103 Original Transmission Reference",
    "Headline": "2:105 Headline",
    "Credit": "2:110 Credit",
    "Source": "2:115 Source",
    "CopyrightNotice": "2:116 Copyright Notice",
    "Caption-Abstract": "2:120 Caption/Abstract",
    "Writer-Editor": "2:122 Writer/Editor",
}
XMP = {
    "XMP-dc:Creator": "dc:creator",
    "XMP-dc:Description": "dc:description",
    "XMP-dc:Title": "dc:title",
    "XMP-dc:Subject": "dc:subject",
    "XMP-dc:Rights": "dc:rights",
    **{
        f"XMP-photoshop:{name}": f"photoshop:{name}"
        for name in (
            *("City", "State", "Country", "Credit", "Source", "Headline", "Instructions"),
            *("DateCreated", "AuthorsPosition", "TransmissionReference"),
            "CaptionWriter",
        )
    },
    "XMP-xmp:CreateDate": "xmp:CreateDate",
    "XMP-xmp:CreatorTool": "xmp:CreatorTool",
    "XMP-xmpRights:UsageTerms": "xmpRights:UsageTerms",
    "XMP-xmpRights:WebStatement": "xmpRights:WebStatement",
    "XMP-iptcCore:Location": "Iptc4xmpCore:Location",
    "XMP-iptcCore:CountryCode": "Iptc4xmpCore:CountryCode",
    "XMP-iptcCore:AltTextAccessibility": "Iptc4xmpCore:AltTextAccessibility",
    "XMP-iptcCore:ExtDescrAccessibility": "Iptc4xmpCore:ExtDescrAccessibility",
    "XMP-iptcExt:PersonInImage": "Iptc4xmpExt:PersonInImage",
    "XMP-iptcExt:Event": "Iptc4xmpExt:Event",
    "XMP-iptcExt:DigitalSourceType": "Iptc4xmpExt:DigitalSourceType",
    "XMP-iptcExt:LocationCreated": "Iptc4xmpExt:LocationCreated",
    "XMP-iptcExt:LocationShown": "Iptc4xmpExt:LocationShown",
    **{
        f"XMP-iptcExt:{name}": f"Iptc4xmpExt:{name}"
        for name in (
            *("AISystemUsed", "AISystemVersionUsed", "AIPromptInformation"),
            "AIPromptWriterName",
        )
    },
    "XMP-plus:LicenseEndDate": "plus:LicenseEndDate",
    "XMP-prism:EmbargoDate": "prism:embargoDate",
    "XMP-prism:ExpirationDate": "prism:expirationDate",
    "XMP-prism:KillDate": "prism:killDate",
    "XMP-plus:Licensor": "plus:Licensor",
    "XMP-plus:ImageSupplier": "plus:ImageSupplier",
    "XMP-exif:DateTimeOriginal": "exif:DateTimeOriginal",
    "XMP-exif:DateTimeDigitized": "exif:DateTimeDigitized",
    "XMP-exif:GPSDateTime": "exif:GPSTimeStamp",
    "XMP-exif:UserComment": "exif:UserComment",
    "XMP-tiff:Software": "tiff:Software",
    "XMP-tiff:Orientation": "tiff:Orientation",
    "XMP-tiff:Artist": "tiff:Artist",
    "XMP-tiff:Copyright": "tiff:Copyright",
    "XMP-tiff:ImageDescription": "tiff:ImageDescription",
}
_NAMES = EXIF | {f"IPTC:{name}": field for name, field in IIM.items()} | XMP
_POSITION, _FIX_TIME = "Composite:GPSPosition", "Composite:GPSDateTime"


def main() -> int:
    """Print the table; 0 where at least 99% of the values are equal."""
    arguments = _arguments()
    if shutil.which("exiftool") is None:
        print("exiftool is not installed: nothing to compare with")
        return 0
    total: Counter[tuple[str, str]] = Counter()
    equal: Counter[tuple[str, str]] = Counter()
    for path, record in _records(_files(arguments.paths)):
        read = _read(path)
        if read is None:
            continue
        format_name, values = read
        for field, wanted in _wanted(record):
            total[format_name, field] += 1
            if wanted in values.get(field, set()):
                equal[format_name, field] += 1
            elif arguments.differences:
                print(f"{path}: {field}: exiftool {wanted!r}, capaudit {values.get(field)!r}")
    return _print_table(total, equal)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--differences", action="store_true", help="print every unequal value")
    return parser.parse_args()


def _files(paths: list[Path]) -> list[Path]:
    found = (
        one for path in paths for one in (sorted(path.rglob("*")) if path.is_dir() else [path])
    )
    return [one for one in found if one.is_file()]


def _records(files: list[Path]) -> Iterator[tuple[Path, dict[str, Json]]]:
    for start in range(0, len(files), 500):
        names = [str(file) for file in files[start : start + 500]]
        command = ["exiftool", "-j", "-G1", "-struct", "-n", "-q", *names]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        for record in json.loads(result.stdout or "[]", parse_float=str):
            yield Path(record["SourceFile"]), record


def _read(path: Path) -> tuple[str, dict[str, set[str]]] | None:
    """The format and every value capaudit reads, by field; `None` for what is no image to it."""
    with open(path, "rb", buffering=0) as handle:
        file = FileBytes(handle.fileno(), path.stat().st_size)
        kind = identify(file.head)
        if kind.scan is None:
            return None
        try:
            blocks = kind.scan(file)
        except ImageDamagedError as error:
            print(f"{path}: {error}")
            return None
    values: dict[str, set[str]] = {}
    for reading in read_blocks(blocks):
        for field in reading.fields:
            values.setdefault(field.field, set()).add(_plain(field.text))
    return blocks.format, values


def _wanted(record: dict[str, Json]) -> Iterator[tuple[str, str]]:
    """Fields and values that exiftool gives, spelt as capaudit spells them."""
    for name, value in record.items():
        field = _NAMES.get(name)
        if field is not None:
            yield from _flat(field, value)
    position = record.get(_POSITION)
    if isinstance(position, str) and "GPS:GPSLatitude" in record:
        yield "GPS:Position", _plain(", ".join(position.split()))
    fixed = record.get(_FIX_TIME)
    # Without a day it is a time of no date.
    if isinstance(fixed, str) and fixed[:1].isdigit() and "GPS:GPSDateStamp" in record:
        yield "GPS:DateTime", _plain(fixed.partition(".")[0])


def _flat(field: str, value: Json) -> Iterator[tuple[str, str]]:
    match value:
        case list():
            for one in value:
                yield from _flat(field, one)
        case dict():
            for part, one in value.items():
                yield from _flat(f"{field}.{part}", one)
        case _:
            text = _plain(str(value))
            if text:
                yield field, text


def _plain(text: str) -> str:
    """A value without what the two programs write differently: separators of dates, blanks."""
    text = " ".join(text.replace("\0", " ").split())
    if re.fullmatch(r"[\d:\-T+Z. ]{4,40}", text):
        return re.sub(r"[:\-T+Z. ]", "", text)
    if re.fullmatch(r"-?\d{1,3}\.\d+, -?\d{1,3}\.\d+", text):
        return ", ".join(f"{float(part):.4f}" for part in text.split(", "))
    return text


def _print_table(total: Counter[tuple[str, str]], equal: Counter[tuple[str, str]]) -> int:
    print(f"{'format':8} {'field':45} {'values':>7} {'equal':>7}")
    for key in sorted(total):
        print(f"{key[0]:8} {key[1]:45} {total[key]:7} {equal[key]:7}")
    share = equal.total() / total.total() if total else 1.0
    print(f"{'all':54} {total.total():7} {equal.total():7}  {share:.2%}")
    return 0 if share >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
