"""Measure how many images a second are read, beside exiftool over the same files.

Usage: python benchmarks/measure_images.py FOLDER [--count 5000] [--profile]

Writes the images into FOLDER unless they are there: JPEGs of 0.2 to 5 MB with Exif, IIM, XMP and
a colour profile as a camera and an editing program leave them. Their pixels are a hole in the
file, so that thousands fit on a disk and in memory. Prints images per second on one core, the peak
of memory, the floor (open and read 64 kB) and, where exiftool is installed, its time and the ratio.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from PIL import Image, ImageCms
from PIL.TiffImagePlugin import IFDRational

from capaudit.images import read_image
from support.images import build_image, jpeg_segment
from support.xmp_packet import xmp_packet

ROUNDS = 3
# The maker note, the editing history and the padding behind XMP: sizes of real files.
MAKER_NOTE_BYTES, HISTORY_ENTRIES, PADDING_BYTES = 14_000, 20, 2_000
_XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
CAPTION = (
    "Residents wade through a flooded street in the centre of Leeds, England, on Monday, "
    "Feb. 11, 2019, after the river Aire burst its banks. (Example News/Jane Doe)"
)
# Tags of the first directory, of the Exif directory and of the GPS directory: those that a camera
# of today writes, CIPA DC-008-2023.
# fmt: off
TIFF_TAGS = {
    0x010E: CAPTION, 0x010F: "Example", 0x0110: "EX-1", 0x0112: 1, 0x011A: IFDRational(300),
    0x011B: IFDRational(300), 0x0128: 2, 0x0131: "Example Editor 25.1", 0x013B: "Jane Doe",
    0x0132: "2019:02:11 10:00:00", 0x0213: 2, 0x8298: "Copyright 2019 Example News",
}
EXIF_TAGS = {
    0x829A: IFDRational(1, 250), 0x829D: IFDRational(28, 10), 0x8822: 1, 0x8827: 800,
    0x8830: 2, 0x8832: 800, 0x9000: b"0232", 0x9003: "2019:02:11 10:00:00",
    0x9004: "2019:02:11 10:00:00", 0x9010: "+01:00", 0x9011: "+01:00", 0x9012: "+01:00",
    0x9101: b"\1\2\3\0", 0x9201: IFDRational(7965784, 1000000), 0x9202: IFDRational(297, 100),
    0x9204: IFDRational(0), 0x9205: IFDRational(3), 0x9207: 5, 0x9209: 16,
    0x920A: IFDRational(70), 0x9290: "45", 0x9291: "45", 0x9292: "45", 0xA000: b"0100",
    0xA001: 1, 0xA002: 1600, 0xA003: 1200, 0xA20E: IFDRational(1600, 36),
    0xA20F: IFDRational(1200, 24), 0xA210: 2, 0xA217: 2, 0xA300: b"\3", 0xA301: b"\1",
    0xA401: 0, 0xA402: 0, 0xA403: 0, 0xA406: 0, 0xA408: 0, 0xA40A: 0, 0xA430: "Example",
    0xA431: "012345678901", 0xA432: (24.0, 70.0, 2.8, 2.8), 0xA433: "Example",
    0xA434: "EX 24-70mm F2.8", 0xA435: "0000012345", 0x927C: bytes(MAKER_NOTE_BYTES),
}
GPS_TAGS = {
    0: b"\2\3\0\0", 1: "N", 2: (53.0, 48.0, 0.0), 3: "W", 4: (1.0, 33.0, 0.0), 5: b"\0",
    6: IFDRational(63), 7: (10.0, 0.0, 0.0), 18: "WGS-84", 29: "2019:02:11",
}
# fmt: on
IIM = {
    "2:05 Object Name": "FLOODS",
    "2:25 Keywords": "; ".join(f"keyword {number}" for number in range(12)),
    "2:40 Special Instructions": "NO ARCHIVES",
    "2:55 Date Created": "20190211",
    "2:60 Time Created": "100000+0100",
    "2:80 By-line": "Jane Doe",
    "2:85 By-line Title": "STF",
    "2:90 City": "Leeds",
    "2:95 Province/State": "England",
    "2:100 Country/Primary Location Code": "GBR",
    "2:101 Country/Primary Location Name": "United Kingdom",
    "2:103 Original Transmission Reference": "XLE101",
    "2:105 Headline": "Floods in northern England",
    "2:110 Credit": "Example News",
    "2:115 Source": "EXN",
    "2:116 Copyright Notice": "Copyright 2019 Example News",
    "2:120 Caption/Abstract": CAPTION,
}
XMP = {
    "dc:creator": "Jane Doe",
    "dc:description": CAPTION,
    "dc:subject": "; ".join(f"keyword {number}" for number in range(12)),
    "dc:rights": "Copyright 2019 Example News",
    "dc:title": "FLOODS",
    "photoshop:DateCreated": "2019-02-11T10:00:00+01:00",
    "photoshop:City": "Leeds",
    "photoshop:State": "England",
    "photoshop:Country": "United Kingdom",
    "photoshop:Credit": "Example News",
    "photoshop:Source": "EXN",
    "photoshop:Headline": "Floods in northern England",
    "photoshop:Instructions": "NO ARCHIVES",
    "xmp:CreateDate": "2019-02-11T10:00:00+01:00",
    "xmp:CreatorTool": "Example Editor 25.1",
    "Iptc4xmpExt:PersonInImage": "Ann Example; Bob Example",
}


def main() -> int:
    """Write the images, read them, print the figures."""
    arguments = _arguments()
    paths = _images(arguments.folder, arguments.count)
    if arguments.profile:
        return _profile(paths)
    reading = _read(paths[0])
    print(f"{len(paths)} images of {sum(path.stat().st_size for path in paths) >> 20} MB, ", end="")
    print(f"{len(reading.claims)} claims each")
    floor = _rate(paths, _open)
    rate = _rate(paths, _read)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"floor {floor:,.0f} images/s; read {rate:,.0f} images/s; {used} MB at most")
    _compare(arguments.folder, paths, rate)
    return 0


def _rate(paths: list[Path], read: Callable[[Path], object]) -> float:
    """Images per second of processor time, the best of several rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        started = time.process_time()
        for path in paths:
            read(path)
        best = max(best, len(paths) / (time.process_time() - started))
    return best


def _open(path: Path) -> bytes:
    with open(path, "rb", buffering=0) as handle:
        return handle.read(65_536)


def _read(path: Path) -> object:
    return read_image(path, path.name)


def _profile(paths: list[Path]) -> int:
    profile = cProfile.Profile()
    profile.enable()
    for path in paths:
        _read(path)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    return 0


def _compare(folder: Path, paths: list[Path], rate: float) -> None:
    if shutil.which("exiftool") is None:
        print("exiftool is not installed: nothing to compare with")
        return
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["exiftool", "-fast2", "-j", "-q", str(folder)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    theirs = len(paths) / seconds
    print(f"exiftool -fast2 -j {theirs:,.0f} images/s: {rate / theirs:.1f} times as many here")


def _images(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    image, chance = _image(), random.Random(1)
    paths = [folder / f"{number:05}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        size = chance.randrange(200_000, 5_000_000)
        if not path.exists():
            with open(path, "wb") as handle:
                handle.write(_at_its_own_time(image, number)[:-2])
                handle.seek(size)
                handle.write(b"\xff\xd9")
    return paths


def _at_its_own_time(image: bytes, number: int) -> bytes:
    """The image with other dates than the rest of the folder, in every block."""
    hour, minute, second = number // 3600 % 24, number // 60 % 60, number % 60
    clock = f"{hour:02}:{minute:02}:{second:02}"
    image = image.replace(b"10:00:00", clock.encode())
    return image.replace(b"100000", clock.replace(":", "").encode())


def _image() -> bytes:
    """A small picture with metadata as large as agencies' pictures carry."""
    plain = build_image(size=(1600, 1200), fields=IIM)
    history = "".join(
        f'<rdf:li st:action="saved" st:instanceID="xmp.iid:{number:032x}" '
        'st:when="2019-02-11T10:00:00+01:00" st:softwareAgent="Example Editor 25.1" '
        'st:changed="/"/>'
        for number in range(HISTORY_ENTRIES)
    )
    element = (
        '<xmpMM:History xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
        'xmlns:st="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#">'
        f"<rdf:Seq>{history}</rdf:Seq></xmpMM:History></rdf:Description>"
    )
    packet = xmp_packet(XMP).replace(b"</rdf:Description>", element.encode(), 1)
    return b"".join(
        (
            plain[:2],
            jpeg_segment(0xE1, _exif()),
            jpeg_segment(0xE1, _XMP_HEADER + packet + b" " * PADDING_BYTES),
            jpeg_segment(0xE2, b"ICC_PROFILE\0\1\1" + _colour_profile()),
            plain[2:],
        )
    )


def _exif() -> bytes:
    exif = Image.Exif()
    exif.update(TIFF_TAGS)
    exif.get_ifd(0x8769).update(EXIF_TAGS)
    exif.get_ifd(0x8825).update(GPS_TAGS)
    return exif.tobytes()


def _colour_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
