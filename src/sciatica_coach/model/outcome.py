"""How a session ended, and how an exercise of it went: the words of the journal."""

from sciatica_coach.model.word import Word


class SessionOutcome(Word):
    """How a session ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    WITHHELD = "withheld"


class ExerciseOutcome(Word):
    """How an exercise went on one side."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    STOPPED_FOR_PAIN = "stopped-for-pain"
