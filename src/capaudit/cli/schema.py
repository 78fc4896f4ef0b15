"""`capaudit schema`: print one of the JSON Schemas."""

from __future__ import annotations

import click

from capaudit.cli.output import write_out
from capaudit.data.schemas import EXAMPLES, NAMES, schema_path


@click.command(short_help="Print a JSON Schema.")
@click.argument("name", type=click.Choice((*NAMES, *EXAMPLES)))
def schema(name: str) -> None:
    """Print a JSON Schema: of the configuration, the report, an article's or image's record.

    wire, government-blog and magazine are examples of house schemas to start from: write one to a
    file and name it in the configuration under article-schema or image-schema.
    """
    write_out([schema_path(name).read_text("utf-8")])
