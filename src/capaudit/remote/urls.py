"""Which URLs are fetched: absolute ones on https, without credentials, on the usual port."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna
import msgspec

HTTPS_PORT = 443
# What browsers and servers take at least (RFC 9110, 4.1).
_LONGEST = 8000
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
# RFC 3986, 3.3 and 3.4; `%` because what is escaped stays so.
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._"
_SAFE_IN_QUERY = f"{_SAFE_IN_PATH}?"


class UrlRefusedError(Exception):
    """A URL that is not fetched; the message is a clause that says why."""


class WebAddress(msgspec.Struct, frozen=True):
    """A URL to fetch, in one spelling: the host in ASCII, path and query escaped, no fragment."""

    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The whole URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == HTTPS_PORT else f":{self.port}"
        return f"https://{host}{port}{self.target}"


def web_address(reference: str, ports: frozenset[int]) -> WebAddress:
    """The address that an image reference names; raises `UrlRefusedError` where it is not fetched.

    A reference without a scheme (`//host/…`) takes https, as on a page that was served so.
    """
    reference = reference.strip()
    if len(reference) > _LONGEST:
        raise UrlRefusedError(f"the URL has more than {_LONGEST} characters")
    if _CONTROLS.search(reference) or "\\" in reference:
        raise UrlRefusedError("the URL holds spaces or control characters")
    try:
        parts = urlsplit(f"https:{reference}" if reference.startswith("//") else reference)
        port = parts.port or HTTPS_PORT
    except ValueError:
        raise UrlRefusedError("the URL is not well-formed") from None
    _require_https(parts)
    if port not in ports:
        raise UrlRefusedError(f"it is on port {port}")
    target = quote(parts.path or "/", safe=_SAFE_IN_PATH)
    if parts.query:
        target += f"?{quote(parts.query, safe=_SAFE_IN_QUERY)}"
    return WebAddress(_ascii_host(parts.hostname or ""), port, target)


def redirected(here: WebAddress, location: str, ports: frozenset[int]) -> WebAddress:
    """Where a redirect leads, held to the same rules."""
    if _CONTROLS.search(location):
        raise UrlRefusedError("it redirects to a URL with control characters")
    try:
        target = urljoin(here.url, location)
    except ValueError:
        raise UrlRefusedError("it redirects to a URL that is not well-formed") from None
    return web_address(target, ports)


def _require_https(parts: SplitResult) -> None:
    if parts.scheme.lower() != "https":
        scheme = parts.scheme.lower() or "no scheme"
        raise UrlRefusedError(f"only https is fetched, and it is on {scheme}")
    if "@" in parts.netloc:
        raise UrlRefusedError("the URL holds a user name or password")
    if not parts.hostname:
        raise UrlRefusedError("the URL names no server")


def _ascii_host(host: str) -> str:
    """The host as DNS has it (UTS 46); raises `UrlRefusedError` for what is no host name."""
    if ":" in host:
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        # IDNA knows no underscores, DNS does; either name is looked up and its address checked.
        if re.fullmatch(r"[A-Za-z0-9._-]{1,253}", host):
            return host.lower()
        raise UrlRefusedError("the URL names no server that DNS can know") from None
