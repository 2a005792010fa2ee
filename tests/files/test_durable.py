"""Writing that lasts: whole writes, exact copies, comparisons to the byte, signals that wait."""

import errno
import mmap
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sciatica_coach.files.durable import copy_range, same_bytes, write_all
from sciatica_coach.files.system_calls import HELD_BACK, is_nobody_elses, signals_held_back, sync_directory

MEGABYTE = 1024 * 1024


class Files:
    """Open files that are closed after the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptors: list[int] = []

    def __call__(self, name: str, content: bytes = b"", folder: Path | None = None) -> int:
        """A descriptor of a file with this content, for reading and writing."""
        path = (folder or self._folder) / name
        path.write_bytes(content)
        self._descriptors.append(os.open(path, os.O_RDWR))
        return self._descriptors[-1]

    def close(self) -> None:
        """Close them all."""
        for descriptor in self._descriptors:
            os.close(descriptor)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Files]:
    """Makes open files in the folder of the test."""
    made = Files(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 3 * MEGABYTE), (3, 7), (4, 4), (1, 2 * MEGABYTE + 4)],
    ids=["whole", "part", "nothing", "megabytes"],
)
@pytest.mark.parametrize("is_near", [True, False], ids=["same-disk", "other-disk"])
def test_copy_range(files: Files, tmp_path: Path, start: int, end: int, *, is_near: bool) -> None:
    """A range is appended byte for byte, within a file system and from another one."""
    content = os.urandom(3 * MEGABYTE)
    with tempfile.TemporaryDirectory(dir=tmp_path if is_near else "/dev/shm") as folder:  # noqa: S108 - a disk of its own
        source, target = files("source", content, Path(folder)), files("target", b"")
        write_all(target, b"before")
        copy_range(source, target, start, end)
        write_all(target, b"after")
    assert (tmp_path / "target").read_bytes() == b"before" + content[start:end] + b"after"


def test_copy_of_a_file_that_shrank(files: Files) -> None:
    """A source that became shorter is an error, not a short copy."""
    with pytest.raises(OSError, match="became shorter"):
        copy_range(files("source", b"12345"), files("target"), 0, 6)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (b"abc", b"abc", True),
        (b"abc", b"abd", False),
        (b"abc", b"ab", False),
        (b"ab", b"abc", False),
        (b"", b"", True),
        (b"x" * (2 * MEGABYTE), b"x" * (2 * MEGABYTE), True),
        (b"x" * (2 * MEGABYTE), b"x" * (2 * MEGABYTE - 1) + b"y", False),
        (b"x" * MEGABYTE + b"y" + b"x" * 9, b"x" * MEGABYTE + b"z" + b"x" * 9, False),
    ],
    ids=["same", "last-byte", "other-shorter", "one-shorter", "empty", "long", "long-last-byte", "block-border"],
)
def test_same_bytes(files: Files, one: bytes, other: bytes, *, expected: bool) -> None:
    """Two ranges are the same only if every byte is."""
    length = max(len(one), len(other))
    assert same_bytes(files("one", one), 0, files("other", other), 0, length) is expected


def test_same_bytes_in_different_places(files: Files) -> None:
    """The ranges may begin at different places."""
    assert same_bytes(files("one", b"xxabc"), 2, files("other", b"abcx"), 0, 3)
    assert not same_bytes(files("one", b"xxabc"), 1, files("other", b"abcx"), 0, 3)


def test_write_all_to_a_full_device() -> None:
    """A device that is full is an error."""
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError, match="No space") as caught:
        write_all(full.fileno(), b"x")
    assert caught.value.errno == errno.ENOSPC


def test_sync_directory_that_is_gone(tmp_path: Path) -> None:
    """A folder that is not there cannot be synced."""
    sync_directory(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync_directory(tmp_path / "gone")


@pytest.mark.parametrize("number", sorted(HELD_BACK - {signal.SIGTSTP}), ids=lambda number: number.name)
def test_signals_come_after_the_save(number: signal.Signals) -> None:
    """A signal in the middle of a save comes right after it (F44)."""
    came: list[str] = []
    before = signal.signal(number, lambda *_: came.append("signal"))
    try:
        with signals_held_back():
            signal.pthread_kill(threading.get_ident(), number)
            came.append("saved")
    finally:
        signal.signal(number, before)
    assert came == ["saved", "signal"]


def test_signals_are_free_again_after_an_error() -> None:
    """A save that fails holds no signal back for longer."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with pytest.raises(OSError, match="full"), signals_held_back():
        raise OSError(errno.ENOSPC, "full")
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before


def test_signals_held_back_before_stay_held_back() -> None:
    """Within a stretch that holds signals back, a save does not let them through at its end."""
    with signals_held_back():
        with signals_held_back():
            pass
        assert signal.SIGTERM in signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tell who has a file open")
def test_file_that_somebody_else_has_at_hand(files: Files, tmp_path: Path) -> None:
    """A file is nobody else's unless it is open once more, mapped, or has another name."""
    found = files("found", b"content")
    assert is_nobody_elses(found)
    with (tmp_path / "found").open("rb"):
        assert not is_nobody_elses(found)
    with (tmp_path / "found").open("rb") as reader:
        mapped = mmap.mmap(reader.fileno(), 0, access=mmap.ACCESS_READ)
    assert not is_nobody_elses(found)
    mapped.close()
    os.link(tmp_path / "found", tmp_path / "kept")
    assert not is_nobody_elses(found)
    (tmp_path / "kept").unlink()
    assert is_nobody_elses(found)
