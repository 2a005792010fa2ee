"""A file that the user asked for: whole or not at all, and private."""

import os
import threading
from pathlib import Path

import pytest

from sciatica_coach.errors import CannotWriteError, CoachError, UsageError
from sciatica_coach.files.outfile import write_outfile


def test_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Under any umask."""
    before = os.umask(0)
    try:
        write_outfile(str(tmp_path / "x"), b"text")
    finally:
        os.umask(before)
    assert (tmp_path / "x").read_bytes() == b"text"
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600


def test_file_that_is_there_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """As with other programs' -o; an open copy keeps the old text, and nothing else is left in the folder."""
    path = tmp_path / "x"
    path.write_bytes(b"a longer old text")
    path.chmod(0o644)
    with path.open("rb") as old:
        write_outfile(str(path), b"new")
        assert old.read() == b"a longer old text"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["x"]


def test_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is replaced."""
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").write_bytes(b"old")
    write_outfile(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_pipe_is_written_through(tmp_path: Path) -> None:
    """What is no file is not replaced by one."""
    os.mkfifo(tmp_path / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_outfile(str(tmp_path / "pipe"), b"text")
    reader.join(timeout=10)
    assert got == [b"text"]
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize(("name", "fault"), [(".", UsageError), ("new/", UsageError), ("nosuch/x", CannotWriteError)])
def test_folder_and_missing_folder(tmp_path: Path, name: str, fault: type[CoachError]) -> None:
    """A folder is no name for a file; into a folder that is not there nothing can be written. Nothing is made."""
    with pytest.raises(fault):
        write_outfile(f"{tmp_path}/{name}", b"text")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_name_that_cannot_be(tmp_path: Path, name: str) -> None:
    """A sentence with the name, and nothing left behind."""
    with pytest.raises(CannotWriteError, match="could not be written"):
        write_outfile(f"{tmp_path}/{name}", b"text")
    assert not list(tmp_path.iterdir())


def test_full_device(tmp_path: Path) -> None:  # noqa: ARG001 - the device is everybody's
    """A device that takes nothing is told."""
    with pytest.raises(CannotWriteError, match="no space left"):
        write_outfile("/dev/full", b"text")
