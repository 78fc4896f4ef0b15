"""PER001."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from capaudit.data.people import name_words
from capaudit.model.claim import AnyClaim, Claim, Property, Source
from capaudit.model.evidence import Evidence
from capaudit.model.finding import Confidence, Hit, Severity
from capaudit.model.text import Passage, Span
from capaudit.model.values import PersonName
from capaudit.rules.base import rule
from capaudit.rules.names import name_parts, same_person, words_as_compared
from capaudit.rules.people.named import words_in
from capaudit.rules.people.near_names import Bearer, Likeness, Surroundings, likeness, may_be_near
from capaudit.rules.people.printed_names import CapitalisedWords, PrintedName
from capaudit.rules.printed import words_of

_TEXT = (Source.BODY, Source.HEADLINE, Source.DATELINE)
# So far from a name a relative may stand: "Jane Doe won gold, her sister Joan bronze".
_REACH = 60


@rule("PER001", "person-misspelt", Severity.WARNING)
def person_misspelt(evidence: Evidence) -> Iterator[Hit]:
    """A name beside the picture is a near miss of one in the article or in the image file.

    Names are what a newsroom is corrected for most. The caption is read, and the alternative text
    where it says something else. Titles, accents, hyphens, possessives, case endings, a first or
    last name alone, relatives and short Korean, Chinese or Vietnamese names that differ in one
    part are no misspelling, nor is a name that the article also spells this way. Where another
    office or two families of like names (Maier, Meier) speak against one person, the near miss is
    a note, or none.

    Flagged:
        ![Minister Halina Brodzka opens the dam in Leeds. [Jane Doe/AFP]](dam.jpg)

        The dam was opened by Minister Halina Brodzeka on Monday.

    Passes:
        ![Minister Halina Brodzka opens the dam in Leeds. [Jane Doe/AFP]](dam.jpg)

        The dam was opened by Minister Halina Brodzka on Monday.

    Passes:
        ![Kim Jong Un visits the dam. [Jane Doe/AFP]](dam.jpg)

        The dam was begun under Kim Jong Il.

    Flagged:
        ![Minister Halina Brodzka opens the dam in Leeds. [Jane Doe/AFP]](dam.jpg)
        dam.jpg: Iptc4xmpExt:PersonInImage = Halina Brodzeka
    """
    reported: set[str] = set()
    named = _named_in_file_and_text(evidence)
    for passage, source in _passages(evidence):
        others = _with_people_of_caption(named, evidence, source)
        for printed, other, found in _near_misses(evidence, passage, source, others):
            if printed.text not in reported:
                reported.add(printed.text)
                message = _message(source, printed.text, other)
                yield _hit(passage.cut(printed.span), message, other, found)


def _hit(at: Passage, message: str, other: AnyClaim, found: Likeness) -> Hit:
    """What is reported: a warning, or a note where it may be another person."""
    if found is Likeness.MISSPELT:
        return Hit(at=at, message=message, against=(other,))
    return Hit(
        at=at,
        message=f"{message}, who may be somebody else",
        against=(other,),
        severity=Severity.NOTE,
        confidence=Confidence.LOW,
    )


def _passages(evidence: Evidence) -> Iterator[tuple[Passage, Source]]:
    """What is printed beside the image and may name people."""
    caption, alt = evidence.figure.caption, evidence.figure.alt_text
    if caption is not None:
        yield caption, Source.CAPTION
    if alt is not None and words_of(alt) != words_of(caption):
        yield alt, Source.ALT_TEXT


def _near_misses(
    evidence: Evidence, passage: Passage, source: Source, others: Mapping[str, AnyClaim]
) -> Iterator[tuple[PrintedName, AnyClaim, Likeness]]:
    """Each printed name that is near to another and is nobody's own, the sure ones first."""
    words = CapitalisedWords.of(passage.text)
    named = _named_in(passage.text, evidence.person_shown.of_any_standing(source))
    found = []
    for name in _alike(others, words, named):
        for printed in (*words.stretches_like(name), *(one for one in named if one.is_like(name))):
            if not may_be_near(printed.text, name):
                continue
            kind = _judge(evidence, passage, printed, named, others[name])
            if kind is not Likeness.NONE and not _is_known(printed.text, others):
                found.append((printed, others[name], kind))
    yield from (one for one in found if one[2] is Likeness.MISSPELT)
    yield from (one for one in found if one[2] is not Likeness.MISSPELT)


def _alike(
    others: Iterable[str], words: CapitalisedWords, named: Iterable[PrintedName]
) -> Iterator[str]:
    """The names with a word that is printed too, and those of one word: most have neither."""
    parts = [name_parts(one.text) for one in named]
    if any(len(words_of_name) == 1 for words_of_name in parts):
        yield from others
        return
    known = words.parts.union(*parts)
    for other in others:
        its_own = name_parts(other)
        if len(its_own) == 1 or not known.isdisjoint(its_own):
            yield other


def _named_in(text: str, people: Iterable[Claim[PersonName]]) -> tuple[PrintedName, ...]:
    """The people found in a printed text, where they stand there."""
    found = []
    behind = 0
    for person in people:
        start = text.find(person.raw, behind)
        if start >= 0:
            behind = start + len(person.raw)
            found.append(PrintedName(person.raw, Span(start, behind), person.value.roles))
    return tuple(found)


def _judge(
    evidence: Evidence,
    passage: Passage,
    printed: PrintedName,
    named: Iterable[PrintedName],
    other: AnyClaim,
) -> Likeness:
    """What a printed name is to a name of the article or the file."""
    roles = {role for one in named if one.text == printed.text for role in one.roles}
    name = str(other.value)
    around = Surroundings(
        words=words_in(_article_text(evidence)),
        caption=words_as_compared(passage.text),
        language=evidence.article.language,
        has_relatives=_has_relatives(evidence, passage.text, name),
    )
    bearer = Bearer(name, _roles_of(evidence, name), other.is_embedded)
    return likeness(Bearer(printed.text, tuple(roles)), bearer, around)


def _roles_of(evidence: Evidence, name: str) -> tuple[str, ...]:
    """What the article calls somebody, wherever it gives the name."""
    people = evidence.person_shown.of_any_standing(*_TEXT)
    return tuple(
        dict.fromkeys(role for one in people if one.value.name == name for role in one.value.roles)
    )


def _has_relatives(evidence: Evidence, printed: str, name: str) -> bool:
    """Whether the printed words, or the text near a name, speak of a relative."""
    text = words_of(evidence.article.body)
    start = text.find(name)
    near = text[max(0, start - _REACH) : start + len(name) + _REACH] if start >= 0 else ""
    kin = name_words().kin["words"]
    return any(
        word.strip(".,;:!?()«»„“”\"'").lower() in kin for word in f"{printed} {near}".split()
    )


def _article_text(evidence: Evidence) -> str:
    article = evidence.article
    return f"{words_of(article.headline)} {words_of(article.body)}"


def _is_known(printed: str, others: Iterable[str]) -> bool:
    """Whether a printed name is itself somebody's; a family name alone is anybody's."""
    alone = " " not in printed
    return any(same_person(printed, name) for name in others if alone or " " in name)


def _named_in_file_and_text(evidence: Evidence) -> dict[str, AnyClaim]:
    """People of the file and of the article's text, each once, by their names."""
    people = evidence.person_shown
    named: dict[str, AnyClaim] = {}
    for claim in evidence.of(Property.PERSON_SHOWN, str).embedded:
        named.setdefault(claim.value, claim)
    for person in (*people.embedded, *people.of_any_standing(*_TEXT)):
        named.setdefault(person.value.name, person)
    return named


def _with_people_of_caption(
    named: Mapping[str, AnyClaim], evidence: Evidence, source: Source
) -> Mapping[str, AnyClaim]:
    """The same with the caption's people behind them, for what is printed besides the caption."""
    if source is Source.CAPTION:
        return named
    together = dict(named)
    for person in evidence.person_shown.of_any_standing(Source.CAPTION):
        together.setdefault(person.value.name, person)
    return together


def _message(source: Source, printed: str, other: AnyClaim) -> str:
    here = "caption" if source is Source.CAPTION else "alternative text"
    there = "the caption" if other.origin.source is Source.CAPTION else "the text"
    there = "file says" if other.is_embedded else there
    field = f" ({other.origin.field})" if other.is_embedded and other.origin.field else ""
    return f"{here} says {printed}, {there} {other.value}{field}"
