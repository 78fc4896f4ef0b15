"""Fills the sheet's templates. What a page may load and run is settled here.

Templates escape everything they are handed. The policy in the file lets a browser run this one
script and take this one style sheet, known by their hashes, and show pictures out of the file
itself: whatever a caption smuggles in stays without effect.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from capaudit.model.finding import VerdictKind
from capaudit.reports.contact_sheet.cards import Card
from capaudit.reports.contact_sheet.views import Views
from capaudit.reports.words import plural

_PACKAGE = "capaudit.reports.contact_sheet"
_SIGNS = {
    VerdictKind.MISMATCH: "≠",
    VerdictKind.MISSING: "∅",
    VerdictKind.UNVERIFIED: "?",
    VerdictKind.CONSISTENT: "✓",
}


class Templates:
    """The templates of the sheet, loaded once for a report."""

    def __init__(self) -> None:
        environment = Environment(
            loader=PackageLoader(_PACKAGE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(plural=plural, signs=_SIGNS)
        environment.filters["rounded"] = "{:.3f}".format
        self._environment = environment
        self._card = environment.get_template("card.html")

    def head(self, texts: dict[str, object], views: Views) -> str:
        """Everything above the cards."""
        # Both are files of this package and the names of views: nothing an article says.
        style = Markup(_source("sheet.css") + "".join(_page_styles(views)))  # noqa: S704
        policy = "; ".join(
            (
                "default-src 'none'",
                "img-src data:",
                f"style-src '{_hash(style)}'",
                f"script-src '{_hash(_source('sheet.js'))}'",
                "base-uri 'none'",
                "form-action 'none'",
            )
        )
        template = self._environment.get_template("head.html")
        return template.render(style=style, policy=policy, views=views, **texts)

    def card(self, card: Card) -> str:
        """One picture."""
        return self._card.render(card=card)

    def foot(self, **texts: object) -> str:
        """Everything below the cards."""
        script = Markup(_source("sheet.js"))  # noqa: S704
        return self._environment.get_template("foot.html").render(script=script, **texts)


def _source(name: str) -> str:
    return files(_PACKAGE).joinpath("templates", name).read_text("utf-8")


def _hash(source: str) -> str:
    digest = sha256(source.encode("utf-8")).digest()
    return f"sha256-{b64encode(digest).decode('ascii')}"


def _page_styles(views: Views) -> Iterator[str]:
    """What shows the cards of a page of a view once the page's address is followed."""
    for view in views.all():
        for page in range(1, view.pages + 1):
            name = view.page_name(page)
            yield f"html:not(.js) #{name}:target~.cards .{name}{{display:grid}}\n"
