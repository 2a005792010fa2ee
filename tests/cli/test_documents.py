"""What `--json` prints, command by command: one document on standard output, with the keys that programs rely on."""

from pathlib import Path
from typing import Any

import pytest
from tests.program import call, run

OBJECTS: dict[str, set[str]] = {
    "": {"today", "done", "plan", "due", "next"},
    "today --preview": {"routine", "name", "stage", "week", "seconds", "exercises", "reasons", "withheld"},
    "log 4": {"id", "type", "at", "score", "leg", "back", "furthest", "side", "feels", "triggers", "note"},
    "log --activity walk --minutes 20": {"id", "type", "at", "activity", "minutes"},
    "history": {"since", "until", "pain", "sessions", "summary"},
    "undo": {"removed"},
    "check": {"signs", "level"},
    "setup": {"stage", "due", "born", "birth", "side", "first", "cleared", "minutes", "equipment", "avoid"},
    "setup --show": {"stage", "due", "born", "birth", "side", "first", "cleared", "minutes", "equipment", "avoid"},
    "routines show chair": {"id", "name", "exercises"},
    "routines new morning": {"file"},
    "routines where": {"own", "shipped"},
    "exercises show clam": {"id", "name", "category", "position", "sides", "sets", "reps", "rest", "steps", "stop_if"},
    "learn posture": {"id", "title"},
    "remind list": {"reminders"},
    "report -o /dev/null": {"file"},
    "import -": {"added", "same", "replaced"},
    "doctor": {"files", "terminal", "sound", "voice"},
    "forget --yes": {"removed", "left"},
}
LISTS: dict[str, set[str]] = {
    "routines list": {"id", "name"},
    "exercises list": {"id", "name"},
    "learn": {"id", "title"},
    "routines check broken.yaml": {"file", "line", "message"},
}
ENTRY = '{"id":"a","type":"pain","at":"2026-11-22T07:30:00+01:00","score":4}'


def document(words: str, tmp_path: Path, code: int = 0) -> Any:
    """The document of a command; there is an entry to take back, and a faulty file."""
    call("log", "3")
    (tmp_path / "broken.yaml").write_text("name: x\nexercises: []\n")
    named = [str(tmp_path / word) if word == "broken.yaml" else word for word in words.split()]
    result = run(*named, "--json", text=ENTRY)
    assert result.code == code, result
    return result.document


@pytest.mark.parametrize(("words", "keys"), OBJECTS.items(), ids=OBJECTS.keys())
def test_object(tmp_path: Path, words: str, keys: set[str]) -> None:
    """The command prints one object that has at least these keys."""
    assert keys <= set(document(words, tmp_path))


@pytest.mark.parametrize(("words", "keys"), LISTS.items(), ids=LISTS.keys())
def test_list(tmp_path: Path, words: str, keys: set[str]) -> None:
    """The command prints a list of objects, each with at least these keys."""
    found = document(words, tmp_path, code=65 if "broken" in words else 0)
    assert found
    assert all(keys <= set(one) for one in found)
