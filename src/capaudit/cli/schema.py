"""`capaudit schema`: print one of the JSON Schemas."""

from __future__ import annotations

import click

from capaudit.cli.output import write_out
from capaudit.data.schemas import NAMES, schema_path


@click.command(short_help="Print a JSON Schema.")
@click.argument("name", type=click.Choice(NAMES))
def schema(name: str) -> None:
    """Print a JSON Schema: of the configuration, the report, an article's or image's record."""
    write_out([schema_path(name).read_text("utf-8")])
