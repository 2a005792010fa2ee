"""What the program has left on this machine, and how it goes for good. Links are never followed."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sciatica_coach.errors import BusyError, CannotWriteError, UnreadableError
from sciatica_coach.files.drafts import live_drafts
from sciatica_coach.files.locks import locked
from sciatica_coach.files.places import Home, reason
from sciatica_coach.model.value import Value

_OURS = re.compile(
    r"log\.json(\.bak)?|profile\.yaml|draft-.+\.jsonl|edit-.+\.json"
    r"|\.?(log\.json(\.bak)?|profile\.yaml)\.[0-9a-f]{12}\.tmp"
    r"|log.*(conflict|copy).*\.json|log\.json\..+"  # what sync programs and repairs put beside it
)
_FOLDERS_OF_OURS = ("backups",)
_FOLDERS_OF_THE_USER = ("routines",)


class Traces(Value):
    """What is there to be removed, and what would stay.

    Attributes:
        paths: files, links and folders, each folder after what is in it.
        routines: those of them that the user wrote: routines and exercises.
        elsewhere: where links lead to, which stays.
        unknown: what is in the home and is none of ours.
    """

    paths: tuple[Path, ...]
    routines: tuple[Path, ...]
    elsewhere: tuple[Path, ...]
    unknown: tuple[Path, ...]


@dataclass(slots=True)
class _Found:
    paths: list[Path] = field(default_factory=list)
    elsewhere: list[Path] = field(default_factory=list)


def find_traces(home: Home, *, keep_routines: bool) -> Traces:
    """Look at everything that the program, or the user through it, has put into a home.

    Raises:
        UnreadableError: a folder cannot be read.
    """
    try:
        return _find(home, keep_routines=keep_routines)
    except OSError as error:
        raise UnreadableError(
            f"{error.filename or home.root} cannot be read: {reason(error)}. Nothing was removed.",
            "Check the disk, and the permissions of the folder.",
        ) from error


def _find(home: Home, *, keep_routines: bool) -> Traces:
    found, routines, unknown = _Found(), _Found(), []
    for path in sorted(home.root.iterdir()) if home.root.is_dir() else ():
        if path == home.lock:
            continue
        if _OURS.fullmatch(path.name) or path.name in _FOLDERS_OF_OURS:
            _collect(path, found)
        elif path.name in _FOLDERS_OF_THE_USER and not keep_routines:
            _collect(path, routines)
        else:
            unknown.append(path)
    written = tuple(path for path in routines.paths if path.suffix == ".yaml")
    if home.lock.exists() or home.lock.is_symlink():
        found.paths.append(home.lock)
    return Traces(
        paths=(*routines.paths, *found.paths),
        routines=written,
        elsewhere=(*found.elsewhere, *routines.elsewhere),
        unknown=tuple(unknown),
    )


def remove_traces(home: Home, *, keep_routines: bool) -> Traces:
    """Remove what `find_traces` finds, while nobody else writes; returns what went.

    Raises:
        BusyError: a session is running, or another command is writing: nothing was removed.
        UnreadableError: a folder cannot be read: nothing was removed.
        CannotWriteError: something could not be removed; what is left is named.
    """
    found = find_traces(home, keep_routines=keep_routines)
    if not home.root.is_dir():
        return found
    with locked(home.lock):
        if live_drafts(home):
            raise BusyError("A session is running: nothing was removed.", "End it first, or wait until it is over.")
        traces = find_traces(home, keep_routines=keep_routines)
        for path in traces.paths:
            _remove(path)
    with suppress(OSError):
        home.root.rmdir()
    return traces


def _collect(path: Path, found: _Found) -> None:
    for part in _walk(path):
        if part.is_symlink():
            found.elsewhere.append(Path(os.path.realpath(part)))
        found.paths.append(part)


def _walk(path: Path) -> Iterator[Path]:
    """Everything below a path and itself, each folder after its content; a link is a thing of its own."""
    if path.is_dir() and not path.is_symlink():
        for child in sorted(path.iterdir()):
            yield from _walk(child)
    yield path


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError(
            f"{path} could not be removed: {reason(error)}. What came before it is gone.",
            "Mend the permissions, then say `coach forget` once more.",
        ) from error
