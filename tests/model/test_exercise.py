"""An exercise as it is read: its beats, sides, neighbours and defaults."""

import pytest
from tests.model.reading import exercise_of, exercise_text, movement_text

from sciatica_coach.model.exercise import (
    Beat,
    Category,
    Equipment,
    Exercise,
    Position,
    Side,
    Sides,
    Sources,
    StageAction,
    StageRules,
    Weeks,
)

WHOLE = """\
name: Figure-4 stretch, lying
category: stretch
position: supine
equipment: [mat]
helpful: [pillow, small ball]
sides: each
side_words: {left: Left ankle on right thigh}
side_seconds: 8
sets: 2
reps: 3
rest: 10.5
hold: 30
move_in: {cue: Let the knee open, seconds: 3}
hold_cue: Hold still
move_out: {cue: Ease off, seconds: 4}
self_paced: true
steps: [Lie on your back., Rest one ankle on the other thigh.]
feel: a stretch
stop_if: you feel sharp pain
easier: figure-4-seated
harder: Do it standing.
without_floor: figure-4-seated
without_floor_pregnant: chair
take_care: Not with a new hip.
why: It lengthens the muscle.
stages:
  pregnancy:
    - {weeks: 1-15, do: usual}
    - {weeks: 16-42, do: instead, use: sit-to-stand}
  after_birth: {vaginal: 0, caesarean: 4}
sources: {exercise: [S1, S2], dose: [default], stages: [R20]}
"""


def test_every_key_is_read() -> None:
    """Each key of an exercise file arrives in its place."""
    assert exercise_of(WHOLE) == Exercise(
        id="figure-4-stretch-lying",
        name="Figure-4 stretch, lying",
        category=Category.STRETCH,
        position=Position.SUPINE,
        rep=(
            Beat(cue="Let the knee open", seconds=3, counts=False),
            Beat(cue="Hold still", seconds=30, hold=True),
            Beat(cue="Ease off", seconds=4, counts=False),
        ),
        held=True,
        sides=Sides.EACH,
        sets=2,
        reps=3,
        rest_seconds=10.5,
        self_paced=True,
        side_words={Side.LEFT: "Left ankle on right thigh"},
        side_seconds=8,
        equipment=(Equipment.MAT,),
        helpful=(Equipment.PILLOW, Equipment.SMALL_BALL),
        steps=("Lie on your back.", "Rest one ankle on the other thigh."),
        feel="a stretch",
        stop_if="you feel sharp pain",
        easier="figure-4-seated",
        harder="Do it standing.",
        without_floor="figure-4-seated",
        without_floor_pregnant="chair",
        take_care="Not with a new hip.",
        why="It lengthens the muscle.",
        stages=StageRules(
            pregnancy=(
                Weeks(first=1, last=15, action=StageAction.USUAL),
                Weeks(first=16, last=42, action=StageAction.INSTEAD, use="sit-to-stand"),
            ),
            vaginal_week=0,
            caesarean_week=4,
        ),
        sources=Sources(exercise=("S1", "S2"), dose=("default",), stages=("R20",)),
    )


def test_defaults_of_what_is_left_out() -> None:
    """Without its optional keys an exercise is one set of one rep, without sides, rest or stage rules."""
    exercise = exercise_of(exercise_text())
    assert (exercise.sides, exercise.sets, exercise.reps, exercise.rest_seconds) == (Sides.NONE, 1, 1, 0)
    assert (exercise.side_seconds, exercise.self_paced, exercise.equipment) == (5, False, ())
    assert exercise.rep == (Beat(cue="Hold, keep breathing", seconds=20, hold=True),)
    assert exercise.stages == StageRules(pregnancy=(), vaginal_week=None, caesarean_week=None)


def test_texts_come_cleaned_and_on_one_line() -> None:
    """Escape codes of a double-quoted text are replaced, and a folded text becomes one line."""
    exercise = exercise_of(exercise_text(feel='"a \\e]52;c;x\\a pull\\n  \\u202Ehere"', why=">\n  One.\n  Two."))
    assert exercise.feel == "a \ufffd]52;c;x\ufffd pull \ufffdhere"
    assert exercise.why == "One. Two."


def test_markup_stays_text() -> None:
    """Square brackets and colons are kept as they are: nothing here is markup."""
    assert exercise_of(exercise_text(feel="'[/nope] [bold]: x'")).feel == "[/nope] [bold]: x"


def test_scalars_are_never_guessed_at() -> None:
    """What YAML takes for truths, dates and numbers is a text where a text is meant."""
    exercise = exercise_of(exercise_text(name="no", feel="2026-11-22", why="012", take_care="~"))
    assert (exercise.name, exercise.feel, exercise.why, exercise.take_care) == ("no", "2026-11-22", "012", "~")


@pytest.mark.parametrize(
    ("sides", "order"),
    [
        ("none", ()),
        ("both", ()),
        ("each", (Side.LEFT, Side.RIGHT)),
        ("alternate", (Side.LEFT, Side.RIGHT)),
    ],
)
def test_sides_in_turn(sides: str, order: tuple[Side, ...]) -> None:
    """Only `each` and `alternate` have sides to tell apart; both limbs together have none."""
    assert exercise_of(exercise_text(sides=sides)).side_order == order


def test_side_words_default_to_the_side() -> None:
    """A side without words of its own is called by its name."""
    exercise = exercise_of(exercise_text(sides="each", side_words="{right: Right knee}"))
    assert [exercise.say_side(side) for side in Side] == ["Left side", "Right knee"]
    assert (Side.LEFT.other, Side.RIGHT.other) == (Side.RIGHT, Side.LEFT)


def test_hold_seconds_belong_to_a_hold_alone() -> None:
    """An exercise of beats has no hold of its own, even when one of its beats is marked as one."""
    held = exercise_of(exercise_text(hold="30", move_in="{cue: In, seconds: 3}"))
    beats = exercise_of(exercise_text(hold=None, rep="[{cue: Up, seconds: 2}, {cue: Stay, seconds: 5, hold: true}]"))
    assert (held.hold_seconds, beats.hold_seconds) == (30, None)
    assert (held.rep_seconds, beats.rep_seconds) == (33, 7)


def test_neighbours_are_other_exercises() -> None:
    """The ids that an exercise names, each once, without sentences and without itself."""
    assert exercise_of(WHOLE).neighbours == ("figure-4-seated", "chair", "sit-to-stand")
    assert exercise_of(exercise_text(easier="Lean less.", without_floor="doorway-lean")).neighbours == ()


def test_id_comes_from_the_name_where_there_is_no_file() -> None:
    """An exercise written in place is known by the slug of its name."""
    assert exercise_of(exercise_text(name="Knee/hip, circles!")).id == "knee-hip-circles"


def test_beats_count_as_exercise_and_moves_do_not() -> None:
    """Moving into and out of a hold is not exercise done; every beat of a rep is."""
    moves = exercise_of(exercise_text(move_in="{cue: In, seconds: 3}", move_out="{cue: Out, seconds: 3}"))
    assert [beat.counts for beat in moves.rep] == [False, True, False]
    assert [beat.counts for beat in exercise_of(movement_text()).rep] == [True]
