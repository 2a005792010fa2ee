"""The signals of a session, by name. Imports nothing, since a process that only plays them needs no more."""

from sciatica_coach.model.word import Word


class Signal(Word):
    """What a sound without words says."""

    START = "start"
    HALF_WAY = "half-way"
    LAST_SECOND = "last-second"
    BEAT = "beat"
    END = "end"
    SIDE_CHANGE = "side-change"
    SESSION_END = "session-end"
    GO_ON = "go-on"
