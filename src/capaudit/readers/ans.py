"""ANS, the article format of Arc XP: stories, galleries, pictures, and lists of them.

https://github.com/washingtonpost/ans-schema, version 0.10. A story is a list of elements; credits,
captions and places stand in fields of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from capaudit.model.article import Article, Figure, Role
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
    together,
    told_together,
    words_of,
)
from capaudit.readers.fragment import Fragment, read_fragment
from capaudit.readers.json_items import decode_json, read_items
from capaudit.readers.json_record import decoded_at, members
from capaudit.readers.json_view import View
from capaudit.readers.plain import joined
from capaudit.readers.reader import Articles
from capaudit.readers.site_view import SiteView

_ARTICLES = frozenset({"story", "gallery", "image"})
_LISTS = frozenset({"results", "collection"})
_KINDS = _ARTICLES | _LISTS | frozenset({"video", "audio", "redirect", "graphic", "reference"})
# Elements whose content is a paragraph of the story, as HTML.
_TEXTS = frozenset({"text", "header", "blockquote", "raw_html", "code", "pull_quote"})
# Elements that are made of others.
_GROUPS = frozenset({"quote", "element_group"})
# What opens a story, the best first.
_LEADS = ("lead_art", "basic", "lead_image", "gallery")
# How deep elements may hold elements.
_DEEPEST = 6
# What Arc's photo centre keeps of a picture besides the schema.
_RECORDED_BESIDE = ("takenOn", "taken_on", "usage_instructions", "expiration_date")
_ADDRESS = ("locality", "region", "country_name")


def is_ans(view: View) -> bool:
    """Whether an object is ANS: the schema asks for its type and version."""
    version = view.scalar("version")
    return view.text("type") in _KINDS and version.startswith("0.")


def read_ans(data: bytes, path: str, _site: SiteView) -> Articles:
    """Read the items of a file: a story, gallery or picture, a list of them, or search results."""
    file = ItemFile.of(decode_json(data), path, "ans")
    views = read_items(file.source, _results)
    return read_each(named_items(file, views, "_id"), _articles, _why_refused)


def _why_refused(view: View) -> str:
    if not is_ans(view):
        return "is no ANS item"
    return f"is an ANS {view.text('type')} item: holds no article or picture"


def _results(text: str, at: int) -> int | None:
    """Where the items of a list lie: in a story's place for its elements."""
    kind, inner = "", None
    for name, start in members(text, at):
        if name == "type":
            kind = decoded_at(text, start)
        elif name == "content_elements" and text[start : start + 1] == "[":
            inner = start
    return inner if kind in _LISTS else None


def _articles(item: Item) -> Iterator[Article]:
    if is_ans(item.view) and item.view.text("type") in _ARTICLES:
        yield _article(item)


def _article(item: Item) -> Article:
    view = item.view
    said = _said(view)
    match view.text("type"):
        case "image":
            return article_of(item, said, Fragment(), leading(_picture(view)))
        case "gallery":
            return article_of(item, _with_byline(said, view), Fragment(), _gallery(view))
        case _:
            story = together(_pieces(view["content_elements"], said.headline))
            figures = told_together(story.figures, _promoted(view))
            return article_of(item, _with_byline(said, view), story, figures)


def _said(view: View) -> Said:
    published = dates_under(view, "display_date", "first_publish_date", "publish_date")
    section = view["taxonomy"]["primary_section"].passage("name")
    return Said(
        headline=words_of(view["headlines"].passage("basic", "web", "print")),
        description=words_of(
            view["subheadlines"].passage("basic") or view["description"].passage("basic")
        ),
        section=section or view["taxonomy"]["primary_site"].passage("name"),
        dates_published=published or dates_under(view, "created_date"),
        dates_modified=dates_under(view, "last_updated_date"),
        language=view.text("language") or None,
    )


def _with_byline(said: Said, view: View) -> Said:
    """What a story says besides; of a picture the same fields tell who made it, and where."""
    names = _names(view["credits"]["by"])
    byline = joined(names, ", ") if names else None
    return msgspec.structs.replace(said, byline=byline, dateline=view.passage("location"))


def _names(people: View) -> list[Passage]:
    """The names of people as they sign, in order; a mere reference to one has none."""
    found = (
        one.passage("byline", "name") or one["referent_properties"].passage("name")
        for one in people.each()
    )
    return [name.stripped() for name in found if name is not None]


def _pieces(elements: View, headline: Passage | None, depth: int = 0) -> Iterator[Fragment]:
    """The elements of a story in order, those inside others where they stand."""
    if depth > _DEEPEST:
        return
    for one in elements.each():
        kind = one.text("type")
        content = one.passage("content")
        if kind == "image":
            figure = _picture(one)
            yield Fragment(figures=() if figure is None else (figure,))
        elif kind == "gallery":
            yield Fragment(figures=tuple(_gallery(one)))
        elif kind in _TEXTS and content is not None:
            yield read_fragment(content, headline=headline)
        elif kind == "list":
            yield from _pieces(one["items"], headline, depth + 1)
        elif kind in _GROUPS:
            yield from _pieces(one["content_elements"], headline, depth + 1)


def _gallery(view: View) -> list[Figure]:
    figures = (_picture(one) for one in view["content_elements"].each())
    return [_in_gallery(one) for one in figures if one is not None]


def _in_gallery(figure: Figure) -> Figure:
    return msgspec.structs.replace(figure, role=Role.GALLERY)


def _promoted(view: View) -> Sequence[Figure]:
    """The picture that opens the story; a video or gallery is opened by its own."""
    for name in _LEADS:
        found = _first_picture(view["promo_items"][name])
        if found is not None:
            return leading(found)
    return ()


def _first_picture(view: View, depth: int = 0) -> Figure | None:
    if view.text("type") == "image" or depth > _DEEPEST:
        return _picture(view)
    inner = [view["promo_items"][name] for name in _LEADS]
    inner += view["content_elements"].each() if view.text("type") == "gallery" else ()
    found = (_first_picture(one, depth + 1) for one in inner if one.text("type"))
    return next((one for one in found if one is not None), None)


def _picture(view: View) -> Figure | None:
    if view.breaks_off():
        return None
    beside = view["additional_properties"]
    src = next((one for one in (view["url"], beside["originalUrl"]) if one.passage()), None)
    alt_text = words_of(view.passage("alt_text"))
    figure = picture(
        src,
        caption=words_of(view.passage("caption") or view["description"].passage("basic")),
        credit=_credit(view),
        alt_text=alt_text,
    )
    if figure is None:
        return None
    return msgspec.structs.replace(
        figure,
        record_path=view.path or None,
        lacks_alt=alt_text is None,
        width=view.number("width"),
        height=view.number("height"),
        record=recorded(_recorded(view)),
    )


def _credit(view: View) -> Passage | None:
    """Who made the picture and who supplied it, as the desk wants it printed.

    Vanity credits stand for the whole; a distributor is named where nobody else supplies it.
    """
    vanity, credits_ = view["vanity_credits"], view["credits"]
    given = vanity if _names(vanity["by"]) or _names(vanity["affiliation"]) else credits_
    makers = _names(given["by"]) or _names(given["photos_by"])
    suppliers = _names(given["affiliation"])
    supplier = joined(suppliers, ", ") if suppliers else view["distributor"].passage("name")
    return credit_of(joined(makers, ", ") if makers else None, supplier)


def _recorded(view: View) -> Iterator[View]:
    """What is recorded of a picture and not printed, its place in parts."""
    yield view["copyright"]
    for key in _RECORDED_BESIDE:
        yield view["additional_properties"][key]
    for key in _ADDRESS:
        yield view["address"][key]
