"""The plan of a day: a pure function of profile, journal, exercises, rules and date, with its reasons."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sciatica_coach.model.changes import variants
from sciatica_coach.model.condition import ConditionRule, stage_with
from sciatica_coach.model.eligibility import Today, strength_was_done
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.fit import Exercises, Measure, fitted, ordered
from sciatica_coach.model.gate import Gate
from sciatica_coach.model.lead_in import LeadInTimes
from sciatica_coach.model.plan import Plan, Reason, withhold
from sciatica_coach.model.plan_rules import PlanRules
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.resting import resting_exercises
from sciatica_coach.model.routine import Routine
from sciatica_coach.model.stage import Stage
from sciatica_coach.model.text import spoken_minutes
from sciatica_coach.model.value import Value, replace
from sciatica_coach.model.when import day_of

Find = Callable[[str], Exercise | None]


class Inputs(Value):
    """All that a plan depends on.

    Attributes:
        entries: the journal of the last `out_within_days`, and further back all its changes, and all its sessions
            in which pain went down the leg.
        find: an exercise by its id.
        conditions: the rules of those that the profile has.
        gates: what open warning signs close.
        minutes: the minutes asked for; none leaves the doses as they are.
    """

    profile: Profile
    entries: list[Entry]
    now: datetime
    rules: PlanRules
    lead_in: LeadInTimes
    find: Find
    conditions: tuple[ConditionRule, ...] = ()
    gates: frozenset[Gate] = frozenset()
    minutes: float | None = None


def plan_day(routine: Routine, inputs: Inputs, chosen: Reason, work: Callable[[Plan, Exercise], float]) -> Plan:
    """The plan that makes of a routine what is right today.

    Args:
        routine: what to begin with.
        inputs: everything else that the plan depends on.
        chosen: why it is this routine.
        work: the seconds of one exercise in a plan, without its lead-in.
    """
    profile, today, stage = inputs.profile, today_of(inputs), stage_of(inputs)
    empty = Plan(
        routine=routine.id,
        name=routine.name,
        stage=stage,
        exercises=(),
        first_side=profile.first_side,
        pace=profile.pace,
        lead_in=inputs.lead_in,
        withheld=withhold(profile),
        adapted=True,
    )

    known: dict[tuple[str, int, int], float] = {}

    def seconds_of(exercises: Exercises) -> float:
        for one in exercises:
            key = (one.id, one.sets, one.reps)
            if key not in known:
                known[key] = work(empty, one)
        worked = sum(known[one.id, one.sets, one.reps] for one in exercises)
        return worked + sum(inputs.lead_in.sequence(stage, exercises)) * profile.pace

    reasons = [chosen]
    if today.stage != stage:
        reasons.append(_earlier_week_reason(today.stage, today))
    kept = _replaced(routine, today, inputs, reasons)
    kept = _filled(kept, today, inputs, reasons)
    exercises, fit = _fit(kept, today, inputs, seconds_of)
    reasons += [_easier_reason(one, today) for one in exercises if today.eases(one)]
    return replace(empty, exercises=exercises, reasons=(*reasons, *fit))


def today_of(inputs: Inputs) -> Today:
    """All that decides today whether an exercise may be done."""
    profile, rules, now = inputs.profile, inputs.rules, inputs.now
    return Today(
        profile=profile,
        stage=stage_with(stage_of(inputs), inputs.conditions),
        rules=rules,
        conditions=inputs.conditions,
        gates=inputs.gates,
        resting=resting_exercises(inputs.entries, now, rules),
        strength_done=strength_was_done(inputs.entries, now, rules, inputs.find),
    )


def stage_of(inputs: Inputs) -> Stage:
    """The stage of the day, with the careful week where a pregnancy has no due date."""
    profile = inputs.profile
    return profile.stage_on(day_of(inputs.now, profile.day_begins), inputs.rules.unknown_week.value)


def _earlier_week_reason(stage: Stage, today: Today) -> Reason:
    """Why the plan stays at an earlier week after birth."""
    rules = [rule for rule in today.conditions if rule.stay_at_week is not None]
    text = f"The plan stays as in week {stage.week} after birth: {rules[0].ask[:1].lower()}{rules[0].ask[1:]}."
    return Reason(rule="condition", text=text, source=", ".join(rules[0].source))


def _easier_reason(exercise: Exercise, today: Today) -> Reason:
    text = f"{exercise.name_in_sentence} is done in its easier form in week {today.stage.week} of pregnancy."
    return Reason(rule="stage", text=text, source=", ".join(exercise.sources.stages) or "default")


def _replaced(routine: Routine, today: Today, inputs: Inputs, reasons: list[Reason]) -> list[Exercise]:
    """The routine's exercises as far as they may be done today, with those that take the place of the others."""
    kept: list[Exercise] = []
    for exercise in _varied(routine, today, inputs, reasons):
        refusal = today.refusal(exercise)
        if refusal is None:
            kept.append(today.form(exercise))
            continue
        taken = {one.id for one in kept} | {one.id for one in routine.exercises}
        other = _stand_in(exercise, today, inputs, taken)
        ending = f"{other.name_in_sentence} takes its place." if other else _left_out(exercise, today, inputs)
        text = f"{exercise.name_in_sentence} {refusal.text}: {ending}"
        reasons.append(Reason(rule=refusal.rule, text=text, source=", ".join(refusal.source) or "default"))
        if other:
            kept.append(today.form(other))
    return kept


def _left_out(exercise: Exercise, today: Today, inputs: Inputs) -> str:
    """That nothing takes the place of an exercise; and why, where what would is in the session already."""
    there = _stand_in(exercise, today, inputs, set())
    if there is None:
        return "it is left out today."
    return f"it is left out today, since {there.name_in_sentence}, which would take its place, is there already."


def _varied(routine: Routine, today: Today, inputs: Inputs, reasons: list[Reason]) -> list[Exercise]:
    """The routine's exercises with the harder or easier ones that were accepted, as far as they may be done today."""
    others = variants(inputs.entries)
    taken = {one.id for one in routine.exercises}
    found: list[Exercise] = []
    for exercise in routine.exercises:
        other, passed = exercise, {exercise.id}
        while (name := others.get(other.id)) and name not in passed:
            passed.add(name)
            other = inputs.find(name) or exercise
        if other.id in taken or today.refusal(other):
            found.append(exercise)
            continue
        taken.add(other.id)
        text = f"{other.name_in_sentence} takes the place of {exercise.name_in_sentence}, as you agreed."
        reasons.append(Reason(rule="PR3" if other.id != exercise.easier else "PR5", text=text, source="your log"))
        found.append(other)
    return found


def _stand_in(exercise: Exercise, today: Today, inputs: Inputs, taken: set[str]) -> Exercise | None:
    """The nearest exercise, by at most so many links, that may be done today and is not there already."""
    level, seen = [exercise], {exercise.id}
    for _ in range(inputs.rules.most_links.value):
        following: list[Exercise] = []
        for one in level:
            for name in today.alternatives(one):
                other = inputs.find(name) if name not in seen else None
                seen.add(name)
                if other is None:
                    continue
                if other.id not in taken and today.refusal(other) is None:
                    return other
                following.append(other)
        level = following
    return None


def _filled(kept: list[Exercise], today: Today, inputs: Inputs, reasons: list[Reason]) -> list[Exercise]:
    """The exercises with as many added as are needed for the fewest that make a session."""
    rules = inputs.rules
    fewest = rules.fewest_exercises
    added: list[Exercise] = []
    for name in rules.fill:
        if len(kept) + len(added) >= fewest.value:
            break
        exercise = inputs.find(name)
        if exercise and all(exercise.id != one.id for one in kept) and today.refusal(exercise) is None:
            added.append(today.form(exercise))
    if added:
        names = "; ".join(one.name_in_sentence for one in added)
        text = f"Added so that there are {fewest.value} exercises: {names}."
        reasons.append(Reason(rule="fewest", text=text, source=", ".join(fewest.source)))
    return kept + added


def _fit(
    kept: list[Exercise], today: Today, inputs: Inputs, seconds_of: Measure
) -> tuple[Exercises, tuple[Reason, ...]]:
    """The exercises in their order, and with the doses that fit the minutes when some were asked for."""
    order_reason = Reason(
        rule="order", text="In this order you change position as little as possible.", source="default"
    )
    if inputs.minutes is None:
        return ordered(tuple(kept), seconds_of), (order_reason,)
    wanted, within = inputs.minutes * 60, inputs.rules.minutes_within.value
    best: Exercises = ()
    for count, pool in _attempts(kept, inputs):
        chosen = _chosen(pool, count, today, inputs)
        tried = fitted(ordered(chosen, seconds_of), wanted, inputs.rules, seconds_of)
        if not best or abs(seconds_of(tried) - wanted) < abs(seconds_of(best) - wanted):
            best = tried
        if abs(seconds_of(best) - wanted) <= wanted * within:
            break
    return best, (order_reason, _minutes_reason(inputs, seconds_of(best), kept, best))


def _attempts(kept: list[Exercise], inputs: Inputs) -> list[tuple[int, list[Exercise]]]:
    """What to try in turn: the usual numbers of exercises, the same without the longest, then fewer."""
    fewest = inputs.rules.fewest_exercises.value
    longest = max(kept, key=lambda one: one.rep_seconds, default=None)
    without = [one for one in kept if one is not longest]
    usual = _counts(kept, inputs)
    fewer = list(range(fewest - 1, 0, -1))
    return (
        [(count, kept) for count in usual] + [(count, without) for count in usual] + [(count, kept) for count in fewer]
    )


def _counts(kept: list[Exercise], inputs: Inputs) -> list[int]:
    """How many exercises to try, in turn: as many as there are, then the other usual numbers."""
    fewest, most = inputs.rules.fewest_exercises.value, inputs.rules.most_exercises.value
    usual = [count for count in range(fewest, most + 1) if count != len(kept)]
    here = [len(kept)] if fewest <= len(kept) <= most else []
    return [*here, *sorted(usual, key=lambda count: abs(count - len(kept)))]


def _chosen(kept: list[Exercise], count: int, today: Today, inputs: Inputs) -> Exercises:
    """The first so many of the exercises; more from the list of what may be added when there are too few."""
    chosen = kept[:count]
    for name in inputs.rules.fill:
        if len(chosen) >= count:
            break
        exercise = inputs.find(name)
        if exercise and all(exercise.id != one.id for one in chosen) and today.refusal(exercise) is None:
            chosen = [*chosen, today.form(exercise)]
    return tuple(chosen)


def _minutes_reason(inputs: Inputs, seconds: float, kept: list[Exercise], best: Exercises) -> Reason:
    minutes, within = inputs.minutes or 0, inputs.rules.minutes_within
    asked = "1 minute" if minutes == 1 else f"{minutes:g} minutes"
    near = abs(seconds - minutes * 60) <= minutes * 60 * within.value
    text = (
        f"Reps and sets are chosen to take about {asked}."
        if near
        else f"You asked for {asked}: the nearest that fits is {spoken_minutes(seconds)}."
    )
    text += _names(" Left out for that", kept, best) + _names(" Added for that", best, kept)
    return Reason(rule="minutes", text=text, source=", ".join(within.source))


def _names(words: str, there: Iterable[Exercise], elsewhere: Iterable[Exercise]) -> str:
    """A sentence that names the exercises of the one that are not in the other; empty when there are none."""
    known = {one.id for one in elsewhere}
    names = [one.name_in_sentence for one in there if one.id not in known]
    return f"{words}: {'; '.join(names)}." if names else ""
