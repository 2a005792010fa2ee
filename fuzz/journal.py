"""Fuzzes the journal: whatever bytes log.json and a draft hold, reading, saving and repairing raise CoachError alone.

    pip install -e '.[fuzz]'
    python fuzz/journal.py -max_total_time=600 /tmp/found fuzz/corpus/journal

After a save or a repair the journal must be whole, and hold the new entry.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sciatica_coach", "json"]):
    from sciatica_coach.errors import CoachError
    from sciatica_coach.files.journal import Journal
    from sciatica_coach.files.places import Home
    from sciatica_coach.files.repair import mend, survey

MEMORY = Path("/dev/shm")  # noqa: S108 - only the folder of a temporary folder
ROOT = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
"""In memory where there is such a place: a save syncs its files, and a disk takes a hundred times as long for it."""
NEW = {"id": "new", "type": "pain", "at": "2024-11-25T07:30:00Z", "score": 4}
DRAFT = b"\0DRAFT\0"


def use(data: bytes) -> None:
    """Use a home with these bytes in it, as commands do; what stands behind a mark is a draft."""
    shutil.rmtree(ROOT)
    ROOT.mkdir()
    log, _, draft = data.partition(DRAFT)
    home = Home(root=ROOT)
    home.log.write_bytes(log)
    if draft:
        home.draft("x").write_bytes(draft)
    for attempt in (Journal(home=home).all, Journal(home=home).recover, lambda: Journal(home=home).add(dict(NEW))):
        try:
            attempt()
        except CoachError as error:
            str(error)
        else:
            continue
        break
    try:
        mend(Journal(home=home), survey(home), "1")
        Journal(home=home).add(dict(NEW))
    except CoachError:
        return
    entries = json.loads(home.log.read_bytes())["entries"]
    if "new" not in [entry["id"] for entry in entries]:
        raise RuntimeError("the entry was lost")


if __name__ == "__main__":
    atheris.Setup(sys.argv, use)
    atheris.Fuzz()
