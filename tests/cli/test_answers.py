"""Every question has an option: what is said in advance is not asked, and is kept as an answer would be."""

from pathlib import Path

import pytest
from tests.cli.test_plan_of_the_day import MONDAY_TO_WEDNESDAY, OFFER, ONE_QUESTION, PAIN, START, WEEKLY
from tests.cli.test_referrals import AFTER_BIRTH, did, noted
from tests.program import call
from tests.programme import before_now, check, journal_of, record, talk, write_journal, write_profile

UNATTENDED = ("today", "--no-questions", "--plain", "--quiet")
AGAIN = "How much does it hurt now?"


# Pain before and after


def test_pain_before_and_after_with_its_place(home: Path) -> None:
    """Leg, back and furthest point can be said in advance: the larger score counts, and nothing of it is asked."""
    write_profile(home)
    says = [(ONE_QUESTION, ""), START[0]]
    before, after = "leg=4,back=2,furthest=calf", "leg=2,furthest=foot"
    spoken = talk("today", "--plain", "--quiet", "--pain", before, "--pain-after", after, says=says)
    assert AGAIN not in spoken.text
    (session,) = journal_of(home, "session")
    assert session["pain_before"] == {"score": 4, "leg": 4, "back": 2, "furthest": "calf"}
    assert session["pain_after"] == {"score": 2, "leg": 2, "back": None, "furthest": "foot"}
    assert "It goes further down the leg than before." in spoken.text


@pytest.mark.parametrize(
    "words", ["11", "leg=11", "leg=4,leg=3", "furthest=calf", "leg=4,furthest=toe", "arm=3", "leg", "=4"]
)
def test_pain_that_cannot_be_read(home: Path, words: str) -> None:
    """A score that is none, a place that is none, or a place without a score is a usage error, before anything else."""
    result = call(*UNATTENDED, "--no-signs", "--pain", words)
    assert (result.code, result.out) == (2, "")
    assert not (home / "log.json").exists()


# Suggestions


@pytest.mark.parametrize(("option", "is_accepted"), [("--accept", True), ("--decline", False)])
def test_suggestion_that_is_answered_in_advance(home: Path, option: str, *, is_accepted: bool) -> None:
    """The one suggestion is told with its rule, answered as the option says, and kept: no key is needed."""
    write_profile(home)
    write_journal(home, *MONDAY_TO_WEDNESDAY)
    says = [(ONE_QUESTION, ""), (WEEKLY, ""), (PAIN, ""), *START]
    spoken = talk("today", "--plain", "--quiet", option, "pr3", says=says)
    assert OFFER in spoken.text
    assert "y: do that." not in spoken.text
    assert "nothing to answer" not in spoken.text
    (kept,) = journal_of(home, "change")
    assert (kept["rule"], kept["accepted"]) == ("PR3", is_accepted)
    assert kept["rules"] == call("routines", "where", "--json").document["rules"]


@pytest.mark.parametrize("option", ["--accept", "--decline"])
def test_answer_to_a_rule_that_suggests_nothing(home: Path, option: str) -> None:
    """One line says that there was nothing to answer, and nothing is kept; a preview answers nothing."""
    write_profile(home)
    nothing = "Nothing is suggested today by PR3 or D5: there was nothing to answer.\n"
    words = (*UNATTENDED, "--no-signs", "--routine", "flare", "--preview")
    assert nothing not in call(*words, option, "PR3,D5").err
    says = [(ONE_QUESTION, ""), (PAIN, ""), *START]
    assert nothing.strip() in talk("today", "--plain", "--quiet", option, "PR3,D5,C4", says=says).text
    assert journal_of(home, "change") == []


def test_suggestion_of_another_rule_is_still_asked(home: Path) -> None:
    """An answer to one rule is none to another."""
    write_profile(home)
    write_journal(home, *MONDAY_TO_WEDNESDAY)
    says = [(ONE_QUESTION, ""), (WEEKLY, ""), (PAIN, ""), ("y: do that.", ""), *START]
    talk("today", "--plain", "--quiet", "--accept", "D5", says=says)
    assert journal_of(home, "change")[0]["accepted"] is False


@pytest.mark.parametrize(
    "words", [("--accept", "PR9"), ("--accept", "PR3", "--decline", "PR3"), ("--accept", "D5,CL1")], ids=" ".join
)
def test_answer_to_no_suggestion(home: Path, words: tuple[str, ...]) -> None:
    """A rule that suggests nothing, or one with two answers, is a usage error."""
    assert call(*UNATTENDED, "--no-signs", *words).code == 2
    assert not (home / "log.json").exists()


# What a clinician said


def held(days: float, *signs: str, level: str = "amber") -> dict[str, object]:
    """A check that holds the sessions."""
    return {**check(before_now(days), level, *signs)}


def test_what_a_clinician_said_by_option(home: Path) -> None:
    """Unattended, `--clinician told-fine` ends the hold, and the answer is in the journal."""
    write_profile(home, "cleared: false\nstage: pregnancy\n")  # so that no session runs after the hold
    write_journal(home, held(2, "fever"))
    assert "Please stop" in call(*UNATTENDED).err
    result = call(*UNATTENDED, "--clinician", "told-fine", "--no-signs")
    assert "no clinician has cleared you" in result.err
    assert journal_of(home, "check")[-1]["answer"] == "told-fine"


@pytest.mark.parametrize("answer", ["told-not", "not-yet"])
def test_clinician_who_said_no(home: Path, answer: str) -> None:
    """Told not to, or nobody reached: the sessions stay held."""
    write_profile(home)
    write_journal(home, held(2, "fever"))
    assert call(*UNATTENDED, "--clinician", answer, "--no-signs").code == 4
    assert journal_of(home, "check")[-1]["answer"] == answer


def test_red_sign_that_was_cleared_too_soon_waits(home: Path) -> None:
    """After a red sign the next day is waited for, whoever says what."""
    write_profile(home)
    write_journal(home, held(0.01, "bladder", level="red"))
    result = call(*UNATTENDED, "--clinician", "told-fine", "--no-signs")
    assert result.code == 4
    assert "Sessions start again tomorrow" in result.err


def test_slip_by_option_needs_the_signs(home: Path) -> None:
    """`--clinician slip` says which signs there are after all, or is a usage error; a red one holds at once."""
    write_profile(home)
    write_journal(home, held(0.01, "bladder", level="red"))
    assert call(*UNATTENDED, "--clinician", "slip").code == 2
    assert call(*UNATTENDED, "--clinician", "slip", "--sign", "both-legs").code == 4
    assert journal_of(home, "check")[-1]["signs"] == ["both-legs"]


def test_unchanged_sign_by_option(home: Path) -> None:
    """A sign that a clinician has seen, and that is not worse, is told as one; one that nobody has seen is new."""
    seen = {**check(before_now(1)), "answer": "told-fine"}
    write_journal(home, held(2, "fever"), seen)
    assert call("check", "--sign", "fever", "--unchanged", "fever").code == 0
    assert journal_of(home, "check")[-1]["level"] == "yellow"
    result = call("check", "--sign", "both-legs", "--unchanged", "both-legs")
    assert result.code == 4
    assert "it counts as new" in result.err


# After a session


def test_what_a_session_brought_on_by_option(home: Path) -> None:
    """The sign, the exercise and the answer to less of it are said in advance: nothing is asked after the session."""
    write_profile(home, AFTER_BIRTH)
    left = [record("ta-activation"), record("bridge", outcome="skipped", reps_done=0)]
    write_journal(
        home,
        did(2e-4, outcome="stopped", routine="after-birth-6-to-12-weeks", exercises=left, active_seconds=60),
    )
    words = ("--sign-after", "heaviness", "--brought-on", "ta-activation", "--accept", "C4", "--pain-after", "2")
    says = [(ONE_QUESTION, ""), START[0]]
    spoken = talk("today", "--plain", "--quiet", "--resume", *words, says=says)
    assert "a pelvic health physiotherapist soon" in " ".join(spoken.text.split())
    (noted_,) = journal_of(home, "check")
    (change,) = journal_of(home, "change")
    assert (noted_["signs"], noted_["exercise"]) == (["heaviness"], "ta-activation")
    assert (change["rule"], change["exercise"], change["accepted"]) == ("C4", "ta-activation", True)


def test_nothing_after_a_session_by_option(home: Path) -> None:
    """`--sign-after none` says that nothing came: it is not asked, and nothing is kept of it."""
    write_profile(home, AFTER_BIRTH)
    says = [(ONE_QUESTION, ""), (AGAIN, ""), START[0]]
    words = ("--sign-after", "none", "--pain-after", "2")
    spoken = talk("today", "--plain", "--quiet", *words, says=says)
    assert "Did this session bring on" not in spoken.text
    assert journal_of(home, "check") == []


# Numbness and weakness


def test_numbness_and_weakness_by_option(home: Path) -> None:
    """How they go, since when, and whether they were looked at: one entry, after which they are not asked today."""
    write_profile(home)
    write_journal(home, noted(9, "numb"))
    words = ("numbness=better", "since=2026-01-02", "examined=yes")
    result = call("log", *(word for one in words for word in ("--nerves", one)))
    assert result.out.startswith("Saved: numbness better, since 2026-01-02, looked at by a clinician, ")
    (kept,) = journal_of(home, "measure")
    assert (kept["numbness_change"], kept["nerve_since"], kept["examined"]) == ("better", "2026-01-02", True)
    spoken = talk("today", "--plain", "--quiet", says=[(ONE_QUESTION, ""), (AGAIN, ""), *START])
    assert "worse or gone?" not in spoken.text


@pytest.mark.parametrize(
    "words",
    [("since=2026-01-02",), ("numbness=bad",), ("arm=gone",), ("numbness=gone", "numbness=same"), ("weakness=gone,x",)],
    ids=" ".join,
)
def test_numbness_that_cannot_be_read(home: Path, words: tuple[str, ...]) -> None:
    """A word that is none, a thing that is none, or no complaint at all is a usage error."""
    assert call("log", *(word for one in words for word in ("--nerves", one))).code == 2
    assert not (home / "log.json").exists()


# The profile and the list of signs


def test_notice_and_sounds_by_option(home: Path) -> None:
    """The notice can be told as read, and what `coach doctor` asks by ear can be said."""
    assert call("setup", "--notice-read", "--sound", "bell", "--no-voice", "--flash").code == 0
    text = (home / "profile.yaml").read_text()
    assert "notice_read: " in text
    assert "sound: bell\n" in text
    assert "voice: false\n" in text
    assert "flash: true\n" in text


def test_list_of_signs_names_their_ids(home: Path) -> None:
    """`coach check --list` shows what `--sign` takes, each with its level, and writes nothing."""
    result = call("check", "--list")
    assert result.code == 0
    assert any(line.startswith("bladder ") and line.endswith("(red)") for line in result.out.splitlines())
    assert not home.exists()
