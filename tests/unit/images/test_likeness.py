"""Perceptual hashes: copies are alike, other pictures are not, and no file is decoded unbounded."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from capaudit.images import likeness
from capaudit.images.likeness import MOST_APART, bands_of, bits_apart, likeness_of
from support.images import build_image, build_scene, embed_metadata


def look(data: bytes, folder: Path, name: str = "picture", pixels: int = 320 * 240) -> bytes | None:
    path = folder / name
    path.write_bytes(data)
    return likeness_of(path, pixels, 1)


@pytest.mark.parametrize(
    ("format", "size", "quality"),
    [
        ("jpeg", (160, 120), 50),
        ("png", (320, 240), 0),
        ("webp", (640, 480), 60),
        ("gif", (320, 240), 0),
    ],
)
def test_copies_are_alike(format: str, size: tuple[int, int], quality: int, tmp_path: Path) -> None:
    first = look(build_scene("harbour"), tmp_path)
    copy = look(build_scene("harbour", format, size, quality), tmp_path)
    assert first is not None
    assert copy is not None
    assert bits_apart(first, copy) <= MOST_APART
    assert set(bands_of(first)) & set(bands_of(copy))


def test_other_pictures_are_not_alike(tmp_path: Path) -> None:
    hashes = [look(build_scene(name), tmp_path) for name in ("harbour", "hills", "market", "crowd")]
    assert None not in hashes
    apart = [
        bits_apart(one, other)
        for one in hashes
        for other in hashes
        if one is not other and one is not None and other is not None
    ]
    assert min(apart) > 2 * MOST_APART


def test_metadata_change_nothing_and_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = build_scene("harbour")
    described = embed_metadata("jpeg", (320, 240), plain, {"Exif:Artist": "Jane Doe"})
    assert len(described) > len(plain)

    def fail(image: Image.Image) -> None:
        raise AssertionError("Exif was read")

    monkeypatch.setattr(Image.Image, "getexif", fail)
    assert look(described, tmp_path) == look(plain, tmp_path)


def test_a_blank_picture_looks_like_nothing(tmp_path: Path) -> None:
    assert look(build_image("jpeg"), tmp_path) is None


@pytest.mark.parametrize("cut", [0, 2, 3, 20, 200, 1000])
def test_a_damaged_picture_has_no_hash(cut: int, tmp_path: Path) -> None:
    assert look(build_scene("harbour")[:cut], tmp_path) is None


def test_a_picture_is_not_decoded_beyond_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(data: bytes) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(likeness, "_hash", fail)
    assert look(build_scene("harbour"), tmp_path, pixels=likeness.MAX_PIXELS + 1) is None
    assert look(build_scene("harbour"), tmp_path, pixels=0) is None


def test_a_picture_that_hides_its_size_is_not_decoded(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("L", (8, 8)).save(stream, "PNG")
    header = struct.pack(">II", 60_000, 60_000) + b"\x08\x00\x00\x00\x00"
    chunk = b"IHDR" + header
    data = stream.getvalue()
    bomb = data[:12] + chunk + struct.pack(">I", zlib.crc32(chunk)) + data[33:]
    assert look(bomb, tmp_path, pixels=64) is None


def test_a_file_that_is_gone_has_no_hash(tmp_path: Path) -> None:
    assert likeness_of(tmp_path / "gone.jpg", 10, 10) is None
