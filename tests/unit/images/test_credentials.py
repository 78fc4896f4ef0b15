"""What Content Credentials say of an image's making."""

import struct
from pathlib import Path

import pytest

from capaudit.images import read_image
from capaudit.images.cbor import CborError, decode_cbor
from capaudit.images.credentials import read_credentials
from capaudit.model.claim import Property, Source
from support.credentials_block import (
    GENERATOR,
    SOURCE_TYPE,
    manifest,
    manifest_store,
    store_of,
)
from support.images import build_image, png_chunk, riff_chunk

TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
GENERATED = TYPES + "trainedAlgorithmicMedia"


def texts(store: bytes) -> list[tuple[str, str]]:
    return [(field.field, field.text) for field in read_credentials(store).fields]


def source_types(tmp_path: Path, data: bytes) -> list[str]:
    path = tmp_path / "image"
    path.write_bytes(data)
    return [
        str(claim.value)
        for claim in read_image(path, "image").claims
        if claim.property is Property.DIGITAL_SOURCE_TYPE
        and claim.origin.source is Source.CREDENTIALS
    ]


def test_generator_and_source_type_are_read() -> None:
    fields = {SOURCE_TYPE: GENERATED, GENERATOR: "Dream Machine 2"}
    assert texts(manifest_store(fields)) == list(fields.items())


def test_generated_parts_of_an_edit_make_a_composite() -> None:
    store = manifest_store({SOURCE_TYPE: GENERATED}, action="c2pa.edited")
    assert texts(store) == [(SOURCE_TYPE, TYPES + "compositeWithTrainedAlgorithmicMedia")]


def test_only_the_active_manifest_speaks_of_the_file() -> None:
    created = {"action": "c2pa.created", "digitalSourceType": GENERATED}
    old = manifest({"actions": [created]}, {"claim_generator": "Dream Machine 2"})
    new = manifest({"actions": [{"action": "c2pa.opened"}]}, {"claim_generator": "Darkroom 1"})
    assert texts(store_of(old, new)) == [(GENERATOR, "Darkroom 1")]


@pytest.mark.parametrize("info", [{"name": "Darkroom"}, [{"name": "Darkroom"}]])
def test_the_generator_of_newer_claims_is_a_map(info: object) -> None:
    store = store_of(manifest({"actions": []}, {"claim_generator_info": info}))
    assert texts(store) == [(GENERATOR, "Darkroom")]


def test_credentials_are_found_in_every_container(tmp_path: Path) -> None:
    fields = {SOURCE_TYPE: GENERATED}
    store = manifest_store(fields)
    png, webp = build_image("png"), build_image("webp")
    with_chunk = webp + riff_chunk(b"C2PA", store)
    sized = with_chunk[:4] + (len(with_chunk) - 8).to_bytes(4, "little") + with_chunk[8:]
    for data in (
        build_image("jpeg", fields=fields),
        png[:33] + png_chunk(b"caBX", store) + png[33:],
        sized,
    ):
        assert source_types(tmp_path, data) == [GENERATED]


def test_credentials_of_gif_stand_in_sub_blocks(tmp_path: Path) -> None:
    store = manifest_store({SOURCE_TYPE: GENERATED})
    pieces = (store[start : start + 255] for start in range(0, len(store), 255))
    chain = b"".join(bytes([len(piece)]) + piece for piece in pieces) + b"\0"
    gif = build_image("gif")
    extension = b"\x21\xff\x0bC2PA_GIF\1\0\0" + chain
    for data in (b"GIF89a" + gif[6:-1] + extension + b";", gif[:13] + extension + gif[13:]):
        assert source_types(tmp_path, data) == [GENERATED]
    cut = b"GIF89a" + gif[6:-1] + extension[:60] + b";"
    assert source_types(tmp_path, cut) == []


def test_credentials_of_tiff_stand_in_a_tag(tmp_path: Path) -> None:
    store = manifest_store({SOURCE_TYPE: GENERATED})
    entries = [(0x0100, 3, 1, 8), (0x0101, 3, 1, 8), (0xCD41, 7, len(store), 50)]
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    tiff = b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + b"\0" * 4
    assert source_types(tmp_path, tiff + store) == [GENERATED]


def test_a_store_of_several_segments_is_joined(tmp_path: Path) -> None:
    generator = "Darkroom " * 7000
    image = build_image("jpeg", fields={SOURCE_TYPE: GENERATED, GENERATOR: generator})
    assert source_types(tmp_path, image) == [GENERATED]


@pytest.mark.parametrize("store", [b"", b"\0\0\0\x08jumb", b"\xff" * 40])
def test_boxes_without_manifest_are_a_flaw(store: bytes) -> None:
    assert read_credentials(store).flaws == ("Content Credentials: no manifest in them",)


@pytest.mark.parametrize("length", range(0, 400, 13))
def test_a_store_may_be_cut_anywhere(length: int) -> None:
    store = manifest_store({SOURCE_TYPE: GENERATED, GENERATOR: "Darkroom"})
    read_credentials(store[:length])


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("a26161016162820203", {"a": 1, "b": [2, 3]}),
        ("7f657374726561646d696e67ff", "streaming"),
        ("9f01ff", [1]),
        ("bf616101ff", {"a": 1}),
        ("c11a514b67b0", 1363896240),
        ("20", -1),
        ("f5", 1),
        ("f6", None),
        ("fb3ff199999999999a", None),
    ],
)
def test_cbor_items_are_decoded(data: str, value: object) -> None:
    assert decode_cbor(bytes.fromhex(data)) == value


@pytest.mark.parametrize("data", [b"", b"\x62a", b"\x1c", b"\x9b" + b"\xff" * 8, b"\x81" * 1000])
def test_what_is_no_cbor_is_refused(data: bytes) -> None:
    with pytest.raises(CborError):
        decode_cbor(data)
