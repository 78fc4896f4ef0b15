"""Draws the pictures of the sample sites and writes their metadata, as `images.toml` says.

Run it from anywhere: `python samples/make_images.py`. The same table always gives the same
pictures; their bytes may differ between versions of Pillow's encoders.
"""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Callable
from math import pi, sin
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image, ImageDraw

SAMPLES = Path(__file__).resolve().parent
sys.path.insert(0, str(SAMPLES.parent / "tests"))

from support.images import embed_metadata  # noqa: E402

Colour = tuple[int, int, int]
Scene = Callable[[ImageDraw.ImageDraw, tuple[int, int], Random], None]

SIZE = (640, 410)
FORMATS = {".jpg": "jpeg", ".png": "png", ".webp": "webp"}
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 82, "optimize": True},
    "png": {"optimize": True},
    "webp": {"quality": 80, "method": 6},
}
DAY: tuple[Colour, Colour] = ((126, 178, 214), (244, 226, 200))
DUSK: tuple[Colour, Colour] = ((58, 66, 110), (238, 150, 110))
NIGHT: tuple[Colour, Colour] = ((10, 14, 38), (46, 58, 104))
SAND: tuple[Colour, Colour] = ((230, 176, 120), (250, 232, 200))


def main() -> None:
    """Write every picture of the table, and say how much there is."""
    table = tomllib.loads((SAMPLES / "images.toml").read_text("utf-8"))
    sizes = [write_picture(SAMPLES / path, path, entry) for path, entry in table.items()]
    print(f"{len(sizes)} pictures, {sum(sizes) / 1e6:.2f} MB")


def write_picture(target: Path, name: str, entry: dict[str, Any]) -> int:
    """Draw one picture, embed its metadata, write it; returns its size in bytes."""
    image_format = entry.get("format", FORMATS[target.suffix])
    width, height = entry.get("size", SIZE)
    pixels = draw(SCENES[entry["scene"]], (width, height), Random(name), image_format)
    written = embed_metadata(image_format, (width, height), pixels, fields(entry, image_format))
    if entry.get("truncated"):
        written = written[: len(written) * 3 // 5]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(written)
    return len(written)


def draw(scene: Scene, size: tuple[int, int], chance: Random, image_format: str) -> bytes:
    """The scene as the bytes of an image without metadata."""
    picture = Image.new("RGB", size)
    scene(ImageDraw.Draw(picture), size, chance)
    buffer = io.BytesIO()
    picture.save(buffer, image_format, **SAVE_OPTIONS[image_format])
    return buffer.getvalue()


# --- metadata ---------------------------------------------------------------------------------


def fields(entry: dict[str, Any], image_format: str) -> dict[str, str]:
    """One entry's metadata under the names of its blocks; WebP holds no IIM."""
    written = {**_exif_fields(entry), **_xmp_fields(entry), **entry.get("fields", {})}
    return written if image_format == "webp" else {**written, **_iim_fields(entry)}


def _exif_fields(entry: dict[str, Any]) -> dict[str, str]:
    day, _, clock = entry.get("taken", "").partition("T")
    found = {
        "Exif:Artist": entry.get("creator"),
        "Exif:Copyright": entry.get("copyright"),
        "Exif:ImageDescription": entry.get("description"),
    }
    if day:
        found["Exif:DateTimeOriginal"] = f"{day.replace('-', ':')} {clock[:8]}"
        found["Exif:OffsetTimeOriginal"] = clock[8:]
    return {key: value for key, value in found.items() if value}


def _iim_fields(entry: dict[str, Any]) -> dict[str, str]:
    day, _, clock = entry.get("taken", "").partition("T")
    found = {
        "2:55 Date Created": day.replace("-", ""),
        "2:60 Time Created": clock.replace(":", ""),
        "2:80 By-line": entry.get("creator"),
        "2:90 City": entry.get("city"),
        "2:100 Country/Primary Location Code": entry.get("code"),
        "2:101 Country/Primary Location Name": entry.get("country"),
        "2:110 Credit": entry.get("credit"),
        "2:115 Source": entry.get("credit"),
        "2:116 Copyright Notice": entry.get("copyright"),
        "2:120 Caption/Abstract": entry.get("description"),
    }
    return {key: value for key, value in found.items() if value}


def _xmp_fields(entry: dict[str, Any]) -> dict[str, str]:
    found = {
        "dc:creator": entry.get("creator"),
        "dc:description": entry.get("description"),
        "dc:rights": entry.get("copyright"),
        "photoshop:DateCreated": entry.get("taken"),
        "photoshop:City": entry.get("city"),
        "photoshop:Country": entry.get("country"),
        "photoshop:Credit": entry.get("credit"),
        "Iptc4xmpCore:CountryCode": entry.get("code"),
    }
    return {key: value for key, value in found.items() if value}


# --- scenes -----------------------------------------------------------------------------------


def harbour(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """A quay with cranes and a ship."""
    _fade(pen, size, DAY, 0.0, 0.6)
    _sun(pen, size, chance, (255, 244, 214))
    _ridge(pen, size, chance, 0.55, (120, 138, 160))
    _fade(pen, size, ((96, 140, 164), (38, 74, 104)), 0.6, 1.0)
    for number in range(3):
        _crane(pen, size, 0.12 + 0.16 * number + 0.04 * chance.random())
    _ship(pen, size, 0.6 + 0.1 * chance.random())


def river(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """A bridge of three arches over a river."""
    _fade(pen, size, DUSK, 0.0, 0.55)
    _sun(pen, size, chance, (255, 220, 170))
    _ridge(pen, size, chance, 0.5, (86, 78, 104))
    _fade(pen, size, ((210, 140, 116), (54, 58, 96)), 0.55, 1.0)
    _bridge(pen, size, (62, 54, 70))


def rails(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """A track that runs to the horizon."""
    width, height = size
    _fade(pen, size, DAY, 0.0, 0.5)
    _ridge(pen, size, chance, 0.45, (132, 150, 138))
    _fade(pen, size, ((168, 152, 122), (110, 94, 76)), 0.5, 1.0)
    vanishing = width * (0.35 + 0.3 * chance.random())
    for step in range(1, 16):
        depth = (step / 15) ** 2
        y, half = height * (0.5 + 0.5 * depth), 12 + width * 0.3 * depth
        middle = vanishing + (width / 2 - vanishing) * depth
        pen.line((middle - half, y, middle + half, y), (82, 64, 52), 2 + int(9 * depth))
    for side in (-1, 1):
        foot = width / 2 + side * width * 0.22
        pen.line((vanishing + 8 * side, height * 0.5, foot, height), (204, 208, 214), 6)


def dunes(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """Ridges of sand, the nearest the darkest."""
    _fade(pen, size, SAND, 0.0, 1.0)
    _sun(pen, size, chance, (255, 250, 232))
    for number, colour in enumerate(((224, 172, 112), (202, 144, 88), (168, 112, 66))):
        _ridge(pen, size, chance, 0.5 + 0.16 * number, colour)


def hills(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """Green hills behind one another."""
    _fade(pen, size, DAY, 0.0, 1.0)
    _sun(pen, size, chance, (255, 246, 220))
    for number, colour in enumerate(((150, 172, 150), (108, 142, 102), (70, 104, 66))):
        _ridge(pen, size, chance, 0.48 + 0.17 * number, colour)


def night(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """Stars and lamps over dark water."""
    width, height = size
    _fade(pen, size, NIGHT, 0.0, 0.65)
    for _ in range(90):
        x, y, r = chance.random() * width, chance.random() * height * 0.6, chance.random() * 1.6
        pen.ellipse((x - r, y - r, x + r, y + r), (236, 236, 220))
    _ridge(pen, size, chance, 0.6, (16, 18, 36))
    _fade(pen, size, ((24, 28, 56), (8, 10, 24)), 0.68, 1.0)
    for _ in range(14):
        x, y = chance.random() * width, height * (0.72 + 0.25 * chance.random())
        pen.ellipse((x - 6, y - 5, x + 6, y + 5), (248, 184, 92))


def tower(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """A tower with stripes on a rock."""
    width, height = size
    _fade(pen, size, DUSK, 0.0, 1.0)
    _ridge(pen, size, chance, 0.78, (52, 48, 62))
    middle = width * (0.4 + 0.2 * chance.random())
    for number in range(5):
        top, half = height * (0.2 + 0.12 * number), width * (0.04 + 0.006 * number)
        colour = (196, 62, 54) if number % 2 else (240, 236, 228)
        pen.rectangle((middle - half, top, middle + half, top + height * 0.12), colour)
    lamp = width * 0.03
    pen.rectangle((middle - lamp, height * 0.13, middle + lamp, height * 0.2), (252, 226, 130))


def hall(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """People before tall windows."""
    width, height = size
    _fade(pen, size, ((150, 132, 116), (206, 190, 168)), 0.0, 1.0)
    for number in range(5):
        x = width * (0.06 + 0.19 * number)
        pen.rectangle((x, height * 0.1, x + width * 0.11, height * 0.58), (240, 236, 214))
    for _ in range(8):
        x, tall = chance.random() * width, height * (0.24 + 0.12 * chance.random())
        coat = tuple(40 + chance.randrange(90) for _ in range(3))
        top = height * 0.96 - tall
        pen.rounded_rectangle((x - 16, top, x + 16, height * 0.96), 14, coat)
        pen.ellipse((x - 10, top - 18, x + 10, top + 4), (214, 176, 148))


def pans(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> None:
    """Shallow ponds with cones of salt beside them."""
    width, height = size
    _fade(pen, size, DAY, 0.0, 0.45)
    _fade(pen, size, ((170, 160, 140), (136, 124, 104)), 0.45, 1.0)
    for row in range(3):
        top = height * (0.5 + 0.17 * row)
        for column in range(4):
            x = width * (0.02 + 0.25 * column)
            tint = chance.randrange(24)
            box = (x, top, x + width * 0.21, top + height * 0.12)
            pen.rectangle(box, (140 + tint, 180 + tint, 200))
    for _ in range(6):
        x, y = chance.random() * width, height * (0.5 + 0.4 * chance.random())
        pen.polygon(((x - 26, y), (x, y - 34), (x + 26, y)), (246, 246, 244))


SCENES: dict[str, Scene] = {
    "harbour": harbour,
    "river": river,
    "rails": rails,
    "dunes": dunes,
    "hills": hills,
    "night": night,
    "tower": tower,
    "hall": hall,
    "pans": pans,
}


# --- parts of scenes --------------------------------------------------------------------------


def _fade(
    pen: ImageDraw.ImageDraw,
    size: tuple[int, int],
    colours: tuple[Colour, Colour],
    top: float,
    bottom: float,
) -> None:
    """A vertical gradient between two heights, given as shares of the picture's."""
    width, height = size
    first, last = int(height * top), int(height * bottom)
    for y in range(first, last):
        share = (y - first) / max(1, last - first)
        mixed = tuple(
            round(a + (b - a) * share) for a, b in zip(colours[0], colours[1], strict=True)
        )
        pen.line((0, y, width, y), mixed)


def _sun(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random, colour: Colour) -> None:
    width, height = size
    x, y, r = width * (0.2 + 0.6 * chance.random()), height * 0.22, height * 0.07
    pen.ellipse((x - r, y - r, x + r, y + r), colour)


def _ridge(
    pen: ImageDraw.ImageDraw,
    size: tuple[int, int],
    chance: Random,
    level: float,
    colour: Colour,
) -> None:
    """A skyline of two waves, filled down to the picture's foot."""
    width, height = size
    phase, waves = chance.random() * 2 * pi, 1 + 2 * chance.random()
    points = []
    for x in range(0, width + 8, 8):
        swing = sin(phase + waves * 2 * pi * x / width) + 0.4 * sin(5 * phase + 9 * x / width)
        points.append((x, height * (level - 0.06 * swing)))
    pen.polygon((*points, (width, height), (0, height)), colour)


def _crane(pen: ImageDraw.ImageDraw, size: tuple[int, int], at: float) -> None:
    width, height = size
    x, foot, top = width * at, height * 0.62, height * 0.24
    pen.line((x, foot, x, top), (72, 70, 80), 6)
    pen.line((x - 22, top + 10, x + 70, top - 4), (72, 70, 80), 5)
    pen.line((x + 60, top, x + 60, top + 60), (72, 70, 80), 2)


def _ship(pen: ImageDraw.ImageDraw, size: tuple[int, int], at: float) -> None:
    width, height = size
    x, y = width * at, height * 0.7
    hull = ((x - 110, y), (x + 120, y), (x + 96, y + 34), (x - 90, y + 34))
    pen.polygon(hull, (128, 48, 44))
    pen.rectangle((x + 40, y - 44, x + 92, y), (238, 236, 230))
    for number in range(4):
        left = x - 96 + 32 * number
        colour = ((66, 110, 140), (196, 144, 70), (88, 124, 92), (150, 84, 70))[number]
        pen.rectangle((left, y - 24, left + 28, y), colour)


def _bridge(pen: ImageDraw.ImageDraw, size: tuple[int, int], colour: Colour) -> None:
    width, height = size
    deck = height * 0.46
    pen.rectangle((0, deck, width, deck + 16), colour)
    for number in range(4):
        x = width * number / 3
        pen.rectangle((x - 14, deck, x + 14, height * 0.72), colour)
        if number < 3:
            pen.arc((x + 8, deck - 10, x + width / 3 - 8, height * 0.86), 180, 360, colour, 12)


if __name__ == "__main__":
    main()
