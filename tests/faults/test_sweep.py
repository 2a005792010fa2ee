"""A command that is killed, or refused, at any system call from its draft to its end, loses nothing."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from tests.faults.injection import Point, calls, distinct, from_mention, inject, needs_strace
from tests.faults.journals import drafts, fill, fill_large, leftovers, pain, three
from tests.program import Result, run
from tests.stories.person import copy_program

pytestmark = needs_strace

ACKNOWLEDGED = {entry["id"] for entry in three()}
NOTE = "the new one"
LOG = ("log", "9", "--note", NOTE)
HISTORY = ("history", "--json")
REPAIR = ("doctor", "--repair", "--no-questions")
WAITS = re.compile(r"Your entry is kept in (\S+): ")
FAIR_CODES = {0, 65, 73, 74, 75}
CHANGES = frozenset(["write", "copy_file_range", "ftruncate", "fsync", "link", "rename", "unlink"])
"""What changes the disk: for the short tests. The sweeps take every call."""
WAITING = frozenset(["select", "pselect6", "poll", "ppoll", "clock_nanosleep"])
"""How often these come depends on the clock, so that they cannot be counted."""
OF_THE_PROGRAM = re.compile(r"/sciatica_coach\b|/__pycache__\b|/site-packages\b|/lib/python|\.so\b|ld\.so")
"""Errors are dealt out for the files of its user, and in a sweep of their own for these."""
BROKEN = (sys.executable, str(Path(__file__).with_name("broken_store.py")))
MERGE = (sys.executable, str(Path(__file__).with_name("merge_driver.py")), NOTE)
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Modules are compiled once, whatever the machine of the tests prefers: a sweep starts thousands of programs."""
AT_ONCE = 2
"""How many programs under strace run side by side."""


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


def damaged(home: Path) -> None:
    """A journal with a comma too many, and the draft of an entry that could not be added to it."""
    abandoned(home)
    log = home / "log.json"
    log.write_text(log.read_text().replace("\n]}", ",\n]}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """One command, run once for each of its system calls from the first that names a file.

    Where it is `thinned`, only once for each kind of call in each folder outside of the home: a session imports
    modules for long, and that the hundredth of them cannot be read is no other fault than that of the first.
    """

    home: Path
    prepare: Callable[[Path], None]
    args: Sequence[str]
    begins: str = "/draft-"
    begins_with: str = ""
    program: Sequence[str] = ()
    following: Sequence[str] = HISTORY
    env: Mapping[str, str] = field(default_factory=dict)
    is_thinned: bool = False
    of_the_program: bool = False

    def __call__(
        self, what: str, judge: Callable[["After"], list[str]], at: frozenset[str] = frozenset()
    ) -> dict[str, object]:
        """Deal out a fault at each call, or at those of some names; what was wrong after which."""
        points = self._points()
        if "error=" in what:
            points = [point for point in points if bool(OF_THE_PROGRAM.search(point.line)) == self.of_the_program]
        is_kept = [place for place, point in enumerate(points) if point.call == "write" and "/draft-" in point.line]
        chosen = [(place, point) for place, point in enumerate(points) if not at or point.call in at]
        assert chosen, "no such call"

        def one(numbered: tuple[int, Point]) -> tuple[str, list[str], Result]:
            place, point = numbered
            after = self._after(place, point, what, is_kept=bool(is_kept) and place > is_kept[0])
            return f"{place} {point.line}", judge(after), after.result

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return {line: (faults, result) for line, faults, result in pool.map(one, chosen) if faults}

    def _points(self) -> list[Point]:
        for _ in range(2):  # once so that everything is compiled, and calls can be counted
            home = self._renewed("counted")
            log, env = home.with_name("calls"), self._env(home)
            points = from_mention(calls(log, *self.args, program=self.program, env=env), self.begins, self.begins_with)
        points = [point for point in points if point.call not in WAITING]
        return distinct(points, str(home)) if self.is_thinned else points

    def _after(self, place: int, point: Point, what: str, *, is_kept: bool) -> "After":
        home = self._renewed(str(place))
        env = self._env(home)
        log, fault = home.with_name(f"injected-{place}"), f"{what}:when={point.number}"
        result = inject(log, point.call, fault, *self.args, program=self.program, env=env)
        is_kept = is_kept or self.prepare in (abandoned, damaged)
        after = After(home, result, is_kept=is_kept, following=lambda: run(*self.following, env=env))
        shutil.rmtree(home)
        return after

    def _env(self, home: Path) -> dict[str, str]:
        return {**COMPILED, **self.env, "SCIATICA_COACH_HOME": str(home)}

    def _renewed(self, name: str) -> Path:
        home = self.home.with_name(f"home-{name}")
        shutil.rmtree(home, ignore_errors=True)
        self.prepare(home)
        return home


class After:
    """What is on disk after a fault, and after the next command."""

    def __init__(self, home: Path, result: Result, *, is_kept: bool, following: Callable[[], Result]) -> None:
        self.result = result
        self.is_kept = is_kept
        self.at_first = _found(home / "log.json")
        self.backup = _found(home / "log.json.bak")
        self.waiting = "".join(_text(draft) for draft in drafts(home))
        self.promised = WAITS.search(result.err)
        self.promise_holds = not self.promised or _holds_the_new_one(Path(self.promised[1]))
        self.broken = [path.read_bytes() for path in home.glob("log.json.broken-*")]
        self.log = (home / "log.json").read_bytes() if (home / "log.json").exists() else b""
        self.replaced = _text(home / "backups" / "replaced.jsonl").splitlines()
        self.following = following()
        self.in_the_end = _found(home / "log.json")
        self.left = [name for name in leftovers(home) if not name.startswith("log.json.broken-")]

    @property
    def is_saved(self) -> bool:
        """Whether the entry was in the journal before the next command came."""
        return "new" in self.at_first

    def lost(self, before: set[str]) -> list[str]:
        """What no fault may do, whatever it is."""
        return _said(
            (not before <= set(self.at_first), f"acknowledged entries are gone: {self.at_first}"),
            (bool(before) and not self.backup, "there is no backup"),
            (self.backup == ["torn"], "the backup is torn"),
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


def killed_or_refused_in_a_merge(before: set[str]) -> Callable[[After], list[str]]:
    """What must hold for an import: all of it is in, or none; what it said is true; it can be done again."""

    def judge(after: After) -> list[str]:
        count = after.at_first.count("new")
        return after.lost(before) + _said(
            (count not in (0, 1), "the entries were merged in part"),
            ("Merged" in after.result.out and count != 1, "it said `Merged`, and had not"),
            (after.result.code not in {*FAIR_CODES, -9, 137}, f"it ended with {after.result.code}"),
        )

    return judge


def killed_or_refused_in_a_repair(after: After) -> list[str]:
    """What must hold for a repair: the log is the broken one or the mended one; the next repair ends it."""
    is_untouched = after.at_first == ["torn"]
    everything = ACKNOWLEDGED | {"new"}
    return _said(
        (not is_untouched and not set(after.at_first) >= ACKNOWLEDGED, f"the log lost entries: {after.at_first}"),
        (not is_untouched and not after.broken, "the broken file was not kept"),
        (any(raw != after.broken[0] for raw in after.broken), "what was kept is not the broken file"),
        (after.following.code != 0, f"the next repair fails: {after.following}"),
        (sorted(after.in_the_end) != sorted(everything), f"the next repair leaves {after.in_the_end}"),
        (bool(after.left), f"the next repair left {after.left}"),
        (after.result.code not in {*FAIR_CODES, -9, 137}, f"it ended with {after.result.code}: {after.result.err}"),
    )


def _said(*faults: tuple[bool, str]) -> list[str]:
    return [words for is_so, words in faults if is_so]


def _found(log: Path) -> list[str]:
    """The ids in a journal, which may have any layout; a marker when it is not whole."""
    try:
        entries = json.loads(_text(log) or '{"entries":[]}')["entries"]
    except ValueError:
        return ["torn"]
    return ["new" if _is_new(entry) else entry["id"] for entry in entries]


def _is_new(entry: dict[str, object]) -> bool:
    return entry.get("note") == NOTE or entry["type"] == "session"


def _holds_the_new_one(draft: Path) -> bool:
    lines = _text(draft).splitlines()
    return bool(lines) and _is_new(json.loads(lines[-1]))


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def test_kill_sample(home: Path) -> None:
    """SIGKILL at each call of `coach log` that changes the disk loses nothing (F01)."""
    assert not Sweep(home=home, prepare=stamped, args=LOG)("signal=SIGKILL", killed(ACKNOWLEDGED), at=CHANGES)


@pytest.mark.parametrize(("what", "judge"), [("signal=SIGKILL", killed), ("error=EIO", refused)])
def test_large_journal_sample(
    home: Path, what: str, judge: Callable[[set[str]], Callable[["After"], list[str]]]
) -> None:
    """The same of a journal so large that it is made of its backup: at every moment there is a whole one."""
    assert not Sweep(home=home, prepare=fill_large, args=LOG)(what, judge(ACKNOWLEDGED), at=CHANGES)


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


KILL_AND_ERRORS = ["signal=SIGKILL", "error=EIO", "error=ENOSPC"]
STATES = {
    "first-entry": (nothing, set[str]()),
    "stamped-journal": (stamped, ACKNOWLEDGED),
    "edited-journal": (edited, ACKNOWLEDGED),
}
LARGE_TOO = {**STATES, "large-journal": (fill_large, ACKNOWLEDGED)}


@pytest.mark.sweep
@pytest.mark.parametrize("what", KILL_AND_ERRORS)
@pytest.mark.parametrize(("prepare", "before"), LARGE_TOO.values(), ids=LARGE_TOO)
def test_log_everywhere(home: Path, prepare: Callable[[Path], None], before: set[str], what: str) -> None:
    """A kill or an error at each system call of `coach log` loses nothing, and is told in a true sentence (F01)."""
    judge = killed(before) if "SIGKILL" in what else refused(before)
    assert not Sweep(home=home, prepare=prepare, args=LOG)(what, judge)


@pytest.mark.sweep
@pytest.mark.parametrize("what", KILL_AND_ERRORS)
def test_recovery_everywhere(home: Path, what: str) -> None:
    """A kill or an error at each system call of a recovery: the draft still comes in, once (F04)."""
    judge = killed(ACKNOWLEDGED) if "SIGKILL" in what else refused_while_recovering
    assert not Sweep(home=home, prepare=abandoned, args=HISTORY)(what, judge)


ROUTINE = """\
name: Short
exercises:
  - {name: One, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts, hold: 0.1}
  - {name: Two, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts, hold: 0.1}
"""


@pytest.mark.sweep
@pytest.mark.parametrize("what", KILL_AND_ERRORS)
def test_session_everywhere(home: Path, tmp_path: Path, what: str) -> None:
    """A kill or an error at each system call of a session loses nothing that was kept.

    From the first line of its draft to its exit: before that line it only reads, and nothing was promised. Every call
    that names a file of the home, every write, and of the others one of each kind in each folder.
    """
    judge = killed(ACKNOWLEDGED) if "SIGKILL" in what else refused(ACKNOWLEDGED)
    assert not _session(home, tmp_path)(what, judge)


def _session(home: Path, tmp_path: Path) -> Sweep:
    """A session of two short exercises."""
    program = copy_program(tmp_path / "program", lead_in_seconds=0.1)
    (tmp_path / "short.yaml").write_text(ROUTINE)
    words = ("today", "--routine", str(tmp_path / "short.yaml"), "--no-questions", "--no-signs")
    env = {"PYTHONPATH": str(program.root / "src")}
    return Sweep(home=home, prepare=stamped, args=words, begins_with="write", env=env, is_thinned=True)


@pytest.mark.sweep
def test_program_that_cannot_be_read_in_a_session(home: Path, tmp_path: Path) -> None:
    """When modules of the program itself cannot be read any more, what was done is kept, and it is said where."""
    sweep = replace(_session(home, tmp_path), of_the_program=True)
    assert not sweep("error=EIO", refused(ACKNOWLEDGED))


@pytest.mark.sweep
def test_program_that_cannot_be_read_in_a_merge(home: Path) -> None:
    """What a merge needs of the program is there before it begins: no error in reading it comes in the middle."""
    sweep = Sweep(home=home, prepare=stamped, args=(), begins="/.coach.lock", program=MERGE, of_the_program=True)
    with pytest.raises(AssertionError, match="no such call"):
        sweep("error=EIO", killed_or_refused_in_a_merge(ACKNOWLEDGED))


@pytest.mark.sweep
@pytest.mark.parametrize("what", KILL_AND_ERRORS)
@pytest.mark.parametrize("prepare", [nothing, stamped, edited])
def test_merge_everywhere(home: Path, prepare: Callable[[Path], None], what: str) -> None:
    """A kill or an error at each system call of a merge of many entries leaves all of them or none."""
    following = ("log", "1")  # the next save takes away what a killed one left
    sweep = Sweep(home=home, prepare=prepare, args=(), begins="/.coach.lock", program=MERGE, following=following)
    before = set[str]() if prepare is nothing else ACKNOWLEDGED
    assert not sweep(what, killed_or_refused_in_a_merge(before))


COMING = [pain("new", score=9, note=NOTE), {**three()[1], "score": 9, "edited_at": "2024-12-01T07:00:00+01:00"}]
UNDO = ("undo", "kept-1")
EDIT = ("edit", "kept-1", "9")


def taken_in_or_not(before: set[str]) -> Callable[[After], list[str]]:
    """What must hold for an import: all of a file is in, or none; what lost is kept; and it can be done again."""

    def judge(after: After) -> list[str]:
        entries = _by_id(after.log)
        is_in = "new" in entries
        is_corrected = entries.get("kept-1", {}).get("score") == 9
        everything = ["kept-0", "kept-1", "kept-2", "new"]
        return _told_the_truth(after, is_done=is_in, replaces=bool(before)) + _said(
            (not before <= set(entries), f"acknowledged entries are gone: {set(entries)}"),
            (is_in != is_corrected, "the file was merged in part"),
            (sorted(after.in_the_end) != everything, f"the next one leaves {after.in_the_end}"),
        )

    return judge


def changed_or_not(after: After) -> list[str]:
    """What must hold for `undo` and `edit`: the entry is the old one or the new one, and the others are as before."""
    entries = _by_id(after.log)
    old = {entry["id"]: entry for entry in three()}
    others = [name for name, entry in old.items() if name != "kept-1" and entries.get(name) != entry]
    return _told_the_truth(after, is_done=entries.get("kept-1") != old["kept-1"], replaces=True) + _said(
        (bool(others), f"it changed {others}"),
        (not set(after.in_the_end) >= ACKNOWLEDGED, f"the next command lost entries: {after.in_the_end}"),
    )


def _told_the_truth(after: After, *, is_done: bool, replaces: bool) -> list[str]:
    """No loss, no mistake of ours, and words and code that say what is on the disk."""
    code, kept = after.result.code, [json.loads(line) for line in after.replaced if line.endswith("}")]
    before = next(entry for entry in three() if entry["id"] == "kept-1")
    return _said(
        (code not in {*FAIR_CODES, -9, 137}, f"it ended with {code}: {after.result.err}"),
        ("mistake in sciatica-coach" in after.result.err, "it calls a fault of the disk its own mistake"),
        (code in (0, 74) and not is_done, f"it ended with {code}, and had changed nothing"),
        (code in (65, 73, 75) and is_done, f"it ended with {code}, and had done it"),
        (is_done and replaces and before not in kept, "the old version was not kept"),
        (after.following.code != 0, f"the next command fails: {after.following}"),
        (after.in_the_end.count("new") > 1, "an entry is there twice"),
        (bool(after.left), f"the next command left {after.left}"),
    )


def _by_id(log: bytes) -> dict[str, dict[str, object]]:
    return {entry["id"]: entry for entry in json.loads(log or b'{"entries":[]}')["entries"]}


def _coming(tmp_path: Path) -> tuple[str, str]:
    file = tmp_path / "coming.json"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in [*COMING, three()[0], three()[2]]))
    return "import", str(file)


def test_import_sample(home: Path, tmp_path: Path) -> None:
    """SIGKILL at each call of `coach import` that changes the disk: all of the file is in, or none."""
    words = _coming(tmp_path)
    sweep = Sweep(home=home, prepare=stamped, args=words, begins="/coming.json", begins_with="open", following=words)
    assert not sweep("signal=SIGKILL", taken_in_or_not(ACKNOWLEDGED), at=CHANGES)


@pytest.mark.parametrize("words", [UNDO, EDIT], ids=["undo", "edit"])
def test_correction_sample(home: Path, words: tuple[str, ...]) -> None:
    """An I/O error at each call of `undo` and `edit` that changes the disk: done or not, as they say."""
    sweep = Sweep(home=home, prepare=stamped, args=words, begins="log.json", following=("log", "1"))
    assert not sweep("error=EIO", changed_or_not, at=CHANGES)


@pytest.mark.sweep
@pytest.mark.parametrize("what", KILL_AND_ERRORS)
@pytest.mark.parametrize(("prepare", "before"), STATES.values(), ids=STATES)
def test_import_everywhere(
    home: Path, tmp_path: Path, prepare: Callable[[Path], None], before: set[str], what: str
) -> None:
    """A kill or an error at each system call of `coach import`, from opening the file on: all is in, or none."""
    words = _coming(tmp_path)
    sweep = Sweep(home=home, prepare=prepare, args=words, begins="/coming.json", begins_with="open", following=words)
    assert not sweep(what, taken_in_or_not(before))


@pytest.mark.sweep
@pytest.mark.parametrize("what", KILL_AND_ERRORS)
@pytest.mark.parametrize("prepare", [stamped, edited, fill_large])
def test_correction_everywhere(home: Path, prepare: Callable[[Path], None], what: str) -> None:
    """A kill or an error at each system call of `edit`, which saves as `undo` does: done, or not."""
    sweep = Sweep(home=home, prepare=prepare, args=EDIT, begins="log.json", following=("log", "1"))
    assert not sweep(what, changed_or_not)


@pytest.mark.sweep
@pytest.mark.parametrize("what", KILL_AND_ERRORS)
def test_repair_everywhere(home: Path, what: str) -> None:
    """A kill or an error at each system call of `coach doctor --repair` leaves what the next one needs."""
    sweep = Sweep(home=home, prepare=damaged, args=REPAIR, begins="/.coach.lock", following=REPAIR)
    assert not sweep(what, killed_or_refused_in_a_repair)
