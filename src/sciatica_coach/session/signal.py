"""The signals of a session, by name. Imports nothing, since a process that only plays them needs no more."""

from enum import StrEnum


class Signal(StrEnum):
    """What a sound without words says."""

    START = "start"
    HALF_WAY = "half-way"
    LAST_SECOND = "last-second"
    BEAT = "beat"
    END = "end"
    SIDE_CHANGE = "side-change"
    SESSION_END = "session-end"
    GO_ON = "go-on"
