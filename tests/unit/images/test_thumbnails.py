"""Small copies for contact sheets: upright, without metadata, and bounded."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import pytest
from PIL import Image

from capaudit.images.thumbnails import ThumbnailMaker, thumbnail_of
from capaudit.model.thumbnail import Picture, Thumbnail
from support.images import build_image, png_chunk

FIELDS = {"2:80 By-line": "Mara Lindqvist", "photoshop:City": "Halden"}


def only(made: Thumbnail | str | None) -> Image.Image:
    assert isinstance(made, Thumbnail), made
    image = Image.open(io.BytesIO(made.webp))
    assert image.size == (made.width, made.height)
    return image


def two_coloured() -> bytes:
    """A landscape whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (400, 200), "red")
    image.paste((0, 0, 255), (200, 0, 400, 200))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("orientation", "size", "top_left_is_red"),
    [(1, (100, 50), True), (3, (100, 50), False), (6, (50, 100), True), (8, (50, 100), False)],
)
def test_a_copy_is_turned_as_the_camera_was_held(
    orientation: int, size: tuple[int, int], top_left_is_red: bool
) -> None:
    copy = only(thumbnail_of(two_coloured(), Picture("a.jpg", 100, orientation)))
    assert copy.size == size
    red, _, blue = copy.convert("RGB").getpixel((8, 8))  # type: ignore[misc]
    assert (red > blue) is top_left_is_red


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "gif"])
def test_each_format_has_a_copy_no_larger_than_asked(format: str) -> None:
    data = build_image(format, (640, 480))
    assert only(thumbnail_of(data, Picture("a", 120))).size == (120, 90)


def test_a_small_picture_is_not_blown_up() -> None:
    assert only(thumbnail_of(build_image("png", (16, 9)), Picture("a", 480))).size == (16, 9)


def test_no_metadata_go_with_a_copy() -> None:
    copy = thumbnail_of(build_image("jpeg", (640, 480), fields=FIELDS), Picture("a", 240))
    assert isinstance(copy, Thumbnail)
    assert b"Lindqvist" not in copy.webp
    assert b"EXIF" not in copy.webp


def test_a_large_colour_profile_stays_behind() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (64, 64)).save(stream, "PNG", icc_profile=b"profile" * 50_000)
    copy = thumbnail_of(stream.getvalue(), Picture("a.png", 240))
    assert isinstance(copy, Thumbnail)
    assert len(copy.webp) < 1000


def test_a_picture_of_gigapixels_is_refused_before_it_is_decoded() -> None:
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", b"x")
    assert thumbnail_of(bomb, Picture("a.png", 240)) == "too large to show"


def test_a_jpeg_of_endless_passes_is_refused() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (2000, 2000)).save(stream, "JPEG", progressive=True)
    whole = stream.getvalue()
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    assert only(thumbnail_of(whole, Picture("a.jpg", 240))).size == (240, 240)
    endless = whole[:-2] + scan * 400 + whole[-2:]
    assert thumbnail_of(endless, Picture("a.jpg", 240)) == "too large to show"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no preview for this format"),
        (b"<svg onload=alert(1)>", "no preview for this format"),
        (build_image("jpeg")[:400], "cannot be decoded"),
        (build_image("png")[:60], "cannot be decoded"),
    ],
)
def test_what_is_no_whole_picture_has_a_word_why(data: bytes, why: str) -> None:
    assert thumbnail_of(data, Picture("a.jpg", 240)) == why


def test_copies_come_in_the_order_asked_for(tmp_path: Path) -> None:
    sizes = [(10 + number, 10) for number in range(40)]
    for number, size in enumerate(sizes):
        (tmp_path / f"{number}.png").write_bytes(build_image("png", size))
    asked = [Picture(f"{number}.png", 240) for number in range(40)]
    made = list(ThumbnailMaker(tmp_path)([None, *asked, None]))
    assert made[0] is made[-1] is None
    assert [only(one).size for one in made[1:-1]] == sizes


def test_nothing_outside_the_root_is_opened(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.png").write_bytes(build_image("png"))
    (tmp_path / "site" / "link.png").symlink_to(tmp_path / "secret.png")
    asked = [Picture("../secret.png", 240), Picture("link.png", 240)]
    assert list(ThumbnailMaker(tmp_path / "site")(asked)) == ["outside the site, not opened"] * 2


def test_a_pipe_in_the_place_of_a_picture_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    assert list(ThumbnailMaker(tmp_path)([Picture("a.png", 240)])) == ["no file"]


def test_a_file_that_is_gone_has_a_word_why(tmp_path: Path) -> None:
    assert list(ThumbnailMaker(tmp_path)([Picture("a.png", 240)])) == ["cannot be opened"]
