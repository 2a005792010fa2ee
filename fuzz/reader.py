"""Fuzzes everything that reads a routine, exercise or profile file: no exception but CoachError may come out.

    pip install -e '.[fuzz]'
    python fuzz/reader.py -max_total_time=600 /tmp/found fuzz/corpus/reader routines routines/exercises

The first folder takes what is found; the others are seeds. A crash leaves its input in `crash-…`: run the script on
that file to see it again, and put the input under fuzz/corpus/ once it is mended.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sciatica_coach", "yaml"]):
    from sciatica_coach.errors import CoachError
    from sciatica_coach.files.cards import load_card
    from sciatica_coach.files.content import read_content
    from sciatica_coach.files.library import Library
    from sciatica_coach.files.places import find_content
    from sciatica_coach.files.profile import load_profile
    from sciatica_coach.files.yaml_nodes import read_yaml
    from sciatica_coach.model.exercise import read_exercise

PLACE = Path(tempfile.mkdtemp())
FILE = PLACE / "morning.yaml"
SHIPPED = Library(shipped=find_content(), own=PLACE / "none")


def read(data: bytes) -> None:
    """Read the bytes as each kind of file."""
    FILE.write_bytes(data)
    read_yaml(FILE)
    for attempt in (
        lambda: SHIPPED.routine_file(FILE),
        lambda: SHIPPED.check(FILE),
        lambda: load_card(FILE),
        lambda: read_content(FILE, lambda node, faults: read_exercise(node, faults, SHIPPED.dose_rules, "x")),
        lambda: load_profile(FILE),
    ):
        try:
            attempt()
        except CoachError as error:
            str(error)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
