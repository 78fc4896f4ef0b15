"""Takes from the audit cache what earlier runs found and nothing has changed for since.

A file's outcomes rest on its content, on the configuration and the program, on what the site has
for all articles (settings, data, templates), and on the folders and images that it asked for. All
of it is kept with them, and looked at again.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from capaudit.config import Config
from capaudit.images import Site
from capaudit.images.contents import content_of
from capaudit.images.sidecars import sidecar_names
from capaudit.memory.any_names import is_utf_8
from capaudit.memory.audit_cache import AuditCache, Known, StoredArticle, StoredFile, StoredRun
from capaudit.memory.filing import Filing, RunIndex
from capaudit.memory.stored_articles import MissingArticlesError, UnreadableCacheError
from capaudit.model.filed import Entry
from capaudit.model.finding import Report
from capaudit.pipeline.ground import TICK, Ground, Stamp, stamp_of, survey
from capaudit.pipeline.inputs import Asked, Input, has_many_files
from capaudit.pipeline.parcels import Kept, Parcel, Seen, Sent, uncounted, unpack
from capaudit.pipeline.program import program_digest
from capaudit.remote.cloud import is_cloud

_SEEN = msgspec.msgpack.Decoder(Seen)
_ENCODER = msgspec.msgpack.Encoder()
_HEADS = msgspec.msgpack.Decoder(list[Parcel])
_INDEX = msgspec.msgpack.Decoder(RunIndex)
_REPORT = msgspec.msgpack.Decoder(Report)

Audit = Callable[[Input], Iterator[Sent]]


def look(site: Site, began: int) -> Seen:
    """What the audit of a file rests on that asked a site for it.

    `began` is the time since when the site keeps what it read, in nanoseconds.
    """
    files = []
    is_sure = True
    for path in sorted(_read_from(site)):
        stamp, content = stamp_of(f"{site.root}/{path}"), content_of(site.root / path)
        if stamp is None or content is None or stamp[1] >= began - TICK or stamp[2] >= began:
            is_sure = False
            continue
        files.append((path, *stamp, content))
    asked = sorted(site.asked)
    return Seen(tuple((one, site.answer(one)) for one in asked), tuple(files), is_sure)


def _read_from(site: Site) -> set[str]:
    """The images that were read, and their sidecars, of which those not there are asked for too."""
    beside = (posixpath.normpath(one) for path in site.opened for one in sidecar_names(path))
    return {*site.opened, *(one for one in beside if site.has_file(one))}


class Earlier:
    """What earlier runs of the same configuration left in a cache, as far as it still holds."""

    def __init__(self, cache: AuditCache, ground: Ground, config: Config) -> None:
        self._cache = cache
        self._ground = ground
        self._site = Site(Path(ground.root), config.image_roots)
        self._of_site = ground.digest_of_site()
        self._day = date.today()
        self._context = _context(config, self._day, self._of_site)
        self._contents: dict[str, bytes] = {}
        # What had no answer this time, as for want of rights or memory, may have one the next.
        self._is_sure = True
        self._has_kept = False
        # The hashes of the files that articles of the run were found to rest on.
        self.contents: dict[str, bytes] = {}
        # In the order of the inputs: the numbers of their articles, or what finds them again.
        self._in_order: list[list[int] | tuple[str, bytes]] = []
        # What was there when the run began, unless that is nothing.
        self.stored = self._cache.stored() if self._cache.knows(self._context) else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What whoever started the run is to know of the cache."""
        return tuple(self._cache.notices)

    def known(self, each: Input) -> tuple[Kept] | None:
        """What is kept of an input, unless anything that it rests on has changed."""
        if not isinstance(each.content, bytes) or each.archive is not None:
            return None
        if not is_utf_8(each.path):
            return None
        content = self._contents[each.path] = _key_of(each)
        found = self._cache.file(self._context, each.path, content)
        return (Kept(found.number),) if found is not None and self._still_holds(found) else None

    def _still_holds(self, found: Known) -> bool:
        try:
            seen = _SEEN.decode(found.seen)
        except msgspec.MsgspecError:
            return False
        holds = all(self._is_same_file(one[0], one[1:4], one[4]) for one in seen.files) and all(
            self._site.answer(question) == kept for question, kept in seen.answers
        )
        if holds:
            self._note_contents(seen)
        return holds

    def _note_contents(self, seen: Seen) -> None:
        self.contents.update((one[0], one[4]) for one in seen.files)

    def _is_same_file(self, path: str, known: Stamp, content: bytes) -> bool:
        stamp = self._ground.stamp(path)
        if stamp is None or stamp[0] != known[0]:
            return False
        if stamp == known and stamp[1] < self._ground.began - TICK:
            return True
        return content_of(Path(self._ground.root, path)) == content

    def take(self, each: Input, sent: Iterable[Sent], again: Callable[[], Audit]) -> list[Parcel]:
        """The outcomes of an input, from the audit or from the cache, which has them from now on.

        `again` makes what audits the input where another run put out of the cache what was there.
        """
        parcels: list[Parcel] = []
        seen: Seen | None = None
        numbers: list[int] | None = None
        for one in map(uncounted, sent):
            if isinstance(one, Kept):
                found = self._outcomes(one)
                if found is not None:
                    kept, numbers = found
                    parcels += kept
                else:
                    parcels += _audited(each, again())
            elif isinstance(one, Seen):
                seen = one
            else:
                parcels.append(unpack(one))
        self._keep(each, parcels, seen, numbers)
        return parcels

    def _outcomes(self, kept: Kept) -> tuple[list[Parcel], list[int]] | None:
        """What is kept under a number, with the numbers of its articles."""
        try:
            found = self.stored.heads(kept.number) if self.stored is not None else None
            if found is None:
                return None
            heads, numbers = found
            articles = iter(numbers)
            return [_whole(head, articles) for head in _HEADS.decode(heads)], numbers
        except (LookupError, msgspec.MsgspecError):
            return None

    def _keep(
        self,
        each: Input,
        parcels: Sequence[Parcel],
        seen: Seen | None,
        numbers: list[int] | None,
    ) -> None:
        """Keep what was found on an input, if it is sure what that rests on.

        What comes from the cache, where its articles have `numbers`, is kept already.
        """
        content = self._contents.pop(each.path, None)
        entries = [one.entry for one in parcels if one.entry is not None]
        if entries:
            self._in_order.append(numbers if numbers is not None else (each.path, content or b""))
        self._is_sure &= numbers is not None or (seen is not None and seen.is_sure)
        if seen is None or not seen.is_sure:
            return
        self._note_contents(seen)
        if content is None:
            return
        articles = [_stored(entry) for entry in entries if isinstance(entry.report, bytes)]
        # What is no UTF-8 cannot be kept.
        if len(articles) < len(entries):
            return
        try:
            heads = _ENCODER.encode([_head(one) for one in parcels])
            rests_on = _ENCODER.encode(seen)
        except UnicodeEncodeError:
            return
        self._has_kept = True
        self._cache.put(
            StoredFile(
                context=self._context,
                path=each.path,
                content=content,
                seen=rests_on,
                heads=heads,
                articles=tuple(articles),
            )
        )

    def whole(self, asked: Asked) -> Report | None:
        """The report of an earlier run that was asked the same of the same files."""
        kept = self._cache.run(self._key(asked)) if self.stored is not None else None
        if self.stored is None or kept is None or kept.ground != self._ground.digest():
            return None
        try:
            index = _INDEX.decode(kept.index)
            articles = Filing.of_run(self.stored, index)
            return msgspec.structs.replace(_REPORT.decode(kept.report), articles=articles)
        except (MissingArticlesError, msgspec.MsgspecError):
            return None

    def keep_whole(self, asked: Asked, report: Report) -> None:
        """Keep the report of a run over everything it was asked for."""
        articles = report.articles
        if report.run.interrupted or not isinstance(articles, Filing) or not self._is_sure:
            return
        if date.today() != self._day:
            return
        if not self._ground.has_settled() or self._ground.leads_outside():
            return
        try:
            written = _ENCODER.encode(msgspec.structs.replace(report, articles=()))
        except UnicodeEncodeError:
            return
        numbers = self._numbers(len(articles))
        if numbers is None or not self._is_as_before():
            return
        key = self._key(asked)
        changed = sorted(articles.replaced)
        own = [StoredArticle(*articles.written(number)) for number in changed]
        stored = self._cache.put_articles_of_run(key, own)
        if not self._cache.is_open:
            return
        for number, one in zip(changed, stored, strict=True):
            numbers[number] = one
        index = _ENCODER.encode(articles.index_of_run(numbers))
        self._cache.put_run(
            key, StoredRun(ground=self._ground.digest(), report=written, index=index)
        )

    def give_up(self, damage: UnreadableCacheError) -> None:
        """Use the cache no more, and have the next run begin a new one."""
        self.stored = None
        self._cache.give_up(damage)

    def close(self) -> None:
        """Put out what was found while the day changed, or settings, data or templates of the site.

        It is known by how they were when the run began, and they may be so again.
        """
        if not self._has_kept:
            return
        now = self._surveyed()
        is_other_day = date.today() != self._day
        if is_other_day or now is None or now.digest_of_site() != self._of_site:
            self._cache.forget(self._context)

    def _is_as_before(self) -> bool:
        """Whether all below the root is still as it was when the run began."""
        now = self._surveyed()
        return now is not None and now.digest() == self._ground.digest()

    def _surveyed(self) -> Ground | None:
        return survey(Path(self._ground.root), self._cache.folder)

    def _numbers(self, count: int) -> list[int] | None:
        """The numbers of all articles in the cache, in order; `None` where some are not there."""
        self._cache.flush()
        numbers: list[int] = []
        for one in self._in_order:
            if isinstance(one, list):
                numbers += one
                continue
            path, content = one
            found = self._cache.file(self._context, path, content) if content else None
            numbers += self._cache.numbers_of(found.number) if found is not None else ()
        return numbers if len(numbers) == count else None

    def _key(self, asked: Asked) -> bytes:
        """A hash of what a run was asked, beside what holds for each of its files."""
        here = os.path.relpath(os.getcwd(), asked.root)
        baseline = asked.config.baseline
        known = content_of(baseline) if baseline is not None else None
        told = repr((asked.paths, here, str(baseline), known)).encode("utf-8", "surrogatepass")
        return sha256(self._context + told).digest()


def _audited(each: Input, audit: Audit) -> list[Parcel]:
    """The outcomes of an input alone."""
    made = map(uncounted, audit(each))
    return [unpack(one) for one in made if isinstance(one, bytes | Parcel)]


@contextmanager
def earlier_runs(folder: Path | None, asked: Asked) -> Iterator[Earlier | None]:
    """What the cache in a folder has for a run, and what is to be said of it; `None` without use.

    Few files are audited sooner than they are looked up, and what lies on no disk is not told to
    have changed.
    """
    if folder is None or not _is_kept(asked):
        yield None
        return
    ground = survey(asked.root, folder)
    if ground is None:
        yield None
        return
    with AuditCache(folder) as cache:
        earlier = Earlier(cache, ground, asked.config)
        try:
            yield earlier
        finally:
            earlier.close()


def _is_kept(asked: Asked) -> bool:
    config = asked.config
    on_disk = not config.fetch_images and not any(map(is_cloud, config.image_roots.values()))
    return asked.stdin is None and on_disk and has_many_files(asked)


def _key_of(each: Input) -> bytes:
    place = f"{each.folder}\0{each.is_named}\0".encode("utf-8", "surrogatepass")
    return sha256(place + each.content).digest() if isinstance(each.content, bytes) else b""


def _head(parcel: Parcel) -> Parcel:
    """A parcel with nothing of its article but what stands for it."""
    if parcel.entry is None:
        return parcel
    return msgspec.structs.replace(
        parcel, entry=msgspec.structs.replace(parcel.entry, report=b"", record=b"")
    )


def _whole(head: Parcel, articles: Iterator[int]) -> Parcel:
    """A parcel with its article known by its number in the cache."""
    if head.entry is None:
        return head
    number = next(articles, None)
    if number is None:
        raise LookupError("an article is missing")
    return msgspec.structs.replace(head, entry=msgspec.structs.replace(head.entry, stored=number))


def _stored(entry: Entry) -> StoredArticle:
    return StoredArticle(entry.record, entry.report if isinstance(entry.report, bytes) else b"")


def _context(config: Config, today: date, of_site: bytes) -> bytes:
    """A hash of what holds for all files of a run. The place of the root is none of it.

    A day that the user sets is more than the day of the run: articles without a date take it.
    """
    settled = msgspec.structs.replace(
        config, path=None, root=None, baseline=None, memory=None, fail_on="error"
    )
    day = (config.date or today).isoformat().encode()
    written = msgspec.json.encode(settled, enc_hook=str, order="sorted")
    return sha256(b"\0".join((written, day, program_digest(), of_site))).digest()
