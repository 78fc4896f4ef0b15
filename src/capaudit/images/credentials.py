"""Read what Content Credentials say of an image's making (C2PA 2.1; ISO 19566-5 boxes).

Nothing is validated here: signatures need the `c2pa` extra. Only the active manifest, which is the
last in its store, speaks of this file; the others speak of what it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from capaudit.images.cbor import Cbor, CborError, decode_cbor
from capaudit.images.fields import BlockReading, FieldValue

GENERATOR = "c2pa.claim claim_generator"
SOURCE_TYPE = "c2pa.actions digitalSourceType"
_ACTIONS = frozenset({"c2pa.actions", "c2pa.actions.v2"})
_CLAIMS = frozenset({"c2pa.claim", "c2pa.claim.v2"})
_ASSERTIONS = "c2pa.assertions"
_CREATED = "c2pa.created"
_GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
_MAX_BOXES = 1000


class _Super(NamedTuple):
    """A box of boxes with the label that its description gives it."""

    label: str
    boxes: tuple[tuple[bytes, bytes], ...]

    def inside(self) -> Iterator[_Super]:
        """The boxes of boxes inside."""
        for kind, payload in self.boxes:
            if kind == b"jumb":
                yield _super(payload)

    def content(self) -> Cbor:
        """The first CBOR box inside."""
        return next((decode_cbor(data) for kind, data in self.boxes if kind == b"cbor"), None)


def read_credentials(store: bytes) -> BlockReading:
    """The claim generator and the digital source types of the active manifest."""
    outer = next((payload for kind, payload in _boxes(store) if kind == b"jumb"), None)
    manifests = tuple(_super(outer).inside()) if outer is not None else ()
    if not manifests:
        return BlockReading(flaws=("Content Credentials: no manifest in them",))
    try:
        return BlockReading(tuple(_fields(manifests[-1])))
    except CborError as error:
        return BlockReading(flaws=(f"Content Credentials: {error}",))


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and payload of each box; a cut one ends the walk."""
    position = 0
    for _ in range(_MAX_BOXES):
        length = int.from_bytes(data[position : position + 4], "big")
        if length < 8 or position + length > len(data):
            return
        yield data[position + 4 : position + 8], data[position + 8 : position + length]
        position += length


def _super(payload: bytes) -> _Super:
    """The label stands in the description box behind a type of 16 bytes and one of toggles."""
    boxes = tuple(_boxes(payload))
    description = boxes[0][1] if boxes and boxes[0][0] == b"jumd" else b""
    label = description[17:].split(b"\0", 1)[0].decode("utf-8", "replace")
    return _Super(label, boxes[1:])


def _fields(manifest: _Super) -> Iterator[FieldValue]:
    for part in manifest.inside():
        if part.label in _CLAIMS:
            yield from _generator(part.content())
        elif part.label == _ASSERTIONS:
            for assertion in part.inside():
                if assertion.label in _ACTIONS:
                    yield from _source_types(assertion.content())


def _generator(claim: Cbor) -> Iterator[FieldValue]:
    """The program that wrote the manifest: plain text, or from version 2 on a map with a name."""
    if not isinstance(claim, dict):
        return
    generator = claim.get("claim_generator") or claim.get("claim_generator_info")
    if isinstance(generator, list):
        generator = generator[0] if generator else None
    if isinstance(generator, dict):
        generator = generator.get("name")
    if isinstance(generator, str) and generator:
        yield FieldValue(GENERATOR, generator)


def _source_types(assertion: Cbor) -> Iterator[FieldValue]:
    """What each action says it brought in; generated parts of an edit make a composite."""
    actions = assertion.get("actions") if isinstance(assertion, dict) else None
    for action in actions if isinstance(actions, list) else ():
        kind = action.get("digitalSourceType") if isinstance(action, dict) else None
        if not isinstance(kind, str) or not isinstance(action, dict):
            continue
        if kind == _GENERATED and action.get("action") != _CREATED:
            kind = _COMPOSITE
        yield FieldValue(SOURCE_TYPE, kind)
