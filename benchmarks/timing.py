"""How well a session keeps time on the real clock, and what it costs, with one other busy process.

    python benchmarks/timing.py [--minutes 10] [--no-terminal] [--size 80x24] [--voice COMMAND] [--still]

Runs the whole program, journal included, on a pseudo-terminal of its own (or on a pipe): one long hold with a figure
that never stops walking (or that stands still), in which the processor time and the memory are measured, and then
nothing but short beats. Each beat's moment is compared with the sum of the steps before it. Linux only: the costs are
read from /proc.
"""

import argparse
import json
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BEATS = (0.7, 1.3)
LEAD_IN_SECONDS = 5
MOST_REPS = 200
RECORD = "TIMING_RECORD"
WALKING = (
    "{hold: [{working_hip: 22, other_hip: -16, other_knee: 12}, {other_hip: 8, other_knee: 40}, "
    "{other_hip: 22, working_hip: -16, working_knee: 12}, {working_hip: 8, working_knee: 40}]}"
)
SETTLING_SECONDS = 2.0


def main() -> None:
    """Run the benchmark, and print its figures."""
    parser = argparse.ArgumentParser(description="How well a session keeps time, and what it costs.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--no-terminal", action="store_true", help="a line a step, into a pipe")
    parser.add_argument("--size", default="80x24", help="of the terminal")
    parser.add_argument("--voice", default="", help="speak with this command: `sleep 1000` is one that hangs")
    parser.add_argument("--still", action="store_true", help="the figure does not move in the hold")
    arguments = parser.parse_args()
    size = None if arguments.no_terminal else arguments.size
    print_figures(measure(arguments.minutes, size, arguments.voice, walks=not arguments.still))


def measure(
    minutes: float, size: str | None = "80x24", voice: str = "", *, walks: bool = True, journal: Path | None = None
) -> dict[str, float]:
    """Run one session with another process busy, and take its figures: milliseconds, megabytes, percent.

    Args:
        minutes: how long it is.
        size: of the terminal; none for a pipe.
        voice: the command that speaks.
        walks: whether the figure moves in the hold.
        journal: what the log holds before; nothing without it.
    """
    hold = min(60.0, minutes * 60 / 3)
    with tempfile.TemporaryDirectory() as folder:
        routine = write_routine(Path(folder) / "beats.yaml", hold, minutes * 60, walks=walks)
        write_profile(Path(folder) / "home", voice)
        if journal:
            shutil.copy(journal, Path(folder) / "home" / "log.json")
            stamp(Path(folder) / "home")
        with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
            try:
                costs = watch(Path(folder), routine, hold, size)
            finally:
                busy.kill()
        return figures(json.loads((Path(folder) / "record.json").read_text()), costs)


def stamp(home: Path) -> None:
    """Save one entry, after which the program knows the journal as its own."""
    environ = {**os.environ, "SCIATICA_COACH_HOME": str(home)}
    subprocess.run([sys.executable, "-m", "sciatica_coach", "log", "4"], env=environ, capture_output=True, check=True)


def write_profile(home: Path, voice: str) -> None:
    """A profile with this voice, or with none, whatever the machine has."""
    home.mkdir(mode=0o700)
    speaks = f"voice_command: {json.dumps(voice)}" if voice else "voice: false"
    (home / "profile.yaml").write_text(f"{speaks}\nsound: {'tones' if voice else 'bell'}\n")


def write_routine(path: Path, hold: float, seconds: float, *, walks: bool) -> Path:
    """A routine of one hold, and then of beats for the rest of the time."""
    reps = max(1, round((seconds - hold - 2 * LEAD_IN_SECONDS) / sum(BEATS)))
    sets = -(-reps // MOST_REPS)
    common = "category: mobility, position: standing, steps: [Stand.], stop_if: it hurts"
    path.write_text(
        "name: Beats\nexercises:\n"
        f"  - {{name: Hold, {common}, hold: {hold:g}{f', poses: {WALKING}' if walks else ''}}}\n"
        f"  - {{name: Beats, {common}, reps: {reps // sets}, sets: {sets},\n"
        f"     rep: [{{cue: Up, seconds: {BEATS[0]}}}, {{cue: Down, seconds: {BEATS[1]}}}]}}\n"
    )
    return path


# The program, with a note of each event's moment


def perform(routine: str) -> None:
    """Be the program: run a session as `coach today` does, and write down when each of its events came."""
    from sciatica_coach.cli import main as program
    from sciatica_coach.cli import run_session
    from sciatica_coach.session.events import Ended, StepBegan
    from sciatica_coach.terminal.keyboard import now

    names = vars(run_session)
    run = names["run"]
    record: dict[str, Any] = {"begun": []}

    def noted(player: Any, *adapters: Any) -> Iterator[Any]:
        record["steps"] = [step.seconds for step in player.steps]
        for event in run(player, *adapters):
            if isinstance(event, StepBegan):
                record["begun"].append(now())
            if isinstance(event, Ended):
                record["ended"] = now()
            yield event

    names["run"] = noted
    sys.argv = ["coach", "today", "--no-questions", "--no-signs", "--routine", routine]
    try:
        program.main()
    finally:
        Path(os.environ[RECORD]).write_text(json.dumps(record))


# The terminal around it


def watch(folder: Path, routine: Path, hold: float, size: str | None) -> dict[str, float]:
    """Run the session in a process of its own, take what it writes, and measure it within the hold."""
    environ = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "SCIATICA_COACH_HOME": str(folder / "home"),
        RECORD: str(folder / "record.json"),
        "TERM": "xterm-256color",
    }
    words = [sys.executable, str(Path(__file__).resolve()), "--perform", str(routine)]
    person, program = pty.openpty() if size else os.pipe()
    if size:
        columns, rows = map(int, size.split("x"))
        ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    stdin = program if size else subprocess.DEVNULL
    with subprocess.Popen(
        words,
        env=environ,
        stdin=stdin,
        stdout=program,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        os.close(program)
        costs = {"start-up": drain_until(person, b"Hold, keep breathing")}
        drain(person, SETTLING_SECONDS)
        before = processor_seconds(running.pid)
        began = time.monotonic()
        costs["bytes"] = drain(person, hold - 2 * SETTLING_SECONDS)
        costs["seconds"] = time.monotonic() - began
        costs["processor"] = processor_seconds(running.pid) - before
        costs["memory"] = memory_megabytes(running.pid, "VmRSS")
        while running.poll() is None:
            drain(person, 1.0)
            costs["peak"] = memory_megabytes(running.pid, "VmHWM") or costs.get("peak", 0.0)
    os.close(person)
    return costs


def drain_until(person: int, text: bytes) -> float:
    """Take what is written until a text comes; the seconds that it took."""
    began, seen = time.monotonic(), b""
    while text not in seen:
        raw = read(person, 60)
        if not raw:
            raise SystemExit(f"The session did not begin:\n{seen.decode(errors='replace')}")
        seen += raw
    return time.monotonic() - began


def drain(person: int, seconds: float) -> int:
    """Take what is written for some time; how many bytes it was."""
    count, until = 0, time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        raw = read(person, left)
        count += len(raw)
        if not raw and left > 0:
            time.sleep(min(left, 0.05))
    return count


def read(person: int, seconds: float) -> bytes:
    """What has been written, or nothing after so many seconds, or at the end."""
    try:
        return os.read(person, 65_536) if select.select([person], [], [], seconds)[0] else b""
    except OSError:
        return b""


def processor_seconds(pid: int) -> float:
    """The processor time that a process has taken, its system calls included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_megabytes(pid: int, name: str) -> float:
    """A line of /proc/PID/status, in megabytes; 0 when the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    found = [int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:")]
    return found[0] if found else 0.0


# The figures


def figures(record: dict[str, Any], costs: dict[str, float]) -> dict[str, float]:
    """How late the steps began, how late the end was, and what the hold cost."""
    start, steps = record["begun"][0], record["steps"]
    due = [start + sum(steps[:place]) for place in range(len(steps))]
    late = sorted((begun - at) * 1000 for begun, at in zip(record["begun"], due, strict=True))
    return {
        "steps": len(steps),
        "planned": sum(steps),
        "late_median": late[len(late) // 2],
        "late_99": late[int(len(late) * 0.99)],
        "late_most": late[-1],
        "earliest": late[0],
        "drift": (record["ended"] - start - sum(steps)) * 1000,
        "processor": costs["processor"] / costs["seconds"] * 100,
        "watched": costs["seconds"],
        "bytes": costs["bytes"] / costs["seconds"],
        "memory": costs["memory"],
        "peak": costs["peak"],
        "start_up": costs["start-up"],
    }


def print_figures(found: dict[str, float]) -> None:
    """Print the figures, a line each."""
    rows = [
        ("steps", f"{found['steps']} in {found['planned']:.1f} s"),
        ("late, median", f"{found['late_median']:.2f} ms"),
        ("late, 99th of 100", f"{found['late_99']:.2f} ms"),
        ("late, most", f"{found['late_most']:.2f} ms (earliest {found['earliest']:.2f} ms)"),
        ("end after the sum of the steps", f"{found['drift']:.2f} ms"),
        ("processor in the hold", f"{found['processor']:.2f} % of one core, over {found['watched']:.0f} s"),
        ("written in the hold", f"{found['bytes']:.0f} bytes a second"),
        ("memory in the hold, at most", f"{found['memory']:.1f} MB, {found['peak']:.1f} MB"),
        ("from the start to the first hold", f"{found['start_up']:.2f} s, {LEAD_IN_SECONDS} s of it lead-in"),
    ]
    for name, value in rows:
        print(f"{name:<34}{value}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--perform"]:
        perform(sys.argv[2])
    else:
        main()
