"""The new journal beside the old one: copied, or made of what was the backup until now.

A journal of years differs from the backup before it by its last entries. To copy 12 MB for each new one costs 4 ms, to
bring them to the disk 2, and to let go of the 12 MB of that backup 3; to write only the end of it costs 1 in all.
"""

import os
from contextlib import suppress
from pathlib import Path

from sciatica_coach.files.durable import close, copy_range, same_bytes, write_all
from sciatica_coach.files.journal_text import Segment
from sciatica_coach.files.places import PRIVATE_FILE
from sciatica_coach.files.plain import open_plain
from sciatica_coach.files.system_calls import (
    NO_LINK,
    is_nobody_elses,
    make_private,
    read_at,
    sync_directory,
    sync_file,
)

LEAST_BYTES = 1024 * 1024
"""What is smaller is copied as fast."""
_LOOKED_AT_BYTES = 64 * 1024


def copied(source: int, path: Path, segments: list[Segment]) -> int:
    """A new file of these parts, synced; its descriptor.

    Raises:
        OSError: it could not be made; what there is of it is to be removed.
    """
    new = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_LINK, PRIVATE_FILE)
    try:
        make_private(new, PRIVATE_FILE)
        _write_segments(source, new, segments)
        sync_file(new)
    except BaseException:
        close(new)
        raise
    return new


def take_up(backup: Path, path: Path, source: int, segments: list[Segment]) -> int:
    """Give the backup a second name, if the new journal can be made of it; its descriptor, or -1.

    Nothing else is changed: the caller is to put the old journal in its place as the backup, so that there is one at
    every moment, and then to `renew` it.
    """
    kept = _kept(segments)
    if kept < LEAST_BYTES:
        return -1
    with suppress(OSError):
        found = open_plain(backup, os.O_RDWR | NO_LINK)
        with suppress(OSError):
            near = kept - _LOOKED_AT_BYTES
            begins_alike = os.fstat(found).st_size >= kept and same_bytes(source, near, found, near, _LOOKED_AT_BYTES)
            if begins_alike and is_nobody_elses(found):
                os.link(backup, path)
                return found
        close(found)
    return -1


def renew(found: int, path: Path, backup: Path, source: int, segments: list[Segment]) -> bool:
    """Make the new journal of what was taken up, synced; false where that cannot be, or it began otherwise after all.

    Not before the disk has another backup, nor while somebody else has it open or under another name: whoever reads
    a journal, or keeps it, never sees it change.

    Raises:
        OSError: the disk failed.
    """
    try:
        sync_directory(backup.parent)
        is_only_ours = is_nobody_elses(found) and os.path.samestat(os.fstat(found), path.lstat())
    except OSError:
        return False
    if not is_only_ours:
        return False
    make_private(found, PRIVATE_FILE)
    kept = _kept(segments)
    os.ftruncate(found, kept)
    os.lseek(found, kept, os.SEEK_SET)
    _write_segments(source, found, segments[1:])
    sync_file(found)
    return holds(source, found, segments)


def holds(source: int, target: int, segments: list[Segment]) -> bool:
    """Whether a file reads back as these parts, and nothing else."""
    place = 0
    for segment in segments:
        if isinstance(segment, bytes):
            if read_at(target, len(segment), place) != segment:
                return False
            place += len(segment)
        else:
            start, end = segment
            if not same_bytes(source, start, target, place, end - start):
                return False
            place += end - start
    return os.fstat(target).st_size == place


def _kept(segments: list[Segment]) -> int:
    """How much of the old journal the new one begins with."""
    first = segments[0]
    return first[1] if isinstance(first, tuple) and first[0] == 0 else 0


def _write_segments(source: int, target: int, segments: list[Segment]) -> None:
    for segment in segments:
        if isinstance(segment, bytes):
            write_all(target, segment)
        else:
            copy_range(source, target, *segment)
