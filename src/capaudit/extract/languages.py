"""A guess at the language of a text, from its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

# Scripts that settle the language, or the group of languages, by their first and last letter.
_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7a3]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("he", r"[\u0590-\u05ff]"),
    ("el", r"[\u0370-\u03ff]"),
)
_MARKERS = (
    ("fa", r"[پچژگی‌ک]"),
    ("ar", r"[\u0621-\u064a]"),
    ("kk", r"[әғқңөұүһ]"),
    ("uk", r"[іїєґ]"),
    ("ru", r"[\u0430-\u044f]"),
)
# Function words, twenty or so a language: commonest first, few shared with a neighbour.
_WORDS = {
    "en": "the of and to in is was for on with at by from this that his her has have were",
    "es": "el la los las de del que y en un una es por con para su al como se fue",
    "fr": "le la les des du et en un une est que qui dans pour par sur au avec ce il",
    "de": "der die das und in den von zu mit ist im für auf dem nicht ein eine des sich am",
    "pt": "o a os as do da dos das e em um uma é que para com no na por não se",
    "it": "il lo gli di del della e che un una è per con nel nella dei delle sono al si",
    "nl": "de het een van en in is op te dat met voor zijn door die niet aan er ook ik",
    "pl": "w i na z do się nie że jest o po przez za od jak dla oraz tym roku był",
    "tr": "ve bir bu için ile da de olarak olan çok daha sonra gibi kadar en ne her ben",
    "sv": "och att det som en ett på är av för med den till inte har om ska jag vid från",
    "id": "yang dan di ini itu dengan untuk dari pada dalam adalah akan oleh tidak ke juga",
    "vi": "và của là trong có được cho với các một những người đã này ở khi không ngày năm",
    "ro": "și în de la cu pe care este un o din pentru a fost sunt nu mai după prin al",
    "cs": "a v na se je že z do s o pro ve za od jako byl podle který po i",
    "hu": "a az és hogy nem is egy van volt meg el már csak ez még mint vagy azt",
    "da": "og i at det er en til på som af de med der den for ikke har et var fra",
    "nb": "og i er det som på en til av for med at de ikke den har et fra om var",
    "fi": "ja on ei se että oli hän myös kun mutta ovat sekä tai joka mukaan kuin",
}
_LATIN_WORD = r"[a-zà-ÿāăąćčďđęěğıłńňőřśșşšťțůűźżžơưạ-ỹ]+"
# The last letter of each script's blocks, and the scripts of languages that are not Latin.
_BLOCKS = (
    *(("\u024f", "latin"), ("\u03ff", "greek"), ("\u052f", "cyrillic"), ("\u05ff", "hebrew")),
    *(("\u08ff", "arabic"), ("\u097f", "devanagari"), ("\u1eff", "latin"), ("\u30ff", "kana")),
    *(("\u9fff", "han"), ("\ud7a3", "hangul")),
)
_LETTERS = {
    **dict.fromkeys(("ru", "uk", "kk", "bg", "sr", "be", "mk"), "cyrillic"),
    **dict.fromkeys(("ar", "fa", "ur"), "arabic"),
    "el": "greek",
    "he": "hebrew",
    "hi": "devanagari",
    "zh": "han",
    "ja": "han",
    "ko": "hangul",
}
# Languages of one script, told apart by letters that only one of them has.
_NEIGHBOURS = {
    "uk": (("ru", re.compile("[ыэъё]")),),
    "ru": (("uk", re.compile("[їєґ]")),),
    "ar": (("fa", re.compile("[پچژگ]")),),
}
# So many times the function words of the language told are no accident.
_SURE = 3
_SAMPLE = 2000
_ENOUGH = 2


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, `None` where too little of it is known.

    Only the first 2,000 characters are read. Cheap rather than clever: scripts and letters
    settle most languages, function words tell the Latin ones apart.
    """
    sample = text[:_SAMPLE]
    latin = re.findall(_LATIN_WORD, sample, re.IGNORECASE)
    letters = sum(map(len, latin))
    if letters * 2 < len(sample.strip()):
        found = _by_script(sample)
        if found is not None:
            return found
    return _by_words(latin)


def language_of(text: str, told: str) -> str:
    """The language of a short text in an article of the language `told`.

    Another one only where script or function words leave no doubt: a caption taken over from an
    agency, a quotation.
    """
    sample = text[:_SAMPLE]
    script = _script_in(sample)
    if script == "latin":
        words = re.findall(_LATIN_WORD, sample, re.IGNORECASE)
        return _of_latin_words(words, told)
    if script and script != _script_of(told):
        return _by_script(sample) or told
    return next((code for code, marks in _NEIGHBOURS.get(told, ()) if marks.search(sample)), told)


def _of_latin_words(words: list[str], told: str) -> str:
    if _script_of(told) != "latin":
        return _by_words(words) or "en"
    scores = _scores(words)
    best = max(scores, key=lambda language: scores[language], default=told)
    is_sure = scores.get(best, 0) >= _ENOUGH and scores.get(told, 0) * _SURE <= scores[best]
    return best if is_sure else told


def _script_of(language: str) -> str:
    return _LETTERS.get(language, "latin")


def _script_in(text: str) -> str:
    """The script that most letters of a text are in."""
    if text.isascii():
        return "latin" if any(map(str.isalpha, text)) else ""
    names: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            names[_script_of_letter(letter)] += count
    return names.most_common(1)[0][0] if names else ""


def _script_of_letter(letter: str) -> str:
    return next((script for last, script in _BLOCKS if letter <= last), "han")


def _by_script(sample: str) -> str | None:
    counts = {language: len(re.findall(pattern, sample)) for language, pattern in _SCRIPTS}
    if counts["ja"] and counts["zh"]:
        return "ja"
    best = max(counts, key=lambda language: counts[language])
    if counts[best] > _ENOUGH:
        return best
    return next(
        (code for code, pattern in _MARKERS if re.search(pattern, sample, re.IGNORECASE)), None
    )


@lru_cache(maxsize=1)
def _shares_of_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """The languages of a word, each with its share in it."""
    table: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            table.setdefault(word, []).append(language)
    return {
        word: tuple((language, 1 / len(languages)) for language in languages)
        for word, languages in table.items()
    }


def _by_words(words: list[str]) -> str | None:
    scores = _scores(words)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[1][1] > 0.85 * ranked[0][1]:
        return None
    return ranked[0][0]


def _scores(words: list[str]) -> dict[str, float]:
    """How many of the words are a language's own, shared ones in part."""
    table = _shares_of_words()
    scores: dict[str, float] = {}
    for word in map(str.lower, words):
        if word in table:
            for language, share in table[word]:
                scores[language] = scores.get(language, 0) + share
    return scores
