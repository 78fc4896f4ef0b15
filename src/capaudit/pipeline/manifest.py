"""The list of a run's parts, which stands beside them: what was asked, how, and in which order.

It is written before the first part, so that one can tell at any time what is still missing.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from capaudit import __version__
from capaudit.config import Config
from capaudit.config.stored import restored_config, stored_config
from capaudit.errors import UsageError
from capaudit.memory.parts import PartFolder, PartForm, write_whole
from capaudit.model.left_alone import LeftAlone

_NAME = "capaudit-parts.json"
# Changes when parts of an older run could not be read any more.
_FORMAT = 1


class ListedPart(msgspec.Struct, frozen=True):
    """A part by its name, with how many files it is of, the first and the last."""

    name: str
    files: int
    first: str
    last: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A run over many machines.

    `paths` are absolute, `day` is the day of the audit, `key` names all that findings hang on
    beside the files. `left_alone` is what lies among the files and was not listed.
    """

    format: int = _FORMAT
    version: str = __version__
    key: str
    day: date
    started_at: str
    root: str
    paths: tuple[str, ...]
    form: PartForm
    config: msgspec.Raw
    parts: tuple[ListedPart, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()

    @property
    def settings(self) -> Config:
        """The configuration that the run has."""
        return restored_config(bytes(self.config))


class _Version(msgspec.Struct, frozen=True):
    """What may be asked of a manifest of any version."""

    format: int
    version: str


def key_of(config: Config, root: Path, day: date) -> str:
    """Names what a part hangs on beside the files: what cannot change a part is left out of it."""
    bare = msgspec.structs.replace(
        config, path=None, root=root, memory=None, baseline=None, fail_on="error"
    )
    words = (__version__, day.isoformat(), stored_config(bare))
    return sha256(msgspec.msgpack.encode(words)).hexdigest()[:32]


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder of parts; `None` where it has none.

    Raises `UsageError` for one that another version wrote, or that cannot be read.
    """
    file = folder / _NAME
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error
    try:
        known = msgspec.json.decode(content, type=_Version)
        if (known.format, known.version) != (_FORMAT, __version__):
            raise UsageError(
                f"{folder} holds parts of capaudit {known.version}, this is {__version__}",
                "take another folder, or that version",
            )
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise UsageError(f"{file} is no list of parts: {error}", "take another folder") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest beside its parts. Raises `UsageError` where that cannot be done."""
    try:
        write_whole(folder / _NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written to: {error.strerror}") from error


def part_folder(folder: Path, manifest: Manifest) -> PartFolder:
    """Where the parts of a manifest are."""
    return PartFolder(folder, manifest.form)
