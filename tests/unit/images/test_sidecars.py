"""What sidecars say of the image they lie beside, and which value to prefer."""

from pathlib import Path

import pytest

from capaudit.images import preferred_claims, read_image
from capaudit.model.claim import Property, Source
from capaudit.model.image import ImageReading
from support.images import build_image
from support.xmp_packet import xmp_packet

FIELDS = {
    "Exif:ImageDescription": "From Exif",
    "2:120 Caption/Abstract": "From IIM",
    "dc:description": "From XMP",
    "2:105 Headline": "From IIM",
    "photoshop:Headline": "From XMP",
}


def read(folder: Path, **sidecars: bytes) -> ImageReading:
    (folder / "ferry.jpg").write_bytes(build_image(fields=FIELDS))
    for name, data in sidecars.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return read_image(folder / "ferry.jpg", "images/ferry.jpg")


@pytest.mark.parametrize("name", ["ferry_xmp", "ferry_jpg_xmp"])
def test_a_sidecar_speaks_for_its_image_under_its_own_path(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, **{name: xmp_packet({"photoshop:City": "Leeds"})})
    (claim,) = (one for one in reading.claims if one.origin.source is Source.SIDECAR)
    assert str(claim.value) == "Leeds"
    assert claim.origin.path == f"images/{name.replace('_', '.')}"
    assert claim.is_embedded


def test_a_broken_sidecar_is_a_flaw_that_names_it(tmp_path: Path) -> None:
    reading = read(tmp_path, ferry_xmp=b"<rdf:RDF><rdf:Desc")
    assert [flaw.partition(": ")[0] for flaw in reading.flaws] == ["images/ferry.xmp"]
    assert len(reading.claims) == len(FIELDS)


def test_a_sidecar_that_is_a_link_is_not_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(xmp_packet({"photoshop:City": "Leeds"}))
    (tmp_path / "ferry.xmp").symlink_to(outside)
    assert not [one for one in read(tmp_path).claims if one.origin.source is Source.SIDECAR]


def test_only_a_sidecar_that_the_folder_is_known_to_hold_is_looked_for(tmp_path: Path) -> None:
    read(tmp_path, ferry_jpg_xmp=xmp_packet({"photoshop:City": "Leeds"}))
    image = tmp_path / "ferry.jpg"
    for beside, count in ((None, 1), ({"ferry.jpg", "ferry.jpg.xmp"}, 1), ({"ferry.jpg"}, 0)):
        claims = read_image(image, "ferry.jpg", beside=beside).claims
        assert sum(claim.origin.source is Source.SIDECAR for claim in claims) == count


def test_exif_is_preferred_then_xmp_then_iim(tmp_path: Path) -> None:
    preferred = preferred_claims(read(tmp_path))
    assert [claim.value for claim in preferred[Property.DESCRIPTION]] == ["From Exif"]
    assert [claim.value for claim in preferred[Property.HEADLINE]] == ["From XMP"]


def test_a_sidecar_is_preferred_to_the_file(tmp_path: Path) -> None:
    preferred = preferred_claims(read(tmp_path, ferry_xmp=xmp_packet({"dc:description": "New"})))
    assert [claim.value for claim in preferred[Property.DESCRIPTION]] == ["New"]
