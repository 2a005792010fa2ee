"""`coach check`, and the warning signs before a session: asked, judged, held, and let go."""

import json
from pathlib import Path

import pytest
from tests.program import call
from tests.programme import LIBRARY, before_now, check, journal_of, session, talk, write_journal, write_profile

from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.safety_rules import Level

SAFETY = LIBRARY.safety()
NONE_TICKED = "You did not tick any warning sign. If something feels wrong, trust that and call.\n"
EMERGENCY = "call your emergency number (999, 112 or 911)"
ONE_QUESTION = "Enter: none of these."
NUMBERS = "Enter when none does: "
MORE = "Enter: go on: "
AFTER_ALL = "None of them after all?"
CLEARING = "Have you spoken to a clinician about this?"
PAIN = "How much does it hurt now?"
FOOTER = "Sore is fine."


def number_of(sign: str, kind: StageKind = StageKind.GENERAL, *, asked: tuple[str, ...] = ()) -> str:
    """The number of a sign in the whole list of a stage, or in that of the signs asked at some times."""
    signs = [one.id for one in SAFETY.for_stage(kind) if not asked or one.asked in asked]
    return str(signs.index(sign) + 1)


def daily(sign: str) -> str:
    """The number of a sign in the list before a session."""
    return number_of(sign, asked=("each-session", "weekly"))


# The command, unattended


def test_without_anything_the_list_is_shown(home: Path) -> None:
    """With no profile and no log every sign of the general stage is listed, and nothing is written."""
    result = call("check")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Tick everything that you have now. If you are not sure, tick it.")
    assert [sign.ask for sign in SAFETY.for_stage(StageKind.GENERAL) if sign.ask not in result.out] == []
    assert not home.exists()


def test_list_as_json(home: Path) -> None:
    """One document with the signs, what was ticked (nothing was asked), the level, the cards, and whether it holds."""
    document = call("check", "--json").document
    assert list(document) == ["signs", "ticked", "level", "cards", "held"]
    assert [sign["id"] for sign in document["signs"]] == [sign.id for sign in SAFETY.for_stage(StageKind.GENERAL)]
    assert set(document["signs"][0]) == {"id", "ask", "level"}
    assert (document["ticked"], document["level"], document["cards"], document["held"]) == (None, None, [], None)
    assert not home.exists()


TICKED = {
    "red": (("--sign", "bladder"), "red", 4, "Stop. Do not exercise."),
    "amber": (("--sign", "fever"), "amber", 4, "Please stop and call your provider today about: fever"),
    "yellow": (("--sign", "heaviness"), "yellow", 0, "Leave out the exercise that brought it on"),
    "two at once": (("--sign", "fever,bladder"), "red", 4, "Stop. Do not exercise."),
    "two by two options": (("--sign", "fever", "--sign", "bladder"), "red", 4, "Stop. Do not exercise."),
    "one that raises another": (("--sign", "fever,infection-risk"), "red", 4, "Stop. Do not exercise."),
}


@pytest.mark.parametrize(("words", "level", "code", "begins"), TICKED.values(), ids=TICKED.keys())
def test_ticked_sign(home: Path, words: tuple[str, ...], level: str, code: int, begins: str) -> None:
    """The card is printed, the check is in the journal, and a sign that holds ends with 4."""
    result = call("check", *words)
    assert result.code == code
    assert result.out.startswith(begins)
    (entry,) = journal_of(home)
    assert (entry["type"], entry["level"], entry["answer"]) == ("check", level, None)
    assert set(entry["signs"]) == set(",".join(words[1::2]).split(","))


def test_ticked_sign_as_json(home: Path) -> None:
    """Under --json the card is in the document, which is all that is printed."""
    result = call("check", "--sign", "bladder", "--json")
    assert result.code == 4
    document = result.document
    assert (document["ticked"], document["level"], document["held"]) == (["bladder"], "red", "red")
    assert len(document["cards"]) == 1
    assert EMERGENCY in document["cards"][0]
    assert len(journal_of(home)) == 1


def test_no_signs(home: Path) -> None:
    """Without a tick the sentence of the reference is printed, and no word that anything is well."""
    result = call("check", "--no-signs")
    assert (result.code, result.out, result.err) == (0, NONE_TICKED, "")
    (entry,) = journal_of(home)
    assert (entry["signs"], entry["level"]) == ([], None)


def test_example_of_the_help_works() -> None:
    """The sign that the help names as an example is one."""
    shown = "".join(call("check", "--help").out.split())
    assert SAFETY.sign(shown.partition("`coachcheck--sign")[2].partition("--json")[0])


@pytest.mark.parametrize(
    ("sign", "says"), [("bladdr", "Did you mean bladder?"), ("xyzzy", "There are saddle-numbness, bladder, bowel")]
)
@pytest.mark.parametrize("command", [("check",), ("today",), ("today", "--preview")], ids=" ".join)
def test_unknown_sign(home: Path, command: tuple[str, ...], sign: str, says: str) -> None:
    """A sign that there is not is a usage error that names the nearest, and nothing is written."""
    result = call(*command, "--sign", sign)
    assert (result.code, result.out) == (2, "")
    assert f"There is no warning sign `{sign}`." in result.err
    assert says in result.err
    assert journal_of(home) == []


@pytest.mark.parametrize(
    ("profile", "kind", "words"),
    [
        ("stage: pregnancy\ndue: 2027-03-01\n", StageKind.PREGNANCY, "weeks pregnant and that you noticed fever"),
        ("stage: pregnancy\n", StageKind.PREGNANCY, "Tell them you are __ weeks pregnant"),
        ("stage: postpartum\nborn: 2026-11-01\n", StageKind.POSTPARTUM, "Tell them you gave birth on 2026-11-01"),
        ('emergency_number: "144"\n', StageKind.GENERAL, "call your provider today about: fever"),
    ],
    ids=["pregnancy", "pregnancy without a date", "after birth", "general"],
)
def test_signs_and_cards_of_a_stage(home: Path, profile: str, kind: StageKind, words: str) -> None:
    """The list is that of the stage, and the card says what to say of it; an unknown week is never made up."""
    write_profile(home, profile)
    result = call("check", "--sign", "fever", "--json").document
    assert [sign["id"] for sign in result["signs"]] == [sign.id for sign in SAFETY.for_stage(kind)]
    assert words in result["cards"][0]


def test_own_emergency_number(home: Path) -> None:
    """The number of the profile stands in the card in place of the usual ones."""
    write_profile(home, 'emergency_number: "144"\n')
    card = call("check", "--sign", "bladder").out
    assert "call your emergency number (144)" in card
    assert "999" not in card


# When the files are not as they should be


def test_profile_full_of_nonsense_does_not_hide_the_list(home: Path) -> None:
    """A profile that cannot be read is named with its line, and the signs are shown and judged all the same."""
    write_profile(home, "stage: pregnant\n")
    shown = call("check")
    assert shown.code == 0
    assert "profile.yaml:2: `pregnant` is not a word that `stage` knows." in shown.err
    assert "Numbness, tingling or changed feeling" in shown.out
    ticked = call("check", "--sign", "bladder")
    assert ticked.code == 4
    assert ticked.out.startswith("Stop. Do not exercise.")


def test_log_full_of_nonsense_does_not_hide_the_card(home: Path) -> None:
    """A log that cannot be read is left as it is: the card is shown, and the answer waits in its draft."""
    home.mkdir()
    (home / "log.json").write_text("nonsense")
    shown = call("check")
    assert shown.code == 0
    assert "Earlier answers are not known." in shown.err
    ticked = call("check", "--sign", "bladder")
    assert ticked.code == 65
    assert ticked.out.startswith("Stop. Do not exercise.")
    assert "draft" in ticked.err
    assert (home / "log.json").read_text() == "nonsense"


def test_home_that_cannot_be_written_does_not_hide_the_card(tmp_path: Path) -> None:
    """Without a place for the log the card is shown before anything is said of the log."""
    (tmp_path / "file").write_text("")
    place = {"SCIATICA_COACH_HOME": str(tmp_path / "file" / "home")}
    assert call("check", env=place).code == 0
    ticked = call("check", "--sign", "bladder", env=place)
    assert ticked.code == 73
    assert ticked.out.startswith("Stop. Do not exercise.")
    assert ticked.err


# Held


HELD = {"red": ("bladder", "Stop. Do not exercise."), "amber": ("fever", "Please stop and call your provider today")}


@pytest.mark.parametrize(("sign", "card"), HELD.values(), ids=HELD.keys())
def test_unattended_session_is_withheld(home: Path, sign: str, card: str) -> None:
    """An open hold ends `coach today` with 4, shows the card once more, and a withheld session is in the journal."""
    call("check", "--sign", sign)
    result = call("today", "--no-questions")
    assert result.code == 4
    assert card in result.err
    assert result.out == ""
    (entry,) = journal_of(home, "session")
    assert (entry["outcome"], entry["active_seconds"], entry["exercises"]) == ("withheld", 0, [])
    assert call("today").code == 4
    assert call("today", "--no-signs").code == 4
    assert call("today", "--rehearse").code == 4


def test_yellow_holds_nothing(home: Path) -> None:
    """A yellow sign is noted and shown, and the plan stands."""
    call("check", "--sign", "heaviness")
    assert call("today", "--preview", "--json").document["withheld"] is None
    assert [entry["level"] for entry in journal_of(home)] == ["yellow"]


def test_months_do_not_clear_a_hold(home: Path) -> None:
    """Time alone never ends a hold, nor does a check without a tick."""
    write_journal(home, check(before_now(days=200), "amber", "fever"), check(before_now(days=100)))
    assert call("today", "--no-questions").code == 4


def test_check_says_that_something_holds(home: Path) -> None:
    """With a hold open, a round without a tick shows its card again in place of the sentence for no tick."""
    write_journal(home, check(before_now(days=1), "amber", "fever"))
    result = call("check", "--no-signs")
    assert (result.code, result.out[:43]) == (0, "Please stop and call your provider today ab")
    assert call("check", "--json").document["held"] == "amber"


@pytest.mark.parametrize(("sign", "level"), [("bladder", "red"), ("fever", "amber")])
def test_preview_tells_of_a_hold(home: Path, sign: str, level: str) -> None:
    """The plan can be looked at while a sign holds; it says so, with level and words."""
    call("check", "--sign", sign)
    result = call("today", "--preview", "--json")
    assert result.code == 0
    assert result.document["withheld"]["level"] == level
    assert result.document["withheld"]["text"]
    assert len(journal_of(home)) == 1


def test_sign_by_option_withholds_at_once(home: Path) -> None:
    """A sign named with `coach today` holds that very session, and the check is kept beside it."""
    result = call("today", "--sign", "fever")
    assert result.code == 4
    assert result.err.startswith("sciatica-coach is a timer and a diary.")
    assert "Please stop and call" in result.err
    assert [entry["type"] for entry in journal_of(home)] == ["check", "session"]


NO_PLAN = {
    "a routine that there is not": (("--routine", "nosuch"), "", ""),
    "a log that cannot be read": ((), "log.json", "nonsense"),
    "a profile that cannot be read": ((), "profile.yaml", "stage: x"),
}


@pytest.mark.parametrize(("words", "name", "text"), NO_PLAN.values(), ids=NO_PLAN.keys())
def test_card_is_shown_whatever_else_fails(home: Path, words: tuple[str, ...], name: str, text: str) -> None:
    """A red sign that was named has its card, also where no session could have been planned or kept."""
    home.mkdir()
    if name:
        (home / name).write_text(text)
    assert "Stop. Do not exercise." in call("today", "--sign", "bladder", *words).err


def test_new_red_sign_beside_an_amber_hold(home: Path) -> None:
    """What is ticked while something holds already is judged, kept and shown, and the hold becomes red."""
    write_journal(home, check(before_now(days=1), "amber", "fever"))
    result = call("today", "--sign", "bladder")
    assert result.code == 4
    assert EMERGENCY in result.err
    assert call("check", "--json").document["held"] == "red"


def test_preview_of_a_new_red_sign_beside_an_amber_hold(home: Path) -> None:
    """A preview shows the more urgent of what holds and what is named."""
    write_journal(home, check(before_now(days=1), "amber", "fever"))
    withheld = call("today", "--preview", "--sign", "bladder", "--json").document["withheld"]
    assert withheld["level"] == "red"


def test_hold_by_a_sign_of_another_version(home: Path) -> None:
    """A hold whose sign is not known any more still has words."""
    write_journal(home, check(before_now(days=1), "red", "sign-of-another-version"))
    result = call("today", "--no-questions")
    assert result.code == 4
    assert "Stop. Do not exercise." in result.err


def test_hold_in_a_journal_that_a_hand_has_written(home: Path) -> None:
    """A hold counts however its line is written, and after this program has added another line."""
    home.mkdir()
    row = json.dumps(check(before_now(days=1), "red", "bladder"))
    (home / "log.json").write_text(f'{{"schema":1,"entries":[\n{row}\n]}}\n')
    assert call("check", "--json").document["held"] == "red"
    assert call("log", "3").code == 0
    assert call("check", "--json").document["held"] == "red"


def test_gated_exercises_are_not_in_the_preview(home: Path) -> None:
    """With a hot calf no calf is pumped and nothing is rolled, and the preview says why."""
    closed = {"ankle-pump", "roll-glute-med", "roll-adductor"}
    for routine in ("after-birth-first-weeks", "joint"):
        words = ("today", "--preview", "--json", "--routine", routine)
        plain, gated = call(*words).document, call(*words, "--sign", "hot-swollen-limb").document
        assert closed & {row["exercise"] for row in plain["exercises"]}
        assert not closed & {row["exercise"] for row in gated["exercises"]}
        assert gated["withheld"]["level"] == "amber"
        assert "rests until that leg has been looked at" in str(gated["reasons"])
    assert not home.exists()


# At a terminal


def test_list_at_a_terminal(home: Path) -> None:
    """The whole list is asked; numbers tick; the card follows, and 4."""
    spoken = talk("check", says=[(NUMBERS, f"{number_of('bladder')}, {number_of('fever')}")])
    assert spoken.code == 4
    assert EMERGENCY in spoken.text
    assert journal_of(home)[0]["signs"] == ["bladder", "fever"]


@pytest.mark.parametrize("answer", ["99", ",", "not sure"], ids=str)
def test_answer_that_is_no_number(home: Path, answer: str) -> None:
    """What is no number of the list is asked again; Enter ticks nothing."""
    spoken = talk("check", says=[(NUMBERS, answer), ("Numbers from 1 to", ""), (NONE_TICKED.strip(), "")])
    assert spoken.code == 0
    assert journal_of(home)[0]["signs"] == []


def test_ctrl_c_at_the_list(home: Path) -> None:
    """Ctrl-C at the question ends with 130, and nothing is kept."""
    spoken = talk("check", says=[(NUMBERS, "\x03")])
    assert spoken.code == 130
    assert journal_of(home) == []


UNSURE = ["y", "Not sure!", "unsure", "?", "no idea", "l"]


@pytest.mark.parametrize("answer", UNSURE)
def test_whoever_is_not_sure_sees_the_list(home: Path, answer: str) -> None:
    """Before a session anything but Enter or a plain no opens the list: not sure counts as yes."""
    write_profile(home)
    spoken = talk("today", says=[(ONE_QUESTION, answer), (NUMBERS, daily("bladder"))])
    assert spoken.code == 4
    assert EMERGENCY in spoken.text
    assert [entry["type"] for entry in journal_of(home)] == ["check", "session"]


def test_yes_and_then_nothing_is_asked_about_once_more(home: Path) -> None:
    """Who said yes and ticks nothing may have missed it: the list comes again, unless it was none after all."""
    write_profile(home)
    says = [(ONE_QUESTION, "y"), (NUMBERS, ""), (AFTER_ALL, ""), (NUMBERS, daily("bladder"))]
    assert talk("today", says=says).code == 4


def test_yes_that_was_none_after_all(home: Path) -> None:
    """Who has seen the list, and says that it is none of them, goes on."""
    write_profile(home)
    says = [(ONE_QUESTION, "y"), (NUMBERS, ""), (AFTER_ALL, "y"), (PAIN, ""), ("Get ready", "q"), (PAIN, "")]
    assert talk("today", "--plain", "--quiet", says=says).code == 0


def test_long_list_comes_in_pages(home: Path) -> None:
    """On a small screen nothing scrolls away unread, and a number may be said on the page of another."""
    write_profile(home)
    says = [(ONE_QUESTION, "l"), (MORE, ""), (MORE, daily("bladder")), (NUMBERS, "")]
    spoken = talk("today", says=says, size=(24, 80))
    assert spoken.code == 4
    pages = spoken.text.split(MORE)
    assert len(pages) == 3
    assert "genitals" in pages[0]
    assert all(len(page.splitlines()) <= 24 for page in pages[1:])


@pytest.mark.parametrize(("size", "is_told"), [((12, 40), True), ((24, 80), False)], ids=["40x12", "80x24"])
def test_question_that_is_taller_than_the_screen_says_so(home: Path, size: tuple[int, int], *, is_told: bool) -> None:
    """Whose screen lost the first signs is told so, right above the key that would deny them."""
    write_profile(home)
    spoken = talk("today", says=[(ONE_QUESTION, "\x03")], size=size)
    assert ("taller than your screen" in " ".join(spoken.text.split())) == is_told


@pytest.mark.parametrize("answer", ["", "n", "No"], ids=["Enter", "n", "No"])
def test_one_key_when_there_is_none(home: Path, answer: str) -> None:
    """Enter, or a plain no, goes on to the session, and nothing is kept of the question."""
    write_profile(home)
    spoken = talk(
        "today", "--plain", "--quiet", says=[(ONE_QUESTION, answer), (PAIN, ""), ("Get ready", "q"), (PAIN, "")]
    )
    assert spoken.code == 0
    assert FOOTER in spoken.text
    assert [entry["type"] for entry in journal_of(home)] == ["session"]


def test_told_fine_clears_amber_at_once(home: Path) -> None:
    """Who was told that exercise is fine is asked the question of the day and goes on."""
    write_profile(home)
    write_journal(home, check(before_now(hours=1), "amber", "fever"))
    spoken = talk(
        "today",
        "--plain",
        "--quiet",
        says=[("Number: ", "1"), (ONE_QUESTION, ""), (PAIN, ""), ("Get ready", "q"), (PAIN, "")],
    )
    assert spoken.code == 0
    assert CLEARING in spoken.text
    checks = journal_of(home, "check")
    assert [entry["answer"] for entry in checks] == [None, "told-fine"]
    assert call("check", "--json").document["held"] is None


def test_told_fine_on_the_day_of_a_red_sign_is_too_early(home: Path) -> None:
    """A red sign holds until the next day all the same, and the program says when sessions start again."""
    write_profile(home)
    write_journal(home, check(before_now(hours=1), "red", "bladder"))
    spoken = talk("today", says=[("Number: ", "1")])
    assert spoken.code == 4
    assert "Good. Sessions start again tomorrow, and not before 12 hours have passed." in spoken.text
    assert spoken.text.count(EMERGENCY) == 1  # before the question, and not after the answer
    assert call("check", "--json").document["held"] == "red"


def test_told_fine_two_days_after_a_red_sign(home: Path) -> None:
    """From the next day on the answer counts."""
    write_profile(home)
    write_journal(home, check(before_now(days=2), "red", "bladder"))
    spoken = talk(
        "today",
        "--plain",
        "--quiet",
        says=[("Number: ", "1"), (ONE_QUESTION, ""), (PAIN, ""), ("Get ready", "q"), (PAIN, "")],
    )
    assert spoken.code == 0


KEEPS = {"told not to": "2", "not yet": "3", "Enter": ""}


@pytest.mark.parametrize("answer", KEEPS.values(), ids=KEEPS.keys())
def test_other_answers_keep_the_hold(home: Path, answer: str) -> None:
    """Told not to, not yet, and no answer hold on; the card is shown, and the question comes again next time."""
    write_profile(home)
    write_journal(home, check(before_now(days=2), "amber", "fever"))
    spoken = talk("today", says=[("Number: ", answer)])
    assert spoken.code == 4
    assert "Please stop and call your provider today" in spoken.text
    assert call("check", "--json").document["held"] == "amber"


def test_two_answers_are_none(home: Path) -> None:
    """Two numbers at once are asked again: told fine must be meant."""
    write_profile(home)
    write_journal(home, check(before_now(days=2), "amber", "fever"))
    spoken = talk("today", says=[("Number: ", "1 2"), ("1 to 4.", "3")])
    assert spoken.code == 4


def test_slip_asks_every_red_sign_again(home: Path) -> None:
    """A tick by mistake is taken back when no red sign is ticked in a new round; both answers are kept."""
    write_profile(home)
    write_journal(home, check(before_now(hours=1), "red", "bladder"))
    says = [("Number: ", "4"), (NUMBERS, ""), (ONE_QUESTION, ""), (PAIN, ""), ("Get ready", "q"), (PAIN, "")]
    spoken = talk("today", "--plain", "--quiet", says=says)
    assert spoken.code == 0
    reds = [sign for sign in SAFETY.for_stage(StageKind.GENERAL) if sign.level == "red"]
    assert [sign.ask for sign in reds if sign.ask not in spoken.text] == []
    assert [(entry["level"], entry["answer"]) for entry in journal_of(home, "check")] == [("red", None), (None, "slip")]


def test_slip_with_a_red_sign_holds_on(home: Path) -> None:
    """Who ticks a red sign in that round is held by it."""
    write_profile(home)
    write_journal(home, check(before_now(hours=1), "red", "bladder"))
    spoken = talk("today", says=[("Number: ", "4"), (NUMBERS, "3")])
    assert spoken.code == 4
    assert "loss of bowel control" in spoken.text
    assert call("check", "--json").document["held"] == "red"


CHANGED = {"y": 4, "": 4, "not sure": 4, "n": 0}


@pytest.mark.parametrize(("answer", "code"), CHANGED.items(), ids=["yes", "Enter", "not sure", "no"])
def test_sign_that_was_seen(home: Path, answer: str, code: int) -> None:
    """A sign that a clinician has seen is asked for changes: none is yellow; changed, or not sure, holds anew."""
    write_profile(home)
    write_journal(home, check(before_now(days=5), "amber", "fever"), check(before_now(days=4), answer="told-fine"))
    goes_on = [(PAIN, ""), ("Get ready", "q"), (PAIN, "")] if code == 0 else []
    spoken = talk(
        "today",
        "--plain",
        "--quiet",
        says=[
            (ONE_QUESTION, "y"),
            (NUMBERS, daily("fever")),
            ("Has it changed or got worse since you were checked?", answer),
            *goes_on,
        ],
    )
    assert spoken.code == code
    assert ("Worth mentioning at your next visit: fever" in spoken.text) == (code == 0)


def test_withheld_days_do_not_hide_the_last_session(home: Path) -> None:
    """A session of another day and a withheld one stand side by side in the journal."""
    write_profile(home)
    write_journal(home, {**session(0), "at": before_now(days=3)}, check(before_now(days=1), "amber", "fever"))
    assert call("today", "--no-questions").code == 4
    assert [entry["outcome"] for entry in journal_of(home, "session")] == ["completed", "withheld"]


def test_session_after_a_yellow_sign_is_the_gentle_one(home: Path) -> None:
    """A sign for the next visit leaves the short session, and says why; a routine that was asked for stays."""
    write_profile(home)
    yellow = next(sign.id for sign in SAFETY.for_stage(StageKind.GENERAL) if sign.level is Level.YELLOW)
    document = call("today", "--preview", "--json", "--sign", yellow).document
    assert (document["routine"], document["withheld"]) == ("flare", None)
    assert document["reasons"][0]["rule"] == "C1"
    assert call("today", "--preview", "--json", "--sign", yellow, "--routine", "chair").document["routine"] == "chair"
    result = call("today", "--rehearse", "--plain", "--sign", yellow)
    assert result.code == 0
    assert "Today it is the short, gentle session" in result.err
