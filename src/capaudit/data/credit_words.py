"""Words around the names in a credit: labels, roles, ranks, marks of organisations."""

from __future__ import annotations

from collections import Counter
from functools import cache

import msgspec

from capaudit.data.tables import load_table

_STEM = 5


class CreditWords(msgspec.Struct, frozen=True, kw_only=True):
    """The vocabulary of `credit_words.toml`, casefolded.

    `labels` stand before a credit (`photo`, `Bildnachweis`), `bare_labels` without a mark too, `by`
    between one and the name, `pictured` before one that names whom the picture shows.
    `fillers` stand beside a label, `edits` in brackets behind it, `roles` in place of a name
    (`owners` those that tell whose picture it is),
    `endings` behind one (`기자`), `ranks` before one. `body_words`, `body_endings` (by their
    last letter) and `function_words` tell organisations from people, `also_names` do so beside no
    given name, `openings` at the start; `newspapers` end the names of papers and broadcasters,
    `keepers` stand in those of archives and museums,
    `boilerplate` are sentences of ownership, `boilerplate_stems` pieces of which each of them
    holds one; `particles` stay small inside a name. `nameless` are labels and roles, `joining`
    small words inside names of people and bodies.

    For a quick look there are the first and last words, `…_starts` and `…_ends`, and `in_labels`:
    every word that may stand in a run of words before a credit.
    """

    labels: frozenset[str]
    bare_labels: frozenset[str]
    label_starts: frozenset[str]
    label_ends: frozenset[str]
    in_labels: frozenset[str]
    by: frozenset[str]
    pictured: frozenset[str]
    roles: frozenset[str]
    owners: frozenset[str]
    nameless: frozenset[str]
    joining: frozenset[str]
    fillers: frozenset[str]
    edits: frozenset[str]
    endings: tuple[str, ...]
    ranks: tuple[str, ...]
    rank_starts: frozenset[str]
    body_words: frozenset[str]
    body_endings: dict[str, tuple[str, ...]]
    also_names: frozenset[str]
    openings: frozenset[str]
    function_words: frozenset[str]
    newspapers: frozenset[str]
    keepers: frozenset[str]
    boilerplate: tuple[str, ...]
    boilerplate_stems: tuple[str, ...]
    particles: frozenset[str]

    def ends_a_body(self, word: str) -> bool:
        """Whether a word ends as bodies' names do: only endings of its last letter are tried."""
        tried = self.body_endings.get(word[-1:])
        return tried is not None and word.endswith(tried)


@cache
def credit_words() -> CreditWords:
    """The vocabulary that comes with capaudit, read on first use."""
    tables = _folded(load_table("credit_words", dict[str, dict[str, list[str]]]))
    labels = frozenset(word for words in tables["labels"].values() for word in words)
    roles, bodies = tables["roles"], tables["organisations"]
    boilerplate = tuple(tables["boilerplate"]["phrases"])
    return CreditWords(
        labels=labels,
        bare_labels=frozenset(tables["bare"]["words"]),
        label_starts=frozenset(label.split()[0] for label in labels),
        label_ends=frozenset(label.split()[-1].rstrip(".") for label in labels),
        in_labels=frozenset(
            word.strip(".,:-–—")
            for words in (labels, roles["words"], roles["fillers"], bodies["function"])
            for several in words
            for word in several.split()
        ),
        by=frozenset(tables["by"]["words"]),
        pictured=frozenset(tables["pictured"]["words"]),
        roles=frozenset(roles["words"]),
        owners=frozenset(roles["owners"]),
        nameless=labels.union(roles["words"]),
        joining=frozenset((*tables["names"]["particles"], *bodies["function"])),
        fillers=frozenset(roles["fillers"]),
        edits=frozenset(roles["edits"]),
        endings=_longest_first(roles["endings"]),
        ranks=_longest_first(roles["ranks"]),
        rank_starts=frozenset(rank.split()[0] for rank in roles["ranks"]),
        body_words=frozenset(bodies["words"]),
        body_endings=_by_last_letter(bodies["endings"]),
        also_names=frozenset(bodies["also_names"]),
        openings=frozenset(bodies["openings"]),
        function_words=frozenset(bodies["function"]),
        newspapers=frozenset(bodies["newspapers"]),
        keepers=frozenset(bodies["keepers"]),
        boilerplate=boilerplate,
        boilerplate_stems=_stems(boilerplate),
        particles=frozenset(tables["names"]["particles"]),
    )


def _folded(tables: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    return {
        name: {key: [word.casefold() for word in words] for key, words in table.items()}
        for name, table in tables.items()
    }


def _stems(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Few pieces of words of which every phrase holds one, the commonest first."""
    left, stems = set(phrases), []
    while left:
        pieces = Counter(word[:_STEM] for phrase in left for word in set(phrase.split()))
        most = max(pieces.values())
        stem = max((one for one in pieces if pieces[one] == most), key=lambda one: (len(one), one))
        stems.append(stem)
        left = {phrase for phrase in left if stem not in phrase}
    return tuple(stems)


def _by_last_letter(endings: list[str]) -> dict[str, tuple[str, ...]]:
    lasts = {ending[-1] for ending in endings}
    return {last: tuple(one for one in endings if one[-1] == last) for last in lasts}


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))
