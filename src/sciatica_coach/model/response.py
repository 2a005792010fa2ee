"""What the program suggests after what happened: less, more, or nothing. One thing at a time, never by itself.

The rules (PM, PR) are named as in `routines/rules/response.yaml`; a rule whose input is missing is silent.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sciatica_coach.model.entry import Entry, EntryType, moment_of, shown, texts_in
from sciatica_coach.model.exercise import Category, Exercise, Side
from sciatica_coach.model.fields import LONGEST_SECONDS, MOST_REPS
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.response_rules import Number, ResponseRules
from sciatica_coach.model.text import plural
from sciatica_coach.model.trend import records_of, score_of
from sciatica_coach.model.value import Value, replace
from sciatica_coach.model.when import day_of

WHOLE_ROUTINE = ""
SHARE, REPS, HOLD = "share", "reps", "hold"
ROUTINE = "routine"
"""What an easy day changes: another routine for once, and no dose."""
DID_SOMETHING = ("completed", "stopped", "interrupted")
GROWS_BY_HOLD = {Category.STRETCH: "longest_stretch_seconds", Category.BALANCE: "longest_balance_seconds"}
DOES_NOT_GROW = frozenset(
    {Category.MASSAGE, Category.BREATHING, Category.AEROBIC, Category.FUNCTION, Category.CIRCULATION, Category.POSTURE}
)
_PLACES = tuple(Furthest)


class Suggestion(Value):
    """One change of a dose, to be accepted or not.

    An empty exercise means the whole routine; a side means that side alone.
    """

    exercise: str
    key: str
    before: float
    after: float
    rule: str
    text: str
    source: tuple[str, ...]
    side: Side | None = None


def suggest(
    exercises: tuple[Exercise, ...], entries: list[Entry], now: datetime, rules: ResponseRules, flare: str = ""
) -> Suggestion | None:
    """The one thing to suggest before a session, if anything.

    Args:
        exercises: today's, with the doses that they have now.
        entries: the journal, at least of the last weeks.
        now: the moment of the session.
        rules: the thresholds.
        flare: the id of the routine for a bad day; after it every suggestion waits (PR5c).
    """
    sessions = [entry for entry in shown(entries, EntryType.SESSION) if entry.get("outcome") in DID_SOMETHING]
    if not sessions or _is_quiet(sessions, flare, rules):
        return None
    changes = _doses(entries)
    hurt = _hurt(exercises, sessions[-1], changes, rules)
    if hurt is not None:
        return hurt
    bad = bad_reason(sessions[-1], rules)
    if bad is not None:
        return _less(bad, sessions[-1], changes, now, rules)
    return _more(exercises, sessions, entries, now, rules)


def _doses(entries: list[Entry]) -> list[Entry]:
    """The changes of a dose, taken or not; an easy day is none."""
    return [entry for entry in shown(entries, EntryType.CHANGE) if entry.get("key") != ROUTINE]


def _is_quiet(sessions: list[Entry], flare: str, rules: ResponseRules) -> bool:
    """Whether the easy session of a bad day was one of the last few: then nothing is suggested (PR5c)."""
    count = round(rules.quiet_sessions_after_flare.value)
    return bool(flare) and any(entry.get("routine") == flare for entry in sessions[-count:])


def bad_reason(session: Entry, rules: ResponseRules) -> tuple[str, Number] | None:
    """Why a session was too much, with the rule that says so; none when nothing says so."""
    before, after = score_of(session.get("pain_before")), score_of(session.get("pain_after"))
    if went_lower(session, rules):
        return "Pain went further down the leg in your last session (PM4)", rules.lower_places
    if session.get("morning") == "no":
        return "The leg was not back to its usual level by the morning after (PM2)", rules.stop_above_score
    if after is None or before is None:
        return None
    if after > rules.stop_above_score.value >= before:
        return f"Pain was {after} after your last session, above {rules.stop_above_score.value:g} (PM1)", (
            rules.stop_above_score
        )
    before, after, where = _leg_scores(session, before, after)
    if after >= rules.leg_score_at_least.value and after - before >= rules.leg_rise_at_least.value:
        return f"Pain{where} rose from {before} to {after} in your last session (PM5)", rules.leg_rise_at_least
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
    if session.get("outcome") != "completed" or hurt:
        return False
    low = after <= rules.good_score_at_most.value
    held = after <= before + rules.good_rise_at_most.value
    return max(before, after) <= rules.stop_above_score.value and (low or held)  # no step up on a bad day (PM6)


def with_changes(exercises: Iterable[Exercise], entries: list[Entry], rules: ResponseRules) -> list[Exercise]:
    """The exercises with the doses of all accepted changes, in the order in which they were accepted."""
    changed = list(exercises)
    for entry in shown(entries, EntryType.CHANGE):
        value = _dose(entry, "to")
        if entry.get("accepted") is True and value:
            changed = [_changed(exercise, entry, value, round(rules.least_reps.value)) for exercise in changed]
    return changed


def _dose(entry: Entry, end: str) -> float:
    """The dose at one end of a change; 0 where no exercise could have it."""
    value = entry.get(end)
    most = {SHARE: 1, REPS: MOST_REPS, HOLD: LONGEST_SECONDS}.get(str(entry.get("key")), 0)
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most
    return float(value) if fits and value else 0.0


def accepted_share(entries: list[Entry]) -> float:
    """What is left of the whole after all accepted "do less of everything": 1 when there was none."""
    share = 1.0
    for entry in shown(entries, EntryType.CHANGE):
        value = entry.get("to")
        if entry.get("accepted") is True and entry.get("key") == SHARE and isinstance(value, int | float):
            share *= value if 0 < value <= 1 else 1
    return share


def change_entry(suggestion: Suggestion, *, accepted: bool, entry_id: str, at: str) -> Entry:
    """A suggestion and its answer as an entry of the journal."""
    return {
        "id": entry_id,
        "type": EntryType.CHANGE.value,
        "at": at,
        "exercise": suggestion.exercise or None,
        "side": suggestion.side.value if suggestion.side else None,
        "key": suggestion.key,
        "from": suggestion.before,
        "to": suggestion.after,
        "rule": suggestion.rule,
        "reason": suggestion.text,
        "accepted": accepted,
    }


def _changed(exercise: Exercise, entry: Entry, value: float, least_reps: int) -> Exercise:
    if entry.get("exercise") not in (None, exercise.id):
        return exercise
    match entry.get("key"):
        case "reps" if entry.get("side") in tuple(Side):
            return replace(exercise, side_reps={**exercise.side_reps, Side(entry["side"]): max(1, round(value))})
        case "reps":
            return replace(exercise, reps=max(1, round(value)))
        case "hold" if exercise.held and exercise.category is not Category.NERVE_GLIDE:
            return with_hold(exercise, value)
        case "share":
            return _shared(exercise, value, 1 if exercise.held else least_reps)
    return exercise


def _shared(exercise: Exercise, share: float, least: int) -> Exercise:
    """The exercise with a share of its reps, rounded down so that less is less, but never under the least (PR5c)."""
    sides = {side: max(min(reps, least), int(reps * share)) for side, reps in exercise.side_reps.items()}
    return replace(exercise, reps=max(min(exercise.reps, least), int(exercise.reps * share)), side_reps=sides)


def with_hold(exercise: Exercise, seconds: float) -> Exercise:
    """The exercise with another hold."""
    return replace(exercise, rep=tuple(replace(beat, seconds=seconds) if beat.hold else beat for beat in exercise.rep))


def _hurt(
    exercises: tuple[Exercise, ...], session: Entry, changes: list[Entry], rules: ResponseRules
) -> Suggestion | None:
    """Half the reps, on the side that hurt, of an exercise that was stopped for pain (PR5, PM7)."""
    if _changed_since(changes, moment_of(session)):
        return None
    by_id = {exercise.id: exercise for exercise in exercises}
    for record in records_of(session):
        exercise = by_id.get(str(record.get("exercise")))
        if exercise is None or record.get("outcome") != "stopped-for-pain":
            continue
        side = Side(record["side"]) if record.get("side") in tuple(Side) else None
        before = exercise.reps_for(side)
        after = max(min(before, round(rules.least_reps.value)), before // 2) if not exercise.held else before // 2
        if 0 < after < before:
            where = f" on the {side} side" if side else ""
            text = f"{exercise.name} hurt{where} last time: {plural(after, 'rep')} in place of {before}{where}."
            return Suggestion(
                exercise=exercise.id,
                side=side,
                key=REPS,
                before=float(before),
                after=float(after),
                rule="PR5",
                text=text,
                source=rules.least_reps.source,
            )
    return None


def _less(
    bad: tuple[str, Number], session: Entry, changes: list[Entry], now: datetime, rules: ResponseRules
) -> Suggestion | None:
    """Undo the last step up, or else three quarters of the routine; at most once a week (PR5)."""
    if _changed_since(changes, moment_of(session)) or _recent(changes, now, rules.less_once_in_days, SHARE):
        return None
    reason, threshold = bad
    last = next((entry for entry in reversed(changes) if entry.get("accepted") is True), {})
    if last.get("rule") == "PR3" and last.get("exercise") and _dose(last, "from") and _dose(last, "to"):
        return Suggestion(
            exercise=str(last["exercise"]),
            key=str(last["key"]),
            before=_dose(last, "to"),
            after=_dose(last, "from"),
            rule="PR5",
            text=f"{reason}: go back to {_dose(last, 'from'):g} {_unit(str(last['key']))}.",
            source=threshold.source,
        )
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


def _more(
    exercises: tuple[Exercise, ...], sessions: list[Entry], entries: list[Entry], now: datetime, rules: ResponseRules
) -> Suggestion | None:
    """One thing in one exercise, after enough good sessions in a row on as many days (PR2, PR3)."""
    changes = _doses(entries)
    count = int(rules.good_sessions.value)
    latest = sessions[-count:]
    days = {day_of(moment_of(entry)) for entry in latest}
    first = moment_of(latest[0])
    oldest = now - timedelta(days=rules.count_restarts_after_days.value)
    enough = len(days) == count and all(is_good(entry, rules) for entry in latest) and first >= oldest
    if not enough or _changed_since(changes, first) or _recent(changes, now, rules.more_once_in_days):
        return None
    if _signs_since(entries, first, rules):
        return None
    last_changed = {str(entry.get("exercise")): index for index, entry in enumerate(changes)}
    for exercise in sorted(exercises, key=lambda one: last_changed.get(one.id, -1)):
        step = _step_up(exercise, rules)
        if step and not _waits(_undone(exercise, step, changes), sessions, now, rules):
            key, before, after = step
            text = (
                f"{count} good sessions in a row: {exercise.name} with {after:g} {_unit(key)} in place of {before:g}."
            )
            source = rules.good_sessions.source
            return Suggestion(
                exercise=exercise.id, key=key, before=before, after=after, rule="PR3", text=text, source=source
            )
    return None


def _undone(exercise: Exercise, step: tuple[str, float, float], changes: list[Entry]) -> list[datetime]:
    """When this step up had to be taken back."""
    key, _, after = step
    return [
        moment_of(entry)
        for entry in changes
        if entry.get("accepted") is True
        and (entry.get("rule"), entry.get("exercise"), entry.get("key")) == ("PR5", exercise.id, key)
        and _dose(entry, "from") == after
    ]


def _waits(undone: list[datetime], sessions: list[Entry], now: datetime, rules: ResponseRules) -> bool:
    """Whether a step that was undone must wait; after the second time it is not offered again (PR5b)."""
    if not undone:
        return False
    good = sum(moment_of(entry) > undone[-1] and is_good(entry, rules) for entry in sessions)
    early = now - undone[-1] < timedelta(days=rules.again_after_days.value)
    return len(undone) >= rules.most_undone.value or early or good < rules.again_after_good_sessions.value


def _signs_since(entries: list[Entry], first: datetime, rules: ResponseRules) -> bool:
    """Whether a check since the day of a session named a sign that holds, or one of the pelvic floor (PR2, PR8)."""
    return any(
        entry.get("level") in ("red", "amber") or set(rules.keeps_dose.value).intersection(texts_in(entry, "signs"))
        for entry in shown(entries, EntryType.CHECK)
        if day_of(moment_of(entry)) >= day_of(first)
    )


def _step_up(exercise: Exercise, rules: ResponseRules) -> tuple[str, float, float] | None:
    """What may grow in an exercise, and how far; nerve glides by reps alone (PR6)."""
    if exercise.category in DOES_NOT_GROW:
        return None
    if exercise.category in GROWS_BY_HOLD and exercise.hold_seconds is not None:
        longest: Number = getattr(rules, GROWS_BY_HOLD[exercise.category])
        after = exercise.hold_seconds + rules.more_hold_seconds.value
        return (HOLD, exercise.hold_seconds, after) if after <= longest.value else None
    reps = exercise.reps + rules.more_reps.value
    return (REPS, float(exercise.reps), reps) if not exercise.held and reps <= rules.most_reps.value else None


def _changed_since(changes: list[Entry], moment: datetime) -> bool:
    return any(moment_of(entry) > moment for entry in changes)


def _recent(changes: list[Entry], now: datetime, days: Number, key: str = "") -> bool:
    oldest = now - timedelta(days=days.value)
    return any(moment_of(entry) > oldest and (not key or entry.get("key") == key) for entry in changes)


def _unit(key: str) -> str:
    return "seconds" if key == HOLD else "reps"
