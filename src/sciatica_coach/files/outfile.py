"""A file that the user asked for by name: whole or not at all, and for its owner alone."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from sciatica_coach.errors import CannotWriteError, UsageError
from sciatica_coach.files.durable import close, write_all
from sciatica_coach.files.places import PRIVATE_FILE, reason
from sciatica_coach.files.system_calls import NO_LINK, make_private, sync_directory, sync_file
from sciatica_coach.model.text import one_line


def write_outfile(name: str, content: bytes) -> None:
    """Write a file, in place of one that may be there. A device or a pipe is written to as it is.

    Raises:
        UsageError: it is a folder.
        CannotWriteError: it could not be written, as where there is no such folder; what was there is untouched.
    """
    path = Path(name)
    try:
        if path.is_dir() or name.endswith("/"):
            raise UsageError(f"{one_line(name)} is a folder.", "Name a file in it.")
        if not path.parent.is_dir():
            raise CannotWriteError(
                f"{one_line(name)} could not be written: there is no folder {one_line(str(path.parent))}.",
                "Make it first, or choose another place with `-o FILE`.",
            )
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            _write_through(path, content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:
        words = reason(error) if isinstance(error, OSError) else "it has a NUL in its name"
        raise CannotWriteError(
            f"{one_line(name)} could not be written: {words}.", "Choose another place with `-o FILE`."
        ) from error


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        write_all(descriptor, content)
    finally:
        close(descriptor)


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{os.urandom(6).hex()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK, PRIVATE_FILE)
        try:
            make_private(descriptor, PRIVATE_FILE)
            write_all(descriptor, content)
            sync_file(descriptor)
        finally:
            close(descriptor)
        temporary.replace(path)
        sync_directory(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
