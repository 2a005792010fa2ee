"""What files/system_calls.py promises, on Windows. It was held against fakes of its calls alone: see README.md."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    raise ImportError("These are the calls of Windows.")

import msvcrt

BINARY = os.O_NOINHERIT | os.O_BINARY
NO_LINK = BINARY
NO_WAIT = 0
RENAMES_OPEN_FILES = False
HELD_BACK = frozenset((signal.SIGINT,))
LONGEST_REPLACE_SECONDS = 2.5
_LOCKED_BYTE = 1 << 30
"""Far behind what a file holds: a lock on Windows keeps others from reading what it covers."""
_COPY_BYTES = 1024 * 1024
_LOOK_AGAIN_SECONDS = 0.05


def read_at(descriptor: int, count: int, place: int) -> bytes:
    """Read from a place."""
    os.lseek(descriptor, place, os.SEEK_SET)
    return os.read(descriptor, count)


def write_at(descriptor: int, data: bytes, place: int) -> int:
    """Write to a place."""
    os.lseek(descriptor, place, os.SEEK_SET)
    return os.write(descriptor, data)


def replace(source: str | Path, target: str | Path) -> None:
    """Put one file in the place of another; waits for virus scanners and indexers, which hold files for a moment."""
    give_up_at = time.monotonic() + LONGEST_REPLACE_SECONDS
    while True:
        try:
            os.replace(source, target)  # noqa: PTH105 - both may be text
        except PermissionError:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(_LOOK_AGAIN_SECONDS)
        else:
            return


def make_private(descriptor: int, mode: int) -> None:
    """Nothing: the folder of a user's data is her own by its access list, and modes say nothing about it."""


def wait_from_now_on(descriptor: int) -> None:
    """Nothing: reading waits anyway."""


def sync_file(descriptor: int) -> None:
    """Bring a file to the disk (FlushFileBuffers)."""
    os.fsync(descriptor)


def sync_directory(path: Path) -> None:
    """Nothing but to look whether it is there: NTFS keeps names in its own journal."""
    path.stat()


def lock(descriptor: int) -> None:
    """Wait for the lock on an open file; the system lets go of it when its holder dies."""
    while not try_lock(descriptor):
        time.sleep(_LOOK_AGAIN_SECONDS)


def try_lock(descriptor: int) -> bool:
    """Take the lock on an open file if nobody holds it; false when somebody does."""
    place = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except PermissionError:
        return False
    finally:
        os.lseek(descriptor, place, os.SEEK_SET)
    return True


def is_removed(descriptor: int) -> bool:  # noqa: ARG001 - the other systems need it
    """Never: an open file cannot be removed here."""
    return False


def is_nobody_elses(descriptor: int) -> bool:  # noqa: ARG001 - the other systems need it
    """Nobody can tell."""
    return False


def remove_open(path: Path, descriptor: int) -> None:
    """Let go of a file, then remove it: an open one cannot be removed here."""
    with suppress(OSError):
        os.close(descriptor)
    with suppress(OSError):
        path.unlink(missing_ok=True)


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let no Ctrl-C come between the steps of a save; one that came is passed on after them."""
    came: list[int] = []
    try:
        before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    except ValueError:  # not the main thread: no Ctrl-C comes here
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def copy_some(source: int, target: int, place: int, count: int) -> int | bytes:  # noqa: ARG001 - the other systems need it
    """The bytes to be written: there is no copy within the system."""
    return read_at(source, min(count, _COPY_BYTES), place)
