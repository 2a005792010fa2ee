"""The calls to the system that are not the same everywhere, chosen once."""

import sys

if sys.platform == "win32":
    from sciatica_coach.files.windows import (
        BINARY,
        HELD_BACK,
        NO_LINK,
        NO_WAIT,
        RENAMES_OPEN_FILES,
        copy_some,
        is_removed,
        lock,
        make_private,
        read_at,
        remove_open,
        replace,
        signals_held_back,
        sync_directory,
        sync_file,
        try_lock,
        wait_from_now_on,
        write_at,
    )
else:
    from sciatica_coach.files.posix import (
        BINARY,
        HELD_BACK,
        NO_LINK,
        NO_WAIT,
        RENAMES_OPEN_FILES,
        copy_some,
        is_removed,
        lock,
        make_private,
        read_at,
        remove_open,
        replace,
        signals_held_back,
        sync_directory,
        sync_file,
        try_lock,
        wait_from_now_on,
        write_at,
    )

__all__ = [
    "BINARY",
    "HELD_BACK",
    "NO_LINK",
    "NO_WAIT",
    "RENAMES_OPEN_FILES",
    "copy_some",
    "is_removed",
    "lock",
    "make_private",
    "read_at",
    "remove_open",
    "replace",
    "signals_held_back",
    "sync_directory",
    "sync_file",
    "try_lock",
    "wait_from_now_on",
    "write_at",
]
