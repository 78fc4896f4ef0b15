"""The words that tell a picture's date from another event's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from capaudit.extract.dates.lexicon import own_table, section_of, strings_of

_CLAUSE_END = re.compile(r"[,.;:()（）、，。।|\n]")
# How far behind the date the verb may stand: a suffix and two words.
_VERB_WITHIN = 16
# How many words of a clause may name the occasion that a date belongs to.
_CLAUSE_WORDS = 8
_SHORTEST_VERB = 4
_SHORTEST_PHRASE = 3


class Cues(msgspec.Struct, frozen=True):
    """Phrases as tuples of lower-case words, by their first word.

    `photo` date the picture, `mention` another event, `linking` may follow a date without being
    what it modifies, `direct` stand immediately before a date that is another's. `mention_stems`
    begin words that tell another event. In languages with the verb at the end, `follows` begin
    the words after a date that is another's, `photo_follows` those after the picture's; after
    `aftermath` words a date is the picture's where somebody does something in it. `prepositions`
    lead in a date; `possessive` ones hang it on the noun before, whose date it is then, unless
    an `occasion` makes that the picture's own. `mention_endings` are those of verbs in the
    future, `participles` those of what was done at a date; `direct_endings` end a word, in scripts
    without spaces, right before a date that is another's. After `year_after` words a bare year in
    a clause may be the picture's; `past_endings` end verbs in the past, whose months and years are
    another's.
    """

    photo: Mapping[str, tuple[tuple[str, ...], ...]]
    mention: Mapping[str, tuple[tuple[str, ...], ...]]
    direct: frozenset[str]
    linking: frozenset[str]
    mention_stems: tuple[str, ...]
    follows: tuple[str, ...]
    photo_follows: tuple[str, ...]
    aftermath: frozenset[str]
    prepositions: frozenset[str]
    possessive: frozenset[str]
    occasion: frozenset[str]
    mention_endings: tuple[str, ...]
    participles: tuple[str, ...]
    direct_endings: tuple[str, ...]
    year_after: frozenset[str]
    past_endings: tuple[str, ...]

    def last_photo(self, words: Sequence[str]) -> int:
        """Where the last phrase that dates the picture starts, -1 for none."""
        return _last(self.photo, words)

    def last_mention(self, words: Sequence[str]) -> int:
        """Where the last phrase that tells another event starts, -1 for none."""
        stems = self.mention_stems
        starting = (at for at in range(len(words) - 1, -1, -1) if words[at].startswith(stems))
        last = max(_last(self.mention, words), next(starting, -1) if stems else -1)
        return max(last, self._last_ending(words))

    def _last_ending(self, words: Sequence[str]) -> int:
        """Where the last verb in the future stands, told by its ending: fermera, cerrará."""
        if not self.mention_endings:
            return -1
        found = (
            at
            for at in range(len(words) - 1, -1, -1)
            if len(words[at]) > _SHORTEST_VERB and words[at].endswith(self.mention_endings)
        )
        return next(found, -1)

    def is_made_then(self, words: Sequence[str]) -> bool:
        """Whether a participle and a preposition lead to the date: a banknote issued in 1923."""
        if not self.participles or len(words) < _SHORTEST_PHRASE:
            return False
        made, preposition = words[-2:]
        return preposition in self.prepositions and made.endswith(self.participles)

    def is_made_aside(self, words: Sequence[str]) -> bool:
        """The same behind a comma: the accord, signed on December 6."""
        return self.is_made_then(words) and words[-_SHORTEST_PHRASE] == ","

    def tells_the_past(self, words: Sequence[str]) -> bool:
        """Whether the clause has a verb in the past: A barragem rompeu em novembro de 2015."""
        if not self.past_endings:
            return False
        clause = " ".join(words).replace(";", ",").rsplit(",", 1)[-1].split()
        return any(
            len(word) > _SHORTEST_VERB and word.endswith(self.past_endings) for word in clause
        )

    def governs_directly(self, words: Sequence[str]) -> bool:
        """Whether "since", "until" or their like stand right before the date: 建于1957年."""
        if not words:
            return False
        return words[-1] in self.direct or (
            bool(self.direct_endings) and words[-1].endswith(self.direct_endings)
        )

    def hangs_on_noun(self, words: Sequence[str]) -> bool:
        """Whether the date is that of the noun before it: the storm of May 3.

        But "the night of May 3", and "during the march of May 3".
        """
        if not words or words[-1] not in self.possessive:
            return False
        clause = words[-_CLAUSE_WORDS:-1]
        starts = [at for at, word in enumerate(clause) if not word[0].isalnum()]
        own = clause[starts[-1] + 1 :] if starts else clause
        return bool(own) and self.occasion.isdisjoint(own)

    def any_mention_after(self, after: str) -> bool:
        """Whether a word such as "anniversary" follows at once."""
        follows = (word.strip(",.") for word in after.lower().split()[:2])
        return any(word in self.direct and word not in self.prepositions for word in follows)

    def any_verb_after(self, after: str) -> bool:
        """Whether the clause goes on with what happened then: 1950년에 지어진 다리."""
        return _any_in_clause(self.follows, after)

    def any_camera_after(self, after: str) -> bool:
        """Whether the clause goes on with "taken": 2024年11月3日撮影."""
        return _any_in_clause(self.photo_follows, after)


def _any_in_clause(stems: Sequence[str], after: str) -> bool:
    """Whether the rest of the clause, as far as its verb may stand behind a date, has a stem."""
    if not stems:
        return False
    clause = _CLAUSE_END.split(after.lower(), maxsplit=1)[0][:_VERB_WITHIN]
    return any(stem in clause for stem in stems)


@lru_cache(maxsize=64)
def load_cues(language: str) -> Cues:
    """The cues of a language, empty where it has none."""
    own = own_table(language)
    table = section_of(own, "standing")
    return Cues(
        _phrases(table, "dates_photo"),
        _phrases(table, "mentions"),
        frozenset(strings_of(table, "direct")),
        frozenset(strings_of(table, "linking")),
        tuple(each.rstrip("*") for each in strings_of(table, "mentions") if each.endswith("*")),
        tuple(strings_of(table, "follows")),
        tuple(strings_of(table, "photo_follows")),
        frozenset(strings_of(table, "aftermath")),
        frozenset(strings_of(own, "before_date")),
        frozenset(strings_of(table, "possessive")),
        frozenset(strings_of(table, "occasion")),
        tuple(each.lstrip("*") for each in strings_of(table, "mentions") if each.startswith("*")),
        tuple(strings_of(table, "participles")),
        tuple(strings_of(table, "direct_endings")),
        frozenset(strings_of(table, "year_after")),
        tuple(strings_of(table, "past_endings")),
    )


def _phrases(table: Mapping[str, object], key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in (tuple(each.split()) for each in strings_of(table, key)):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def _last(phrases: Mapping[str, tuple[tuple[str, ...], ...]], words: Sequence[str]) -> int:
    """Where the last of the phrases starts, -1 for none."""
    text = tuple(words)
    for at in [at for at, word in enumerate(text) if word in phrases][::-1]:
        if any(text[at : at + len(each)] == each for each in phrases[text[at]]):
            return at
    return -1
