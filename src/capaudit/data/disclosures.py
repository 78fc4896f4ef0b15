"""How newsrooms say how a picture came about: the table and its look-ups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

import msgspec

from capaudit.data.scripts import is_unspaced
from capaudit.data.tables import load_table

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BLANK_MARKS = dict.fromkeys((code for code in range(128) if not chr(code).isalnum()), " ")
LONGEST_LABEL = 60
_LABELS_KEPT = 4096
# "zVg", zur Verfügung gestellt, is printed so and is no name; of each its last letters.
_IN_SMALL = frozenset({"vg", "Vg"})


class DisclosureWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one kind of disclosure; `kind` as in `Credit.disclosures`."""

    kind: str
    labels: tuple[str, ...]
    adjectives: tuple[str, ...]
    phrases: tuple[str, ...]
    unless_after: tuple[str, ...]


class Disclosures:
    """Look-ups over the table; texts are given in lower case."""

    __slots__ = (
        *("_firsts", "_labels", "_phrases", "_seconds", "_unless_after", "_unspaced", "_verbs"),
        *("in_labels", "label", "label_ends", "label_starts", "supply"),
    )

    label: Callable[[str], str | None]
    """The kind that a whole part of a credit says (`Pool`, `File Photo`), else `None`.

    Abbreviations count in capitals only: HO is a handout, Ho a name.
    """

    def __init__(
        self, words: tuple[DisclosureWords, ...], nouns: list[str], supply_verbs: list[str]
    ) -> None:
        self._labels = {label: word.kind for word in words for label in word.labels}
        # Every step in reading a credit asks again for the same few parts.
        self.label = lru_cache(_LABELS_KEPT)(self._label)
        # First and last words of labels: a quick look before a long one.
        self.label_starts = frozenset(label.split()[0] for label in self._labels)
        self.label_ends = frozenset(label.split()[-1] for label in self._labels)
        self.in_labels = frozenset(
            word.strip(".,:-–—") for label in self._labels for word in label.split()
        )
        self._unless_after = {word.kind: frozenset(word.unless_after) for word in words}
        self._verbs = supply_verbs
        kinds = {phrase: word.kind for word in words for phrase in word.phrases}
        for word in words:
            for adjective in word.adjectives:
                kinds |= {f"{adjective} {noun}": word.kind for noun in nouns}
        unspaced = {phrase: kind for phrase, kind in kinds.items() if is_unspaced(phrase)}
        self._unspaced = dict(sorted(unspaced.items(), key=lambda item: -len(item[0])))
        self._phrases = _by_first_word(kinds.keys() - unspaced.keys(), kinds)
        self._firsts = frozenset(self._phrases)
        self._seconds = {
            first: {_second_word(phrase) for phrase, _ in phrases}
            for first, phrases in self._phrases.items()
        }
        self.supply = re.compile(
            rf"(?<!\w)(?:{_any(nouns)})(?:\s+\w+){{0,6}}?\s+"
            rf"(?:{_any(supply_verbs)})(?:\s+\w+){{0,4}}?\s+by(?=\s)"
        )

    def _label(self, text: str) -> str | None:
        if len(text) > LONGEST_LABEL:
            return None
        if len(text) <= 3 and text.isascii() and not text.isupper() and text[1:] not in _IN_SMALL:
            return None
        return self._labels.get(text.casefold().strip(" .,:-–—"))

    def phrases(self, lowered: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and kind of every phrase, "swimming pool photo" and the like left out."""
        words = _words(lowered)
        if not self._firsts.isdisjoint(words) and self._may_hold_phrase(words):
            yield from self._spaced_phrases(lowered)
        if is_unspaced(lowered):
            yield from self._unspaced_phrases(lowered)

    def _may_hold_phrase(self, words: list[str]) -> bool:
        """Whether the first two words of a phrase, or its only one, stand side by side."""
        return any(
            "" in self._seconds[word] or second.partition("'")[0] in self._seconds[word]
            for word, second in zip(words, (*words[1:], ""), strict=True)
            if word in self._firsts
        )

    def _spaced_phrases(self, lowered: str) -> Iterator[tuple[int, int, str]]:
        word_before = ""
        for word in _WORD.finditer(lowered):
            for phrase, kind in self._phrases.get(word[0], ()):
                end = word.start() + len(phrase)
                if (
                    lowered.startswith(phrase, word.start())
                    and not lowered[end : end + 1].isalnum()
                ):
                    if word_before not in self._unless_after[kind]:
                        yield word.start(), end, kind
                    break
            word_before = word[0]

    def _unspaced_phrases(self, lowered: str) -> Iterator[tuple[int, int, str]]:
        for phrase, kind in self._unspaced.items():
            start = lowered.find(phrase)
            if start >= 0:
                yield start, start + len(phrase), kind

    def has_supply_verb(self, lowered: str) -> bool:
        """Whether a verb of supplying occurs at all."""
        return " by " in lowered and any(verb in lowered for verb in self._verbs)


def _words(lowered: str) -> list[str]:
    """The words of a text; ASCII, which can be had without a pattern, in half the time."""
    if lowered.isascii() and "'" not in lowered:
        return lowered.translate(_BLANK_MARKS).split()
    return _WORD.findall(lowered)


def _by_first_word(
    phrases: Iterable[str], kinds: dict[str, str]
) -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        first = _WORD.match(phrase)
        if first is not None:
            table.setdefault(first[0], []).append((phrase, kinds[phrase]))
    return table


def _second_word(phrase: str) -> str:
    """The second word of a phrase up to its apostrophe, "" where it has but one."""
    words = _WORD.findall(phrase)
    return words[1].partition("'")[0] if len(words) > 1 else ""


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


class _Table(msgspec.Struct, frozen=True):
    """The file `disclosures.toml`."""

    word: tuple[DisclosureWords, ...]
    nouns: dict[str, list[str]]
    supply: dict[str, list[str]]


@cache
def disclosures() -> Disclosures:
    """The table that comes with capaudit, read on first use."""
    table = load_table("disclosures", _Table)
    return Disclosures(table.word, table.nouns["en"], table.supply["verbs"])
