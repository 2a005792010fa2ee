"""What can go wrong in a way that the user can do something about: one sentence, one hint, one exit code."""

from typing import ClassVar


class CoachError(Exception):
    """A fault to be told to the user in a sentence, never as a traceback.

    Args:
        message: what happened and where, as a whole sentence.
        hint: what to do next, as a whole sentence; may be empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(CoachError):
    """The command was given something that it cannot take."""

    exit_code = 2


class WithheldError(CoachError):
    """The session is withheld because of a warning sign."""

    exit_code = 4


class UnreadableError(CoachError):
    """A file of the user's cannot be read, or was written by a newer version."""

    exit_code = 65


class CannotWriteError(CoachError):
    """Something could not be saved."""

    exit_code = 73


class CannotPrintError(CoachError):
    """Saved, but the answer could not be printed."""

    exit_code = 74


class BusyError(CoachError):
    """Another command holds the journal for longer than we wait."""

    exit_code = 75
