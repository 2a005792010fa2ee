"""The crash file of a running command: what it is about to save is on disk before anything else is tried.

Each line is the whole entry as it stands; the last whole line counts. The command holds a lock on its
draft while it lives, so that an unlocked draft is one whose command died.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from errno import EACCES
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.files.durable import close, write_all
from sciatica_coach.files.places import PRIVATE_FILE, Home, reason
from sciatica_coach.files.plain import open_plain, read_plain
from sciatica_coach.files.system_calls import (
    NO_LINK,
    is_removed,
    lock,
    make_private,
    read_at,
    remove_open,
    sync_directory,
    sync_file,
    try_lock,
)
from sciatica_coach.model.entry import EntryType, fault_of

TRIAL_BYTES = 4096
"""More than an entry needs."""
LARGEST_DRAFT_BYTES = 16 * 1024 * 1024


class Draft:
    """The draft of one entry. Closing it leaves the file, for the next command to find.

    Opening it proves that something can be saved here, before anybody spends time on it.

    Raises:
        CannotWriteError: it cannot be made.
    """

    def __init__(self, home: Home, entry_id: str) -> None:
        self.path = home.draft(entry_id)
        self._descriptor = -1
        self._is_named = False
        self._is_torn = False
        try:
            home.make()
        except CannotWriteError as error:
            error.message += " This entry was not kept."
            raise
        try:
            while not self._open():
                self.close()
        except OSError as error:
            if self._descriptor >= 0:
                self.discard()
            raise _cannot_write(self.path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep(self, entry: dict[str, Any]) -> None:
        """Add the entry as it stands now; it is on disk when this returns.

        Raises:
            CannotWriteError: it could not be written. What was kept before stays kept.
        """
        after_torn_line = b"\n" * self._is_torn
        self._is_torn = True
        try:
            write_all(self._descriptor, after_torn_line + to_bytes(entry) + b"\n")
            sync_file(self._descriptor)
            if not self._is_named:
                sync_directory(self.path.parent)
                self._is_named = True
        except OSError as error:
            raise _cannot_write(self.path, error) from error
        self._is_torn = False

    def discard(self) -> None:
        """Remove the file: its entry is in the journal, or was never promised."""
        if self._descriptor >= 0:
            remove_open(self.path, self._descriptor)
            self._descriptor = -1

    def close(self) -> None:
        """Let go of the file and its lock."""
        if self._descriptor >= 0:
            close(self._descriptor)
            self._descriptor = -1

    def _open(self) -> bool:
        """Make and lock the file; false when another command found it unlocked in between, and removed it."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | NO_LINK
        self._descriptor = os.open(self.path, flags, PRIVATE_FILE)
        make_private(self._descriptor, PRIVATE_FILE)
        lock(self._descriptor)
        return not is_removed(self._descriptor)


def prove_writable(home: Home) -> None:
    """See whether something could be saved, before anybody answers a question. Nothing is left of the trial.

    Raises:
        CannotWriteError: nothing can be saved there.
    """
    folder = next(one for one in (home.root, *home.root.parents) if one.exists())
    trial = home.draft(f"trial-{os.getpid()}")
    try:
        if folder != home.root:
            if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(EACCES, os.strerror(EACCES))
            return
        descriptor = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK, PRIVATE_FILE)
        try:
            write_all(descriptor, b" " * TRIAL_BYTES)
        finally:
            remove_open(trial, descriptor)
    except OSError as error:
        raise CannotWriteError(f"Nothing can be saved in {home.root}: {reason(error)}.") from error


class Abandoned:
    """The draft of a command that died. Once it is settled it is removed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entry: dict[str, Any] | None = None
        self.is_settled = False


def abandoned(home: Home) -> Iterator[Abandoned]:
    """The drafts whose commands died, each with its entry; locked while the caller looks at it.

    A draft without one whole line has nothing in it that was ever promised: its entry is None. One with
    lines that this version cannot read, or that cannot be opened, is passed over, and stays.
    """
    for path in home.drafts:
        try:
            descriptor = open_plain(path, os.O_RDWR | NO_LINK)
        except OSError:
            continue
        found = Abandoned(path)
        try:
            raw = _read_if_abandoned(descriptor)
            found.entry = _last_entry(raw or b"")
            if raw is not None and (found.entry or b"\n" not in raw):
                yield found
        finally:
            if found.is_settled:
                remove_open(path, descriptor)
            else:
                close(descriptor)


def is_alive(path: Path) -> bool:
    """Whether the command of a draft still runs: it holds the lock."""
    try:
        descriptor = open_plain(path, os.O_RDWR | NO_LINK)
    except OSError:
        return False
    try:
        return not try_lock(descriptor)
    except OSError:
        return False
    finally:
        close(descriptor)


def live_drafts(home: Home) -> list[Path]:
    """The drafts whose commands are at work: they hold a lock on them."""
    return [path for path in home.drafts if is_alive(path)]


def session_runs(home: Home) -> bool:
    """Whether a session runs at this moment: its command holds its draft, which may still be empty."""
    return any(_is_of_session(path) for path in live_drafts(home))


def _is_of_session(path: Path) -> bool:
    try:
        entry = _last_entry(read_plain(path)[:LARGEST_DRAFT_BYTES])
    except OSError:  # it ended just now
        return False
    return entry is None or entry["type"] == EntryType.SESSION


def to_line(entry: dict[str, Any]) -> str:
    """An entry as one line of JSON."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def to_bytes(entry: dict[str, Any]) -> bytes:
    """An entry as one line of JSON in UTF-8, which has half surrogates only as escapes."""
    return to_line(entry).encode(errors="backslashreplace")


def _read_if_abandoned(descriptor: int) -> bytes | None:
    try:
        if try_lock(descriptor) and not is_removed(descriptor):
            return read_at(descriptor, LARGEST_DRAFT_BYTES, 0)
    except OSError:
        pass
    return None


def _last_entry(raw: bytes) -> dict[str, Any] | None:
    for line in reversed(raw.split(b"\n")[:-1]):
        with suppress(ValueError, RecursionError):
            entry: dict[str, Any] = json.loads(line)
            if not fault_of(entry) and to_bytes(entry):  # which raises for what JSON cannot hold, such as NaN
                return entry
    return None


def _cannot_write(path: Path, error: OSError) -> CannotWriteError:
    return CannotWriteError(
        f"Nothing can be saved in {path.parent}: {reason(error)}.",
        "Free some space or mend the permissions, then try again; this entry was not kept.",
    )
