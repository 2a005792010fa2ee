"""Brings back what can be of a damaged journal, out of everything that lies around it: nothing is thrown away.

Read first (`survey`), shown to the user, then done (`mend`): under the lock of the journal, with the broken
file kept aside as a copy.
"""

import os
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.drafts import abandoned
from sciatica_coach.files.durable import write_new
from sciatica_coach.files.journal import Journal
from sciatica_coach.files.journal_text import NewerSchemaError, read_document
from sciatica_coach.files.places import Home, is_copy_of, reason
from sciatica_coach.files.plain import hint_of, read_plain
from sciatica_coach.files.salvage import salvage
from sciatica_coach.files.system_calls import sync_directory
from sciatica_coach.model.entry import SCHEMA, Entry, later, merge
from sciatica_coach.model.upgrade import upgraded
from sciatica_coach.model.value import Value

LARGEST_BACKUP_BYTES = 512 * 1024 * 1024
_BLOCK_BYTES = 64 * 1024
_SCHEMA = re.compile(rb'\A[\s\xef\xbb\xbf]*\{\s*"schema"\s*:\s*(\d{1,9})\b')


class Source(Value):
    """A file, and the entries that can be read in it."""

    path: Path
    entries: Sequence[Entry] = ()
    doubtful: Sequence[Entry] = ()
    rest: Mapping[str, Any] = MappingProxyType({})
    fault: str = ""
    """Why it is not a whole journal; empty when it is one."""
    newer: bool = False


class Survey(Value):
    """What there is before a repair, and what there would be after it."""

    log: Source | None
    """Nothing when there is no log."""
    others: list[Source]
    drafts: list[Source]

    @property
    def before(self) -> int:
        """How many entries can be read in the log."""
        return len(self.log.entries) if self.log else 0

    @property
    def is_broken(self) -> bool:
        """Whether the log cannot be used as it is; a log that is gone, and has left traces, cannot."""
        return bool(self.log.fault) and not self.log.newer if self.log else bool(self.others)

    @property
    def is_newer(self) -> bool:
        """Whether the log belongs to a newer version, and is nothing to be repaired."""
        return bool(self.log and self.log.newer)

    @property
    def is_needed(self) -> bool:
        """Whether a repair would change anything."""
        return not self.is_newer and (self.is_broken or bool(self.drafts) or any(map(self.missing_in, self.others)))

    def missing_in(self, source: Source) -> int:
        """How many entries of a file the log lacks."""
        known = {entry["id"] for entry in self.log.entries} if self.log else set()
        return len({entry["id"] for entry in source.entries} - known)

    def after(self) -> list[Entry]:
        """The entries that a repair leaves."""
        entries, _ = union(self.log, self.others)
        return merge(entries + [entry for draft in self.drafts for entry in draft.entries])


def survey(home: Home) -> Survey:
    """Read everything that may hold entries. Changes nothing.

    Raises:
        UnreadableError: the log is there and cannot be opened.
    """
    real = Path(os.path.realpath(home.log))
    drafts = [Source(path=draft.path, entries=[draft.entry]) for draft in abandoned(home) if draft.entry]
    try:
        log = read_source(real, read_plain(real)) if real.exists() or real.is_symlink() else None
    except OSError as error:
        raise UnreadableError(
            f"{real} cannot be read: {reason(error)}. Nothing was changed.", hint_of(error)
        ) from error
    return Survey(log=log, others=list(_others(home, real)), drafts=drafts)


def mend(journal: Journal, found: Survey, stamp: str) -> Path | None:
    """Put together what was found, and bring in the drafts; returns where the broken file was kept, if there was one.

    Args:
        journal: of the same home.
        found: what `survey` found, and the user has agreed to.
        stamp: the time, as a part of a file's name.

    Raises:
        CannotWriteError, UnreadableError, BusyError: the log is as it was.
    """
    kept: list[Path] = []

    def remake(raw: bytes | None) -> tuple[list[Entry], dict[str, Any]]:
        log = None if raw is None else read_source(journal.home.log, raw)
        if log and log.newer:
            raise NewerSchemaError(log.fault, "Update sciatica-coach.")
        if log and log.fault and raw is not None:
            kept[:] = [_keep_aside(journal.home, raw, stamp)]
        return union(log, found.others)

    if found.is_broken or any(map(found.missing_in, found.others)):
        journal.rebuild(remake, is_broken=found.is_broken)
    journal.recover()
    return kept[0] if kept else None


def read_source(path: Path, raw: bytes) -> Source:
    """The entries in the bytes of a file: all of a whole journal, the readable ones of a broken one."""
    schema = _SCHEMA.match(raw)
    if schema and int(schema[1]) > SCHEMA:
        return Source(path=path, newer=True, fault=f"{path} was written by a newer version of sciatica-coach.")
    try:
        document = read_document(raw, path)
    except UnreadableError as error:
        rescued = salvage(raw)
        number = max(1, int(schema[1])) if schema else SCHEMA
        whole = merge([upgraded(entry, number) for entry in rescued.whole])
        doubtful = [upgraded(entry, number) for entry in rescued.doubtful]
        return Source(path=path, entries=whole, doubtful=doubtful, fault=error.message)
    return Source(path=path, entries=document.entries, rest=document.rest)


def union(log: Source | None, others: list[Source]) -> tuple[list[Entry], dict[str, Any]]:
    """Everything once. Of two versions the later counts, and that of the log where neither is later."""
    sources = [source for source in (log, *others) if source and not source.newer]
    by_id = {entry["id"]: entry for entry in merge([entry for source in others for entry in source.entries])}
    for entry in log.entries if log else []:
        known = by_id.get(entry["id"])
        by_id[entry["id"]] = known if known and later(known, entry) else entry
    for entry in (entry for source in sources for entry in source.doubtful):
        by_id.setdefault(entry["id"], entry)
    rest = next((dict(source.rest) for source in sources if not source.fault), {})
    return merge(list(by_id.values())), rest


def _others(home: Home, real: Path) -> Iterator[Source]:
    """The backups, the newest first, and the copies that sync programs left; those that can be opened."""
    beside = sorted(
        {path for folder in {real.parent, home.root} for path in _files_in(folder) if is_copy_of(real, path)}
    )
    for path in (home.backup, *home.daily_backups, *beside):
        try:
            raw = read_plain(path)
        except OSError:
            continue
        raw = unpacked(raw) if path.suffix == ".gz" else raw
        yield read_source(path, raw)


def _files_in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []


def unpacked(raw: bytes) -> bytes:
    """What a gzip file holds, as far as it can be read, and no more than a journal can be."""
    reader, text = zlib.decompressobj(wbits=31), b""
    with suppress(zlib.error):
        for start in range(0, len(raw), _BLOCK_BYTES):
            text += reader.decompress(raw[start : start + _BLOCK_BYTES], LARGEST_BACKUP_BYTES - len(text))
            if len(text) >= LARGEST_BACKUP_BYTES:
                break
    return text


def _keep_aside(home: Home, raw: bytes, stamp: str) -> Path:
    """Keep the bytes of a broken log beside it, once, whatever number of times a repair was begun."""
    for path in home.root.glob("log.json.broken-*"):
        if path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw:
            return path
    number, path = 1, home.root / f"log.json.broken-{stamp}"
    while path.exists():
        number += 1
        path = home.root / f"log.json.broken-{stamp}-{number}"
    write_new(path, raw)
    sync_directory(home.root)
    return path
