"""What an XML file is, by its root element and the namespaces declared there."""

from __future__ import annotations

import msgspec

from capaudit.readers.decode import Decoded, decode
from capaudit.readers.xml_names import Namespaces, plain_address
from capaudit.readers.xml_scan import read_prolog
from capaudit.readers.xml_tree import declared_in


class Root(msgspec.Struct, frozen=True):
    """The root element: its name by namespace, and the namespaces it declares.

    `addresses` are theirs in lower case, without scheme and closing slash.
    """

    name: str
    addresses: frozenset[str]
    namespaces: Namespaces


def root_of(text: str) -> Root | None:
    """The root element of a document or of its beginning; `None` where there is none."""
    mark = read_prolog(text).root
    if mark is None:
        return None
    declared = declared_in(mark.attributes)
    namespaces = Namespaces().with_declared(declared)
    addresses = frozenset(plain_address(address) for address in declared.values())
    return Root(namespaces.element(mark.name), addresses, namespaces)


def root_of_head(head: bytes) -> Root | None:
    """The same from the first bytes of a file."""
    return root_of(decoded_head(head).text)


def decoded_head(head: bytes) -> Decoded:
    """The first bytes of a file as text; a character cut in two at their end is no damage."""
    for cut in range(4):
        decoded = decode(head[: len(head) - cut])
        if not decoded.flaws:
            return decoded
    return decode(head)
