"""Adds a credit field to an image, named as the article's other images name theirs."""

from __future__ import annotations

import re

import msgspec

from capaudit.fixes.syntax import Syntax, enclosing_shortcode, entry_at, record_syntax
from capaudit.fixes.writing import edit, escape, is_plain_scalar, is_writable
from capaudit.model.article import Article, Figure, RecordEntry
from capaudit.model.claim import Source
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Edit
from capaudit.model.text import Span

_OPENING = re.compile(r"\{[{%][<%]?-?\s{0,9}[\w./-]{1,80}(?:\s{1,9}[\w/-]{1,80}\.[\w.]{1,20})?")
_ENDING = re.compile(r"\s{0,80}/?-?[>%]?[%}]\}\Z")
_PARAMETER = re.compile(r"(,?)\s{1,80}([A-Za-z][\w-]{0,40})\s{0,9}=\s{0,9}\"\Z")
_REACH = 240
# What follows a value inside `{…}`: its quote, then a comma or the end of the object.
_FLOW = re.compile(r"[\"']?\s{0,80}[,}]")
_LINE = re.compile(r"[\"']?[ \t]{0,80}(?:#[^\r\n]*)?(\r\n|\r|\n)")


class Addition(msgspec.Struct, frozen=True):
    """A field to add: the edit, and what the figure then has that it had not."""

    edit: Edit
    adds: tuple[int, str, str]


def made_alike(whole: ArticleEvidence, evidence: Evidence) -> tuple[Evidence, ...]:
    """The other images that are written in the same way: in one list, by one shortcode, in text."""
    making = _making(whole.article, evidence)
    return tuple(
        image
        for image in whole.images
        if image.figure.index != evidence.figure.index and _making(whole.article, image) == making
    )


def is_in_text(whole: ArticleEvidence, evidence: Evidence) -> bool:
    """Whether an image stands in the text itself, and not in a record or a shortcode."""
    return _making(whole.article, evidence) is None


def _making(article: Article, evidence: Evidence) -> str | None:
    figure = evidence.figure
    if figure.record_path is not None:
        return _kind(figure.record_path)
    around = figure.src_span or figure.span
    shortcode = enclosing_shortcode(article.source.text, around)
    return _opening(article.source.text, shortcode) if shortcode is not None else None


def has_credit_field(image: Evidence) -> bool:
    """Whether an image carries its credit in a field of its own."""
    return _credit_in_field(image) is not None


def add_credit_field(whole: ArticleEvidence, evidence: Evidence, line: str) -> Addition | None:
    """Give an image a credit field as an image of the same making in this article has one.

    `None` where there is none to learn its name from, or where the syntax has no sure place.
    """
    if not is_writable(whole.article, line):
        return None
    figure = whole.article.figures[evidence.figure.index]
    for image in made_alike(whole, evidence):
        where = _credit_in_field(image)
        if where is None:
            continue
        other = whole.article.figures[image.figure.index]
        made = _in_shortcode(whole.article, figure, where, line)
        made = made or _in_record(whole.article, figure, other, where, line)
        if made is not None:
            return Addition(made, (figure.index, "credit_line", line))
    return None


def _credit_in_field(image: Evidence) -> Span | None:
    """Where an image's own credit field stands."""
    if image.figure.credit_is_shared:
        return None
    claims = image.credit_line.by(Source.CREDIT_FIELD)
    return claims[0].origin.span if claims else None


def _in_shortcode(article: Article, figure: Figure, where: Span, line: str) -> Edit | None:
    """`attr="…"` at the end of a shortcode, under the other's name for it."""
    text = article.source.text
    own = enclosing_shortcode(text, figure.src_span) if figure.src_span is not None else None
    others = enclosing_shortcode(text, where)
    if own is None or others is None:
        return None
    parameter = _PARAMETER.search(text[max(others.start, where.start - _REACH) : where.start])
    written = escape(line, Syntax.SHORTCODE_DOUBLE)
    ending = _ENDING.search(text[own.start : own.end])
    if parameter is None or ending is None or written is None:
        return None
    at = own.start + ending.start()
    comma, name = parameter.groups()
    return edit(article, Span(at, at), f'{comma} {name}="{written}"', "")


def _opening(text: str, shortcode: Span) -> str | None:
    found = _OPENING.match(text, shortcode.start, shortcode.end)
    return " ".join(found[0].split()) if found is not None else None


def _in_record(
    article: Article, figure: Figure, other: Figure, where: Span, line: str
) -> Edit | None:
    """A key beside the image's reference, where the other image has it beside its own."""
    own = article.entry(figure.record_path) if figure.record_path else None
    beside = article.entry(other.record_path) if other.record_path else None
    credit = entry_at(article, where)
    if own is None or beside is None or credit is None:
        return None
    if _parent(beside.path) != _parent(credit.path):
        return None
    name = credit.path.rpartition(".")[2]
    syntax = record_syntax(article, own)
    return _key_after(article, own, name, line, syntax) if re.fullmatch(r"[\w-]+", name) else None


def _parent(path: str) -> str:
    return path.rpartition(".")[0]


def _kind(path: str) -> str:
    """A path without its places in lists: images of one list are made alike."""
    return re.sub(r"\[\d+\]", "[]", path)


def _key_after(
    article: Article, own: RecordEntry, name: str, line: str, syntax: Syntax
) -> Edit | None:
    """The key and its value behind a value of the same object."""
    text, value = article.source.text, own.value.span
    written = escape(line, Syntax.DOUBLE_QUOTED)
    if value is None or written is None or "\n" in text[own.key_span.end : value.end]:
        return None
    quoted, opening = f'"{written}"', text.lstrip()[:1]
    flow, end_of_line = _FLOW.match(text, value.end), _LINE.match(text, value.end)
    if flow is not None:
        at = value.end + (text[value.end] in "\"'")
        pair = {"{": f'"{name}": {quoted}', "+": f"{name} = {quoted}"}.get(opening)
        return edit(article, Span(at, at), f", {pair or f'{name}: {quoted}'}", "")
    if end_of_line is None or opening == "{":
        return None
    plain = syntax is Syntax.YAML_PLAIN and is_plain_scalar(line)
    pair = f"{name} = {quoted}" if opening == "+" else f"{name}: {line if plain else quoted}"
    column = own.key_span.start - article.source.line_start(
        article.source.position(own.key_span.start)[0]
    )
    at = end_of_line.end()
    return edit(article, Span(at, at), f"{' ' * column}{pair}{end_of_line[1]}", "")
