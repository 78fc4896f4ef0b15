"""Content Credentials (C2PA 2.1) without signatures, written by hand as JUMBF and CBOR."""

from __future__ import annotations

import struct
from collections.abc import Mapping

GENERATOR = "c2pa.claim claim_generator"
SOURCE_TYPE = "c2pa.actions digitalSourceType"
CREDENTIALS_FIELDS = frozenset({GENERATOR, SOURCE_TYPE})
_SUFFIX = bytes.fromhex("00110010800000aa00389b71")


def manifest_store(fields: Mapping[str, str], action: str = "c2pa.created") -> bytes:
    """A store of one manifest whose only action brings in the digital source type."""
    step = {"action": action}
    if SOURCE_TYPE in fields:
        step["digitalSourceType"] = fields[SOURCE_TYPE]
    return store_of(manifest({"actions": [step]}, {"claim_generator": fields.get(GENERATOR, "")}))


def manifest(actions: object, claim: object) -> bytes:
    """One manifest with an actions assertion and a claim."""
    assertion = superbox(b"cbor", "c2pa.actions", box(b"cbor", cbor(actions)))
    assertions = superbox(b"c2as", "c2pa.assertions", assertion)
    said = superbox(b"c2cl", "c2pa.claim", box(b"cbor", cbor(claim)))
    return superbox(b"c2ma", "urn:uuid:0", assertions + said)


def store_of(*manifests: bytes) -> bytes:
    """A manifest store; the last manifest is the active one."""
    return superbox(b"c2pa", "c2pa", b"".join(manifests))


def box(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload) + 8) + kind + payload


def superbox(kind: bytes, label: str, inside: bytes) -> bytes:
    """A box of boxes: its description gives type and label."""
    description = box(b"jumd", kind + _SUFFIX + b"\3" + label.encode() + b"\0")
    return box(b"jumb", description + inside)


def cbor(value: object) -> bytes:
    """Texts, lists and maps as CBOR (RFC 8949)."""
    match value:
        case str():
            return _head(3, len(value.encode())) + value.encode()
        case list():
            return _head(4, len(value)) + b"".join(cbor(one) for one in value)
        case dict():
            pairs = (cbor(key) + cbor(one) for key, one in value.items())
            return _head(5, len(value)) + b"".join(pairs)
    raise TypeError(f"{value!r} is not written as CBOR")


def _head(major: int, length: int) -> bytes:
    if length < 24:
        return bytes([major << 5 | length])
    return bytes([major << 5 | 25]) + struct.pack(">H", length)
