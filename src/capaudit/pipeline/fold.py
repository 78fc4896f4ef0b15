"""Folds findings whose cause is one and the same, over all articles of a run.

A missing header image in a hundred posts is one fault to mend; a site that never prints credits
has no such habit, which is one note and not a hundred warnings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

import msgspec

from capaudit.model.article import ArticleKey
from capaudit.model.finding import Confidence, Finding, Occurrence, Severity
from capaudit.model.house import Habit, House
from capaudit.rules.base import Element
from capaudit.rules.registry import RULES

_HABITUAL = {rule.code: rule.habit for rule in RULES if rule.habit is not None}

# The rules whose fault may be a whole site's, and how many of its articles they look at.
_OF_SITES: dict[str, Callable[[Habit], int]] = {
    "ART001": lambda habit: habit.illustrated,
    "SCH001": lambda habit: habit.articles,
    "SCH002": lambda habit: habit.illustrated,
}
_OF_SCHEMAS = ("SCH001", "SCH002")


class SiteFindings(msgspec.Struct, frozen=True):
    """The findings on the articles of one site, with what its images usually carry.

    `folder` is the site's, relative to the root.
    """

    findings: tuple[Finding, ...]
    habit: Habit
    folder: str = "."

    @property
    def seen(self) -> Iterator[str]:
        """The fingerprints of everything found, and of what it may come down to as a habit."""
        yield from (finding.fingerprint for finding in self.findings)
        yield from (_fingerprint_of_practice(code, self.folder) for code in _HABITUAL)


def keep(sites: Iterable[SiteFindings], house: House) -> tuple[Finding, ...]:
    """The findings of a run that house practice lets stand, in the order of reports."""
    kept = (
        finding
        for site in sites
        for finding in with_common_causes(by_house_practice(site, house), site)
    )
    return tuple(sorted(kept, key=lambda finding: finding.order))


def stands_alone(finding: Finding) -> bool:
    """Whether a finding is sure to be reported as it is, whatever the other articles have."""
    return finding.cause is None and finding.code not in _HABITUAL and finding.code not in _OF_SITES


def group(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with one for each cause, in the order of reports."""
    return tuple(sorted(_one_for_each_cause(findings), key=lambda finding: finding.order))


def by_house_practice(site: SiteFindings, house: House) -> Iterable[Finding]:
    """Drop what the site has no habit of printing, leaving one note for each such element."""
    absent: dict[Element, list[Finding]] = defaultdict(list)
    for finding in site.findings:
        element = _HABITUAL.get(finding.code)
        if element is None or has_habit(element, site.habit, house):
            yield finding
        else:
            absent[element].append(finding)
    for element, findings in absent.items():
        yield _note_on_practice(element, findings, site)


def with_common_causes(findings: Iterable[Finding], site: SiteFindings) -> Iterator[Finding]:
    """The findings, where more than half of the site's articles have the same fault with one cause.

    A template without dates, or a schema that asks for what the site never writes, is one thing to
    mend; in fewer articles it is a slip in each of them.
    """
    held = tuple(findings)
    articles: dict[tuple[str, str], set[ArticleKey]] = defaultdict(set)
    for finding in held:
        if finding.code in _OF_SITES:
            articles[_common_fault(finding)].add((finding.path, finding.item))
    for finding in held:
        looked_at = _OF_SITES.get(finding.code)
        fault = _common_fault(finding)
        if looked_at is not None and 2 * len(articles[fault]) > looked_at(site.habit):
            yield msgspec.structs.replace(finding, cause=f"{site.folder}\0{fault[1]}")
        else:
            yield finding


def _common_fault(finding: Finding) -> tuple[str, str]:
    """What findings of one rule have in common where their cause may be: what a schema misses."""
    return finding.code, finding.message if finding.code in _OF_SCHEMAS else ""


def has_habit(element: Element, habit: Habit, house: House) -> bool:
    """Whether the config requires an element, or more than half of the images carry it."""
    return element in house.required or 2 * _carrying(element, habit) > habit.images


def _carrying(element: Element, habit: Habit) -> int:
    return habit.captions if element is Element.CAPTION else habit.credits


def _note_on_practice(element: Element, findings: Sequence[Finding], site: SiteFindings) -> Finding:
    habit = site.habit
    carried = _carrying(element, habit)
    message = (
        f"{habit.images - carried} of {habit.images} editorial images have no {element}: "
        f"no habit of this site, so no warning; require it in the config with "
        f'required = ["{element}"]'
    )
    first = min(findings, key=lambda finding: finding.order)
    return msgspec.structs.replace(
        first,
        severity=Severity.NOTE,
        confidence=Confidence.LOW,
        message=message,
        fix=None,
        fingerprint=_fingerprint_of_practice(first.code, site.folder),
    )


def _fingerprint_of_practice(code: str, folder: str) -> str:
    """It is a site's, and stays the same whichever article of it comes first."""
    return sha256(f"{code}\0practice\0{folder}".encode("utf-8", "replace")).hexdigest()[:32]


def _one_for_each_cause(findings: Iterable[Finding]) -> Iterable[Finding]:
    by_cause: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.cause is None:
            yield finding
        else:
            by_cause[finding.code, finding.cause].append(finding)
    for group in by_cause.values():
        yield _grouped(sorted(group, key=lambda finding: finding.order))


def _grouped(group: Sequence[Finding]) -> Finding:
    """The first finding of a group, with the places of the others behind it."""
    first, *others = group
    if not others:
        return first
    # What a whole article lacks stands at no place in it.
    noun = "place" if any(one.range for one in group) else "article"
    plural = noun if len(others) == 1 else f"{noun}s"
    return msgspec.structs.replace(
        first,
        message=f"{first.message} (and in {len(others)} more {plural})",
        occurrences=tuple(
            Occurrence(each.path, each.range, each.image, each.fingerprint, each.fix, each.item)
            for each in others
        ),
    )


def add_habits(habits: Mapping[str, Habit], site: str, more: Habit) -> Habit:
    """A site's habit with the images of one more article counted in."""
    known = habits.get(site, Habit())
    return Habit(
        images=known.images + more.images,
        captions=known.captions + more.captions,
        credits=known.credits + more.credits,
        articles=known.articles + more.articles,
        illustrated=known.illustrated + more.illustrated,
    )
