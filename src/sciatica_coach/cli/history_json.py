"""What `coach history --json` says under `summary` beside the sums of its rows."""

from typing import Any

from sciatica_coach.model.daily import Attendance
from sciatica_coach.model.history import AfterSessions, History, Noted, ScoreChange
from sciatica_coach.model.reactions import Reaction
from sciatica_coach.model.weeks import Week


def statistics(found: History) -> dict[str, Any]:
    """The statistics of the page, with null for what there are too few entries for."""
    return {
        "change": _change(found.change) if found.change else None,
        "weeks": [_week(week) for week in found.weeks],
        "periods": [{"year": one.year, "month": one.month, "pain": one.pain} for one in found.periods],
        "attendance": [_attendance(one) for one in found.attendance],
        "after_sessions": _after(found.after_sessions) if found.after_sessions else None,
        "exercises": [_reaction(one) for one in found.reactions],
        "own_activities": [{"name": one.name, "first": one.first, "last": one.last} for one in found.own_activities],
        "medication": [_noted("medication", one) for one in found.medication],
        "activities": [{**_noted("activity", one), "minutes": one.minutes} for one in found.activities],
        "days": {day.isoformat(): mark.value for day, mark in found.marks.items()},
    }


def _change(score: ScoreChange) -> dict[str, Any]:
    one = score.change
    return {
        "direction": one.direction.value,
        "before": one.before,
        "after": one.after,
        "weeks": score.weeks,
        "rule": one.rule,
        "source": list(one.source),
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "since": week.first.isoformat(),
        "until": week.last.isoformat(),
        "pain": week.pain,
        "furthest": week.furthest.value if week.furthest else None,
        "done": week.done,
        "planned": week.planned,
    }


def _attendance(one: Attendance) -> dict[str, Any]:
    return {"days": one.days, "done": one.done, "planned": one.planned}


def _after(one: AfterSessions) -> dict[str, Any]:
    return {"before": one.before, "after": one.after, "lower": one.lower, "same": one.same, "higher": one.higher}


def _reaction(one: Reaction) -> dict[str, Any]:
    return {"exercise": one.exercise, "lower": one.lower, "same": one.same, "higher": one.higher}


def _noted(key: str, one: Noted) -> dict[str, Any]:
    return {key: one.name, "at": [moment.isoformat() for moment in one.moments]}
