"""What files/system_calls.py promises, on Linux and macOS."""

import errno
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    raise ImportError("These are the calls of other systems.")

BINARY = os.O_CLOEXEC
NO_LINK = BINARY | os.O_NOFOLLOW
NO_WAIT = os.O_NONBLOCK
"""A pipe in the place of a file is opened at once, and can be told from it."""
RENAMES_OPEN_FILES = True
HELD_BACK = frozenset((signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP))
_COPY_BYTES = 2 * 1024 * 1024
"""The disk begins to write a block while the next one is copied: the sync of 12 MB takes 1.5 ms in place of 6."""
_CANNOT_COPY = (errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBADF, errno.EPERM)
"""How kernels, file systems and containers say that they do not copy from file to file."""

read_at = os.pread
write_at = os.pwrite
replace = os.replace


def make_private(descriptor: int, mode: int) -> None:
    """Give an open file its mode, whatever the umask took away or left."""
    os.fchmod(descriptor, mode)


def wait_from_now_on(descriptor: int) -> None:
    """Let reading wait until there is something to read."""
    os.set_blocking(descriptor, True)


def sync_file(descriptor: int) -> None:
    """Bring a file to the disk; on macOS also out of the cache of the drive, which `fsync` leaves there."""
    if sys.platform == "darwin":
        with suppress(OSError):  # some file systems, network ones above all, know only fsync
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_directory(path: Path) -> None:
    """Make the names in a folder last; a file system that cannot do that (a network one) is no fault."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync_file(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        with suppress(OSError):
            os.close(descriptor)


def lock(descriptor: int) -> None:
    """Wait for the lock on an open file; the kernel lets go of it when its holder dies."""
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def try_lock(descriptor: int) -> bool:
    """Take the lock on an open file if nobody holds it; false when somebody does."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_removed(descriptor: int) -> bool:
    """Whether an open file has lost its last name."""
    return os.fstat(descriptor).st_nlink == 0


def is_nobody_elses(descriptor: int) -> bool:
    """Whether nobody but us has an open file at hand: by another name, or open as well. Only Linux can tell.

    It grants a lease on a file that is open once. Whoever opens it while we hold that would be told to us by a signal:
    by one that is ignored unless somebody asks for it.
    """
    if sys.platform != "linux" or os.fstat(descriptor).st_nlink != 1:
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return False
    return True


def remove_open(path: Path, descriptor: int) -> None:
    """Remove a file while its lock still keeps others from it, then let go of it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
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


def copy_some(source: int, target: int, place: int, count: int) -> int | bytes:
    """Append a part of one file to another in the kernel: how much; or the bytes to be written, where it cannot."""
    count = min(count, _COPY_BYTES)
    if sys.platform == "linux":
        try:
            copied = os.copy_file_range(source, target, count, offset_src=place)
        except OSError as error:
            if error.errno not in _CANNOT_COPY:
                raise
        else:
            if copied == _COPY_BYTES:
                _start_writing(target, copied)
            return copied
    return os.pread(source, count, place)


def _start_writing(descriptor: int, count: int) -> None:
    """Let the kernel bring the last bytes of a file to the disk, and do not wait: what fails, the sync will tell."""
    if sys.platform == "linux":
        with suppress(OSError):
            end = os.lseek(descriptor, 0, os.SEEK_CUR)
            os.posix_fadvise(descriptor, end - count, count, os.POSIX_FADV_DONTNEED)
