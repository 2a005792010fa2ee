"""Merges entries into the journal of SCIATICA_COACH_HOME, as an import does: one of a note, and five others."""

import os
import sys
from pathlib import Path

from sciatica_coach.cli.output import say
from sciatica_coach.errors import CoachError
from sciatica_coach.files.journal import Journal
from sciatica_coach.files.places import Home


def merge(note: str) -> int:
    """Merge; the exit code."""
    journal = Journal(home=Home(root=Path(os.environ["SCIATICA_COACH_HOME"])))
    at = "2024-11-23T0{}:00:00+01:00"
    entries = [{"id": f"other-{hour}", "type": "activity", "at": at.format(hour)} for hour in range(5)]
    try:
        journal.merge([*entries, {"id": "m", "type": "pain", "at": at.format(7), "score": 9, "note": note}])
    except CoachError as error:
        sys.stderr.write(f"{error.message}\n")
        return error.exit_code
    try:
        say("Merged")
    except CoachError as error:
        return error.exit_code
    return 0


sys.exit(merge(sys.argv[1]))
