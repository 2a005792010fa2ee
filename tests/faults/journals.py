"""Journals for tests: entries with nothing in them that does not matter, and looks at what is on disk."""

import json
import re
from pathlib import Path
from typing import Any

from sciatica_coach.files.journal import Journal
from sciatica_coach.files.new_journal import LEAST_BYTES
from sciatica_coach.files.places import Home
from sciatica_coach.model.entry import Entry, instant

LINE = re.compile(rb'\{"id":.*\}')


def pain(entry_id: str, at: str = "2024-11-22T07:30:00+01:00", score: int = 4, **more: Any) -> Entry:
    """A pain entry."""
    return {"id": entry_id, "type": "pain", "at": at, "score": score, **more}


def journal(home: Path) -> Journal:
    """The journal of a home."""
    return Journal(home=Home(root=home))


def fill(home: Path, *entries: Entry) -> None:
    """Save entries as the program does, so that the journal is stamped as its own."""
    for entry in entries:
        journal(home).add(entry)


def three() -> list[Entry]:
    """Three entries that were acknowledged before anything goes wrong."""
    return [pain(f"kept-{number}", f"2024-11-2{number}T07:00:00+01:00", number) for number in range(3)]


def saved(home: Path) -> list[Entry]:
    """The entries on disk, in their order, after making sure that the file is exactly as it has to be."""
    raw = (home / "log.json").read_bytes()
    document = json.loads(raw)
    assert document["schema"] == 1
    entries: list[Entry] = document["entries"]
    moments = [instant(entry["at"]) for entry in entries]
    assert moments == sorted(moments), "the entries are out of order"
    head, *lines, foot = raw.split(b"\n")[:-1]
    assert raw.endswith(b"\n")
    assert head == b'{"schema":1,"entries":['
    assert foot.startswith(b"]")
    assert len(lines) == len(entries), "not one entry a line"
    assert [json.loads(line.removesuffix(b",")) for line in lines] == entries
    return entries


def ids(home: Path) -> list[str]:
    """The ids on disk, in their order."""
    return [entry["id"] for entry in saved(home)]


def drafts(home: Path) -> list[Path]:
    """The drafts that wait in a home."""
    return sorted(home.glob("draft-*.jsonl"))


def leftovers(home: Path) -> list[str]:
    """Whatever lies in a home and has no place there once every command is done."""
    known = {"log.json", "log.json.bak", ".coach.lock", "profile.yaml", "routines", "backups"}
    return sorted(path.name for path in home.iterdir() if path.name not in known)


def fill_large(home: Path) -> None:
    """Three entries behind one so long that the next save writes only the end of the journal."""
    fill(home, pain("large", "2024-11-10T07:00:00+01:00", note="n" * (LEAST_BYTES + 100_000)), *three())
