"""A routine: exercises of the library with doses of their own, and exercises written in place."""

import pytest
from tests.model.reading import DOSE_RULES, exercise_of, exercise_text, routine_and_faults

from sciatica_coach.model.exercise import Beat, Sides
from sciatica_coach.model.routine import StageKind

LEAN = exercise_of(exercise_text(sides="each", reps="2", rest="5", move_in="{cue: In, seconds: 3}"))
TILT = exercise_of(
    exercise_text(
        name="Pelvic tilt",
        hold=None,
        rep="[{cue: Tuck, seconds: 2}, {cue: Stay, seconds: 5, hold: true}, {cue: Let go, seconds: 2}]",
    )
)
GLIDE = exercise_of(
    exercise_text(
        name="Ankle glide",
        category="nerve-glide",
        hold=None,
        rep="[{cue: Toes up, seconds: 2, hold: true}, {cue: Toes away, seconds: 2}]",
    )
)
PUMP = exercise_of(exercise_text(name="Ankle pump", hold=None, rep="[{cue: Up, seconds: 1}]"))
HEAD = "name: Morning\nexercises:\n"


def test_routine_keeps_the_order_of_its_exercises() -> None:
    """The exercises come in the order written, the same one twice if so wished, at their own doses."""
    text = """\
name: Morning
for: [general, postpartum]
description: Five quiet minutes.
exercises:
  - exercise: doorway-lean
  - exercise: pelvic-tilt
  - exercise: doorway-lean
"""
    routine, faults = routine_and_faults(text, LEAN, TILT)
    assert faults == []
    assert (routine.id, routine.name, routine.description) == ("test-routine", "Morning", "Five quiet minutes.")
    assert routine.stages == (StageKind.GENERAL, StageKind.POSTPARTUM)
    assert routine.exercises == (LEAN, TILT, LEAN)


DOSES = {
    "sides": ("sides: alternate", "sides", Sides.ALTERNATE),
    "sets": ("sets: 3", "sets", 3),
    "reps": ("reps: 1", "reps", 1),
    "rest": ("rest: 0", "rest_seconds", 0),
    "self_paced": ("self_paced: true", "self_paced", True),
    "hold": (
        "hold: 45",
        "rep",
        (Beat(cue="In", seconds=3, counts=False), Beat(cue="Hold, keep breathing", seconds=45, hold=True)),
    ),
}


@pytest.mark.parametrize(("line", "attribute", "value"), DOSES.values(), ids=DOSES.keys())
def test_key_beside_an_exercise_replaces_its_own_dose(line: str, attribute: str, value: object) -> None:
    """Each dose key is replaced alone: all else of the exercise stays, and so does the library's own."""
    routine, faults = routine_and_faults(f"{HEAD}  - exercise: doorway-lean\n    {line}\n", LEAN)
    assert faults == []
    changed = [name for name in LEAN.value_names if getattr(routine.exercises[0], name) != getattr(LEAN, name)]
    assert changed == [attribute]
    assert getattr(routine.exercises[0], attribute) == value


def test_hold_beside_an_exercise_replaces_the_beat_marked_hold() -> None:
    """In an exercise of beats the one marked `hold: true` gets the routine's seconds."""
    routine, faults = routine_and_faults(f"{HEAD}  - exercise: pelvic-tilt\n    hold: 8\n", TILT)
    assert faults == []
    assert [beat.seconds for beat in routine.exercises[0].rep] == [2, 8, 2]


def test_exercise_in_place_has_the_slug_of_its_name_as_id() -> None:
    """An exercise may be written out in the routine."""
    text = f"{HEAD}  - exercise: pelvic-tilt\n  - {exercise_text(name='Wall sit').replace(chr(10), chr(10) + '    ')}"
    routine, faults = routine_and_faults(text, TILT)
    assert faults == []
    assert [exercise.id for exercise in routine.exercises] == ["pelvic-tilt", "wall-sit"]


CLOCK = (
    "{}: `hold: 1:30` must be a number of seconds, more than 0 and at most 14400, such as `hold: 30`; "
    "for 1:30 write 90."
)
FAULTS = {
    "no name": (
        "exercises: [{exercise: pelvic-tilt}]",
        ["1: `name` is missing: add for example `name: Gentle start`."],
    ),
    "no exercises": (
        "name: Morning",
        ["1: `exercises` is missing: add for example `exercises: [{exercise: pelvic-tilt-seated}]`."],
    ),
    "an empty list": ("name: Morning\nexercises: []", ["2: `exercises` has 0 entries; it must have 1 to 40."]),
    "nothing after the colon": (
        "name: Morning\nexercises:",
        ["2: `exercises` must be a list: `[one, two]`, or lines that begin with `- `."],
    ),
    "forty-one": (
        f"name: Morning\nexercises: [{', '.join(['{exercise: pelvic-tilt}'] * 41)}]",
        ["2: `exercises` has 41 entries; it must have 1 to 40."],
    ),
    "a bare id": (
        HEAD + "  - pelvic-tilt\n",
        [
            (
                "3: Each entry of `exercises` must have keys of its own, not one bare word: "
                "write `- exercise: pelvic-tilt-seated`."
            )
        ],
    ),
    "unknown key": (
        "title: Morning\n" + HEAD + "  - exercise: pelvic-tilt\n",
        ["1: A routine has no key `title`. Known are description, exercises, for, name."],
    ),
    "another stage": (
        "for: [pregnant]\n" + HEAD + "  - exercise: pelvic-tilt\n",
        ["1: `pregnant` is not a word that `for` knows. Did you mean pregnancy?"],
    ),
    "unknown exercise": (
        HEAD + "  - exercise: pelvic-tlt\n",
        ["3: There is no exercise `pelvic-tlt`. Did you mean pelvic-tilt?"],
    ),
    "unknown exercise, nothing near": (
        HEAD + "  - reps: 2\n    exercise: xyzzy\n",
        ["4: There is no exercise `xyzzy`. `coach exercises list` names them all."],
    ),
    "unknown exercise with a dose that is none": (
        HEAD + "  - exercise: pelvic-tlt\n    hold: 1:30\n    reps: [2]\n",
        [
            "3: There is no exercise `pelvic-tlt`. Did you mean pelvic-tilt?",
            CLOCK.format(4),
            "5: `reps` must be a whole number, not a list or a group of keys.",
        ],
    ),
    "no exercise named": (
        HEAD + "  - reps: 2\n",
        ["3: `exercise` is missing: add for example `exercise: pelvic-tilt-seated` or `name: Doorway lean`."],
    ),
    "empty id": (
        HEAD + "  - exercise:\n",
        ["3: `exercise` is empty: write a text, or leave the key out."],
    ),
    "more than the dose": (
        HEAD + "  - exercise: pelvic-tilt\n    name: Tilt\n    side_seconds: 3\n",
        [
            (
                "4: An exercise of the library in a routine has no key `name`. "
                "Known are exercise, hold, reps, rest, self_paced, sets, sides."
            ),
            "5: An exercise of the library in a routine has no key `side_seconds`. Did you mean sides?",
        ],
    ),
    "doses that are none": (
        HEAD + "  - exercise: pelvic-tilt\n    reps: 0\n    rest: -1\n    hold: 1:30\n    sides: booth\n",
        [
            "4: `reps: 0` must be a whole number from 1 to 200, such as `reps: 2`.",
            "5: `rest: -1` must be a number of seconds, from 0 to 14400, such as `rest: 30`.",
            CLOCK.format(6),
            "7: `booth` is not a word that `sides` knows. Did you mean both?",
        ],
    ),
    "a hold where there is none": (
        HEAD + "  - exercise: ankle-pump\n    hold: 5\n",
        [
            "4: ankle-pump has no hold: no beat of it is marked `hold: true`. Change `reps` in its place.",
        ],
    ),
    "a nerve glide held": (
        HEAD + "  - exercise: ankle-glide\n    hold: 5\n",
        [
            (
                "4: A nerve glide is moved, never held: a beat of 5 s is longer than 2 s. "
                "Write 2 or less, and raise `reps` for more."
            ),
        ],
    ),
    "a fault in place": (
        HEAD + "  - name: Wall sit\n    category: strength\n    position: wal\n    hold: 5\n    steps: [Sit.]\n",
        [
            "3: `stop_if` is missing: add for example `stop_if: pain travels further down the leg`.",
            "5: `wal` is not a word that `position` knows. Did you mean wall?",
        ],
    ),
}


@pytest.mark.parametrize(("text", "faults"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_of_a_routine(text: str, faults: list[str]) -> None:
    """Everything that is wrong with a routine stands on its line, with what would be right."""
    assert routine_and_faults(text, LEAN, TILT, GLIDE, PUMP)[1] == faults


def test_dose_of_a_glide_can_be_changed_otherwise() -> None:
    """A nerve glide takes more reps, and a shorter hold."""
    routine, faults = routine_and_faults(f"{HEAD}  - exercise: ankle-glide\n    reps: 15\n    hold: 1\n", GLIDE)
    assert faults == []
    assert (routine.exercises[0].reps, routine.exercises[0].rep[0].seconds) == (15, 1)


def test_exercise_whose_own_file_is_faulty_is_left_out() -> None:
    """An id that is known but cannot be read gives no exercise, and no fault of the routine."""
    from tests.model.reading import read

    from sciatica_coach.model.routine import Shelf, read_routine

    shelf = Shelf(ids=frozenset({"broken"}), find=lambda _: None, rules=DOSE_RULES)
    routine, faults = read(f"{HEAD}  - exercise: broken\n", lambda node, found: read_routine(node, found, "x", shelf))
    assert (routine.exercises, faults) == ((), [])


def test_endless_routine_is_refused() -> None:
    """A routine of more beats than anybody can do is a fault, and not a program that runs out of memory."""
    exercise = (
        "{name: Tap, category: mobility, position: seated, sets: 20, reps: 200, sides: each, "
        "rep: [{cue: Tap, seconds: 1}, {cue: Lift, seconds: 1}], steps: [Tap.], stop_if: it hurts}"
    )
    _, faults = routine_and_faults(f"name: Endless\nexercises: [{exercise}, {exercise}]")
    assert faults == ["2: The routine has more than 20000 beats in all: take fewer exercises, sets or reps."]
