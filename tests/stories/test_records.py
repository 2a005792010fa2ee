"""A session from its file to its records: what is written in YAML is what is done, told and kept."""

import json
import re
import subprocess
from pathlib import Path

from tests.stories.person import Program, entries_in

ROUTINE = """\
name: Sides
exercises:
  - {name: None, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts, hold: 0.2}
  - {name: Both, category: mobility, position: standing, steps: [Stand.], stop_if: it hurts,
     sides: both, sets: 2, reps: 2, rest: 0.1, rep: [{cue: Up, seconds: 0.1}, {cue: Down, seconds: 0.1}]}
  - {name: Each, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts,
     sides: each, side_seconds: 0.1, sets: 2, reps: 2, rest: 0.1, hold: 0.2}
  - {name: In turn, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts,
     sides: alternate, reps: 2, rest: 0.1, rep: [{cue: "{side} knee", seconds: 0.2}]}
"""
UP_AND_DOWN = ["Up, 0.1 s (1 of 2)", "Down, 0.1 s (1 of 2)", "Up, 0.1 s (2 of 2)", "Down, 0.1 s (2 of 2)"]
TWO_HOLDS = ["Hold, keep breathing, 0.2 s (1 of 2)", "Rest, 0.1 s", "Hold, keep breathing, 0.2 s (2 of 2)"]
BOTH_SETS = [*TWO_HOLDS, "Rest, 0.1 s", *TWO_HOLDS]
TOLD = [
    "Hold, keep breathing, 0.2 s",
    *UP_AND_DOWN,
    "Rest, 0.1 s",
    *UP_AND_DOWN,
    *BOTH_SETS,
    "Change sides. Right side, 0.1 s",
    *BOTH_SETS,
    "Left knee, 0.2 s (1 of 2)",
    "Right knee, 0.2 s (1 of 2)",
    "Left knee, 0.2 s (2 of 2)",
    "Right knee, 0.2 s (2 of 2)",
]
"""Rest stands between the reps of a hold, and between sets and sides, never after the last."""
_STEP = re.compile(r"(?!Get ready).+, [0-9.]+ s( \(\d of \d\))?")


def record(exercise: str, sets: int, reps: int, seconds: float, side: str | None) -> dict[str, object]:
    """A record of something that was done."""
    return {
        "exercise": exercise,
        "outcome": "done",
        "sets": sets,
        "reps_done": reps,
        "reps_planned": reps,
        "seconds": seconds,
        "side": side,
    }


RECORDS = [
    record("none", 1, 1, 0.2, None),
    record("both", 2, 4, 0.8, None),
    record("each", 2, 4, 0.8, "left"),
    record("each", 2, 4, 0.8, "right"),
    record("in-turn", 1, 2, 0.4, "left"),
    record("in-turn", 1, 2, 0.4, "right"),
]


def test_what_is_written_is_done_told_and_kept(program: Program, home: Path, tmp_path: Path) -> None:
    """Every kind of side has its lines, and a record for each side: reps over all sets, seconds without any rest."""
    path = tmp_path / "sides.yaml"
    path.write_text(ROUTINE)
    done = subprocess.run(
        [*program.words, "today", "--routine", str(path), "--no-signs", "--pain", "4", "--pain-after", "3"],
        env=program.environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if _STEP.fullmatch(line)] == TOLD
    (session,) = entries_in(home)
    assert json.dumps(session["exercises"]) == json.dumps(RECORDS)
    assert (session["pain_before"], session["pain_after"]) == ({"score": 4}, {"score": 3})
    assert not (home / "profile.yaml").exists()
