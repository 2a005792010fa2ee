"""The record of a session: what was really done, for each exercise and side, and nothing else."""

import json

import pytest
from tests.fakes import Script, ScriptedPacer, exercise, plan_of, play

from sciatica_coach.model.exercise import Position, Side, Sides
from sciatica_coach.model.plan import Plan
from sciatica_coach.session.events import Event, PartEnded
from sciatica_coach.session.keys import Key
from sciatica_coach.session.summary import ExerciseRecord, record_entry, session_entry, summarise

EACH, ALTERNATE = Sides.EACH, Sides.ALTERNATE


def told(record: ExerciseRecord) -> str:
    """A record as a short text: `lean left done 2/2 in 1 set, 40 s`."""
    side = f" {record.side}" if record.side else ""
    hurt = f" ({record.hurt})" if record.hurt else ""
    sets = f"{record.sets} set{'' if record.sets == 1 else 's'}"
    return (
        f"{record.exercise}{side} {record.outcome}{hurt} "
        f"{record.reps_done}/{record.reps_planned} in {sets}, {record.seconds:g} s"
    )


TWO_SIDES = plan_of(exercise(hold=20, reps=2, rest=5, sides=EACH))
"""Lead-in to 5 s; left 5-25 and 30-50; change to 55; right 55-75 and 80-100."""
THREE = plan_of(exercise("A", hold=20), exercise("B", hold=20), exercise("C", hold=20))
"""Lead-ins of 5 s: A 5-25, B 30-50, C 55-75."""

SESSIONS: dict[str, tuple[Plan, Script, str, list[str]]] = {
    "all done": (
        TWO_SIDES,
        [],
        "completed",
        ["lean left done 2/2 in 1 set, 40 s", "lean right done 2/2 in 1 set, 40 s"],
    ),
    "several sets": (
        plan_of(exercise(hold=10, reps=2, sets=3, rest=5)),
        [],
        "completed",
        ["lean done 6/6 in 3 sets, 60 s"],
    ),
    "stopped in a hold: its seconds count, its rep does not": (
        TWO_SIDES,
        [(37, Key.QUIT)],
        "stopped",
        ["lean left partial 1/2 in 0 sets, 27 s", "lean right skipped 0/2 in 0 sets, 0 s"],
    ),
    "stopped between the sides": (
        TWO_SIDES,
        [(52, Key.QUIT)],
        "stopped",
        ["lean left done 2/2 in 1 set, 40 s", "lean right skipped 0/2 in 0 sets, 0 s"],
    ),
    "right side first": (
        plan_of(exercise(hold=20, sides=EACH), first_side=Side.RIGHT),
        [(30, Key.QUIT)],
        "stopped",
        ["lean right done 1/1 in 1 set, 20 s", "lean left skipped 0/1 in 0 sets, 0 s"],
    ),
    "sides by turns have a record each": (
        plan_of(exercise(beats=[("Over", 3), ("Back", 2)], reps=3, sides=ALTERNATE)),
        [(5 + 12, Key.QUIT)],
        "stopped",
        ["lean left partial 1/3 in 0 sets, 7 s", "lean right partial 1/3 in 0 sets, 5 s"],
    ),
    "moves, rests and lead-ins are no exercise": (
        plan_of(exercise(hold=10, move_in=3, move_out=2, reps=2, rest=30)),
        [],
        "completed",
        ["lean done 2/2 in 1 set, 20 s"],
    ),
    "one skipped": (
        THREE,
        [(27, Key.NEXT)],
        "completed",
        ["a done 1/1 in 1 set, 20 s", "b skipped 0/1 in 0 sets, 0 s", "c done 1/1 in 1 set, 20 s"],
    ),
    "skipped, and done later": (
        THREE,
        [(27, Key.NEXT), (20, Key.BACK), (26, Key.QUIT)],
        "stopped",
        ["a done 1/1 in 1 set, 20 s", "c partial 0/1 in 0 sets, 15 s", "b done 1/1 in 1 set, 20 s"],
    ),
    "skipped on the second side": (
        plan_of(exercise(hold=20, sides=EACH), exercise("B", hold=20)),
        [(10, Key.NEXT)],
        "completed",
        ["lean left partial 0/1 in 0 sets, 5 s", "lean right skipped 0/1 in 0 sets, 0 s", "b done 1/1 in 1 set, 20 s"],
    ),
    "broken off and skipped": (
        THREE,
        [(12, Key.NEXT)],
        "completed",
        ["a partial 0/1 in 0 sets, 7 s", "b done 1/1 in 1 set, 20 s", "c done 1/1 in 1 set, 20 s"],
    ),
    "in the order done": (
        THREE,
        [(1, Key.GO), (0, Key.DIGIT_3), (0, Key.ENTER), (26, Key.OTHER)],
        "completed",
        ["c done 1/1 in 1 set, 20 s", "a skipped 0/1 in 0 sets, 0 s", "b skipped 0/1 in 0 sets, 0 s"],
    ),
    "skipped through completely": (
        THREE,
        [(1, Key.NEXT), (1, Key.NEXT), (1, Key.NEXT)],
        "stopped",
        ["a skipped 0/1 in 0 sets, 0 s", "b skipped 0/1 in 0 sets, 0 s", "c skipped 0/1 in 0 sets, 0 s"],
    ),
    "going back takes nothing away": (
        THREE,
        [(40, Key.BACK), (12, Key.QUIT)],
        "stopped",
        ["a done 1/1 in 1 set, 20 s", "b partial 0/1 in 0 sets, 10 s", "c skipped 0/1 in 0 sets, 0 s"],
    ),
    "done twice counts once": (
        plan_of(exercise(hold=20), exercise("B", hold=20)),
        [(27, Key.BACK)],
        "completed",
        ["lean done 1/1 in 1 set, 20 s", "b done 1/1 in 1 set, 20 s"],
    ),
    "begun anew, the longest time counts": (
        plan_of(exercise(hold=20)),
        [(20, Key.RESTART), (10, Key.QUIT)],
        "stopped",
        ["lean partial 0/1 in 0 sets, 15 s"],
    ),
    "ten seconds more are really done": (
        plan_of(exercise(hold=20)),
        [(10, Key.ADD)],
        "completed",
        ["lean done 1/1 in 1 set, 30 s"],
    ),
    "stopped for pain here": (
        THREE,
        [(12, Key.HURTS), (3, Key.DIGIT_1), (5, Key.SPACE)],
        "completed",
        [
            "a stopped-for-pain (here) 0/1 in 0 sets, 7 s",
            "b done 1/1 in 1 set, 20 s",
            "c done 1/1 in 1 set, 20 s",
        ],
    ),
    "stopped for pain down the leg, on the side at work alone": (
        TWO_SIDES,
        [(60, Key.HURTS), (3, Key.DIGIT_2)],
        "completed",
        [
            "lean left done 2/2 in 1 set, 40 s",
            "lean right stopped-for-pain (down-the-leg) 0/2 in 0 sets, 5 s",
        ],
    ),
    "stopped for pain on the first side": (
        TWO_SIDES,
        [(10, Key.HURTS), (3, Key.DIGIT_1)],
        "completed",
        [
            "lean left stopped-for-pain (here) 0/2 in 0 sets, 5 s",
            "lean right skipped 0/2 in 0 sets, 0 s",
        ],
    ),
    "stopped for pain, and no answer": (
        THREE,
        [(12, Key.HURTS), (3, Key.NEXT), (0, Key.QUIT)],
        "stopped",
        [
            "a stopped-for-pain 0/1 in 0 sets, 7 s",
            "b skipped 0/1 in 0 sets, 0 s",
            "c skipped 0/1 in 0 sets, 0 s",
        ],
    ),
    "pain that was a slip is forgotten": (
        THREE,
        [(12, Key.HURTS), (3, Key.RESTART), (0, Key.SPACE), (8, Key.QUIT)],
        "stopped",
        ["a partial 0/1 in 0 sets, 7 s", "b skipped 0/1 in 0 sets, 0 s", "c skipped 0/1 in 0 sets, 0 s"],
    ),
    "pain in the rest after one rep": (
        plan_of(exercise(hold=10, reps=2, rest=10)),
        [(20, Key.HURTS), (1, Key.DIGIT_1)],
        "completed",
        ["lean stopped-for-pain (here) 1/2 in 0 sets, 10 s"],
    ),
    "at one's own pace, the time taken counts": (
        plan_of(exercise(hold=10, reps=3, self_paced=True)),
        [(5 + 71, Key.ENTER)],
        "completed",
        ["lean done 3/3 in 1 set, 71 s"],
    ),
    "at one's own pace by turns, each side has half of the time": (
        plan_of(exercise(hold=10, reps=3, sides=ALTERNATE, self_paced=True)),
        [(5 + 71, Key.ENTER)],
        "completed",
        ["lean left done 3/3 in 1 set, 35.5 s", "lean right done 3/3 in 1 set, 35.5 s"],
    ),
    "at one's own pace by turns stands in the order done": (
        plan_of(
            exercise("A", hold=9),
            exercise("B", hold=9, sides=ALTERNATE, self_paced=True),
            exercise("C", hold=9),
        ),
        [(1, Key.GO), (0, Key.DIGIT_2), (0, Key.ENTER), (5 + 30, Key.ENTER), (5 + 4, Key.QUIT)],
        "stopped",
        [
            "a skipped 0/1 in 0 sets, 0 s",
            "b left done 1/1 in 1 set, 15 s",
            "b right done 1/1 in 1 set, 15 s",
            "c partial 0/1 in 0 sets, 4 s",
        ],
    ),
    "two doses for two sides": (
        plan_of(exercise(hold=10, reps=1, side_reps={Side.RIGHT: 3}, sides=EACH)),
        [(42, Key.QUIT)],
        "stopped",
        ["lean left done 1/1 in 1 set, 10 s", "lean right partial 2/3 in 0 sets, 22 s"],
    ),
    "two doses at one's own pace by turns": (
        plan_of(exercise(hold=10, reps=3, side_reps={Side.RIGHT: 1}, sides=ALTERNATE, self_paced=True)),
        [(5 + 50, Key.ENTER)],
        "completed",
        ["lean left done 3/3 in 1 set, 25 s", "lean right done 1/1 in 1 set, 25 s"],
    ),
    "the same exercise twice": (
        plan_of(exercise(hold=20), exercise(hold=20)),
        [(40, Key.QUIT)],
        "stopped",
        ["lean done 1/1 in 1 set, 20 s", "lean partial 0/1 in 0 sets, 10 s"],
    ),
}


@pytest.mark.parametrize(("plan", "script", "outcome", "records"), SESSIONS.values(), ids=SESSIONS.keys())
def test_session_is_summed_up(plan: Plan, script: Script, outcome: str, records: list[str]) -> None:
    """The record has this outcome, and these exercises and sides, in the order done."""
    pacer = ScriptedPacer(script, at_last=Key.SPACE)
    record = play(plan, pacer).record
    assert ([told(one) for one in record.exercises], record.outcome) == (records, outcome)


def test_active_seconds_are_all_but_the_pauses() -> None:
    """Lead-ins, rests and the way back into position are active; pauses and time away are not."""
    script: Script = [(12, Key.SPACE), (100, Key.SPACE), (8, Key.AWAY, 30.0), (4, Key.ENTER)]
    played = play(plan_of(exercise(hold=20)), ScriptedPacer(script))
    assert played.record.paused_seconds == 134
    assert played.record.active_seconds == 12 + 5 + 20
    assert played.pacer.passed == pytest.approx(134 + 37)


def test_pause_in_which_one_stops_counts() -> None:
    """The pause before `q` is part of the record."""
    record = play(plan_of(), ScriptedPacer([(7, Key.SPACE), (33, Key.QUIT)])).record
    assert (record.active_seconds, record.paused_seconds) == (7, 33)


def test_session_without_an_end_is_interrupted() -> None:
    """While a session runs its draft says `interrupted`, since that is what it is if the program dies."""
    played = play(THREE, ScriptedPacer())
    first = next(place for place, event in enumerate(played.events) if isinstance(event, PartEnded))
    record = summarise(THREE, played.steps, played.events[: first + 1])
    assert record.outcome == "interrupted"
    assert [told(one) for one in record.exercises] == [
        "a done 1/1 in 1 set, 20 s",
        "b skipped 0/1 in 0 sets, 0 s",
        "c skipped 0/1 in 0 sets, 0 s",
    ]
    assert record.active_seconds == 25


def test_nothing_done_yet_is_a_record_too() -> None:
    """The first line of a draft: every exercise is there, and skipped."""
    played = play(THREE, ScriptedPacer())
    nothing: tuple[Event, ...] = ()
    record = summarise(THREE, played.steps, nothing)
    assert [one.outcome for one in record.exercises] == ["skipped"] * 3
    assert (record.active_seconds, record.paused_seconds) == (0, 0)


def test_entry_has_the_shape_of_the_journal() -> None:
    """The entry is exactly that of docs/contracts: its keys, their order, whole numbers without a point."""
    script: Script = [(60, Key.HURTS), (2.5, Key.DIGIT_2)]
    record = play(TWO_SIDES, ScriptedPacer(script)).record
    entry = session_entry(
        record,
        TWO_SIDES.routine,
        entry_id="e1",
        at="2026-11-22T07:30:00+01:00",
        ended_at="2026-11-22T07:31:02+01:00",
    )
    assert json.dumps(entry) == (
        '{"id": "e1", "type": "session", "at": "2026-11-22T07:30:00+01:00", '
        '"ended_at": "2026-11-22T07:31:02+01:00", "routine": "test-routine", "outcome": "completed", '
        '"active_seconds": 60, "paused_seconds": 2.5, "pain_before": null, "pain_after": null, '
        '"exercises": ['
        '{"exercise": "lean", "outcome": "done", "sets": 1, "reps_done": 2, "reps_planned": 2, '
        '"seconds": 40, "side": "left"}, '
        '{"exercise": "lean", "outcome": "stopped-for-pain", "sets": 0, "reps_done": 0, "reps_planned": 2, '
        '"seconds": 5, "side": "right", "hurt": "down-the-leg"}]}'
    )


def test_record_without_a_side_says_null() -> None:
    """An exercise without sides has `side: null`, and no word of pain when there was none."""
    record = play(plan_of(exercise(hold=12.5)), ScriptedPacer()).record
    assert record_entry(record.exercises[0]) == {
        "exercise": "lean",
        "outcome": "done",
        "sets": 1,
        "reps_done": 1,
        "reps_planned": 1,
        "seconds": 12.5,
        "side": None,
    }


def test_pain_between_two_positions_stands_in_the_entry() -> None:
    """Each score stands with the exercise before it; without any there is no key for them."""
    lying = [exercise(name, hold=20, position=Position.SUPINE) for name in "BC"]
    plan = plan_of(exercise("A", hold=20), *lying, exercise("D", hold=20))
    script: Script = [(27, Key.DIGIT_4), (2, Key.ENTER), (60, Key.DIGIT_1), (0, Key.DIGIT_0), (1, Key.ENTER)]
    record = play(plan, ScriptedPacer([*script, (9, Key.QUIT)]), stop_above=5).record
    entry = session_entry(record, plan.routine, entry_id="e", at="", ended_at="")
    assert entry["pain_during"] == [{"exercise": "a", "score": 4}, {"exercise": "c", "score": 10}]
    assert record.paused_seconds == 2 + 1 + 9
    assert "pain_during" not in session_entry(
        play(plan, ScriptedPacer(), stop_above=5).record, plan.routine, entry_id="e", at="", ended_at=""
    )
