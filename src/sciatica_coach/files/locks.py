"""One command at a time writes the journal: a lock that the kernel lets go of when its holder dies."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sciatica_coach.errors import BusyError, CannotWriteError
from sciatica_coach.files.durable import close
from sciatica_coach.files.places import PRIVATE_FILE, reason
from sciatica_coach.files.plain import open_plain
from sciatica_coach.files.system_calls import NO_LINK, make_private, try_lock

LONGEST_WAIT_SECONDS = 5.0
_LOOK_AGAIN_SECONDS = 0.05


@contextmanager
def locked(path: Path, longest_wait_seconds: float = LONGEST_WAIT_SECONDS) -> Iterator[int]:
    """Hold the lock on a file, made if need be; gives its descriptor.

    Raises:
        BusyError: another command holds it for longer than that.
        CannotWriteError: the file cannot be opened or locked, or is a link.
    """
    try:
        descriptor = open_plain(path, os.O_RDWR | os.O_CREAT | NO_LINK)
    except OSError as error:
        raise CannotWriteError(
            f"The lock file {path} cannot be opened: {reason(error)}.",
            "Nothing in it is needed: if it is not a file of yours alone, remove it, then try again.",
        ) from error
    try:
        with suppress(OSError):
            make_private(descriptor, PRIVATE_FILE)
        _acquire(descriptor, path, longest_wait_seconds)
        yield descriptor
    finally:
        close(descriptor)


def _acquire(descriptor: int, path: Path, longest_wait_seconds: float) -> None:
    give_up_at = time.monotonic() + longest_wait_seconds
    try:
        while not try_lock(descriptor):
            if time.monotonic() >= give_up_at:
                raise BusyError("Another coach command is writing the log.", "Try again in a moment.")
            time.sleep(_LOOK_AGAIN_SECONDS)
    except OSError as error:
        raise CannotWriteError(f"The file {path} cannot be locked: {reason(error)}.") from error
