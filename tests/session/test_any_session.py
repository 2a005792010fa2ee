"""What holds for every session: any plan, any keys, at any moments."""

import json
from collections import Counter
from itertools import pairwise
from math import inf

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from tests.fakes import Played, Script, ScriptedPacer, exercise, of_kind, plan_of, play

from sciatica_coach.model.exercise import Category, Exercise, Position, Side, Sides
from sciatica_coach.model.outcome import ExerciseOutcome, SessionOutcome
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.value import replace
from sciatica_coach.session.events import (
    Ended,
    EndReason,
    LedBack,
    PainFelt,
    PainScored,
    PartEnded,
    Resumed,
    StepLeft,
    TimeAdded,
)
from sciatica_coach.session.keys import Key
from sciatica_coach.session.summary import session_entry, summarise

seconds = st.integers(1, 300).map(lambda tenths: tenths / 10)
doses = {
    "sides": st.sampled_from(list(Sides)),
    "sets": st.integers(1, 3),
    "reps": st.integers(1, 3),
    "side_reps": st.sampled_from([{}, {}, {Side.LEFT: 1}, {Side.RIGHT: 4}, {Side.LEFT: 2, Side.RIGHT: 1}]),
    "rest": st.sampled_from([0.0, 4.0, 30.0]),
    "position": st.sampled_from([Position.STANDING, Position.SIDE_LYING, Position.ANY]),
    "self_paced": st.sampled_from([False, False, False, True]),
}
holds = st.builds(
    exercise,
    st.sampled_from(["Lean", "Twist", "Bow"]),
    hold=seconds,
    move_in=st.sampled_from([0.0, 3.0]),
    move_out=st.sampled_from([0.0, 2.0]),
    **doses,
)
beats = st.builds(
    exercise,
    st.sampled_from(["Glide", "Circle"]),
    beats=st.lists(st.tuples(st.just("Move"), seconds, st.booleans()), min_size=1, max_size=3),
    category=st.sampled_from([Category.NERVE_GLIDE, Category.MOBILITY]),
    **doses,
)


def numbered(several: list[Exercise]) -> Plan:
    """A plan in which each exercise has an id of its own, to find its record by."""
    return plan_of(*(replace(one, id=str(place)) for place, one in enumerate(several)))


plans = st.lists(holds | beats, min_size=1, max_size=4).map(numbered)
moments = st.one_of(st.just(0.0), st.floats(0, 4), st.floats(0, 40), st.floats(50, 400))
keys = st.one_of(
    st.sampled_from([key for key in Key if key not in (Key.AWAY, Key.QUIT, Key.STOP)]),
    st.sampled_from([Key.SPACE, Key.NEXT, Key.BACK, Key.RESTART, Key.GO, Key.ADD, Key.HURTS]),
    st.sampled_from([Key.DIGIT_0, Key.DIGIT_1, Key.DIGIT_7, Key.ENTER]),
)
pressed = st.tuples(moments, keys)
slept = st.tuples(moments, st.just(Key.AWAY), st.floats(0, 4000))
scripts = st.lists(st.one_of(pressed, pressed, pressed, slept), max_size=25)
endings: st.SearchStrategy[Script] = st.one_of(
    st.just([]), st.tuples(moments, st.sampled_from([Key.QUIT, Key.STOP])).map(lambda last: [last])
)


@st.composite
def sessions(draw: st.DrawFn) -> Played:
    """A session of any plan with any script, run to its end; Enter is pressed when nothing else is left."""
    script: Script = [*draw(scripts), *draw(endings)]
    pacer = ScriptedPacer(script, at_last=Key.ENTER)
    stop_above = draw(st.sampled_from([None, 5]))
    played = play(draw(plans), pacer, stays_true=draw(st.sampled_from([0.7, inf])), stop_above=stop_above)
    event(str(played.record.outcome))
    return played


@given(sessions())
def test_every_session_ends_once(played: Played) -> None:
    """A session ends, its end is its last event, and it is completed or stopped."""
    assert of_kind(played.events, Ended) == [played.events[-1]]
    assert played.player.ended
    assert played.record.outcome in (SessionOutcome.COMPLETED, SessionOutcome.STOPPED)


@given(sessions())
def test_quitting_is_stopping(played: Played) -> None:
    """A session is `completed` only if its end was reached, and something was done."""
    done = any(record.seconds for record in played.record.exercises)
    at_the_end = played.events[-1] == Ended(reason=EndReason.COMPLETED)
    assert (played.record.outcome is SessionOutcome.COMPLETED) == (at_the_end and done)


@given(sessions())
def test_no_more_is_counted_than_was_planned_and_added(played: Played) -> None:
    """Held seconds never exceed the planned and added ones, and reps and sets never the planned ones."""
    added = Counter[int]()
    for more in of_kind(played.events, TimeAdded):
        added[played.steps[more.step].exercise] += int(more.seconds)
    for record in played.record.exercises:
        place = int(record.exercise)
        one = played.plan.exercises[place]
        own = [step for step in played.steps if step.exercise == place and step.side in (record.side, None)]
        assert record.reps_done <= record.reps_planned
        assert record.sets <= one.sets
        if not one.self_paced:
            planned = sum(step.seconds for step in own if step.counts)
            assert record.seconds <= planned + added[place] + 0.051


@given(sessions())
def test_pain_is_said_between_two_positions_and_once(played: Played) -> None:
    """Each score is one of the scale, said once where one position ends, with the exercise before the other."""
    ends = {step.exercise - 1 for step in played.steps if step.ends_block}
    said = [one.exercise for one in of_kind(played.events, PainScored)]
    assert len(said) == len(set(said))
    assert set(said) <= ends
    assert all(score in range(11) for _, score in played.record.scores)
    for place in ends:
        before, after = (played.plan.exercises[which].position for which in (place, place + 1))
        assert after is not Position.ANY
        assert before is not after


@given(sessions())
def test_what_is_counted_was_done(played: Played) -> None:
    """Counted seconds lie within the active ones, and each outcome says what its numbers say."""
    records = played.record.exercises
    assert sum(one.seconds for one in records) <= played.record.active_seconds + 0.051 * (len(records) + 1)
    hurt = {str(one.exercise) for one in of_kind(played.events, PainFelt)}
    for one in records:
        assert (one.outcome is ExerciseOutcome.DONE) == (one.reps_done == one.reps_planned)
        if one.outcome is ExerciseOutcome.SKIPPED:
            assert (one.seconds, one.reps_done, one.sets) == (0, 0, 0)
        if one.outcome is ExerciseOutcome.STOPPED_FOR_PAIN:
            assert one.exercise in hurt


@given(sessions())
def test_no_second_is_lost_or_invented(played: Played) -> None:
    """Active and paused seconds together are the time that went by, sleep included."""
    active = sum(one.seconds for one in of_kind(played.events, StepLeft))
    active += sum(one.seconds for one in of_kind(played.events, LedBack))
    paused = sum(one.seconds for one in of_kind(played.events, Resumed))
    assert active + paused == pytest.approx(played.pacer.passed, abs=1e-6)
    recorded = (played.record.active_seconds, played.record.paused_seconds)
    assert recorded == pytest.approx((active, paused), abs=0.051)


@given(sessions())
def test_every_exercise_and_side_has_one_record(played: Played) -> None:
    """Each exercise has a record for each of its sides, whatever happened, and those begun stand in that order."""
    named = Counter((record.exercise, record.side) for record in played.record.exercises)
    planned = Counter((one.id, side) for one in played.plan.exercises for side in (one.side_order or (None,)))
    assert named == planned
    begun: list[tuple[str, Side | None]] = []
    for left in of_kind(played.events, StepLeft):
        step = played.steps[left.step]
        if step.counts and left.seconds:
            exercise = played.plan.exercises[step.exercise]
            sides = (step.side,) if step.side else exercise.side_order or (None,)
            begun += [(exercise.id, side) for side in sides]
    order = list(dict.fromkeys(begun))
    assert [part for record in played.record.exercises if (part := (record.exercise, record.side)) in order] == order


@given(sessions())
def test_draft_never_promises_more_than_the_end(played: Played) -> None:
    """What is kept on the way is never more than what stands in the end, and never less than before."""
    kept = [0.0]
    for place, one in enumerate(played.events):
        if isinstance(one, PartEnded):
            record = summarise(played.plan, played.steps, played.events[: place + 1])
            kept.append(sum(part.seconds for part in record.exercises))
            assert record.outcome is SessionOutcome.INTERRUPTED
    kept.append(sum(part.seconds for part in played.record.exercises))
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(kept))


@given(sessions())
def test_entry_survives_the_journal(played: Played) -> None:
    """The entry is the same after JSON, without a number that JSON does not know."""
    at = "2026-11-22T07:30:00+01:00"
    entry = session_entry(played.record, played.plan.routine, entry_id="x", at=at, ended_at=at)
    assert json.loads(json.dumps(entry, allow_nan=False)) == entry


@given(plans, scripts, st.booleans())
def test_same_keys_make_the_same_session(plan: Plan, script: Script, attended: bool) -> None:  # noqa: FBT001 - given by hypothesis
    """Nothing in a session depends on anything but the plan, the keys and the time."""
    pacers = [ScriptedPacer(script, at_last=Key.ENTER) for _ in range(2)]
    once, again = (play(plan, pacer, attended=attended).events for pacer in pacers)
    assert once == again


@given(sessions(), st.sampled_from([0.3, 1.0]))
def test_how_often_the_screen_looks_makes_no_difference(played: Played, stays_true: float) -> None:
    """Cutting the waits more finely changes no record."""
    pacer = ScriptedPacer(played.pacer.script, at_last=Key.ENTER)
    again = play(played.plan, pacer, stays_true=stays_true)
    assert [record.outcome for record in again.record.exercises] == [
        record.outcome for record in played.record.exercises
    ]
    assert again.record.active_seconds == pytest.approx(played.record.active_seconds, abs=0.11)
