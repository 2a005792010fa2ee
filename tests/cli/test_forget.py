"""`coach forget`: asks, removes every trace, and says what it removed."""

import sys
from pathlib import Path

import pexpect
import pytest
from tests.faults.journals import fill, pain, saved
from tests.program import call, environment

from sciatica_coach.files.drafts import Draft
from sciatica_coach.files.places import Home


def used(home: Path) -> None:
    """A home that was in use: a log, a profile, something taken back, a routine."""
    call("log", "4")
    call("log", "5")
    call("undo")
    call("setup", "--stage", "pregnancy", "--due", "2027-03-01")
    call("routines", "new", "mine")
    assert (home / "profile.yaml").exists()


def test_every_trace_goes(home: Path) -> None:
    """With `--yes` nothing is asked; each file is named, and nothing is left."""
    used(home)
    result = call("forget", "--yes")
    assert (result.code, result.err) == (0, "")
    assert not home.exists()
    for name in ("log.json", "log.json.bak", "profile.yaml", "backups/replaced.jsonl", "routines/mine.yaml"):
        assert f"  {home}/{name}\n" in result.out
    assert "1 file of routines and exercises that you wrote" in result.out


def test_for_programs(home: Path) -> None:
    """`--json` lists what went and what stayed."""
    used(home)
    (home / "letter.txt").write_text("mine", encoding="utf-8")
    document = call("forget", "--yes", "--json").document
    assert str(home / "log.json") in document["removed"]
    assert document["left"] == [str(home / "letter.txt")]
    assert [path.name for path in home.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("words", [(), ("--json",), ("--no-questions",)])
def test_unattended_without_yes_removes_nothing(home: Path, words: tuple[str, ...]) -> None:
    """Nobody was asked: usage (2), and the way to do it."""
    used(home)
    before = sorted(path.name for path in home.iterdir())
    result = call("forget", *words)
    assert (result.code, result.out) == (2, "")
    assert "coach forget --yes" in result.err
    assert sorted(path.name for path in home.iterdir()) == before


def test_nothing_to_remove(home: Path) -> None:
    """Said, and done; nothing is made."""
    result = call("forget")
    assert (result.code, result.out) == (0, "There was nothing to remove.\n")
    assert not home.exists()


def test_routines_can_stay(home: Path) -> None:
    """`--keep-routines` leaves what the user wrote."""
    used(home)
    assert call("forget", "--yes", "--keep-routines").code == 0
    assert [path.name for path in home.iterdir()] == ["routines"]
    assert (home / "routines" / "mine.yaml").exists()


def test_running_session_is_not_cut_off(home: Path) -> None:
    """It is busy (75) until the session is over, and all is still there."""
    fill(home, pain("a"))
    with Draft(Home(root=home), "live"):
        result = call("forget", "--yes")
    assert result.code == 75
    assert saved(home) == [pain("a")]


def test_afterwards_one_begins_anew(home: Path) -> None:
    """The next command knows nothing, and works."""
    used(home)
    call("forget", "--yes")
    assert call("history", "--json").document["pain"] == []
    assert call("log", "2").code == 0
    assert len(saved(home)) == 1


@pytest.mark.parametrize(("answer", "gone"), [("forget", True), ("", False), ("y\n", False), ("FORGET", True)])
def test_the_whole_word_is_asked_for(home: Path, answer: str, gone: bool) -> None:  # noqa: FBT001 - the expected end
    """A slip of the hand is no yes: the list is shown, and only the word removes it."""
    used(home)
    form = pexpect.spawn(
        sys.executable, ["-m", "sciatica_coach", "forget"], env=environment(TERM="xterm"), encoding="utf-8", timeout=10
    )
    form.delaybeforesend = None
    form.setwinsize(24, 200)
    form.expect("It cannot be brought back")
    form.expect("to keep everything")
    form.sendline(answer)
    form.expect(pexpect.EOF)
    form.close()
    assert form.exitstatus == (0 if gone else 2)
    assert home.exists() == (not gone)
