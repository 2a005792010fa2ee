"""A routine of the user's own: read before any question, done as it is written, and told where it does not fit."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.test_plan_of_the_day import ONE_QUESTION, PAIN, START
from tests.cli.test_referrals import did
from tests.program import call
from tests.programme import TODAY, before_now, check, journal_of, record, talk, write_journal, write_profile

GENERAL = "stage: general\n"
WEEK_13 = f"stage: pregnancy\ndue: {TODAY + timedelta(weeks=27)}\ncleared: true\n"
WEEK_20 = f"stage: pregnancy\ndue: {TODAY + timedelta(weeks=20)}\ncleared: true\n"
AFTER_BIRTH = f"stage: postpartum\nborn: {TODAY - timedelta(weeks=3)}\nbirth: caesarean\ncleared: true\n"
STAYS = "It stays, since the routine is your own: ask whoever agreed on it with you."
LEFT_OUT = "It is left out today."
BORN_LATELY = f"stage: postpartum\nborn: {TODAY - timedelta(weeks=3)}\nbirth: {{birth}}\ncleared: true\n"
IN_PLACE = """\
  - name: Doorway lean
    category: {category}
    position: {position}
    hold: 20
    steps: [Lean in.]
    stop_if: it hurts
"""


def own(home: Path, *exercises: str, stages: str = "") -> None:
    """A routine `mine` of the user's own, of exercises of the library or of an item written in place."""
    rows = "".join(one if one.startswith(" ") else f"  - exercise: {one}\n" for one in exercises)
    (home / "routines").mkdir(parents=True, exist_ok=True)
    (home / "routines" / "mine.yaml").write_text(f"name: Mine\n{stages}exercises:\n{rows}", encoding="utf-8")


def lean(position: str, category: str = "stretch") -> str:
    """An exercise that is written in place."""
    return IN_PLACE.format(position=position, category=category)


FITS = {
    "for another stage": (
        WEEK_20,
        "for: [general]\n",
        ("clam",),
        "Mine is written for the general stage; you are in pregnancy, week 20. (rule for; source: the routine)",
        ["clam"],
    ),
    "for this stage among others": (WEEK_20, "for: [general, pregnancy]\n", ("clam",), "", ["clam"]),
    "for no stage": (WEEK_20, "", ("clam",), "", ["clam"]),
    "what is done in another way at the stage": (WEEK_20, "", ("bridge", "clam"), STAYS, ["bridge", "clam"]),
    "what is never done at the stage": (WEEK_20, "", ("prone-press-up", "clam"), LEFT_OUT, ["clam"]),
    "too early after the birth": (AFTER_BIRTH, "", ("bridge",), "Bridge begins in week 6 after birth.", ["bridge"]),
    "lying flat, written in place": (
        WEEK_20,
        "",
        (lean("supine"),),
        "Doorway lean is done lying flat, which is not for long from week 16 of pregnancy.",
        ["doorway-lean"],
    ),
    "on the front, written in place": (
        WEEK_20,
        "",
        (lean("prone"), "clam"),
        f"Doorway lean is done lying on the front, which is left out from week 14 of pregnancy. {LEFT_OUT}",
        ["clam"],
    ),
    "on the front, early in pregnancy": (WEEK_13, "", (lean("prone"),), "", ["doorway-lean"]),
    "standing, written in place": (WEEK_20, "", (lean("standing"),), "", ["doorway-lean"]),
    "strength soon after a caesarean, written in place": (
        AFTER_BIRTH,
        "",
        (lean("standing", "strength"),),
        f"Doorway lean is a strength exercise, which begins in week 6 after birth. {STAYS} (rule stage; source: R26",
        ["doorway-lean"],
    ),
    "strength after another birth, written in place": (
        BORN_LATELY.format(birth="vaginal"),
        "",
        (lean("standing", "strength"),),
        "",
        ["doorway-lean"],
    ),
    "on hands and knees soon after a caesarean, written in place": (
        AFTER_BIRTH,
        "",
        (lean("all-fours", "mobility"),),
        f"Doorway lean is done on hands and knees, which begins in week 4 after birth. {STAYS}",
        ["doorway-lean"],
    ),
    "massage of numb skin, written in place": (
        "conditions: [numb-skin]\n",
        "",
        (lean("standing", "massage"),),
        f"Doorway lean does not go with what you told in setup (numb skin). {STAYS}",
        ["doorway-lean"],
    ),
    "a condition of setup": ("conditions: [numb-skin]\n", "", ("roll-glute-med",), STAYS, ["roll-glute-med"]),
    "equipment and positions are for the writer": (
        "equipment: none\navoid: [floor]\n".replace("none", "[]"),
        "",
        ("clam",),
        "",
        ["clam"],
    ),
}


@pytest.mark.parametrize(("profile", "stages", "exercises", "says", "done"), FITS.values(), ids=FITS.keys())
def test_what_speaks_against_an_own_routine(  # noqa: PLR0913, PLR0917 - a row of the table
    home: Path, profile: str, stages: str, exercises: tuple[str, ...], says: str, done: list[str]
) -> None:
    """A line says what does not fit, with its rule; it is done all the same unless it is never done at the stage."""
    write_profile(home, profile)
    own(home, *exercises, stages=stages)
    result = call("today", "--preview", "--routine", "mine", "--json")
    assert [one["exercise"] for one in result.document["exercises"]] == done
    assert (says in result.err) if says else result.err == ""
    assert (says.partition(" (rule")[0] in str(result.document["reasons"])) or not says


def test_pain_down_the_leg_outranks_an_own_routine(home: Path) -> None:
    """What sent pain down the leg yesterday rests in an own routine too, and it is said."""
    write_profile(home)
    own(home, "clam", "cat-camel")
    hurt = [record("clam", outcome="stopped-for-pain", hurt="down-the-leg")]
    write_journal(home, did(1, exercises=hurt))
    result = call("today", "--preview", "--routine", "mine", "--json")
    assert [one["exercise"] for one in result.document["exercises"]] == ["cat-camel"]
    assert (
        f"Clam (on your side) sent pain down the leg, and rests for 48 hours. {LEFT_OUT} (rule CE3; source: "
        in result.err
    )


def test_own_routine_of_which_nothing_is_left(home: Path) -> None:
    """Where nothing of it may be done the routine to begin with takes its place, and that is said."""
    write_profile(home, WEEK_20)
    own(home, "prone-press-up")
    result = call("today", "--preview", "--routine", "mine", "--json")
    assert result.document["routine"] == "pregnancy-middle"
    assert "Nothing of Mine is to be done today: " in result.err


def test_it_is_said_before_the_first_question(home: Path) -> None:
    """At a terminal the line stands above the first question, so that it is read before the session begins."""
    write_profile(home, WEEK_20)
    own(home, "clam", stages="for: [general]\n")
    spoken = talk(
        "today",
        "--routine",
        "mine",
        "--plain",
        "--quiet",
        says=[(ONE_QUESTION, ""), (PAIN, ""), *START, ("Enter when none does: ", "")],
    )
    assert spoken.text.index("Mine is written for the general stage") < spoken.text.index(ONE_QUESTION)


# Faults come before any question


@pytest.mark.parametrize("words", [("--routine", "mine"), ()], ids=["asked for", "the last one"])
def test_faulty_routine_is_told_before_any_question(home: Path, words: tuple[str, ...]) -> None:
    """A routine that cannot be read ends the command before anything is asked: no typed score is lost."""
    write_profile(home)
    own(home, "no-such-exercise")
    write_journal(home, did(1, routine="mine"))
    spoken = talk("today", "--plain", "--quiet", *words, says=[("There is no exercise `no-such-exercise`.", "")])
    assert (spoken.code, ONE_QUESTION in spoken.text) == (65, False)
    assert len(journal_of(home)) == 1


def test_unknown_routine_is_told_before_any_question(home: Path) -> None:
    """So is one that is not there."""
    write_profile(home)
    spoken = talk("today", "--plain", "--routine", "mien", says=[("There is no routine `mien`.", "")])
    assert (spoken.code, ONE_QUESTION in spoken.text) == (2, False)


def test_warning_sign_comes_before_a_faulty_routine(home: Path) -> None:
    """Where a sign is named, or holds already, its card comes first, whatever is wrong with the routine."""
    write_profile(home)
    own(home, "no-such-exercise")
    assert call("today", "--no-questions", "--routine", "mine", "--sign", "bladder").code == 4
    write_journal(home, check(before_now(1), "amber", "fever"))
    assert call("today", "--no-questions", "--routine", "mine").code == 4


@pytest.mark.parametrize(
    ("profile", "stage"), [("", "general"), (WEEK_20, "pregnancy"), (AFTER_BIRTH, "postpartum"), ("x: [", "general")]
)
def test_new_routine_is_for_the_stage_of_the_profile(home: Path, profile: str, stage: str) -> None:
    """`coach routines new` writes the user's own stage; without a profile that can be read, the general one."""
    write_profile(home, profile)
    assert call("routines", "new", "mine").code == 0
    assert f"for: [{stage}]\n" in (home / "routines" / "mine.yaml").read_text()
