"""What `coach today` plans and suggests: by stage, by what was asked for, and by what happened before."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.program import call
from tests.programme import (
    EXERCISES,
    LIBRARY,
    PLANS,
    TODAY,
    before_now,
    entry,
    journal_of,
    record,
    talk,
    write_journal,
    write_profile,
)

from sciatica_coach.model.entry import Entry
from sciatica_coach.model.exercise import Category

ONE_QUESTION = "Enter: none of these."
MORNING = "Was the leg back to its usual level by the morning after your last session?"
WEEKLY = "Once a week, half a minute"
PAIN = "How much does it hurt now?"
START = [("Get ready", "q"), (PAIN, "")]
GO_ON = [(PAIN, ""), *START]


def plan(*words: str) -> Any:
    """The plan that `coach today` would do."""
    result = call("today", "--preview", "--json", *words)
    assert (result.code, result.err) == (0, "")
    return result.document


def doses(document: Any) -> dict[str, tuple[int, int, float | None]]:
    """Sets, reps and hold of each exercise of a plan."""
    return {row["exercise"]: (row["sets"], row["reps"], row["hold"]) for row in document["exercises"]}


def told(document: Any) -> str:
    """The reasons of a plan."""
    return " ".join(reason["text"] for reason in document["reasons"])


def did(days: float, routine: str = "chair", **more: Any) -> Entry:
    """A session of so many days before this moment."""
    return entry("session", before_now(days), **{"routine": routine, "outcome": "completed", "exercises": [], **more})


def good(days: float) -> Entry:
    """A session with every answer, all of them good."""
    return did(days, pain_before={"score": 3}, pain_after={"score": 3}, morning="yes")


def change(**more: Any) -> Entry:
    """A change that was accepted four weeks ago."""
    row = {"exercise": "nerve-glide-seated", "side": None, "key": "reps", "from": 10, "to": 12, "rule": "PR3"}
    return entry("change", before_now(28), **{**row, "accepted": True, **more})


# Which routine

VAGINAL = "stage: postpartum\nbirth: vaginal\n"
BY_STAGE = {
    "nobody knows anything": ("", "gentle-start", None),
    "week 13": (f"stage: pregnancy\ndue: {TODAY + timedelta(days=280 - 7 * 13)}\n", "pregnancy-early", 13),
    "week 14": (f"stage: pregnancy\ndue: {TODAY + timedelta(days=280 - 7 * 14)}\n", "pregnancy-middle", 14),
    "week 28": (f"stage: pregnancy\ndue: {TODAY + timedelta(days=280 - 7 * 28)}\n", "pregnancy-late", 28),
    "no due date": ("stage: pregnancy\n", "pregnancy-late", 28),
    "the day of the birth": (f"stage: postpartum\nborn: {TODAY}\n", "after-birth-first-weeks", 0),
    "week 2": (f"stage: postpartum\nborn: {TODAY - timedelta(weeks=2)}\n", "after-birth-first-weeks", 2),
    "week 6": (f"stage: postpartum\nborn: {TODAY - timedelta(weeks=6)}\n", "after-birth-2-to-6-weeks", 6),
    "week 2, vaginal": (f"{VAGINAL}born: {TODAY - timedelta(weeks=2)}\n", "after-birth-2-to-6-weeks", 2),
    "week 6, vaginal": (f"{VAGINAL}born: {TODAY - timedelta(weeks=6)}\n", "after-birth-6-to-12-weeks", 6),
    "week 8": (f"stage: postpartum\nborn: {TODAY - timedelta(weeks=8)}\n", "after-birth-6-to-12-weeks", 8),
    "week 12": (f"stage: postpartum\nborn: {TODAY - timedelta(weeks=12)}\n", "gentle-start", 12),
    "three years": (f"stage: postpartum\nborn: {TODAY - timedelta(weeks=156)}\n", "gentle-start", 156),
}


@pytest.mark.parametrize(("profile", "routine", "week"), BY_STAGE.values(), ids=BY_STAGE.keys())
def test_routine_of_a_stage(home: Path, profile: str, routine: str, week: int | None) -> None:
    """The routine to begin with follows from the stage and its week, and the plan names both."""
    write_profile(home, profile)
    document = plan()
    assert (document["routine"], document["week"]) == (routine, week)
    assert document["reasons"][0]["rule"] == "base"


LAST: dict[str, tuple[tuple[Entry, ...], str]] = {
    "the last one": ((did(2, "strength"), did(1, "chair")), "chair"),
    "a bad day does not count": ((did(2, "chair"), did(1, "flare")), "chair"),
    "only a bad day": ((did(1, "flare"),), "gentle-start"),
    "one of another stage": ((did(1, "pregnancy-late"),), "gentle-start"),
    "one that is gone": ((did(1, "my-own-of-last-year"),), "gentle-start"),
    "none": (({**did(1), "routine": None},), "gentle-start"),
    "something odd": (({**did(1), "routine": ["chair"]},), "gentle-start"),
}


@pytest.mark.parametrize(("entries", "routine"), LAST.values(), ids=LAST.keys())
def test_last_routine_is_done_again(home: Path, entries: tuple[Entry, ...], routine: str) -> None:
    """In the general stage the last routine comes again, unless it was for a bad day, for another stage, or is gone."""
    write_journal(home, *entries)
    assert plan()["routine"] == routine


def test_stage_goes_before_the_last_routine(home: Path) -> None:
    """In pregnancy the week decides, whatever was done last."""
    write_profile(home, "stage: pregnancy\n")
    write_journal(home, did(1, "strength"))
    assert plan()["routine"] == "pregnancy-late"


# What was asked for


@pytest.mark.parametrize("minutes", [5, 8, 10, 15, 20])
def test_minutes(minutes: int) -> None:
    """The plan takes the minutes asked for, within a tenth, with four to six exercises from eight minutes on."""
    document = plan("--minutes", str(minutes))
    assert document["seconds"] == pytest.approx(minutes * 60, rel=0.1)
    assert 4 <= len(document["exercises"]) <= 6 or minutes < 8
    assert f"about {minutes} minutes." in told(document)


def test_minutes_of_the_profile(home: Path) -> None:
    """The minutes a day of the profile count, unless others are asked for, or a routine by its name."""
    write_profile(home, "minutes: 15\n")
    assert plan()["seconds"] == pytest.approx(900, rel=0.1)
    assert plan("--minutes", "8")["seconds"] == pytest.approx(480, rel=0.1)
    by_name = doses(plan("--routine", "flare"))
    assert by_name == {one.id: (one.sets, one.reps, one.hold_seconds) for one in PLANS["flare"].exercises}


@pytest.mark.parametrize("minutes", ["0", "-1", "121", "soon"])
def test_minutes_that_cannot_be(home: Path, minutes: str) -> None:
    """No minutes, fewer than none and too many are a usage error, and nothing is planned."""
    result = call("today", "--preview", "--minutes", minutes)
    assert (result.code, result.out) == (2, "")
    assert "--minutes" in result.err
    assert not home.exists()


@pytest.mark.parametrize("profile", ["", "stage: pregnancy\n", f"stage: postpartum\nborn: {TODAY}\n", "minutes: 20\n"])
def test_bad_day(home: Path, profile: str) -> None:
    """`--flare` plans three to five minutes at every stage, and says that they count in full."""
    write_profile(home, profile)
    document = plan("--flare")
    assert document["routine"] == "flare"
    assert 180 <= document["seconds"] <= 300
    assert "it counts in full" in told(document)


def test_avoided_floor(home: Path) -> None:
    """With the floor avoided each exercise on it is replaced, and each replacement is explained."""
    write_profile(home, "avoid: [floor]\n")
    document = plan()
    assert {row["position"] for row in document["exercises"]} <= {"seated", "standing", "wall", "any"}
    replaced = [reason for reason in document["reasons"] if reason["rule"] == "position"]
    assert len(replaced) == len(PLANS["gentle-start"].exercises)
    assert all(reason["source"] == "your profile" for reason in replaced)


def test_equipment(home: Path) -> None:
    """With no things at hand no exercise needs any but what everybody has."""
    write_profile(home, "equipment: []\n")
    for row in plan("--routine", "chair")["exercises"]:
        assert "chair" not in EXERCISES[row["exercise"]].equipment


def test_why(home: Path) -> None:
    """`--why` prints each decision as one sentence with its rule and its source."""
    write_profile(home, "avoid: [floor]\n")
    result = call("today", "--preview", "--why", "--minutes", "8")
    assert result.code == 0
    lines = [line for line in result.out.splitlines() if line.startswith("Why: ")]
    reasons = plan("--minutes", "8")["reasons"]
    assert lines == [f"Why: {one['text']} (rule {one['rule']}; source: {one['source']})" for one in reasons]
    assert len(lines) >= 3


@pytest.mark.usefixtures("home")
def test_why_says_what_the_sources_stand_for() -> None:
    """Below the reasons each source that they name stands in words, once."""
    lines = call("today", "--preview", "--why").out.splitlines()
    told = [line for line in lines if line.startswith("Source ")]
    assert told == [f"Source default: {LIBRARY.sources['default']}"]
    assert lines[-1] == told[0]


def test_same_inputs_same_plan(home: Path) -> None:
    """Asked twice, the program plans the same to the byte, and writes nothing."""
    write_profile(home, "minutes: 12\n")
    write_journal(home, good(3), good(1))
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    first, second = (call("today", "--preview", "--json").out for _ in range(2))
    assert first == second
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


# What happened before


def test_exercise_that_sent_pain_down_the_leg(home: Path) -> None:
    """It is not in the next plan, and the reason names the rule."""
    hurt = record("figure-4-seated", outcome="stopped-for-pain", side="left", hurt="down-the-leg")
    write_journal(home, did(1, exercises=[hurt]))
    document = plan()
    assert document["routine"] == "chair"
    assert "figure-4-seated" not in doses(document)
    assert [one["rule"] for one in document["reasons"] if "rests for 48 hours" in one["text"]] == ["CE3"]


def test_day_after_strength(home: Path) -> None:
    """The strength routine has no strength on the day after."""
    write_journal(home, did(1, "strength", exercises=[record("bridge")]))
    document = plan()
    assert document["routine"] == "strength"
    assert not [name for name in doses(document) if EXERCISES[name].category is Category.STRENGTH]


CHANGES: dict[str, tuple[Entry, tuple[int, int, float | None]]] = {
    "reps": (change(), (1, 12, None)),
    "reps, refused": (change(accepted=False), (1, 10, None)),
    "three quarters of everything": (change(exercise=None, key="share", to=0.75, rule="PR5"), (1, 7, None)),
    "of another exercise": (change(exercise="bridge"), (1, 10, None)),
    "nonsense": (change(to="lots"), (1, 10, None)),
    "too much": (change(to=10**400), (1, 10, None)),
}


@pytest.mark.parametrize(("entry_of_change", "dose"), CHANGES.values(), ids=CHANGES.keys())
def test_accepted_changes_are_planned(home: Path, entry_of_change: Entry, dose: tuple[int, int, float | None]) -> None:
    """What was accepted is in the plan, what was refused is not, and nonsense does no harm."""
    write_journal(home, entry_of_change)
    assert doses(plan("--routine", "chair"))["nerve-glide-seated"] == dose


def test_accepted_hold_is_planned(home: Path) -> None:
    """A longer hold that was accepted is in the plan."""
    write_journal(home, change(exercise="figure-4-seated", key="hold", to=35))
    assert doses(plan("--routine", "chair"))["figure-4-seated"][2] == 35


def test_accepted_change_follows_the_exercise(home: Path) -> None:
    """An exercise that takes another's place, or is added, has the dose that was accepted for it."""
    write_profile(home, "avoid: [floor]\n")
    write_journal(home, change())
    assert doses(plan("--routine", "gentle-start"))["nerve-glide-seated"][1] == 12


def test_three_quarters_is_less_with_minutes_too(home: Path) -> None:
    """Who accepted three quarters of the reps has less to do, also with minutes a day in the profile."""
    write_profile(home, "minutes: 10\n")
    before = plan()["seconds"]
    write_journal(home, change(exercise=None, key="share", to=0.75, rule="PR5"))
    assert plan()["seconds"] < 0.9 * before


ODD: dict[str, Entry] = {
    "a session without anything": {"id": "a", "type": "session", "at": "2026-11-21T08:00:00"},
    "a time without an offset": {**did(1), "at": "2026-11-21T08:00:00"},
    "a day without a time": {**did(1), "at": "2026-11-21"},
    "records that are none": did(1, exercises=[None, 3, "x", {"exercise": None}, {"hurt": "down-the-leg"}]),
    "no list of records": did(1, exercises={"a": 1}),
    "scores that are none": did(1, pain_before={"score": "three"}, pain_after=[]),
    "signs that are none": entry("check", before_now(1), level="yellow", signs=7),
    "a level that is none": entry("check", before_now(1), level=["red"], signs=[]),
    "a change without anything": {"id": "a", "type": "change", "at": before_now(1), "accepted": True},
    "a type of another version": {"id": "a", "type": "mood", "at": before_now(1), "to": {"x": []}},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_entries_are_no_hurdle(home: Path, odd: Entry) -> None:
    """An entry that a hand, an import or another version left in the journal does not keep anybody from a plan."""
    write_journal(home, odd)
    assert plan()["exercises"]
    assert call("check").code == 0


@pytest.mark.parametrize(("minutes", "most"), [("3", 3.3), ("5", 5), ("20", 5), ("120", 5)])
def test_easy_session_stays_short(home: Path, minutes: str, most: float) -> None:  # noqa: ARG001 - a home of its own
    """Asked for more, it takes no more than five minutes all the same, and says so; with fewer it takes fewer."""
    result = call("today", "--preview", "--json", "--flare", "--minutes", minutes)
    assert result.document["seconds"] <= most * 60
    said = "The easy session takes about 4.5 minutes, and not the"
    assert (said in result.err) is (float(minutes) > 5)
    assert (said in told(result.document)) is (float(minutes) > 5)


# At a terminal

MONDAY_TO_WEDNESDAY = (good(3), good(2), good(1))
OFFER = "3 good sessions in a row: "


def test_offer_that_is_accepted(home: Path) -> None:
    """After three good sessions one thing is offered; one key accepts it, and this very session has it."""
    write_profile(home)
    write_journal(home, *MONDAY_TO_WEDNESDAY)
    says = [(ONE_QUESTION, ""), (WEEKLY, ""), (PAIN, ""), ("y: do that.", "y"), *START]
    spoken = talk("today", "--plain", "--quiet", says=says)
    assert spoken.code == 0
    assert OFFER in spoken.text
    assert "(rule PR3; source: default)" in spoken.text
    (kept,) = journal_of(home, "change")
    assert set(kept) == {
        "id",
        "type",
        "at",
        "exercise",
        "side",
        "key",
        "from",
        "to",
        "rule",
        "reason",
        "accepted",
        "rules",
    }
    assert (kept["accepted"], kept["rule"], kept["reason"].startswith(OFFER)) == (True, "PR3", True)
    key = {"reps": 1, "hold": 2}[kept["key"]]
    assert doses(plan("--routine", "chair"))[kept["exercise"]][key] == kept["to"]


@pytest.mark.parametrize("answer", ["", "n"], ids=["Enter", "n"])
def test_offer_that_is_refused(home: Path, answer: str) -> None:
    """Enter leaves everything as it is; the answer is kept, and the offer does not come again at once."""
    write_profile(home)
    write_journal(home, *MONDAY_TO_WEDNESDAY)
    before = plan("--routine", "chair")
    talk(
        "today",
        "--plain",
        "--quiet",
        says=[(ONE_QUESTION, ""), (WEEKLY, ""), (PAIN, ""), ("y: do that.", answer), *START],
    )
    assert [kept["accepted"] for kept in journal_of(home, "change")] == [False]
    assert plan("--routine", "chair") == before
    spoken = talk("today", "--plain", "--quiet", "--no-resume", says=[(ONE_QUESTION, ""), *GO_ON])
    assert OFFER not in spoken.text


FURTHEST = "How far down does it go"


def test_pain_before_and_after_with_its_place(home: Path) -> None:
    """Leg, back and how far down it goes are asked before and after; further down is pointed out."""
    write_profile(home)
    says = [(ONE_QUESTION, ""), (PAIN, "3"), ("In the back,", "4"), (FURTHEST, "thigh"), ("Get ready", "q")]
    spoken = talk("today", "--plain", "--quiet", says=[*says, (PAIN, "2"), ("In the back,", "1"), (FURTHEST, "calf")])
    assert "It goes further down the leg than before." in spoken.text
    (kept,) = journal_of(home, "session")
    assert kept["pain_before"] == {"score": 4, "leg": 3, "back": 4, "furthest": "thigh"}
    assert kept["pain_after"] == {"score": 2, "leg": 2, "back": 1, "furthest": "calf"}


def test_no_pain_goes_nowhere(home: Path) -> None:
    """Where nothing hurts, the place is not asked."""
    write_profile(home)
    says = [(ONE_QUESTION, ""), (PAIN, "0"), ("In the back,", "0"), *START]
    spoken = talk("today", "--plain", "--quiet", says=says)
    assert FURTHEST not in spoken.text
    assert journal_of(home, "session")[0]["pain_before"]["furthest"] == "none"


EASY = "y: the easy session."


@pytest.mark.parametrize(("answer", "routine"), [("y", "flare"), ("", "gentle-start")], ids=["y", "Enter"])
def test_easy_session_is_offered_on_a_bad_day(home: Path, answer: str, routine: str) -> None:
    """Pain above 5 before a session: the easy one is offered with its reason; the answer decides, and is kept."""
    write_profile(home)
    says = [(ONE_QUESTION, ""), (PAIN, "7"), ("In the back,", ""), (FURTHEST, ""), (EASY, answer), *START]
    spoken = talk("today", "--plain", "--quiet", says=says)
    assert "Your pain is 7 now, above 5." in spoken.text
    assert journal_of(home, "session")[0]["routine"] == routine
    (kept,) = journal_of(home, "change")
    assert (kept["rule"], kept["key"], kept["to"], kept["accepted"]) == ("PM6", "routine", "flare", answer == "y")


MORNINGS = {"y": "yes", "No": "no", "": "not-sure", "not sure": "not-sure"}


@pytest.mark.parametrize(("answer", "kept"), MORNINGS.items(), ids=lambda value: value or "Enter")
def test_morning_after(home: Path, answer: str, kept: str) -> None:
    """The morning after is asked once, on a later day, and kept with its session; not sure is no no."""
    write_profile(home)
    write_journal(home, did(1, pain_before={"score": 3}, pain_after={"score": 3}))
    less = [("y: do that.", "")] if kept == "no" else []
    talk(
        "today",
        "--plain",
        "--quiet",
        says=[(ONE_QUESTION, ""), (MORNING, answer), (WEEKLY, ""), (PAIN, ""), *less, *START],
    )
    assert [one.get("morning") for one in journal_of(home, "session")] == [kept, None]


def test_morning_answer_that_cannot_be_read(home: Path) -> None:
    """What is neither yes, no nor not sure is asked again."""
    write_profile(home)
    write_journal(home, did(1))
    talk(
        "today",
        "--plain",
        "--quiet",
        says=[(ONE_QUESTION, ""), (MORNING, "perhaps"), ("y or n.", "y"), (WEEKLY, ""), *GO_ON],
    )
    assert journal_of(home, "session")[0]["morning"] == "yes"


def test_morning_by_option(home: Path) -> None:
    """`--morning` answers without a question; a word that it does not know is a usage error, and nothing is kept."""
    write_profile(home)
    write_journal(home, did(1))
    assert call("today", "--morning", "maybe", "--no-signs", "--no-questions").code == 2
    assert len(journal_of(home)) == 1
    says = [(ONE_QUESTION, ""), (WEEKLY, ""), (PAIN, ""), ("y: do that.", ""), *START]
    spoken = talk("today", "--plain", "--quiet", "--morning", "no", says=says)
    assert MORNING not in spoken.text
    assert journal_of(home, "session")[0]["morning"] == "no"


HIGH_SCORES = tuple(entry("pain", before_now(days), score=8) for days in (3, 2, 1))


def test_reason_to_see_somebody_is_said_once(home: Path) -> None:
    """It is said calmly before the session, noted for the report, and not said again the next time."""
    write_profile(home)
    write_journal(home, *HIGH_SCORES)
    says = [(ONE_QUESTION, ""), *GO_ON]
    spoken = talk("today", "--plain", "--quiet", says=says)
    sentence = "Your score was 7 or more on 3 days running. A clinician can help: book a visit within days."
    assert f"{sentence} (rule CL4; source: default)" in " ".join(spoken.text.split())
    (noted,) = journal_of(home, "check")
    assert (noted["signs"], noted["level"]) == (["CL4"], "yellow")
    again = talk("today", "--plain", "--quiet", "--no-resume", says=says)
    assert "3 days running" not in again.text
    assert plan()["withheld"] is None


def test_weekly_questions(home: Path) -> None:
    """The user's own activities are named once, scored each week, and each question may be skipped."""
    write_profile(home)
    write_journal(home, did(5))
    says = [
        (ONE_QUESTION, ""),
        (WEEKLY, "y"),
        ("1 (Enter: no more): ", "sit through a film"),
        ("2 (Enter: no more): ", ""),
        ("sit through a film?", "4"),
        ("Numbness or tingling", "2"),
        ("Weakness in the leg", ""),
        ("Did you move less", "y"),
        ("stop your usual day", "n"),
        ("break your sleep", ""),
        ("in the leg. Since when, as", ""),
        ("Has a clinician looked at it", ""),
        *GO_ON,
    ]
    assert talk("today", "--plain", "--quiet", says=says).code == 0
    kept, _ = journal_of(home, "measure")
    assert kept["activities"] == [{"name": "sit through a film", "score": 4}]
    assert (kept["numbness"], kept["weakness"], kept["moves_less"]) == (2, None, True)
    again = talk("today", "--plain", "--quiet", "--no-resume", says=[(ONE_QUESTION, ""), *GO_ON])
    assert WEEKLY not in again.text


def test_withheld_session_does_not_hide_one_that_was_stopped(home: Path) -> None:
    """`--resume` goes on with the last session that was begun, whatever was withheld since."""
    write_profile(home)
    left = [record("pelvic-tilt-seated"), record("figure-4-seated", outcome="skipped", side="left")]
    write_journal(
        home,
        did(2e-4, outcome="stopped", exercises=left, active_seconds=60),
        did(1e-4, outcome="withheld"),
    )
    spoken = talk("today", "--plain", "--quiet", "--no-signs", "--resume", says=[("Get ready", "q"), (PAIN, "")])
    assert "There is no unfinished session" not in spoken.text
    stopped, withheld = journal_of(home, "session")
    assert (stopped["outcome"], withheld["outcome"]) == ("stopped", "withheld")
    assert stopped["active_seconds"] > 60


def test_what_is_done_on_a_bed_needs_no_floor(home: Path) -> None:
    """Who avoids the floor still practises rolling over in bed, and nothing that means getting down."""
    write_profile(home, "avoid: [floor]\n")
    done = [one["exercise"] for one in plan("--routine", "side-lying")["exercises"]]
    assert "log-roll" in done
    assert all(EXERCISES[name].without_floor == name for name in done)


def test_preview_of_going_on_shows_what_is_left(home: Path) -> None:
    """`--preview --resume` shows the part of today's session that is not done, and `--preview` the whole."""
    write_profile(home)
    left = [record("pelvic-tilt-seated"), record("figure-4-seated", outcome="skipped", side="left")]
    write_journal(home, did(1e-4, outcome="stopped", exercises=left, active_seconds=60))
    whole = [one["exercise"] for one in plan()["exercises"]]
    rest = [one["exercise"] for one in plan("--resume")["exercises"]]
    assert "pelvic-tilt-seated" in whole
    assert rest == [name for name in whole if name != "pelvic-tilt-seated"]


def test_going_on_with_a_file_needs_its_name(home: Path) -> None:
    """`--resume` begins no other session than that of today: one from a file waits until the file is named."""
    write_journal(
        home, did(1e-4, outcome="stopped", routine="from-a-file", exercises=[record("lean", outcome="skipped")])
    )
    result = call("today", "--resume", "--no-signs", "--preview")
    assert result.code == 2
    assert "`coach today --resume --routine from-a-file.yaml`" in result.err


def test_what_went_down_the_leg_is_said_in_the_summary(home: Path) -> None:
    """The summary of a session that goes on names exercises as the user knows them, and why one was ended."""
    write_profile(home)
    hurt = record("pelvic-tilt-seated", outcome="stopped-for-pain", hurt="down-the-leg")
    left = [hurt, record("figure-4-seated", outcome="skipped", side="left")]
    write_journal(home, did(1e-4, outcome="stopped", exercises=left, active_seconds=60))
    spoken = talk("today", "--plain", "--quiet", "--no-signs", "--resume", says=[("Get ready", "q"), (PAIN, "")])
    assert "Pelvic tilt, chair: stopped: it went down the leg" in spoken.text
    assert "pelvic-tilt-seated" not in spoken.text


def test_weekly_signs_are_named_once_a_week(home: Path) -> None:
    """Losing weight, pain at night and a lump are in the question of the first day, and then when a week is over."""
    write_profile(home)
    says = [(ONE_QUESTION, ""), *GO_ON]
    assert "losing weight" in talk("today", "--plain", "--quiet", says=says).text
    assert "losing weight" not in talk("today", "--plain", "--quiet", "--no-resume", says=says).text
    write_journal(home, entry("measure", before_now(8)), did(1, morning="yes"))
    due = talk("today", "--plain", "--quiet", says=[(ONE_QUESTION, ""), (WEEKLY, ""), *GO_ON])
    assert "losing weight" in due.text


def test_what_rests_is_said_and_can_be_read_before_the_session(home: Path) -> None:
    """That an exercise sent pain down the leg is told unasked; a painted session waits until that was read."""
    write_profile(home)
    hurt = record("figure-4-supine", outcome="stopped-for-pain", hurt="down-the-leg")
    write_journal(home, entry("session", before_now(1), outcome="completed", morning="yes", exercises=[hurt]))
    sentence = "Figure-4 stretch (lying) sent pain down the leg, and rests for 48 hours"
    assert sentence in call("today", "--preview").err
    assert sentence in told(plan())
    answers = [(ONE_QUESTION, ""), (WEEKLY, ""), ("Enter: start the session.", "")]
    spoken = talk("today", "--quiet", "--pain", "3", says=[*answers, *START])
    assert spoken.code == 0
    assert sentence in " ".join(spoken.text.split())


@pytest.mark.usefixtures("home")
def test_first_session_names_the_history_in_its_one_question() -> None:
    """Whoever never ran the set-up is asked about it once, with one key; a later session does not name it again."""
    read = ("Press Enter when you have read this: ", "")
    first = talk("today", "--plain", "--quiet", says=[read, (ONE_QUESTION, ""), (PAIN, ""), *START])
    later = talk("today", "--plain", "--quiet", "--no-resume", says=[(ONE_QUESTION, ""), (PAIN, ""), *START])
    history = LIBRARY.safety().sign("weak-bones")
    assert history
    assert history.short in " ".join(first.text.split())
    assert history.short not in " ".join(later.text.split())
    ticked = talk("check", says=[("Enter when none does: ", "")])
    assert history.ask in " ".join(ticked.text.split())
