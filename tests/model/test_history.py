"""What `coach history` answers, computed by hand."""

from datetime import date, timedelta

import pytest
from tests.programme import NOW, RESPONSE_RULES, ago, entry, pain, record, session

from sciatica_coach.model.daily import Attendance, DayMark
from sciatica_coach.model.entry import Entry, instant
from sciatica_coach.model.history import AfterSessions, History, OwnActivity, Span, history
from sciatica_coach.model.long_time import Period
from sciatica_coach.model.score_change import Direction
from sciatica_coach.model.when import day_of

TODAY = day_of(NOW)


def told(*entries: Entry, days: int = 30, began: int = 100, exercise: str = "", begins: int = 4) -> History:
    """What so many days up to today say, in a diary that began so many days ago."""
    span = Span(
        since=TODAY - timedelta(days=days - 1),
        until=TODAY,
        diary_began=TODAY - timedelta(days=began),
        begins=begins,
    )
    return history(sorted(entries, key=lambda one: instant(one["at"])), span, RESPONSE_RULES, exercise)


def week(score: int, last: int) -> list[Entry]:
    """The same score on four of the seven days that end so many days ago."""
    return [pain(last + back, score) for back in range(4)]


def test_change_over_four_weeks() -> None:
    """Medians of 6 in the first week and 4 in the last: down 2 over 4 weeks, whatever lies between."""
    found = told(*week(6, 21), *week(9, 7), *week(4, 0)).change
    assert found
    assert (found.change.before, found.change.after, found.weeks) == (6, 4, 4)
    assert (found.change.direction, found.first) == (Direction.DOWN, TODAY - timedelta(days=27))


def test_no_change_is_told_without_a_score_of_this_week() -> None:
    """Last week is not now: with three scores in the last seven days there is no answer."""
    found = told(*week(6, 21), *week(4, 7), *week(4, 0)[:3])
    assert (found.change, found.recent_days_with_scores, found.days_needed) == (None, 3, 4)


def test_change_needs_two_weeks() -> None:
    """A single week is compared with nothing, and has a band all the same."""
    found = told(*week(6, 0))
    assert found.change is None
    assert found.band
    assert found.band[0] == pytest.approx(4.2)
    assert found.band[1] == 8


def test_change_is_told_of_28_days_where_fewer_are_shown() -> None:
    """With `--days 7` the pictures have seven days, and the sentence still compares with the weeks before."""
    found = told(*week(6, 21), *week(4, 0), days=7)
    assert found.change
    assert (found.change.weeks, len(found.scores), found.first) == (4, 4, TODAY - timedelta(days=6))


def test_band_stays_within_the_scale() -> None:
    """Nothing is lower than 0 or higher than 10; 0 itself is noticed after 1, and not after a half."""
    assert told(*week(0, 0)).band == (None, 2)
    assert told(*week(1, 0)).band == (0, 3)
    assert told(*week(9, 0)).band == (7, None)
    assert told(pain(3, 0), pain(2, 0), pain(1, 1), pain(0, 1)).band == (None, 2.5)


def test_exactly_two_is_a_change() -> None:
    """At the ends of the band a change is one that people notice: 5 to 7 is, and so is 5 to 3.5 (TR1, TR2)."""
    up, down = told(*week(5, 7), *week(7, 0)), told(*week(5, 7), *[pain(back, 3 + back % 2) for back in range(4)])
    assert up.band == down.band == (3.5, 7)
    assert [found.change and found.change.change.direction for found in (up, down)] == [Direction.UP, Direction.DOWN]


def test_half_a_year_is_told_by_weeks_alone() -> None:
    """Of 181 days there are no months; of 182 there are, each with at least four scores."""
    scores = [pain(back, back % 10) for back in range(0, 182, 2)]
    assert told(*scores, days=181, began=400).periods == ()
    assert [one.month for one in told(*scores, days=182, began=400).periods] == [6, 7, 8, 9, 10, 11]


def test_months_of_a_long_time() -> None:
    """By hand: 2, 2, 4, 9 in September have the median 3; three scores of October have none; 5 each day in November."""
    september = [pain((TODAY - date(2026, 9, day)).days, score) for day, score in ((1, 2), (8, 9), (15, 4), (22, 2))]
    october = [pain((TODAY - date(2026, 10, day)).days, 8) for day in (1, 2, 3)]
    found = told(*september, *october, *[pain(back, 5) for back in range(5)], days=200, began=200)
    assert found.periods == (Period(year=2026, month=9, pain=3), Period(year=2026, month=11, pain=5))


def test_years_of_a_very_long_time() -> None:
    """From two years on it is told by years: 6 through 2023, half 2 and half 4 in 2024."""
    scores = [pain((TODAY - date(2023, month, 1)).days, 6) for month in range(1, 13)]
    scores += [pain((TODAY - date(2024, month, 1)).days, 2 if month % 2 else 4) for month in range(1, 13)]
    found = told(*scores, days=1500, began=1500)
    assert found.periods == (Period(year=2023, month=None, pain=6), Period(year=2024, month=None, pain=3))


def test_attendance_of_7_and_28_days() -> None:
    """Sessions 1, 2 and 9 days ago, one day excused: 2 of 5 in 7 days, 3 of 26 in 28; today is not over."""
    found = told(session(1), session(2, outcome="stopped"), session(9), entry("excused", ago(4)))
    assert found.attendance == (Attendance(days=7, done=2, planned=5), Attendance(days=28, done=3, planned=26))


def test_nothing_is_planned_before_the_diary_began() -> None:
    """In a diary of three days there are two days to count, both times."""
    assert told(session(1), began=2).attendance == (Attendance(days=3, done=1, planned=2),) * 2


def test_days_of_few_entries_begin_with_the_diary() -> None:
    """Of 30 days in a diary of three, three are shown."""
    assert told(pain(1, 4), began=2).first == TODAY - timedelta(days=2)


def test_scores_before_and_after_sessions() -> None:
    """5→3, 4→4, 4→5, 6→3, 3→3: medians 4 and 3; lower 2, same 2, higher 1; one without a score after is passed over."""
    pairs = ((5, 3), (4, 4), (4, 5), (6, 3), (3, 3))
    rows = [session(day + 1, before, after) for day, (before, after) in enumerate(pairs)]
    found = told(*rows, session(9, 8)).after_sessions
    assert found == AfterSessions(before=4.0, after=3.0, lower=2, same=2, higher=1)
    assert found.sessions == 5


def test_four_sessions_say_nothing_yet() -> None:
    """Below the number of `response.yaml` neither sessions nor exercises are told of."""
    found = told(*(session(day, 5, 3, exercises=[record("clam")]) for day in range(1, 5)))
    assert (found.after_sessions, found.reactions) == (None, ())


def test_exercises_in_the_order_of_what_followed() -> None:
    """Lower in five of five comes before lower in three of five; one that was skipped is not there."""
    skipped = record("cat-camel", outcome="skipped")
    rows = [session(day, 4, 3, exercises=[record("bridge"), record("clam"), skipped]) for day in (1, 2, 3)]
    rows += [session(day, 4, 4, exercises=[record("bridge"), skipped]) for day in (4, 5)]
    rows += [session(day, 4, 3, exercises=[record("clam")]) for day in (7, 8)]
    found = told(*rows)
    assert [(one.exercise, one.lower, one.same, one.higher) for one in found.reactions] == [
        ("clam", 5, 0, 0),
        ("bridge", 3, 2, 0),
    ]


def test_one_exercise_alone() -> None:
    """With an exercise its sessions alone are marked and counted; pain stays for comparison."""
    found = told(
        session(1, exercises=[record("clam")]), session(2, exercises=[record("bridge")]), pain(2, 4), exercise="clam"
    )
    assert found.marks == {TODAY - timedelta(days=1): DayMark.DONE}
    assert len(found.scores) == 1
    assert found.attendance[0].done == 2


def test_own_activities_first_and_last() -> None:
    """3 to 6 is a change that people notice (3), 4 to 6 is not; one without a score is not told."""
    first = [{"name": "walk far", "score": 3}, {"name": "sit", "score": 4}, {"name": "sleep", "score": None}]
    last = [{"name": "walk far", "score": 6}, {"name": "sit", "score": 6}, "garbage"]
    found = told(entry("measure", ago(20), activities=first), entry("measure", ago(6), activities=last))
    assert found.own_activities == (
        OwnActivity(name="walk far", first=3, last=6, times=2, is_noticed=True),
        OwnActivity(name="sit", first=4, last=6, times=2, is_noticed=False),
    )


def test_what_was_noted_stands_together() -> None:
    """Medication and activities by their words, whatever the case of their letters; minutes are summed."""
    found = told(
        entry("medication", ago(3), medication="Ibuprofen"),
        entry("medication", ago(2), medication="ibuprofen"),
        entry("medication", ago(1), medication=7),
        entry("activity", ago(3), activity="walk", minutes=20),
        entry("activity", ago(1), activity="walk", minutes=25),
        entry("activity", ago(1), activity="swim", minutes="long"),
    )
    assert [(one.name, len(one.moments)) for one in found.medication] == [("ibuprofen", 2), ("7", 1)]
    assert [(one.name, one.minutes) for one in found.activities] == [("walk", 45), ("swim", 0)]


def test_day_begins_when_the_profile_says() -> None:
    """A score at half past four belongs to the evening before for somebody whose day begins at five."""
    at = f"{TODAY}T04:30:00+00:00"
    assert list(told(entry("pain", at, score=4)).scores) == [TODAY]
    assert list(told(entry("pain", at, score=4), begins=5).scores) == [TODAY - timedelta(days=1)]


def test_entries_to_come_do_not_count() -> None:
    """What a clock that was wrong has put into the years to come is passed over."""
    found = told(
        pain(1, 4), entry("pain", "9999-12-31T23:00:00+00:00", score=9), entry("excused", "2999-01-01T00:00:00Z")
    )
    assert (list(found.scores.values()), found.marks) == ([4], {})


def test_first_day_of_the_calendar() -> None:
    """An entry of the year 1 is shown without a fault."""
    span = Span(since=None, until=TODAY, diary_began=date.min)
    found = history([entry("pain", "0001-01-01T00:00:00+00:00", score=3)], span, RESPONSE_RULES)
    assert found.first == date.min
