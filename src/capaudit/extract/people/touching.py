"""Names in scripts whose words touch, beside titles: Chinese, Japanese, Korean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from capaudit.data.people import other_scripts
from capaudit.data.scripts import is_unspaced
from capaudit.extract.people.scene import Scene
from capaudit.model.text import Span

_HANGUL = range(0xAC00, 0xD7A4)
_KATAKANA = re.compile(r"[\u30a1-\u30faー]{2,12}(?:[・＝][\u30a1-\u30faー]{2,12}){0,3}$")
_KANA_GIVEN = re.compile(r"[\u3041-\u3096\u30a1-\u30faー]{2,4}$")
LONGEST_JAPANESE = 9
LONGEST_FOREIGN = 40
# 王建国 is a name of three, 王芳 of two.
_CHINESE_LENGTHS = (3, 2)
# Names of two or four syllables are rare and look like words.
_KOREAN_LENGTH = 3


def touching_names(scene: Scene) -> Iterator[tuple[Span, str]]:
    """Spans of names beside titles, each with its title."""
    text = scene.text
    if not is_unspaced(text):
        return
    yield from _korean_names(scene)
    if scene.language == "ja" or (scene.language != "zh" and _is_japanese(text)):
        yield from _japanese_names(text)
    else:
        yield from _chinese_names(text)


def _is_japanese(text: str) -> bool:
    return any("\u3040" <= letter <= "\u30ff" for letter in text[:2000])


@lru_cache(maxsize=2)
def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of the words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(set(words), key=len, reverse=True))))


def _chinese_names(text: str) -> Iterator[tuple[Span, str]]:
    """市长王建国, 王建国市长: the name behind the title first, as news prints it."""
    behind = 0
    for title in _any_of(other_scripts().chinese.titles).finditer(text):
        span = _chinese_behind(text, title.end()) or _chinese_before(text, title.start())
        if span is not None and span.start >= behind:
            yield span, title[0]
            behind = span.end


def _chinese_behind(text: str, start: int) -> Span | None:
    """The name that begins at an offset."""
    ends = (start + length for length in _CHINESE_LENGTHS)
    return next((Span(start, end) for end in ends if _is_chinese(text[start:end])), None)


def _chinese_before(text: str, end: int) -> Span | None:
    """The name that ends at an offset."""
    starts = (end - length for length in _CHINESE_LENGTHS if length <= end)
    return next((Span(start, end) for start in starts if _is_chinese(text[start:end])), None)


def _is_chinese(name: str) -> bool:
    table = other_scripts().chinese
    if len(name) not in _CHINESE_LENGTHS or name[0] not in table.families:
        return False
    return all(letter in table.given for letter in name[1:])


def _japanese_names(text: str) -> Iterator[tuple[Span, str]]:
    """田中一郎さん, マクロン大統領: what stands straight before a title."""
    behind = 0
    for title in _any_of(other_scripts().japanese.titles).finditer(text):
        floor = max(behind, title.start() - LONGEST_FOREIGN)
        before = text[floor : title.start()]
        length = _japanese_length(before)
        if length:
            span = Span(title.start() - length, title.start())
            yield span, title[0]
            behind = span.end


def _japanese_length(before: str) -> int:
    """How many characters at the end of a text are a name: a known family name, or katakana."""
    for length in range(min(LONGEST_JAPANESE, len(before)), 1, -1):
        name = before[-length:]
        if name.startswith(other_scripts().japanese.families) and _is_given_behind(name):
            return length
    foreign = _KATAKANA.search(before)
    return len(foreign[0]) if foreign else 0


def _is_given_behind(name: str) -> bool:
    """Whether one to three characters, or kana, follow the family name."""
    families = other_scripts().japanese.families
    family = max((f for f in families if name.startswith(f)), key=len)
    given = name[len(family) :]
    is_kanji = 0 < len(given) <= 3 and all("\u4e00" <= c <= "\u9fff" or c == "々" for c in given)
    return not given or is_kanji or _KANA_GIVEN.fullmatch(given) is not None


def _korean_names(scene: Scene) -> Iterator[tuple[Span, str]]:
    """박민수 시장, 가수 김서연: a word of known syllables beside a title."""
    told, titles = scene.told, other_scripts().korean.titles
    for number, word in enumerate(told):
        if ord(word.text[0]) not in _HANGUL or scene.is_place(word):
            continue
        before = told[number - 1].text if number and word.gap == " " else ""
        behind = told[number + 1] if number + 1 < len(told) else None
        title = before if before in titles else None
        if title is None and behind is not None and behind.gap == " ":
            title = _title_in(behind.text)
            length = len(word.text) if _is_korean(word.text) else 0
        else:
            length = _korean_length(word.text)
        if title is not None and length:
            yield Span(word.start, word.start + length), title


def _title_in(text: str) -> str | None:
    """The title that a word is, particles behind it aside."""
    known = other_scripts().korean
    for cut in range(len(text), max(0, len(text) - 3), -1):
        if text[:cut] in known.titles and (cut == len(text) or text[cut:] in known.particles):
            return text[:cut]
    return None


def _korean_length(text: str) -> int:
    """How many syllables of a word are a name, particles behind it aside; 0 where none are."""
    name, rest = text[:_KOREAN_LENGTH], text[_KOREAN_LENGTH:]
    ends = not rest or rest in other_scripts().korean.particles
    return _KOREAN_LENGTH if ends and _is_korean(name) else 0


def _is_korean(name: str) -> bool:
    table = other_scripts().korean
    if len(name) != _KOREAN_LENGTH or name[0] not in table.families:
        return False
    return all(syllable in table.given for syllable in name[1:])
