"""CAP004."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.file_names import is_file_name
from capaudit.data.placeholders import is_placeholder_caption
from capaudit.data.scripts import is_unspaced
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Hit, Severity
from capaudit.rules.base import rule
from capaudit.rules.editorial import is_editorial
from capaudit.rules.printed import words_of


@rule("CAP004", "caption-too-short", Severity.NOTE)
def caption_too_short(evidence: Evidence) -> Iterator[Hit]:
    """The caption has fewer words than the profile asks for (`shortest-caption`).

    A word or two tell nothing that the picture does not show. Chinese, Japanese and Korean
    captions are counted by letters. A placeholder or a file name is CAP002's or CAP003's alone.

    Flagged:
        <figure><img src="ferry.jpg" alt="A ferry at a pier">
        <figcaption>The ferry</figcaption></figure>
        config: profile = "web"

    Flagged:
        <figure><img src="ferry.jpg" alt="桟橋のフェリー">
        <figcaption>船</figcaption></figure>
        config: profile = "web"

    Passes:
        <figure><img src="ferry.jpg" alt="A ferry at a pier">
        <figcaption>The morning ferry leaves</figcaption></figure>
        config: profile = "web"

    Passes:
        <figure><img src="ferry.jpg" alt="桟橋のフェリー">
        <figcaption>港を出る船</figcaption></figure>
        config: profile = "web"
    """
    caption, least = evidence.figure.caption, evidence.house.shortest_caption
    text = words_of(caption)
    if caption is None or not text or not is_editorial(evidence):
        return
    if is_placeholder_caption(text) or is_file_name(text, evidence.figure.src):
        return
    unit, count = _length(text)
    if count < least:
        message = f"the caption has {count} {unit if count == 1 else f'{unit}s'}"
        yield Hit(at=caption, message=f"{message}, the profile asks for {least}")


def _length(text: str) -> tuple[str, int]:
    """The unit a caption is measured in, and how many of it there are."""
    if is_unspaced(text):
        return "letter", sum(letter.isalnum() for letter in text)
    return "word", sum(any(letter.isalnum() for letter in word) for word in text.split())
