"""Makes the JPEG files of the archive: a few drawn scans, each picture with metadata of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests"))

from benchmarks.stories import Picture  # noqa: E402
from support.images import embed_metadata  # noqa: E402

SCANS = 24
SIZES = ((900, 600), (1024, 683), (1200, 800))
# The coarser the grain, the larger the file: 30 to 120 kB.
GRAINS = (6, 14, 22)
CAMERAS = (("Example", "EX-1"), ("Example", "EX-7R"), ("Specimen", "S 20"))
INSTRUCTIONS = ("", "NO SALES", "EDITORIAL USE ONLY", "MANDATORY CREDIT")


def scans(seed: int) -> list[bytes]:
    """JPEG files without metadata, the same for the same seed and encoder."""
    return [_scan(Random(f"{seed}/scan {number}")) for number in range(SCANS)]


def _scan(chance: Random) -> bytes:
    """Blurred shapes under a grain, about as hard to encode as a photograph."""
    size = chance.choice(SIZES)
    image = Image.new("RGB", size, _colour(chance))
    pen = ImageDraw.Draw(image)
    for _ in range(30):
        left, top = chance.randrange(size[0]), chance.randrange(size[1])
        right, bottom = left + chance.randrange(20, 400), top + chance.randrange(20, 400)
        pen.ellipse((left, top, right, bottom), fill=_colour(chance))
    image = image.filter(ImageFilter.GaussianBlur(3))
    grain = _grain(size, chance)
    stream = io.BytesIO()
    Image.blend(image, grain, chance.choice(GRAINS) / 100).save(stream, "JPEG", quality=66)
    return stream.getvalue()


def _grain(size: tuple[int, int], chance: Random) -> Image.Image:
    """Noise of this generator's own: Pillow's is another with each call."""
    small = (size[0] // 2, size[1] // 2)
    noise = Image.frombytes("L", small, chance.randbytes(small[0] * small[1]))
    return noise.resize(size, Image.Resampling.BILINEAR).convert("RGB")


def _colour(chance: Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)


def picture_file(picture: Picture, drawn: Sequence[bytes], name: str, seed: int) -> bytes:
    """One of the scans with what camera and agency write into a picture's file.

    `name` is the picture's own: what the story does not settle hangs on it.
    """
    chance = Random(f"{seed}/{name}")
    fields = _camera(picture, chance) | _iim(picture, name, chance) | _xmp(picture, name)
    return embed_metadata("jpeg", SIZES[0], chance.choice(drawn), fields)


def _camera(picture: Picture, chance: Random) -> dict[str, str]:
    moment = datetime.combine(picture.day, time(8)) + timedelta(seconds=chance.randrange(36_000))
    make, model = chance.choice(CAMERAS)
    taken = moment.strftime("%Y:%m:%d %H:%M:%S")
    fields = {
        "Exif:ImageDescription": picture.description,
        "Exif:Make": make,
        "Exif:Model": model,
        "Exif:Software": f"Example Editor {chance.randrange(8, 26)}.1",
        "Exif:DateTime": taken,
        "Exif:Artist": picture.creator,
        "Exif:Copyright": f"© {picture.day.year} {picture.agency}",
        "Exif:DateTimeOriginal": taken,
        "Exif:DateTimeDigitized": taken,
        "Exif:SubSecTimeOriginal": f"{chance.randrange(100):02}",
    }
    if chance.random() < 0.5:
        fields["GPS:Latitude"] = f"{picture.town.latitude + chance.uniform(-0.02, 0.02):.6f}"
        fields["GPS:Longitude"] = f"{picture.town.longitude + chance.uniform(-0.02, 0.02):.6f}"
    return fields


def _iim(picture: Picture, name: str, chance: Random) -> dict[str, str]:
    fields = {
        "2:05 Object Name": name,
        "2:25 Keywords": f"{picture.town.name}; {picture.town.country}; {picture.agency}",
        "2:55 Date Created": picture.day.strftime("%Y%m%d"),
        "2:80 By-line": picture.creator,
        "2:90 City": picture.town.name,
        "2:95 Province/State": picture.town.region,
        "2:100 Country/Primary Location Code": picture.town.code,
        "2:101 Country/Primary Location Name": picture.town.country,
        "2:110 Credit": picture.agency,
        "2:115 Source": picture.agency,
        "2:116 Copyright Notice": f"© {picture.day.year} {picture.agency}",
        "2:120 Caption/Abstract": picture.description,
    }
    instructions = chance.choice(INSTRUCTIONS)
    return fields | ({"2:40 Special Instructions": instructions} if instructions else {})


def _xmp(picture: Picture, name: str) -> dict[str, str]:
    fields = {
        "dc:title": name,
        "dc:creator": picture.creator,
        "dc:description": picture.description,
        "dc:rights": f"© {picture.day.year} {picture.agency}",
        "dc:subject": f"{picture.town.name}; {picture.town.country}; {picture.agency}",
        "photoshop:DateCreated": picture.day.isoformat(),
        "photoshop:City": picture.town.name,
        "photoshop:State": picture.town.region,
        "photoshop:Country": picture.town.country,
        "photoshop:Credit": picture.agency,
        "photoshop:Source": picture.agency,
    }
    return fields | ({"Iptc4xmpExt:PersonInImage": picture.person} if picture.person else {})
