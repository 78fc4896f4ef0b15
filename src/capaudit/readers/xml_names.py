"""Names of XML elements by their namespace, never by the prefix that a file happens to use.

An element goes by a short name of its vocabulary and its own (`media:credit`); those of the
vocabularies that a file is written in (RSS, Atom, NewsML-G2, NITF, XHTML) by their own alone.
"""

from __future__ import annotations

from collections.abc import Mapping

# Each address in lower case, without scheme and closing slash: feeds write them in every way.
_VOCABULARIES = {
    # https://iptc.org/standards/newsml-g2/
    "iptc.org/std/nar/2006-10-01": "",
    # https://iptc.org/standards/nitf/
    "iptc.org/std/nitf/2006-10-18": "nitf",
    "www.w3.org/1999/xhtml": "",
    # https://www.rssboard.org/rss-specification: RSS 2.0 has no namespace; 1.0 and 0.9 have one.
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "backend.userland.com/rss2": "",
    "www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    # https://www.rfc-editor.org/rfc/rfc4287; 0.3 came before it.
    "www.w3.org/2005/atom": "atom",
    "purl.org/atom/ns#": "atom",
    # https://www.rssboard.org/media-rss
    "search.yahoo.com/mrss": "media",
    "video.search.yahoo.com/mrss": "media",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/terms": "dcterms",
    # https://help.apple.com/itc/podcasts_connect/
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    # https://wordpress.org/documentation/article/tools-export-screen/
    "wordpress.org/export/1.0": "wp",
    "wordpress.org/export/1.1": "wp",
    "wordpress.org/export/1.2": "wp",
    "wordpress.org/export/1.0/excerpt": "excerpt",
    "wordpress.org/export/1.1/excerpt": "excerpt",
    "wordpress.org/export/1.2/excerpt": "excerpt",
    "www.w3.org/xml/1998/namespace": "xml",
}
_SHORT_NAMES = frozenset(_VOCABULARIES.values()) - {""}
_OWN = ""
# What the names of a vocabulary that capaudit does not know begin with.
_UNKNOWN = "other"


class Namespaces:
    """The prefixes in force at a place of a file."""

    __slots__ = ("_by_prefix",)

    def __init__(self, by_prefix: Mapping[str, str] | None = None) -> None:
        self._by_prefix = dict(by_prefix or {"xml": "xml"})

    def with_declared(self, declared: Mapping[str, str]) -> Namespaces:
        """The same below an element that declares some: addresses by prefix, `` for none."""
        if not declared:
            return self
        return Namespaces({**self._by_prefix, **_known(declared)})

    def element(self, written: str) -> str:
        """The name of an element as it is written in the file."""
        prefix, _, local = written.rpartition(":")
        return self._named(prefix, local)

    def attribute(self, written: str) -> str:
        """The name of an attribute: without a prefix it belongs to its element."""
        prefix, _, local = written.rpartition(":")
        return self._named(prefix, local) if prefix else local

    def _named(self, prefix: str, local: str) -> str:
        vocabulary = self._by_prefix.get(prefix)
        if vocabulary is None:
            # Nobody declared it: feeds forget that; the usual prefix is meant.
            vocabulary = prefix if prefix in _SHORT_NAMES or not prefix else _UNKNOWN
        return f"{vocabulary}:{local}" if vocabulary else local


def _known(declared: Mapping[str, str]) -> dict[str, str]:
    return {prefix: vocabulary_of(address) for prefix, address in declared.items()}


def vocabulary_of(address: str) -> str:
    """The short name of the vocabulary at an address; that of no address is empty."""
    plain = plain_address(address)
    return _VOCABULARIES.get(plain, _UNKNOWN) if plain else _OWN


def plain_address(address: str) -> str:
    """An address as the table has it."""
    return address.strip().lower().removeprefix("http://").removeprefix("https://").rstrip("/")
