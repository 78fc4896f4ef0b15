"""XMP packets in the forms that writers choose."""

import pytest

from capaudit.images.xmp import read_xmp
from support.xmp_packet import xmp_packet

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
)


def packet(inside: str, attributes: str = "") -> bytes:
    description = f"<rdf:Description {SPACES} {attributes}>{inside}</rdf:Description>"
    return f"<rdf:RDF {RDF}>{description}</rdf:RDF>".encode()


def texts(data: bytes) -> list[tuple[str, str]]:
    return [(field.field, field.text) for field in read_xmp(data).fields]


@pytest.mark.parametrize(
    "inside",
    [
        "<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li></rdf:Seq></dc:creator>",
        "<dc:creator><rdf:Bag><rdf:li>Jane Doe</rdf:li></rdf:Bag></dc:creator>",
        "<dc:creator>Jane Doe</dc:creator>",
        "<dc:creator><rdf:Alt><rdf:li>Jane Doe</rdf:li></rdf:Alt></dc:creator>",
        "<dc:creator rdf:parseType='Resource'><rdf:value>Jane Doe</rdf:value></dc:creator>",
    ],
)
def test_a_value_is_read_in_every_form(inside: str) -> None:
    assert texts(packet(inside)) == [("dc:creator", "Jane Doe")]


def test_names_may_begin_with_a_capital() -> None:
    inside = "<dc:Creator><rdf:Seq><rdf:li>Jane Doe</rdf:li></rdf:Seq></dc:Creator>"
    assert texts(packet(inside)) == [("dc:creator", "Jane Doe")]


def test_an_empty_default_language_leaves_the_place_to_the_first_written_one() -> None:
    items = '<rdf:li xml:lang="x-default"/><rdf:li xml:lang="en">Flood</rdf:li>'
    inside = f"<dc:title><rdf:Alt>{items}</rdf:Alt></dc:title>"
    (field,) = read_xmp(packet(inside)).fields
    assert (field.text, field.language) == ("Flood", None)


def test_a_packet_in_windows_1252_is_read_and_said_to_be() -> None:
    reading = read_xmp(packet("<dc:creator>Zoë “Zo” Doe</dc:creator>").decode().encode("cp1252"))
    assert [field.text for field in reading.fields] == ["Zoë “Zo” Doe"]
    assert reading.flaws == ("XMP packet: it is not UTF-8; read as Windows-1252",)


def test_properties_may_be_attributes() -> None:
    assert texts(packet("", 'photoshop:City="Leeds"')) == [("photoshop:City", "Leeds")]


def languages(data: bytes) -> list[tuple[str, str | None]]:
    return [(field.text, field.language) for field in read_xmp(data).fields]


def test_the_default_language_comes_first_and_translations_are_kept() -> None:
    items = '<rdf:li xml:lang="de">Flut</rdf:li><rdf:li xml:lang="x-default">Flood</rdf:li>'
    inside = f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"
    assert languages(packet(inside)) == [("Flood", None), ("Flut", "de")]


def test_a_default_repeated_under_its_language_counts_once() -> None:
    items = '<rdf:li xml:lang="x-default">Flood</rdf:li><rdf:li xml:lang="en-US">Flood</rdf:li>'
    inside = f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"
    assert languages(packet(inside)) == [("Flood", None)]


def test_without_a_default_the_first_language_stands_for_it() -> None:
    items = '<rdf:li xml:lang="de">Flut</rdf:li><rdf:li xml:lang="en">Flood</rdf:li>'
    inside = f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"
    assert languages(packet(inside)) == [("Flut", None), ("Flood", "en")]


@pytest.mark.parametrize(
    "item",
    [
        '<rdf:li rdf:parseType="Resource"><ext:City>York</ext:City></rdf:li>',
        "<rdf:li><rdf:Description><ext:City>York</ext:City></rdf:Description></rdf:li>",
        '<rdf:li><rdf:Description ext:City="York"/></rdf:li>',
        '<rdf:li ext:City="York"/>',
    ],
)
def test_a_structure_is_read_in_every_form(item: str) -> None:
    inside = f"<ext:LocationShown><rdf:Bag>{item}</rdf:Bag></ext:LocationShown>"
    assert texts(packet(inside)) == [("Iptc4xmpExt:LocationShown.City", "York")]


def test_structures_of_one_array_are_told_apart() -> None:
    items = "".join(
        f'<rdf:li rdf:parseType="Resource"><ext:City>{city}</ext:City></rdf:li>'
        for city in ("York", "Leeds")
    )
    fields = read_xmp(packet(f"<ext:LocationShown><rdf:Bag>{items}</rdf:Bag></ext:LocationShown>"))
    assert [(f.text, f.group) for f in fields.fields] == [("York", 0), ("Leeds", 1)]


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(charset: str) -> None:
    data = xmp_packet({"photoshop:City": "Zürich"}).decode().encode(charset)
    assert texts(data) == [("photoshop:City", "Zürich")]


def test_junk_behind_and_control_characters_inside_are_passed_over() -> None:
    data = packet("<photoshop:City>Le\x01eds&#x2;</photoshop:City>") + b"\0\xff junk </x>"
    assert texts(data) == [("photoshop:City", "Leeds")]


def test_prefixes_declared_on_the_wrapper_are_known() -> None:
    data = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/" {RDF} {SPACES}><rdf:RDF>'
        '<rdf:Description photoshop:City="Leeds"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    assert texts(data.encode()) == [("photoshop:City", "Leeds")]


def test_other_namespaces_are_left_alone() -> None:
    assert texts(packet('<crs:City xmlns:crs="http://example.com/">Leeds</crs:City>')) == []


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (
            b'<!DOCTYPE a [<!ENTITY b "bomb">]>' + packet("<photoshop:City>&b;</photoshop:City>"),
            "XMP packet: it carries a document type",
        ),
        (b"no packet at all", "XMP packet: no rdf:RDF in it"),
    ],
)
def test_what_is_refused_is_said(data: bytes, flaw: str) -> None:
    reading = read_xmp(data)
    assert (reading.fields, reading.flaws) == ((), (flaw,))


def test_a_packet_that_is_not_well_formed_is_said() -> None:
    reading = read_xmp(packet("<photoshop:City>Leeds</photoshop:Country>"))
    assert reading.fields == ()
    assert reading.flaws[0].startswith("XMP packet: ")


LOG = (
    '<xmpMM:History xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><rdf:Seq>'
    '<rdf:li rdf:parseType="Resource"><xmpMM:note>{}</xmpMM:note></rdf:li></rdf:Seq>'
    "</xmpMM:History>"
)
CITY = "<photoshop:City>Leeds</photoshop:City>"


def test_what_is_damaged_in_a_log_costs_no_property() -> None:
    reading = read_xmp(packet(LOG.format("saved & closed") + CITY))
    assert [(field.field, field.text) for field in reading.fields] == [("photoshop:City", "Leeds")]
    assert reading.flaws == ()


@pytest.mark.parametrize(
    "log",
    [
        LOG.format(LOG.format("saved")),
        '<xmpMM:History xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"/>',
        '<xmpMM:History xmlns:xmpMM="a" xmpMM:note="1 > 0"></xmpMM:History>',
        "<xmpMM:History xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/'></xmpMM:History>",
        "<!-- <xmpMM:History> -->",
        '<xmpMM:HistoryOfArt xmlns:xmpMM="a">x</xmpMM:HistoryOfArt>',
    ],
)
def test_properties_around_a_log_in_any_form_are_kept(log: str) -> None:
    headline = "<photoshop:Headline>Flood</photoshop:Headline>"
    found = texts(packet(CITY + log + headline))
    assert found == [("photoshop:City", "Leeds"), ("photoshop:Headline", "Flood")]


def test_a_fault_behind_a_log_is_told_where_it_stands() -> None:
    broken = packet(LOG.format("saved") + "<dc:title>Cats & dogs</dc:title>")
    column = broken.index(b"& dogs") + 2
    assert read_xmp(broken).flaws[0].endswith(f"line 1, column {column}")
