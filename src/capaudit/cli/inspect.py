"""`capaudit inspect`: everything an article or an image file says, source by source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from capaudit.cli.output import stdout_page, write_out
from capaudit.cli.settings import config_options, day_option, settle, shape_option
from capaudit.config import Config
from capaudit.errors import ReadError, UsageError
from capaudit.model.article import Json

# Enough to tell any format by.
_HEAD = 4096


@click.command(short_help="Show what an article or an image file says.")
@click.argument("path", type=click.Path(exists=True, dir_okay=False))
@shape_option
@config_options
@day_option
def inspect(
    path: str, form: str, config_file: Path | None, root: Path | None, day: datetime | None
) -> None:
    """Show an article's figures and claims, or an image's metadata field by field."""
    config = settle((path,), config_file, root, day)
    try:
        shown = _image(path, form, config) if _is_image(path) else _article(path, form, config)
        write_out(shown)
    except ReadError as error:
        raise UsageError(f"{path}: {error}") from error


def _is_image(path: str) -> bool:
    """Whether a file is an image by its name, or by its bytes (raw formats have many names).

    A page that begins with a drawing is still a page.
    """
    from capaudit.images.formats import identify
    from capaudit.images.site import IMAGE_EXTENSIONS

    if Path(path).suffix.lower().removeprefix(".") in IMAGE_EXTENSIONS:
        return True
    with open(path, "rb") as file:
        kind = identify(file.read(_HEAD))
    return kind.scan is not None and kind.format != "svg"


def _article(path: str, form: str, config: Config) -> Iterable[str]:
    from capaudit.pipeline import inspect_articles
    from capaudit.reports.inspection import file_lines
    from capaudit.reports.records import file_record

    articles, problems = inspect_articles(path, config)
    if not articles:
        raise ReadError(problems[0].reason if problems else "holds no article")
    if form == "json":
        return _json(file_record(articles, problems))
    return (f"{line}\n" for line in file_lines(articles, problems, stdout_page()))


def _image(path: str, form: str, config: Config) -> Iterable[str]:
    from capaudit.pipeline.inspect_image import inspect_image
    from capaudit.reports.image_inspection import image_file_lines, image_file_record

    inspection = inspect_image(path, config)
    if form == "json":
        return _json(image_file_record(inspection))
    return (f"{line}\n" for line in image_file_lines(inspection, stdout_page()))


def _json(record: Json) -> Iterable[str]:
    from capaudit.reports.json_report import json_text

    return (json_text(record),)
