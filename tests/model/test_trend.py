"""The trend of some entries: its rows, its sums, and what of a foreign entry is passed over."""

from datetime import date
from typing import Any

import pytest

from sciatica_coach.model.entry import Entry, records_of
from sciatica_coach.model.trend import Trend, score_of, trend

UNTIL = date(2026, 11, 22)


def pain(score: object, **more: object) -> Entry:
    """A pain entry."""
    return {"id": f"p{score}", "type": "pain", "at": "2026-11-20T08:00:00+01:00", "score": score, **more}


def session(outcome: str = "completed", **more: object) -> Entry:
    """A session entry."""
    return {"id": outcome, "type": "session", "at": "2026-11-21T08:00:00+01:00", "outcome": outcome, **more}


def trend_of(*entries: Entry, exercise: str = "") -> Trend:
    """The trend of these entries."""
    return trend(list(entries), date(2026, 11, 1), UNTIL, exercise)


def test_rows_of_pain_and_sessions() -> None:
    """Pain entries and sessions become rows of the documented keys, in the order of the journal."""
    found = trend_of(
        pain(4, leg=4, back=2, furthest="calf", note="a note"),
        session(routine="chair", active_seconds=540.5, pain_before={"score": 4}, pain_after={"score": 3}),
        pain(3),
    )
    assert (found.since, found.until) == (date(2026, 11, 1), UNTIL)
    at = "2026-11-20T08:00:00+01:00"
    assert found.pain == (
        {"at": at, "score": 4, "leg": 4, "back": 2, "furthest": "calf"},
        {"at": at, "score": 3, "leg": None, "back": None, "furthest": None},
    )
    assert found.sessions == (
        {
            "at": "2026-11-21T08:00:00+01:00",
            "routine": "chair",
            "outcome": "completed",
            "active_seconds": 540.5,
            "before": 4,
            "after": 3,
        },
    )


def test_summary_counts_and_sums() -> None:
    """The summary has the lowest, highest and latest score, sessions by outcome, and their active time."""
    found = trend_of(
        pain(4),
        session("completed", active_seconds=100.04),
        pain(7),
        session("stopped", active_seconds=0.01),
        session("interrupted", active_seconds=None),
        session("withheld"),
        pain(5),
        session("completed", active_seconds=200, exercises=[{"exercise": "clam", "outcome": "skipped"}]),
    )
    assert found.summary == {
        "pain_entries": 3,
        "lowest": 4,
        "highest": 7,
        "latest": 5,
        "sessions": 5,
        "completed": 2,
        "in_full": 1,
        "stopped": 1,
        "interrupted": 1,
        "withheld": 1,
        "active_seconds": 300.1,
    }


def test_summary_of_nothing() -> None:
    """Without entries the counts are 0 and the scores are not known, rather than 0."""
    summary = trend_of().summary
    assert (summary["pain_entries"], summary["sessions"], summary["active_seconds"]) == (0, 0, 0)
    assert (summary["lowest"], summary["highest"], summary["latest"]) == (None, None, None)


def test_pain_without_a_score_is_shown_but_not_summed() -> None:
    """An entry whose score is not known is a row, and changes no sum."""
    found = trend_of(pain(6), pain(None))
    assert [row["score"] for row in found.pain] == [6, None]
    assert (found.summary["pain_entries"], found.summary["latest"], found.summary["lowest"]) == (2, 6, 6)


def test_score_of_nothing_at_all_is_a_score() -> None:
    """No pain, a score of 0, is the lowest score and not a missing one."""
    assert (trend_of(pain(0)).summary["lowest"], trend_of(pain(0)).summary["latest"]) == (0, 0)


def test_other_types_are_passed_over() -> None:
    """Types that have no row, known or not, do not get in the way."""
    found = trend_of(
        {"id": "a", "type": "activity", "at": "2026-11-20T08:00:00+01:00"},
        {"id": "b", "type": "from-the-future", "at": "2026-11-20T08:00:00+01:00"},
        {"id": "c", "type": "removed", "at": "2026-11-20T08:00:00+01:00"},
    )
    assert (found.pain, found.sessions) == ((), ())


def test_one_exercise_keeps_its_sessions_and_all_pain() -> None:
    """With an exercise only its sessions count, skipped or done; pain stays for comparison."""
    with_clam = session(exercises=[{"exercise": "bridge"}, {"exercise": "clam", "outcome": "skipped"}])
    without = session(exercises=[{"exercise": "clam-shell"}])
    found = trend_of(pain(3), with_clam, without, session(), exercise="clam")
    assert (len(found.sessions), len(found.pain)) == (1, 1)


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ({"score": 0}, 0),
        ({"score": 10}, 10),
        ({"score": 11}, None),
        ({"score": -1}, None),
        ({"score": True}, None),
        ({"score": "4"}, None),
        ({}, None),
        (None, None),
        (4, None),
    ],
)
def test_score_is_a_whole_number_or_unknown(value: object, score: int | None) -> None:
    """What is not a whole number is not a score, whoever wrote it."""
    assert score_of(value) == score


@pytest.mark.parametrize(
    ("exercises", "count"), [(None, 0), ("clam", 0), ({}, 0), ([], 0), (["clam", {"exercise": "clam"}, 3], 1)]
)
def test_records_are_the_mappings_of_a_list(exercises: Any, count: int) -> None:
    """A session written by hand may hold anything under `exercises`; what is no record is passed over."""
    assert len(records_of({"exercises": exercises})) == count


def test_foreign_session_does_not_break_the_sums() -> None:
    """Active time that is no number is not known, and adds nothing."""
    found = trend_of(session(active_seconds="long", pain_before=4), session(active_seconds=60))
    assert [row["active_seconds"] for row in found.sessions] == [None, 60]
    assert found.summary["active_seconds"] == 60
    assert found.sessions[0]["before"] is None
