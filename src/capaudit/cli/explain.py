"""`capaudit explain`: a rule's page in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from capaudit.cli.output import stdout_page, write_out
from capaudit.errors import UsageError


@click.command(short_help="Print a rule's page.")
@click.argument("code")
def explain(code: str) -> None:
    """Print what a rule finds, why it matters, and an example each way."""
    from capaudit.cli.rule_page import rule_page
    from capaudit.config.load import nearest_name
    from capaudit.data.profiles import load_profiles
    from capaudit.rules.registry import RULES

    by_code = {rule.code: rule for rule in RULES}
    named = by_code | {rule.name: rule for rule in RULES}
    rule = by_code.get(code.upper()) or named.get(code.lower())
    if rule is None:
        meant = nearest_name(code.upper(), by_code) or nearest_name(code.lower(), named)
        hint = f"did you mean {meant}? " if meant else ""
        raise UsageError(f"no rule has the code {code}", f"{hint}capaudit rules lists all")
    write_out(_printed(rule_page(rule, load_profiles())))


def _printed(lines: Iterable[str]) -> Iterator[str]:
    """Headings in bold where the terminal has it; the rest of the Markdown reads as it is."""
    palette = stdout_page().palette
    for line in lines:
        if line.startswith("#"):
            yield f"{palette.heading}{line.lstrip('# ')}{palette.end}\n"
        else:
            yield f"{line}\n"
