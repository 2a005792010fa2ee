"""Files are opened, and nothing else that stands in their place."""

import os
import threading
from pathlib import Path

import pytest

from sciatica_coach.files.plain import LARGEST_BYTES, hint_of, open_plain, read_plain, read_start


def test_file_is_read_whole(tmp_path: Path) -> None:
    """All of it, however long."""
    path = tmp_path / "file"
    path.write_bytes(b"x" * 3_000_000)
    assert read_plain(path) == b"x" * 3_000_000
    assert read_start(path, 5) == b"xxxxx"


def test_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """Nobody writes into it: it would be waited for without end."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no file"):
        read_plain(tmp_path / "pipe")
    assert read_start(tmp_path / "pipe", 5) == b""


def test_refused_one_is_closed(tmp_path: Path) -> None:
    """No descriptor is left open."""
    os.mkfifo(tmp_path / "pipe")
    before = len(list(Path("/dev/fd").iterdir()))
    with pytest.raises(OSError, match="no file"):
        open_plain(tmp_path / "pipe", os.O_RDONLY)
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_pipe_with_a_writer_is_read(tmp_path: Path) -> None:
    """What a shell gives as `<(program)`: the writer is there, and its words come a moment later."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # so that the writer can open it before anybody reads
    writer = os.open(pipe, os.O_WRONLY)

    def write() -> None:
        os.write(writer, b"name: ")
        os.write(writer, b"Morning\n")
        os.close(writer)

    later = threading.Timer(0.1, write)
    later.start()
    assert read_start(pipe, 100) == b"name: Morning\n"
    later.join()
    os.close(reader)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_device_is_refused(device: str) -> None:
    """A device has no end, or no content."""
    with pytest.raises(OSError, match="no file"):
        read_plain(device)


def test_device_is_read_no_further_than_asked() -> None:
    """A routine file is asked for by its first bytes alone."""
    assert read_start("/dev/zero", 100) == bytes(100)


def test_folder_is_refused(tmp_path: Path) -> None:
    """In the words of the system."""
    with pytest.raises(IsADirectoryError):
        read_plain(tmp_path)


def test_file_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    """A file with a hole of many gigabytes takes no room on the disk, and all of the memory."""
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(OSError, match="larger than 512 megabytes"):
        read_plain(tmp_path / "sparse")


def test_hint_fits_the_fault(tmp_path: Path) -> None:
    """Permissions are of no use with a pipe or a folder."""
    assert "permissions" in hint_of(PermissionError(13, "permission denied"))
    for path in (tmp_path, Path("/dev/null")):
        with pytest.raises(OSError, match=r"no file|directory") as caught:
            read_plain(path)
        assert "Move it away" in hint_of(caught.value)
