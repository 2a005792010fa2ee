"""The clinical reference as a table: a row for each rule of its sections D1 to D5 (what happened, and the answer).

A row is the rule, what is given, and the sentence that the program says; nothing where it has to stay silent. The
boundaries of each number are tested where the rule lives; here it is held that no rule is without its answer.
"""

from datetime import timedelta
from typing import NamedTuple

import pytest
from tests.fakes import exercise
from tests.programme import (
    EXERCISES,
    NOW,
    RESPONSE_RULES,
    ago,
    check,
    entry,
    inputs,
    pain,
    planned,
    planned_base,
    record,
    session,
)

from sciatica_coach.model.daily import week_median
from sciatica_coach.model.easy_day import easy_day
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.exercise import Category, Exercise, Sides
from sciatica_coach.model.flare import flare_referrals
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.response import is_good, suggest
from sciatica_coach.model.resting import back_entry
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import DAYS_OF_PREGNANCY
from sciatica_coach.model.suggestion import Situation
from sciatica_coach.model.value import replace
from sciatica_coach.model.weeks import pain_change, weeks_of

TODAY = NOW.date()
TILT = exercise("Tilt", beats=[("Up", 2.0), ("Down", 2.0)], reps=10, category=Category.MOBILITY)
STRETCH = replace(exercise("Stretch", hold=60.0, reps=2), easier="chair")
GLIDE = exercise("Glide", beats=[("Up", 2.0), ("Down", 2.0)], reps=15, category=Category.NERVE_GLIDE)
LIFT = replace(exercise("Lift", beats=[("Up", 2.0), ("Down", 2.0)], reps=15, category=Category.STRENGTH), harder="push")
REST = exercise("Rest", hold=9000.0, category=Category.MASSAGE)
"""Does not grow, and makes every step of another one a small share of the whole."""
OTHERS = {"chair": exercise("Chair", hold=30.0), "push": exercise("Push", hold=10.0, category=Category.STRENGTH)}
THREE_QUARTERS = "do 75 of 100 of the reps for now."
IN_A_ROW = "3 good sessions in a row:"
GROWS = f"{IN_A_ROW} Tilt with 12 reps in place of 10."


def good(days: float, **more: object) -> Entry:
    """A session in which nothing went wrong, with every answer."""
    return session(days, **{"before": 3, "after": 3, "morning": "yes", **more})  # type: ignore[arg-type]


def change(days: float, rule: str, what: str, start: object, to: object) -> Entry:
    """A change that was accepted so many days ago."""
    name, key = what.split()
    row = {"exercise": name, "key": key, "from": start, "to": to, "side": None}
    return entry("change", ago(days), rule=rule, accepted=True, **row)


def placed(before: str, after: str, **more: object) -> Entry:
    """A session at a low score, and how far down the leg pain went before and after it."""
    places = {"pain_before": {"score": 2, "furthest": before}, "pain_after": {"score": 2, "furthest": after}}
    return session(1, **{**places, **more})  # type: ignore[arg-type]


def hurt(days: float, name: str, where: str = "down-the-leg") -> Entry:
    """A session in which an exercise was stopped for pain."""
    records = [record(name, outcome="stopped-for-pain", side=None, hurt=where)]
    return session(days, 3, 3, exercises=records)


def in_order(entries: tuple[Entry, ...]) -> list[Entry]:
    """The entries as a journal has them."""
    return sorted(entries, key=lambda one: str(one["at"]))


class Offer(NamedTuple):
    """A rule, what is given, the sentence that is said before the next session, and to whom."""

    rule: str
    exercises: tuple[Exercise, ...]
    entries: tuple[Entry, ...]
    says: str
    profile: Profile = Profile()


def born(days: int) -> Profile:
    """Somebody so many days after a birth."""
    return Profile(stage=StageKind.POSTPARTUM, born=NOW.date() - timedelta(days=days))


def pregnant(days: int) -> Profile:
    """Somebody in so many days of a pregnancy."""
    return Profile(stage=StageKind.PREGNANCY, due=NOW.date() + timedelta(days=DAYS_OF_PREGNANCY - days))


GOOD = (good(3), good(2), good(1))
HIGH = "Pain was 6 after your last session, above 5 (PM1):"
LOWER = "Pain went further down the leg in your last session (PM4):"
OFFERS = [
    Offer("PM1 green", (TILT,), (session(1, 0, 2),), ""),
    Offer("PM1 acceptable", (TILT,), (session(1, 4, 5),), ""),
    Offer("PM1", (TILT,), (session(1, 4, 6),), f"{HIGH} {THREE_QUARTERS}"),
    Offer(
        "PM2",
        (TILT,),
        (session(1, 3, 3, morning="no"),),
        f"The leg was not back to its usual level by the morning after (PM2): {THREE_QUARTERS}",
    ),
    Offer("PM2 not sure", (TILT,), (session(1, 3, 3, morning="not-sure"),), ""),
    Offer("PM4", (TILT,), (placed("thigh", "calf"),), f"{LOWER} {THREE_QUARTERS}"),
    Offer("PM5", (TILT,), (session(1, 2, 4),), f"Pain rose from 2 to 4 in your last session (PM5): {THREE_QUARTERS}"),
    Offer("PM5 0 to 2", (TILT,), (session(1, 0, 2),), ""),
    Offer("PM5 1 to 3", (TILT,), (session(1, 1, 3),), ""),
    Offer(
        "PM5 back alone",
        (TILT,),
        (session(1, pain_before={"score": 2, "leg": 2}, pain_after={"score": 5, "leg": 2}),),
        "",
    ),
    Offer(
        "PM6 any rise",
        (TILT,),
        (session(1, 6, 7),),
        f"Pain was above 5 before your last session and rose from 6 to 7 (PM6): {THREE_QUARTERS}",
    ),
    Offer("PM6 no progress", (TILT,), (good(3), good(2), good(1, before=6, after=6)), ""),
    Offer(
        "PM7 the exercise that was stopped",
        (TILT, STRETCH),
        (hurt(1, "tilt", "here"),),
        "Tilt hurt last time: 5 reps in place of 10.",
    ),
    Offer("PM7 the whole routine", (TILT, STRETCH), (session(1, 4, 6),), f"{HIGH} {THREE_QUARTERS}"),
    Offer(
        "PM7 the highest at the end of a block",
        (TILT,),
        (session(1, 4, 3, pain_during=[{"exercise": "tilt", "score": 6}]),),
        f"Pain was 6 in your last session, above 5 (PM1): {THREE_QUARTERS}",
    ),
    Offer(
        "PM7 no step up after it",
        (TILT,),
        (*GOOD[:2], good(1, pain_during=[{"exercise": "tilt", "score": 3}], before=1, after=1)),
        "",
    ),
    Offer(
        "PM7 within reach of a step up",
        (TILT,),
        (*GOOD[:2], good(1, pain_during=[{"exercise": "tilt", "score": 2}])),
        GROWS,
    ),
    Offer("CE2", (TILT,), (placed("calf", "buttock"),), ""),
    Offer("CE3 not asked before", (TILT,), (placed("", "foot"),), ""),
    Offer("PR2", (TILT,), GOOD, GROWS),
    Offer("PR2 two sessions", (TILT,), GOOD[1:], ""),
    Offer("PR2 one day", (TILT,), (good(2), good(1), good(0.9)), ""),
    Offer("PR2 an answer is missing", (TILT,), (good(3), good(2, morning=None), good(1)), ""),
    Offer("PR2 restarts after a change", (TILT,), (change(2, "PR3", "x reps", 8, 10), *GOOD), ""),
    Offer("PR2 restarts after a flare", (TILT,), (good(3, routine="flare"), good(2), good(1)), ""),
    Offer(
        "PR2 restarts after a flare without a session", (TILT,), (*GOOD, entry("excused", ago(2), reason="flare")), ""
    ),
    Offer("PR2 and a day of illness", (TILT,), (*GOOD, entry("excused", ago(2), reason="illness")), GROWS),
    Offer("PR2 restarts after a lock", (TILT,), (good(3), good(2), check(ago(1.5), "amber", "fever"), good(1)), ""),
    Offer("PR2 restarts at a birth", (TILT,), GOOD, "", born(2)),
    Offer("PR2 since the birth", (TILT,), GOOD, GROWS, born(3)),
    Offer("PR2 restarts with a pregnancy", (TILT,), GOOD, "", pregnant(2)),
    Offer("PR2 in a pregnancy", (TILT,), GOOD, GROWS, pregnant(3)),
    Offer(
        "PR2 nobody knows since when",
        (TILT,),
        GOOD,
        GROWS,
        Profile(stage=StageKind.PREGNANCY),
    ),
    Offer("PR2 restarts after 14 days", (TILT,), (good(15), good(2), good(1)), ""),
    Offer("PR3 reps", (TILT, REST), GOOD, GROWS),
    Offer(
        "PR3 hold",
        (exercise("Stretch", hold=30.0), REST),
        GOOD,
        f"{IN_A_ROW} Stretch with 35 seconds in place of 30.",
    ),
    Offer("PR3 sets", (replace(TILT, reps=15), REST), GOOD, f"{IN_A_ROW} Tilt with 2 sets in place of 1."),
    Offer(
        "PR3 harder",
        (replace(LIFT, sets=3), REST),
        GOOD,
        f"{IN_A_ROW} Push in place of Lift, one step harder.",
    ),
    Offer("PR3 once a week", (TILT,), (change(6, "PR3", "x reps", 8, 10), *GOOD), ""),
    Offer("PR3 a fifth at most", (replace(TILT, reps=15),), GOOD, ""),
    Offer("PR3 does not grow", (EXERCISES["prone-on-elbows"], EXERCISES["breathing-360"], REST), GOOD, ""),
    Offer(
        "PR3 walks",
        (EXERCISES["walk-brief"],),
        GOOD,
        f"{IN_A_ROW} {EXERCISES['walk-brief'].name} with 660 seconds in place of 600.",
    ),
    Offer("PR4", (TILT,), (good(1, before=1, after=3),), ""),
    Offer(
        "PR5 undo first",
        (TILT,),
        (change(3, "PR3", "tilt reps", 10, 12), session(1, 4, 6)),
        f"{HIGH} go back to 10 reps.",
    ),
    Offer(
        "PR5 the easier one",
        (STRETCH,),
        (hurt(1, "stretch", "here"),),
        "Stretch hurt last time: Chair in its place, which is easier.",
    ),
    Offer("PR5 half", (TILT,), (hurt(1, "tilt", "here"),), "Tilt hurt last time: 5 reps in place of 10."),
    Offer("PR5 not under 3", (replace(TILT, reps=3),), (hurt(1, "tilt", "here"),), ""),
    Offer(
        "PR5 once a week",
        (TILT,),
        (change(6, "PR5", "- share", 1.0, 0.75), session(1, 4, 6)),
        "",
    ),
    Offer(
        "PR5b after 6 good sessions and 14 days",
        (TILT,),
        (change(14, "PR5", "tilt reps", 12, 10), *(good(day) for day in range(1, 7))),
        GROWS,
    ),
    Offer(
        "PR5b before that",
        (TILT,),
        (change(13, "PR5", "tilt reps", 12, 10), *(good(day) for day in range(1, 7))),
        "",
    ),
    Offer(
        "PR5b failed twice",
        (TILT,),
        (*(change(day, "PR5", "tilt reps", 12, 10) for day in (60, 40)), *(good(day) for day in range(1, 7))),
        "",
    ),
    Offer("PR5c two sessions after a flare", (TILT,), (good(2, routine="flare"), session(1, 4, 6)), ""),
    Offer("PR6", (GLIDE, REST), GOOD, ""),
    Offer(
        "PR6 by reps",
        (replace(GLIDE, reps=10), REST),
        GOOD,
        f"{IN_A_ROW} Glide with 12 reps in place of 10.",
    ),
    Offer("PR8", (TILT,), (good(3), check(ago(2.5), "yellow", "heaviness"), good(2), good(1)), ""),
]


@pytest.mark.parametrize("row", OFFERS, ids=[row.rule for row in OFFERS])
def test_answer_to_what_happened(row: Offer) -> None:
    """Each rule of D1, D3 and D4 says its sentence before the next session, or is silent."""
    found = suggest(
        Situation(
            exercises=row.exercises,
            entries=in_order(row.entries),
            now=NOW,
            rules=RESPONSE_RULES,
            flare="flare",
            allowed=OTHERS.get,
            stage_began=row.profile.stage_began,
        )
    )
    assert (found.text if found else "") == row.says
    assert found is None or found.source


class Bad(NamedTuple):
    """A rule of a bad day, the score before the session, what went before, and the sentence."""

    rule: str
    score: int
    entries: tuple[Entry, ...]
    says: str


EASY = "There is an easy session of a few minutes for such a day. It counts in full."
WEEK = tuple(pain(days, 2) for days in (1, 2, 3, 4))
FLARE = (*(pain(days, 3) for days in (10, 9, 8, 7)), session(4, 7, routine="flare"))
"""Today is day 5 of a flare-up that began at 7, after a week at 3."""


def later(days: int) -> tuple[Entry, ...]:
    """The same flare-up, so many days older or younger."""
    return tuple(
        {**one, "at": (NOW - timedelta(days=day + days)).isoformat()}
        for one, day in zip(FLARE, (10, 9, 8, 7, 4), strict=True)
    )


BAD_DAYS = [
    Bad("PM6", 6, (), f"Your pain is 6 now, above 5. {EASY}"),
    Bad("D5 risen by 2", 4, WEEK, f"Your pain is 4 now; in the week before it was mostly 2. {EASY}"),
    Bad("D5 fewer than 4 entries", 4, WEEK[:3], ""),
    Bad(
        "D5 above 5 for 2 days",
        6,
        (*(pain(days, 2) for days in (2, 3, 4, 5)), pain(1, 6)),
        f"Your pain was above 5 on 2 days running; it is 6 now. {EASY}",
    ),
    Bad("D5 day 2", 4, later(-3), f"This is day 2 of your flare-up. {EASY}"),
    Bad(
        "D5 day 3, settling",
        4,
        later(-2),
        "This is day 3 of your flare-up, and it settles: 75 of 100 of the reps today, all of them in a few days.",
    ),
    Bad("D5 day 5, settling", 4, FLARE, ""),
    Bad("D5 day 5, 2 below the first day", 5, FLARE, ""),
    Bad(
        "D5 day 5, not settling",
        5,
        (*FLARE[:-1], session(4, 6, routine="flare")),
        f"This is day 5 of your flare-up, and your pain of 5 has not settled yet. {EASY}",
    ),
    Bad("D5 no other one within 7 days", 5, later(3), ""),
]


@pytest.mark.parametrize("row", BAD_DAYS, ids=[row.rule for row in BAD_DAYS])
def test_answer_to_a_bad_day(row: Bad) -> None:
    """Each trigger and each day of a flare-up has its sentence (PM6, D5)."""
    found = easy_day(row.score, in_order(row.entries), NOW, RESPONSE_RULES, "flare")
    assert (found.reason.text if found else "") == row.says


def easy(days: float) -> Entry:
    """The easy session of so many days ago."""
    return session(days, 6, routine="flare")


FLARE_WORDS = [
    ("D5 third in 30 days", (easy(29), easy(15), easy(3)), "You had 3 flare-ups in 30 days."),
    ("D5 not settled by day 7", (easy(6), pain(0, 6)), "Your flare-up has not settled in 7 days."),
]


@pytest.mark.parametrize(("rule", "entries", "says"), FLARE_WORDS, ids=[row[0] for row in FLARE_WORDS])
def test_flare_up_that_is_for_a_clinician(rule: str, entries: tuple[Entry, ...], says: str) -> None:
    """The third flare-up in a month, and one that does not settle, lead to a word (D5)."""
    (found,) = flare_referrals(in_order(entries), NOW, "flare", RESPONSE_RULES)
    assert rule.startswith(found.rule)
    assert found.text.startswith(says)


LEG = "figure-4-supine"
NAME = EXERCISES[LEG].name_in_sentence
CHAIR = f"{EXERCISES['figure-4-seated'].name_in_sentence} takes its place."
OUT = (
    f"{NAME} sent pain down the leg 2 times in 14 days, and stays out until you put it back with "
    f"`coach exercises back {LEG}` (ask a physiotherapist first):"
)
KNEE = EXERCISES["single-knee-to-chest"].name_in_sentence
EASIER_WAY = (
    f"{KNEE} bends you forwards, which sent pain down the leg within 14 days, and bending backwards did not: "
    f"{EXERCISES['back-bend-standing'].name_in_sentence} takes its place."
)
PLANNED = [
    (
        "CE4",
        (hurt(5, "childs-pose"), session(4, 3, 3, exercises=[record("back-bend-standing")])),
        EASIER_WAY,
    ),
    ("CE3 rests", (hurt(1, LEG),), f"{NAME} sent pain down the leg, and rests for 48 hours: {CHAIR}"),
    ("CE3 after 48 hours", (hurt(2.1, LEG),), ""),
    (
        "CE3 twice in 14 days, long ago",
        (hurt(300, LEG), hurt(290, LEG)),
        f"{OUT} {CHAIR}",
    ),
    ("CE3 put back", (hurt(300, LEG), hurt(290, LEG), back_entry(LEG, entry_id="b", at=ago(9))), ""),
]


@pytest.mark.parametrize(("rule", "entries", "says"), PLANNED, ids=[row[0] for row in PLANNED])
def test_answer_in_the_plan(rule: str, entries: tuple[Entry, ...], says: str) -> None:
    """What went down the leg rests, and after the second time stays out until it is put back (CE3)."""
    reasons = planned("gentle-start", inputs(None, *entries)).reasons
    assert "".join(one.text for one in reasons if rule.startswith(one.rule)) == says


def test_little_is_left() -> None:
    """CE3: where nearly everything stays out, breathing is the first that is added, and the plan is never empty."""
    everything = tuple(hurt(1, name) for name in EXERCISES if name not in ("breathing-360", "walk-brief"))
    plan = planned("gentle-start", inputs(None, *everything))
    assert "breathing-360" in [one.id for one in plan.exercises]


def test_place_outranks_the_score() -> None:
    """CE1, CE2, PM4: places are ordered from the back to the foot; up is good even where the score rises a little."""
    assert tuple(Furthest) == ("none", "back", "buttock", "thigh", "calf", "foot")
    up = placed("calf", "back", morning="yes")
    assert is_good({**up, "pain_after": {"score": 3, "leg": 1, "back": 3, "furthest": "back"}}, RESPONSE_RULES)


def test_first_dose() -> None:
    """PR1: what is moved begins with at most ten reps, but for what is tiny: pumps of the ankle, and the like."""
    small = {"ankle-pump"}
    assert [
        one.id
        for one in EXERCISES.values()
        if one.reps > 10
        and one.category in (Category.STRENGTH, Category.MOBILITY, Category.CORE)
        and one.id not in small
    ] == []


def test_time_is_no_reason_for_more() -> None:
    """PR7: from one week of pregnancy to the next a plan is made easier or stays, and no dose grows by itself."""
    doses: dict[str, tuple[int, int]] = {}
    for week in range(1, 43):
        person = Profile(stage=StageKind.PREGNANCY, due=TODAY + timedelta(days=280 - 7 * week))
        for one in planned_base(inputs(person)).exercises:
            assert doses.setdefault(one.id, (one.sets, one.reps)) >= (one.sets, one.reps), (week, one.id)


def test_two_sides_may_have_two_doses() -> None:
    """The side that hurt has half the reps, and the other one all of them (PR5)."""
    records = [record("tilt", outcome="stopped-for-pain", side="left", hurt="here")]
    both = replace(TILT, sides=Sides.EACH)
    given = Situation(exercises=(both,), entries=[session(1, 3, 3, exercises=records)], now=NOW, rules=RESPONSE_RULES)
    found = suggest(given)
    assert found
    assert found.text == "Tilt hurt on the left side last time: 5 reps in place of 10 on the left side."


# D2: whether a change is real


def scores(days: range, score: int) -> tuple[Entry, ...]:
    """The same score on some days."""
    return tuple(pain(day, score) for day in days)


CHANGES = [
    ("TR1", 8, 6, "Down 2: a change that people usually notice."),
    ("TR1 up", 4, 6, "Up 2: a change that people usually notice."),
    ("TR1 down 1", 6, 5, "A smaller change than people usually notice."),
    ("TR2 a third of 3", 3, 2, "Down 1: a change that people usually notice."),
    ("TR2 a fifth of 5", 5, 4, "A smaller change than people usually notice."),
    ("TR6 no cause is named", 9, 2, "Down 7: a change that people usually notice."),
]


@pytest.mark.parametrize(("rule", "before", "after", "says"), CHANGES, ids=[row[0] for row in CHANGES])
def test_change_that_people_notice(rule: str, before: int, after: int, says: str) -> None:
    """Two points, or 30 % of what it was and one point at least: medians of weeks, and no cause is named."""
    entries = in_order((*scores(range(7, 14), before), *scores(range(7), after)))
    assert pain_change(weeks_of(entries, TODAY - timedelta(days=13), TODAY, RESPONSE_RULES), RESPONSE_RULES) == says, (
        rule
    )


def test_medians_of_a_week() -> None:
    """TR5: the median of seven days, of the highest entry of each; fewer than four entries say nothing."""
    by_day = {TODAY - timedelta(days=day): score for day, score in enumerate((2, 9, 3, 3))}
    assert week_median(by_day, TODAY, RESPONSE_RULES) == 3
    del by_day[TODAY]
    assert week_median(by_day, TODAY, RESPONSE_RULES) is None


RULES = [
    "PM1",
    "PM2",
    "PM3",
    "PM4",
    "PM5",
    "PM6",
    "PM7",
    "TR1",
    "TR2",
    "TR3",
    "TR4",
    "TR5",
    "TR6",
    "CE1",
    "CE2",
    "CE3",
    "CE4",
    "PR1",
    "PR2",
    "PR3",
    "PR4",
    "PR5",
    "PR5b",
    "PR5c",
    "PR6",
    "PR7",
    "PR8",
    "D5",
]
ELSEWHERE = {
    "PM3": "C2-14 of test_clinical_rules.py: a week that is worse is told; test_response.py: nothing grows in it",
    "TR3": "left out: TR1 and TR2 decide, and the first is within its bounds",
    "TR4": "left out: the program never says that somebody has recovered",
}
"""Rules that have no row here, and where they are answered or why they are left out."""


def test_every_rule_has_its_row() -> None:
    """No rule of sections D1 to D5 is without a row, a test of its own, or a word on why not."""
    rows = [*OFFERS, *BAD_DAYS, *FLARE_WORDS, *PLANNED, *CHANGES]
    named = {str(row[0]).split()[0] for row in rows} | set(ELSEWHERE)
    docs = " ".join(test.__doc__ or "" for name, test in globals().items() if name.startswith("test_"))
    assert [rule for rule in RULES if rule not in named and f"{rule}:" not in docs and f"{rule}," not in docs] == []
