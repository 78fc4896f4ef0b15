"""How newsrooms say how a picture came about: the table and its look-ups."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

# Scripts written without spaces, where a phrase may touch its neighbours.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class DisclosureWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one kind of disclosure; `kind` as in `Credit.disclosures`."""

    kind: str
    labels: tuple[str, ...]
    adjectives: tuple[str, ...]
    phrases: tuple[str, ...]
    unless_after: tuple[str, ...]


class Disclosures:
    """Look-ups over the table; texts are given in lower case."""

    __slots__ = ("_labels", "_nouns", "_phrases", "_unless_after", "pattern", "supply")

    def __init__(
        self, words: tuple[DisclosureWords, ...], nouns: list[str], supply_verbs: list[str]
    ) -> None:
        self._labels = {label: word.kind for word in words for label in word.labels}
        self._unless_after = {word.kind: frozenset(word.unless_after) for word in words}
        self._nouns = nouns
        self._phrases = {phrase: word.kind for word in words for phrase in word.phrases}
        for word in words:
            for adjective in word.adjectives:
                self._phrases |= {f"{adjective} {noun}": word.kind for noun in nouns}
        self.pattern = re.compile(_alternatives(list(self._phrases)))
        self.supply = re.compile(
            rf"(?<!\w)(?:{_any(nouns)})(?:\s+\w+){{0,6}}?\s+"
            rf"(?P<words>(?P<verb>{_any(supply_verbs)})(?:\s+\w+){{0,4}}?\s+by)\s"
        )

    def label(self, text: str) -> str | None:
        """The kind that a whole part of a credit says (`Pool`, `File Photo`), else `None`.

        Abbreviations count in capitals only: HO is a handout, Ho a name.
        """
        if len(text) <= 3 and text.isascii() and not text.isupper():
            return None
        return self._labels.get(text.casefold().strip(" .,:-–—"))

    def phrase(self, text: str) -> str | None:
        """The kind of a phrase that `pattern` found."""
        return self._phrases.get(text.replace("-photo", " photo"))

    def is_excepted(self, kind: str, word_before: str) -> bool:
        """Whether the word before gives the phrase another sense (swimming pool photo)."""
        return word_before in self._unless_after[kind]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _alternatives(phrases: list[str]) -> str:
    unspaced = [phrase for phrase in phrases if _UNSPACED.search(phrase)]
    spaced = [phrase for phrase in phrases if not _UNSPACED.search(phrase)]
    return rf"(?<!\w)(?:{_any(spaced)})(?!\w)|{_any(unspaced)}"


@cache
def disclosures() -> Disclosures:
    """The table that comes with capaudit, read on first use."""
    text = files("capaudit.data").joinpath("disclosures.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    words = msgspec.convert(table["word"], tuple[DisclosureWords, ...])
    return Disclosures(words, table["nouns"]["en"], table["supply"]["verbs"])
