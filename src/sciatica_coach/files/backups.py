"""Daily and monthly copies of the journal, which a loss cannot push out.

Made once a day, after a save was told to the user: nobody waits for it. Packed beside its place, synced, and put
there by one rename; a crash at any point leaves the backups of before. One of them goes only when a newer one that
stays has at least as many entries.
"""

import os
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from sciatica_coach.errors import CoachError
from sciatica_coach.files.durable import close, write_new
from sciatica_coach.files.journal import Journal
from sciatica_coach.files.locks import locked
from sciatica_coach.files.places import PRIVATE_DIRECTORY
from sciatica_coach.files.plain import open_plain
from sciatica_coach.files.system_calls import BINARY, read_at, replace, sync_directory

DAILY, MONTHLY = 7, 12
_PACKED = re.compile(r"log-(\d{4}-\d\d-\d\d)\.json\.gz")
_TEMPORARY = re.compile(r"log-\d{4}-\d\d-\d\d\.json\.gz\.[0-9a-f]{12}\.tmp")
_ENTRY = b"\n{"
_BLOCK_BYTES = 1024 * 1024
_LEVEL = 6


def back_up(journal: Journal, day: date) -> bool:
    """Make the copy of a day, if there is none, of a journal that is as this program left it; whether it was made.

    What cannot be made today is made by the next save: no fault of a backup is told to somebody who wants to go on.
    """
    target = journal.home.backup_of(day)
    if target.exists():
        return False
    with suppress(OSError, CoachError), locked(journal.home.lock):
        return _make(journal, target)
    return False


def surplus(backups: Iterable[Path]) -> list[Path]:
    """The copies beyond the seven newest, and the newest of each of twelve months."""
    newest = sorted((path for path in backups if _PACKED.fullmatch(path.name)), reverse=True)
    months: dict[str, Path] = {}
    for path in newest:
        months.setdefault(path.name[: len("log-2026-11")], path)
    kept = {*newest[:DAILY], *list(months.values())[:MONTHLY]}
    return [path for path in newest if path not in kept]


def _make(journal: Journal, target: Path) -> bool:
    raw = _trusted(journal)
    if raw is None:
        return False
    folder = journal.home.backups
    folder.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
    folder.chmod(PRIVATE_DIRECTORY)
    for left in folder.iterdir():
        if _TEMPORARY.fullmatch(left.name):
            left.unlink()
    temporary = target.with_name(f"{target.name}.{os.urandom(6).hex()}.tmp")
    write_new(temporary, _packed(raw))
    replace(temporary, target)
    sync_directory(folder)
    _rotate(folder, raw.count(_ENTRY))
    return True


def _trusted(journal: Journal) -> bytes | None:
    """The bytes of the journal; nothing when it is not exactly as this program wrote it."""
    descriptor = open_plain(journal.home.log, os.O_RDONLY | BINARY)
    try:
        if not journal.is_as_left(descriptor):
            return None
        size = os.fstat(descriptor).st_size
        raw = read_at(descriptor, size, 0)
        return raw if len(raw) == size else None
    finally:
        close(descriptor)


def _rotate(folder: Path, entries: int) -> None:
    """Remove what is too many, but nothing that holds more than the copy that was just made."""
    for path in surplus(folder.iterdir()):
        if _entries_in(path) <= entries:
            path.unlink()


def _packed(raw: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(raw) + packer.flush()


def _entries_in(path: Path) -> int:
    """How many entries a copy holds; none in one that cannot be unpacked. Never all of it in memory."""
    reader, count, rest = zlib.decompressobj(wbits=31), 0, b""
    try:
        with os.fdopen(open_plain(path, os.O_RDONLY | BINARY), "rb") as file:
            while packed := reader.unconsumed_tail or file.read(_BLOCK_BYTES):
                block = rest + reader.decompress(packed, _BLOCK_BYTES)
                count += block.count(_ENTRY)
                rest = block[-1:] if block[-1:] == b"\n" else b""
    except (OSError, zlib.error):
        return count
    return count
