"""The questions of `coach log`, on a terminal."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
from tests.faults.journals import saved
from tests.program import environment


@pytest.fixture
def terminal() -> "Iterator[pexpect.spawn[str]]":
    """`coach log` without a score, on a terminal of its own, at its first question."""
    form = pexpect.spawn(
        sys.executable, ["-m", "sciatica_coach", "log"], env=environment(TERM="xterm"), encoding="utf-8", timeout=10
    )
    form.delaybeforesend, form.delayafterclose, form.delayafterterminate = None, 0.0, 0.0
    form.expect("Pain in the leg now")
    yield form
    form.close(force=True)


def answer(form: "pexpect.spawn[str]", *answers: tuple[str, str]) -> None:
    """Answer each question once it is asked; the first one is."""
    for reply, following in answers:
        form.sendline(reply)
        form.expect(following)


def ended(form: "pexpect.spawn[str]") -> int | None:
    """The exit code."""
    form.expect(pexpect.EOF)
    form.close()
    return form.exitstatus


def test_all_questions(home: Path, terminal: "pexpect.spawn[str]") -> None:
    """Every answer is in the entry; the score is the larger of leg and back."""
    answer(
        terminal,
        ("5", "Pain in the back now"),
        ("2", "How far down"),
        ("Calf", "Which side"),
        ("l", "How does it feel"),
        ("tingling, burning", "What set it off"),
        ("sitting", "Anything to note"),
        ("after the drive", "Saved: pain 5 of 10"),
    )
    assert ended(terminal) == 0
    (entry,) = saved(home)
    assert {key: entry[key] for key in entry if key not in ("id", "at", "type")} == {
        "score": 5,
        "leg": 5,
        "back": 2,
        "furthest": "calf",
        "side": "left",
        "feels": ["tingling", "burning"],
        "triggers": ["sitting"],
        "note": "after the drive",
    }


def test_no_pain_asks_no_more(home: Path, terminal: "pexpect.spawn[str]") -> None:
    """Without pain nobody is asked where it is; Enter leaves the note out."""
    answer(terminal, ("0", "Pain in the back now"), ("0", "Anything to note"), ("", "Saved: pain 0 of 10"))
    assert ended(terminal) == 0
    assert [(entry["score"], entry["leg"], entry["back"]) for entry in saved(home)] == [(0, 0, 0)]


@pytest.mark.parametrize("wrong", ["11", "-1", "a lot", "4.5", "1e1", "٣", "\x1b[A", "99999999"])
def test_unfit_score_is_asked_again(home: Path, terminal: "pexpect.spawn[str]", wrong: str) -> None:
    """A score that is none is asked again, with what would be right."""
    answer(
        terminal,
        (wrong, "A whole number from 0"),
        ("3", "Pain in the back now"),
        ("", "How far"),
        ("", "Which"),
        ("", "feel"),
        ("", "set it off"),
        ("", "note"),
        ("", "Saved: pain 3 of 10"),
    )
    assert ended(terminal) == 0
    assert [entry["score"] for entry in saved(home)] == [3]


def test_unclear_place_is_asked_again(terminal: "pexpect.spawn[str]") -> None:
    """A beginning that fits two places is asked again, with all of them named."""
    answer(terminal, ("3", "back now"), ("", "How far"), ("b", "One of: none, back, buttock"), ("bu", "Which side"))


def test_nothing_answered_records_nothing(home: Path, terminal: "pexpect.spawn[str]") -> None:
    """Whoever leaves both scores out has recorded nothing, and is told how to do it."""
    answer(terminal, ("", "Pain in the back now"), ("", "Anything to note"), ("", "There is no pain score"))
    assert ended(terminal) == 2
    assert not home.exists()


@pytest.mark.parametrize("answered", [0, 1, 2], ids=["first", "second", "third"])
def test_ctrl_c_at_a_question(home: Path, terminal: "pexpect.spawn[str]", answered: int) -> None:
    """Ctrl-C at a question records nothing and exits 130, without a traceback."""
    answer(terminal, *[("3", "Pain in the back now"), ("3", "How far down")][:answered])
    terminal.sendintr()
    assert ended(terminal) == 130
    assert "Traceback" not in (terminal.before or "")
    assert "Abort" not in (terminal.before or "")
    assert not home.exists()


def test_end_of_input_at_a_question(home: Path, terminal: "pexpect.spawn[str]") -> None:
    """The end of the input leaves the other questions out: what was answered is recorded."""
    answer(terminal, ("3", "Pain in the back now"))
    for _ in range(8):
        terminal.sendeof()
    assert ended(terminal) == 0
    assert [entry["score"] for entry in saved(home)] == [3]


def test_hang_up_at_a_question(home: Path, terminal: "pexpect.spawn[str]") -> None:
    """A terminal that is closed at a question records nothing."""
    terminal.close(force=False)
    assert not terminal.isalive()
    assert not home.exists()


@pytest.mark.parametrize("option", ["--no-questions", "--json"])
def test_unasked(option: str) -> None:
    """With `--no-questions` or `--json` nothing is asked even on a terminal: it is usage, and says so."""
    form = pexpect.spawn(sys.executable, ["-m", "sciatica_coach", "log", option], env=environment(), encoding="utf-8")
    form.expect("There is no pain score")
    assert ended(form) == 2
