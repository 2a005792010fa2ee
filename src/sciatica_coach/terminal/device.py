"""The calls to the terminal that are not the same everywhere, chosen once."""

import sys

if sys.platform == "win32":
    from sciatica_coach.terminal.windows import (
        KILLERS,
        SIGHUP,
        SIGTSTP,
        SIGWINCH,
        Modes,
        Waker,
        give_back,
        mend,
        modes_of,
        next_key,
        now,
        one_by_one,
        own_description,
        stand_still,
        take,
    )
else:
    from sciatica_coach.terminal.posix import (
        KILLERS,
        SIGHUP,
        SIGTSTP,
        SIGWINCH,
        Modes,
        Waker,
        give_back,
        mend,
        modes_of,
        next_key,
        now,
        one_by_one,
        own_description,
        stand_still,
        take,
    )

__all__ = [
    "KILLERS",
    "SIGHUP",
    "SIGTSTP",
    "SIGWINCH",
    "Modes",
    "Waker",
    "give_back",
    "mend",
    "modes_of",
    "next_key",
    "now",
    "one_by_one",
    "own_description",
    "stand_still",
    "take",
]
