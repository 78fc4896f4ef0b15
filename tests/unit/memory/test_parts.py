import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from capaudit.errors import UsageError
from capaudit.memory import parts_parquet
from capaudit.memory.part_rows import DamagedError, Row
from capaudit.memory.parts import PartFolder, PartForm

# A name in Latin-1, as old file systems have them.
OLD_NAME = os.fsdecode(b"archive/caf\xe9.md")
ROWS = [
    Row(0, "news/ferry.md", "news", False, b"\x98\x00\xff"),
    Row(1, OLD_NAME, ".", True, b'["caf\\udce9"]'),
    *(Row(2, "export.xml", ".", False, b"\x01" * size) for size in range(150)),
]
FORMS = pytest.mark.parametrize(
    "form",
    [
        "jsonl",
        pytest.param(
            "parquet", marks=pytest.mark.skipif(not find_spec("pyarrow"), reason="needs pyarrow")
        ),
    ],
)


@FORMS
def test_a_part_gives_back_what_was_written(tmp_path: Path, form: PartForm) -> None:
    folder = PartFolder(tmp_path, form)
    folder.write("a", ROWS)
    assert folder.is_whole("a")
    assert list(folder.read("a")) == ROWS
    assert [one.name for one in tmp_path.iterdir()] == [f"a.{form}"]


@FORMS
def test_a_part_cut_off_anywhere_near_its_end_is_not_whole(tmp_path: Path, form: PartForm) -> None:
    folder = PartFolder(tmp_path, form)
    folder.write("a", ROWS)
    whole = folder.file_of("a").read_bytes()
    for length in (0, 3, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        folder.file_of("a").write_bytes(whole[:length])
        assert not folder.is_whole("a")
        with pytest.raises(DamagedError):
            list(folder.read("a"))


@FORMS
def test_a_part_damaged_in_the_middle_is_told(tmp_path: Path, form: PartForm) -> None:
    folder = PartFolder(tmp_path, form)
    folder.write("a", ROWS[:1])
    whole = folder.file_of("a").read_bytes()
    middle = slice(5, len(whole) - 40) if form == "jsonl" else slice(5, len(whole) - 4)
    changed = bytes(byte ^ 0x15 for byte in whole[middle])
    folder.file_of("a").write_bytes(whole[: middle.start] + changed + whole[middle.stop :])
    with pytest.raises(DamagedError):
        list(folder.read("a"))


def test_a_part_that_lacks_bytes_before_its_last_line_is_not_whole(tmp_path: Path) -> None:
    """As a copy leaves it that went on behind a gap: the last line alone says nothing of it."""
    folder = PartFolder(tmp_path)
    folder.write("a", ROWS)
    lines = folder.file_of("a").read_bytes().splitlines(keepends=True)
    folder.file_of("a").write_bytes(b"".join((*lines[:1], *lines[2:])))
    assert not folder.is_whole("a")


@FORMS
def test_a_writer_that_fails_leaves_nothing(tmp_path: Path, form: PartForm) -> None:
    def failing() -> list[Row]:
        raise OSError("disk full")

    folder = PartFolder(tmp_path, form)
    with pytest.raises(OSError, match="disk full"):
        folder.write("a", (row for some in (lambda: ROWS, failing) for row in some()))
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_is_not_there_is_not_whole(tmp_path: Path) -> None:
    assert not PartFolder(tmp_path).is_whole("a")


def test_what_a_killed_writer_left_of_a_whole_part_is_swept_away(tmp_path: Path) -> None:
    folder = PartFolder(tmp_path)
    folder.write("a", ROWS)
    for name in (".a.0123.tmp", ".b.4567.tmp"):
        (tmp_path / name).write_bytes(b"half a l")
    folder.sweep(["a"])
    assert sorted(one.name for one in tmp_path.iterdir()) == [".b.4567.tmp", "a.jsonl"]


def test_without_the_library_parquet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_parquet, "find_spec", lambda name: None)
    with pytest.raises(UsageError) as caught:
        parts_parquet.require_parquet()
    assert caught.value.hint == "pip install 'capaudit[dask]'"
