"""Read the properties of an XMP packet that speak about the picture (ISO 16684-1).

Only `rdf:RDF` is parsed: what stands around it is padding, a wrapper or an attack. Properties may
be attributes or elements, arrays or plain text where an array is due; structures come nested,
as `rdf:parseType="Resource"` or as attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from capaudit.images.fields import BlockReading, FieldValue

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOT = f"{{{_RDF}}}RDF"
_DESCRIPTION, _ITEM, _RESOURCE = f"{{{_RDF}}}Description", f"{{{_RDF}}}li", f"{{{_RDF}}}resource"
_VALUE = f"{{{_RDF}}}value"
_ALTERNATIVE = f"{{{_RDF}}}Alt"
_ARRAYS = frozenset({f"{{{_RDF}}}Seq", f"{{{_RDF}}}Bag", _ALTERNATIVE})
# Namespaces of the IPTC Photo Metadata Standard 2025.1 and of Exif in XMP.
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    # PRISM 2.0, as Getty and magazines' systems write it; later versions keep the terms.
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
}
# The properties that speak about the picture; editing programs write hundreds of others.
PROPERTIES = (
    *("dc:creator", "dc:description", "dc:rights", "dc:subject", "dc:title"),
    *("photoshop:AuthorsPosition", "photoshop:City", "photoshop:Country", "photoshop:Credit"),
    *("photoshop:DateCreated", "photoshop:Headline", "photoshop:Instructions"),
    *("photoshop:Source", "photoshop:State", "photoshop:TransmissionReference"),
    *("xmp:CreateDate", "xmp:CreatorTool", "xmpRights:UsageTerms", "xmpRights:WebStatement"),
    *("Iptc4xmpCore:AltTextAccessibility", "Iptc4xmpCore:CountryCode"),
    *("Iptc4xmpCore:ExtDescrAccessibility", "Iptc4xmpCore:Location"),
    *("Iptc4xmpExt:DigitalSourceType", "Iptc4xmpExt:Event", "Iptc4xmpExt:LocationCreated"),
    *("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:PersonInImage"),
    *("Iptc4xmpExt:AISystemUsed", "Iptc4xmpExt:AISystemVersionUsed"),
    *("Iptc4xmpExt:AIPromptInformation", "Iptc4xmpExt:AIPromptWriterName"),
    *("Iptc4xmpExt:PersonInImageWDetails", "plus:ImageCreator", "plus:ImageSupplier"),
    *("plus:LicenseEndDate", "plus:Licensor", "exif:DateTimeDigitized"),
    *("exif:DateTimeOriginal", "exif:GPSLatitude", "exif:GPSLongitude", "exif:GPSTimeStamp"),
    *("exif:UserComment", "tiff:Artist", "tiff:Copyright", "tiff:ImageDescription"),
    *("tiff:Orientation", "tiff:Software", "photoshop:CaptionWriter"),
    *("prism:embargoDate", "prism:expirationDate", "prism:killDate"),
)
# Some programs write `dc:Creator`.
_NAMES = {
    f"{{{NAMESPACES[prefix]}}}{spelling}": f"{prefix}:{local}"
    for prefix, _, local in (name.partition(":") for name in PROPERTIES)
    for spelling in (local, local[0].upper() + local[1:])
}
# Attributes of RDF and XML themselves say how a value is written, not what it is.
_NO_PARTS = (f"{{{_RDF}}}", "{http://www.w3.org/XML/1998/namespace}")
_START = re.compile(rb"<([A-Za-z_][\w.\-]{0,40}:)?RDF[\s>]")
# What editing programs log of a picture's making, often more than all the rest of the packet; by
# the prefixes that XMP part 1 recommends. No wanted property has these names.
_LOGS = (
    *(b"xmpMM:History", b"xmpMM:Ingredients", b"xmpMM:Pantry"),
    *(b"photoshop:DocumentAncestors", b"xmp:Thumbnails"),
)
# Characters that XML 1.0 has no room for, and references to them.
_UNPRINTABLE = bytes({*range(32)} - {*b"\t\n\r"})
_REFERENCES = re.compile(rb"&#(?:0|x0)*(?:[0-8]|1[0-9]|x[0-8bcefBCEF]);")
_NOT_UTF8 = "XMP packet: it is not UTF-8; read as Windows-1252"
_OPENING = ord("<")
# A packet of this many bytes is parsed in less time than it takes to look for all logs in it.
_SOON_PARSED = 4096
_MAX_ITEMS = 500
# Honest packets have a few thousand tags, attributes and references; each costs memory and time.
_MAX_SIGNS = 40_000
# Beyond these, asking for each attribute's value takes time that grows with their square.
_MAX_ATTRIBUTES = 500
_MAX_PARTS = 100
_MAX_DEPTH = 3
_LONGEST_LANGUAGE = 35


class _BrokenError(Exception):
    """An element is not well-formed, or too much to be parsed; the text says why."""


def read_xmp(packet: bytes) -> BlockReading:
    """The fields of a packet; a flaw where it is no well-formed RDF, or carries entities."""
    packet = _as_utf8(packet)
    # Most packets hold no such sign, and to look for one sign costs next to nothing.
    if b"!" in packet and (b"<!DOCTYPE" in packet or b"<!ENTITY" in packet):
        return BlockReading(flaws=("XMP packet: it carries a document type",))
    rdf = _rdf(packet)
    if rdf is None:
        return BlockReading(flaws=("XMP packet: no rdf:RDF in it",))
    reason = ""
    tried: list[bytes] = []
    for text in _attempts(packet, rdf):
        if text in tried:
            continue
        try:
            return BlockReading(_fields(_parsed(text)))
        except _BrokenError as error:
            # Lines and columns are those of the element as written.
            reason = str(error) if text is rdf else reason
            tried.append(text)
    try:
        return BlockReading(_fields(_parsed(_from_windows(rdf))), (_NOT_UTF8,))
    except (_BrokenError, UnicodeError):
        return BlockReading(flaws=(f"XMP packet: {reason}",))


def _parsed(text: bytes) -> etree._Element:
    """The element's tree."""
    if len(text) > _MAX_SIGNS and sum(map(text.count, (b"<", b"=", b"&"))) > _MAX_SIGNS:
        raise _BrokenError(f"more than {_MAX_SIGNS:,} tags and attributes")
    try:
        return etree.fromstring(text, _parser())
    except etree.XMLSyntaxError as error:
        raise _BrokenError(error.msg) from error


def _from_windows(rdf: bytes) -> bytes:
    """The element in UTF-8 where it is in Windows-1252. Raises UnicodeError where it is not."""
    try:
        rdf.decode()
    except UnicodeDecodeError:
        return rdf.decode("cp1252").encode()
    raise UnicodeError("it is UTF-8")


def _attempts(packet: bytes, rdf: bytes) -> Iterator[bytes]:
    """What to parse until it succeeds.

    First the element without long logs, then as written; then without any log; then without
    characters that XML cannot hold; then with the wrapper around it, where some writers declare the
    prefixes.
    """
    short = _without_logs(rdf, _SOON_PARSED)
    if short is not rdf:
        yield short
    yield rdf
    bare = _without_logs(rdf, 0)
    if bare is not short:
        yield bare
    yield _printable(rdf)
    yield _printable(_wrapped(packet))


def _printable(text: bytes) -> bytes:
    return _REFERENCES.sub(b"", text.translate(None, _UNPRINTABLE))


def _as_utf8(packet: bytes) -> bytes:
    """The packet in UTF-8; UTF-16 and UTF-32 betray themselves by the NULs around `<`."""
    if b"\0" not in packet[:64]:
        return packet
    for charset, mark in (
        ("utf-32-be", b"\0\0\0<"),
        ("utf-32-le", b"<\0\0\0"),
        ("utf-16-be", b"\0<"),
        ("utf-16-le", b"<\0"),
    ):
        start = packet.find(mark, 0, 64)
        if start >= 0:
            return packet[start:].decode(charset, "replace").encode("utf-8", "replace")
    return packet


def _rdf(packet: bytes) -> bytes | None:
    """The `rdf:RDF` element alone; `None` where there is none."""
    start = _START.search(packet)
    if start is None:
        return None
    return _up_to_end_tag(packet, start.start(), (start[1] or b"") + b"RDF")


def _without_logs(rdf: bytes, enough: int) -> bytes:
    """The element without the editing programs' logs, whose parsing takes the most time.

    Ends once it is as short as `enough` bytes. What is damaged in logs alone costs no other
    property.
    """
    # Comments, marked sections and instructions may hold text that only looks like a tag.
    if (b"!" in rdf and b"<!" in rdf) or (b"?" in rdf and b"<?" in rdf):
        return rdf
    for name in _LOGS:
        if len(rdf) <= enough:
            break
        start = rdf.find(name)
        # Behind an end tag's slash, and in text, is none to begin with.
        if start > 0 and rdf[start - 1] == _OPENING:
            rdf = _without_element(rdf, start - 1, name)
    return rdf


def _without_element(rdf: bytes, start: int, name: bytes) -> bytes:
    """The text without the element that starts there; unchanged unless its end is certain."""
    content = rdf.find(b">", start) + 1
    tag = rdf[start:content]
    inside = tag[len(name) + 1 :]
    if inside[:1] not in (b" ", b"\n", b"\t", b"\r", b">") or inside.endswith(b"/>"):
        return rdf
    # A `>` may stand in an attribute's value.
    if inside.count(b'"') % 2 or b"'" in inside:
        return rdf
    end_tag = b"</" + name + b">"
    end = rdf.find(end_tag, content)
    if end < 0 or rdf.find(b"<" + name, content, end) >= 0:
        return rdf
    return rdf[:start] + rdf[end + len(end_tag) :]


def _wrapped(packet: bytes) -> bytes:
    """The element around the packet, from its first tag to its last."""
    return packet[max(0, packet.find(b"<x:")) : packet.rfind(b">", 0, packet.rfind(b"<?")) + 1]


def _up_to_end_tag(packet: bytes, start: int, name: bytes) -> bytes:
    end = packet.rfind(b"</" + name)
    close = packet.find(b">", end)
    return packet[start : close + 1] if end >= 0 and close >= 0 else packet[start:]


@lru_cache(maxsize=1)
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        encoding="utf-8",
    )


def _fields(root: etree._Element) -> tuple[FieldValue, ...]:
    fields: list[FieldValue] = []
    name_of = _NAMES.get
    for description in _descriptions(root):
        for tag, text in _attributes(description):
            name = name_of(tag)
            if name is not None:
                _add(fields, name, text)
        for element in description:
            name = name_of(element.tag)
            if name is not None:
                _add_property(fields, name, element)
    return tuple(fields)


def _attributes(description: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes with their values; of very many only those that are wanted."""
    if len(description.attrib) <= _MAX_ATTRIBUTES:
        yield from ((str(tag), str(text)) for tag, text in description.items())
        return
    for tag in _NAMES:
        text = description.get(tag)
        if text is not None:
            yield tag, text


def _descriptions(root: etree._Element) -> Iterator[etree._Element]:
    """The packet's own descriptions; those inside are structures, which properties read."""
    rdf = root if root.tag == _ROOT else root.find(f".//{_ROOT}")
    if rdf is not None:
        yield from rdf.iterchildren(_DESCRIPTION)


def _add(
    fields: list[FieldValue],
    name: str,
    text: str | None,
    group: int = 0,
    language: str | None = None,
) -> None:
    if text and not text.isspace():
        fields.append(FieldValue(name, text, group, language))


def _add_property(
    fields: list[FieldValue], name: str, element: etree._Element, depth: int = 0
) -> None:
    """The value of a property: of an array every item, of an alternative each language."""
    if not len(element):
        _add_value(fields, name, element, 0, depth)
        return
    array = element[0]
    kind = array.tag
    if kind == _ALTERNATIVE:
        _add_languages(fields, name, list(array)[:_MAX_ITEMS])
    elif kind in _ARRAYS:
        for group, item in enumerate(array):
            if group == _MAX_ITEMS:
                break
            _add_value(fields, name, item, group, depth)
    else:
        _add_value(fields, name, element, 0, depth)


def _add_languages(fields: list[FieldValue], name: str, items: list[etree._Element]) -> None:
    """The default text, which is the first where none is marked (ISO 16684-1, 8.2.2.4).

    Other languages follow as translations; most writers only repeat the default under the name
    of its language.
    """
    if not items:
        return
    if len(items) == 1:
        _add_value(fields, name, items[0], 0, 0)
        return
    written = [one for one in items if len(one) or (one.text and not one.text.isspace())] or items
    default = next((one for one in written if _language(one) == "x-default"), written[0])
    _add_value(fields, name, default, 0, 0)
    for item in items:
        if item.text != default.text:
            _add(fields, name, item.text, 0, _language(item))


def _language(item: etree._Element) -> str:
    return str(item.get(_LANGUAGE, "")).lower()[:_LONGEST_LANGUAGE]


def _add_value(
    fields: list[FieldValue], name: str, element: etree._Element, group: int, depth: int
) -> None:
    """Plain text, a reference, or the parts of a structure as `name.Part`."""
    if not len(element):
        attributes = element.keys()
        if not attributes or attributes == [_LANGUAGE]:
            text = element.text
            if text and not text.isspace():
                fields.append(FieldValue(name, text, group))
            return
    inner = element.find(_DESCRIPTION)
    holder = element if inner is None else inner
    qualified = holder.find(_VALUE)
    if qualified is not None:
        _add(fields, name, qualified.text, group)
        return
    tags = map(str, holder.keys()[:_MAX_PARTS])
    parts = [tag for tag in tags if not tag.startswith(_NO_PARTS)]
    if not len(holder) and not parts:
        _add(fields, name, element.get(_RESOURCE) or element.text, group)
        return
    for tag in parts:
        _add(fields, _part(name, tag), holder.get(tag), group)
    if depth < _MAX_DEPTH:
        _add_parts(fields, name, holder, group, depth)


def _add_parts(
    fields: list[FieldValue], name: str, holder: etree._Element, group: int, depth: int
) -> None:
    """The parts of a structure, which may be properties of any kind; all are of its group."""
    inside: list[FieldValue] = []
    for child in holder:
        _add_property(inside, _part(name, child.tag), child, depth + 1)
    fields += (FieldValue(one.field, one.text, group, one.language) for one in inside)


def _part(name: str, tag: str) -> str:
    """A structure's part by its local name, as the standard's tables have it."""
    return f"{name}.{tag.rpartition('}')[2]}"
