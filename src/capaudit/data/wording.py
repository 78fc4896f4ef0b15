"""Words by which rules tell what a caption is about: things to come, the past, an action, AI."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from capaudit.data.tables import load_table


class Topic(StrEnum):
    """A list of `wording.toml`."""

    FUTURE = "future"
    OLD = "old"
    AI = "ai"
    ACTION = "action"


def speaks_of(topic: Topic, text: str) -> bool:
    """Whether a text holds one of the topic's words or phrases."""
    return _words(topic).search(" ".join(text.casefold().split())) is not None


@lru_cache
def _words(topic: Topic) -> re.Pattern[str]:
    listed = load_table("wording", dict[str, tuple[str, ...]])[topic]
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in listed)})(?!\w)")
