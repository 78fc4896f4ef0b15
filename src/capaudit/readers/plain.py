"""Markup inside values: front matter and shortcode parameters carry links and tags."""

from __future__ import annotations

import re

from capaudit.model.text import Passage, PassageBuilder, Span

_MARKUP = re.compile(
    r"<[/a-zA-Z][^<>]{0,2000}>|!?\[([^\[\]]{0,1000})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}\)"
)


def without_markup(passage: Passage) -> Passage:
    """A value as it is shown: tags gone, Markdown links reduced to their words."""
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
