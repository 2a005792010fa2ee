"""Questions are asked until the answer can be read, and can always be left out."""

import io
import sys
from collections.abc import Callable
from typing import TextIO

import pytest

from sciatica_coach.terminal.questions import SCORE_AGAIN, ask, ask_score, ask_yes, read_score, read_yes

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
