"""Questions are asked until the answer can be read, and can always be left out."""

import io
import sys
import threading
from collections.abc import Callable
from typing import TextIO

import pytest
from tests.terminal.device import Pty

from sciatica_coach.terminal.questions import (
    SAME_ANSWER_SECONDS,
    SCORE_AGAIN,
    accepts,
    ask,
    ask_score,
    ask_yes,
    read_score,
    read_yes,
)

QUESTION = "How much does it hurt now? 0-10, Enter to skip: "


def asked(monkeypatch: pytest.MonkeyPatch, stdin: TextIO, question: Callable[[], object]) -> tuple[object, str]:
    """The answer to a question with this input, and what was printed for it."""
    printed = io.StringIO()
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys, "stdout", printed)
    return question(), printed.getvalue()


SCORES = {
    **{str(score): score for score in range(11)},
    "11": None,
    "-1": None,
    "4.5": None,
    "04": None,
    "+4": None,
    "a lot": None,
    "4 5": None,
    "\u0664": None,
    "\u00b2": None,
    "": None,
}


@pytest.mark.parametrize(("answer", "score"), SCORES.items(), ids=ascii)
def test_score_is_a_whole_number_from_0_to_10(answer: str, score: int | None) -> None:
    """Nothing else is a score, however much it looks like a number."""
    assert read_score(answer) == score


@pytest.mark.parametrize(
    ("answer", "yes"),
    [("y", True), ("Yes", True), ("n", False), ("NO", False), ("maybe", None), ("1", None)],
)
def test_yes_and_no_are_told_by_their_first_letter(answer: str, yes: bool | None) -> None:  # noqa: FBT001 - a column of a table
    """`y` and `n` are enough; anything else is neither."""
    assert read_yes(answer) is yes


ANSWERS = {
    "at once": ("4\n", 4, QUESTION),
    "with spaces": ("  7 \n", 7, QUESTION),
    "without a line end": ("10", 10, QUESTION),
    "none: zero": ("0\n", 0, QUESTION),
    "left out": ("\n", None, QUESTION),
    "left out with a space": ("  \n", None, QUESTION),
    "the input ends": ("", None, QUESTION + "\n"),
    "at the second try": ("11\n3\n", 3, f"{QUESTION}{SCORE_AGAIN}\n{QUESTION}"),
    "at the third try": ("a lot\n12\n5\n", 5, f"{QUESTION}{SCORE_AGAIN}\n" * 2 + QUESTION),
    "left out at the second try": ("x\n\n", None, f"{QUESTION}{SCORE_AGAIN}\n{QUESTION}"),
    "the input ends after a wrong answer": ("x", None, f"{QUESTION}{SCORE_AGAIN}\n{QUESTION}\n"),
}


@pytest.mark.parametrize(("typed", "score", "printed"), ANSWERS.values(), ids=ANSWERS.keys())
def test_score_is_asked_until_it_can_be_read(
    monkeypatch: pytest.MonkeyPatch, typed: str, score: int | None, printed: str
) -> None:
    """A wrong answer is explained and asked for again; Enter and the end of input leave it out."""
    ask_now = asked(monkeypatch, io.StringIO(typed), lambda: ask_score("How much does it hurt now?"))
    assert ask_now == (score, printed)


@pytest.mark.parametrize(
    ("typed", "yes"), [("y\n", True), ("\n", True), ("", True), ("n\n", False), ("what\nn\n", False)], ids=repr
)
def test_enter_is_yes(monkeypatch: pytest.MonkeyPatch, typed: str, yes: bool) -> None:  # noqa: FBT001 - a column of a table
    """Of yes and no, Enter takes the capital one."""
    answer, printed = asked(monkeypatch, io.StringIO(typed), lambda: ask_yes("Go on with it?"))
    assert answer is yes
    assert printed.startswith("Go on with it? [Y/n] ")


def test_answer_that_cannot_be_decoded_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter in another encoding is an answer that cannot be read, and no crash."""
    typed = io.TextIOWrapper(io.BytesIO(b"f\xfcnf\n5\n"), encoding="utf-8")
    answer, printed = asked(monkeypatch, typed, lambda: ask_score("How much does it hurt now?"))
    assert (answer, printed) == (5, f"{QUESTION}{SCORE_AGAIN}\n{QUESTION}")


def test_several_questions_read_on_from_the_same_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question takes one line, and leaves the others for the next."""
    typed = io.TextIOWrapper(io.BytesIO(b"5\nleft\n"), encoding="utf-8")
    answer, _ = asked(
        monkeypatch, typed, lambda: (ask_score("How much?"), ask("Which side? ", lambda text: text, "Again."))
    )
    assert answer == (5, "left")


# One key for a suggestion

SUGGESTIONS = {
    "y": ("y", True, "y"),
    "Y": ("Y", True, "y"),
    "y and Enter": ("y\r", True, "y"),
    "a word": ("yes\r", True, "y"),
    "n": ("n", False, "n"),
    "Enter": ("\r", False, ""),
    "the end of input": ("\x04", False, ""),
    "other keys first": (" x4\x1b[A y", True, "y"),
}


def types_soon(pty: Pty, keys: str, after_seconds: float = 0.1) -> None:
    """Press keys once the question stands."""
    threading.Timer(after_seconds, pty.type, [keys.encode()]).start()


@pytest.mark.parametrize(("keys", "yes", "shown"), SUGGESTIONS.values(), ids=SUGGESTIONS.keys())
def test_one_key_answers_a_suggestion(keys: str, yes: bool, shown: str) -> None:  # noqa: FBT001 - a column of a table
    """`y` accepts at once; `n`, Enter and the end do not; a key that means nothing changes nothing."""
    with Pty() as pty:
        before = pty.modes
        types_soon(pty, keys)
        assert accepts("y: do that.   Enter: leave it. ") is yes
        assert pty.read().decode().endswith(f"y: do that.   Enter: leave it. {shown}\r\n")
        assert pty.modes == before


@pytest.mark.parametrize("habit", ["y\r4\r", "yes\r4\r", "n\r4\r", "\r4\r"], ids=repr)
def test_key_of_a_suggestion_answers_no_other_question(habit: str) -> None:
    """Who presses Enter after the letter, by habit, has not answered the next question with it."""
    with Pty() as pty:
        types_soon(pty, habit)
        accepts("y: do that. ")
        assert ask_score("How much?") == 4


def test_enter_that_comes_a_little_later_belongs_to_the_key() -> None:
    """A finger takes its time from one key to the other."""
    with Pty() as pty:
        types_soon(pty, "y")
        types_soon(pty, "\r", after_seconds=SAME_ANSWER_SECONDS / 2)
        assert accepts("y: do that. ") is True
        pty.type(b"4\r")
        assert ask_score("How much?") == 4


@pytest.mark.parametrize(("typed", "yes"), [("y\n", True), ("\n", False), ("", False), ("what\ny\n", True)], ids=repr)
def test_suggestion_without_a_terminal(monkeypatch: pytest.MonkeyPatch, typed: str, yes: bool) -> None:  # noqa: FBT001 - a column of a table
    """Where no keys come, a line is read."""
    answer, _ = asked(monkeypatch, io.StringIO(typed), lambda: accepts("y: do that. "))
    assert answer is yes
