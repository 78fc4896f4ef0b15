"""ninjs, the IPTC's news in JSON, versions 1 to 3 and the dialects of agencies.

https://iptc.org/std/ninjs/: version 1 keeps a text for each name (`headline`, `body_xhtml`,
`description_text`) and associations and renditions under names of their own; version 2 keeps lists
(`headlines`, `bodies`, `descriptions`), version 3 writes `versionCreated` for `versioncreated`.
Dialects mix them: each is read wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from capaudit.errors import ReadError
from capaudit.model.article import Article, Figure
from capaudit.model.text import Passage
from capaudit.readers.exchange import (
    Item,
    ItemFile,
    Said,
    article_of,
    credit_of,
    dates_under,
    leading,
    named_items,
    picture,
    read_each,
    recorded,
    told_together,
    words_of,
)
from capaudit.readers.fragment import Fragment, read_fragment, read_plain_story
from capaudit.readers.json_items import decode_json, list_under, read_items
from capaudit.readers.json_view import View
from capaudit.readers.reader import Articles
from capaudit.readers.references import is_image_file
from capaudit.readers.site_view import SiteView

_PICTURES = frozenset({"picture", "graphic", "photo", "image"})
_KINDS = _PICTURES | frozenset({"text", "composite", "package", "news"})
# What other JSON with a `uri` does not have.
_MARKS = (
    *("versioncreated", "pubstatus", "headlines", "bodies", "renditions", "descriptions"),
    *("eventdetails", "copyrightholder", "representationtype", "body_xhtml"),
)
_OTHER_MEDIA = frozenset({"video", "audio", "event", "planning", "component", "animation"})
# Roles of a description that are about the picture's handling, and roles that are its credit.
_NOT_SHOWN = frozenset({"writer", "captionwriter", "ednote", "instructions", "slugline"})
_CREDITING = frozenset({"creditline", "credit"})
_ALTERNATIVE = frozenset({"alt", "alttext", "alt_text", "accessibility"})
_CAPTIONING = ("caption", "text", "main", "")
# How deep packages may hold packages.
_DEEPEST = 4
# The rendition to be printed, where sizes do not tell.
_BEST_NAMES = ("original", "main", "hires", "highres", "baseimage", "supplied", "full", "r00")
# What a picture's item records of it besides.
_RECORDED = (
    *("copyrightnotice", "copyrightholder", "usageterms", "ednote", "contentcreated", "located"),
    *("digitalsourcetype", "embargoed", "headline"),
)


def is_ninjs(view: View) -> bool:
    """Whether an object is a ninjs item: only `uri` is obligatory, and other JSON has one too."""
    if "ninjs" in view["standard"].text("name").lower():
        return True
    if not (view.text("uri") or view.text("guid")):
        return False
    texts = any(_texts(view, name) for name in ("headline", "body", "description"))
    has_kind = view.text("type").lower() in _KINDS and texts
    return has_kind or any(view[key].value is not None for key in _MARKS)


def read_ninjs(data: bytes, path: str, _site: SiteView) -> Articles:
    """Read the items of a file; those that hold neither story nor picture are passed over.

    A file with nothing else is refused with what it holds.
    """
    file = ItemFile.of(decode_json(data), path, "ninjs")
    views = (_unwrapped(one) for one in read_items(file.source, list_under("_items", "items")))
    return read_each(named_items(file, views, "uri", "guid"), _articles, _why_refused)


def _unwrapped(view: View | ReadError) -> View | ReadError:
    """The item that an answer of an agency's API holds beside what it says of itself."""
    is_wrapped = isinstance(view, View) and view["item"].is_object() and not view["uri"]
    return view["item"] if isinstance(view, View) and is_wrapped else view


def _why_refused(view: View) -> str:
    if not is_ninjs(view):
        return "is no ninjs item"
    return f"is a ninjs {_kind(view)} item: holds no article or picture"


def _articles(item: Item, depth: int = 0) -> Iterator[Article]:
    """The article of an item, then those of the texts that a package holds whole."""
    view = item.view
    if not is_ninjs(view) and not depth:
        return
    if _kind(view) in _PICTURES:
        yield article_of(item, _said(view), Fragment(), leading(_picture(view)))
        return
    story = _story(view)
    shown = told_together(story.figures, list(_pictures(view)))
    if story.story or shown or _kind(view) == "text":
        yield article_of(item, _with_text_fields(view, _said(view)), story, shown)
    if depth < _DEEPEST:
        for inner in view["associations"].each():
            if _kind(inner) not in _PICTURES | _OTHER_MEDIA and _bodies(inner):
                name = inner.scalar("uri") or f"{item.name} {inner.path}"
                yield from _articles(Item(item.file, name, inner), depth + 1)


def _kind(view: View) -> str:
    """The type of an item; what gives none shows by what it holds."""
    kind = view.text("type").lower()
    if kind:
        return kind
    if view["eventdetails"]:
        return "event"
    if not _bodies(view) and _best_rendition(view) is not None:
        return "picture"
    return "text"


def _said(view: View) -> Said:
    return Said(
        headline=words_of(_by_role(view, "headline", ("main", "")))
        or words_of(view.passage("title")),
        dates_published=dates_under(view, "firstpublished", "versioncreated", "firstcreated"),
        dates_modified=dates_under(view, "versioncreated") if view["firstpublished"] else (),
        language=view.text("language") or None,
    )


def _with_text_fields(view: View, said: Said) -> Said:
    """What a text says besides; of a picture these fields tell of the picture."""
    return msgspec.structs.replace(
        said,
        description=words_of(_by_role(view, "description", ("summary", "lead", "text", ""))),
        byline=words_of(view.passage("by", "byline")),
        dateline=view.passage("located"),
    )


def _texts(view: View, name: str) -> list[tuple[str, str, Passage]]:
    """Role, content type and text of each headline, description or body."""
    found: list[tuple[str, str, Passage]] = []
    plural = "bodies" if name == "body" else f"{name}s"
    for one in view[plural].each():
        passage = one.passage("value")
        if passage is not None:
            found.append((one.text("role").lower(), one.text("contenttype").lower(), passage))
    for key in view.names():
        lower = key.lower()
        passage = view.passage(key) if lower == name or lower.startswith(f"{name}_") else None
        if passage is not None:
            found.append((lower.removeprefix(name).strip("_"), "", passage))
    return found


def _by_role(view: View, name: str, roles: tuple[str, ...]) -> Passage | None:
    """The text of the first of these roles, else the first that is one to be shown."""
    texts = _texts(view, name)
    for wanted in roles:
        for role, _, passage in texts:
            if role == wanted:
                return passage
    hidden = _NOT_SHOWN | _CREDITING | _ALTERNATIVE
    return next((passage for role, _, passage in texts if role not in hidden), None)


def _bodies(view: View) -> list[tuple[str, str, Passage]]:
    return _texts(view, "body")


def _story(view: View) -> Fragment:
    """The story as HTML where there is one, the richest first; else as plain text.

    NITF and the agencies' own XML say the same in another markup.
    """
    headline = _by_role(view, "headline", ("main", ""))
    bodies = _bodies(view)
    marked = [passage for role, kind, passage in bodies if _is_html(role, kind, passage.text)]
    if marked:
        best = max(marked, key=lambda passage: passage.text.count("<img"))
        return read_fragment(best, headline=headline)
    plain = [passage for role, kind, passage in bodies if "xml" not in kind and "nitf" not in role]
    return read_plain_story(plain[0], headline=headline) if plain else Fragment()


def _is_html(role: str, kind: str, text: str) -> bool:
    if "html" in kind or "html" in role:
        return True
    return not kind and role in ("", "main") and "</" in text


def _pictures(view: View, depth: int = 0) -> Iterator[Figure]:
    """The pictures that an item is associated with, those of packages inside it included."""
    for inner in view["associations"].each():
        kind = _kind(inner) if inner.is_object() else ""
        if kind in _PICTURES:
            figure = _picture(inner)
            if figure is not None:
                yield figure
        elif depth < _DEEPEST and not _bodies(inner):
            yield from _pictures(inner, depth + 1)


def _picture(view: View) -> Figure | None:
    if view.breaks_off():
        return None
    best = _best_rendition(view)
    caption = words_of(_by_role(view, "description", _CAPTIONING))
    figure = picture(
        best["href"] if best is not None else view["href"] or view["uri"],
        caption=caption,
        credit=_credit(view),
        alt_text=_alternative(view, caption),
    )
    if figure is None:
        return None
    others = (one.text("href") for one in view["renditions"].each() if _is_picture(one))
    return msgspec.structs.replace(
        figure,
        record_path=view.path or None,
        width=best.number("width") if best is not None else None,
        height=best.number("height") if best is not None else None,
        alternatives=tuple(dict.fromkeys(one for one in others if one and one != figure.src)),
        record=recorded(view[key] for key in _RECORDED),
    )


def _credit(view: View) -> Passage | None:
    """Who made the picture and who supplied it."""
    given = next((one for role, _, one in _texts(view, "description") if role in _CREDITING), None)
    sources = (one.passage("name") for one in view["infosources"].each())
    supplier = words_of(view.passage("creditline", "credit") or given)
    source = supplier or next((one for one in sources if one is not None), None)
    return credit_of(words_of(view.passage("by", "byline")), source)


def _alternative(view: View, caption: Passage | None) -> Passage | None:
    """The alternative text: a description of that role, or what Superdesk writes as the body."""
    texts = _texts(view, "description")
    found = next((one for role, _, one in texts if role in _ALTERNATIVE), None)
    found = words_of(found or view.passage("alttext", "alt_text", "body_text"))
    return None if found is None or (caption and found.text == caption.text) else found


def _best_rendition(view: View) -> View | None:
    """The largest picture; of several without sizes the one whose name says so, else the first."""
    pictures = [one for one in view["renditions"].each() if _is_picture(one)]
    return max(pictures, key=_worth, default=None)


def _worth(rendition: View) -> tuple[int, int]:
    name = (rendition.text("name") or rendition.path.rpartition(".")[2]).lower()
    rank = _BEST_NAMES.index(name) if name in _BEST_NAMES else len(_BEST_NAMES)
    return (rendition.number("width") or 0) * (rendition.number("height") or 0), -rank


def _is_picture(rendition: View) -> bool:
    href = rendition.text("href")
    if not href:
        return False
    kind = rendition.text("contenttype", "mimetype").lower()
    return kind.startswith("image/") if kind else is_image_file(href) or bool(rendition["width"])
