"""Exercises that sent pain down the leg: they rest, and after the second time they stay out (CE3, CE4)."""

from datetime import datetime, timedelta

from sciatica_coach.model.changes import BACK, is_accepted
from sciatica_coach.model.eligibility import Refusal
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, records_of
from sciatica_coach.model.outcome import ExerciseOutcome
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.plan import RESTS
from sciatica_coach.model.plan_rules import PlanRules


def resting_exercises(entries: list[Entry], now: datetime, rules: PlanRules) -> dict[str, Refusal]:
    """The exercises that are left out now because they sent pain down the leg, with the reason.

    Args:
        entries: the sessions of the last `out_within_days`, all in which pain went down the leg, and all changes.
        now: the moment of the plan.
        rules: the hours of rest, and how often in how many days leads to leaving out.
    """
    times, days, rest = rules.out_after_times, rules.out_within_days, rules.rest_after_spreading_pain_hours
    out = left_out(entries, rules)
    resting = _less_easing(entries, now, rules)
    for exercise, moments in _hurts(entries).items():
        instead = resting[exercise].instead if exercise in resting else ()
        if exercise in out:
            text = (
                f"sent pain down the leg {times.value} times in {days.value} days, and stays out until you put it back "
                f"with `coach exercises back {exercise}` (ask a physiotherapist first)"
            )
            resting[exercise] = Refusal(rule=RESTS, text=text, source=times.source, instead=instead, forbids=True)
        elif now - moments[-1] <= timedelta(hours=rest.value):
            text = f"sent pain down the leg, and rests for {rest.value} hours"
            resting[exercise] = Refusal(rule=RESTS, text=text, source=rest.source, instead=instead, forbids=True)
    return resting


def left_out(entries: list[Entry], rules: PlanRules) -> tuple[str, ...]:
    """The ids of the exercises that stay out: they hurt too often within some days, and nobody put them back since.

    Args:
        entries: all sessions in which pain went down the leg, and all changes.
        rules: how often, and within how many days of each other.
    """
    times, within = rules.out_after_times.value, timedelta(days=rules.out_within_days.value)
    back = _put_back(entries)
    found = []
    for exercise, moments in _hurts(entries).items():
        counted = [moment for moment in moments if exercise not in back or moment > back[exercise]]
        runs = zip(counted, counted[times - 1 :], strict=False)
        if any(last - first <= within for first, last in runs):
            found.append(exercise)
    return tuple(found)


def back_entry(exercise: str, *, entry_id: str, at: str) -> Entry:
    """The entry of the journal by which the user puts an exercise back."""
    return {
        "id": entry_id,
        "type": EntryType.CHANGE.value,
        "at": at,
        "exercise": exercise,
        "side": None,
        "key": BACK,
        "from": None,
        "to": None,
        "rule": RESTS,
        "reason": "You put it back.",
        "accepted": True,
    }


def _less_easing(entries: list[Entry], now: datetime, rules: PlanRules) -> dict[str, Refusal]:
    """The exercises that bend the one way, where that sent pain down the leg lately and bending the other did not."""
    days, ways = rules.out_within_days.value, rules.directions
    lately = [one for one in entries if now - timedelta(days=days) <= moment_of(one) <= now]
    hurt = set(_hurts(lately))
    done = {
        str(record.get("exercise"))
        for entry in of_type(lately, EntryType.SESSION)
        for record in records_of(entry)
        if record.get("outcome") == ExerciseOutcome.DONE and not record.get("hurt")
    }
    both = (
        ("forwards", ways.forwards, "backwards", ways.backwards),
        ("backwards", ways.backwards, "forwards", ways.forwards),
    )
    for way, exercises, other, easing in both:
        if hurt.intersection(exercises) and done.intersection(easing) and not hurt.intersection(easing):
            text = f"bends you {way}, which sent pain down the leg within {days} days, and bending {other} did not"
            refusal = Refusal(rule="CE4", text=text, source=ways.source, instead=easing)
            return dict.fromkeys(exercises, refusal)
    return {}


def _hurts(entries: list[Entry]) -> dict[str, list[datetime]]:
    """When each exercise sent pain down the leg, in order; once a session."""
    found: dict[str, list[datetime]] = {}
    for entry in of_type(entries, EntryType.SESSION):
        hurt = dict.fromkeys(
            str(one.get("exercise")) for one in records_of(entry) if one.get("hurt") == Hurt.DOWN_THE_LEG
        )
        for exercise in hurt:
            found.setdefault(exercise, []).append(moment_of(entry))
    return {exercise: sorted(moments) for exercise, moments in found.items()}


def _put_back(entries: list[Entry]) -> dict[str, datetime]:
    """When each exercise was put back last."""
    return {
        str(entry.get("exercise")): moment_of(entry)
        for entry in of_type(entries, EntryType.CHANGE)
        if entry.get("key") == BACK and is_accepted(entry)
    }
