"""What each day says, computed by hand: scores, places, marks, and days with a session of those planned."""

from datetime import date, timedelta

import pytest
from tests.programme import NOW, RESPONSE_RULES, ago, entry, pain, record, session

from sciatica_coach.model.daily import (
    Attendance,
    Dated,
    DayMark,
    attendance,
    dated,
    marks_of,
    places_of,
    scores_of,
    week_median,
    week_place,
)
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.when import day_of

TODAY = day_of(NOW)


def days(*entries: Entry) -> Dated:
    """These entries with their days, ordered by time."""
    return dated(sorted(entries, key=lambda one: str(one["at"])))


def before(back: int) -> date:
    """The day so many days ago."""
    return TODAY - timedelta(days=back)


@pytest.mark.parametrize(
    ("at", "begins", "day"),
    [
        ("2026-11-20T03:59:00+01:00", 4, 19),
        ("2026-11-20T04:00:00+01:00", 4, 20),
        ("2026-11-20T05:59:00+01:00", 6, 19),
        ("2026-11-20T00:00:00+01:00", 0, 20),
        ("2026-11-20T23:30:00-05:00", 4, 20),  # already the 21st in Berlin
        ("2026-11-20T02:30:00Z", 4, 19),
        ("2026-10-25T03:30:00+01:00", 4, 24),  # the hour that comes twice when summer time ends
    ],
)
def test_day_of_an_entry(at: str, begins: int, day: int) -> None:
    """An entry belongs to the day of the clock where it was written, which begins when the profile says."""
    ((found, _),) = dated([entry("pain", at)], begins)
    assert found.day == day


def test_one_score_a_day() -> None:
    """The highest entry of the day; the first score before a session where there is none; none from other types."""
    found = scores_of(
        days(
            pain(0, 3), pain(0.1, 6), session(1, 4, 9), session(0.9, 5), session(2, 7), pain(2.1, 2), entry("x", ago(3))
        )
    )
    assert found == {before(0): 6, before(1): 4, before(2): 2}


def test_furthest_of_a_day() -> None:
    """The lowest place of a day counts; unknown words do not."""
    found = places_of(days(pain(0, 1, furthest="back"), pain(0.1, 1, furthest="calf"), pain(1, 1, furthest=["x"])))
    assert found == {before(0): 4}


def asked(days_ago: float, place: str) -> Entry:
    """A session before which somebody was asked how far down it goes."""
    return session(days_ago, pain_before={"score": 3, "furthest": place})


def test_furthest_before_a_session_counts_where_none_was_logged() -> None:
    """As with scores (TR5): that before the first session of the day; what was logged outranks it."""
    told = (asked(0.1, "calf"), asked(0, "foot"))
    assert places_of(days(*told)) == {before(0): 4}
    assert places_of(days(*told, pain(0.05, 1, furthest="thigh"))) == {before(0): 3}
    assert places_of(days(asked(0, "knee"), session(0.1))) == {}


@pytest.mark.parametrize(
    ("entries", "mark"),
    [
        ([session(1)], DayMark.DONE),
        ([session(1, outcome="stopped")], DayMark.PARTLY),
        ([session(1, outcome="interrupted")], DayMark.PARTLY),
        (
            [session(1, exercises=[record("clam", side="left"), record("clam", side="right", outcome="skipped")])],
            DayMark.PARTLY,
        ),
        ([session(1, exercises=[record("clam", outcome="partial")])], DayMark.PARTLY),
        ([session(1, exercises=[record("clam", outcome="stopped-for-pain", hurt="here")])], DayMark.DONE),
        ([session(1, exercises=[record("clam")])], DayMark.DONE),
        ([session(1), session(0.9, outcome="stopped")], DayMark.DONE),
        ([session(1, outcome="stopped"), session(0.9)], DayMark.DONE),
        ([entry("excused", ago(1))], DayMark.EXCUSED),
        ([entry("excused", ago(1)), session(0.9, outcome="stopped")], DayMark.PARTLY),
        ([session(1), session(0.9, outcome="withheld")], DayMark.DONE),
        ([session(1, outcome="withheld")], DayMark.WITHHELD),
        ([session(1, outcome="withheld"), entry("excused", ago(0.9))], DayMark.EXCUSED),
        ([session(1, outcome=None)], None),
        ([pain(1, 4)], None),
    ],
)
def test_mark_of_a_day(entries: list[Entry], mark: DayMark | None) -> None:
    """What was done is never taken away by an excuse or a warning sign of the same day."""
    assert marks_of(days(*entries)).get(before(1)) is mark


def test_days_with_a_session_of_those_planned() -> None:
    """Of seven days two are excused or withheld, and today is not over: two of four."""
    marks = {
        before(1): DayMark.DONE,
        before(2): DayMark.PARTLY,
        before(3): DayMark.EXCUSED,
        before(4): DayMark.WITHHELD,
    }
    assert attendance(marks, before(6), TODAY, TODAY) == Attendance(days=7, done=2, planned=4)


def test_today_counts_once_it_is_done() -> None:
    """A session of today is planned and done; on a day that is over, nothing done is planned all the same."""
    assert attendance({TODAY: DayMark.DONE}, before(1), TODAY, TODAY) == Attendance(days=2, done=1, planned=2)
    assert attendance({}, before(2), before(1), TODAY) == Attendance(days=2, done=0, planned=2)


def test_median_of_seven_days() -> None:
    """2, 4, 6, 7 have the median 5; the eighth day does not count, and three are too few."""
    scores = {before(0): 2, before(2): 4, before(4): 6, before(6): 7, before(7): 10}
    assert week_median(scores, TODAY, RESPONSE_RULES) == 5
    assert week_median({one: scores[one] for one in list(scores)[:3]}, TODAY, RESPONSE_RULES) is None


def test_median_place_of_seven_days() -> None:
    """Between the back (1) and the calf (4) it is the calf; three days are too few."""
    assert (
        week_place(dict(zip(map(before, range(4)), (1, 1, 4, 5), strict=True)), TODAY, RESPONSE_RULES) is Furthest.CALF
    )
    assert week_place(dict.fromkeys(map(before, range(3)), 1), TODAY, RESPONSE_RULES) is None
