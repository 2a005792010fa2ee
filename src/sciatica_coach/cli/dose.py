"""A dose in words."""

from sciatica_coach.model.exercise import Exercise, Sides
from sciatica_coach.model.text import plural

SIDES_WORDS = {
    Sides.NONE: "",
    Sides.BOTH: "both sides together",
    Sides.EACH: "each side",
    Sides.ALTERNATE: "sides in turn",
}


def short_dose(exercise: Exercise) -> str:
    """How much of it, for a line with little room: `2 reps, hold 30 s, each side`."""
    parts = [plural(exercise.sets, "set")] if exercise.sets > 1 else []
    parts.append(plural(exercise.reps, "rep"))
    if exercise.hold_seconds is not None:
        parts.append(f"hold {exercise.hold_seconds:g} s")
    return ", ".join([*parts, *filter(None, [SIDES_WORDS[exercise.sides]])])


def dose_words(exercise: Exercise) -> str:
    """The dose in words: `2 reps, hold 30 s, rest 10 s, each side`."""
    parts = [plural(exercise.sets, "set")] if exercise.sets > 1 else []
    parts.append(plural(exercise.reps, "rep"))
    if exercise.hold_seconds is not None:
        parts.append(f"hold {exercise.hold_seconds:g} s")
    else:
        parts += [f"{_cue_of_either_side(beat.cue)} {beat.seconds:g} s" for beat in exercise.rep]
    if exercise.rest_seconds:
        parts.append(f"rest {exercise.rest_seconds:g} s")
    for side, reps in exercise.side_reps.items():
        parts.append(f"{side} {plural(reps, 'rep')}")
    if SIDES_WORDS[exercise.sides]:
        parts.append(SIDES_WORDS[exercise.sides])
    if exercise.self_paced:
        parts.append("at your own pace")
    return ", ".join(parts)


def _cue_of_either_side(cue: str) -> str:
    """A cue where no side is meant yet: of `{side}, knees over` and `{side} leg back`, `knees over`, `one leg back`."""
    return cue.removeprefix("{side}, ").replace("{side}", "one").lower()
