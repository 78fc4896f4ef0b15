"""Reads a rule's docstring: what it finds, why that matters, and its executed examples."""

from __future__ import annotations

from enum import StrEnum
from inspect import cleandoc
from textwrap import dedent

import msgspec


class Expectation(StrEnum):
    """What an example shows; the values are the block's headings."""

    FLAGGED = "Flagged"
    PASSES = "Passes"


class Example(msgspec.Struct, frozen=True):
    """One example: an article and the lines that describe the files beside it, as written."""

    expectation: Expectation
    text: str


class Documentation(msgspec.Struct, frozen=True):
    """A rule's docstring in parts: one sentence, the paragraphs after it, and the examples."""

    summary: str
    reason: str
    examples: tuple[Example, ...]

    def of(self, expectation: Expectation) -> tuple[Example, ...]:
        """The examples of one kind, in order."""
        return tuple(each for each in self.examples if each.expectation is expectation)


_HEADINGS = {f"{expectation}:": expectation for expectation in Expectation}


def read_documentation(docstring: str) -> Documentation:
    """Take a docstring apart; headings stand alone at its left edge, examples indented below."""
    prose: list[str] = []
    blocks: list[tuple[Expectation, list[str]]] = []
    for line in cleandoc(docstring).splitlines():
        if line.rstrip() in _HEADINGS:
            blocks.append((_HEADINGS[line.rstrip()], []))
        elif blocks:
            blocks[-1][1].append(line)
        else:
            prose.append(line)
    summary, _, reason = "\n".join(prose).strip().partition("\n\n")
    examples = tuple(Example(kind, dedent("\n".join(lines)).strip("\n")) for kind, lines in blocks)
    return Documentation(" ".join(summary.split()), reason.strip(), examples)
