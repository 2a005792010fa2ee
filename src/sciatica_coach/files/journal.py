"""The journal on disk: the one file that is the truth, and the only module that writes it.

A save goes through these states, and a crash in any of them loses nothing: the entry is in its draft
(files/drafts.py); the new journal is whole and synced beside the old one; one rename puts it in its
place; the draft goes.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sciatica_coach.errors import BusyError, CannotWriteError, CoachError, UnreadableError
from sciatica_coach.files.drafts import Draft, abandoned
from sciatica_coach.files.durable import close
from sciatica_coach.files.journal_text import (
    REPAIR_HINT,
    Document,
    NewerSchemaError,
    Segment,
    entries_from_end,
    find_entry,
    insertion,
    is_ours,
    read_document,
    read_own_document,
    replacement,
    typed_entries,
    whole,
)
from sciatica_coach.files.locks import locked
from sciatica_coach.files.new_journal import copied, holds, renew, take_up
from sciatica_coach.files.places import PRIVATE_FILE, Home, is_copy_of, reason
from sciatica_coach.files.plain import LARGEST_BYTES, hint_of, open_plain, read_all, read_plain
from sciatica_coach.files.system_calls import (
    BINARY,
    RENAMES_OPEN_FILES,
    replace,
    signals_held_back,
    sync_directory,
    write_at,
)
from sciatica_coach.model.entry import SCHEMA, Entry, instant, merge, winner

if TYPE_CHECKING:
    from sciatica_coach.model.merging import Merged

T = TypeVar("T")

_TRIES = 3
SETTLING_SECONDS = 3.0
"""The times of files have a grain: two seconds on a memory stick, a few milliseconds elsewhere."""
_Line = tuple[int, int, Entry]
"""The range (start, end) of an entry's JSON in the journal, and the entry."""
_TEMPORARY = r"(.+)\.[0-9a-f]{12}\.tmp"


class _ChangedMeanwhileError(Exception):
    """Another program replaced the journal between our reading and our writing."""


class _Old:
    """The journal as it was found when a save began; no descriptor when there is none yet."""

    def __init__(
        self, path: Path, descriptor: int = -1, size: int = 0, identity: tuple[int, int, int] = (0, 0, 0)
    ) -> None:
        self.path = path
        self.descriptor = descriptor
        self.size = size
        self.identity = identity
        self.is_broken = False


class Journal:
    """The journal of one home.

    Attributes:
        warnings: what the user should be told of it, in sentences.
        has_saved: whether something was saved into it.

    Args:
        home: the folder of the user's data.
        settling_seconds: for how long a file from elsewhere must have been left alone before a stamp is put on it.
    """

    def __init__(self, *, home: Home, settling_seconds: float = SETTLING_SECONDS) -> None:
        self.home = home
        self.warnings: list[str] = []
        self.has_saved = False
        self._newer = False
        self._checked = b""
        self._settling_seconds = settling_seconds
        self._new_ids: set[str] = set()
        self._merged: Merged | None = None

    # Reading

    def all(self) -> list[Entry]:
        """Every entry, ordered by time.

        Raises:
            UnreadableError: the file is there and is not a journal, or it is gone and a backup is there.
        """
        return self.since(float("-inf"))

    def since(self, start: float) -> list[Entry]:
        """The entries from an instant on, ordered by time.

        Reads no more of the file than it needs, from the end, when the file is as this program left it.

        Args:
            start: seconds since 1970.
        """
        return self._read(
            lambda old: list(_back_to(start, old))[::-1],
            lambda entries: [entry for entry in entries if instant(entry["at"]) >= start],
            [],
        )

    def latest(self, fits: Callable[[Entry], bool]) -> Entry | None:
        """The latest entry that fits, read from the end and no further than needed."""
        return self._read(
            lambda old: next((entry for entry in _back_to(float("-inf"), old) if fits(entry)), None),
            lambda entries: next((entry for entry in reversed(entries) if fits(entry)), None),
            None,
        )

    def of_type(self, *kinds: str, word: str = "") -> list[Entry]:
        """Every entry of some types, ordered by time; the others are not even parsed in a file of our own.

        Args:
            kinds: the types.
            word: asks for no more than the entries in which this text stands; a few others may be among them.
        """
        return self._read(
            lambda old: typed_entries(old.descriptor, old.size, kinds, word),
            lambda entries: [entry for entry in entries if entry["type"] in kinds],
            [],
        )

    def refuse_newer(self) -> None:
        """Say before a session, and not after it, that nothing can be saved into the journal of a newer version.

        Raises:
            NewerSchemaError: it was written by a newer version.
        """
        self.latest(lambda _: True)
        if self._newer:
            raise _is_newer(self.home.log)

    def _read(self, from_end: Callable[[_Old], T], from_all: Callable[[list[Entry]], T], nothing: T) -> T:
        """Read from the end when the file is as we left it, or no different; check and read all of it otherwise."""
        old = self._open()
        if old.descriptor < 0:
            return nothing
        try:
            if self._can_be_trusted(old):
                return from_end(old)
            document = self._read_whole(old)
        except OSError as error:
            raise _cannot_read(old.path, error) from error
        finally:
            close(old.descriptor)
        if document.schema > SCHEMA and not self._newer:
            self._newer = True
            self.warnings.append(
                f"{old.path} was written by a newer version: it is shown as far as this version knows it."
            )
        return from_all(document.entries)

    def find(self, entry_id: str) -> Entry | None:
        """The entry of an id, if there is one."""
        return next((entry for entry in self.all() if entry["id"] == entry_id), None)

    @property
    def backup_text(self) -> str:
        """The text of the log before the last save; empty when there is none that can be read."""
        try:
            return read_plain(self.home.backup).decode(errors="replace")
        except OSError:
            return ""

    @property
    def is_first_save(self) -> bool:
        """Whether the log came about by a single save: it is as this program left it, and there was none before."""
        old = self._open()
        if old.descriptor < 0:
            return False
        try:
            return self._is_stamped(old) and not self.home.backup.exists()
        finally:
            close(old.descriptor)

    # Writing

    def add(self, entry: Entry, *, is_new: bool = False) -> None:
        """Save an entry: into a draft first, then into the journal.

        Args:
            entry: of any id; a known one is replaced if this version wins.
            is_new: whether its id was made just now, so that nobody has to look for it among those of years.

        Raises:
            CannotWriteError, UnreadableError, BusyError: the message says whether the entry waits in
                its draft or was not kept.
        """
        self._new_ids |= {entry["id"]} if is_new else set()
        with Draft(self.home, str(entry["id"])) as draft:
            try:
                draft.keep(entry)
            except CannotWriteError:
                draft.discard()
                raise
            self.settle(draft, entry)

    def settle(self, draft: Draft, entry: Entry) -> None:
        """Put the entry of a draft into the journal, and remove the draft."""
        self._keep(draft.path, [entry])
        draft.discard()

    def recover(self) -> list[Entry]:
        """Bring the entries of commands that died into the journal; returns those it found.

        Raises:
            CannotWriteError, UnreadableError, BusyError: the drafts stay where they are.
        """
        found = []
        for draft in abandoned(self.home):
            if draft.entry is not None:
                self._keep(draft.path, [draft.entry])
                found.append(draft.entry)
            draft.is_settled = True
        return found

    def merge(self, entries: list[Entry]) -> "Merged":
        """Merge many entries into the journal in one save; the versions that lose go to the backups first.

        Raises:
            CannotWriteError, UnreadableError, BusyError: nothing was merged.
        """
        import sciatica_coach.files.replaced  # noqa: F401 - a disk that cannot be read fails before the lock is taken
        from sciatica_coach.model.merging import merged

        self.home.make()
        self._merged = merged([], [])
        try:
            self._save(entries)
            return self._merged
        finally:
            self._merged = None

    def rebuild(self, remake: Callable[[bytes | None], tuple[list[Entry], dict[str, Any]]], *, is_broken: bool) -> None:
        """Write the journal anew, whatever state it is in. For repairs alone.

        Args:
            remake: gives the entries, and what stands beside them, for the bytes of the old file, or for none.
            is_broken: whether the old file must not become the backup.

        Raises:
            CannotWriteError, UnreadableError, BusyError: nothing was changed.
        """

        def rewrite(lock: int) -> None:
            with self._old_of_any_state(is_broken) as (old, raw):
                entries, rest = remake(raw)
                with signals_held_back():
                    self._write(lock, old, [whole(merge(entries), rest)])

        self._under_lock(rewrite)

    @contextmanager
    def _old_of_any_state(self, is_broken: bool) -> Iterator[tuple[_Old, bytes | None]]:  # noqa: FBT001 - passed on
        path = Path(os.path.realpath(self.home.log))
        old = self._open() if path.exists() else _Old(path=path)
        old.is_broken = is_broken
        try:
            yield old, None if old.descriptor < 0 else read_all(old.descriptor, old.size)
        finally:
            if old.descriptor >= 0:
                close(old.descriptor)

    def _keep(self, draft: Path, entries: list[Entry]) -> None:
        try:
            self._save(entries)
        except CoachError as error:
            error.message += f" Your entry is kept in {draft}: the next command that can will add it to the log."
            raise

    def _save(self, entries: list[Entry]) -> None:
        self._under_lock(lambda lock: self._replace(lock, entries))

    def _under_lock(self, rewrite: Callable[[int], None]) -> None:
        try:
            with locked(self.home.lock) as lock:
                self._sweep()
                for _ in range(_TRIES):
                    with suppress(_ChangedMeanwhileError):
                        rewrite(lock)
                        return
        except OSError as error:
            raise CannotWriteError(
                f"The log {self.home.log} could not be written: {reason(error)}.",
                "What was in it is untouched.",
            ) from error
        raise BusyError(f"Another program keeps changing {self.home.log}.", "Try again in a moment.")

    def _replace(self, lock: int, entries: list[Entry]) -> None:
        old = self._open()
        try:
            segments = self._segments(old, entries)
            if segments is not None:
                with signals_held_back():
                    self._write(lock, old, segments)
                self._new_ids.clear()
        finally:
            if old.descriptor >= 0:
                close(old.descriptor)

    def _segments(self, old: _Old, entries: list[Entry]) -> list[Segment] | None:
        """The parts of the new file; nothing when it would be the same as the old one."""
        if self._merged is not None:
            return self._merge_segments(old, entries)
        if old.descriptor < 0:
            return [whole(merge(entries), {})]
        ours = self._is_stamped(old) or is_ours(old.descriptor, old.size)
        if ours and len(entries) == 1:
            is_new = entries[0]["id"] in self._new_ids
            known = None if is_new else find_entry(old.descriptor, old.size, entries[0]["id"])
            if not _moves(known, entries[0]):
                return _splice(old, known, entries[0])
        document = self._read_whole(old)
        if document.schema > SCHEMA:
            raise _is_newer(old.path)
        return [whole(merge(document.entries + entries), document.rest)]

    def _merge_segments(self, old: _Old, entries: list[Entry]) -> list[Segment] | None:
        from sciatica_coach.files.replaced import keep_replaced
        from sciatica_coach.model.merging import merged

        document = Document(schema=SCHEMA, entries=[], rest={}) if old.descriptor < 0 else self._read_whole(old)
        if document.schema > SCHEMA:
            raise _is_newer(old.path)
        self._merged = merged(document.entries, entries)
        keep_replaced(self.home, self._merged.losers)
        return [whole(list(self._merged.entries), document.rest)] if self._merged.changes else None

    def _write(self, lock: int, old: _Old, segments: list[Segment]) -> None:
        temporary = old.path.with_name(f"{old.path.name}.{os.urandom(6).hex()}.tmp")
        new = -1
        try:
            new = self._renewed(old, temporary, segments)
            if new < 0:
                new = copied(old.descriptor, temporary, segments)
                self._check_unchanged(old)
                _check_held(old.descriptor, new, segments)
                self._back_up(old)
            self._check_unchanged(old)
            if not RENAMES_OPEN_FILES:
                new, old.descriptor = close(new), close(old.descriptor)
            replace(temporary, old.path)
        except BaseException:
            close(new)
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        self._confirm(old.path.parent)
        self.has_saved = True
        if not RENAMES_OPEN_FILES:
            new = os.open(old.path, os.O_RDONLY | BINARY)
        with suppress(OSError):
            _stamp(lock, _stamp_of(new))
        close(new)

    def _renewed(self, old: _Old, temporary: Path, segments: list[Segment]) -> int:
        """The descriptor of the new journal, made of the backup, whose place the old one has taken; -1 if it cannot."""
        if old.descriptor < 0 or old.is_broken:
            return -1
        found = take_up(self.home.backup, temporary, old.descriptor, segments)
        if found < 0:
            return -1
        self._back_up(old)
        is_new = False
        try:
            is_new = renew(found, temporary, self.home.backup, old.descriptor, segments)
            if not is_new:
                temporary.unlink()
        finally:
            if not is_new:
                found = close(found)
        return found

    def _confirm(self, folder: Path) -> None:
        try:
            sync_directory(folder)
        except OSError as error:
            self.warnings.append(f"Saved, but the disk did not confirm it: {reason(error)}.")

    def _back_up(self, old: _Old) -> None:
        """Keep the old journal as `.bak`, by a hard link where the file system has them."""
        if old.descriptor < 0 or old.is_broken:
            return
        backup = self.home.backup
        link = backup.with_name(f"{backup.name}.{os.urandom(6).hex()}.tmp")
        with suppress(OSError):
            os.link(old.path, link)
            link.chmod(PRIVATE_FILE)
            replace(link, backup)
        with suppress(OSError):
            link.unlink(missing_ok=True)

    def _check_unchanged(self, old: _Old) -> None:
        try:
            now = _identity(old.path.stat())
        except FileNotFoundError:
            now = (0, 0, 0)
        if now != old.identity:
            raise _ChangedMeanwhileError

    def _open(self) -> _Old:
        path = Path(os.path.realpath(self.home.log))
        try:
            descriptor = open_plain(path, os.O_RDONLY | BINARY)
            state = os.fstat(descriptor)
        except FileNotFoundError:
            self._refuse_if_lost()
            return _Old(path=path)
        except NotADirectoryError:
            return _Old(path=path)
        except OSError as error:
            raise _cannot_read(path, error) from error
        return _Old(path=path, descriptor=descriptor, size=state.st_size, identity=_identity(state))

    def _refuse_if_lost(self) -> None:
        try:
            places = (self.home.backup, *self.home.daily_backups)
            backup = next((place for place in places if place.exists()), None)
        except OSError as error:
            raise _cannot_read(self.home.backups, error) from error
        if backup:
            raise UnreadableError(
                f"{self.home.log} is gone, but its backup {backup} is there. Nothing was changed.",
                REPAIR_HINT.partition(";")[0] + "; or move the backup away to start anew.",
            )

    def _read_whole(self, old: _Old) -> Document:
        read = read_own_document if self._is_stamped(old) else read_document
        return read(read_all(old.descriptor, old.size), old.path)

    def is_as_left(self, descriptor: int) -> bool:
        """Whether an open journal is the one that this program wrote last, and unchanged since."""
        try:
            stamp = read_plain(self.home.lock)
        except OSError:
            return False
        return stamp == _stamp_of(descriptor)

    def _is_stamped(self, old: _Old) -> bool:
        """Whether the file is exactly as this program left it, so that it need not be checked again."""
        return self.is_as_left(old.descriptor)

    def _can_be_trusted(self, old: _Old) -> bool:
        """Whether the file is as this program left it, or was found, line by line, to be no different.

        That is found out once: on ten years it takes 160 ms, and 2 MB where all entries together would take 70.
        """
        stamp = _stamp_of(old.descriptor)
        if self._is_stamped(old) or stamp == self._checked:
            return True
        if old.size > LARGEST_BYTES or not is_ours(old.descriptor, old.size) or _stamp_of(old.descriptor) != stamp:
            return False
        self._checked = stamp
        self._note_checked(old, stamp)
        return True

    def _note_checked(self, old: _Old, stamp: bytes) -> None:
        """Stamp a file that was only read. Nobody is waited for, no file is made, and what fails changes nothing.

        Only one that nobody has touched for a while: any later change will show in its times, however coarse they are.
        """
        with suppress(OSError, CoachError):
            if self.home.lock.exists():
                with locked(self.home.lock, longest_wait_seconds=0) as lock:
                    now = os.fstat(lock).st_ctime  # by the clock of the disk: the lock's mode was set just now
                    is_settled = now - os.fstat(old.descriptor).st_ctime >= self._settling_seconds
                    if is_settled and _identity(old.path.stat()) == old.identity:
                        _stamp(lock, stamp)

    def _sweep(self) -> None:
        """Remove what a crash left of earlier saves. Called under the lock: nobody else is at work."""
        real = Path(os.path.realpath(self.home.log))
        whose = {real.name, self.home.log.name, self.home.backup.name}
        for path in (path for folder in {real.parent, self.home.root} for path in folder.iterdir()):
            found = re.fullmatch(_TEMPORARY, path.name)
            if found and found[1] in whose:
                with suppress(OSError):
                    path.unlink()
            elif "conflict" in path.name and is_copy_of(real, path) and path.is_file():
                words = (
                    f"A program that syncs left {path} beside your log: `coach doctor --repair` brings in what it has."
                )
                self.warnings += [words] * (words not in self.warnings)


def _moves(known: _Line | None, entry: Entry) -> bool:
    """Whether the winner of two versions belongs into another place than the known one."""
    return known is not None and winner(known[2], entry)["at"] != known[2]["at"]


def _splice(old: _Old, known: _Line | None, entry: Entry) -> list[Segment] | None:
    if known is None:
        return insertion(old.descriptor, old.size, entry)
    start, end, before = known
    best = winner(before, entry)
    return None if best == before else replacement(start, end, old.size, best)


def _back_to(start: float, old: _Old) -> Iterator[Entry]:
    for _, _, entry in entries_from_end(old.descriptor, old.size):
        if instant(entry["at"]) < start:
            return
        yield entry


def _check_held(source: int, target: int, segments: list[Segment]) -> None:
    if not holds(source, target, segments):
        raise OSError(0, "what was written could not be read back")


def _identity(state: os.stat_result) -> tuple[int, int, int]:
    """What tells a changed file. Not the ctime: our own backup link changes it."""
    return (state.st_ino, state.st_size, state.st_mtime_ns)


def _stamp_of(journal: int) -> bytes:
    """What an open journal looks like. With the schema: a newer version's stamp is not ours to trust."""
    state = os.fstat(journal)
    return f"{SCHEMA} {state.st_ino} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}\n".encode()


def _stamp(lock: int, stamp: bytes) -> None:
    """Note in the lock file what the journal that we wrote, or checked, looks like. Not needed for safety."""
    os.ftruncate(lock, 0)
    write_at(lock, stamp, 0)


def _is_newer(path: Path) -> NewerSchemaError:
    return NewerSchemaError(
        f"{path} was written by a newer version of sciatica-coach, and is left as it is.", "Update sciatica-coach."
    )


def _cannot_read(path: Path, error: OSError) -> UnreadableError:
    return UnreadableError(f"{path} cannot be read: {reason(error)}. Nothing was changed.", hint_of(error))
