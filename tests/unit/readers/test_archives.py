"""What is unpacked of an archive, and what never is, whoever made it."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from capaudit.errors import ReadError
from capaudit.model.left_alone import LeftOut
from capaudit.readers import archives
from capaudit.readers.archives import unpack

PAGES = {"news/flood.html": b"<p>Flood.</p>", "images/flood.jpg": b"\xff\xd8picture"}


@pytest.fixture
def into(tmp_path: Path) -> Path:
    (tmp_path / "unpacked").mkdir()
    return tmp_path / "unpacked"


def zip_of(path: Path, members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return path


def tar_of(path: Path, *members: tarfile.TarInfo | tuple[str, bytes]) -> Path:
    mode = "w" if path.name.endswith(".tar") else "w:gz"
    with tarfile.open(path, mode) as opened:  # type: ignore[call-overload]
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                opened.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                opened.addfile(info, io.BytesIO(member[1]))
    return path


def entry(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def files(folder: Path) -> dict[str, bytes]:
    found = (one for one in sorted(folder.rglob("*")) if not one.is_dir())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


@pytest.mark.parametrize("name", ["build.zip", "build.tar", "build.tar.gz", "BUILD.TGZ"])
def test_every_kind_of_archive_is_unpacked(tmp_path: Path, into: Path, name: str) -> None:
    path = tmp_path / name
    made = zip_of(path, PAGES) if name.endswith("zip") else tar_of(path, *PAGES.items())

    assert unpack(made, into) == ()
    assert files(into) == PAGES


@pytest.mark.parametrize(
    "name",
    ["../out.html", "/etc/out.html", "a/../../out.html", "C:/out.html", "..\\out.html", ".."],
)
def test_no_name_leads_out(tmp_path: Path, into: Path, name: str) -> None:
    made = zip_of(tmp_path / "a.zip", {name: b"x", "in.html": b"y"})

    assert [why for _, why in unpack(made, into)] == [LeftOut.LEAVES_ARCHIVE]
    assert files(into) == {"in.html": b"y"}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.zip", "unpacked"]


def test_links_in_a_tar_stand_for_files_of_the_archive_alone(tmp_path: Path, into: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    made = tar_of(
        tmp_path / "a.tar",
        entry("img/latest.jpg", tarfile.SYMTYPE, "../2025/flood.jpg"),
        entry("img/older.jpg", tarfile.SYMTYPE, "latest.jpg"),
        ("2025/flood.jpg", b"flood"),
        entry("copy.jpg", tarfile.LNKTYPE, "2025/flood.jpg"),
        entry("out.jpg", tarfile.SYMTYPE, "../secret.jpg"),
        entry("root.jpg", tarfile.SYMTYPE, str(tmp_path / "secret.jpg")),
        entry("hard.jpg", tarfile.LNKTYPE, "../secret.jpg"),
        entry("itself.jpg", tarfile.SYMTYPE, "itself.jpg"),
        entry("up", tarfile.SYMTYPE, ".."),
        ("up/planted.html", b"planted"),
        entry("pipe", tarfile.FIFOTYPE),
        entry("device", tarfile.CHRTYPE),
    )
    left = dict(unpack(made, into))

    assert files(into) == {
        "2025/flood.jpg": b"flood",
        "copy.jpg": b"flood",
        "img/latest.jpg": b"flood",
        "img/older.jpg": b"flood",
        "up/planted.html": b"planted",
    }
    assert not any(one.is_symlink() for one in into.rglob("*"))
    assert {name for name, why in left.items() if why is LeftOut.LEAVES_ARCHIVE} == {
        *("out.jpg", "root.jpg", "hard.jpg", "up"),
    }
    assert {name for name, why in left.items() if why is LeftOut.NO_FILE} == {
        *("itself.jpg", "pipe", "device"),
    }
    assert not (tmp_path / "planted.html").exists()


def test_a_link_in_a_zip_is_no_file_with_a_path_in_it(tmp_path: Path, into: Path) -> None:
    made = zip_of(tmp_path / "a.zip", {"a/flood.jpg": b"flood"})
    with zipfile.ZipFile(made, "a") as opened:
        link = zipfile.ZipInfo("b/same.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "../a/flood.jpg")
        link = zipfile.ZipInfo("b/out.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "/etc/passwd")

    assert unpack(made, into) == (("b/out.jpg", LeftOut.LEAVES_ARCHIVE),)
    assert files(into) == {"a/flood.jpg": b"flood", "b/same.jpg": b"flood"}


def test_of_several_with_one_name_the_last_counts(tmp_path: Path, into: Path) -> None:
    made = tar_of(
        tmp_path / "a.tar",
        ("a.html", b"old, and longer"),
        ("a.html", b"new"),
        ("b.html", b"file"),
        ("b.html/c.html", b"in its way"),
    )

    assert unpack(made, into) == (("b.html/c.html", LeftOut.UNWRITABLE),)
    assert files(into) == {"a.html": b"new", "b.html": b"file"}


def test_a_name_too_long_for_the_disk_costs_no_other(tmp_path: Path, into: Path) -> None:
    made = zip_of(tmp_path / "a.zip", {f"{'a' * 300}.html": b"x", "in.html": b"y"})

    assert [why for _, why in unpack(made, into)] == [LeftOut.UNWRITABLE]
    assert files(into) == {"in.html": b"y"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_what_unpacks_to_far_more_than_it_is_gets_refused(
    tmp_path: Path, into: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_ANY_RATIO", 100_000)
    bomb = bytes(1_000_000)
    path = tmp_path / name
    made = zip_of(path, {"a": bomb}) if name == "a.zip" else tar_of(path, ("a", bomb))

    with pytest.raises(ReadError, match="unpacks to more than"):
        unpack(made, into)
    assert sum(len(content) for content in files(into).values()) <= 300_000


def test_a_header_that_is_a_bomb_is_refused_before_it_is_read(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_ANY_RATIO", 100_000)
    made = tar_of(tmp_path / "a.tgz", (f"{'a' * 900_000}.html", b"x"))

    with pytest.raises(ReadError, match="unpacks to more than"):
        unpack(made, into)


def test_too_many_and_too_large_files(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_MOST_OF_ONE", 5)
    made = zip_of(tmp_path / "a.zip", {"film.mp4": b"123456", "a.html": b"12345"})
    assert unpack(made, into) == (("film.mp4", LeftOut.TOO_LARGE),)

    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    with pytest.raises(ReadError, match="holds more than 1 files"):
        unpack(made, into)


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
def test_a_damaged_archive_is_refused_wherever_it_is_damaged(
    tmp_path: Path, into: Path, name: str
) -> None:
    contents = {f"{number}.html": bytes([65 + number]) * 3000 for number in range(6)}
    path = tmp_path / name
    made = zip_of(path, contents) if name == "a.zip" else tar_of(path, *contents.items())
    whole = made.read_bytes()
    used = len(whole) if name != "a.tar" else 6 * (512 + 3072)

    for end in range(0, used - 30, max(1, used // 40)):
        made.write_bytes(whole[:end])
        with pytest.raises(ReadError):
            unpack(made, into)


def test_a_damaged_header_is_not_taken_for_the_end(tmp_path: Path, into: Path) -> None:
    made = tar_of(tmp_path / "a.tar", ("a.html", b"x"), ("b.html", b"y"))
    whole = bytearray(made.read_bytes())
    whole[1024 + 148] ^= 0xFF
    made.write_bytes(bytes(whole))

    with pytest.raises(ReadError, match="is a damaged archive"):
        unpack(made, into)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive", bytes(10_240)])
@pytest.mark.parametrize("name", ["a.zip", "a.tgz"])
def test_what_is_no_archive_is_refused(tmp_path: Path, into: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    with pytest.raises(ReadError):
        unpack(tmp_path / name, into)


def test_an_encrypted_archive_is_refused(tmp_path: Path, into: Path) -> None:
    made = zip_of(tmp_path / "a.zip", {"a.html": b"x"}, zipfile.ZIP_STORED)
    data = bytearray(made.read_bytes())
    # The flag that a member is encrypted, in its own header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    made.write_bytes(bytes(data))

    with pytest.raises(ReadError, match="encrypted"):
        unpack(made, into)


def test_a_packing_that_may_need_any_memory_is_refused(tmp_path: Path, into: Path) -> None:
    made = zip_of(tmp_path / "a.zip", {"a.html": b"x" * 100}, zipfile.ZIP_LZMA)

    with pytest.raises(ReadError, match="packed in a way that is not read"):
        unpack(made, into)
