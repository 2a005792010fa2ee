"""How fast the program is beside a trivial Typer app and its peers; the table of docs/benchmarks.md.

    python benchmarks/speed.py [--rounds 25] [--minutes 10] [--no-page]

Sets up an environment with the peers from the package index (kept in build/benchmarks), makes the journals, and times
whole processes from outside. What is compared with something takes turns with that alone, so that both meet the same
weather: the row is the median of the ratios of neighbours. What was not reached is said in red here, and with a word on
it on the page.
"""

import argparse
import json
import os
import platform
import pty
import select
import shutil
import statistics
import struct
import subprocess
import sys
import termios
import time
import venv
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fcntl import ioctl
from pathlib import Path

import journals
import timing

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "benchmarks"
PAGE = ROOT / "docs" / "benchmarks.md"
PEERS = ("td-watson", "jrnl", "termdown", "todoman")
COLUMNS, ROWS = 80, 24
PATIENCE_SECONDS = 60.0
GROWTH_ROUNDS = 5
LONG = {
    "coach history --all, ten years",
    "coach report, ten years",
    "coach report --days 3650, ten years",
    "coach import, ten years",
    "watson log",
}
"""These run by themselves: what comes after one of them is slower for it."""
COMPARED = (
    ("`coach --version` to a trivial Typer app", "coach --version", "trivial --version", 1.10),
    ("`coach --help` to the same", "coach --help", "trivial --help", 1.10),
    ("shell completion to the same", "coach, completed", "trivial, completed", 1.10),
    ("`coach log 4`, empty journal, to a trivial app", "coach log 4", "trivial", 1.35),
    ("`coach log 4`, ten years, to the empty journal", "coach log 4, ten years", "coach log 4", 1.25),
    ("`coach`, ten years, to the empty journal", "coach, ten years", "coach", 1.30),
    ("`coach history`, ten years, to the empty journal", "coach history, ten years", "coach history", 1.30),
    ("`coach history`, ten years, to `watson log`", "coach history, ten years", "watson log", 1.00),
    ("`coach today` to its first question, to a trivial app", "to the first question", "trivial", 1.50),
    ("`coach today` to its first frame, to a trivial app", "to the first frame", "trivial", 1.90),
    ("`coach today --preview --json` to `coach --version`", "coach today --preview --json", "coach --version", 1.50),
)
"""What is compared, the two commands, and how many times the other's time it may take."""
RED, PLAIN = "\x1b[31m", "\x1b[0m"

TRIVIAL = """
from typing import Annotated
import typer
app = typer.Typer()
def version(value: bool) -> None:
    if value:
        print("trivial 1")
        raise typer.Exit
@app.command()
def main(count: int = 4, version: Annotated[bool, typer.Option("--version", callback=version, is_eager=True)] = False):
    print(count)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command line to time: to its end, or on a terminal until a text is on it."""

    name: str
    words: tuple[str, ...]
    environ: dict[str, str] = field(default_factory=dict)
    until: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One row of the table: a figure, what it is compared with, and what it should be at most."""

    what: str
    value: float
    unit: str
    at_most: float
    detail: str = ""

    @property
    def reached(self) -> bool:
        """Whether the figure is as good as was asked for."""
        return self.value <= self.at_most


def main() -> None:
    """Set up, run, print, write the page."""
    parser = argparse.ArgumentParser(description="The program beside a trivial Typer app and its peers.")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--minutes", type=float, default=10, help="of the session that is timed beat by beat")
    parser.add_argument("--no-page", action="store_true", help="do not write docs/benchmarks.md")
    arguments = parser.parse_args()
    programs = set_up()
    homes = make_homes()
    sessions = session_rows(arguments.minutes, homes["10"] / "log.json")
    runners = commands(programs, homes)
    took = race([one for one in runners if one.name not in LONG], arguments.rounds)
    took |= race([one for one in runners if one.name in LONG], min(arguments.rounds, GROWTH_ROUNDS))
    growth = grow(programs, homes)
    rows = duels(runners, arguments.rounds) + absolute(took, growth) + sessions
    print(table(rows, red=True))
    if not arguments.no_page:
        PAGE.write_text(page(rows, took, growth, arguments.rounds), encoding="utf-8")


# The environment


def set_up() -> dict[str, str]:
    """Install the program, the trivial app and the peers, each kind into an environment of its own."""
    own, peers = PLACE / "own", PLACE / "peers"
    if not peers.exists():
        install(peers, PEERS)
    install(own, [f"{ROOT}[report]"])
    module = next((own / "lib").glob("python*")) / "site-packages" / "trivial.py"
    module.write_text(TRIVIAL, encoding="utf-8")
    script = own / "bin" / "trivial"
    script.write_text(f"#!{own}/bin/python\nimport sys\nfrom trivial import app\nsys.exit(app())\n", encoding="utf-8")
    script.chmod(0o755)
    names = {"coach": own, "trivial": own, "python": own, "watson": peers, "jrnl": peers, "termdown": peers}
    return {name: str(place / "bin" / name) for name, place in (names | {"todo": peers}).items()}


def install(place: Path, packages: Sequence[str]) -> None:
    """Packages from the index into an environment, compiled, so that no run pays for that."""
    if not place.exists():
        venv.create(place, with_pip=True)
    pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", "--compile", "--force-reinstall"]
    subprocess.run([*pip, *packages], check=True)


def make_homes() -> dict[str, Path]:
    """Homes with journals of no, 1, 10 and 100 years; and a frame for watson for each entry of ten years.

    `empty` gets the entries that the race itself logs; nothing is ever logged in `none`.
    """
    shutil.rmtree(PLACE / "homes", ignore_errors=True)
    now = datetime.now(UTC).replace(microsecond=0)
    homes = {name: PLACE / "homes" / name for name in ("empty", "none", "1", "10", "100", "import", "watson")}
    for home in homes.values():
        home.mkdir(parents=True)
        (home / "profile.yaml").write_text("notice_read: 2026-01-01\n", encoding="utf-8")
    count = 0
    for years in (1, 10, 100):
        written = journals.write_journal(homes[str(years)] / "log.json", years, now)
        count = written if years == 10 else count  # noqa: PLR2004 - the ten years of the table
    frames = [
        [
            int((now - timedelta(hours=5 * place)).timestamp()),
            int((now - timedelta(hours=5 * place - 1)).timestamp()),
            "exercise",
            f"{place:032x}",
            [],
            int(now.timestamp()),
        ]
        for place in range(count, 0, -1)
    ]
    (homes["watson"] / "frames").write_text(json.dumps(frames, indent=1), encoding="utf-8")
    return homes


# The race


def commands(programs: dict[str, str], homes: dict[str, Path]) -> list[Command]:
    """Everything that is timed once a round."""
    coach, trivial = programs["coach"], programs["trivial"]
    empty = {"SCIATICA_COACH_HOME": str(homes["empty"])}
    nothing = {"SCIATICA_COACH_HOME": str(homes["none"])}
    decade = {"SCIATICA_COACH_HOME": str(homes["10"])}
    completion = {"COMP_WORDS": "coach to", "COMP_CWORD": "1"}
    session = ("today", "--routine", "gentle-start", "--no-resume")
    return [
        Command(name="python", words=(programs["python"], "-c", "pass")),
        Command(name="trivial", words=(trivial,)),
        Command(name="trivial --version", words=(trivial, "--version")),
        Command(name="trivial --help", words=(trivial, "--help")),
        Command(
            name="trivial, completed", words=(trivial,), environ=completion | {"_TRIVIAL_COMPLETE": "complete_bash"}
        ),
        Command(name="coach --version", words=(coach, "--version"), environ=empty),
        Command(name="coach --help", words=(coach, "--help"), environ=empty),
        Command(
            name="coach, completed", words=(coach,), environ=empty | completion | {"_COACH_COMPLETE": "complete_bash"}
        ),
        Command(name="coach log 4", words=(coach, "log", "4"), environ=empty),
        Command(name="coach log 4, ten years", words=(coach, "log", "4"), environ=decade),
        Command(name="coach", words=(coach,), environ=nothing),
        Command(name="coach, ten years", words=(coach,), environ=decade),
        Command(name="coach history", words=(coach, "history"), environ=nothing),
        Command(name="coach history, ten years", words=(coach, "history"), environ=decade),
        Command(name="coach history --all, ten years", words=(coach, "history", "--all"), environ=decade),
        Command(
            name="coach report, ten years", words=(coach, "report", "-o", str(PLACE / "report.html")), environ=decade
        ),
        Command(
            name="coach report --days 3650, ten years",
            words=(coach, "report", "--days", "3650", "-o", str(PLACE / "report.html")),
            environ=decade,
        ),
        Command(
            name="coach import, ten years",
            words=(coach, "import", str(homes["10"] / "log.json")),
            environ={"SCIATICA_COACH_HOME": str(homes["import"])},
        ),
        Command(name="coach routines where", words=(coach, "routines", "where"), environ=empty),
        Command(name="coach routines check", words=(coach, "routines", "check"), environ=empty),
        Command(name="coach today --preview --json", words=(coach, "today", "--preview", "--json"), environ=empty),
        Command(name="to the first question", words=(coach, *session), environ=empty, until=b"Enter: none"),
        Command(
            name="to the first frame",
            words=(coach, *session, "--no-signs", "--pain", "4"),
            environ=empty,
            until=b"Get ready",
        ),
        Command(name="watson log", words=(programs["watson"], "log"), environ={"WATSON_DIR": str(homes["watson"])}),
        Command(name="jrnl --version", words=(programs["jrnl"], "--version")),
        Command(name="termdown --version", words=(programs["termdown"], "--version")),
        Command(name="todo --version", words=(programs["todo"], "--version")),
    ]


def race(runners: list[Command], rounds: int) -> dict[str, float]:
    """The median seconds of each command, one run of each a round."""
    return {name: statistics.median(values) for name, values in taking_turns(runners, rounds).items()}


def taking_turns(runners: list[Command], rounds: int) -> dict[str, list[float]]:
    """The seconds of each command, one run of each a round; the first round only warms up."""
    took: dict[str, list[float]] = {command.name: [] for command in runners}
    for number in range(rounds + 1):
        for command in runners:
            seconds = time_on_terminal(command) if command.until else time_to_end(command)
            if number:
                took[command.name].append(seconds)
    return took


def time_to_end(command: Command) -> float:
    """The seconds of a whole process."""
    environ = {**os.environ, **command.environ}
    began = time.perf_counter()
    subprocess.run(command.words, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return time.perf_counter() - began


def time_on_terminal(command: Command) -> float:
    """The seconds until a text is on the terminal; the program is killed then."""
    person, program = pty.openpty()
    ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environ = {**os.environ, **command.environ, "TERM": "xterm-256color"}
    began = time.perf_counter()
    with subprocess.Popen(
        command.words, env=environ, stdin=program, stdout=program, stderr=program, start_new_session=True
    ) as running:
        os.close(program)
        seen = b""
        while command.until not in seen:
            if not select.select([person], [], [], PATIENCE_SECONDS)[0]:
                raise SystemExit(f"{command.name} never came to `{command.until!r}`:\n{seen.decode(errors='replace')}")
            seen += os.read(person, 65_536)
        seconds = time.perf_counter() - began
        running.kill()
    os.close(person)
    for draft in Path(command.environ["SCIATICA_COACH_HOME"]).glob("draft-*"):
        with suppress(OSError):
            draft.unlink()
    return seconds


def grow(programs: dict[str, str], homes: dict[str, Path]) -> dict[str, dict[str, float]]:
    """The medians of three commands on journals of 1, 10 and 100 years, once warm."""
    # The log comes first: it stamps the journal, which is then trusted and read from its end.
    lines = {"log": ("log", "4"), "history": ("history",), "history --all": ("history", "--all")}
    growth: dict[str, dict[str, float]] = {}
    for name, words in lines.items():
        runners = [
            Command(name=years, words=(programs["coach"], *words), environ={"SCIATICA_COACH_HOME": str(homes[years])})
            for years in ("1", "10", "100")
        ]
        growth[name] = race(runners, GROWTH_ROUNDS)
    return growth


# The table


def duels(runners: list[Command], rounds: int) -> list[Target]:
    """The rows that compare one command with another."""
    by_name = {command.name: command for command in runners}

    def ratio(what: str, one: str, other: str, at_most: float) -> Target:
        turns = taking_turns([by_name[one], by_name[other]], rounds)
        detail = " to ".join(f"{statistics.median(turns[name]) * 1000:.0f} ms" for name in (one, other))
        value = statistics.median(first / second for first, second in zip(turns[one], turns[other], strict=True))
        return Target(what=what, value=value, unit="times", at_most=at_most, detail=detail)

    return [ratio(*row) for row in COMPARED]


def absolute(took: dict[str, float], growth: dict[str, dict[str, float]]) -> list[Target]:
    """The other rows of whole processes."""
    content = (took["coach routines check"] - took["coach routines where"]) * 1000
    over_start = (took["coach routines check"] - took["coach --version"]) * 1000
    grown = growth["history"]["100"] / growth["history"]["1"]
    return [
        Target(
            what="reading and checking all content",
            value=content,
            unit="ms",
            at_most=40,
            detail="`coach routines check` over `coach routines where`, which reads nothing",
        ),
        Target(what="the same over `coach --version`", value=over_start, unit="ms", at_most=100),
        Target(
            what="`coach history --all`, ten years", value=took["coach history --all, ten years"], unit="s", at_most=1
        ),
        Target(what="`coach report`, ten years", value=took["coach report, ten years"], unit="s", at_most=2),
        Target(
            what="`coach report --days 3650`, ten years",
            value=took["coach report --days 3650, ten years"],
            unit="s",
            at_most=2,
        ),
        Target(what="`coach history`, 100 years to 1 year", value=grown, unit="times", at_most=1.3, detail="flat"),
    ]


def session_rows(minutes: float, journal: Path) -> list[Target]:
    """What a session costs on a journal of ten years, and how late its beats are, with one other busy process."""
    still = timing.measure(min(minutes, 2), walks=False, journal=journal)
    figures = timing.measure(minutes, journal=journal)
    memory = max(still["peak"], figures["peak"])
    return [
        Target(what="processor while a hold counts down", value=still["processor"], unit="% of a core", at_most=1),
        Target(what="the same with the figure moving", value=figures["processor"], unit="% of a core", at_most=2),
        Target(what="memory in a session, ten years", value=memory, unit="MB", at_most=40),
        Target(what="lateness of beats, 99th of 100", value=figures["late_99"], unit="ms", at_most=25),
        Target(what="lateness of beats, most", value=figures["late_most"], unit="ms", at_most=30),
        Target(what=f"drift over {minutes:g} minutes", value=abs(figures["drift"]), unit="ms", at_most=20),
    ]


def table(rows: list[Target], *, red: bool) -> str:
    """The rows as a Markdown table; in red what was not reached, where the terminal has it."""
    lines = ["| what | measured | to reach | |", "|---|---|---|---|"]
    for row in rows:
        mark = row.detail if row.reached else f"**not reached** {row.detail}".strip()
        line = f"| {row.what} | {row.value:.2f} {row.unit} | ≤ {row.at_most:g} {row.unit} | {mark} |"
        lines.append(f"{RED}{line}{PLAIN}" if red and not row.reached else line)
    return "\n".join(lines)


def page(rows: list[Target], took: dict[str, float], growth: dict[str, dict[str, float]], rounds: int) -> str:
    """docs/benchmarks.md: the table, the growth, all medians, the machine; the notes at its end are kept."""
    known = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    notes = known.partition("## Notes\n")[2] or "\nNone yet.\n"
    grown = [
        f"| `coach {name}` | " + " | ".join(f"{by[years] * 1000:.0f} ms" for years in ("1", "10", "100")) + " |"
        for name, by in growth.items()
    ]
    medians = [f"| `{name}` | {seconds * 1000:.0f} ms |" for name, seconds in took.items()]
    return "\n".join([
        "# Speed and cost",
        "",
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `python benchmarks/speed.py`: medians of {rounds} runs of",
        f"whole processes that take turns; where two are compared, of the ratios of neighbours. {machine()}",
        "",
        table(rows, red=False),
        "",
        "## What it costs to grow",
        "",
        "| | 1 year | 10 years | 100 years |",
        "|---|---|---|---|",
        *grown,
        "",
        "A year has 730 sessions of ten exercises and 1,095 pain entries.",
        "",
        "## All medians",
        "",
        "| command | median |",
        "|---|---|",
        *medians,
        "",
        "## Notes",
    ]) + "\n" + notes  # fmt: skip


def machine() -> str:
    """The machine's facts in a sentence."""
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores."
    )


def guarded(run: Callable[[], None]) -> None:
    """Run, and say in a sentence when a command failed."""
    try:
        run()
    except subprocess.CalledProcessError as error:
        words = " ".join(map(str, error.cmd))
        sys.exit(f"{words} ended with {error.returncode}:\n{(error.stderr or b'').decode(errors='replace')}")


if __name__ == "__main__":
    guarded(main)
