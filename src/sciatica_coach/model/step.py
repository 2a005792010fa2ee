"""One step up in one exercise: each way in which it may grow, in turn (PR3, PR6)."""

from collections.abc import Iterator

from sciatica_coach.model.changes import with_hold
from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.growth import Grows, Growth, growth_of, held_seconds
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.suggestion import Allowed
from sciatica_coach.model.value import Value, replace


class Step(Value):
    """One thing that may grow: what, from where, to where; and the exercise as it would be then."""

    key: Grows
    before: float | str
    after: float | str
    exercise: Exercise
    side: Side | None = None


def steps_up(exercise: Exercise, rules: ResponseRules, allowed: Allowed) -> Iterator[Step]:
    """What may grow in an exercise, in the order of its row; nerve glides by reps alone, as their row says (PR6)."""
    growth = growth_of(exercise, rules.grows)
    if growth is None:
        return
    for key in growth.by:
        match key:
            case Grows.REPS if not exercise.held:
                yield from _more_reps(exercise, rules)
            case Grows.HOLD:
                yield from _longer_hold(exercise, growth)
            case Grows.SETS:
                yield from _more_sets(exercise, rules)
            case Grows.HARDER:
                other = allowed(exercise.harder)
                if other is not None:
                    yield Step(key=key, before=exercise.id, after=other.id, exercise=other)


def _longer_hold(exercise: Exercise, growth: Growth) -> Iterator[Step]:
    held = held_seconds(exercise)
    if held is not None and held < growth.longest_hold:
        after = min(growth.longest_hold, held + growth.more_hold)
        yield Step(key=Grows.HOLD, before=held, after=after, exercise=with_hold(exercise, after))


def _more_sets(exercise: Exercise, rules: ResponseRules) -> Iterator[Step]:
    sets = exercise.sets + round(rules.more_sets.value)
    if sets <= rules.most_sets.value:
        grown = replace(exercise, sets=sets)
        yield Step(key=Grows.SETS, before=float(exercise.sets), after=float(sets), exercise=grown)


def _more_reps(exercise: Exercise, rules: ResponseRules) -> Iterator[Step]:
    """More reps: first on the side that has fewer than the other, until both have the same."""
    more, fewest = round(rules.more_reps.value), min(exercise.side_reps.values(), default=exercise.reps)
    if fewest < exercise.reps:
        side = next(side for side, reps in exercise.side_reps.items() if reps == fewest)
        after = min(exercise.reps, fewest + more)
        grown = replace(exercise, side_reps={**exercise.side_reps, side: after})
        yield Step(key=Grows.REPS, side=side, before=float(fewest), after=float(after), exercise=grown)
    elif exercise.reps + more <= rules.most_reps.value:
        after = exercise.reps + more
        grown = replace(exercise, reps=after)
        yield Step(key=Grows.REPS, before=float(exercise.reps), after=float(after), exercise=grown)
