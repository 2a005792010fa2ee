"""The clinical reference as a table: a row for each rule of its sections C (safety) and D6 (when to see somebody).

A row is the rule, what is given, what the program decides, and the sentence that it says. The boundaries of each
number are tested where the rule lives; here it is held that no rule is without its answer.
"""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from tests.programme import (
    CONDITION_RULES,
    EXERCISES,
    LIBRARY,
    NOW,
    PLAN_RULES,
    PLANS,
    RESPONSE_RULES,
    ROUTINES,
    ago,
    check,
    entry,
    inputs,
    pain,
    planned,
    planned_base,
    session,
)

from sciatica_coach.model.condition import Condition
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.exercise import Position
from sciatica_coach.model.plan import withhold
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.referral import adherence, progress_question, referrals
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.safety import (
    Person,
    assess,
    closed_gates,
    current_hold,
    lasting_gates,
    resting_today,
    seen_signs,
)
from sciatica_coach.model.safety_rules import Asked, Level
from sciatica_coach.model.stage import Birth, Stage

SAFETY = LIBRARY.safety()
TODAY = NOW.date()
ANYBODY = Person(stage=Stage())
PREGNANT = Person(stage=Stage(kind=StageKind.PREGNANCY, week=30), emergency_number="112")
AFTER_BIRTH = Person(stage=Stage(kind=StageKind.POSTPARTUM, week=2), born=date(2026, 11, 3))
EPIDURAL = Person(stage=AFTER_BIRTH.stage, born=AFTER_BIRTH.born, facts=frozenset({"epidural"}))
CANCER = Person(stage=Stage(), facts=frozenset({"cancer-history"}))

RED_NERVES = (
    "Stop. Do not exercise. What you ticked can be a sign of pressure on the nerves to your bladder and bowel. It is "
    "rare, and it needs checking straight away. Go to an emergency department now or call your emergency number"
)
RED = "Stop. Do not exercise. What you ticked needs emergency help now. Call your emergency number"
HARM = "You are not alone, and this can be helped."
AMBER = "Please stop and call your provider today about: "
AMBER_MATERNITY = "Please stop and call your maternity unit or provider today, at any hour."
AMBER_CALF = (
    "Do not stretch, rub or roll that leg or arm. It should be looked at today: a blood clot has to be ruled out."
)
AMBER_WEAK = "New weakness in a leg should be checked today. Call your"
AMBER_START = "Please speak to a clinician before you exercise with this program."
MATERNITY_START = "Please speak to your maternity unit or provider before you exercise with this program."
YELLOW = "Worth mentioning at your next visit: "
PELVIC = "Leave out the exercise that brought it on, or make it smaller. Please tell your provider or a pelvic health"
REST = "Stop for today and rest. If the bleeding becomes heavy, call your provider today."
UNWELL = "Stop for today. Sit down, or lie on one side."


class Ticked(NamedTuple):
    """A rule about warning signs: what is ticked, by whom, how urgent it is, and how the card begins."""

    rule: str
    signs: str
    person: Person
    level: Level
    card: str
    source: str


SIGNS = [
    Ticked("C2-1", "saddle-numbness", ANYBODY, Level.RED, RED_NERVES, "R5"),
    Ticked("C2-2", "bladder", ANYBODY, Level.RED, RED_NERVES, "R5"),
    Ticked("C2-2", "bladder", AFTER_BIRTH, Level.RED, RED_NERVES, "R5"),
    Ticked("C2-2, after birth", "small-leaks", AFTER_BIRTH, Level.YELLOW, PELVIC, "R51"),
    Ticked("C2-2, after birth", "small-leaks numb-since-birth", AFTER_BIRTH, Level.RED, RED_NERVES, "R51"),
    Ticked("C2-3", "bowel", ANYBODY, Level.RED, RED_NERVES, "R5"),
    Ticked("C2-4", "both-legs", ANYBODY, Level.RED, RED_NERVES, "R3"),
    Ticked("C2-4", "both-legs-unchecked", ANYBODY, Level.AMBER, AMBER, "R3"),
    Ticked("C2-5", "both-legs-weak", ANYBODY, Level.RED, RED_NERVES, "R3"),
    Ticked("C2-6", "sexual-change", ANYBODY, Level.RED, RED_NERVES, "R5"),
    Ticked("C2-7", "accident", ANYBODY, Level.RED, RED, "R4"),
    Ticked("C2-8", "chest-pain", ANYBODY, Level.RED, RED, "R4"),
    Ticked("C2-8", "tearing-pain", ANYBODY, Level.RED, RED, "default"),
    Ticked("C2-9", "leg-weakness", ANYBODY, Level.AMBER, AMBER_WEAK, "R8"),
    Ticked("C2-9", "leg-weakness-sudden", ANYBODY, Level.RED, RED, "R53"),
    Ticked("C2-9", "leg-weakness bladder", ANYBODY, Level.RED, RED_NERVES, "R8"),
    Ticked("C2-10", "fever", ANYBODY, Level.AMBER, AMBER, "R4"),
    Ticked("C2-10", "very-unwell", ANYBODY, Level.RED, RED, "R6"),
    Ticked("C2-11", "weight-loss", ANYBODY, Level.AMBER, AMBER, "R4"),
    Ticked("C2-11", "night-pain", ANYBODY, Level.AMBER, AMBER, "R4"),
    Ticked("C2-11", "lump", ANYBODY, Level.AMBER, AMBER, "R4"),
    Ticked("C2-11", "cancer-history", ANYBODY, Level.AMBER, AMBER_START, "R4"),
    Ticked("C2-11", "infection-risk", ANYBODY, Level.AMBER, AMBER_START, "R4"),
    Ticked("C2-11", "weak-bones", ANYBODY, Level.AMBER, AMBER_START, "R4"),
    Ticked("C2-11", "first-pain-age", ANYBODY, Level.AMBER, AMBER_START, "R4"),
    Ticked("C2-11", "cancer-nerves", ANYBODY, Level.RED, RED, "default"),
    Ticked("C2-11", "leg-weakness", CANCER, Level.RED, RED, "R8"),
    Ticked("C2-12", "hot-swollen-limb", ANYBODY, Level.AMBER, AMBER_CALF, "R35"),
    Ticked("C2-12", "hot-swollen-limb chest-pain", ANYBODY, Level.RED, RED, "R35"),
    Ticked("C2-15", "belly-pain-discharge", ANYBODY, Level.AMBER, AMBER, "S1"),
    Ticked("C2-16", "cold-leg", ANYBODY, Level.RED, RED, "default"),
    Ticked("C2-17", "unsteady", ANYBODY, Level.RED, RED, "default"),
    Ticked("C2-18", "worst-pain", ANYBODY, Level.AMBER, AMBER, "default"),
    Ticked("C3 red", "chest-pain", PREGNANT, Level.RED, RED, "R2"),
    Ticked("C3 red", "fainting-or-seizure", PREGNANT, Level.RED, RED, "R2"),
    Ticked("C3 red", "headache-or-sight", PREGNANT, Level.RED, RED, "R2"),
    Ticked("C3 red", "bleeding-heavy", PREGNANT, Level.RED, RED, "R2"),
    Ticked("C3 red", "bleeding severe-belly-pain", PREGNANT, Level.RED, RED, "R2"),
    Ticked("C3 red", "thoughts-of-harm", PREGNANT, Level.RED, HARM, "R2"),
    *(
        Ticked("C3 amber", sign, PREGNANT, Level.AMBER, AMBER_MATERNITY, "R2")
        for sign in [
            "bleeding",
            "fluid-leak",
            "contractions",
            "baby-moving-less",
            "severe-belly-pain",
            "severe-vomiting",
            "extreme-tiredness",
            "fever",
            "swollen-face-hands",
            "dizzy-stays",
        ]
    ),
    Ticked("C3 amber", "hot-swollen-limb", PREGNANT, Level.AMBER, AMBER_CALF, "R2"),
    Ticked("C3 in a session", "unwell-once", PREGNANT, Level.YELLOW, UNWELL, "R1"),
    Ticked("C3 in a session", "unwell-in-session", PREGNANT, Level.AMBER, AMBER_MATERNITY, "R1"),
    Ticked("C3 weakness", "leg-weakness", PREGNANT, Level.AMBER, AMBER_WEAK, "R1"),
    Ticked("C3 on the back", "unwell-on-back", PREGNANT, Level.YELLOW, YELLOW, "R18"),
    *(
        Ticked("C3 first run", sign, PREGNANT, Level.AMBER, MATERNITY_START, "R1")
        for sign in [
            "told-not-to-exercise",
            "heart-or-lung-disease",
            "weak-cervix",
            "twins-early-birth",
            "bleeding-later",
            "low-placenta",
            "pre-eclampsia",
            "severe-anaemia",
        ]
    ),
    Ticked("C3 first run", "waters-or-early-labour", PREGNANT, Level.AMBER, AMBER_MATERNITY, "R1"),
    *(
        Ticked("C4 red", sign, AFTER_BIRTH, Level.RED, RED, "R2")
        for sign in ["chest-pain", "fainting-or-seizure", "headache-or-sight", "bleeding-very-heavy"]
    ),
    Ticked("C4 red", "thoughts-of-harm", AFTER_BIRTH, Level.RED, HARM, "R2"),
    *(
        Ticked("C4 amber", sign, AFTER_BIRTH, Level.AMBER, AMBER_MATERNITY, "R2")
        for sign in [
            "fever",
            "bad-discharge",
            "severe-belly-pain",
            "severe-vomiting",
            "swollen-face-hands",
            "dizzy-stays",
            "extreme-tiredness",
        ]
    ),
    Ticked("C4 epidural", "epidural-nerves", AFTER_BIRTH, Level.RED, RED, "R50"),
    Ticked("C4 epidural", "epidural-pain", AFTER_BIRTH, Level.AMBER, AMBER_MATERNITY, "R50"),
    Ticked("C4 epidural", "epidural-headache", AFTER_BIRTH, Level.AMBER, AMBER_MATERNITY, "R50"),
    Ticked("C4 epidural", "epidural-headache headache-stiff-neck", AFTER_BIRTH, Level.RED, RED, "R50"),
    Ticked("C4 epidural", "leg-weakness", EPIDURAL, Level.RED, RED, "R8"),
    Ticked("C4 epidural", "numb-worse", EPIDURAL, Level.RED, RED, "S1"),
    Ticked("C4 numb leg", "numb-since-birth", AFTER_BIRTH, Level.AMBER, AMBER_MATERNITY, "R50"),
    Ticked("C4 calf", "hot-swollen-limb", AFTER_BIRTH, Level.AMBER, AMBER_CALF, "R35"),
    Ticked("C4 bleeding", "bleeding-more", AFTER_BIRTH, Level.YELLOW, REST, "R19"),
    Ticked("C4 bleeding", "bleeding-more-heavy", AFTER_BIRTH, Level.AMBER, AMBER_MATERNITY, "R19"),
    Ticked("C4 pelvic floor", "heaviness", AFTER_BIRTH, Level.YELLOW, PELVIC, "R51"),
    Ticked("C4 pelvic floor", "small-leaks", AFTER_BIRTH, Level.YELLOW, PELVIC, "R51"),
    Ticked("C4 pelvic floor", "doming", AFTER_BIRTH, Level.YELLOW, PELVIC, "R51"),
    Ticked("C4 scar", "scar", AFTER_BIRTH, Level.AMBER, AMBER_MATERNITY, "default"),
    Ticked("CL5", "painful-pubic-bone", PREGNANT, Level.YELLOW, PELVIC, "R40"),
    Ticked("CL5", "painful-sex-or-bladder", ANYBODY, Level.YELLOW, PELVIC, "S1"),
]


@pytest.mark.parametrize("row", SIGNS, ids=lambda row: f"{row.rule} {row.signs}")
def test_signs(row: Ticked) -> None:
    """What is ticked has the level of its rule, the wording of section C6, and a source in the file."""
    found = assess(SAFETY, row.signs.split(), row.person)
    assert found.level is row.level
    assert [card for card in found.cards if card.startswith(row.card)], found.cards
    assert found.holds == (row.level is not Level.YELLOW)
    sign = SAFETY.sign(row.signs.split()[0])
    assert sign
    assert row.source in sign.source


def test_every_sign_has_its_row() -> None:
    """No sign of the file is without a rule of the reference; what is counted from the log has its rows below."""
    asked = {sign.id for sign in SAFETY.signs if sign.asked is not Asked.FROM_LOG}
    assert asked <= {sign for row in SIGNS for sign in row.signs.split()}


class Counted(NamedTuple):
    """A rule about what is counted: the entries, at which stage, what is said, and the sign that holds the sessions."""

    rule: str
    entries: tuple[Entry, ...]
    text: str
    sign: str = ""
    stage: Stage = ANYBODY.stage
    conditions: tuple[Condition, ...] = ()


BOOK = "A clinician can help: book a visit within days."
LOOK = "That happens; a clinician can look at what else may help."


def before_sessions(days: range, place: str) -> tuple[Entry, ...]:
    """A session on each of some days, with the place asked before it and nothing logged."""
    return tuple(session(day, pain_before={"score": 3, "furthest": place}) for day in days)


def every_day(days: range, score: int, **more: object) -> tuple[Entry, ...]:
    """The same score on some days."""
    return tuple(pain(day, score, **more) for day in reversed(days))


FOUR_WEEKS = (*every_day(range(22, 29), 5), *every_day(range(7), 5))
SIX_WEEKS = (*every_day(range(36, 43), 5), *every_day(range(7), 5))
DONE = tuple(session(day) for day in range(14, 0, -1))

COUNTED = [
    Counted(
        "C2-13",
        (pain(8, 3, feels=["weak"]),),
        "You noted weakness in the leg for more than 7 days. Nobody has looked at it, as far as you noted.",
        "weak-for-days",
    ),
    Counted(
        "C2-13",
        (pain(8, 3, feels=["numb"]),),
        "You noted numbness or tingling for more than 7 days. If nobody has looked at it, book a visit within days. "
        "New or growing weakness should be seen today.",
    ),
    Counted(
        "C2-13",
        (pain(30, 3, feels=["numb"]), check(ago(14), "yellow", "CL3")),
        "You noted numbness or tingling in the leg for more than 7 days. Nobody has looked at it, as far as you noted.",
        "numb-for-days",
    ),
    Counted(
        "C2-14",
        (*every_day(range(7, 14), 3), *every_day(range(7), 5)),
        f"Your pain is higher than the week before. {BOOK}",
    ),
    Counted(
        "C2-14",
        (*every_day(range(7, 14), 3, furthest="thigh"), *every_day(range(7), 3, furthest="calf")),
        f"Your pain goes further down the leg than the week before. {BOOK}",
    ),
    Counted(
        "C2-14",
        (*before_sessions(range(7, 14), "thigh"), *before_sessions(range(7), "calf")),
        f"Your pain goes further down the leg than the week before. {BOOK}",
    ),
    Counted(
        "C2-14",
        (entry("measure", ago(1), moves_less=True),),
        f"You noted that you moved less than the week before. {BOOK}",
    ),
    Counted(
        "C2-14",
        (entry("measure", ago(8), moves_less=True), entry("measure", ago(1), moves_less=True)),
        "You noted that you moved less than the week before, and that for two weeks running.",
        "worse-two-weeks",
    ),
    Counted(
        "C4 numb leg",
        (pain(6, 3, feels=["numb"]),),
        "You noted numbness or tingling in the leg for more than 5 days. Nobody has looked at it, as far as you noted.",
        "numb-since-birth",
        AFTER_BIRTH.stage,
    ),
    Counted(
        "C2-9",
        (pain(2, 3, feels=["weak"]), entry("measure", ago(0), weakness_change="worse")),
        "You noted that the weakness in your leg got worse.",
        "leg-weakness",
    ),
    Counted("CL1", (*FOUR_WEEKS, *DONE), f"Your scores have not gone down much in 4 weeks. {LOOK}"),
    Counted("CL1", SIX_WEEKS, f"Your scores have not gone down much in 6 weeks. {LOOK}"),
    Counted(
        "CL1",
        (pain(43, 5), entry("measure", ago(0), compared="same", compared_weeks=6)),
        f"You said that it is about the same as 6 weeks ago. {LOOK}",
    ),
    Counted("CL2", (entry("measure", ago(1), stops_day=True),), f"You noted that pain stops your day. {BOOK}"),
    Counted(
        "CL3",
        (pain(8, 3, feels=["tingling"]),),
        "You noted numbness or tingling for more than 7 days. If nobody has looked at it, book a visit within days. "
        "New or growing weakness should be seen today.",
    ),
    Counted("CL4", every_day(range(3), 7), f"Your score was 7 or more on 3 days running. {BOOK}"),
    Counted(
        "CL4",
        (entry("measure", ago(1), broken_sleep=True),),
        f"You noted that pain breaks your sleep on most nights. {BOOK}",
    ),
    Counted(
        "CL4 by PM6",
        tuple(session(day, 6) for day in (2, 1, 0)),
        f"Your score before the session was above 5 on 3 days running. {BOOK}",
    ),
    Counted(
        "CL5",
        (),
        "You noted trouble of the pelvic floor or the pelvic joints. A pelvic health physiotherapist can help with it.",
        conditions=(Condition.PELVIC_JOINT,),
    ),
]


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: f"{row.rule}: {row.text[:40]}")
def test_counters(row: Counted) -> None:
    """What is counted is said in this sentence, with a source; what must be seen today holds the sessions."""
    ordered = sorted(row.entries, key=lambda one: str(one["at"]))
    (said,) = referrals(ordered, NOW, row.stage, RESPONSE_RULES, row.conditions)
    assert (said.text, said.sign) == (row.text, row.sign)
    assert said.source
    if row.sign:
        assert assess(SAFETY, [row.sign], Person(stage=row.stage)).level is Level.AMBER


# C1: what each level does


def test_c1_red_is_locked_until_the_next_day() -> None:
    """RED: told that exercise is fine, and not before the next day nor within 12 hours; "no" does not unlock."""
    ticked = check("2026-11-21T20:00:00+00:00", "red", "bladder")
    told = "told-fine"
    assert current_hold(SAFETY, [ticked, check("2026-11-22T09:00:00+00:00", answer=told)]) is None
    assert current_hold(SAFETY, [ticked, check("2026-11-22T07:00:00+00:00", answer=told)])
    assert current_hold(SAFETY, [ticked, check("2026-11-29T09:00:00+00:00", answer="not-yet")])


def test_c1_amber_is_locked_until_somebody_was_told_that_it_is_fine() -> None:
    """AMBER: time alone never unlocks, nor do "told not to" and "not yet"; a slip has its own way out."""
    ticked = check(ago(30), "amber", "fever")
    for answer in ("told-not", "not-yet", None):
        assert current_hold(SAFETY, [ticked, check(ago(1), answer=answer)])
    for answer in ("told-fine", "slip"):
        assert current_hold(SAFETY, [ticked, check(ago(1), answer=answer)]) is None


def test_c1_yellow_is_noted_and_holds_nothing() -> None:
    """YELLOW: a session is allowed, and it is added to the summary."""
    found = assess(SAFETY, ["heaviness"], AFTER_BIRTH)
    assert not found.holds
    assert "I have added it to your summary." in found.cards[0]


def test_c1_green_says_nothing_of_being_well() -> None:
    """GREEN: no level, no card, and a sentence that gives no all-clear."""
    assert assess(SAFETY, [], ANYBODY).cards == ()
    assert SAFETY.none_ticked == "You did not tick any warning sign. If something feels wrong, trust that and call."


def test_c1_cleared_sign_is_remembered() -> None:
    """After clearance a sign is asked for as changed or not: unchanged is yellow, changed has its own level again."""
    cleared = [check(ago(9), "amber", "night-pain"), check(ago(8), answer="told-fine")]
    assert seen_signs(SAFETY, cleared) == {"night-pain"}
    assert assess(SAFETY, ["night-pain"], ANYBODY, unchanged=["night-pain"]).level is Level.YELLOW
    assert assess(SAFETY, ["night-pain"], ANYBODY).level is Level.AMBER
    assert SAFETY.clearing.changed_question == "Has it changed or got worse since you were checked?"


# C2 to C5: what is closed, and what waits


def test_c2_12_no_stretch_roll_or_massage_of_that_leg() -> None:
    """A hot, red, swollen or tender calf closes calf stretches, pumps and every massage."""
    gates = closed_gates(SAFETY, ["hot-swollen-limb"])
    plan = planned("chair", inputs(None, gates=gates, minutes=20))
    assert not {"gastroc-wall", "ankle-pump"} & {one.id for one in plan.exercises}
    assert not [one for one in plan.exercises if one.category == "massage"]


@pytest.mark.parametrize("sign", ["unwell-once", "bleeding-more"])
def test_c3_c4_no_more_today(sign: str) -> None:
    """Dizzy in a session, or a little more bleeding after it: no more today, and again tomorrow."""
    assert resting_today(SAFETY, [check(ago(hours=1), "yellow", sign)], TODAY) == (sign,)
    assert resting_today(SAFETY, [check(ago(1), "yellow", sign)], TODAY) == ()
    assert resting_today(SAFETY, [check(ago(hours=1), "yellow", sign)], TODAY - timedelta(days=1), begins=12) == (sign,)


def test_c3_no_more_lying_flat_in_this_pregnancy() -> None:
    """Unwell on the back once: nothing but rolling over is done there for the rest of the pregnancy."""
    gates = lasting_gates(SAFETY, [check(ago(60), "yellow", "unwell-on-back")], NOW)
    plan = planned("gentle-start", inputs(pregnant(10), gates=gates))
    assert {one.id for one in plan.exercises if one.position is Position.SUPINE} <= {"log-roll"}


def pregnant(week: int, **more: object) -> Profile:
    """Somebody in a week of pregnancy."""
    return Profile(stage=StageKind.PREGNANCY, due=TODAY + timedelta(days=280 - 7 * week), **more)  # type: ignore[arg-type]


def born(weeks: int, birth: Birth = Birth.VAGINAL, *conditions: Condition) -> Profile:
    """Somebody so many weeks after a birth."""
    born_on = TODAY - timedelta(weeks=weeks)
    return Profile(stage=StageKind.POSTPARTUM, born=born_on, birth=birth, conditions=conditions)


def positions(profile: Profile) -> set[Position]:
    """The positions of every plan for somebody, rolling over in bed aside."""
    given = inputs(profile)
    return {one.position for name in PLANS for one in planned(name, given).exercises if one.id != "log-roll"}


def may_do(profile: Profile) -> set[str]:
    """The exercises of every plan for somebody."""
    given = inputs(profile)
    return {one.id for name in PLANS for one in planned(name, given).exercises}


@pytest.mark.parametrize("week", [14, 16, 28, 40])
def test_c5_positions_of_pregnancy(week: int) -> None:
    """No lying on the front from week 14, and none flat on the back from week 16."""
    found = positions(pregnant(week))
    assert Position.PRONE not in found
    assert week < 16 or Position.SUPINE not in found


def test_c5_early_pregnancy_has_all_positions_that_are_comfortable() -> None:
    """In week 10 lying on the back is in the plan."""
    assert Position.SUPINE in positions(pregnant(10))


FIRST_WEEKS = {
    "first days, vaginal": (born(0), {"breathing-360"}, {"bridge", "bird-dog", "plank-wall", "clam"}),
    "first days, caesarean": (born(0, Birth.CAESAREAN), {"log-roll"}, {"pelvic-tilt-supine", "figure-4-seated"}),
    "week 3, vaginal": (born(3), {"figure-4-seated"}, {"bridge", "bird-dog"}),
    "week 3, caesarean": (born(3, Birth.CAESAREAN), {"figure-4-seated"}, {"clam", "bridge"}),
    "week 6, vaginal": (born(6), {"bridge", "clam", "bird-dog"}, {"plank-knees"}),
    "week 6, caesarean": (born(6, Birth.CAESAREAN), {"bridge", "clam"}, {"bird-dog", "plank-wall", "plank-knees"}),
    "week 8, not checked yet": (born(8, Birth.VAGINAL, Condition.NOT_CHECKED), {"figure-4-seated"}, {"bird-dog"}),
}


@pytest.mark.parametrize(("profile", "does", "waits"), FIRST_WEEKS.values(), ids=FIRST_WEEKS.keys())
def test_c5_weeks_after_birth(profile: Profile, does: set[str], waits: set[str]) -> None:
    """Each exercise begins in its week after the kind of birth; before the check-up the set of weeks 2 to 6 stays."""
    found = may_do(profile)
    assert does <= found
    assert not waits & found


def test_c5_week_12() -> None:
    """The plank on the knees begins in week 12 after either kind of birth."""
    stages = EXERCISES["plank-knees"].stages
    assert (stages.vaginal_week, stages.caesarean_week) == (12, 12)


def test_c5_painful_joint_leaves_out_what_loads_one_side() -> None:
    """With a painful pubic or sacroiliac joint the exercises of the list are left out."""
    (rule,) = CONDITION_RULES.given((Condition.PELVIC_JOINT,))
    listed = {"single-leg-balance", "bird-dog", "clam", "side-lying-hip-abduction", "lumbar-rotation", "childs-pose"}
    assert listed <= set(rule.leave_out)
    assert not set(rule.leave_out) & may_do(Profile(conditions=(Condition.PELVIC_JOINT,)))


def test_c5_nothing_is_held_when_a_pregnancy_ends() -> None:
    """Back to the general stage in one step, with a plan at once; nobody is asked why."""
    assert planned_base(inputs(Profile(stage=StageKind.GENERAL))).exercises


def test_c5_no_full_sit_ups() -> None:
    """No exercise is a full sit-up or a lift of both legs."""
    assert not [name for name in EXERCISES if "sit-up" in name or "double-leg-lift" in name]


@pytest.mark.parametrize("profile", [pregnant(20, cleared=False), Profile(stage=StageKind.POSTPARTUM, cleared=False)])
def test_c3_c4_not_cleared_withholds(profile: Profile) -> None:
    """Who said that no clinician has cleared exercise gets none in pregnancy and after a birth."""
    assert withhold(profile)


# D6: how often, how much


def test_fr1_stretches_are_held_long_enough() -> None:
    """FR1: 10 to 30 s, or the articles' 30 to 60 s, and about 60 s for a muscle."""
    for exercise in EXERCISES.values():
        if exercise.category == "stretch":
            assert 10 <= (exercise.hold_seconds or 0) <= 60, exercise.id
            assert 15 <= (exercise.hold_seconds or 0) * exercise.reps <= 120, exercise.id


CARDS = {
    "FR2": ("easy-moves", "four to six weeks"),
    "FR3": ("pelvic-floor", "three months"),
    "FR4": ("walking-and-swimming", "150 minutes"),
    "FR4 after birth": ("walking-and-swimming", "120 minutes"),
}


@pytest.mark.parametrize(("card", "words"), CARDS.values(), ids=CARDS.keys())
def test_fr2_to_fr4_stand_on_a_card(card: str, words: str) -> None:
    """How long a programme lasts, and how much a week, is told on its card."""
    assert words in " ".join((ROUTINES / "cards" / f"{card}.md").read_text(encoding="utf-8").split())


def test_fr5_position_is_changed_every_half_hour() -> None:
    """FR5: a movement break every 30 minutes, a usual starting point."""
    rules = LIBRARY.break_rules()
    assert rules.every_minutes.value == 30
    assert "default" in rules.every_minutes.source


def test_ad1_ad2_sessions_are_short() -> None:
    """AD1, AD2: four to six exercises; five minutes can be asked for."""
    assert (PLAN_RULES.fewest_exercises.value, PLAN_RULES.most_exercises.value) == (4, 6)
    assert planned_base(inputs(None, minutes=5)).exercises


def test_ad2_share_of_a_week() -> None:
    """AD2: days withheld are taken out; 70 % is good, under 40 % leads to a question."""
    week = [session(1), session(2), session(3, outcome="withheld")]
    assert adherence(week, TODAY - timedelta(days=7), TODAY) == 2 / 6
    assert (RESPONSE_RULES.adherence_good.value, RESPONSE_RULES.adherence_low.value) == (0.7, 0.4)


def test_ad3_excused_days_count_against_nobody() -> None:
    """AD3: a day of flare, illness or a warning sign is no day missed."""
    week = [session(1), *(entry("excused", ago(day)) for day in range(2, 8))]
    assert adherence(sorted(week, key=lambda one: str(one["at"])), TODAY - timedelta(days=7), TODAY) == 1


def test_cl1_asks_where_scores_cannot_tell() -> None:
    """CL1: with too few entries the program asks in place of claiming."""
    assert progress_question([pain(43, 5)], NOW, RESPONSE_RULES) == 6
    assert progress_question(list(SIX_WEEKS), NOW, RESPONSE_RULES) is None


RULES = {
    "C2": {f"C2-{number}" for number in range(1, 19)} | {"C2-2, after birth"},
    "C3": {"C3 red", "C3 amber", "C3 in a session", "C3 weakness", "C3 on the back", "C3 first run"},
    "C4": {
        f"C4 {name}" for name in ["red", "amber", "epidural", "numb leg", "calf", "bleeding", "pelvic floor", "scar"]
    },
    "CL": {f"CL{number}" for number in range(1, 6)},
}
"""The rows of the tables of the reference. C1, C5 and the FR and AD rules have a test each, named by them."""


@pytest.mark.parametrize("section", RULES)
def test_every_rule_has_its_row(section: str) -> None:
    """No row of the reference is without one here."""
    rows = {row.rule for row in SIGNS} | {row.rule for row in COUNTED}
    assert RULES[section] - rows == set()


@pytest.mark.parametrize(
    "rule", ["c1_red", "c1_amber", "c1_yellow", "c1_green", "c5_", "fr1", "fr2_to_fr4", "fr5", "ad1", "ad2", "ad3"]
)
def test_every_other_rule_has_its_test(rule: str) -> None:
    """The rules that are no row of a table are named by their tests."""
    assert [name for name in globals() if name.startswith(f"test_{rule}")]
