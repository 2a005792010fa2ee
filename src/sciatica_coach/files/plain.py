"""Opening files, and nothing else that may stand in their place.

A pipe would be waited for, perhaps for ever, and a device may have no end: a command must not hang on either.
"""

import errno
import os
import stat
from pathlib import Path

from sciatica_coach.files.durable import close
from sciatica_coach.files.places import PRIVATE_FILE
from sciatica_coach.files.system_calls import BINARY, NO_WAIT, read_at, wait_from_now_on

_NO_FILE = (0, errno.EISDIR, errno.ELOOP)
LARGEST_BYTES = 512 * 1024 * 1024
"""A log of ten years has 10 MB: what is larger is none, and would fill the memory."""


def open_plain(path: str | Path, flags: int) -> int:
    """The descriptor of an open file, made for its owner alone where the flags say that it be made.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    descriptor = os.open(path, flags | NO_WAIT, PRIVATE_FILE)
    try:
        _refuse_others(os.fstat(descriptor).st_mode)
    except BaseException:
        close(descriptor)
        raise
    return descriptor


def _refuse_others(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(0, "it is no file, but a pipe or a device")


def hint_of(error: OSError) -> str:
    """What the user can do about a file of ours that cannot be read."""
    if error.errno in _NO_FILE:
        return "Move it away, then run `coach doctor --repair`: it brings back what the backups have."
    return "Check the permissions of the file."


def read_plain(path: str | Path) -> bytes:
    """All that is in a file.

    Raises:
        OSError: it cannot be read, is no file, or is larger than any of ours.
    """
    descriptor = open_plain(path, os.O_RDONLY | BINARY)
    try:
        return read_all(descriptor, os.fstat(descriptor).st_size)
    finally:
        close(descriptor)


def read_all(descriptor: int, size: int) -> bytes:
    """The bytes of an open file that has so many, or fewer when it became shorter.

    Raises:
        OSError: it cannot be read, or is larger than any of ours.
    """
    if size > LARGEST_BYTES:
        raise OSError(0, f"it is larger than {LARGEST_BYTES // 1024 // 1024} megabytes")
    raw = read_at(descriptor, size, 0)
    while len(raw) < size:
        block = read_at(descriptor, size - len(raw), len(raw))
        if not block:
            break
        raw += block
    return raw


def read_start(path: str | Path, most: int) -> bytes:
    """The first bytes of a file or a pipe. A pipe into which nobody writes is not waited for: it is empty.

    Raises:
        OSError: it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | BINARY | NO_WAIT)
    try:
        raw = b""
        while len(raw) < most:
            try:
                block = os.read(descriptor, most - len(raw))
            except BlockingIOError:  # somebody is about to write
                wait_from_now_on(descriptor)
                continue
            if not block:
                break
            raw += block
        return raw
    finally:
        close(descriptor)
