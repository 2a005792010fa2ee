"""How a session ended, and how an exercise of it went: the words of the journal."""

from enum import StrEnum


class SessionOutcome(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    WITHHELD = "withheld"


class ExerciseOutcome(StrEnum):
    """How an exercise went on one side."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    STOPPED_FOR_PAIN = "stopped-for-pain"
