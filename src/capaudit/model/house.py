"""What the config settles for the rules."""

from __future__ import annotations

from datetime import date

import msgspec

from capaudit.model.article import Json


class Habit(msgspec.Struct, frozen=True, kw_only=True):
    """How many editorial images an article or a site has, and how many carry each element.

    `articles` are all there are, `illustrated` those with any image.
    """

    images: int = 0
    captions: int = 0
    credits: int = 0
    articles: int = 0
    illustrated: int = 0


class House(msgspec.Struct, frozen=True, kw_only=True):
    """The house's own settings, as rules see them.

    Tolerances and ages are days, `smallest_image` is pixels of the longer side. `audit_date` is the
    day that the user sets, `today` the same or the day of the run. `required` are printed elements
    the config demands of every editorial image (`caption`, `credit`); `shortest_caption` (in words)
    and `caption_elements` (`person`, `place`, `date`) are the profile's demands of captions.
    Schemas are parsed JSON Schemas.
    """

    profile: str = "default"
    shortest_caption: int = 0
    caption_elements: tuple[str, ...] = ()
    date_tolerance: int = 0
    old_photo_days: int = 180
    audit_date: date | None = None
    today: date | None = None
    required: frozenset[str] = frozenset()
    agencies: dict[str, tuple[str, ...]] = {}
    photographers: tuple[str, ...] = ()
    article_schema: dict[str, Json] | None = None
    image_schema: dict[str, Json] | None = None
    # `ap`, `afp`, `guardian`, or a form with `{creator}` and `{organisations}`.
    credit_style: str | None = None
    smallest_image: int = 600
    # PEM certificates.
    trust_list: str | None = None
