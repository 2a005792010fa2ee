"""`coach today --preview --json`: the plan in the shape of the contract."""

from pathlib import Path

import pytest
from tests.program import call

KEYS = ["routine", "name", "stage", "week", "seconds", "exercises", "reasons", "withheld"]
EXERCISE_KEYS = ["exercise", "name", "position", "sides", "sets", "reps", "hold", "rest", "seconds"]


@pytest.mark.parametrize("routine", ["gentle-start", "chair", "flare", "strength"])
def test_shape(home: Path, routine: str) -> None:
    """Exactly the keys of the contract; the seconds are the sum of those of the exercises; nothing is written."""
    result = call("today", "--preview", "--json", "--routine", routine)
    assert result.code == 0
    plan = result.document
    assert list(plan) == KEYS
    assert (plan["routine"], plan["stage"], plan["week"], plan["withheld"]) == (routine, "general", None, None)
    assert all(list(exercise) == EXERCISE_KEYS for exercise in plan["exercises"])
    assert all(set(reason) == {"rule", "text", "source"} for reason in plan["reasons"])
    assert sum(exercise["seconds"] for exercise in plan["exercises"]) == pytest.approx(plan["seconds"])
    assert plan["exercises"]
    assert not home.exists()


def test_without_a_terminal_nothing_is_asked_on_standard_output() -> None:
    """Standard output is one document even for a first run with `--why`."""
    assert list(call("today", "--preview", "--json", "--why").document) == KEYS


OWN = """\
name: Own
for: [general]
exercises:
  - name: Lean
    category: stretch
    position: standing
    sides: each
    hold: 20
    reps: 2
    rest: 5
    steps: [Lean.]
    stop_if: it hurts
  - name: Tap
    category: mobility
    position: standing
    rep: [{cue: Up, seconds: 1.5}, {cue: Down, seconds: 1}]
    reps: 4
    steps: [Tap.]
    stop_if: it hurts
"""


def test_own_file(tmp_path: Path) -> None:
    """A routine from a file: doses as written, null for the hold of an exercise with beats."""
    (tmp_path / "own.yaml").write_text(OWN)
    plan = call("today", "--preview", "--json", "--routine", str(tmp_path / "own.yaml")).document
    doses = [
        {key: exercise[key] for key in ("exercise", "sides", "sets", "reps", "hold", "rest")}
        for exercise in plan["exercises"]
    ]
    assert doses == [
        {"exercise": "lean", "sides": "each", "sets": 1, "reps": 2, "hold": 20, "rest": 5},
        {"exercise": "tap", "sides": "none", "sets": 1, "reps": 4, "hold": None, "rest": 0},
    ]
    assert plan["exercises"][0]["seconds"] > 2 * (2 * 20 + 5)
    assert plan["exercises"][1]["seconds"] > 4 * 2.5


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "gone.yaml"),
        ("name: X\nexercises: []\n", "exercises"),
        ("name: [\n", ":"),
        ("name: X\nfor: [general]\nexercises:\n  - exercise: brigde\n", "Did you mean bridge"),
    ],
    ids=["gone", "no-exercises", "syntax", "unknown-exercise"],
)
def test_routine_file_with_faults(tmp_path: Path, content: str | None, says: str) -> None:
    """A routine file that is not there or has faults is told with its name, and nothing is shown."""
    path = tmp_path / "gone.yaml"
    if content is not None:
        path.write_text(content)
    result = call("today", "--preview", "--json", "--routine", str(path))
    assert result.code in (2, 65)
    assert result.out == ""
    assert says in result.err
    assert "gone" in result.err
