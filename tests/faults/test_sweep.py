"""A command that is killed, or refused, at any system call from its draft to its end, loses nothing."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.faults.injection import Point, calls, from_mention, inject, needs_strace
from tests.faults.journals import drafts, fill, leftovers, pain, three
from tests.program import Result, call, run

pytestmark = needs_strace

ACKNOWLEDGED = {entry["id"] for entry in three()}
NOTE = "the new one"
LOG = ("log", "9", "--note", NOTE)
HISTORY = ("history", "--json")
WAITS = re.compile(r"Your entry is kept in (\S+): ")
FAIR_CODES = {0, 65, 73, 74, 75}
CHANGES = frozenset(["write", "copy_file_range", "fsync", "rename", "unlink"])
"""What changes the disk: for the short tests. The sweeps take every call."""
BROKEN = (sys.executable, str(Path(__file__).with_name("broken_store.py")))


def nothing(home: Path) -> None:
    """No journal yet."""
    home.mkdir(mode=0o700)


def stamped(home: Path) -> None:
    """A journal as the program left it."""
    fill(home, *three())


def edited(home: Path) -> None:
    """A journal that somebody saved in an editor, indented."""
    stamped(home)
    log = home / "log.json"
    log.write_text(json.dumps(json.loads(log.read_text()), indent=2))


def abandoned(home: Path) -> None:
    """A journal, and the draft of a command that died."""
    stamped(home)
    (home / "draft-new.jsonl").write_text(json.dumps(pain("new", score=9, note=NOTE)) + "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """One command, run once for each of its system calls from the first that names a file."""

    home: Path
    prepare: Callable[[Path], None]
    args: Sequence[str]
    begins: str = "/draft-"
    program: Sequence[str] = ()

    def __call__(
        self, what: str, judge: Callable[["After"], list[str]], at: frozenset[str] = frozenset()
    ) -> dict[str, object]:
        """Deal out a fault at each call, or at those of some names; what was wrong after which."""
        wrong: dict[str, object] = {}
        points = self._points()
        written = next(place for place, point in enumerate(points) if point.call == "write")
        chosen = [(place, point) for place, point in enumerate(points) if not at or point.call in at]
        assert chosen
        for place, point in chosen:
            after = self._after(point, f"{what}:when={point.number}", is_written=place > written)
            if faults := judge(after):
                wrong[point.line] = (faults, after.result)
        return wrong

    def _points(self) -> list[Point]:
        self._renew()
        run(*self.args, program=self.program)  # so that everything is compiled, and calls can be counted
        self._renew()
        log = self.home.with_name("calls")
        points = from_mention(calls(log, *self.args, program=self.program), self.begins)
        assert points
        return points

    def _after(self, point: Point, what: str, *, is_written: bool) -> "After":
        self._renew()
        log = self.home.with_name("injected")
        result = inject(log, point.call, what, *self.args, program=self.program)
        return After(self.home, result, is_kept=is_written or self.prepare is abandoned)

    def _renew(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)
        self.prepare(self.home)


class After:
    """What is on disk after a fault, and after the next command."""

    def __init__(self, home: Path, result: Result, *, is_kept: bool) -> None:
        self.result = result
        self.is_kept = is_kept
        self.at_first = _found(home)
        self.waiting = [_text(draft) for draft in drafts(home)]
        self.promised = WAITS.search(result.err)
        self.promise_holds = not self.promised or NOTE in _text(Path(self.promised[1]))
        self.following = call(*HISTORY)
        self.in_the_end = _found(home)
        self.left = leftovers(home)

    @property
    def is_saved(self) -> bool:
        """Whether the entry was in the journal before the next command came."""
        return "new" in self.at_first

    def lost(self, before: set[str]) -> list[str]:
        """What no fault may do, whatever it is."""
        return _said(
            (not before <= set(self.at_first), f"acknowledged entries are gone: {self.at_first}"),
            (not before <= set(self.in_the_end), f"the next command lost entries: {self.in_the_end}"),
            ("Saved" in self.result.out and not self.is_saved, "it said `Saved`, and had not"),
            (self.following.code != 0, f"the next command fails: {self.following}"),
            (self.in_the_end.count("new") > 1, "the entry is there twice"),
            (bool(self.left), f"the next command left {self.left}"),
        )


def killed(before: set[str]) -> Callable[[After], list[str]]:
    """What must hold after a kill: as soon as the draft is written, the entry comes back."""

    def judge(after: After) -> list[str]:
        missing = after.is_kept and after.in_the_end.count("new") != 1
        return after.lost(before) + _said((missing, "the entry of the draft did not come back"))

    return judge


def refused(before: set[str]) -> Callable[[After], list[str]]:
    """What must hold after an error: a sentence, a fair code, and the truth about where the entry is."""

    def judge(after: After) -> list[str]:
        result, failed = after.result, after.result.code not in (0, 74)
        is_thrown_away = "not kept" in result.err
        back = "new" in after.in_the_end
        return after.lost(before) + _said(
            (result.code not in FAIR_CODES, f"it ended with {result.code}"),
            ("mistake in sciatica-coach" in result.err, "it calls a fault of the disk its own mistake"),
            (not failed and not after.is_saved, f"it ended with {result.code} and had not saved"),
            (failed and not after.promised and not is_thrown_away, "it does not say where the entry is"),
            (not after.promise_holds, "the draft that it names does not hold the entry"),
            (bool(after.promised) and not back, "the entry that was to wait did not come back"),
            (is_thrown_away and (after.is_saved or back), "it says `not kept`, and it was"),
        )

    return judge


def refused_while_recovering(after: After) -> list[str]:
    """What must hold when bringing in a draft fails: no mistake of ours, and the draft is not lost."""
    return after.lost(ACKNOWLEDGED) + _said(
        (after.result.code not in FAIR_CODES, f"it ended with {after.result.code}"),
        (after.in_the_end.count("new") != 1, "the entry of the draft did not come back"),
    )


def _said(*faults: tuple[bool, str]) -> list[str]:
    return [words for is_so, words in faults if is_so]


def _found(home: Path) -> list[str]:
    """The ids in the journal, which may have any layout; a marker when it is not whole."""
    try:
        entries = json.loads(_text(home / "log.json") or '{"entries":[]}')["entries"]
    except ValueError:
        return ["torn"]
    return ["new" if entry.get("note") == NOTE else entry["id"] for entry in entries]


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def test_kill_sample(home: Path) -> None:
    """SIGKILL at each call of `coach log` that changes the disk loses nothing (F01)."""
    assert not Sweep(home=home, prepare=stamped, args=LOG)("signal=SIGKILL", killed(ACKNOWLEDGED), at=CHANGES)


def test_kill_recovery_sample(home: Path) -> None:
    """SIGKILL at each call of a recovery that changes the disk: the draft still comes in, once (F04)."""
    sweep = Sweep(home=home, prepare=abandoned, args=HISTORY)
    assert not sweep("signal=SIGKILL", killed(ACKNOWLEDGED), at=CHANGES)


def test_error_sample(home: Path) -> None:
    """An I/O error at each call of `coach log` that changes the disk is told in a sentence that is true."""
    assert not Sweep(home=home, prepare=stamped, args=LOG)("error=EIO", refused(ACKNOWLEDGED), at=CHANGES)


def test_broken_store_loses_entries(home: Path) -> None:
    """The kill sweep finds a store that writes in place wanting."""
    sweep = Sweep(home=home, prepare=stamped, args=("x",), begins="log.json", program=BROKEN)
    wrong = sweep("signal=SIGKILL", killed(ACKNOWLEDGED), at=CHANGES)
    assert any("acknowledged entries are gone" in str(faults) for faults in wrong.values())


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("prepare", "before"),
    [(nothing, set()), (stamped, ACKNOWLEDGED), (edited, ACKNOWLEDGED)],
    ids=["first-entry", "stamped-journal", "edited-journal"],
)
def test_kill_everywhere(home: Path, prepare: Callable[[Path], None], before: set[str]) -> None:
    """SIGKILL at each system call of `coach log` loses nothing (F01)."""
    assert not Sweep(home=home, prepare=prepare, args=LOG)("signal=SIGKILL", killed(before))


@pytest.mark.sweep
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize(
    ("prepare", "before"),
    [(nothing, set()), (stamped, ACKNOWLEDGED), (edited, ACKNOWLEDGED)],
    ids=["first-entry", "stamped-journal", "edited-journal"],
)
def test_error_everywhere(home: Path, prepare: Callable[[Path], None], before: set[str], error: str) -> None:
    """An error at each system call of `coach log` is told in a sentence that is true, and loses nothing."""
    assert not Sweep(home=home, prepare=prepare, args=LOG)(f"error={error}", refused(before))


@pytest.mark.sweep
def test_kill_recovery_everywhere(home: Path) -> None:
    """SIGKILL at each system call of a recovery: the draft still comes in, once (F04)."""
    assert not Sweep(home=home, prepare=abandoned, args=HISTORY)("signal=SIGKILL", killed(ACKNOWLEDGED))


@pytest.mark.sweep
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_error_in_recovery_everywhere(home: Path, error: str) -> None:
    """An error at each system call of a recovery leaves the draft for the next command."""
    assert not Sweep(home=home, prepare=abandoned, args=HISTORY)(f"error={error}", refused_while_recovering)
