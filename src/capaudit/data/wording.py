"""Words by which rules tell what a caption is about: things to come, the past, an action, AI."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from capaudit.data.tables import load_table

_MARKS = ".,;:!?()[]\"'“”‘’"
_POSSESSIVES = ("'s", "’s", "s'", "s’")


class Topic(StrEnum):
    """A list of `wording.toml`."""

    FUTURE = "future"
    OLD = "old"
    AI = "ai"
    ACTION = "action"
    ACTION_ELSEWHERE = "action_elsewhere"


def speaks_of(topic: Topic, text: str) -> bool:
    """Whether a text holds one of the topic's words or phrases."""
    return _words(topic).search(" ".join(text.casefold().split())) is not None


def tells_an_action(caption: str) -> bool:
    """Whether a caption has a verb in the present tense: somebody does something in the picture."""
    words = [word.strip(_MARKS) for word in caption.split()]
    before = ["", *(word.casefold() for word in words)]
    verbs, no_verb_after = _present_tense(), _before_nouns()
    told = any(
        word in verbs and previous not in no_verb_after and not previous.endswith(_POSSESSIVES)
        for previous, word in zip(before, words, strict=False)
    )
    return told or speaks_of(Topic.ACTION_ELSEWHERE, caption)


@lru_cache
def _before_nouns() -> frozenset[str]:
    return frozenset(load_table("wording", dict[str, tuple[str, ...]])["before_nouns"])


@lru_cache
def _present_tense() -> frozenset[str]:
    """The verbs of the table, each with its third person."""
    verbs = load_table("wording", dict[str, tuple[str, ...]])[Topic.ACTION]
    return frozenset(form for verb in verbs for form in (verb, _third_person(verb)))


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"


@lru_cache
def _words(topic: Topic) -> re.Pattern[str]:
    listed = load_table("wording", dict[str, tuple[str, ...]])[topic]
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in listed)})(?!\w)")
