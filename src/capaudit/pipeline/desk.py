"""Lays out what every article of a run is audited with."""

from __future__ import annotations

from pathlib import Path

from capaudit.config import Config
from capaudit.data.agencies import shipped_agencies
from capaudit.images import Site
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.image_records import ImageRecords
from capaudit.pipeline.sites import SiteFinder
from capaudit.readers import SiteTemplates, TagParameters
from capaudit.readers.main_text import require_main_text
from capaudit.remote.cloud import is_cloud
from capaudit.rules.registry import RULES


def make_desk(config: Config, root: Path) -> Desk:
    """What every article of a run is audited with."""
    house = config.house
    agencies = shipped_agencies().extended(house.agencies)
    on_disk = {prefix: at for prefix, at in config.image_roots.items() if not is_cloud(at)}
    site = Site(root=root, roots=on_disk)
    records = ImageRecords(site, config.image_records, config.image_record_keys)
    rules = tuple(rule for rule in RULES if config.selects(rule.code))
    return Desk(site, house, agencies, records, SiteFinder(root), _templates(config, root), rules)


def _templates(config: Config, root: Path) -> SiteTemplates:
    given = {name: TagParameters(**tag.names()) for name, tag in config.image_tags.items()}
    is_scraped = config.body_text == "trafilatura"
    if is_scraped:
        require_main_text()
    return SiteTemplates(root, config.site_kind, given, is_scraped=is_scraped)
