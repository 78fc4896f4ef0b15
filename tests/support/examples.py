"""Writes an example of a rule's docstring to disk, as a small site that can be audited.

An example is an article in Markdown, with lines between that speak of what lies beside it:

    ferry.jpg: 2:80 By-line = JANE DOE     a metadata field of a real image file
    ferry.jpg: shows = harbour             what is in the picture, by a name; else one colour
    ferry.jpg: is missing                  or empty, truncated, html, png, webp, gif, tiff
    date: 2025-03-05                       the article's publication date; `none` for no date
    encoding: windows-1252                 the article's encoding
    config: required = ["caption"]         a line of capaudit.toml
    other.md:                              a further file: the deeper lines below it

Every image the article refers to is written as a plain one unless the example says otherwise.
"""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from pathlib import Path
from textwrap import dedent

import msgspec

from capaudit.config import load_config
from capaudit.model.finding import Finding, Report, Severity
from capaudit.pipeline import audit_paths
from support.images import build_image as build_plain
from support.images import build_scene

ARTICLE = "article.md"
PUBLICATION_DATE = "2025-03-05"
_FILE = r"[\w./-]{1,80}\.\w{1,5}"
_STATE = re.compile(rf"({_FILE}): is (\w+)")
_FIELD = re.compile(rf"({_FILE}): (\S.*?) = (.*)")
_SETTING = re.compile(r"(date|encoding|config): (.+)")
_FURTHER_FILE = re.compile(rf"({_FILE}):")
_REFERENCE = re.compile(r'(?:\]\(|src=")([^)\s"]+)')
_FORMATS = {
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "tif": "tiff",
    "tiff": "tiff",
    **{name: name for name in ("png", "webp", "gif")},
}


class ExampleSite(msgspec.Struct):
    """An example taken apart: the article's text and what its other lines state."""

    article: list[str]
    files: dict[str, str]
    fields: dict[str, dict[str, str]]
    states: dict[str, str]
    config: list[str]
    date: str = PUBLICATION_DATE
    encoding: str = "utf-8"


def read_example(text: str) -> ExampleSite:
    """Sort the lines of an example by what they speak of."""
    site = ExampleSite([], {}, {}, {}, [])
    lines = text.splitlines()
    while lines:
        line = lines.pop(0)
        if match := _STATE.fullmatch(line):
            site.states[match[1]] = match[2]
        elif match := _FIELD.fullmatch(line):
            site.fields.setdefault(match[1], {})[match[2]] = match[3]
        elif match := _SETTING.fullmatch(line):
            _settle(site, match[1], match[2])
        elif match := _FURTHER_FILE.fullmatch(line):
            site.files[match[1]] = _deeper(lines)
        else:
            site.article.append(line)
    return site


def _settle(site: ExampleSite, key: str, value: str) -> None:
    match key:
        case "date":
            site.date = value
        case "encoding":
            site.encoding = value
        case _:
            site.config.append(value)


def _deeper(lines: list[str]) -> str:
    """Take the indented (or blank) lines at the front, without their indentation."""
    taken = []
    while lines and (not lines[0].strip() or lines[0].startswith(" ")):
        taken.append(lines.pop(0))
    return dedent("\n".join(taken)).strip("\n") + "\n"


def write_example(text: str, folder: Path) -> None:
    """Write the site of an example into a folder; every run of it stays inside."""
    site = read_example(text)
    folder.joinpath("capaudit.toml").write_text("\n".join(site.config) + "\n", "utf-8")
    files = dict(site.files)
    files.setdefault(ARTICLE, _front_matter(site) + "\n".join(site.article).strip("\n") + "\n")
    for name, content in files.items():
        _place(folder, name).write_bytes(content.encode(site.encoding))
    named = {match[1] for content in files.values() for match in _REFERENCE.finditer(content)}
    local = {name for name in named if _extension(name) in _FORMATS and _is_inside(name, folder)}
    for name in sorted(local | site.fields.keys() | site.states.keys()):
        _write_image(_place(folder, name), site.states.get(name), site.fields.get(name, {}))


def _front_matter(site: ExampleSite) -> str:
    return "" if site.date == "none" else f"---\ndate: {site.date}\n---\n\n"


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _is_inside(name: str, folder: Path) -> bool:
    return "://" not in name and (folder / name).resolve().is_relative_to(folder.resolve())


def _place(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _write_image(path: Path, state: str | None, fields: dict[str, str]) -> None:
    own = _FORMATS[_extension(path.name)]
    # No two pictures are the same, unless they show the same.
    build_image = partial(build_plain, colour=f"#{sha256(path.name.encode()).hexdigest()[:6]}")
    if "shows" in fields:
        path.write_bytes(build_scene(fields["shows"], own))
        return
    match state:
        case "missing":
            pass
        case "empty":
            path.write_bytes(b"")
        case "html":
            path.write_text("<!doctype html><title>Not found</title><p>Not found", "utf-8")
        case "truncated":
            whole = build_image(own, fields=fields)
            path.write_bytes(whole[: len(whole) // 2])
        case None:
            path.write_bytes(build_image(own, fields=fields))
        case other_format:
            path.write_bytes(build_image(other_format, fields=fields))


def run_example(text: str, folder: Path, *codes: str) -> Report:
    """Write an example and audit it as `capaudit check .` would, with further rules selected."""
    write_example(text, folder)
    config = load_config(folder)
    selected = msgspec.structs.replace(config, extend_select=(*config.extend_select, *codes))
    return audit_paths((str(folder),), selected)


def grave(report: Report) -> list[Finding]:
    """The warnings and errors of a report."""
    return [finding for finding in report.findings if finding.severity is not Severity.NOTE]
