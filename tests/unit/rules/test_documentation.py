"""Docstrings of rules, taken apart."""

from __future__ import annotations

from capaudit.rules.documentation import Expectation, read_documentation

DOCSTRING = """A summary over
    two lines.

    Why it matters.

    And how.

    Flagged:
        ![A](a.jpg)
        a.jpg: is missing

    Passes:
        ![A](a.jpg)

        more text
            deeper
    """


def test_parts() -> None:
    read = read_documentation(DOCSTRING)
    assert read.summary == "A summary over two lines."
    assert read.reason == "Why it matters.\n\nAnd how."
    assert [example.text for example in read.of(Expectation.FLAGGED)] == [
        "![A](a.jpg)\na.jpg: is missing"
    ]
    assert [example.text for example in read.of(Expectation.PASSES)] == [
        "![A](a.jpg)\n\nmore text\n    deeper"
    ]


def test_docstring_without_examples() -> None:
    assert read_documentation("Only a summary.").examples == ()
