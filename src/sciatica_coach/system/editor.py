"""The user's own editor, on a text that nobody else may read and that is gone afterwards."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sciatica_coach.errors import CannotWriteError, UsageError
from sciatica_coach.system.children import NO_LINK

PRIVATE_FILE = 0o600
USUAL_EDITORS = ("editor", "nano", "vi")


def wanted_editor(environ: Mapping[str, str]) -> list[str]:
    """The words of the editor that the environment asks for, as git reads them; nothing when it does not say.

    Raises:
        UsageError: its quotation marks do not match.
    """
    words = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        return shlex.split(words)
    except ValueError:
        raise UsageError(f"$EDITOR cannot be read: {words}.", "Set it to a program, such as EDITOR=nano.") from None


def usual_editor(environ: Mapping[str, str]) -> list[str]:
    """The first of the usual editors that is on the path; nothing when none is."""
    import shutil

    return next(([name] for name in USUAL_EDITORS if shutil.which(name, path=environ.get("PATH"))), [])


def edit_text(text: str, path: Path, editor: list[str]) -> str:
    """What the text is when the editor ends.

    Args:
        text: to begin with.
        path: the file to edit, in a folder of the user's; it must not be there, and is removed.
        editor: the words that start it.

    Raises:
        UsageError: it cannot be started, or ended with an error: nothing is to be changed.
        CannotWriteError: the file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK, PRIVATE_FILE)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        _run([*editor, str(path)])
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        words = (error.strerror or str(error)).lower()
        raise CannotWriteError(f"The entry could not be put into {path}: {words}.", "Nothing was changed.") from error
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _run(words: list[str]) -> None:
    try:
        code = subprocess.run(words, check=False).returncode  # noqa: S603 - the user's own words
    except OSError as error:
        raise UsageError(
            f"The editor `{words[0]}` cannot be started: {(error.strerror or str(error)).lower()}.",
            "Set EDITOR, or say what to change with options, such as `coach edit ID 4`.",
        ) from error
    if code:
        raise UsageError(f"The editor `{words[0]}` ended with {code}. Nothing was changed.")
