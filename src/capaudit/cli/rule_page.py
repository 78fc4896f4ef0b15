"""Pages about rules, made from the docstrings that the tests execute."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from capaudit.config import Config
from capaudit.data.profiles import Profile
from capaudit.fixes.registry import FIXABLE
from capaudit.rules.base import Rule
from capaudit.rules.documentation import Expectation, read_documentation

HEADINGS = {Expectation.FLAGGED: "Flagged", Expectation.PASSES: "Passes"}


def rule_page(rule: Rule, profiles: dict[str, Profile]) -> Iterator[str]:
    """The lines of a rule's page, in Markdown that also reads well in a terminal."""
    documentation = read_documentation(rule.documentation)
    applied = ", ".join(profiles_with(rule, profiles)) or "none"
    yield f"# {rule.code} {rule.name}"
    yield from ("", documentation.summary)
    if documentation.reason:
        yield from ("", *documentation.reason.splitlines())
    yield from ("", f"Severity: {rule.severity.value}. Profiles: {applied}.")
    if rule.code in FIXABLE:
        yield from ("", "`capaudit fix` mends what can be told for sure.")
    for expectation, heading in HEADINGS.items():
        for example in documentation.of(expectation):
            yield from ("", f"## {heading}", "", *indent(example.text, "    ").splitlines())


def rule_summary(rule: Rule) -> str:
    """The sentence that says what a rule finds."""
    return read_documentation(rule.documentation).summary


def profiles_with(rule: Rule, profiles: dict[str, Profile]) -> tuple[str, ...]:
    """The names of the profiles that apply a rule."""
    return tuple(
        name for name in profiles if Config(profile=name, profiles=profiles).selects(rule.code)
    )
