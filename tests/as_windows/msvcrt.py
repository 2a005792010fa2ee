"""The part of msvcrt that the program uses: a lock that belongs to an open file, and a keyboard from a script."""

import fcntl
import os

LK_NBLCK = 2
KEYS = list(os.environ.get("FAKE_KEYS", ""))
"""The letters that are still to be read."""


def locking(descriptor: int, mode: int, count: int) -> None:
    """Lock, or say that somebody else did."""
    assert (mode, count) == (LK_NBLCK, 1)
    assert os.lseek(descriptor, 0, os.SEEK_CUR) >= 1 << 30, "a lock over what others read keeps them from it"
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PermissionError(13, "Permission denied") from None


def kbhit() -> bool:
    """Whether a letter waits."""
    return bool(KEYS)


def getwch() -> str:
    """The next letter."""
    return KEYS.pop(0)
