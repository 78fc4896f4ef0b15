"""Tells which ignores of an article do nothing, once every rule has said what it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from capaudit.model.article import Article, IdleIgnore, Idleness, Ignore
from capaudit.model.finding import Finding
from capaudit.rules.article.ignore_unused import ignore_unused
from capaudit.rules.registry import RULES

_CODES = tuple(rule.code for rule in RULES)
# Rules that look at one article by itself; of others nobody knows yet what they will find.
_BY_ARTICLE = frozenset(rule.code for rule in RULES if rule.check_across is None)


def with_reasons(article: Article) -> tuple[Article, tuple[IdleIgnore, ...]]:
    """The article without the ignores that give no reason, and those."""
    kept = tuple(ignore for ignore in article.ignores if ignore.reason or not ignore.codes)
    bare = (ignore for ignore in article.ignores if ignore.codes and not ignore.reason)
    idle = tuple(IdleIgnore(one, one.codes, Idleness.WITHOUT_REASON) for one in bare)
    return msgspec.structs.replace(article, ignores=kept), idle


def idle_ignores(
    article: Article, judged: frozenset[str], suppressed: Iterable[Finding]
) -> Iterator[IdleIgnore]:
    """The ignores that suppress nothing, or name what there is not.

    `judged` are the codes of the rules that looked at the whole article. A code, or prefix, is
    unused only where all of its rules did: what another profile would find nobody knows.
    """
    judged &= _BY_ARTICLE
    used = {(ignore, finding.code) for finding in suppressed for ignore in finding.ignored_by}
    for ignore in article.ignores:
        if not ignore.codes:
            yield IdleIgnore(ignore, (), Idleness.WITHOUT_CODE)
        unknown = tuple(code for code in ignore.codes if not _meant(code))
        if unknown:
            yield IdleIgnore(ignore, unknown, Idleness.UNKNOWN)
        unused = tuple(code for code in ignore.codes if _is_unused(ignore, code, judged, used))
        if unused:
            yield IdleIgnore(ignore, unused, Idleness.UNUSED)


def _is_unused(
    ignore: Ignore, code: str, judged: frozenset[str], used: set[tuple[Ignore, str]]
) -> bool:
    meant = _meant(code)
    return bool(meant) and judged.issuperset(meant) and not used & {(ignore, one) for one in meant}


def _meant(code: str) -> tuple[str, ...]:
    """The rules that a code or prefix names, the one on ignores itself left out of prefixes."""
    fitting = (one for one in _CODES if one.startswith(code))
    return tuple(one for one in fitting if one != ignore_unused.code or code == one)
