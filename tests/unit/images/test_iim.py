"""IIM records as real writers leave them."""

from hashlib import md5

import pytest

from capaudit.images.iim import CHANGED, read_iim, read_resources
from support.iim_block import dataset, photoshop_block, resource


def texts(records: bytes) -> list[tuple[str, str]]:
    return [(field.field, field.text) for field in read_iim(records).fields]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "latin-1"])
def test_text_is_read_in_the_charset_it_is_in(charset: str) -> None:
    records = dataset(2, 90, "Peñíscola".encode(charset))
    assert texts(records) == [("2:90 City", "Peñíscola")]


def test_utf8_is_read_without_being_declared_and_a_false_declaration_is_noted() -> None:
    declared = dataset(1, 90, b"\x1b%G")
    reading = read_iim(declared + dataset(2, 80, "Zoë".encode("cp1252")))
    assert [field.text for field in reading.fields] == ["Zoë"]
    assert reading.flaws == ("IIM: 1:90 says UTF-8, 2:80 By-line is not",)


def test_bytes_of_no_charset_give_text_all_the_same() -> None:
    assert texts(dataset(2, 90, b"\x81\x8d")) == [("2:90 City", "\x81\x8d")]


def test_fields_before_a_cut_are_kept() -> None:
    records = dataset(2, 80, b"Jane Doe") + dataset(2, 120, b"Flood in Leeds")[:-4]
    reading = read_iim(records)
    assert [field.text for field in reading.fields] == ["Jane Doe"]
    assert reading.flaws == ("IIM: dataset 2:120 is cut off",)


def test_fields_before_garbage_are_kept() -> None:
    reading = read_iim(dataset(2, 80, b"Jane Doe") + b"garbage, not a dataset")
    assert [field.text for field in reading.fields] == ["Jane Doe"]
    assert reading.flaws == ("IIM: no dataset begins at byte 13",)


def test_padding_between_datasets_is_passed_over() -> None:
    records = dataset(2, 80, b"Jane Doe") + b"\0\0 " + dataset(2, 90, b"Leeds") + b"\0"
    reading = read_iim(records)
    assert [field.text for field in reading.fields] == ["Jane Doe", "Leeds"]
    assert reading.flaws == ()


@pytest.mark.parametrize("cut", [1, 2])
def test_a_limit_of_length_may_cut_a_character_in_two(cut: int) -> None:
    records = dataset(1, 90, b"\x1b%G") + dataset(2, 92, "Łódź – Bałuty €".encode()[:-cut])
    reading = read_iim(records)
    assert [field.text for field in reading.fields] == ["Łódź – Bałuty "]
    assert reading.flaws == ()


def test_what_is_no_resource_is_passed_over() -> None:
    resources = b"no resource" + photoshop_block(dataset(2, 80, b"Jane Doe"))
    assert [field.text for field in read_resources(resources).fields] == ["Jane Doe"]


def test_padding_behind_is_no_flaw() -> None:
    assert read_iim(dataset(2, 80, b"Jane Doe") + b"\0" * 9).flaws == ()


def test_an_extended_length_is_understood() -> None:
    caption = "x" * 40_000
    assert texts(dataset(2, 120, caption.encode())) == [("2:120 Caption/Abstract", caption)]


def test_several_by_lines_are_several_values() -> None:
    records = dataset(2, 80, b"Jane Doe") + dataset(2, 80, b"Max Muster")
    assert [text for _, text in texts(records)] == ["Jane Doe", "Max Muster"]


def test_records_split_over_resources_are_joined() -> None:
    records = dataset(2, 80, b"Jane Doe")
    block = photoshop_block(records[:6]) + photoshop_block(records[6:])
    assert [field.text for field in read_resources(block).fields] == ["Jane Doe"]


@pytest.mark.parametrize(("digested", "notes"), [(b"Jane Doe", ()), (b"Jo Roe", (CHANGED,))])
def test_the_digest_tells_whether_the_records_were_changed(
    digested: bytes, notes: tuple[str, ...]
) -> None:
    digest = md5(dataset(2, 80, digested), usedforsecurity=False).digest()
    block = photoshop_block(dataset(2, 80, b"Jane Doe")) + resource(0x0425, digest)
    assert read_resources(block).notes == notes
