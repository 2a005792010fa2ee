"""Fits exercises to the minutes asked for, and puts them in an order with few ups and downs."""

from collections.abc import Callable
from itertools import permutations

from sciatica_coach.model.exercise import Category, Exercise, Position
from sciatica_coach.model.plan_rules import PlanRules
from sciatica_coach.model.value import replace

Exercises = tuple[Exercise, ...]
Measure = Callable[[Exercises], float]
"""Seconds of a session with these exercises, lead-ins included."""

_MOST_STEPS = 200
_RESTING_PLACES = (Position.SEATED, Position.SIDE_LYING, Position.ALL_FOURS, Position.WALL, Position.STANDING)


def fitted(exercises: Exercises, seconds: float, rules: PlanRules, measure: Measure) -> Exercises:
    """The exercises with doses as near to the seconds as they come, by one rep or one set at a time.

    Of the steps that come nearer, the one that leaves its exercise the least changed: all share what is added or taken.
    """
    best, distance = exercises, abs(measure(exercises) - seconds)
    for _ in range(_MOST_STEPS):
        tried = [
            (_strain(exercises[place], other[place]), abs(measure(other) - seconds), other)
            for place, other in _neighbours(best, rules)
        ]
        nearer = [step for step in tried if step[1] < distance]
        if not nearer:
            break
        _, distance, best = min(nearer, key=lambda step: step[:2])
    return best


def _strain(usual: Exercise, now: Exercise) -> float:
    """How many times its usual reps an exercise has now, or how many times fewer."""
    more = (now.sets * now.reps) / (usual.sets * usual.reps)
    return max(more, 1 / more)


def _neighbours(exercises: Exercises, rules: PlanRules) -> list[tuple[int, Exercises]]:
    """Every way to change one exercise by one rep or one set, with the place of that one."""
    return [
        (place, (*exercises[:place], other, *exercises[place + 1 :]))
        for place, exercise in enumerate(exercises)
        for other in _changed(exercise, rules)
    ]


def _changed(exercise: Exercise, rules: PlanRules) -> list[Exercise]:
    bounds = rules.reps
    stretch = exercise.held
    least = min(exercise.reps, bounds.stretch_least if stretch else bounds.other_least)
    most = max(exercise.reps, bounds.stretch_most if stretch else bounds.other_most)
    changed = [replace(exercise, reps=reps) for reps in (exercise.reps - 1, exercise.reps + 1) if least <= reps <= most]
    sets = [count for count in (exercise.sets - 1, exercise.sets + 1) if 1 <= count <= rules.most_sets.value]
    if exercise.category is not Category.NERVE_GLIDE:
        changed += [replace(exercise, sets=count) for count in sets]
    return changed


def ordered(exercises: Exercises, measure: Measure) -> Exercises:
    """The exercises in the order that takes the least time to change position; each position once.

    Those that keep any position are done sitting, or else where one rests best.
    """
    groups: dict[Position, list[Exercise]] = {}
    for exercise in exercises:
        groups.setdefault(exercise.position, []).append(exercise)
    anywhere = tuple(groups.pop(Position.ANY, []))
    orders = [_joined(order, groups, anywhere) for order in permutations(groups)]
    return min(orders, key=measure) if len(orders) > 1 else orders[0]


def _joined(order: tuple[Position, ...], groups: dict[Position, list[Exercise]], anywhere: Exercises) -> Exercises:
    if not order:
        return anywhere
    rest = next((place for place in _RESTING_PLACES if place in order), order[-1])
    found: list[Exercise] = []
    for place in order:
        found += groups[place]
        if place is rest:
            found += anywhere
    return tuple(found)
