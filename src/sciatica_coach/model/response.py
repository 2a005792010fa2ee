"""What the program suggests after what happened: less, more, or nothing. One thing at a time, never by itself.

The rules (PM, PR) are named as in `routines/rules/response.yaml`; a rule whose input is missing is silent.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sciatica_coach.model.changes import EASIER, HARDER, REPS, SHARE, amount, dose_at, is_accepted
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, records_of, texts_in
from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.flare import lessened_days
from sciatica_coach.model.growth import Grows
from sciatica_coach.model.outcome import ExerciseOutcome, SessionOutcome
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.referral import is_worse
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.safety import HOLDING
from sciatica_coach.model.step import Step, steps_up
from sciatica_coach.model.suggestion import Allowed, Situation, Suggestion
from sciatica_coach.model.text import plural
from sciatica_coach.model.trend import highest_during, score_of
from sciatica_coach.model.trend_rules import Number
from sciatica_coach.model.when import day_of

WHOLE_ROUTINE = ""
_PLACES = tuple(Furthest)


def suggest(given: Situation) -> Suggestion | None:
    """The one thing to suggest before a session, if anything."""
    sessions, rules = given.sessions, given.rules
    lessened = lessened_days(given.entries, given.flare)
    if not sessions or _is_quiet(sessions, lessened, rules):
        return None
    hurt = _hurt(given)
    if hurt is not None:
        return hurt
    bad = bad_reason(sessions[-1], rules)
    if bad is not None:
        return _less(bad, given)
    if any(day >= day_of(moment_of(_latest(given)[0])) for day in lessened):
        return None  # the count restarts after a flare-up (PR2)
    return _more(given)


def _is_quiet(sessions: list[Entry], lessened: set[date], rules: ResponseRules) -> bool:
    """Whether one of the last few sessions was on a day of a flare-up: then nothing is suggested (PR5c)."""
    count = round(rules.quiet_sessions_after_flare.value)
    return any(day_of(moment_of(entry)) in lessened for entry in sessions[-count:])


def bad_reason(session: Entry, rules: ResponseRules) -> tuple[str, Number] | None:
    """Why a session was too much, with the rule that says so; none when nothing says so."""
    before, after = score_of(session.get("pain_before")), score_of(session.get("pain_after"))
    if went_lower(session, rules):
        return "Pain went further down the leg in your last session (PM4)", rules.lower_places
    if session.get("morning") == "no":
        return "The leg was not back to its usual level by the morning after (PM2)", rules.stop_above_score
    worst, when = _worst(session, after)
    if worst is None or before is None:
        return None
    if worst > rules.stop_above_score.value >= before:
        return f"Pain was {worst} {when} your last session, above {rules.stop_above_score.value:g} (PM1)", (
            rules.stop_above_score
        )
    return _rise(session, before, worst, rules)


def _worst(session: Entry, after: int | None) -> tuple[int | None, str]:
    """The highest of the scores in a session and after it, and when that was (PM7); the latter alone if it is all."""
    during = highest_during(session)
    if during is None or (after is not None and after >= during):
        return after, "after"
    return during, "in"


def _rise(session: Entry, start: int, end: int, rules: ResponseRules) -> tuple[str, Number] | None:
    """A rise in the leg that is too much (PM5); and any rise where pain was high before (PM6)."""
    before, after, where = _leg_scores(session, start, end)
    if after >= rules.leg_score_at_least.value and after - before >= rules.leg_rise_at_least.value:
        return f"Pain{where} rose from {before} to {after} in your last session (PM5)", rules.leg_rise_at_least
    if end > start > rules.stop_above_score.value:
        text = (
            f"Pain was above {rules.stop_above_score.value:g} before your last session and rose from {start} to {end}"
        )
        return f"{text} (PM6)", rules.stop_above_score
    return None


def _leg_scores(session: Entry, before: int, after: int) -> tuple[int, int, str]:
    """The scores of the leg where both are known, since a sore back may rise a little (PM5, CE2); else the whole."""
    legs = [score_of({"score": _of_pain(session, when, "leg")}) for when in ("pain_before", "pain_after")]
    if legs[0] is not None and legs[1] is not None:
        return legs[0], legs[1], " in the leg"
    return before, after, ""


def went_lower(session: Entry, rules: ResponseRules) -> bool:
    """Whether pain went further down the leg from before a session to after it (PM4): the place outranks the score."""
    before, after = (_of_pain(session, when, "furthest") for when in ("pain_before", "pain_after"))
    known = before in _PLACES and after in _PLACES
    return known and _PLACES.index(after) - _PLACES.index(before) >= rules.lower_places.value


def _of_pain(session: Entry, when: str, key: str) -> Any:
    pain = session.get(when)
    return pain.get(key) if isinstance(pain, dict) else None


def is_good(session: Entry, rules: ResponseRules) -> bool:
    """Whether a session was good in the sense of PR2; not when an answer is missing."""
    before, after = score_of(session.get("pain_before")), score_of(session.get("pain_after"))
    if before is None or after is None or session.get("morning") != "yes":
        return False
    hurt = any(record.get("hurt") for record in records_of(session)) or went_lower(session, rules)
    if session.get("outcome") != SessionOutcome.COMPLETED or hurt:
        return False
    worst = max(after, highest_during(session) or after)
    low = worst <= rules.good_score_at_most.value
    held = worst <= before + rules.good_rise_at_most.value
    return max(before, worst) <= rules.stop_above_score.value and (low or held)  # no step up on a bad day (PM6)


def _hurt(given: Situation) -> Suggestion | None:
    """Less of an exercise that was stopped for pain (PR5, PM7).

    First its last step up is undone; else the easier exercise; else half the reps on the side that hurt.
    """
    session, changes, rules = given.sessions[-1], given.changes, given.rules
    if _changed_since(changes, moment_of(session)):
        return None
    by_id = {exercise.id: exercise for exercise in given.exercises}
    for record in records_of(session):
        exercise = by_id.get(str(record.get("exercise")))
        if exercise is None or record.get("outcome") != ExerciseOutcome.STOPPED_FOR_PAIN:
            continue
        side = Side(record["side"]) if record.get("side") in tuple(Side) else None
        reason = f"{exercise.name_in_sentence} hurt{f' on the {side} side' if side else ''} last time"
        own = [entry for entry in changes if exercise.id in (entry.get("exercise"), entry.get("to"))]
        found = (
            _undo(own, reason, rules.least_reps, given.allowed)
            or _easier(exercise, reason, given)
            or _half(exercise, side, reason, rules)
        )
        if found:
            return found
    return None


def _easier(exercise: Exercise, reason: str, given: Situation) -> Suggestion | None:
    """The easier exercise that it names, if it may be done today."""
    other = given.allowed(exercise.easier)
    if other is None:
        return None
    return Suggestion(
        exercise=exercise.id,
        key=EASIER,
        before=exercise.id,
        after=other.id,
        rule="PR5",
        text=f"{reason}: {other.name_in_sentence} in its place, which is easier.",
        source=given.rules.least_reps.source,
    )


def half_reps(exercise: Exercise, side: Side | None, least: int) -> int | None:
    """Half the reps of a side, but not under the least; of what is held there may be one left (PR5c).

    Returns:
        None where that would be no reps, or no fewer.
    """
    before = exercise.reps_for(side)
    after = before // 2 if exercise.held else max(min(before, least), before // 2)
    return after if 0 < after < before else None


def _half(exercise: Exercise, side: Side | None, reason: str, rules: ResponseRules) -> Suggestion | None:
    before, after = exercise.reps_for(side), half_reps(exercise, side, round(rules.least_reps.value))
    if after is None:
        return None
    where = f" on the {side} side" if side else ""
    return Suggestion(
        exercise=exercise.id,
        side=side,
        key=REPS,
        before=float(before),
        after=float(after),
        rule="PR5",
        text=f"{reason}: {plural(after, 'rep')} in place of {before}{where}.",
        source=rules.least_reps.source,
    )


def _undo(changes: list[Entry], reason: str, threshold: Number, allowed: Allowed) -> Suggestion | None:
    """The way back from the last step, if the last accepted change was one up (PR5)."""
    last = next((entry for entry in reversed(changes) if is_accepted(entry)), {})
    if last.get("rule") != "PR3" or not last.get("exercise"):
        return None
    key = str(last.get("key"))
    start: float | str
    end: float | str
    if key == HARDER:
        easier = allowed(str(last.get("from")))
        if easier is None or not isinstance(last.get("to"), str):
            return None
        key, start, end, words = EASIER, last["to"], easier.id, easier.name
    else:
        start, end = dose_at(last, "to"), dose_at(last, "from")
        words = amount(key, end)
        if not start or not end:
            return None
    return Suggestion(
        exercise=start if isinstance(start, str) else str(last["exercise"]),
        side=Side(last["side"]) if last.get("side") in tuple(Side) else None,
        key=key,
        before=start,
        after=end,
        rule="PR5",
        text=f"{reason}: go back to {words}.",
        source=threshold.source,
    )


def _less(bad: tuple[str, Number], given: Situation) -> Suggestion | None:
    """Undo the last step up, or else three quarters of the routine; at most once a week (PR5)."""
    session, changes, rules = given.sessions[-1], given.changes, given.rules
    if _changed_since(changes, moment_of(session)) or _recent(changes, given.now, rules.less_once_in_days, SHARE):
        return None
    reason, threshold = bad
    undo = _undo(changes, reason, threshold, given.allowed)
    if undo:
        return undo
    share = rules.less_share
    return Suggestion(
        exercise=WHOLE_ROUTINE,
        key=SHARE,
        before=1.0,
        after=share.value,
        rule="PR5",
        text=f"{reason}: do {round(share.value * 100)} of 100 of the reps for now.",
        source=share.source,
    )


def _latest(given: Situation) -> list[Entry]:
    """As many of the last sessions as have to be good."""
    return given.sessions[-round(given.rules.good_sessions.value) :]


def _more(given: Situation) -> Suggestion | None:
    """One thing in one exercise, after enough good sessions in a row on as many days (PR2, PR3)."""
    changes, rules, now = given.changes, given.rules, given.now
    if not _may_grow(given) or _recent(changes, now, rules.more_once_in_days):
        return None
    last_changed = {str(entry.get("exercise")): index for index, entry in enumerate(changes)}
    most = rules.most_more_share.value * sum(exercise.done_seconds for exercise in given.exercises)
    for exercise in sorted(given.exercises, key=lambda one: last_changed.get(one.id, -1)):
        for step in steps_up(exercise, rules, given.allowed):
            is_small = round(step.exercise.done_seconds - exercise.done_seconds - most, 3) <= 0
            if is_small and not _waits(_undone(exercise, step, changes), given):
                return _step_suggestion(exercise, step, rules)
    return None


def _may_grow(given: Situation) -> bool:
    """Whether the last sessions were good, on as many days, not long ago, and nothing has changed since (PR2, PR8).

    Nothing grows on a day that begins with high pain (PM6), nor in a week that is worse than the one before (PM3).
    """
    latest, rules = _latest(given), given.rules
    if (given.score or 0) > rules.stop_above_score.value or is_worse(given.entries, given.now, rules):
        return False
    days = {day_of(moment_of(entry)) for entry in latest}
    first = moment_of(latest[0])
    oldest = given.now - timedelta(days=rules.count_restarts_after_days.value)
    enough = len(days) == rules.good_sessions.value and all(is_good(entry, rules) for entry in latest)
    since = _changed_since(given.changes, first) or _signs_since(given.entries, first, rules)
    return enough and first >= oldest and not since


def _step_suggestion(exercise: Exercise, step: Step, rules: ResponseRules) -> Suggestion:
    if step.key is Grows.HARDER:
        what = f"{step.exercise.name_in_sentence} in place of {exercise.name_in_sentence}, one step harder"
    else:
        where = f" on the {step.side} side" if step.side else ""
        what = f"{exercise.name_in_sentence} with {amount(step.key, step.after)}{where} in place of {step.before:g}"
    return Suggestion(
        exercise=exercise.id,
        key=step.key.value,
        before=step.before,
        after=step.after,
        side=step.side,
        rule="PR3",
        text=f"{rules.good_sessions.value:g} good sessions in a row: {what}.",
        source=rules.good_sessions.source,
    )


def _undone(exercise: Exercise, step: Step, changes: list[Entry]) -> list[datetime]:
    """When this step up had to be taken back."""
    if step.key is Grows.HARDER:
        way_back = ("PR5", step.after, EASIER, step.after)
    else:
        way_back = ("PR5", exercise.id, step.key.value, step.after)
    return [
        moment_of(entry)
        for entry in changes
        if is_accepted(entry) and tuple(entry.get(key) for key in ("rule", "exercise", "key", "from")) == way_back
    ]


def _waits(undone: list[datetime], given: Situation) -> bool:
    """Whether a step that was undone must wait; after the second time it is not offered again (PR5b)."""
    if not undone:
        return False
    rules = given.rules
    good = sum(moment_of(entry) > undone[-1] and is_good(entry, rules) for entry in given.sessions)
    early = given.now - undone[-1] < timedelta(days=rules.again_after_days.value)
    return len(undone) >= rules.most_undone.value or early or good < rules.again_after_good_sessions.value


def _signs_since(entries: list[Entry], first: datetime, rules: ResponseRules) -> bool:
    """Whether a check since the day of a session named a sign that holds, or one of the pelvic floor (PR2, PR8)."""
    return any(
        entry.get("level") in HOLDING or set(rules.keeps_dose.value).intersection(texts_in(entry, "signs"))
        for entry in of_type(entries, EntryType.CHECK)
        if day_of(moment_of(entry)) >= day_of(first)
    )


def _changed_since(changes: list[Entry], moment: datetime) -> bool:
    return any(moment_of(entry) > moment for entry in changes)


def _recent(changes: list[Entry], now: datetime, days: Number, key: str = "") -> bool:
    oldest = now - timedelta(days=days.value)
    return any(moment_of(entry) > oldest and (not key or entry.get("key") == key) for entry in changes)
