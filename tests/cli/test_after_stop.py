"""What is said after a session that was stopped: how to go on with it, and not where something hurt."""

from pathlib import Path

from tests.programme import talk

GOES_ON = "`coach today --resume` goes on with it, today."
START = ("today", "--quiet", "--no-signs", "--pain", "3")
SMALL = (24, 80)


def test_stop_names_the_command_that_goes_on() -> None:
    """Whoever was called away knows at the end how to come back."""
    told = talk(*START, says=[("Exercise 1 of", "q"), ("How much", "")], size=SMALL)
    assert told.code == 0
    assert told.text.rstrip().endswith(GOES_ON)


def test_file_has_to_be_named_again(tmp_path: Path) -> None:
    """A routine from a file cannot be found again without it."""
    file = tmp_path / "mine.yaml"
    file.write_text("name: Mine\nexercises:\n  - exercise: figure-4-seated\n", encoding="utf-8")
    told = talk(*START, "--routine", str(file), says=[("Exercise 1 of", "q"), ("How much", "")], size=SMALL)
    assert "`coach today --resume --routine FILE` goes on with it, today." in told.text


def test_after_pain_nobody_is_asked_to_go_on() -> None:
    """Where something hurt, rest comes first."""
    told = talk(*START, says=[("Exercise 1 of", "h"), ("What do you feel?", "q"), ("How much", "")], size=SMALL)
    assert "--resume" not in told.text


def test_session_that_is_not_kept_cannot_be_gone_on_with() -> None:
    """With `--no-save` there is nothing to come back to."""
    told = talk(*START, "--no-save", says=[("Exercise 1 of", "q"), ("How much", "")], size=SMALL)
    assert "--resume" not in told.text
