"""Writes a commented configuration from what was seen of a site."""

from __future__ import annotations

import json
from collections.abc import Iterator

from capaudit.model.survey import Counts, Survey

# In a hundred images; what fewer carry is no habit that a house would want to be held to.
_USUAL = 90
# So many images tell of a habit, so often a name stands in credits before it is worth a line.
_ENOUGH = 10
_OFTEN = 3
_SHOWN = 8
# More of the credits must be of one form to suggest it.
_PREVAILING = 0.8


def draft_config(seen: Survey) -> str:
    """The text of a `capaudit.toml`; what only the house can decide stands in comments."""
    parts = (_head, _rules, _places, _habits, _names, _tables)
    written = ("".join(f"{line}\n" for line in part(seen)) for part in parts)
    return "\n".join(text for text in written if text)


def _head(seen: Survey) -> Iterator[str]:
    yield "# Settings of capaudit, drafted by `capaudit init`."
    yield "# What begins with a # is not in force: a remark, or a setting for you to decide on."
    yield "# `capaudit schema config` prints all keys."
    yield "#"
    if not seen.articles:
        yield "# There was no article yet."
        return
    part = f"{seen.read} of " if seen.is_partial or seen.read < seen.articles else ""
    more = " or more" if seen.is_partial and seen.read == seen.articles else ""
    yield f"# Seen in {part}{seen.articles}{more} articles:"
    for said, counts in (
        ("formats", seen.formats),
        ("languages", seen.languages),
        ("keys that name images", seen.image_keys),
        ("keys that hold captions", seen.caption_keys),
        ("keys that hold credits", seen.credit_keys),
        ("agencies in credits", seen.agencies),
    ):
        if counts:
            yield f"#   {said}: {_counted(counts)}"


def _counted(counts: Counts) -> str:
    shown = ", ".join(f"{_plain(name)} ({count})" for name, count in counts[:_SHOWN])
    return shown + (" …" if len(counts) > _SHOWN else "")


def _rules(seen: Survey) -> Iterator[str]:
    yield "# Which rules apply: those of default, wire, web, archive or strict."
    yield 'profile = "default"'
    yield ""
    yield "# The least severity that fails a run: error, warning, note or never."
    yield 'fail-on = "error"'
    yield ""
    yield "# What is known already, and not to be reported again:"
    yield "# capaudit check --write-baseline fills this file."
    yield '# baseline = "capaudit-baseline.json"'


def _places(seen: Survey) -> Iterator[str]:
    for name, marker in seen.kinds[:_SHOWN]:
        yield f"# Built by {name}, known by {_plain(marker)}."
    if len({name for name, _ in seen.kinds}) > 1:
        yield "# If only one of these builds the site, say which."
        yield f"# site-kind = {_quoted(seen.kinds[0][0])}"
    if seen.other_pages:
        yield "# What holds no articles."
        yield f"exclude = [{', '.join(map(_quoted, seen.other_pages))}]"
    for pattern, count in seen.records:
        yield f"# {count} files there are named like images. If they tell of these, have them read:"
        yield f"# image-records = [{_quoted(pattern)}]"


def _habits(seen: Survey) -> Iterator[str]:
    habit = seen.habit
    if not habit.images:
        return
    yield f"# Of {habit.images} editorial images {habit.captions} have a caption,"
    yield f"# {habit.credits} a credit. Where most have one, one without is reported anyway; what"
    yield "# is required is so in every article, whatever else is audited with it."
    usual = 100 * habit.captions >= _USUAL * habit.images >= _USUAL * _ENOUGH
    required = '["caption"]' if usual else '["caption", "credit"]'
    yield f"{'' if usual else '# '}required = {required}"


def _names(seen: Survey) -> Iterator[str]:
    forms = sum(count for _, count in seen.credit_forms)
    if forms >= _ENOUGH and seen.credit_forms[0][1] >= _PREVAILING * forms:
        form, count = seen.credit_forms[0]
        yield f"# {count} of {forms} credits with a name and a body have this form. To have the"
        yield "# others reported:"
        yield f"# credit-style = {_quoted(form)}"
    creators = [name for name, count in seen.creators if count >= _OFTEN]
    if creators:
        yield "# Often credited. Those who are the house's own:"
        yield f"# photographers = [{', '.join(map(_quoted, creators[:_SHOWN]))}]"


def _tables(seen: Survey) -> Iterator[str]:
    if seen.image_roots:
        yield "# Folders behind references that lead nowhere by themselves."
        yield "[image-roots]"
        for root in seen.image_roots:
            yield f"{_quoted(root.prefix)} = {_quoted(root.folder)}  # {root.references} references"
    bodies = [name for name, count in seen.unknown_bodies if count >= _OFTEN]
    if bodies:
        yield "" if seen.image_roots else "# Bodies that stand in credits."
        yield "# Which of these are agencies? Behind each stand its other spellings."
        yield "# [agencies]"
        yield from (f"# {_quoted(name)} = []" for name in bodies[:_SHOWN])


def _plain(text: str) -> str:
    """A text of the site's in a comment, on its one line."""
    return _quoted(text)[1:-1].replace('\\"', '"')


def _quoted(text: str) -> str:
    """A text as a basic string of TOML 1.0, which escapes as JSON does, and DEL besides."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
