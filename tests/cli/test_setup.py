"""`coach setup`: the profile by options and by questions, the notice, and what cannot be."""

import stat
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.program import Result, call
from tests.programme import LIBRARY, RESPONSE_RULES, TODAY, ZONE, Talk, journal_of, talk, write_profile

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.odd_dates import refuse_odd_dates
from sciatica_coach.files.content import FaultyContentError
from sciatica_coach.files.profile import load_profile
from sciatica_coach.model.nerve_signs import nerve_signs
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import StageKind

NOTICE = "sciatica-coach is a timer and a diary. It does not examine, diagnose or treat you"
READ = "Press Enter when you have read this: "


def days(count: int) -> str:
    """The date so many days from today."""
    return (TODAY + timedelta(days=count)).isoformat()


def by_clock(count: int) -> str:
    """The date so many days from that of the clock, which is another one than `TODAY` until four in the morning."""
    return (datetime.now(tz=ZONE).date() + timedelta(days=count)).isoformat()


def setup(*words: str) -> Result:
    """Run `coach setup` with these words."""
    return call("setup", *words)


def profile_of(home: Path) -> Profile:
    """The profile as it is on disk."""
    return load_profile(home / "profile.yaml")


# Options

OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "general": (("--stage", "general"), {"stage": "general", "week": None}),
    "pregnancy": (
        ("--stage", "pregnancy", "--due", days(70), "--cleared"),
        {"stage": "pregnancy", "due": days(70), "week": 30, "cleared": True},
    ),
    "after birth": (
        ("--stage", "postpartum", "--born", days(-20), "--birth", "vaginal", "--not-cleared"),
        {"stage": "postpartum", "born": days(-20), "birth": "vaginal", "week": 2, "cleared": False},
    ),
    "sides": (("--side", "left", "--first", "sore"), {"side": "left", "first": "sore"}),
    "minutes": (("--minutes", "120"), {"minutes": 120}),
    "things": (
        ("--equipment", "mat,chair", "--equipment", "small ball"),
        {"equipment": ["mat", "chair", "small ball"]},
    ),
    "nothing at hand": (("--equipment", "none"), {"equipment": []}),
    "positions": (("--avoid", "floor,prone"), {"avoid": ["floor", "prone"]}),
    "nights that are long": (("--day-begins", "6"), {"day_begins": 6}),
    "days from midnight on": (("--day-begins", "0"), {"day_begins": 0}),
    "a number to call": (("--emergency-number", " 112 "), {"emergency_number": "112"}),
}


@pytest.mark.parametrize(("words", "said"), OPTIONS.values(), ids=OPTIONS.keys())
def test_option_is_kept(home: Path, words: tuple[str, ...], said: dict[str, Any]) -> None:
    """What an option says is in the profile, and shown; what was not said is not known."""
    result = setup(*words)
    assert (result.code, result.err) == (0, "")
    document = setup("--show", "--json").document
    assert {key: document[key] for key in said} == said
    assert {document[key] for key in ("notice_read",)} == {None}
    assert (home / "profile.yaml").exists()


TYPED = {
    "after-birth": ("--stage", "stage", "postpartum"),
    "After birth": ("--stage", "stage", "postpartum"),
    "post-partum": ("--stage", "stage", "postpartum"),
    "postnatal": ("--stage", "stage", "postpartum"),
    "PREGNANT": ("--stage", "stage", "pregnancy"),
    "General": ("--stage", "stage", "general"),
    "c-section": ("--birth", "birth", "caesarean"),
    "Cesarean": ("--birth", "birth", "caesarean"),
    "yoga mat, Foam-roller, mat": ("--equipment", "equipment", "[mat, roller]"),
    "tennis ball,birth ball": ("--equipment", "equipment", "[small ball, ball]"),
}


@pytest.mark.parametrize("typed", TYPED)
def test_words_that_people_use_are_understood(home: Path, typed: str) -> None:
    """Other words for a stage or a birth are taken; the file has the one word for it."""
    option, key, kept = TYPED[typed]
    assert setup(option, typed).code == 0
    assert f"{key}: {kept}\n" in (home / "profile.yaml").read_text()


def test_unknown_stage_is_told_the_right_words() -> None:
    """What nobody could mean is refused with the words that there are."""
    result = setup("--stage", "second trimester")
    assert result.code == 2
    assert "Use one of general, pregnancy, postpartum." in result.err


def test_what_is_not_named_stays_as_it_is(home: Path) -> None:
    """A second run changes only what it names."""
    setup("--minutes", "12", "--avoid", "floor", "--equipment", "none", "--side", "right")
    setup("--minutes", "20")
    profile = profile_of(home)
    assert (profile.minutes, profile.avoid, profile.equipment, profile.side) == (20, ("floor",), (), "right")


def test_positions_can_be_done_again(home: Path) -> None:
    """`none` takes back every avoided position."""
    setup("--avoid", "floor,seated")
    assert setup("--avoid", "none").code == 0
    assert profile_of(home).avoid == ()


def test_week_is_never_stored(home: Path) -> None:
    """The file has the date; the week follows from it, each day anew. It is for its owner alone."""
    setup("--stage", "pregnancy", "--due", days(70))
    text = (home / "profile.yaml").read_text()
    assert f"due: {days(70)}\n" in text
    assert "week" not in text
    assert stat.S_IMODE((home / "profile.yaml").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["profile.yaml"]


def test_page_for_people(home: Path) -> None:
    """Without --json each part of the profile is a line; what was not said is called that."""
    write_profile(home, "minutes: 12\nequipment: []\n", read=False)
    lines = setup("--show").out.splitlines()
    assert "minutes: 12" in lines
    assert "equipment: none" in lines
    assert "due: (not said)" in lines


def test_without_options_nothing_is_changed(home: Path) -> None:
    """Unattended and without options the profile is shown, and no file is made."""
    assert setup().code == 0
    assert setup("--show", "--json").document["stage"] == "general"
    assert not home.exists()


IDLE = {
    "due": (("--due", days(70)), "The due date does not count yet: the stage is general. Add `--stage pregnancy`."),
    "born": (("--born", days(-9)), "The day of the birth does not count yet: the stage is general."),
    "birth": (("--birth", "caesarean"), "The kind of birth does not count yet: the stage is general."),
}


@pytest.mark.parametrize(("words", "says"), IDLE.values(), ids=IDLE.keys())
def test_date_without_its_stage_is_pointed_out(words: tuple[str, ...], says: str) -> None:
    """A due date does not make somebody pregnant for the program: it says so, since plans depend on the stage."""
    result = setup(*words)
    assert result.code == 0
    assert says in result.err


# What cannot be

REFUSED = {
    "no minutes": (("--minutes", "0"), "`0` is not a whole number from 1 to 120."),
    "minutes to come": (("--minutes", "-5"), "`-5` is not a whole number"),
    "too many minutes": (("--minutes", "121"), "`121` is not a whole number"),
    "minutes in words": (("--minutes", "ten"), "`ten` is not a whole number"),
    "a stage": (("--stage", "pregnent"), "--stage does not know `pregnent`."),
    "a birth": (("--birth", "ceasarean"), "Did you mean caesarean?"),
    "a thing": (("--equipment", "mat,char"), "Did you mean chair?"),
    "a position": (("--avoid", "sitting"), "--avoid does not know `sitting`."),
    "none and more": (("--avoid", "none,floor"), "--avoid does not know `none`."),
    "no date": (("--due", "1.3.2027"), "--due: `1.3.2027` is not a date."),
    "no such date": (("--born", "2026-02-30"), "--born: `2026-02-30` is not a date."),
    "a long number": (("--emergency-number", "1" * 41), "--emergency-number is 41 characters long."),
    "no number": (("--emergency-number", "abc"), "--emergency-number `abc` cannot be called."),
    "a due date 3 years ago": (("--stage", "pregnancy", "--due", days(-1095)), "does not fit a pregnancy today"),
    "a due date 15 days ago": (("--stage", "pregnancy", "--due", by_clock(-15)), "does not fit a pregnancy today"),
    "a due date in 281 days": (("--stage", "pregnancy", "--due", by_clock(281)), "does not fit a pregnancy today"),
    "a day that begins in the afternoon": (("--day-begins", "13"), "`13` is not a whole number from 0 to 12."),
    "a birth to come": (("--stage", "postpartum", "--born", by_clock(1)), "is still to come"),
}


@pytest.mark.parametrize(("words", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(home: Path, words: tuple[str, ...], says: str) -> None:
    """What cannot be is a usage error with a hint, and the profile stays as it was, to the byte."""
    write_profile(home, "minutes: 12\n")
    before = (home / "profile.yaml").read_bytes()
    result = setup(*words)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert (home / "profile.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("--stage", "pregnancy", "--due", by_clock(-14)),
        ("--stage", "pregnancy", "--due", by_clock(280)),
        ("--stage", "postpartum", "--born", by_clock(0)),
        ("--minutes", "1"),
        ("--emergency-number", "1" * 40),
    ],
    ids=["two weeks late", "begun today", "born today", "one minute", "a number of 40"],
)
def test_just_possible(home: Path, words: tuple[str, ...]) -> None:
    """What is just possible is kept, and can be read again."""
    assert setup(*words).code == 0
    assert profile_of(home) != Profile()


# A profile edited by hand

NONSENSE = """\
stage: pregnant
due: next spring
minutes: 0
avoid: [sitting]
colour: red
"""
FAULTS = [
    "3: `pregnant` is not a word that `stage` knows. Did you mean pregnancy?",
    "4: `due: next spring` is not a date: write it as `due: 2026-11-22`.",
    "5: `minutes: 0` must be a whole number from 1 to 120",
    "6: `sitting` cannot be avoided",
    "7: The profile has no key `colour`.",
]


@pytest.mark.parametrize(
    "words",
    [("setup", "--show"), ("setup", "--minutes", "10"), ("today", "--preview"), ("today", "--preview", "--json")],
    ids=" ".join,
)
def test_profile_edited_into_nonsense(home: Path, words: tuple[str, ...]) -> None:
    """Every fault is named at once with its line and what would be right; the file is left alone."""
    write_profile(home, f"first: left\n{NONSENSE}")
    before = (home / "profile.yaml").read_bytes()
    result = call(*words)
    assert (result.code, result.out) == (65, "")
    assert [fault for fault in FAULTS if f"profile.yaml:{fault}" not in result.err] == []
    assert "Mend the file" in result.err
    assert (home / "profile.yaml").read_bytes() == before
    assert [path.name for path in home.iterdir()] == ["profile.yaml"]


def test_nonsense_does_not_stop_the_diary(home: Path) -> None:
    """Pain can be recorded with a profile that cannot be read."""
    write_profile(home, NONSENSE)
    assert call("log", "4").code == 0
    assert len(journal_of(home, "pain")) == 1


ODD_DATES = {
    "due 3 years ago": (f"stage: pregnancy\ndue: {days(-1095)}\n", f"A due date of {days(-1095)} does not fit"),
    "due in 2 years": (f"stage: pregnancy\ndue: {days(700)}\n", f"A due date of {days(700)} does not fit"),
    "born next week": (f"stage: postpartum\nborn: {days(7)}\n", f"The birth on {days(7)} is still to come."),
}


@pytest.mark.parametrize(("profile", "says"), ODD_DATES.values(), ids=ODD_DATES.keys())
def test_no_plan_is_made_for_a_date_that_cannot_be(home: Path, profile: str, says: str) -> None:
    """What a hand or time has made impossible is told with its line, and what corrects it; the file is left alone."""
    write_profile(home, profile)
    before = (home / "profile.yaml").read_bytes()
    for words in (("today", "--preview"), ("today", "--preview", "--json"), ("today",), ("today", "--no-signs")):
        result = call(*words)
        assert (result.code, result.out) == (65, "")
        assert f"profile.yaml:3: {says}" in result.err
        assert "`coach setup` corrects it" in result.err
    assert (home / "profile.yaml").read_bytes() == before
    assert journal_of(home) == []


@pytest.mark.parametrize(("profile", "says"), ODD_DATES.values(), ids=ODD_DATES.keys())
def test_date_that_cannot_be_stops_nothing_else(home: Path, profile: str, says: str) -> None:
    """A card of a warning sign, pain, the page of the day and the report are there all the same."""
    write_profile(home, profile)
    assert call("today", "--sign", "bladder").code == 4
    assert call("log", "4").code == 0
    assert says in call().err
    report = call("report", "-o", str(home / "page.html"))
    assert (report.code, says in report.err) == (0, True)
    assert "none, since a date of the profile cannot be" in (home / "page.html").read_text()
    assert setup("--stage", "general").code == 0
    assert call("today", "--preview", "--json").document["withheld"]["level"] == "red"


def test_birth_in_the_night_has_been(home: Path) -> None:
    """At two in the morning it is the day before, as days are counted, and the birth was on the date of the clock."""
    write_profile(home, "stage: postpartum\nborn: 2026-11-27\n")
    coach = Coach()
    night = coach.at(datetime(2026, 11, 27, 2).astimezone(), coach.journal)
    assert night.today == date(2026, 11, 26)
    refuse_odd_dates(night)
    with pytest.raises(FaultyContentError, match="still to come"):
        refuse_odd_dates(coach.at(datetime(2026, 11, 26, 2).astimezone(), coach.journal))


def test_date_that_cannot_be_is_told_before_any_question(home: Path) -> None:
    """At a terminal no answer is given in vain."""
    write_profile(home, ODD_DATES["born next week"][0])
    spoken = talk("today", says=[("is still to come.", "")])
    assert spoken.code == 65
    assert "warning sign" not in spoken.text


def test_comments_and_quotes_survive_reading(home: Path) -> None:
    """A number with quotes and backslashes comes back as it was typed."""
    number = '112 "b" \\ c'
    setup("--emergency-number", number)
    assert profile_of(home).emergency_number == number
    assert setup("--minutes", "9").code == 0
    assert profile_of(home).emergency_number == number


def test_profile_that_cannot_be_written(tmp_path: Path) -> None:
    """Without a place for it, the profile is not said to be saved."""
    (tmp_path / "file").write_text("")
    result = call("setup", "--minutes", "9", env={"SCIATICA_COACH_HOME": str(tmp_path / "file" / "home")})
    assert (result.code, result.out) == (73, "")
    assert "cannot be made" in result.err


# Questions

FACTS = "Enter when none does: "
NUMB, WEAK = "Is there numbness or tingling in the leg?", "Is there weakness in the leg?"
SINCE, LOOKED = "Since when, as", "Has a clinician looked at it"
END = [
    ("How many minutes a day", ""),
    ("What do you have", ""),
    ("Which positions do you avoid", ""),
    ("Your emergency number", ""),
    (FACTS, ""),
    (NUMB, ""),
    (WEAK, ""),
]
LEG = END[-3:]
CONDITIONS = "Which of them apply"
STAGE = [("Where are you now", "")]
MIDDLE = [("Has a clinician said", ""), ("Which side hurts", ""), ("Which side first", ""), (CONDITIONS, "")]


def asked(*says: tuple[str, str]) -> Talk:
    """Answer `coach setup` at a terminal, after the notice has been read."""
    return talk("setup", says=[(READ, ""), *says])


def test_all_questions_of_a_pregnancy(home: Path) -> None:
    """Notice, stage, due date, clearance, sides, minutes, things, positions, number, history: each is kept."""
    spoken = asked(
        ("Where are you now", "preg"),
        ("When is it due", days(70)),
        ("Has a clinician said", "y"),
        ("Which side hurts", "l"),
        ("Which side first", "sore"),
        (CONDITIONS, "none"),
        ("How many minutes a day", "12"),
        ("What do you have", "Yoga mat, chair"),
        ("Which positions do you avoid", "floor"),
        ("Your emergency number", "112"),
        *LEG,
    )
    assert spoken.code == 0
    assert " ".join(NOTICE.split()) in " ".join(spoken.text.split())
    profile = profile_of(home)
    assert (profile.stage, profile.due, profile.cleared) == ("pregnancy", date.fromisoformat(days(70)), True)
    assert (profile.side, profile.first, profile.minutes) == ("left", "sore", 12)
    assert (profile.equipment, profile.avoid, profile.emergency_number) == (("mat", "chair"), ("floor",), "112")
    assert profile.notice_read == TODAY
    facts = [sign.ask for sign in LIBRARY.safety().for_stage(profile.stage) if sign.asked == "first-run"]
    assert [fact for fact in facts if fact not in spoken.text] == []
    assert journal_of(home) == []


def test_enter_keeps_what_is_there(home: Path) -> None:
    """Who presses Enter at each question has the same profile as before."""
    write_profile(
        home, "stage: postpartum\nborn: 2026-10-01\nbirth: vaginal\nminutes: 9\nequipment: []\navoid: [floor]\n"
    )
    before = profile_of(home)
    spoken = talk(
        "setup",
        says=[("Where are you now", ""), ("When was the birth", ""), ("Which kind of birth", ""), *MIDDLE, *END],
    )
    assert spoken.code == 0
    assert NOTICE not in spoken.text
    assert profile_of(home) == before


def test_conditions_come_in_pages(home: Path) -> None:
    """On a small screen no condition scrolls away unread; what is kept is offered on its page."""
    write_profile(home, "stage: postpartum\nconditions: [painful-pelvic-joint, epidural]\n")
    says = [
        *(("Where are you now", ""), ("When was the birth", ""), ("Which kind of birth", ""), *MIDDLE[:-1]),
        *(("none) [1]", ""), ("none) [7]", "2, 7")),
        *END[:4],
        *(("Enter when\r\nnone does: ", ""), (NUMB, ""), (WEAK, "")),
    ]
    assert talk("setup", says=says, size=(12, 60)).code == 0
    assert profile_of(home).conditions == ("painful-pelvic-joint", "numb-skin", "epidural")


def test_what_was_said_is_told_and_what_comes_next(home: Path) -> None:
    """After the questions stands what was said, and no more; then the command that starts a session."""
    write_profile(home)
    middle = [("Has a clinician said", ""), ("Which side hurts", "l"), *MIDDLE[2:]]
    spoken = talk("setup", says=[*STAGE, *middle, ("How many minutes", "9"), *END[1:]])
    told = spoken.text[spoken.text.rindex("stage: ") :].splitlines()
    assert told[0] == "stage: general"
    assert {"side: left", "minutes: 9"} < set(told)
    assert not any("(not said)" in line or line.startswith("volume") for line in told)
    assert told[-1].startswith("Saved. `coach today` starts a session")
    assert setup("--minutes", "12").out == "minutes: 12\n"


def test_enter_means_all_only_where_nothing_is_kept(home: Path) -> None:
    """Enter at the equipment means all of it, until there is a list: then it keeps that."""
    assert "Enter: all of it" in asked(*STAGE, *MIDDLE, *END).text
    write_profile(home, "equipment: [mat]\n")
    assert "Enter: all of it" not in talk("setup", says=[*STAGE, *MIDDLE, *END]).text


def test_answers_that_cannot_be_read_are_asked_again(home: Path) -> None:
    """Each question says what it takes, and comes again."""
    spoken = asked(
        ("Where are you now", "p"),
        ("One of general, pregnancy, postpartum.", "post"),
        ("When was the birth", "last week"),
        ("Write it as year-month-day", days(-30)),
        ("Which kind of birth", "natural"),
        ("One of vaginal, caesarean.", "v"),
        ("Has a clinician said", "perhaps"),
        ("y or n.", "n"),
        ("Which side hurts", "x"),
        ("One of left, right, both.", "b"),
        ("Which side first", ""),
        (CONDITIONS, "9"),
        ("1 to 8, or none.", "1, 8"),
        ("How many minutes a day", "0"),
        ("1 to 120.", "8"),
        ("What do you have", "sofa"),
        ("Of mat, chair", "none"),
        ("Which positions do you avoid", "any"),
        ("Of all-fours", "none"),
        ("Your emergency number", "1" * 41),
        ("A number, of at most 40 characters.", "112"),
        *LEG,
    )
    assert spoken.code == 0
    profile = profile_of(home)
    assert (profile.stage, profile.birth, profile.cleared, profile.side) == ("postpartum", "vaginal", False, "both")
    assert (profile.minutes, profile.equipment, profile.avoid) == (8, (), ())
    assert profile.conditions == ("painful-pelvic-joint", "not-checked-after-birth")


def test_date_that_cannot_be_is_asked_again(home: Path) -> None:
    """A due date 3 years ago is not taken: the questions begin anew, with the other answers kept."""
    spoken = asked(
        ("Where are you now", "pregnancy"),
        ("When is it due", days(-1095)),
        ("Has a clinician said", "y"),
        *MIDDLE[1:],
        *END[:-3],
        ("does not fit a pregnancy today. Please correct it.", ""),
        ("When is it due", days(100)),
        ("(y/n) [y]", ""),
        *MIDDLE[1:],
        *END,
    )
    assert spoken.code == 0
    assert profile_of(home).due == date.fromisoformat(days(100))


def test_history_that_matters_holds_the_sessions(home: Path) -> None:
    """A ticked fact shows its card, is kept, and withholds until a clinician has said that exercise is fine."""
    says = [("Where are you now", ""), *MIDDLE, *END[:-3], (FACTS, "1"), (NUMB, ""), (WEAK, "")]
    spoken = asked(*says)
    assert spoken.code == 0
    assert "Please speak to a clinician before you exercise with this program." in spoken.text
    (entry,) = journal_of(home)
    assert (entry["type"], entry["level"], len(entry["signs"])) == ("check", "amber", 1)
    assert call("today", "--no-questions").code == 4


def test_numbness_and_weakness_are_asked_at_set_up(home: Path) -> None:
    """What is there in the leg is kept with its first day, counts from then on, and is not asked at the next set-up."""
    leg = [(FACTS, ""), (NUMB, "y"), (WEAK, "n"), (SINCE, days(-9)), (LOOKED, "n")]
    assert asked(("Where are you now", ""), *MIDDLE, *END[:-3], *leg).code == 0
    (entry,) = journal_of(home)
    assert (entry["type"], entry["numbness_change"], "weakness_change" in entry) == ("measure", "same", False)
    assert (entry["nerve_since"], entry["examined"]) == (days(-9), False)
    (sign,) = nerve_signs(journal_of(home), RESPONSE_RULES)
    assert sign.since.date().isoformat() == days(-9)
    spoken = talk("setup", says=[("Where are you now", ""), *MIDDLE, *END[:-2], (WEAK, "")])
    assert spoken.code == 0
    assert NUMB not in spoken.text


def test_pregnancy_that_ended_is_not_spoken_of(home: Path) -> None:
    """Back to the general stage in one step: no reason is asked, and no line names the due date any more (C5)."""
    write_profile(home, f"stage: pregnancy\ndue: {days(70)}\n")
    spoken = talk("setup", says=[("Where are you now", "general"), *MIDDLE, *END])
    assert spoken.code == 0
    after = spoken.text.partition("general\r\n")[2]
    assert [word for word in ("due", "pregnan", "baby") if word in after.lower()] == []


def test_what_a_stage_needs_is_asked_for_when_it_changes_by_option(home: Path) -> None:
    """An option for the stage or its date brings conditions and history with it, others do not (C3, D0)."""
    write_profile(home)
    history = [("A heart or lung disease", ""), (NUMB, ""), (WEAK, "")]
    says = [(CONDITIONS, "1"), *history]
    assert talk("setup", "--stage", "pregnancy", "--due", days(70), says=says).code == 0
    assert talk("setup", "--minutes", "9", says=[]).code == 0
    assert talk("setup", "--due", days(80), "--conditions", "numb-skin", says=history).code == 0
    assert talk("setup", "--due", days(90), "--no-questions", says=[]).code == 0
    assert profile_of(home).conditions == ("numb-skin",)
    born = ("setup", "--stage", "postpartum", "--born", days(-9))
    says = [("Which kind of birth", "v"), ("An epidural or spinal injection", "7"), (FACTS, ""), (NUMB, ""), (WEAK, "")]
    assert talk(*born, says=says).code == 0
    profile = profile_of(home)
    assert (profile.birth, profile.conditions) == ("vaginal", ("epidural",))
    assert talk("setup", "--stage", "postpartum", "--born", days(9), says=[("is still to come", "")]).code == 2


def test_first_session_asks_for_the_history(home: Path) -> None:
    """Who begins without `coach setup` is asked within the one question; what is ticked holds that session."""
    listed = [sign.id for sign in LIBRARY.safety().for_stage(StageKind.GENERAL) if sign.asked != "after-session"]
    number = str(listed.index("cancer-history") + 1)
    spoken = talk("today", says=[(READ, ""), ("Enter: none of these.", "l"), (FACTS, number)])
    assert spoken.code == 4
    assert [entry["type"] for entry in journal_of(home)] == ["check", "session"]
    assert journal_of(home)[0]["signs"] == ["cancer-history"]


def test_set_up_does_not_send_to_set_up(home: Path) -> None:
    """The notice of the first session says where to tell about a pregnancy; that of `coach setup` need not."""
    first = "type `coach setup` first"
    assert first in " ".join(talk("today", says=[(READ, "\x03")]).text.split())
    assert first not in " ".join(asked(("Where are you now", "\x03")).text.split())
    assert profile_of(home).notice_read == TODAY


def test_ctrl_c_keeps_the_old_profile(home: Path) -> None:
    """Who leaves in the middle of the questions has changed nothing."""
    write_profile(home, "minutes: 12\n")
    before = (home / "profile.yaml").read_bytes()
    spoken = talk("setup", says=[("Where are you now", "pregnancy"), ("When is it due", "\x03")])
    assert spoken.code == 130
    assert (home / "profile.yaml").read_bytes() == before


# The notice


def test_notice_unattended(home: Path) -> None:
    """A first run without anybody prints the notice on standard error, each time, and does not count it as read."""
    for _ in range(2):
        result = call("today", "--sign", "fever")
        assert result.err.startswith(NOTICE)
        assert NOTICE not in result.out
    assert not (home / "profile.yaml").exists()


def test_notice_is_read_once(home: Path) -> None:
    """At a terminal the first run waits for Enter before anything else, and the next one does not ask again."""
    spoken = talk("today", says=[(READ, ""), ("Enter: none of these.", "\x03")])
    assert spoken.code == 130
    assert profile_of(home).notice_read == TODAY
    assert (home / "profile.yaml").read_text().count("notice_read") == 1
    spoken = talk("today", says=[("Enter: none of these.", "\x03")])
    assert NOTICE not in spoken.text


def test_notice_sends_to_setup_from_elsewhere_alone(home: Path) -> None:  # noqa: ARG001 - there is no profile in it
    """Who is pregnant is sent from `coach today` to `coach setup`, and not out of `coach setup` once more."""
    assert "press Ctrl-C" in talk("today", says=[(READ, "\x03")]).text
    assert "press Ctrl-C" not in talk("setup", says=[(READ, "\x03")]).text


def test_ctrl_c_ends_its_line(home: Path) -> None:  # noqa: ARG001 - there is no profile in it
    """After Ctrl-C at a question the shell goes on in a line of its own."""
    assert talk("log", says=[("Pain in the leg", "\x03")]).text.endswith("\n")


def test_notice_that_was_not_acknowledged_comes_again(home: Path) -> None:
    """Ctrl-C at the notice is no yes."""
    assert talk("today", says=[(READ, "\x03")]).code == 130
    assert not (home / "profile.yaml").exists()


def test_notice_has_the_own_number(home: Path) -> None:
    """The emergency number of the profile stands in the notice."""
    write_profile(home, 'emergency_number: "144"\n', read=False)
    assert "Emergency number: 144." in call("today", "--sign", "fever").err


def test_hours_are_kept_and_shown(home: Path) -> None:
    """The hours of breaks and the quiet hours are kept as they are typed, and shown."""
    assert setup("--move-hours", "9:00-17:30", "--quiet-hours", "21:00 - 07:00").code == 0
    document = setup("--show", "--json").document
    assert [document[key] for key in ("move_from", "move_until", "quiet_from", "quiet_until")] == [
        "09:00",
        "17:30",
        "21:00",
        "07:00",
    ]
    assert "move_from: 09:00\n" in (home / "profile.yaml").read_text()
    assert "quiet until: 07:00" in setup("--show").out


@pytest.mark.parametrize("hours", ["9-17", "09:00", "", "25:00-26:00", "09:00-"])
def test_hours_that_are_none(hours: str) -> None:
    """Hours are two times with a hyphen between them."""
    result = setup("--move-hours", hours)
    assert result.code == 2
    assert "--move-hours 08:00-20:00" in result.err
