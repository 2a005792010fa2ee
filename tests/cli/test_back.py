"""`coach exercises back`: what was left out since it sent pain down the leg twice may be planned again."""

from pathlib import Path

from tests.program import call
from tests.programme import before_now, entry, journal_of, record, write_journal

from sciatica_coach.model.entry import Entry

HURT = "figure-4-seated"
NAME = "Figure-4 stretch, chair"
IN_SENTENCE = "Figure-4 stretch (chair)"


def hurt(days: float) -> Entry:
    """A session of so many days ago in which the exercise sent pain down the leg."""
    records = [record(HURT, outcome="stopped-for-pain", side="left", hurt="down-the-leg")]
    return entry("session", before_now(days), routine="chair", outcome="stopped", exercises=records)


def planned() -> bool:
    """Whether the exercise is in the plan of today."""
    document = call("today", "--preview", "--json", "--routine", "chair").document
    return HURT in [row["exercise"] for row in document["exercises"]]


def test_it_stays_out_for_years_until_it_is_put_back(home: Path) -> None:
    """Twice within 14 days, long ago: it is out, `--why` says how to put it back, and the command does."""
    write_journal(home, hurt(800), hurt(790))
    assert not planned()
    why = call("today", "--preview", "--why", "--routine", "chair").out
    assert f"{IN_SENTENCE} sent pain down the leg 2 times in 14 days" in why
    assert f"put it back with `coach exercises back {HURT}`" in why
    result = call("exercises", "back", HURT)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"{IN_SENTENCE} may be planned again. If it sends pain down your leg, press h: it stops, and rests.\n"
    )
    assert planned()


def test_shape_of_the_entry(home: Path) -> None:
    """The journal keeps that the user put it back, and it is no dose of anything."""
    write_journal(home, hurt(20), hurt(10))
    call("exercises", "back", HURT)
    (kept,) = journal_of(home, "change")
    assert {key: value for key, value in kept.items() if key not in ("id", "at")} == {
        "type": "change",
        "exercise": HURT,
        "side": None,
        "key": "back",
        "from": None,
        "to": None,
        "rule": "CE3",
        "reason": "You put it back.",
        "accepted": True,
    }


def test_undo_leaves_it_out_again(home: Path) -> None:
    """Who put it back by mistake takes that back."""
    write_journal(home, hurt(20), hurt(10))
    call("exercises", "back", HURT)
    assert "a change (You put it back.)" in call("undo").out
    assert not planned()


def test_nothing_to_put_back(home: Path) -> None:
    """Once is not twice: nothing is written, and it is no fault."""
    write_journal(home, hurt(20))
    result = call("exercises", "back", HURT)
    assert (result.code, result.out) == (0, f"{IN_SENTENCE} is not left out: there is nothing to put back.\n")
    assert journal_of(home, "change") == []


def test_what_is_left_out(home: Path) -> None:
    """Without an id the exercises that are left out are named."""
    assert call("exercises", "back").out == "No exercise is left out.\n"
    assert call("exercises", "back", "--json").document == []
    write_journal(home, hurt(20), hurt(10))
    assert call("exercises", "back").out == f"{HURT}  {NAME}\n"
    assert [one["id"] for one in call("exercises", "back", "--json").document] == [HURT]


def test_programs_are_told(home: Path) -> None:
    """`--json` says whether it was put back."""
    write_journal(home, hurt(20), hurt(10))
    assert call("exercises", "back", HURT, "--json").document == {"exercise": HURT, "put_back": True}
    assert call("exercises", "back", HURT, "--json").document == {"exercise": HURT, "put_back": False}


def test_exercise_that_is_none(home: Path) -> None:
    """A wrong id is wrong use, and the nearest one is named."""
    result = call("exercises", "back", "figure-4-seatd")
    assert (result.code, result.out) == (2, "")
    assert "figure-4-seated" in result.err
    assert not (home / "log.json").exists()
