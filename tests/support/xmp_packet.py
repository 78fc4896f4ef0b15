"""XMP packets written by hand (ISO 16684-1), each property in the form its schema asks for."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

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
}
_LOCATION_PARTS = (
    *("Sublocation", "City", "ProvinceState", "CountryName", "CountryCode", "WorldRegion"),
    "LocationName",
)
_SIMPLE = (
    *("photoshop:DateCreated", "photoshop:City", "photoshop:State", "photoshop:Country"),
    *("photoshop:Credit", "photoshop:Source", "photoshop:Headline", "photoshop:Instructions"),
    *("photoshop:AuthorsPosition", "photoshop:TransmissionReference"),
    *("xmp:CreateDate", "xmp:ModifyDate", "xmp:CreatorTool", "xmpRights:WebStatement"),
    *("Iptc4xmpCore:Location", "Iptc4xmpCore:CountryCode", "Iptc4xmpExt:DigitalSourceType"),
    *("Iptc4xmpExt:AISystemUsed", "exif:DateTimeOriginal", "exif:GPSLatitude"),
    *("exif:GPSLongitude", "tiff:Orientation"),
)
_ALTERNATIVES = (
    *("dc:description", "dc:title", "dc:rights", "xmpRights:UsageTerms", "Iptc4xmpExt:Event"),
    *("Iptc4xmpCore:AltTextAccessibility", "Iptc4xmpCore:ExtDescrAccessibility"),
)
_STRUCTURES = (
    *(f"Iptc4xmpExt:LocationCreated.{part}" for part in _LOCATION_PARTS),
    *(f"Iptc4xmpExt:LocationShown.{part}" for part in _LOCATION_PARTS),
    *("plus:Licensor.LicensorName", "plus:Licensor.LicensorURL"),
    *("plus:ImageSupplier.ImageSupplierName", "Iptc4xmpExt:PersonInImageWDetails.PersonName"),
)
# How each property is written, by its schema in the IPTC Photo Metadata Standard 2024.1.
XMP_FIELDS = (
    dict.fromkeys(_SIMPLE, "simple")
    | dict.fromkeys(_ALTERNATIVES, "Alt")
    | {"dc:creator": "Seq", "dc:subject": "Bag", "Iptc4xmpExt:PersonInImage": "Bag"}
    | dict.fromkeys(_STRUCTURES, "structure")
)


def xmp_packet(fields: Mapping[str, str]) -> bytes:
    """A whole packet with one `rdf:Description` that holds the fields."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{_properties(fields)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _properties(fields: Mapping[str, str]) -> str:
    structures: dict[str, dict[str, str]] = {}
    written = ""
    for field, value in fields.items():
        kind = XMP_FIELDS[field]
        if kind == "structure":
            name, _, part = field.partition(".")
            structures.setdefault(name, {})[part] = value
        else:
            written += _property(field, kind, value)
    return written + "".join(_structure(name, parts) for name, parts in structures.items())


def _property(field: str, kind: str, value: str) -> str:
    if kind == "simple":
        return f"<{field}>{escape(value)}</{field}>"
    if kind == "Alt":
        item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
        return f"<{field}><rdf:Alt>{item}</rdf:Alt></{field}>"
    items = "".join(f"<rdf:li>{escape(one)}</rdf:li>" for one in value.split("; "))
    return f"<{field}><rdf:{kind}>{items}</rdf:{kind}></{field}>"


def _structure(name: str, parts: Mapping[str, str]) -> str:
    """A bag of one structure, whose parts share the property's namespace."""
    prefix = name.partition(":")[0]
    inside = "".join(
        f"<{prefix}:{key}>{escape(one)}</{prefix}:{key}>" for key, one in parts.items()
    )
    item = f'<rdf:li rdf:parseType="Resource">{inside}</rdf:li>'
    return f"<{name}><rdf:Bag>{item}</rdf:Bag></{name}>"
