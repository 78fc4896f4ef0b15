"""Validate Content Credentials with the `c2pa` extra (C2PA 2.1, chapter 15).

Presence and statements are read without it. Nothing here opens a connection: manifests that only a
server holds, and revocation lists, are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec

# Failure codes of C2PA 2.1, 15.2.2, as people put them.
_REASONS = {
    "assertion.dataHash.mismatch": "the picture was changed after it was signed",
    "assertion.bmffHash.mismatch": "the picture was changed after it was signed",
    "assertion.boxesHash.mismatch": "the picture was changed after it was signed",
    "assertion.hashedURI.mismatch": "an assertion was changed after it was signed",
    "claimSignature.mismatch": "the signature does not fit",
    "claimSignature.missing": "the signature is missing",
    "signingCredential.untrusted": "the signer is not on the house's trust list",
    "signingCredential.expired": "the signer's certificate had expired",
    "signingCredential.revoked": "the signer's certificate was revoked",
    "timeStamp.mismatch": "the time stamp does not fit",
}


class _Status(msgspec.Struct):
    code: str = ""


class _Store(msgspec.Struct):
    """The part of the c2pa library's report that says whether a manifest store holds."""

    validation_state: str | None = None
    validation_status: tuple[_Status, ...] = ()


def can_validate() -> bool:
    """Whether the `c2pa` extra is installed."""
    return find_spec("c2pa") is not None


def why_invalid(path: Path, trust_list: str | None) -> str | None:
    """Why the Content Credentials of a file do not hold; `None` where they do.

    `trust_list` are the PEM certificates that signers must lead back to; without them any signer
    is taken. `None` too where the extra is absent or knows nothing of the file's format.
    """
    if not can_validate():
        return None
    from c2pa import C2paError, Context, Reader, Settings  # noqa: PLC0415

    silent = (C2paError.NotSupported, C2paError.ManifestNotFound, C2paError.RemoteManifest)
    try:
        with (
            Context(Settings.from_dict(_settings(trust_list))) as context,
            Reader(str(path), context=context) as reader,
        ):
            report = str(reader.json())
    except silent:
        return None
    except C2paError as error:
        return " ".join(str(error).split())[:200]
    return _reason(report)


def _settings(trust_list: str | None) -> dict[str, dict[str, bool | str]]:
    """The library's defaults open connections and trust a list of its own."""
    verify: dict[str, bool | str] = {
        "remote_manifest_fetch": False,
        "ocsp_fetch": False,
        "verify_trust": trust_list is not None,
    }
    if trust_list is None:
        return {"verify": verify}
    return {"verify": verify, "trust": {"trust_anchors": trust_list}}


def _reason(report: str) -> str | None:
    try:
        store = msgspec.json.decode(report, type=_Store)
    except msgspec.ValidationError as error:
        return f"the validation cannot be read: {error}"
    if store.validation_state != "Invalid" and not _is_untrusted(store):
        return None
    return "; ".join(dict.fromkeys(_reasons(store))) or "the validation fails"


def _is_untrusted(store: _Store) -> bool:
    return any(status.code == "signingCredential.untrusted" for status in store.validation_status)


def _reasons(store: _Store) -> Iterator[str]:
    for status in store.validation_status:
        yield _REASONS.get(status.code, status.code)
