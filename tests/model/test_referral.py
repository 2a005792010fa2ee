"""When a clinician could help: each counter of section D6 at its boundary, computed by hand."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.programme import NOW, RESPONSE_RULES, ago, check, entry, journals, pain, record, session

from sciatica_coach.model.condition import Condition
from sciatica_coach.model.daily import week_median
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.referral import (
    Referral,
    adherence,
    daily_scores,
    mentions,
    progress_question,
    referrals,
)
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth, Stage
from sciatica_coach.model.when import day_of

GENERAL = Stage()
TODAY = day_of(NOW)


def after_birth(week: int) -> Stage:
    """A stage after birth."""
    return Stage(kind=StageKind.POSTPARTUM, week=week, birth=Birth.VAGINAL)


def found(*entries: Entry, stage: Stage = GENERAL) -> list[Referral]:
    """What is said now."""
    return referrals(sorted(entries, key=lambda one: str(one["at"])), NOW, stage, RESPONSE_RULES)


def rules_of(*entries: Entry, stage: Stage = GENERAL) -> list[str]:
    """The rules of what is said now."""
    return [referral.rule for referral in found(*entries, stage=stage)]


def scores(days: Iterable[float], score: int, **more: object) -> tuple[Entry, ...]:
    """The same score on some days."""
    return tuple(pain(day, score, **more) for day in days)


THIS_WEEK, LAST_WEEK = range(7), range(7, 14)
FOUR_WEEKS_AGO, SIX_WEEKS_AGO = range(22, 29), range(36, 43)
"""The seven days that begin 28, and 42, days ago."""

# CL1: no change that people notice


def sessions_on(count: int, **more: object) -> tuple[Entry, ...]:
    """A session on each of the days from yesterday back."""
    return tuple(session(day, **more) for day in range(1, count + 1))  # type: ignore[arg-type]


NO_CHANGE: dict[str, tuple[tuple[Entry, ...], str]] = {
    "5 then and now, with half of the sessions": (
        (*scores(FOUR_WEEKS_AGO, 5), *scores(THIS_WEEK, 5), *sessions_on(14)),
        "4 weeks",
    ),
    "with fewer sessions than that": ((*scores(FOUR_WEEKS_AGO, 5), *scores(THIS_WEEK, 5), *sessions_on(13)), ""),
    "days withheld are taken out: 13 of 26": (
        (
            *scores(FOUR_WEEKS_AGO, 5),
            *scores(THIS_WEEK, 5),
            *sessions_on(13),
            session(20, outcome="withheld"),
            session(21, outcome="withheld"),
        ),
        "4 weeks",
    ),
    "excused days are taken out too": (
        (
            *scores(FOUR_WEEKS_AGO, 5),
            *scores(THIS_WEEK, 5),
            *sessions_on(13),
            entry("excused", ago(20)),
            entry("excused", ago(21)),
        ),
        "4 weeks",
    ),
    "after six weeks, whatever was done": ((*scores(SIX_WEEKS_AGO, 5), *scores(THIS_WEEK, 5)), "6 weeks"),
    "worse after six weeks": ((*scores(SIX_WEEKS_AGO, 5), *scores(THIS_WEEK, 6)), "6 weeks"),
    "down by one of five": ((*scores(SIX_WEEKS_AGO, 5), *scores(THIS_WEEK, 4)), "6 weeks"),
    "down by two": ((*scores(SIX_WEEKS_AGO, 5), *scores(THIS_WEEK, 3)), ""),
    "down by one of three, which is a third": ((*scores(SIX_WEEKS_AGO, 3), *scores(THIS_WEEK, 2)), ""),
    "two then and now": ((*scores(SIX_WEEKS_AGO, 2), *scores(THIS_WEEK, 2)), "6 weeks"),
    "under two": ((*scores(SIX_WEEKS_AGO, 1), *scores(THIS_WEEK, 1)), ""),
    "three entries this week are too few": ((*scores(SIX_WEEKS_AGO, 5), *scores(range(3), 5)), ""),
    "four are enough": ((*scores(SIX_WEEKS_AGO, 5), *scores(range(4), 5)), "6 weeks"),
    "three entries then are too few": ((*scores(range(36, 39), 5), *scores(THIS_WEEK, 5)), ""),
    "the median counts, and not one bad day": (
        (*scores(SIX_WEEKS_AGO, 5), *scores(range(1, 5), 3), pain(0, 9), pain(5, 9)),
        "",
    ),
}


@pytest.mark.parametrize(("entries", "weeks"), NO_CHANGE.values(), ids=NO_CHANGE.keys())
def test_no_change(entries: tuple[Entry, ...], weeks: str) -> None:
    """After 4 weeks with half of the sessions, or 6 whatever was done: no fall by 2, or by 30 % and 1 (CL1)."""
    texts = [referral.text for referral in found(*entries) if referral.rule == "CL1"]
    sentence = (
        f"Your scores have not gone down much in {weeks}. That happens; a clinician can look at what else may help."
    )
    assert texts == ([sentence] if weeks else [])


# CL1 with too few scores: a question in place of a claim

FEW = scores((43, 30, 20, 3), 5)
ASKED: dict[str, tuple[tuple[Entry, ...], int | None]] = {
    "a diary of three weeks": (scores((21, 3), 5), None),
    "a diary of four weeks, one score in each": (scores((28, 3), 5), 4),
    "a diary of six weeks": (FEW, 6),
    "enough scores to compare": ((*scores(SIX_WEEKS_AGO, 5), *scores(THIS_WEEK, 5)), None),
    "enough then, too few now": ((*scores(SIX_WEEKS_AGO, 5), *scores(range(3), 5)), 6),
    "seen by a clinician three weeks ago": ((*FEW, entry("measure", ago(21), reviewed=True)), None),
    "seen five weeks ago": ((*FEW, entry("measure", ago(35), reviewed=True)), 4),
    "an empty diary": ((), None),
    "nothing but a check": ((check(ago(50)),), None),
}


@pytest.mark.parametrize(("entries", "weeks"), ASKED.values(), ids=ASKED.keys())
def test_question_where_too_few_scores_can_tell(entries: tuple[Entry, ...], weeks: int | None) -> None:
    """After 4, and after 6 weeks, since the beginning or the last review, the user is asked what scores cannot tell."""
    ordered = sorted(entries, key=lambda one: str(one["at"]))
    assert progress_question(ordered, NOW, RESPONSE_RULES) == weeks


def answer(compared: object, weeks: object = 6, days: float = 0.0) -> Entry:
    """The answer to "better, the same or worse than then?"."""
    return entry("measure", ago(days), compared=compared, compared_weeks=weeks)


TOLD: dict[str, tuple[tuple[Entry, ...], str]] = {
    "the same as 6 weeks ago": ((*FEW, answer("same")), "about the same as 6 weeks ago"),
    "worse": ((*FEW, answer("worse")), "worse than 6 weeks ago"),
    "better": ((*FEW, answer("better")), ""),
    "skipped": ((*FEW, answer(None)), ""),
    "two weeks ago": ((*FEW, answer("same", days=14)), ""),
    "the same as 4 weeks ago, with few sessions": ((*FEW, answer("same", 4)), ""),
    "the same as 4 weeks ago, with half of the sessions": (
        (*FEW, *sessions_on(14), answer("same", 4)),
        "about the same as 4 weeks ago",
    ),
    "a garbled answer": ((*FEW, answer(["same"], "six")), ""),
}


@pytest.mark.parametrize(("entries", "what"), TOLD.values(), ids=TOLD.keys())
def test_answer_in_place_of_scores(entries: tuple[Entry, ...], what: str) -> None:
    """The answer lets the rule speak, by the same weeks and the same share of sessions as scores would (CL1)."""
    texts = [referral.text for referral in found(*entries) if referral.rule == "CL1"]
    sentence = f"You said that it is {what}. That happens; a clinician can look at what else may help."
    assert texts == ([sentence] if what else [])


def test_weeks_count_from_the_last_review() -> None:
    """After a clinician was seen, four weeks go by before the rule speaks again (CL1)."""
    entries = (*scores(SIX_WEEKS_AGO, 5), *scores(THIS_WEEK, 5))
    assert rules_of(*entries, entry("measure", ago(20), reviewed=True)) == []
    assert rules_of(*entries, entry("measure", ago(43), reviewed=True)) == ["CL1"]


# CL3: numbness, tingling, weakness

WEEK = "book a visit within days. New or growing weakness should be seen today."
NUMB = pain(8, 3, feels=["tingling"])
WEAK = pain(8, 3, feels=["Weak foot"])
LASTING: dict[str, tuple[tuple[Entry, ...], Stage, str, str]] = {
    "7 days and an hour": ((pain(7.05, 3, feels=["tingling"]),), GENERAL, "numbness or tingling for more than 7", ""),
    "7 days": ((pain(7, 3, feels=["tingling"]),), GENERAL, "", ""),
    "numb": ((pain(8, 3, feels=["numbness"]),), GENERAL, "numbness or tingling for more than 7", ""),
    "pins and needles": ((pain(8, 3, feels=["pins and needles"]),), GENERAL, "numbness or tingling for more", ""),
    "weak": ((WEAK,), GENERAL, "weakness in the leg for more than 7 days", "weak-for-days"),
    "weak and numb": ((WEAK, NUMB), GENERAL, "weakness in the leg for more than 7 days", "weak-for-days"),
    "weak for 3 days, numb for 8": ((NUMB, pain(3, 3, feels=["weak"])), GENERAL, "numbness or tingling for more", ""),
    "an ache": ((pain(8, 3, feels=["aching"]),), GENERAL, "", ""),
    "gone since": ((NUMB, entry("measure", ago(2), numbness_change="gone")), GENERAL, "", ""),
    "another word since": ((NUMB, pain(2, 3, feels=["aching"])), GENERAL, "numbness or tingling for more than 7", ""),
    "looked at": ((WEAK, entry("measure", ago(2), weakness_change="same", examined=True)), GENERAL, "", ""),
    "by the weekly score": ((entry("measure", ago(8), weakness=2),), GENERAL, "weakness in the leg", "weak-for-days"),
    "told 13 days ago": ((pain(30, 3, feels=["numb"]), check(ago(13), "yellow", "CL3")), GENERAL, "", ""),
    "told 14 days ago, and still not looked at": (
        (pain(30, 3, feels=["numb"]), check(ago(14), "yellow", "CL3")),
        GENERAL,
        "numbness or tingling in the leg for more than 7 days. Nobody has looked at it, as far as you noted",
        "numb-for-days",
    ),
    "weakness that got worse": (
        (pain(3, 3, feels=["weak"]), entry("measure", ago(0), weakness_change="worse")),
        GENERAL,
        "the weakness in your leg got worse",
        "leg-weakness",
    ),
    "numbness that got worse": (
        (pain(3, 3, feels=["numb"]), entry("measure", ago(0), numbness_change="worse")),
        GENERAL,
        "the numbness or tingling in your leg got worse",
        "numb-worse",
    ),
    "6 days, 5 weeks after birth": (
        (pain(6, 3, feels=["numb"]),),
        after_birth(5),
        "numbness or tingling in the leg for more than 5 days",
        "numb-since-birth",
    ),
    "5 days, 5 weeks after birth": ((pain(5, 3, feels=["numb"]),), after_birth(5), "", ""),
    "6 days, 6 weeks after birth": ((pain(6, 3, feels=["numb"]),), after_birth(6), "", ""),
    "6 days in pregnancy": ((pain(6, 3, feels=["numb"]),), Stage(kind=StageKind.PREGNANCY, week=5), "", ""),
}


@pytest.mark.parametrize(("entries", "stage", "words", "sign"), LASTING.values(), ids=LASTING.keys())
def test_numbness_tingling_or_weakness(entries: tuple[Entry, ...], stage: Stage, words: str, sign: str) -> None:
    """Numbness over a week: book; weakness over a week, and what got worse: today (CL3, C2 rows 9 and 13, C4, F04)."""
    said = found(*entries, stage=stage)
    assert [(words in referral.text, referral.sign) for referral in said] == ([(True, sign)] if words else [])
    assert all(referral.sign or referral.text.endswith(WEEK) for referral in said)


# CL4: high scores

HIGH: dict[str, tuple[tuple[Entry, ...], bool]] = {
    "7 on three days": (scores(range(3), 7), True),
    "before today's score is there": (scores(range(1, 4), 7), True),
    "two days": (scores(range(2), 7), False),
    "two days before today": (scores(range(1, 3), 9), False),
    "not on the day between": (scores((0, 2, 3), 7), False),
    "6 on one of them": ((pain(2, 7), pain(1, 6), pain(0, 7)), False),
    "lower today": ((*scores(range(1, 4), 8), pain(0, 3)), True),
    "two days, lower, one day": ((*scores((1, 3, 4), 8), *scores((0, 2), 3)), False),
    "the highest of a day counts": ((*scores(range(3), 7), pain(1.1, 2)), True),
    "scores before sessions count": (tuple(session(day, 8) for day in range(1, 4)), True),
    "above 5 before each session": (tuple(session(day, 6) for day in range(1, 4)), True),
    "5 before one of them": ((session(3, 6), session(2, 5), session(1, 6)), False),
    "above 5 in pain entries alone": (scores(range(1, 4), 6), False),
    "some days ago": (scores(range(6, 9), 9), True),
    "over a week ago": (scores(range(7, 12), 9), False),
}


@pytest.mark.parametrize(("entries", "said"), HIGH.values(), ids=HIGH.keys())
def test_high_scores(entries: tuple[Entry, ...], *, said: bool) -> None:
    """7 or more on 3 days running that ended within the week; or above 5 before the sessions (CL4, PM6)."""
    assert ("CL4" in rules_of(*entries)) == said


def test_sentence_of_high_scores() -> None:
    """It says what was counted, and how soon."""
    (referral,) = found(*scores(range(3), 8))
    assert referral.text == (
        "Your score was 7 or more on 3 days running. A clinician can help: book a visit within days."
    )
    assert referral.source == ("default",)
    (before,) = found(*(session(day, 6) for day in range(3)))
    assert before.text == (
        "Your score before the session was above 5 on 3 days running. A clinician can help: book a visit within days."
    )


# C2, row 14: getting worse

WORSE: dict[str, tuple[tuple[Entry, ...], str]] = {
    "up by two": ((*scores(LAST_WEEK, 3), *scores(THIS_WEEK, 5)), "is higher"),
    "up by one": ((*scores(LAST_WEEK, 3), *scores(THIS_WEEK, 4)), ""),
    "four entries in each week": ((*scores(range(7, 11), 3), *scores(range(4), 5)), "is higher"),
    "three in the week before": ((*scores(range(7, 10), 3), *scores(THIS_WEEK, 5)), ""),
    "three this week": ((*scores(LAST_WEEK, 3), *scores(range(3), 5)), ""),
    "down": ((*scores(LAST_WEEK, 5), *scores(THIS_WEEK, 3)), ""),
    "thigh to calf": (
        (*scores(LAST_WEEK, 3, furthest="thigh"), *scores(THIS_WEEK, 3, furthest="calf")),
        "goes further down the leg",
    ),
    "calf to thigh": ((*scores(LAST_WEEK, 3, furthest="calf"), *scores(THIS_WEEK, 3, furthest="thigh")), ""),
    "once to the foot": (
        (
            *scores(LAST_WEEK, 3, furthest="thigh"),
            *scores(range(1, 7), 3, furthest="thigh"),
            pain(0, 3, furthest="foot"),
        ),
        "",
    ),
    "the place was named too seldom": (
        (*scores(LAST_WEEK, 3, furthest="thigh"), *scores(range(3), 3, furthest="foot")),
        "",
    ),
}


@pytest.mark.parametrize(("entries", "what"), WORSE.values(), ids=WORSE.keys())
def test_getting_worse(entries: tuple[Entry, ...], what: str) -> None:
    """The median of the week is up by 2, or further down the leg, with four entries in each week (C2 row 14)."""
    texts = [referral.text for referral in found(*entries) if referral.rule == "C2-14"]
    sentence = f"Your pain {what} than the week before. A clinician can help: book a visit within days."
    assert texts == ([sentence] if what else [])


# CE3 and the weekly answers


def spread(days: float, exercise: str = "bridge") -> Entry:
    """A session in which an exercise sent pain down the leg, on both sides."""
    return session(days, exercises=[record(exercise, side=side, hurt="down-the-leg") for side in ("left", "right")])


SPREADING: dict[str, tuple[tuple[Entry, ...], bool]] = {
    "twice": ((spread(10), spread(1)), True),
    "once on both sides": ((spread(1),), False),
    "twice, with different exercises": ((spread(10), spread(1, "clam")), False),
    "twice, longer apart": ((spread(14.1), spread(1)), False),
}


@pytest.mark.parametrize(("entries", "said"), SPREADING.values(), ids=SPREADING.keys())
def test_exercise_that_spreads_pain_twice(entries: tuple[Entry, ...], *, said: bool) -> None:
    """When one exercise sent pain down the leg in two sessions of 14 days, a physiotherapist is named (CE3)."""
    assert (rules_of(*entries) == ["CE3"]) == said


def test_exercise_that_spreads_pain_is_named() -> None:
    """By the word that puts it back with `coach exercises back`; of many only as much as fits a line."""
    (referral,) = found(spread(10), spread(1))
    assert referral.text.startswith("An exercise (bridge) sent pain down your leg more than once: it stays out. ")
    many = [spread(day, f"exercise-number-{name}") for day in (10, 1) for name in range(9)]
    (referral,) = found(*many)
    assert len(referral.text) < 170


WEEKLY: dict[str, tuple[tuple[Entry, ...], bool]] = {
    "pain stops the day": ((entry("measure", ago(1), stops_day=True),), True),
    "neither": ((entry("measure", ago(1), stops_day=False, broken_sleep=None),), False),
    "not any more": ((entry("measure", ago(6), stops_day=True), entry("measure", ago(1), stops_day=False)), False),
    "more than a week ago": ((entry("measure", ago(7.1), stops_day=True),), False),
}


@pytest.mark.parametrize(("entries", "said"), WEEKLY.values(), ids=WEEKLY.keys())
def test_weekly_answers(entries: tuple[Entry, ...], *, said: bool) -> None:
    """Pain that stops the day is a reason to see somebody (CL2)."""
    assert (rules_of(*entries) == ["CL2"]) == said


def test_broken_sleep() -> None:
    """So is pain that breaks the sleep of most nights (CL4)."""
    (referral,) = found(entry("measure", ago(1), broken_sleep=True))
    assert referral.rule == "CL4"
    assert referral.text == (
        "You noted that pain breaks your sleep on most nights. A clinician can help: book a visit within days."
    )


RUNNING: dict[str, tuple[tuple[Entry, ...], list[str]]] = {
    "moved less once": ((entry("measure", ago(1), moves_less=True),), [""]),
    "moved less two weeks running": (
        (entry("measure", ago(8), moves_less=True), entry("measure", ago(1), moves_less=True)),
        ["worse-two-weeks"],
    ),
    "not this week": ((entry("measure", ago(8), moves_less=True), entry("measure", ago(1), moves_less=False)), []),
    "not the week before": (
        (*(entry("measure", ago(days), moves_less=less) for days, less in ((15, True), (8, False), (1, True))),),
        [""],
    ),
    "not answered": ((entry("measure", ago(8), moves_less=True), entry("measure", ago(1), moves_less=None)), []),
    "higher, and higher again": (
        (*scores(range(14, 21), 1), *scores(LAST_WEEK, 3), *scores(THIS_WEEK, 5)),
        ["worse-two-weeks"],
    ),
    "moved less, then higher": (
        (entry("measure", ago(8), moves_less=True), *scores(LAST_WEEK, 3), *scores(THIS_WEEK, 5)),
        ["worse-two-weeks"],
    ),
    "held because of it already": (
        (
            *(entry("measure", ago(days), moves_less=True) for days in (8, 1)),
            check(ago(0.5), "amber", "worse-two-weeks"),
            check(ago(0.4), answer="told-fine"),
        ),
        [],
    ),
}


@pytest.mark.parametrize(("entries", "signs"), RUNNING.values(), ids=RUNNING.keys())
def test_worse_two_weeks_running(entries: tuple[Entry, ...], signs: list[str]) -> None:
    """Worse than the week before is a reason to book; two weeks running, to be seen today (C2 row 14)."""
    assert [referral.sign for referral in found(*entries) if referral.rule == "C2-14"] == signs


# CL5: the pelvic floor and the pelvic joints

PELVIC: dict[str, tuple[tuple[Entry, ...], tuple[Condition, ...], list[str]]] = {
    "nothing": ((), (), []),
    "a painful joint in the profile": ((), (Condition.PELVIC_JOINT,), ["CL5"]),
    "told before": ((check(ago(60), "yellow", "CL5"),), (Condition.PELVIC_JOINT,), []),
    "a sign whose card has said it": ((check(ago(2), "yellow", "heaviness"),), (), []),
}


@pytest.mark.parametrize(("entries", "conditions", "rules"), PELVIC.values(), ids=PELVIC.keys())
def test_pelvic_floor_and_joints(
    entries: tuple[Entry, ...], conditions: tuple[Condition, ...], rules: list[str]
) -> None:
    """A pelvic health physiotherapist is named once, by the card of a sign or by this sentence (CL5)."""
    said = referrals(list(entries), NOW, GENERAL, RESPONSE_RULES, conditions)
    assert [referral.rule for referral in said] == rules


def test_report_mentions_what_was_said_before() -> None:
    """What is worth telling a clinician stands in the report, also when the user has heard it already."""
    entries = [check(ago(2), "yellow", "heaviness"), check(ago(1), "yellow", "CL4"), *scores(range(2, -1, -1), 8)]
    assert [one.rule for one in mentions(entries, NOW, GENERAL, RESPONSE_RULES)] == ["CL4", "CL5"]


# AD2: sessions out of those planned

SHARES: dict[str, tuple[tuple[Entry, ...], float | None]] = {
    "every day": (tuple(session(day) for day in range(1, 8)), 1.0),
    "none": ((), 0.0),
    "three of seven": (tuple(session(day) for day in (1, 3, 5)), 3 / 7),
    "withheld on one": ((session(1), session(2, outcome="withheld")), 1 / 6),
    "all excused": (tuple(entry("excused", ago(day)) for day in range(1, 8)), None),
}


@pytest.mark.parametrize(("entries", "share"), SHARES.values(), ids=SHARES.keys())
def test_share_of_a_week(entries: tuple[Entry, ...], share: float | None) -> None:
    """Days with a session out of seven, without those withheld or excused; nothing planned is no share (AD2)."""
    assert adherence(list(entries), TODAY - timedelta(days=7), TODAY) == share


# Said once


@pytest.mark.parametrize(
    ("days", "rules"), [(0.01, []), (13.9, []), (14, ["CL4"]), (30, ["CL4"])], ids=["just now", "13.9", "14", "30"]
)
def test_said_once(days: float, rules: list[str]) -> None:
    """What was said is not said again for 14 days."""
    assert rules_of(*scores(range(3), 8), check(ago(days), "yellow", "CL4")) == rules


def test_another_reason_is_said_all_the_same() -> None:
    """Having heard of one thing keeps nothing else quiet."""
    entries = (*scores(range(3), 8, feels=["numb"]), pain(9, 8, feels=["numb"]))
    assert rules_of(*entries, check(ago(2), "yellow", "CL4")) == ["CL3"]


def test_nothing_to_say() -> None:
    """An empty journal, and a calm one, lead to no word."""
    assert rules_of() == []
    assert rules_of(*scores(range(28), 2), *sessions_on(28)) == ["CL1"]
    assert rules_of(*scores(range(28), 1), *sessions_on(28)) == []


def test_words_are_calm() -> None:
    """No reason to see somebody shouts, threatens, or names a cause."""
    entries = (*scores(SIX_WEEKS_AGO, 8, feels=["numb"]), *scores(LAST_WEEK, 5), *scores(THIS_WEEK, 8), spread(1))
    referred = found(*entries, spread(3), entry("measure", ago(1), stops_day=True))
    assert {one.rule for one in referred} == {"CL1", "CL2", "CL3", "CL4", "C2-14", "CE3"}
    for referral in referred:
        assert "!" not in referral.text
        assert not {"must", "danger", "damage", "because", "nerve"} & set(referral.text.lower().split())
        assert referral.source


# One score a day


def test_score_of_a_day() -> None:
    """The highest pain entry of a day; the first score before a session only where there is none (TR5)."""
    rows = [
        session(3, 9),
        pain(3, 4),
        pain(2.9, 6),
        session(2, 5),
        session(1.9, 8),
        pain(1, None),
        session(0.9, None),
        entry("pain", "2026-11-22T03:59:00+00:00", score=7),
    ]
    by_days_ago = {(TODAY - day).days: score for day, score in daily_scores(rows).items()}
    assert by_days_ago == {3: 6, 2: 5, 1: 7}


@pytest.mark.parametrize(
    ("values", "median"), [((1, 2, 3), None), ((1, 2, 3, 9), 2.5), ((5,) * 7, 5), ((0, 0, 0, 0, 9, 9, 9), 0)]
)
def test_median_of_a_week(values: tuple[int, ...], median: float | None) -> None:
    """The middle of the week's scores; nothing with fewer than four."""
    rows = daily_scores([pain(day, score) for day, score in enumerate(values)])
    assert week_median(rows, TODAY, RESPONSE_RULES) == median


@settings(deadline=None)
@given(journals(), st.sampled_from([GENERAL, after_birth(1), Stage(kind=StageKind.PREGNANCY, week=20)]))
def test_any_journal_can_be_counted(entries: list[Entry], stage: Stage) -> None:
    """Whatever stands in a journal, each reason comes once, with its source."""
    said = referrals(entries, NOW, stage, RESPONSE_RULES)
    assert len({referral.rule for referral in said}) == len(said)
    assert all(referral.source and referral.text.endswith(".") for referral in said)
