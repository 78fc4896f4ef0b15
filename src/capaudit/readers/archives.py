"""Unpacks the archive of a site's build into a folder, whatever is in it: nothing leaves that.

Only regular files are written, under names that were checked; a link becomes a copy of the file in
the archive that it means. How much is written, how many files and how far they may have been
packed is limited. An archive that cannot be unpacked wholly is refused: a page without its pictures
would be blamed for what is not its fault.
"""

from __future__ import annotations

import gzip
import io
import os
import posixpath
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tarfile import EOFHeaderError, HeaderError, TarError  # type: ignore[attr-defined]
from typing import IO, TYPE_CHECKING

import msgspec

from capaudit.errors import ReadError
from capaudit.model.left_alone import LeftOut

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ARCHIVE_SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz")
MOST_BYTES = 4 * 1024**3
MOST_MEMBERS = 200_000
# A page packs to a tenth of its size; what packs to less than a two-hundredth is no site.
MOST_PACKED = 200
# Below so much it costs nobody anything.
_ANY_RATIO = 64 * 1024**2
_MOST_OF_ONE = 200 * 1024**2
_CHUNK = 1024 * 1024
# Links may lead to links; a chain is short.
_MOST_LINKS = 8
_LONGEST_TARGET = 4096


class Member(msgspec.Struct, frozen=True):
    """One entry of an archive; `link` is the name in the archive that it links to, if it does."""

    name: str
    size: int
    is_file: bool
    link: str | None = None


Members = Iterator[tuple[Member, IO[bytes] | None]]


def is_archive(path: Path) -> bool:
    """Whether a file is an archive by its name."""
    return path.name.lower().endswith(ARCHIVE_SUFFIXES) and path.is_file()


def unpack(archive: Path, into: Path) -> tuple[tuple[str, LeftOut], ...]:
    """Write an archive's files into an empty folder; what is left out is told by its name.

    Raises `ReadError` for an archive that is damaged, encrypted or too large.
    """
    unpacking = _Unpacking(into, archive.stat().st_size)
    try:
        if archive.name.lower().endswith(".zip"):
            with zipfile.ZipFile(archive) as opened:
                unpacking.take_all(_zip_members(opened))
        else:
            with _tar_stream(archive) as plain, _opened_tar(plain) as tar:
                unpacking.take_all(_tar_members(tar))
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(f"is a damaged archive: {error}") from error
    except (NotImplementedError, RuntimeError, ValueError) as error:
        # zipfile's words for what it cannot unpack.
        raise ReadError(f"cannot be unpacked: {error}") from error
    return tuple(unpacking.left_out)


class _Unpacking:
    """The state of one unpacking: what was written, what is still to be linked, what is left."""

    def __init__(self, into: Path, packed: int) -> None:
        self._into = into
        self._most = min(MOST_BYTES, max(_ANY_RATIO, packed * MOST_PACKED))
        self._written = 0
        self._links: dict[str, str] = {}
        self.left_out: list[tuple[str, LeftOut]] = []

    def take_all(self, members: Members) -> None:
        for number, (member, content) in enumerate(members):
            if number >= MOST_MEMBERS:
                raise ReadError(f"holds more than {MOST_MEMBERS:,} files")
            self._take(member, content)
        for name, target in self._links.items():
            self._link(name, target)

    def _take(self, member: Member, content: IO[bytes] | None) -> None:
        name = _inside(member.name)
        if name is None:
            self.left_out.append((member.name, LeftOut.LEAVES_ARCHIVE))
        elif member.link is not None:
            self._links[name] = member.link
        elif not member.is_file or content is None:
            self.left_out.append((name, LeftOut.NO_FILE))
        elif member.size > _MOST_OF_ONE:
            self.left_out.append((name, LeftOut.TOO_LARGE))
        else:
            # Of several with one name the last counts, as in every program that unpacks.
            self._links.pop(name, None)
            self._write(name, content)

    def _write(self, name: str, content: IO[bytes]) -> None:
        place = self._into / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            file = place.open("wb")
        except OSError:
            # A name too long for the disk, or a file where another needs a folder.
            self.left_out.append((name, LeftOut.UNWRITABLE))
            return
        with file:
            while chunk := content.read(_CHUNK):
                self._written += len(chunk)
                if self._written > self._most:
                    raise ReadError(f"unpacks to more than {self._most // 1024**2} MiB")
                file.write(chunk)

    def _link(self, name: str, target: str) -> None:
        """Put the file that a link means in the link's place: no link is made that is followed."""
        for _ in range(_MOST_LINKS):
            if target not in self._links:
                break
            target = self._links[target]
        inside = _inside(target)
        if inside is None:
            self.left_out.append((name, LeftOut.LEAVES_ARCHIVE))
            return
        place, meant = self._into / name, self._into / inside
        try:
            if meant == place or not meant.is_file():
                raise FileNotFoundError
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            os.link(meant, place)
        except OSError:
            self.left_out.append((name, LeftOut.NO_FILE))


def _inside(name: str) -> str | None:
    """A member's name as a path below the folder; `None` for one that leads out of it."""
    if "\0" in name or name.startswith("/") or (name[1:2] == ":" and name[:1].isalpha()):
        return None
    parts = [part for part in name.split("/") if part not in {"", "."}]
    return "/".join(parts) if parts and ".." not in parts else None


def _zip_members(opened: zipfile.ZipFile) -> Members:
    for info in opened.infolist():
        if info.is_dir():
            continue
        # Only what every browser's build uses: others may ask for any amount of memory.
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ReadError(f"{info.filename} is packed in a way that is not read")
        # Some programs on Windows write its separator, which the format does not know.
        name = info.filename.replace("\\", "/")
        mode = info.external_attr >> 16
        with opened.open(info) as content:
            if stat.S_ISLNK(mode):
                target = content.read(_LONGEST_TARGET).decode("utf-8", "surrogateescape")
                yield Member(name, 0, False, _beside(name, target)), None
            else:
                is_file = stat.S_ISREG(mode) or not stat.S_IFMT(mode)
                yield Member(name, info.file_size, is_file), content


def _opened_tar(stream: IO[bytes]) -> tarfile.TarFile:
    return tarfile.open(fileobj=stream, mode="r|", tarinfo=_StrictHeader)


def _tar_members(tar: tarfile.TarFile) -> Members:
    for info in tar:
        # It keeps all it has read, which is of no use in a stream.
        tar.members = []  # type: ignore[attr-defined]
        if info.isdir():
            continue
        if info.issym():
            yield Member(info.name, 0, False, _beside(info.name, info.linkname)), None
        elif info.islnk():
            yield Member(info.name, 0, False, posixpath.normpath(info.linkname)), None
        elif info.isreg():
            yield Member(info.name, info.size, True), tar.extractfile(info)
        else:
            yield Member(info.name, 0, False), None


def _beside(name: str, target: str) -> str:
    """What a symbolic link means, as a name in the archive; one that leads out stays so."""
    if target.startswith("/"):
        return target
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _tar_stream(archive: Path) -> io.BufferedReader:
    packed = archive.stat().st_size
    if archive.name.lower().endswith(".tar"):
        return io.BufferedReader(_Bounded(archive.open("rb"), packed))
    most = min(MOST_BYTES, max(_ANY_RATIO, packed * MOST_PACKED))
    return io.BufferedReader(_Bounded(gzip.open(archive, "rb"), most))


class _Bounded(io.RawIOBase):
    """A stream that ends with an error after so many bytes: headers may be bombs as well."""

    def __init__(self, stream: gzip.GzipFile | io.BufferedReader, most: int) -> None:
        self._stream = stream
        self._left = most
        self._most = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(f"unpacks to more than {self._most // 1024**2} MiB")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


class _StrictHeader(tarfile.TarInfo):
    """A header that is an error where it is damaged: by itself the module takes it for the end."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> _StrictHeader:
        try:
            return super().fromtarfile(tarfile)
        except EOFHeaderError:
            # The block of zeros that an archive ends with.
            raise
        except HeaderError as error:
            raise TarError(str(error)) from error
