"""Site generators: the files they are known by, and where they keep templates of image tags."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class SiteKind(msgspec.Struct, frozen=True):
    """One generator; `templates` are globs below the top of a site.

    `has_plain_names` says that templates write parameters as plain names (`{{ caption }}`),
    `has_components` that they are components (`{caption}`). `other_pages` are folders of pages
    that are no articles: templates, themes, and what the generator writes.
    """

    name: str
    markers: tuple[str, ...]
    templates: tuple[str, ...] = ()
    has_plain_names: bool = False
    has_components: bool = False
    other_pages: tuple[str, ...] = ()

    def is_top(self, folder: Path) -> bool:
        """Whether a folder is the top of such a site."""
        return any(os.path.exists(os.path.join(folder, marker)) for marker in self.markers)


# By the generators' own documentation.
SITE_KINDS = (
    SiteKind(
        "hugo",
        (
            *("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml"),
            *("config/_default", "layouts/shortcodes", "layouts/_shortcodes"),
        ),
        (
            *("layouts/shortcodes/**/*.html", "layouts/_shortcodes/**/*.html"),
            *("themes/*/layouts/shortcodes/**/*.html", "themes/*/layouts/_shortcodes/**/*.html"),
        ),
        other_pages=("archetypes", "layouts", "public", "themes"),
    ),
    SiteKind(
        "jekyll",
        ("_config.yml", "_config.yaml", "_config.toml", "_posts"),
        ("_includes/**/*.html", "_includes/**/*.liquid"),
        has_plain_names=True,
        other_pages=("_includes", "_layouts", "_site", "vendor"),
    ),
    SiteKind(
        "eleventy",
        (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"),
        (
            *(".eleventy.js", "eleventy.config.*", "config/*.js", "src/_11ty/**/*.js"),
            *("_includes/**/*.njk", "_includes/**/*.html", "_includes/**/*.liquid"),
            *("src/_includes/**/*.njk", "src/_includes/**/*.html", "src/_includes/**/*.liquid"),
        ),
        has_plain_names=True,
        other_pages=("_includes", "_layouts", "_site", "src/_includes", "src/_layouts"),
    ),
    SiteKind(
        "astro",
        ("astro.config.mjs", "astro.config.ts", "astro.config.js"),
        ("src/components/**/*.astro",),
        has_components=True,
        other_pages=("dist", "src/components", "src/layouts"),
    ),
    SiteKind(
        "docusaurus",
        ("docusaurus.config.js", "docusaurus.config.ts"),
        other_pages=("build", "src/theme"),
    ),
    SiteKind("mkdocs", ("mkdocs.yml", "mkdocs.yaml"), other_pages=("overrides", "site")),
    SiteKind("obsidian", (".obsidian",)),
)
