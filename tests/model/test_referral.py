"""When a clinician could help: each counter of section D6 at its boundary, computed by hand."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.programme import NOW, RESPONSE_RULES, ago, check, entry, journals, pain, record, session

from sciatica_coach.model.daily import week_median
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.referral import Referral, daily_scores, referrals
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


# CL3: numbness, tingling, weakness

TINGLING: dict[str, tuple[tuple[Entry, ...], Stage, str]] = {
    "7 days and an hour": ((pain(7.05, 3, feels=["tingling"]),), GENERAL, "7 days"),
    "7 days": ((pain(7, 3, feels=["tingling"]),), GENERAL, ""),
    "numb": ((pain(8, 3, feels=["numbness"]),), GENERAL, "7 days"),
    "weak": ((pain(8, 3, feels=["Weak foot"]),), GENERAL, "7 days"),
    "pins and needles": ((pain(8, 3, feels=["pins and needles"]),), GENERAL, "7 days"),
    "an ache": ((pain(8, 3, feels=["aching"]),), GENERAL, ""),
    "gone since": ((pain(8, 3, feels=["tingling"]), pain(2, 3, feels=["aching"])), GENERAL, ""),
    "nothing said since": ((pain(8, 3, feels=["tingling"]), pain(2, 3)), GENERAL, "7 days"),
    "gone, and back for 3 days": (
        (pain(20, 3, feels=["numb"]), pain(10, 3, feels=["aching"]), pain(3, 3, feels=["numb"])),
        GENERAL,
        "",
    ),
    "6 days, 5 weeks after birth": ((pain(6, 3, feels=["numb"]),), after_birth(5), "5 days"),
    "5 days, 5 weeks after birth": ((pain(5, 3, feels=["numb"]),), after_birth(5), ""),
    "6 days, 6 weeks after birth": ((pain(6, 3, feels=["numb"]),), after_birth(6), ""),
    "6 days in pregnancy": ((pain(6, 3, feels=["numb"]),), Stage(kind=StageKind.PREGNANCY, week=5), ""),
}


@pytest.mark.parametrize(("entries", "stage", "days"), TINGLING.values(), ids=TINGLING.keys())
def test_numbness_tingling_or_weakness(entries: tuple[Entry, ...], stage: Stage, days: str) -> None:
    """For more than 7 days, or 5 in the first 6 weeks after birth, since the first entry that names it (CL3)."""
    texts = [referral.text for referral in found(*entries, stage=stage)]
    sentence = (
        f"You noted numbness, tingling or weakness for more than {days}. If nobody has looked at it, "
        "book a visit within days. New or growing weakness should be seen today."
    )
    assert texts == ([sentence] if days else [])


# CL4: high scores

HIGH: dict[str, tuple[tuple[Entry, ...], bool]] = {
    "7 on three days": (scores(range(3), 7), True),
    "before today's score is there": (scores(range(1, 4), 7), True),
    "two days": (scores(range(2), 7), False),
    "two days before today": (scores(range(1, 3), 9), False),
    "not on the day between": (scores((0, 2, 3), 7), False),
    "6 on one of them": ((pain(2, 7), pain(1, 6), pain(0, 7)), False),
    "lower today": ((*scores(range(1, 4), 8), pain(0, 3)), False),
    "the highest of a day counts": ((*scores(range(3), 7), pain(1.1, 2)), True),
    "scores before sessions count": (tuple(session(day, 8) for day in range(1, 4)), True),
    "but not beside a pain entry": ((*(session(day, 8) for day in range(1, 4)), pain(2, 5)), False),
    "long ago": (scores(range(5, 9), 9), False),
}


@pytest.mark.parametrize(("entries", "said"), HIGH.values(), ids=HIGH.keys())
def test_high_scores(entries: tuple[Entry, ...], *, said: bool) -> None:
    """7 or more on 3 days running that end today, or yesterday while today has no score (CL4)."""
    assert ("CL4" in rules_of(*entries)) == said


def test_sentence_of_high_scores() -> None:
    """It says what was counted, and how soon."""
    (referral,) = found(*scores(range(3), 8))
    assert referral.text == (
        "Your score was 7 or more on 3 days running. A clinician can help: book a visit within days."
    )
    assert referral.source == ("default",)


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
    sentence = f"Your pain {what} than the week before. It is worth telling a clinician at the next visit."
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


WEEKLY: dict[str, tuple[tuple[Entry, ...], bool]] = {
    "pain stops the day": ((entry("measure", ago(1), stops_day=True),), True),
    "sleep is broken": ((entry("measure", ago(1), broken_sleep=True),), True),
    "neither": ((entry("measure", ago(1), stops_day=False, broken_sleep=None),), False),
    "not any more": ((entry("measure", ago(6), stops_day=True), entry("measure", ago(1), stops_day=False)), False),
    "more than a week ago": ((entry("measure", ago(7.1), stops_day=True),), False),
}


@pytest.mark.parametrize(("entries", "said"), WEEKLY.values(), ids=WEEKLY.keys())
def test_weekly_answers(entries: tuple[Entry, ...], *, said: bool) -> None:
    """Pain that stops the day, or breaks the sleep of most nights, is a reason to see somebody (CL2, CL4)."""
    assert (rules_of(*entries) == ["CL2"]) == said


MOVES_LESS: dict[str, tuple[tuple[bool | None, ...], bool]] = {
    "two weeks running": ((True, True), True),
    "once": ((True,), False),
    "not this week": ((True, False), False),
    "not the week before": ((True, False, True), False),
    "not answered": ((True, None), False),
}


@pytest.mark.parametrize(("answers", "said"), MOVES_LESS.values(), ids=MOVES_LESS.keys())
def test_moving_less_two_weeks_running(answers: tuple[bool | None, ...], *, said: bool) -> None:
    """Moving less than the week before, twice running, is a reason to see somebody (C2 row 14)."""
    weeks = range(7 * len(answers), 0, -7)
    entries = [entry("measure", ago(days - 6), moves_less=less) for days, less in zip(weeks, answers, strict=True)]
    assert (rules_of(*entries) == ["C2-14"]) == said


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
