"""A store as many programs have it: in place, without a lock, a sync or a draft.

The tests of this folder must find it wanting; a test that does not is worth nothing.
Run as `broken_store.py ID`; the home is that of SCIATICA_COACH_HOME.
"""

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Add an entry of that id."""
    path = Path(os.environ["SCIATICA_COACH_HOME"]) / "log.json"
    path.parent.mkdir(exist_ok=True)
    entries = json.loads(path.read_text())["entries"] if path.exists() else []
    entries.append({"id": sys.argv[1], "type": "pain", "at": "2026-11-22T07:30:00+01:00"})
    with path.open("w") as file:
        file.write('{"schema":1,"entries":[\n')
        file.write(",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries))
        file.flush()
        file.write("\n]}\n")
    sys.stdout.write("Saved\n")


main()
