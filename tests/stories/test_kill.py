"""SIGKILL at any moment of a session: what the program said was done is in the journal after the next command."""

import random
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.stories.person import Program, entries_in

EXERCISES = 6
KILLS = 18
SECONDS_OF_AN_EXERCISE = 0.6


@dataclass(slots=True)
class Victim:
    """A session that is killed some time after it has begun an exercise."""

    home: Path
    out: Path
    file: IO[str]
    running: "subprocess.Popen[str]"
    exercise: int
    delay: float
    seen_at: float = 0.0

    @property
    def acknowledged(self) -> int:
        """How many exercises the program has told to be over."""
        text = self.out.read_text()
        begun = [int(number) for number in re.findall(rf"^(\d) of {EXERCISES}: ", text, re.MULTILINE)]
        return EXERCISES if "The session is over." in text else max(begun, default=1) - 1

    def kill_if_due(self) -> bool:
        """Kill it when its moment has come; whether it is dead."""
        if not self.seen_at and f"{self.exercise} of {EXERCISES}: " in self.out.read_text():
            self.seen_at = time.monotonic()
        if self.running.poll() is None and not (self.seen_at and time.monotonic() >= self.seen_at + self.delay):
            return False
        self.running.kill()
        self.running.wait()
        self.file.close()
        return True


def write_routine(path: Path) -> Path:
    """A routine of six exercises of 0.3 s, each after 0.3 s to get ready."""
    lines = [
        f"  - {{name: Number {number}, category: stretch, position: standing, steps: [Stand.], "
        "stop_if: it hurts, hold: 0.3}"
        for number in range(1, EXERCISES + 1)
    ]
    path.write_text("\n".join(["name: Six", "exercises:", *lines]) + "\n")
    return path


def start(program: Program, home: Path, routine: Path, exercise: int, delay: float) -> Victim:
    """Start a session that will be killed."""
    home.mkdir(mode=0o700)
    out = home.with_suffix(".out")
    file = out.open("w")
    running = subprocess.Popen(
        [*program.words, "today", "--routine", str(routine)],
        env=program.environment(home),
        stdin=subprocess.DEVNULL,
        stdout=file,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return Victim(home=home, out=out, file=file, running=running, exercise=exercise, delay=delay)


def next_command(program: Program, home: Path) -> str:
    """Run `coach`, and give what it says on standard error."""
    done = subprocess.run(
        program.words, env=program.environment(home), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_nothing_that_was_said_to_be_done_is_lost(program: Program, tmp_path: Path) -> None:
    """Killed at random moments, every session is recovered once, with all that was told to be over.

    Not only after a second: what the program has told is on disk when it tells it.
    """
    routine, chance = write_routine(tmp_path / "six.yaml"), random.Random(20261122)  # noqa: S311 - no secret
    victims = [
        start(
            program,
            tmp_path / f"home-{number}",
            routine,
            exercise=number % EXERCISES + 1,
            delay=chance.uniform(0, SECONDS_OF_AN_EXERCISE),
        )
        for number in range(KILLS)
    ]
    alive = list(victims)
    while alive:
        alive = [victim for victim in alive if not victim.kill_if_due()]
        time.sleep(0.005)
    assert sum(victim.running.returncode == -9 for victim in victims) >= 15
    told = kept = 0
    for victim in victims:
        acknowledged = victim.acknowledged
        first, second = next_command(program, victim.home), next_command(program, victim.home)
        (session,) = [entry for entry in entries_in(victim.home) if entry["type"] == "session"]
        done = [record for record in session["exercises"] if record["outcome"] == "done"]
        told, kept = told + acknowledged, kept + len(done)
        assert len(done) >= acknowledged
        assert len(done) <= acknowledged + 1
        assert all(record["seconds"] == 0.3 for record in done)
        assert not list(victim.home.glob("draft-*"))
        assert "Recovered" not in second
        if session["outcome"] == "completed":
            assert len(done) == EXERCISES
        else:
            assert session["outcome"] == "interrupted"
            assert re.search(rf"Recovered 1 unfinished session of .* \({len(done)} exercises? done\)", first)
            assert first.count("Recovered") == 1
    assert kept >= told >= KILLS
