"""Names in scripts with spaces and no capitals: Arabic, Persian, Hebrew, Hindi."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.data.people import SpacedScript, given_names_of_other_scripts, other_scripts
from capaudit.extract.people.scene import FoundName, Scene

LONGEST = 4
# "the Egyptian foreign minister": words between a title and the name.
LONGEST_OFFICE = 2
_ARABIC, _HEBREW, _HINDI = ("\u0600", "\u06ff"), ("\u0590", "\u05ff"), ("\u0900", "\u097f")
_GAPS = frozenset({" ", "\u00a0", "-", "‌"})
_BEHIND_TITLE = frozenset({" ", "\u00a0", ". ", "' ", "׳ "})


def spaced_names(scene: Scene) -> Iterator[FoundName]:
    """Names of two words and more behind a title, or with a known given name in front."""
    behind = 0
    for first, word in enumerate(scene.told):
        if word.cased != "-" or first < behind:
            continue
        script = _script_of(word.text[0])
        if script is None or not _can_be_part(word.text, script):
            continue
        title = _title_before(scene, first, script)
        last = _name_end(scene, first, script, title)
        if last is not None:
            yield FoundName(first, last, title)
            behind = last + 1


def _script_of(letter: str) -> SpacedScript | None:
    if _ARABIC[0] <= letter <= _ARABIC[1]:
        return other_scripts().arabic
    if _HEBREW[0] <= letter <= _HEBREW[1]:
        return other_scripts().hebrew
    return other_scripts().hindi if _HINDI[0] <= letter <= _HINDI[1] else None


def _can_be_part(text: str, script: SpacedScript) -> bool:
    return len(text) > 1 and text not in script.stops and text not in script.titles


def _title_before(scene: Scene, first: int, script: SpacedScript) -> str | None:
    """The title before a name, adjectives and offices between: وزير الخارجية المصري."""
    for number in range(first - 1, max(-1, first - 2 - LONGEST_OFFICE), -1):
        before = scene.told[number].text
        if scene.told[number + 1].gap not in _BEHIND_TITLE:
            return None
        if before in script.titles:
            return before
        if before[:1] in script.conjunctions and before[1:] in script.titles:
            return before[1:]
        if before not in script.stops or not before.startswith(script.articles or "\0"):
            return None
    return None


def _name_end(scene: Scene, first: int, script: SpacedScript, title: str | None) -> int | None:
    """The last word of a name that begins here, if one does."""
    given = _is_given(scene.told[first].text, script)
    if not given and (title is None or scene.is_place(scene.told[first])):
        return None
    last = first
    while last + 1 < min(len(scene.told), first + LONGEST):
        is_second = title is not None and last == first
        if not _goes_on(scene, last + 1, script) or not (
            is_second or _belongs(scene, last + 1, script)
        ):
            break
        last += 1
    if scene.told[last].text in script.particles and last == first:
        return None
    return last if last > first else None


def _goes_on(scene: Scene, number: int, script: SpacedScript) -> bool:
    word = scene.told[number]
    return word.cased == "-" and word.gap in _GAPS and _can_be_part(word.text, script)


def _belongs(scene: Scene, number: int, script: SpacedScript) -> bool:
    """Whether a word is built as a further part of a name is."""
    text = scene.told[number].text
    if _is_given(text, script) or scene.told[number - 1].text in script.particles:
        return True
    is_family_name = text.startswith(script.starts or "\0") or text.endswith(script.ends or "\0")
    return is_family_name and not scene.is_place(scene.told[number])


def _is_given(text: str, script: SpacedScript) -> bool:
    return text in given_names_of_other_scripts() or text in script.particles
