"""Writing so that it is still there after a power cut: whole writes, synced files, synced folders."""

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_COPY_BYTES = 1024 * 1024
_CANNOT_COPY = (errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBADF, errno.EPERM)
"""How kernels, file systems and containers say that they do not copy from file to file."""
HELD_BACK = frozenset(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP") if hasattr(signal, name)
)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of the bytes, however often the system takes only a part of them."""
    view = memoryview(data)
    while view:
        written = os.write(descriptor, view)
        if not written:
            raise OSError(errno.EIO, "the system takes no more bytes")
        view = view[written:]


def copy_range(source: int, target: int, start: int, end: int) -> None:
    """Append a range of one file to another, in the kernel where it can do that."""
    place = start
    while place < end:
        copied = _copy_some(source, target, place, min(end - place, 64 * _COPY_BYTES))
        if not copied:
            raise OSError(0, "the file became shorter while it was read")
        place += copied


def same_bytes(one: int, one_start: int, other: int, other_start: int, length: int) -> bool:
    """Whether two open files hold the same bytes in a range of each."""
    done = 0
    while done < length:
        count = min(_COPY_BYTES, length - done)
        block = os.pread(one, count, one_start + done)
        if not block or block != os.pread(other, len(block), other_start + done):
            return False
        done += len(block)
    return True


def sync_directory(path: Path) -> None:
    """Make the names in a folder last; a file system that cannot do that (a network one) is no fault."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        close(descriptor)


def close(descriptor: int) -> None:
    """Close a file that was synced, or only read: a failure says nothing about what is on disk."""
    with suppress(OSError):
        os.close(descriptor)


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let no signal come between the steps of a save; it comes right after them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _copy_some(source: int, target: int, place: int, count: int) -> int:
    if hasattr(os, "copy_file_range"):
        try:
            return os.copy_file_range(source, target, count, offset_src=place)
        except OSError as error:
            if error.errno not in _CANNOT_COPY:
                raise
    block = os.pread(source, min(count, _COPY_BYTES), place)
    write_all(target, block)
    return len(block)
