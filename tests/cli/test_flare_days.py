"""A flare-up and a step up, at a terminal: offered before the session, kept with the answer, and in the plan."""

from pathlib import Path

import pytest
from tests.cli.test_plan_of_the_day import ONE_QUESTION, PAIN, START, WEEKLY, did, doses, plan, told
from tests.program import call
from tests.programme import before_now, entry, journal_of, talk, write_journal, write_profile

from sciatica_coach.model.entry import Entry

IN_THE_BACK, FURTHEST = "In the back,", "How far down does it go"
SHARE = "75 of 100 of the reps today, all of them in a few days. (rule D5; source: default)"
WEEK_BEFORE = tuple(entry("pain", before_now(days), score=2) for days in (6, 5, 4, 3))


def begun(days: float) -> Entry:
    """The easy session of the first day of a flare-up, at a score of 6."""
    return did(days, "flare", pain_before={"score": 6}, morning="yes")


def score_of_three(question: str, answer: str) -> list[tuple[str, str]]:
    """What is said at a score of 3, up to the first key of the session."""
    before = [(ONE_QUESTION, ""), (WEEKLY, ""), (PAIN, "3"), (IN_THE_BACK, ""), (FURTHEST, "")]
    return [*before, (question, answer), *START]


def test_third_day_of_a_flare_up(home: Path) -> None:
    """When it settles, three quarters are offered; who agrees has them in the plan of the day, with the reason."""
    write_profile(home)
    write_journal(home, *WEEK_BEFORE, begun(2), did(1, "chair", morning="yes"))
    usual = doses(plan("--routine", "chair"))
    spoken = talk("today", "--plain", "--quiet", says=score_of_three("y: do that.", "y"))
    assert spoken.code == 0
    assert "This is day 3 of your flare-up, and it settles: " + SHARE in " ".join(spoken.text.split())
    (kept,) = journal_of(home, "change")
    assert (kept["key"], kept["from"], kept["to"], kept["rule"], kept["accepted"]) == ("today", 1.0, 0.75, "D5", True)
    document = plan("--routine", "chair")
    reps = {name: (usual[name][1], dose[1]) for name, dose in doses(document).items()}
    assert (reps["nerve-glide-seated"], reps["figure-4-seated"]) == ((10, 7), (2, 1))
    assert reps["posture-stack-check"] == (2, 2)  # never under three, or what it was
    assert "You said yes to 75 of 100 of the reps for today, after your flare-up." in told(document)


@pytest.mark.parametrize("answer", ["", "n"])
def test_usual_session_in_a_flare_up(home: Path, answer: str) -> None:
    """Who wants all of it has all of it; the answer is kept."""
    write_profile(home)
    write_journal(home, *WEEK_BEFORE, begun(2), did(1, "chair", morning="yes"))
    usual = plan("--routine", "chair")
    talk("today", "--plain", "--quiet", says=score_of_three("Enter: all of it.", answer))
    assert [kept["accepted"] for kept in journal_of(home, "change")] == [False]
    assert plan("--routine", "chair") == usual


def test_share_is_for_one_day(home: Path) -> None:
    """What was agreed yesterday counts no more today."""
    write_profile(home)
    usual = plan("--routine", "chair")
    row = {"key": "today", "exercise": None, "from": 1.0, "to": 0.75, "rule": "D5", "accepted": True}
    write_journal(home, entry("change", before_now(1), **row))
    assert plan("--routine", "chair") == usual


def test_second_day_of_a_flare_up(home: Path) -> None:
    """On the second day the easy session is offered again."""
    write_profile(home)
    write_journal(home, *WEEK_BEFORE, begun(1))
    spoken = talk("today", "--plain", "--quiet", says=score_of_three("y: the easy session.", "y"))
    assert "This is day 2 of your flare-up." in " ".join(spoken.text.split())
    assert journal_of(home, "session")[-1]["routine"] == "flare"


def test_third_flare_up_in_a_month(home: Path) -> None:
    """After the third, seeing somebody is suggested, and noted for the report."""
    write_profile(home)
    write_journal(home, begun(25), begun(15), begun(4), entry("measure", before_now(1), moves_less=False))
    spoken = talk("today", "--plain", "--quiet", says=[(ONE_QUESTION, ""), (PAIN, ""), *START])
    assert "You had 3 flare-ups in 30 days." in " ".join(spoken.text.split())
    (noted,) = journal_of(home, "check")
    assert (noted["signs"], noted["level"]) == (["D5"], "yellow")
    pytest.importorskip("jinja2")
    assert call("report", "-o", str(home / "page.html")).code == 0
    assert "You had 3 flare-ups in 30 days." in (home / "page.html").read_text()


def test_harder_exercise_that_was_accepted(home: Path) -> None:
    """The harder exercise stands in the plan in the place of the other, where the stage allows it."""
    row = {"exercise": "figure-4-supine", "key": "harder", "from": "figure-4-supine", "to": "piriformis-cross-body"}
    write_journal(home, entry("change", before_now(9), **row, rule="PR3", accepted=True, side=None))
    assert "piriformis-cross-body" in doses(plan("--routine", "gentle-start"))
    write_profile(home, "stage: pregnancy\n")
    assert "piriformis-cross-body" not in doses(plan("--routine", "gentle-start"))
