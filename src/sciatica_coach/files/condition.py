"""The state of the user's files: who may read them, whether there is room, what waits to be brought in."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.files.drafts import abandoned, is_alive
from sciatica_coach.files.places import PRIVATE_DIRECTORY, PRIVATE_FILE, Home, reason
from sciatica_coach.model.value import Value

LEAST_ROOM_BYTES = 1024 * 1024
_ROOM_IN_LOGS = 3
"""A save needs room for the old log, the new one and a backup."""


class Waiting(Value):
    """A draft: of a command that runs, of one that died, or one that this version cannot read."""

    path: Path
    state: str
    is_well: bool


def open_to_others(home: Home) -> list[Path]:
    """The files and folders of ours that are not for their owner alone, or not for the owner either."""
    if sys.platform == "win32":
        return []
    return [path for path in _ours(home) if _mode(path) != _right_mode(path)]


def make_private(home: Home) -> list[Path]:
    """Give all of them the mode that they should have; returns those that were changed.

    Raises:
        CannotWriteError: one of them belongs to somebody else.
    """
    changed = []
    for path in open_to_others(home):
        try:
            path.chmod(_right_mode(path))
        except OSError as error:
            raise CannotWriteError(
                f"The permissions of {path} cannot be changed: {reason(error)}.", "Ask the owner of the file to do it."
            ) from error
        changed.append(path)
    return changed


def drafts_in(home: Home) -> list[Waiting]:
    """The drafts, and what is to be known of each."""
    dead = {draft.path: draft.entry for draft in abandoned(home)}
    found = []
    for path in home.drafts:
        state = "cannot be read" if not is_alive(path) else "belongs to a command that runs"
        if path in dead:
            state = "waits to be brought in" if dead[path] else "holds nothing"
        found.append(Waiting(path=path, state=state, is_well="runs" in state))
    return found


def free_bytes(home: Home) -> int:
    """The room that is left on the disk of the home, or of the folder in which it would be made."""
    place = next(folder for folder in (home.root, *home.root.parents) if folder.is_dir())
    return shutil.disk_usage(place).free


def is_short_of_room(home: Home) -> bool:
    """Whether the next saves might find the disk full."""
    size = home.log.stat().st_size if home.log.is_file() else 0
    return free_bytes(home) < _ROOM_IN_LOGS * size + LEAST_ROOM_BYTES


def _ours(home: Home) -> Iterator[Path]:
    """The home, all that the program makes in it, and the user's own routines. No links: they are not ours."""
    if not home.root.is_dir():
        return
    yield home.root
    own = {home.log, home.backup, home.lock, home.profile}
    folders = (home.backups, home.routines, home.routines / "exercises")
    for path in sorted(home.root.iterdir()):
        if path in own or path.match("draft-*.jsonl") or path.match("log*.json*"):
            yield from [path] if path.is_file() and not path.is_symlink() else []
    for folder in folders:
        if folder.is_dir() and not folder.is_symlink() and (folder == home.backups or os.access(folder, os.X_OK)):
            yield folder
            yield from (path for path in sorted(_inside(folder)) if path.is_file() and not path.is_symlink())


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _right_mode(path: Path) -> int:
    return PRIVATE_DIRECTORY if path.is_dir() else PRIVATE_FILE
