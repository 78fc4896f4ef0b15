"""Writes what is made from the code: the rule pages, the command help, the config's schema.

`make check` runs it and fails where the files it writes differ from those in the repository.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import click

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "src"))

from capaudit.cli.group import COMMANDS, capaudit  # noqa: E402
from capaudit.cli.rule_page import profiles_with, rule_page, rule_summary  # noqa: E402
from capaudit.config.settings import Settings, settings_schema  # noqa: E402
from capaudit.data.profiles import load_profiles  # noqa: E402
from capaudit.rules.registry import RULES  # noqa: E402

NOTICE = "<!-- Made by tools/generate_docs.py: change the code, not this page. -->"
# Families as the rule catalogue has them, by the letters of their codes.
FAMILIES = {
    "CAP": "Caption",
    "ALT": "Alternative text",
    "CRD": "Credit",
    "DAT": "Date",
    "LOC": "Location",
    "PER": "People",
    "MET": "Embedded metadata",
    "RGT": "Rights",
    "IMG": "Image file",
    "ART": "Article",
    "SCH": "Schema",
}


def generated_files() -> Iterator[tuple[Path, str]]:
    """Every generated file by its path below the top of the repository, with its content."""
    yield Path("schemas/config.schema.json"), config_schema()
    yield Path("docs/commands.md"), commands_page()
    yield Path("docs/configuration.md"), configuration_page()
    yield Path("docs/rules/README.md"), rules_index()
    profiles = load_profiles()
    for rule in RULES:
        page = "\n".join([NOTICE, "", *rule_page(rule, profiles)])
        yield Path(f"docs/rules/{rule.code}.md"), f"{page}\n"


def config_schema() -> str:
    """The schema of the configuration file."""
    return json.dumps(settings_schema(), ensure_ascii=False, indent=2) + "\n"


def commands_page() -> str:
    """The help of every command, as the terminal shows it."""
    sections = [NOTICE, "", "# Commands", "", _help(capaudit, ["capaudit"])]
    context = click.Context(capaudit, info_name="capaudit")
    for name in COMMANDS:
        command = capaudit.get_command(context, name)
        if command is None:
            raise LookupError(name)
        sections += ["", f"## capaudit {name}", "", _help(command, ["capaudit", name])]
    return "\n".join(sections) + "\n"


def _help(command: click.Command, names: list[str]) -> str:
    context = click.Context(command, info_name=" ".join(names), max_content_width=88)
    context.terminal_width = 88
    return f"```text\n{context.get_help()}\n```"


def configuration_page() -> str:
    """Every key of the configuration with its default."""
    properties = settings_schema()["properties"]
    if not isinstance(properties, dict):
        raise TypeError("the schema has no properties")
    intro = f"""\
        {NOTICE}

        # Configuration

        Keys of `[tool.capaudit]` in `pyproject.toml`, or of `capaudit.toml`; of all folders from
        the articles upwards the nearest file counts. `capaudit schema config` prints the schema.

        | key | default | meaning |
        |---|---|---|
        """
    names = Settings.__struct_encode_fields__
    rows = [_row(name, properties[name]) for name in names]
    return dedent(intro) + "\n".join(rows) + "\n"


def _row(name: str, shape: dict[str, object]) -> str:
    default = json.dumps(shape.get("default"))
    return f"| `{name}` | `{default}` | {shape['description']} |"


def rules_index() -> str:
    """The table of all rules, family by family."""
    profiles = load_profiles()
    lines = [NOTICE, "", "# Rules"]
    for prefix, family in FAMILIES.items():
        members = [rule for rule in RULES if rule.code.startswith(prefix)]
        if members:
            lines += ["", f"## {family}", "", "| code | name | severity | profiles | finds |"]
            lines += ["|---|---|---|---|---|"]
        for rule in members:
            names = ", ".join(profiles_with(rule, profiles))
            lines.append(
                f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity.value} "
                f"| {names} | {rule_summary(rule)} |"
            )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every generated file, and remove pages of rules that are no more."""
    files = dict(generated_files())
    for path, content in files.items():
        (TOP / path).parent.mkdir(parents=True, exist_ok=True)
        (TOP / path).write_text(content, "utf-8")
    for page in (TOP / "docs/rules").glob("*.md"):
        if page.relative_to(TOP) not in files:
            page.unlink()


if __name__ == "__main__":
    main()
