"""Licences named in a credit."""

from __future__ import annotations

import re

_LONG = {
    "attribution": "BY",
    "sharealike": "SA",
    "share-alike": "SA",
    "share alike": "SA",
    "noncommercial": "NC",
    "non-commercial": "NC",
    "noderivatives": "ND",
    "noderivs": "ND",
    "no-derivs": "ND",
}
_TERMS = r"(?:BY|SA|NC|ND)"
_LICENCE = re.compile(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/(?P<path>licenses/[a-z-]{2,10}|publicdomain/zero)"
    r"/(?P<path_version>\d\.\d)[\w/.]{0,40}"
    rf"|\b(?:CC|Creative Commons)(?:[\s_-]?Licen[cs]e)?[\s_-]{{0,2}}"
    rf"(?P<terms>{_TERMS}(?:[\s_-]{_TERMS}){{0,3}})\b(?:[\s_-]?(?P<version>[1-4]\.[05]))?"
    r"(?:[\s_-](?P<port>[A-Z]{2})\b(?!/))?"
    r"|\b(?:CC[\s_-]?(?:0|zero)\b|Creative Commons Zero)(?:[\s_-]?(?P<zero>1\.0))?"
    r"|\b(?:Creative Commons|CC)[\s-]"
    r"(?P<long>attribution(?:[\s-]{1,2}(?:non-?commercial|share-?\s?alike"
    r"|no-?derivs|noderivatives)){0,2})(?: (?P<long_version>[1-4]\.[05]))?"
    r"|\b(?P<public>public domain|domaine public|gemeinfrei|dominio público|domínio público"
    r"|pubblico dominio|общественное достояние)\b",
    re.IGNORECASE,
)
_SIGNS = ("cc", "creative", "domain", "domin", "domín", "gemeinfrei", "общественное")
_WRAPPING = re.compile(
    r"[\s,;/|(\[–—-]*(?:(?:is )?(?:licen[cs]ed |used |available )?under (?:the |a )?"
    r"|licen[cs]e:? |lizenz:? )?$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)
_REST = re.compile(r"\s*(?:international|unported|generic|licen[cs]e|deed|lizenz)?\s*[)\]]?", re.I)


def take_licence(text: str) -> tuple[str, str | None]:
    """A credit without its licence, and the licence like `CC BY-SA 4.0`; `None` without one."""
    lowered = text.lower()
    if not any(map(lowered.__contains__, _SIGNS)):
        return text, None
    found = _LICENCE.search(text)
    if found is None:
        return text, None
    before = _WRAPPING.sub("", text[max(0, found.start() - 60) : found.start()])
    rest = _REST.match(text, found.end())
    after = _BY.sub("", text[rest.end() if rest else found.end() :].lstrip(" ,;/|"))
    head = (text[: max(0, found.start() - 60)] + before).rstrip(" ,;/|(")
    return f"{head} / {after}" if head and after else head or after, _name(found)


def _name(found: re.Match[str]) -> str:
    if found["public"]:
        return "Public domain"
    if found["path"]:
        terms = found["path"].rpartition("/")[2].upper()
        return _written("0" if terms == "ZERO" else terms, found["path_version"])
    if found["long"]:
        long = re.sub(r"[\s-]+", " ", found["long"].lower())
        long = long.replace("share alike", "sharealike").replace("non commercial", "noncommercial")
        long = long.replace("no derivs", "noderivs")
        return _written("-".join(_LONG[word] for word in long.split()), found["long_version"])
    if found["terms"]:
        name = _written(re.sub(r"[\s_]", "-", found["terms"].upper()), found["version"])
        return f"{name} {found['port'].upper()}" if found["port"] and found["version"] else name
    return _written("0", found["zero"])


def _written(terms: str, version: str | None) -> str:
    name = "CC0" if terms == "0" else f"CC {terms}"
    return f"{name} {version}" if version else name
