"""When to see somebody, at a terminal: what is asked, said once, held, and asked after a session."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.program import call
from tests.programme import (
    TODAY,
    before_now,
    check,
    entry,
    journal_of,
    pain,
    record,
    talk,
    write_journal,
    write_profile,
)

from sciatica_coach.model.entry import Entry

ONE_QUESTION = ("Enter: none of these.", "")
WEEKLY = "Once a week, half a minute"
PAIN = ("How much does it hurt now?", "")
START = ("Get ready", "q")
CHANGE = "Is it the same, better, worse or gone?"
LOOKED = "Has a clinician looked at it"
SINCE = "Since when, as"
CLEARING = "Have you spoken to a clinician about this?"
AFTER = "Did this session bring on any of these?"
NUMBERS = "Enter when none does: "
TODAY_PLAIN = ("today", "--plain", "--quiet")
AFTER_BIRTH = f"stage: postpartum\nborn: {TODAY - timedelta(weeks=8)}\nbirth: vaginal\ncleared: true\n"
PREGNANT = f"stage: pregnancy\ndue: {TODAY + timedelta(weeks=20)}\ncleared: true\n"


def noted(days: float, *feels: str, score: int = 3) -> Entry:
    """A pain entry of so many days before this moment."""
    return {**pain(days, score, feels=list(feels)), "at": before_now(days)}


def did(days: float, **more: object) -> Entry:
    """A session of so many days before this moment, with its answer about the morning after."""
    return entry("session", before_now(days), **{"outcome": "completed", "exercises": [], "morning": "yes", **more})


# Numbness and weakness


def test_weakness_that_nobody_looked_at_holds_the_session(home: Path) -> None:
    """How it goes is asked first; over a week and never looked at, sessions are held, with what to do."""
    write_profile(home)
    write_journal(home, noted(9, "weak"))
    says = [ONE_QUESTION, (CHANGE, "same"), (SINCE, ""), (LOOKED, "n"), PAIN, ("Number: ", "3")]
    spoken = talk(*TODAY_PLAIN, says=says)
    words = " ".join(spoken.text.split())
    assert spoken.code == 4
    assert (
        "You noted weakness in the leg for more than 7 days. Nobody has looked at it, as far as you noted. (rule CL3"
        in words
    )
    assert words.count("New weakness in a leg should be checked today. Call your provider.") == 1
    assert "Sessions stay paused until a clinician has told you that exercise is fine." in words
    assert [one["outcome"] for one in journal_of(home, "session")] == ["withheld"]
    ((signs, level),) = [(one["signs"], one["level"]) for one in journal_of(home, "check") if one["signs"]]
    assert (signs, level) == (["weak-for-days"], "amber")
    assert call("today", "--no-questions").code == 4


def test_weakness_that_was_looked_at_is_no_hurdle(home: Path) -> None:
    """Who was told that exercise is fine says so at once, goes on, and is not held again."""
    write_profile(home)
    write_journal(home, noted(9, "weak"), did(1))
    hold = [(CHANGE, "s"), (SINCE, ""), (LOOKED, ""), PAIN, ("Number: ", "1"), START, PAIN]
    assert talk(*TODAY_PLAIN, says=[ONE_QUESTION, (WEEKLY, ""), *hold]).code == 0
    again = talk(*TODAY_PLAIN, "--no-resume", says=[ONE_QUESTION, PAIN, START, PAIN])
    assert again.code == 0
    assert CLEARING not in again.text


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ([(CHANGE, "gone")], "gone"),
        ([(CHANGE, "better"), (SINCE, ""), (LOOKED, "y")], "better"),
    ],
    ids=["gone", "looked at"],
)
def test_numbness_that_is_gone_or_was_looked_at_leads_to_no_word(
    home: Path, answers: list[tuple[str, str]], kept: str
) -> None:
    """The answer is kept, and nothing is said of it."""
    write_profile(home)
    write_journal(home, noted(9, "tingling"))
    spoken = talk(*TODAY_PLAIN, says=[ONE_QUESTION, *answers, PAIN, START, PAIN])
    assert spoken.code == 0
    assert "rule CL3" not in spoken.text
    assert [one["numbness_change"] for one in journal_of(home, "measure")] == [kept]


def test_weakness_that_got_worse_is_for_today(home: Path) -> None:
    """Worse holds the session at once, also when somebody had looked at it before."""
    write_profile(home)
    earlier = entry("measure", before_now(8), weakness_change="same", examined=True)
    write_journal(home, noted(9, "weak"), earlier)
    says = [ONE_QUESTION, (CHANGE, "worse"), (LOOKED, "n"), PAIN, ("Number: ", "3")]
    spoken = talk(*TODAY_PLAIN, says=says)
    assert spoken.code == 4
    assert "You noted that the weakness in your leg got worse. (rule C2-9" in " ".join(spoken.text.split())


def test_what_was_looked_at_long_ago_does_not_hold_the_sessions(home: Path) -> None:
    """A lasting weakness that a clinician saw counts as seen, however many days it is noted as the same (C1)."""
    write_profile(home)
    seen = entry("measure", before_now(100), weakness_change="same", examined=True)
    since = [entry("measure", before_now(days), weakness_change="same") for days in range(99, 0, -1)]
    write_journal(home, seen, *since, did(1.2))
    spoken = talk(*TODAY_PLAIN, says=[ONE_QUESTION, (WEEKLY, ""), (CHANGE, "same"), PAIN, START, PAIN])
    assert spoken.code == 0
    assert LOOKED not in spoken.text
    page = home / "page.html"
    assert call("report", "-o", str(page)).code == 0
    assert "CL3" not in page.read_text()


def test_what_is_said_once_ever_is_not_said_again_after_months(home: Path) -> None:
    """A lasting condition is told once (CL5), and not anew when that is longer ago than the rules look back."""
    write_profile(home, "conditions: [painful-pelvic-joint]\n")
    write_journal(home, did(100), entry("check", before_now(90), signs=["CL5"], level="yellow", answer=None), did(1.2))
    spoken = talk(*TODAY_PLAIN, says=[ONE_QUESTION, (WEEKLY, ""), PAIN, START, PAIN])
    assert (spoken.code, "CL5" in spoken.text) == (0, False)


def test_how_it_goes_is_asked_once_a_day(home: Path) -> None:
    """Also when it was skipped; and the day on which it began counts."""
    write_profile(home)
    write_journal(home, noted(2, "numb"))
    began = (TODAY - timedelta(days=12)).isoformat()
    says = [ONE_QUESTION, (CHANGE, ""), (SINCE, began), (LOOKED, ""), PAIN, START, PAIN]
    talk(*TODAY_PLAIN, says=says)
    spoken = talk(*TODAY_PLAIN, "--no-resume", says=[ONE_QUESTION, PAIN, START, PAIN])
    assert CHANGE not in spoken.text


def test_unattended_session_is_held_too(home: Path) -> None:
    """Without anybody to ask, weakness over a week withholds with 4, and the card says whom to call."""
    write_journal(home, noted(9, "weak"))
    result = call("today", "--no-questions")
    assert result.code == 4
    assert "rule CL3" in result.err
    assert "Call your provider." in result.err


# Better, the same or worse


def test_question_in_place_of_too_few_scores(home: Path) -> None:
    """With a score now and then the weekly questions ask how it is against six weeks ago, and the rule can speak."""
    write_profile(home)
    write_journal(home, noted(45), noted(20), did(2))
    weekly = [
        (WEEKLY, "y"),
        ("1 (Enter: no more): ", ""),
        ("Numbness or tingling", ""),
        ("Weakness in the leg", ""),
        ("Did you move less", ""),
        ("stop your usual day", ""),
        ("break your sleep", ""),
        ("better, the same or worse than 6 weeks ago?", "s"),
    ]
    spoken = talk(*TODAY_PLAIN, says=[ONE_QUESTION, *weekly, PAIN, START, PAIN])
    sentence = (
        "You said that it is about the same as 6 weeks ago. That happens; a clinician can look at what else may help."
    )
    assert f"{sentence} (rule CL1; source: R3, R8)" in " ".join(spoken.text.split())
    (kept,) = journal_of(home, "measure")
    assert (kept["compared"], kept["compared_weeks"]) == ("same", 6)


def test_review_and_hurdles_are_asked_when_there_is_a_reason(home: Path) -> None:
    """A clinician was named: was one seen? And after a week of few sessions: what was in the way?"""
    write_profile(home)
    write_journal(home, did(9), check(before_now(6), "yellow", "CL4"), did(1))
    weekly = [
        (WEEKLY, "y"),
        ("1 (Enter: no more): ", ""),
        ("Numbness or tingling", ""),
        ("Weakness in the leg", ""),
        ("Did you move less", ""),
        ("stop your usual day", ""),
        ("break your sleep", ""),
        ("Have you seen a clinician about your pain since", "y"),
        ("What gets in the way of a session most", "time"),
    ]
    spoken = talk(*TODAY_PLAIN, says=[ONE_QUESTION, *weekly, PAIN, START, PAIN])
    assert "A shorter session counts in full: `coach today --minutes 5`. (rule AD2" in " ".join(spoken.text.split())
    (kept,) = journal_of(home, "measure")
    assert (kept["reviewed"], kept["hurdle"]) == (True, "time")


# After a session


def test_heaviness_after_a_session(home: Path) -> None:
    """It is asked after the session; its card names a physiotherapist, and half of the exercise is offered."""
    write_profile(home, AFTER_BIRTH)
    left = [record("ta-activation"), record("bridge", outcome="skipped", reps_done=0)]
    earlier = did(2e-4, outcome="stopped", routine="after-birth-6-to-12-weeks", exercises=left, active_seconds=60)
    write_journal(home, earlier)
    says = [ONE_QUESTION, START, PAIN, (NUMBERS, "4"), ("Which one brought it on?", "1"), ("y: do that.", "y")]
    spoken = talk(*TODAY_PLAIN, "--resume", says=says)
    assert spoken.code == 0
    assert "a pelvic health physiotherapist soon: heaviness in the vagina." in " ".join(spoken.text.split())
    (noted_,) = journal_of(home, "check")
    (session,) = journal_of(home, "session")
    assert (noted_["signs"], noted_["level"], noted_["session"]) == (["heaviness"], "yellow", session["id"])
    (change,) = journal_of(home, "change")
    assert (change["rule"], change["accepted"], change["exercise"]) == ("C4", True, noted_["exercise"])
    assert change["to"] == change["from"] // 2


def test_general_stage_is_not_asked_after_a_session(home: Path) -> None:
    """Nobody else is asked."""
    write_profile(home)
    assert AFTER not in talk(*TODAY_PLAIN, says=[ONE_QUESTION, PAIN, START, PAIN]).text


def test_year_after_the_birth_is_over(home: Path) -> None:
    """More than 52 weeks after the birth it is asked no more."""
    write_profile(home, f"stage: postpartum\nborn: {TODAY - timedelta(weeks=60)}\ncleared: true\n")
    assert AFTER not in talk(*TODAY_PLAIN, says=[ONE_QUESTION, PAIN, START, PAIN]).text


def test_dizzy_in_a_session_ends_the_sessions_of_the_day(home: Path) -> None:
    """The first time: no more today. The second time: call today, and the sessions are held."""
    write_profile(home, PREGNANT)
    says = [ONE_QUESTION, PAIN, START, PAIN, (NUMBERS, "4")]
    first = talk(*TODAY_PLAIN, says=says)
    assert "Stop for today. Sit down, or lie on one side." in first.text
    result = call("today", "--no-questions")
    assert result.code == 4
    assert "Sessions start again tomorrow." in result.err
    assert call("today", "--preview", "--json").document["withheld"]["level"] == "yellow"
    before = check(before_now(3), "yellow", "unwell-once")
    write_journal(home, before, did(2, routine="pregnancy-middle"))
    second = talk(*TODAY_PLAIN, says=[ONE_QUESTION, (WEEKLY, ""), *says[1:]])
    assert "call your maternity unit or provider today" in " ".join(second.text.split())
    assert call("today", "--no-questions").code == 4


# What makes a sign more urgent


def test_weak_leg_after_an_epidural_is_an_emergency(home: Path) -> None:
    """In the first six weeks after a birth with an epidural a weak leg is red; without one, or later, it is amber."""
    for weeks, conditions, level in ((2, "[epidural]", "red"), (2, "[]", "amber"), (6, "[epidural]", "amber")):
        write_profile(home, f"stage: postpartum\nborn: {TODAY - timedelta(weeks=weeks)}\nconditions: {conditions}\n")
        assert call("check", "--sign", "leg-weakness", "--json").document["level"] == level


def test_weak_leg_after_cancer_is_an_emergency(home: Path) -> None:
    """A history of cancer that a clinician knows of still makes new weakness red."""
    write_journal(home, check(before_now(9), "amber", "cancer-history"), check(before_now(8), answer="told-fine"))
    document = call("check", "--sign", "leg-weakness", "--json").document
    assert (document["level"], document["ticked"]) == ("red", ["leg-weakness", "cancer-history"])
