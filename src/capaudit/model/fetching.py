"""How much may be fetched from the network in a run, as the configuration says it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

MEBIBYTE = 1024 * 1024


class FetchLimits(
    msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True
):
    """Bounds of what `--fetch-images` fetches; an image beyond them stays unverified."""

    largest_mib: Annotated[
        int, Meta(ge=1, le=1024, description="MiB that an image may have at most.")
    ] = 32
    seconds: Annotated[
        int, Meta(ge=1, description="Seconds that one image may take, redirects included.")
    ] = 20
    run_seconds: Annotated[
        int, Meta(ge=1, description="Seconds that all images of a run may take together.")
    ] = 600
    requests: Annotated[
        int, Meta(ge=0, description="Requests that a run may make; a redirect counts as one.")
    ] = 500
    requests_per_host: Annotated[
        int, Meta(ge=0, description="Requests that a run may make to one server.")
    ] = 300
    cache: Annotated[
        str | None,
        Meta(
            description="Folder, relative to this file, that keeps fetched images for later runs. "
            "Default: `capaudit/images` in the user's cache folder."
        ),
    ] = None
    cache_mib: Annotated[
        int,
        Meta(ge=0, description="MiB that the kept images may have together; 0 keeps none."),
    ] = 512
