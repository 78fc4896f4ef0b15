"""Fetched images kept on disk by URL, with what marks their version.

A run never reads an image here: it takes its own copy of what the server says is still current, so
that another run may tidy up at any time. Whatever is damaged here is fetched again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from capaudit.remote.download import Validators

_HASH_STEP = 1024 * 1024
_DESCRIPTION = ".json"
_CONTENT = ".image"
# What a run that was cut off leaves behind counts as rubbish after a day.
_DRAFT = ".draft"
_DRAFT_SECONDS = 86_400.0


class Kept(msgspec.Struct, frozen=True):
    """The description of a kept image; the content bears the hash of its bytes as its name."""

    url: str
    validators: Validators
    content: str


class ImageCache:
    """A folder of images with a bound on all of them together."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def known(self, url: str) -> Kept | None:
        """What is kept for a URL, if it is whole and the server can be asked whether it counts."""
        try:
            kept = msgspec.json.decode(self._description(url).read_bytes(), type=Kept)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        is_sound = kept.url == url and kept.validators.known and kept.content.isalnum()
        return kept if is_sound and self._content(kept.content).is_file() else None

    def copy(self, kept: Kept, into: Path) -> bool:
        """Put a kept image where a run wants it; false where it is gone or no longer the same."""
        source = self._content(kept.content)
        try:
            shutil.copyfile(source, into)
            if _hash_of(into) != kept.content:
                return False
            os.utime(source)
        except OSError:
            return False
        return True

    def keep(self, url: str, image: Path, validators: Validators) -> None:
        """Keep an image: first its content, then what describes it, each whole or not at all.

        A disk that is full or may not be written keeps nothing; that costs the run nothing.
        """
        if not validators.known or image.stat().st_size > self._most_bytes:
            return
        try:
            kept = Kept(url, validators, _hash_of(image))
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(self._content(kept.content), image.read_bytes())
            self._write(self._description(url), msgspec.json.encode(kept))
        except OSError:
            return

    def tidy(self, now: float) -> None:
        """Remove what was used longest ago until all together fits, and descriptions of nothing."""
        entries = sorted(self._entries(), reverse=True)
        size, contents = 0, set()
        for used, length, path in entries:
            if path.suffix == _CONTENT:
                size += length
                if size > self._most_bytes:
                    _remove(path)
                else:
                    contents.add(path.stem)
            elif path.suffix == _DRAFT and now - used > _DRAFT_SECONDS:
                _remove(path)
        for _, _, path in entries:
            if path.suffix == _DESCRIPTION and self._described(path) not in contents:
                _remove(path)

    def _described(self, path: Path) -> str | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Kept).content
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Time of last use, size and path of each of our files."""
        try:
            with os.scandir(self._folder) as listed:
                for entry in listed:
                    path = Path(entry.path)
                    if path.suffix in {_DESCRIPTION, _CONTENT, _DRAFT} and entry.is_file():
                        status = entry.stat()
                        yield status.st_mtime, status.st_size, path
        except OSError:
            return

    def _description(self, url: str) -> Path:
        return self._folder / f"{sha256(url.encode()).hexdigest()}{_DESCRIPTION}"

    def _content(self, name: str) -> Path:
        return self._folder / f"{name}{_CONTENT}"

    def _write(self, path: Path, data: bytes) -> None:
        handle, draft = tempfile.mkstemp(suffix=_DRAFT, dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(draft, path)
        except OSError:
            _remove(Path(draft))
            raise


def _remove(path: Path) -> None:
    """Remove a file; another run may have been quicker."""
    try:
        path.unlink()
    except OSError:
        return


def _hash_of(path: Path) -> str:
    digest = sha256()
    with open(path, "rb") as file:
        while step := file.read(_HASH_STEP):
            digest.update(step)
    return digest.hexdigest()
