"""A plan becomes steps, all of them, before the start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import exercise, plan_of

from sciatica_coach.model.exercise import Equipment, Exercise, Position, Side, Sides
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth, Stage
from sciatica_coach.session.timeline import Step, StepKind, expand, seconds_by_exercise

EACH, BOTH, ALTERNATE = Sides.EACH, Sides.BOTH, Sides.ALTERNATE
SITTING = Position.SEATED


def told(plan: Plan, *, attended: bool = True) -> list[str]:
    """The steps as short texts: what, seconds, side, and `set.rep`."""
    return [_told(step) for step in expand(plan, attended=attended)]


def _told(step: Step) -> str:
    side = step.side[0].upper() if step.side else ""
    number = f"{step.set}.{step.rep}" if step.rep else str(step.set or "")
    return " ".join(part for part in (step.kind, f"{step.seconds:g}", side + number) if part)


ONE_EXERCISE = {
    "one hold": (exercise(hold=20), "lead-in 5, beat 20 1.1"),
    "a hold with reps and no rest": (exercise(hold=20, reps=2), "lead-in 5, beat 20 1.1, beat 20 1.2"),
    "rest separates the reps of a hold": (
        exercise(hold=20, reps=3, rest=4),
        "lead-in 5, beat 20 1.1, rest 4 1, beat 20 1.2, rest 4 1, beat 20 1.3",
    ),
    "rest separates sets and reps of a hold": (
        exercise(hold=20, reps=2, sets=2, rest=4),
        "lead-in 5, beat 20 1.1, rest 4 1, beat 20 1.2, rest 4 2, beat 20 2.1, rest 4 2, beat 20 2.2",
    ),
    "rest separates sets of beats, never their reps": (
        exercise(beats=[("Up", 2)], reps=2, sets=2, rest=9),
        "lead-in 5, beat 2 1.1, beat 2 1.2, rest 9 2, beat 2 2.1, beat 2 2.2",
    ),
    "a rep has all of its beats": (
        exercise(beats=[("Up", 2), ("Down", 3)], reps=2, rest=9),
        "lead-in 5, beat 2 1.1, beat 3 1.1, beat 2 1.2, beat 3 1.2",
    ),
    "both sides together are done once": (exercise(hold=20, sides=BOTH), "lead-in 5, beat 20 1.1"),
    "each side in turn, with a change between": (
        exercise(hold=20, sides=EACH),
        "lead-in 5 L, beat 20 L1.1, side-change 5 R, beat 20 R1.1",
    ),
    "all sets of one side come before the other side": (
        exercise(hold=20, sets=2, sides=EACH),
        "lead-in 5 L, beat 20 L1.1, beat 20 L2.1, side-change 5 R, beat 20 R1.1, beat 20 R2.1",
    ),
    "a side change takes the rest where that is longer": (
        exercise(hold=20, sides=EACH, rest=12),
        "lead-in 5 L, beat 20 L1.1, side-change 12 R, beat 20 R1.1",
    ),
    "a side change takes its own time where that is longer": (
        exercise(hold=20, sides=EACH, rest=4, side_seconds=7),
        "lead-in 5 L, beat 20 L1.1, side-change 7 R, beat 20 R1.1",
    ),
    "a side change comes for beats too": (
        exercise(beats=[("Up", 2)], reps=2, sides=EACH, rest=6),
        "lead-in 5 L, beat 2 L1.1, beat 2 L1.2, side-change 6 R, beat 2 R1.1, beat 2 R1.2",
    ),
    "lying on a side, one turns over": (
        exercise(hold=20, sides=EACH, position=Position.SIDE_LYING),
        "lead-in 10 L, beat 20 L1.1, side-change 15 R, beat 20 R1.1",
    ),
    "lying on a side, a longer rest stays": (
        exercise(hold=20, sides=EACH, position=Position.SIDE_LYING, rest=40),
        "lead-in 10 L, beat 20 L1.1, side-change 40 R, beat 20 R1.1",
    ),
    "alternate sides change with each rep and need no change step": (
        exercise(beats=[("Over", 3)], reps=2, sides=ALTERNATE, rest=9),
        "lead-in 5 L, beat 3 L1.1, beat 3 R1.1, beat 3 L1.2, beat 3 R1.2",
    ),
    "alternate holds rest between all of their reps": (
        exercise(hold=9, reps=2, sides=ALTERNATE, rest=4),
        "lead-in 5 L, beat 9 L1.1, rest 4 R1, beat 9 R1.1, rest 4 L1, beat 9 L1.2, rest 4 R1, beat 9 R1.2",
    ),
    "alternate sets rest between the sets": (
        exercise(beats=[("Over", 3)], sets=2, sides=ALTERNATE, rest=9),
        "lead-in 5 L, beat 3 L1.1, beat 3 R1.1, rest 9 L2, beat 3 L2.1, beat 3 R2.1",
    ),
    "moves into and out of a hold stand around each rep": (
        exercise(hold=20, move_in=3, move_out=2, reps=2, rest=4),
        "lead-in 5, move 3 1.1, beat 20 1.1, move 2 1.1, rest 4 1, move 3 1.2, beat 20 1.2, move 2 1.2",
    ),
    "the two sides may have two doses": (
        exercise(hold=9, reps=1, side_reps={Side.RIGHT: 2}, sides=EACH),
        "lead-in 5 L, beat 9 L1.1, side-change 5 R, beat 9 R1.1, beat 9 R1.2",
    ),
    "by turns, the side with more reps goes on alone": (
        exercise(hold=9, reps=2, side_reps={Side.LEFT: 1}, sides=ALTERNATE),
        "lead-in 5 L, beat 9 L1.1, beat 9 R1.1, beat 9 R1.2",
    ),
    "self-paced sides by turns last as long as both doses": (
        exercise(hold=10, reps=3, side_reps={Side.RIGHT: 1}, sides=ALTERNATE, self_paced=True),
        "lead-in 5 L, open 40 1",
    ),
    "self-paced waits once for a whole set": (
        exercise(hold=20, reps=3, self_paced=True),
        "lead-in 5, open 60 1",
    ),
    "self-paced waits for each set and side": (
        exercise(hold=10, sets=2, sides=EACH, self_paced=True, rest=8),
        "lead-in 5 L, open 10 L1, rest 8 L2, open 10 L2, side-change 8 R, open 10 R1, rest 8 R2, open 10 R2",
    ),
    "self-paced sides by turns are one step": (
        exercise(hold=10, reps=3, sides=ALTERNATE, self_paced=True),
        "lead-in 5 L, open 60 1",
    ),
}


@pytest.mark.parametrize(("given_exercise", "steps"), ONE_EXERCISE.values(), ids=ONE_EXERCISE.keys())
def test_exercise_becomes_steps(given_exercise: Exercise, steps: str) -> None:
    """Each dose has exactly these steps, and no rest after the last of anything."""
    assert told(plan_of(given_exercise)) == steps.split(", ")


SEVERAL = {
    "the same place takes the short lead-in": (
        plan_of(exercise("A"), exercise("B")),
        "lead-in 5, beat 20 1.1, lead-in 5, beat 20 1.1",
    ),
    "no rest stands before the next exercise": (
        plan_of(exercise("A", reps=2, rest=9), exercise("B", rest=9)),
        "lead-in 5, beat 20 1.1, rest 9 1, beat 20 1.2, lead-in 5, beat 20 1.1",
    ),
    "another place takes longer": (
        plan_of(exercise("A", position=SITTING), exercise("B", position=SITTING), exercise("C")),
        "lead-in 10, beat 20 1.1, lead-in 5, beat 20 1.1, lead-in 10, beat 20 1.1",
    ),
    "any keeps the place that one is in": (
        plan_of(
            exercise("A", position=SITTING),
            exercise("B", position=Position.ANY),
            exercise("C", position=SITTING),
        ),
        "lead-in 10, beat 20 1.1, lead-in 5, beat 20 1.1, lead-in 5, beat 20 1.1",
    ),
    "things that must be fetched take longer in the same place": (
        plan_of(
            exercise("A"),
            exercise("B", equipment=(Equipment.TOWEL,)),
            exercise("C", equipment=(Equipment.TOWEL,)),
            exercise("D"),
        ),
        "lead-in 5, beat 20 1.1, lead-in 12, beat 20 1.1, lead-in 5, beat 20 1.1, lead-in 5, beat 20 1.1",
    ),
    "the right side may go first": (
        plan_of(exercise(sides=EACH), first_side=Side.RIGHT),
        "lead-in 5 R, beat 20 R1.1, side-change 5 L, beat 20 L1.1",
    ),
    "the right side may go first by turns": (
        plan_of(exercise(hold=3, sides=ALTERNATE), first_side=Side.RIGHT),
        "lead-in 5 R, beat 3 R1.1, beat 3 L1.1",
    ),
    "a slower pace stretches lead-ins, changes and rests, and nothing that is done": (
        plan_of(exercise(hold=20, sets=2, rest=4, sides=EACH), exercise("B", move_in=3), slower=2),
        (
            "lead-in 10 L, beat 20 L1.1, rest 8 L2, beat 20 L2.1, "
            "side-change 10 R, beat 20 R1.1, rest 8 R2, beat 20 R2.1, lead-in 10, move 3 1.1, beat 20 1.1"
        ),
    ),
}


@pytest.mark.parametrize(("plan", "steps"), SEVERAL.values(), ids=SEVERAL.keys())
def test_plan_becomes_steps(plan: Plan, steps: str) -> None:
    """Exercises follow each other with lead-ins that fit the place, the things, the side and the pace."""
    assert told(plan) == steps.split(", ")


ENDS = {
    "the first exercise ends nothing": (plan_of(exercise(position=SITTING)), [False]),
    "another position": (plan_of(exercise(), exercise(position=SITTING)), [False, True]),
    "any, which keeps it": (
        plan_of(exercise(position=SITTING), exercise(position=Position.ANY), exercise(position=SITTING)),
        [False, False, False],
    ),
    "any at first, which is done standing": (plan_of(exercise(position=Position.ANY), exercise()), [False, False]),
    "any at first, then down": (plan_of(exercise(position=Position.ANY), exercise(position=SITTING)), [False, True]),
}


@pytest.mark.parametrize(("plan", "ends"), ENDS.values(), ids=ENDS.keys())
def test_block_ends_where_the_position_changes(plan: Plan, ends: list[bool]) -> None:
    """The pain is asked where one gets into another position, the first one of a session not counted (PM7)."""
    assert [step.ends_block for step in expand(plan) if step.kind is StepKind.LEAD_IN] == ends


PREGNANT, AFTER_BIRTH = StageKind.PREGNANCY, StageKind.POSTPARTUM
STAGES = {
    "most people": (Stage(), 10, 15),
    "pregnant, week 27": (Stage(kind=PREGNANT, week=27), 10, 15),
    "pregnant, week 28": (Stage(kind=PREGNANT, week=28), 20, 25),
    "pregnant, week 41": (Stage(kind=PREGNANT, week=41), 20, 25),
    "week 5 after a vaginal birth": (Stage(kind=AFTER_BIRTH, week=5, birth=Birth.VAGINAL), 20, 25),
    "week 6 after a vaginal birth": (Stage(kind=AFTER_BIRTH, week=6, birth=Birth.VAGINAL), 10, 15),
    "week 7 after a caesarean": (Stage(kind=AFTER_BIRTH, week=7, birth=Birth.CAESAREAN), 20, 25),
    "week 8 after a caesarean": (Stage(kind=AFTER_BIRTH, week=8, birth=Birth.CAESAREAN), 10, 15),
}


@pytest.mark.parametrize(("stage", "lead_in", "turn"), STAGES.values(), ids=STAGES.keys())
def test_getting_ready_takes_longer_late_in_pregnancy_and_after_birth(
    stage: Stage, lead_in: float, turn: float
) -> None:
    """Lead-ins and turns over are the longer ones from week 28 on, and in the first weeks after birth."""
    plan = plan_of(exercise(sides=EACH, position=Position.SIDE_LYING), stage=stage)
    assert told(plan) == [f"lead-in {lead_in} L", "beat 20 L1.1", f"side-change {turn} R", "beat 20 R1.1"]


def test_self_paced_keeps_time_where_nobody_can_press_enter() -> None:
    """Unattended, a self-paced exercise has the steps of any other."""
    plan = plan_of(exercise(hold=10, reps=2, self_paced=True, rest=3))
    assert told(plan, attended=False) == ["lead-in 5", "beat 10 1.1", "rest 3 1", "beat 10 1.2"]


def test_only_beats_and_open_steps_count() -> None:
    """Seconds of lead-ins, moves, rests and changes are not exercise done."""
    counting = {kind for kind in StepKind if Step(kind=kind, exercise=0, seconds=1).counts}
    assert counting == {StepKind.BEAT, StepKind.OPEN}


def test_rep_and_set_are_done_with_the_last_beat_that_counts() -> None:
    """The last counting beat of a rep finishes it, not a move out after it; the last rep ends the set."""
    steps = expand(plan_of(exercise(hold=20, reps=2, move_in=3, move_out=2)))
    assert [(step.kind, step.reps, step.ends_set) for step in steps if step.rep] == [
        (StepKind.MOVE, 0, False),
        (StepKind.BEAT, 1, False),
        (StepKind.MOVE, 0, False),
        (StepKind.MOVE, 0, False),
        (StepKind.BEAT, 1, True),
        (StepKind.MOVE, 0, False),
    ]


@pytest.mark.parametrize(
    ("sides", "cues"),
    [(EACH, ["Left knee over", "Right knee over"]), (Sides.NONE, ["knee over"])],
    ids=["each side", "no sides"],
)
def test_side_stands_in_the_cue(sides: Sides, cues: list[str]) -> None:
    """`{side}` in a cue becomes the word of the side, and nothing where there is none."""
    steps = expand(plan_of(exercise(beats=[("{side} knee over", 2)], sides=sides)))
    assert [step.cue for step in steps if step.counts] == cues


def test_same_side_comes_first_in_lead_in_and_steps() -> None:
    """The lead-in announces the side that is done first, so that one gets ready for that one."""
    steps = expand(plan_of(exercise(sides=EACH), first_side=Side.RIGHT))
    assert [step.side for step in steps[:2]] == [Side.RIGHT, Side.RIGHT]


exercises = st.builds(
    exercise,
    hold=st.floats(0.5, 60),
    move_in=st.sampled_from([0.0, 3.0]),
    move_out=st.sampled_from([0.0, 2.0]),
    sides=st.sampled_from(list(Sides)),
    side_reps=st.sampled_from([{}, {Side.LEFT: 2}, {Side.RIGHT: 5}]),
    sets=st.integers(1, 3),
    reps=st.integers(1, 4),
    rest=st.sampled_from([0.0, 4.0, 30.0]),
    position=st.sampled_from(list(Position)),
    self_paced=st.booleans(),
)


@given(st.lists(exercises, min_size=1, max_size=5), st.booleans())
def test_seconds_of_the_exercises_are_the_whole(several: list[Exercise], attended: bool) -> None:  # noqa: FBT001 - given by hypothesis
    """The lengths of the exercises, lead-ins and changes included, add up to the session's."""
    plan = plan_of(*several)
    steps = expand(plan, attended=attended)
    by_exercise = seconds_by_exercise(plan, steps)
    assert len(by_exercise) == len(several)
    assert sum(by_exercise) == pytest.approx(sum(step.seconds for step in steps))


@given(st.lists(exercises, min_size=1, max_size=5))
def test_attended_or_not_a_session_is_as_long(several: list[Exercise]) -> None:
    """An open step is as long as what it stands for, so that the announced total is the same.

    But for the rests within a self-paced set: there one rests as one likes.
    """
    plan = plan_of(*(one for one in several if not (one.rest_seconds and one.self_paced)))
    totals = [sum(step.seconds for step in expand(plan, attended=attended)) for attended in (True, False)]
    assert totals[0] == pytest.approx(totals[1])


@given(st.lists(exercises, min_size=1, max_size=5), st.booleans())
def test_steps_hold_what_the_dose_says(several: list[Exercise], attended: bool) -> None:  # noqa: FBT001 - given by hypothesis
    """Reps over all steps are the dose's; each exercise begins with its lead-in and ends with its work."""
    steps = expand(plan_of(*several), attended=attended)
    for index, one in enumerate(several):
        own = [step for step in steps if step.exercise == index]
        by_turns = one.sides is ALTERNATE and one.self_paced and attended
        sides: tuple[Side | None, ...] = (None,) if by_turns else (one.side_order or (None,))
        assert sum(step.reps for step in own) == one.sets * sum(one.reps_for(side) for side in sides)
        assert sum(step.ends_set for step in own) >= one.sets
        assert [step.kind for step in own].count(StepKind.LEAD_IN) == 1
        assert own[0].kind is StepKind.LEAD_IN
        assert own[-1].kind in (StepKind.BEAT, StepKind.OPEN, StepKind.MOVE)
