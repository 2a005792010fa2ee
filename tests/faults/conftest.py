"""The person and the program of the stories, for faults that come in the middle of a session."""

from tests.stories.conftest import person, program, routine

__all__ = ["person", "program", "routine"]
