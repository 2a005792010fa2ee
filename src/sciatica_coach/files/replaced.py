"""Old versions of entries: what lost in a merge, was corrected or was taken back, one a line, never rewritten."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.files.drafts import to_bytes
from sciatica_coach.files.durable import close, write_all
from sciatica_coach.files.places import PRIVATE_DIRECTORY, PRIVATE_FILE, Home, reason
from sciatica_coach.files.plain import open_plain, read_plain
from sciatica_coach.files.system_calls import NO_LINK, make_private, sync_directory, sync_file
from sciatica_coach.model.entry import Entry, fault_of


def keep_replaced(home: Home, entries: Iterable[Entry]) -> None:
    """Add old versions to `backups/replaced.jsonl`; those that are there already are not written twice.

    Raises:
        CannotWriteError: they could not be kept.
    """
    path = home.replaced
    try:
        before = read_plain(path) if path.exists() else b""
        there = set(before.split(b"\n"))
        lines = [line for line in map(to_bytes, entries) if line not in there]
        if not lines:
            return
        home.make()
        path.parent.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
        path.parent.chmod(PRIVATE_DIRECTORY)
        torn = b"\n" * (not before.endswith(b"\n") and bool(before))
        _append(path, torn + b"".join(line + b"\n" for line in lines))
    except OSError as error:
        raise CannotWriteError(
            f"The old version could not be kept in {path}: {reason(error)}.", "Nothing was changed."
        ) from error


def find_replaced(home: Home, entry_id: str) -> Entry | None:
    """The last old version of an entry that is kept and can be read."""
    try:
        lines = read_plain(home.replaced).split(b"\n")
    except OSError:
        return None
    for line in reversed(lines):
        try:
            entry: Entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not fault_of(entry) and entry["id"] == entry_id and entry["type"] != "removed":
            return entry
    return None


def _append(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | NO_LINK
    descriptor = open_plain(path, flags)
    try:
        make_private(descriptor, PRIVATE_FILE)
        write_all(descriptor, data)
        sync_file(descriptor)
    finally:
        close(descriptor)
    sync_directory(path.parent)
