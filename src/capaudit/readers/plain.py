"""Passages without the markup inside them, and several as one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from capaudit.model.text import Passage, PassageBuilder, Run, Span

_MARKUP = re.compile(
    r"<[/a-zA-Z][^<>]{0,2000}>|!?\[([^\[\]]{0,1000})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}\)"
)


def without_markup(passage: Passage) -> Passage:
    """A value as it is shown: tags gone, Markdown links reduced to their words.

    Front matter and shortcode parameters carry both.
    """
    if "<" not in passage.text and "](" not in passage.text:
        return passage.stripped()
    builder = PassageBuilder()
    position = 0
    for found in _MARKUP.finditer(passage.text):
        _copy(builder, passage.cut(Span(position, found.start())))
        if found[1]:
            _copy(builder, passage.cut(Span(*found.span(1))))
        position = found.end()
    _copy(builder, passage.cut(Span(position, len(passage.text))))
    return builder.build()


def _copy(builder: PassageBuilder, passage: Passage) -> None:
    if not passage.runs:
        builder.insert(passage.text)
    for run in passage.runs:
        text = passage.text[run.text_start : run.text_start + run.text_length]
        builder.replace(text, run.source_start, run.source_length)


def joined(passages: Iterable[Passage], separator: str) -> Passage:
    """Passages as one, a separator that stands nowhere in the source between two."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for passage in passages:
        if pieces:
            pieces.append(separator)
            length += len(separator)
        pieces.append(passage.text)
        runs += [
            Run(run.text_start + length, run.text_length, run.source_start, run.source_length)
            for run in passage.runs
        ]
        length += len(passage.text)
    return Passage("".join(pieces), tuple(runs))
