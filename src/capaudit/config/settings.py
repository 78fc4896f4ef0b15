"""The keys of the configuration file, their types and their meaning; the schema is made of it."""

from __future__ import annotations

from inspect import cleandoc
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from capaudit.data.profiles import Profile
from capaudit.model.claim import Property
from capaudit.model.fetching import FetchLimits
from capaudit.model.finding import Severity

Code = Annotated[str, Meta(pattern="^[A-Z]{1,3}[0-9]{0,3}$")]
Codes = tuple[Code, ...]
Days = Annotated[int, Meta(ge=0)]
FailOn = Literal["error", "warning", "note", "never"]
CreditStyle = Annotated[
    str,
    Meta(
        pattern=r"^(ap|afp|guardian)$|\{creator\}.*\{organisations\}|\{organisations\}.*\{creator\}"
    ),
]
# A path below the root, and behind `#` the key of a record; one of them names the image.
RecordPath = Annotated[str, Meta(pattern=r"^(?![/\\])(?!.*\.\.(/|$)).*\{(name|stem|path)\}")]
Required = Literal["caption", "credit"]
SiteName = Literal["hugo", "jekyll", "eleventy", "astro", "docusaurus", "mkdocs", "obsidian"]
BodyText = Literal["own", "trafilatura"]
# A parameter by its name, or by its place from 0.
Parameter = str | Annotated[int, Meta(ge=0)]
Parameters = Parameter | tuple[Parameter, ...]


class ImageTag(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the parameters of an image tag are for; of several the first that is given counts."""

    src: Parameters
    caption: Parameters = ()
    credit: Parameters = ()
    alt: Parameters = ()
    title: Parameters = ()

    def names(self) -> dict[str, tuple[str, ...]]:
        """The parameters of each element by name, or by place as a number in words."""
        return {name: _listed(getattr(self, name)) for name in self.__struct_fields__}


def _listed(given: Parameters) -> tuple[str, ...]:
    several = given if isinstance(given, tuple) else (given,)
    return tuple(str(one).lower().replace("-", "_") for one in several)


class Settings(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    rename="kebab",
    forbid_unknown_fields=True,
):
    """What `[tool.capaudit]` in `pyproject.toml`, or `capaudit.toml`, may say."""

    profile: Annotated[str, Meta(description="Which profile's rules apply.")] = "default"
    profiles: Annotated[
        dict[str, Profile],
        Meta(description="The house's own profiles: each may extend another by name."),
    ] = {}
    select: Annotated[
        Codes, Meta(description="Rules to apply instead of the profile's; prefixes count.")
    ] = ()
    extend_select: Annotated[
        Codes, Meta(description="Rules to apply beside the profile's; prefixes count.")
    ] = ()
    ignore: Annotated[Codes, Meta(description="Rules not to apply; prefixes count.")] = ()
    severity: Annotated[
        dict[Code, Severity],
        Meta(description="Other severities than the rules' own, by code or prefix."),
    ] = {}
    per_path_ignores: Annotated[
        dict[str, Codes],
        Meta(description="Rules not to apply to articles whose path fits a glob."),
    ] = {}
    ignore_needs_reason: Annotated[
        bool, Meta(description="Whether an ignore in the text counts only with a reason.")
    ] = False
    fail_on: Annotated[
        FailOn, Meta(description="The least severity that makes a run end with status 1.")
    ] = "error"
    root: Annotated[
        str | None,
        Meta(description="Top of the site, relative to this file; nothing above it is opened."),
    ] = None
    exclude: Annotated[
        tuple[str, ...],
        Meta(description="Globs of files and folders to pass over; a file named is audited."),
    ] = ()
    image_roots: Annotated[
        dict[str, str],
        Meta(
            description="Folders, relative to the root, that stand behind a prefix of `src`; or "
            "those of an object store: `s3://bucket/media`, `gs://bucket/media`."
        ),
    ] = {}
    body_text: Annotated[
        BodyText,
        Meta(
            description="What tells the story of an HTML page from what stands around it: the "
            "`own` reading, or `trafilatura` (extra `scrape`), for pages as they were scraped."
        ),
    ] = "own"
    site_kind: Annotated[
        SiteName | None,
        Meta(
            description="The generator whose templates are read for what image tags take; without "
            "it the site's files tell."
        ),
    ] = None
    image_tags: Annotated[
        dict[str, ImageTag],
        Meta(
            description="What the parameters of the site's image tags (shortcodes, includes, "
            "components) are for, by the tag's name, where its template does not tell."
        ),
    ] = {}
    image_records: Annotated[
        tuple[RecordPath, ...],
        Meta(
            description="Files, relative to the root, in which the site keeps records of its "
            "images: `data/images/{stem}.yml`, or `data/images.json#{name}` for the record under a "
            "key of one file. `{name}` is an image's file name, `{stem}` the same without its "
            "suffix, `{path}` the whole reference."
        ),
    ] = ()
    image_record_keys: Annotated[
        dict[str, Property],
        Meta(description="What further keys of these records state, by IPTC's names."),
    ] = {}
    required: Annotated[
        tuple[Required, ...],
        Meta(description="Elements that every editorial image must carry."),
    ] = ()
    date_tolerance: Annotated[
        Days, Meta(description="Days by which two dates of one picture may differ.")
    ] = 0
    old_photo_days: Annotated[
        Days, Meta(description="Age in days from which a news photo must be labelled as old.")
    ] = 180
    agencies: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description="Further agencies: the name to go by, and its other spellings."),
    ] = {}
    photographers: Annotated[
        tuple[str, ...], Meta(description="Names of the house's photographers, as printed.")
    ] = ()
    credit_style: Annotated[
        CreditStyle | None,
        Meta(
            description="How the house prints credits: `ap`, `afp`, `guardian`, or a form such as "
            "`{creator}/{organisations}`."
        ),
    ] = None
    # Facebook's and others' large previews of links begin at 600 × 315 pixels.
    smallest_image: Annotated[
        int, Meta(ge=0, description="Pixels that the longer side of an image must have.")
    ] = 600
    trust_list: Annotated[
        str | None,
        Meta(
            description="PEM file, relative to this one, of certificates that signers of Content "
            "Credentials must lead back to."
        ),
    ] = None
    memory: Annotated[
        str | None,
        Meta(
            description="File, relative to this one, that remembers what articles say of their "
            "images, for later runs to compare with; nothing is remembered without it."
        ),
    ] = None
    fetch: Annotated[
        FetchLimits,
        Meta(description="How much `--fetch-images` fetches, and where it keeps it."),
    ] = FetchLimits()
    article_schema: Annotated[
        str | None,
        Meta(description="JSON Schema for an article's record, relative to this file."),
    ] = None
    image_schema: Annotated[
        str | None,
        Meta(description="JSON Schema for an image's record, relative to this file."),
    ] = None
    baseline: Annotated[
        str | None,
        Meta(
            description="File of known findings, relative to this one: only others are reported. "
            "`capaudit check --write-baseline` writes it."
        ),
    ] = None


def settings_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of the settings, as `schemas/config.schema.json` holds it."""
    (derived,), definitions = msgspec.json.schema_components(
        (Settings,), ref_template="#/$defs/{name}"
    )
    body = definitions.pop(derived["$ref"].rpartition("/")[2])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:capaudit:schema:config",
        **body,
        "title": "capaudit configuration",
        "$defs": {name: _without_indent(shape) for name, shape in definitions.items()},
    }
    # Defaults are tuples here and arrays in JSON.
    return msgspec.json.decode(msgspec.json.encode(schema), type=dict[str, object])


def _without_indent(definition: dict[str, object]) -> dict[str, object]:
    """A definition whose description is no longer indented as the docstring it is taken from.

    Only some versions of Python and msgspec take the indent away themselves.
    """
    description = definition.get("description")
    if not isinstance(description, str):
        return definition
    return {**definition, "description": cleandoc(description)}
