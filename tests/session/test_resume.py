"""Going on with a session of today: what is left to do, and one entry of two parts."""

from typing import Any

import pytest
from tests.fakes import Script, ScriptedPacer, exercise, plan_of, play

from sciatica_coach.model.exercise import Sides
from sciatica_coach.model.plan import Plan
from sciatica_coach.session.keys import Key
from sciatica_coach.session.resume import is_unfinished, joined, remaining
from sciatica_coach.session.summary import session_entry

A, B, C = (exercise(name, hold=20) for name in "ABC")
SIDED = exercise("Sided", hold=20, sides=Sides.EACH)
NOON, LATER, LAST = "2026-11-22T12:00:00+01:00", "2026-11-22T12:01:00+01:00", "2026-11-22T15:00:00+01:00"


def entry_of(plan: Plan, script: Script, at: str = NOON, ended_at: str = LATER) -> dict[str, Any]:
    """The entry of a session played with these keys."""
    record = play(plan, ScriptedPacer(script, at_last=Key.SPACE)).record
    return session_entry(record, plan.routine, entry_id=f"id of {at}", at=at, ended_at=ended_at)


def told(entry: dict[str, Any]) -> list[str]:
    """The records of an entry as short texts."""
    return [
        " ".join(part for part in (one["exercise"], one["side"], one["outcome"]) if part) for one in entry["exercises"]
    ]


UNFINISHED: dict[str, tuple[Script, bool]] = {
    "stopped on the way": ([(30, Key.QUIT)], True),
    "stopped before anything": ([(1, Key.QUIT)], True),
    "all done": ([], False),
    "completed with something skipped": ([(1, Key.NEXT)], False),
}


@pytest.mark.parametrize(("script", "expected"), UNFINISHED.values(), ids=UNFINISHED.keys())
def test_only_a_stopped_session_with_something_left_is_gone_on_with(script: Script, expected: bool) -> None:  # noqa: FBT001 - a column of a table
    """Stopped and not all done: that is unfinished. Completed is completed, skipped exercises or not."""
    assert is_unfinished(entry_of(plan_of(A, B), script)) is expected


@pytest.mark.parametrize(
    ("outcome", "expected"), [("interrupted", True), ("withheld", False), ("of a later version", False)]
)
def test_interrupted_is_unfinished_and_withheld_is_not(outcome: str, expected: bool) -> None:  # noqa: FBT001 - a column of a table
    """After a crash one may go on; after a warning sign, or with an unknown outcome, not."""
    entry = entry_of(plan_of(A, B), [(30, Key.QUIT)]) | {"outcome": outcome}
    assert is_unfinished(entry) is expected


def test_stopped_after_everything_was_done_is_not_unfinished() -> None:
    """Who went back and stopped has nothing left to do."""
    script: Script = [(27, Key.BACK), (0, Key.NEXT), (26, Key.BACK), (1, Key.QUIT)]
    assert not is_unfinished(entry_of(plan_of(A, B), script) | {"exercises": [{"outcome": "done"}] * 2})


REMAINING: dict[str, tuple[Plan, Script, list[str]]] = {
    "from the first exercise not done": (plan_of(A, B, C), [(35, Key.QUIT)], ["B", "C"]),
    "skipped ones come again": (plan_of(A, B, C), [(1, Key.NEXT), (30, Key.QUIT)], ["A", "C"]),
    "an exercise with one side missing": (plan_of(SIDED, B), [(30, Key.QUIT)], ["Sided", "B"]),
    "the second of the same exercise": (plan_of(A, B, A), [(52, Key.QUIT)], ["A"]),
    "nothing done": (plan_of(A, B), [(1, Key.QUIT)], ["A", "B"]),
}


@pytest.mark.parametrize(("plan", "script", "names"), REMAINING.values(), ids=REMAINING.keys())
def test_remaining_plan_has_what_is_not_done(plan: Plan, script: Script, names: list[str]) -> None:
    """The second part of a session has the exercises that are not done, in the plan's order."""
    left = remaining(plan, entry_of(plan, script))
    assert left is not None
    assert [one.name for one in left.exercises] == names
    assert (left.routine, left.first_side, left.lead_in) == (plan.routine, plan.first_side, plan.lead_in)


def test_nothing_remains_when_all_is_done() -> None:
    """There is no plan without exercises."""
    assert remaining(plan_of(A, B), entry_of(plan_of(A, B), [])) is None


def test_exercises_added_to_the_routine_since_then_remain() -> None:
    """A routine that changed during the day is gone on with as it is now."""
    left = remaining(plan_of(A, B, C), entry_of(plan_of(A, B), [(52, Key.QUIT)]))
    assert left is not None
    assert [one.name for one in left.exercises] == ["C"]


def test_two_parts_become_one_entry() -> None:
    """The entry keeps id, start and pain before; it gets the later end, the sums, and every record once."""
    plan = plan_of(A, B, C)
    first = entry_of(plan, [(37, Key.OTHER), (10, Key.QUIT)]) | {"pain_before": {"score": 4}}
    left = remaining(plan, first)
    assert left is not None
    second = entry_of(left, [], at=LATER, ended_at=LAST)
    whole = joined(first, second)
    assert told(whole) == ["a done", "b done", "c done"]
    assert [one["seconds"] for one in whole["exercises"]] == [20, 20, 20]
    assert (whole["id"], whole["at"], whole["ended_at"]) == (f"id of {NOON}", NOON, LAST)
    assert (whole["outcome"], whole["pain_before"]) == ("completed", {"score": 4})
    assert (whole["active_seconds"], whole["paused_seconds"]) == (37 + 50, 10)


def test_pain_said_in_either_part_is_kept() -> None:
    """What was said in the first part stays, and what was said in the second comes after it."""
    plan = plan_of(A, B, C)
    first = entry_of(plan, [(30, Key.QUIT)]) | {"pain_during": [{"exercise": "a", "score": 4}]}
    second = entry_of(plan, [], at=LATER, ended_at=LAST)
    assert joined(first, second)["pain_during"] == [{"exercise": "a", "score": 4}]
    second |= {"pain_during": [{"exercise": "b", "score": 2}]}
    assert [one["score"] for one in joined(first, second)["pain_during"]] == [4, 2]


def test_done_in_the_first_part_stays_done() -> None:
    """A side that was done before counts, though the second part began the exercise anew and broke it off."""
    plan = plan_of(SIDED, B)
    first = entry_of(plan, [(30, Key.QUIT)])
    second = entry_of(plan, [(12, Key.QUIT)], at=LATER, ended_at=LAST)
    assert told(first)[:2] == ["sided left done", "sided right skipped"]
    assert told(second)[:2] == ["sided left partial", "sided right skipped"]
    assert told(joined(first, second)) == ["sided left done", "sided right skipped", "b skipped"]


def test_exercise_that_comes_twice_is_gone_on_with_where_it_was_left() -> None:
    """With the same exercise at the beginning and at the end, what the second part did is not lost."""
    plan = plan_of(A, B, A)
    first = entry_of(plan, [(52, Key.QUIT)])
    left = remaining(plan, first)
    assert left is not None
    whole = joined(first, entry_of(left, [], at=LATER, ended_at=LAST))
    assert told(whole) == ["a done", "b done", "a done"]


def test_sides_of_an_exercise_that_comes_twice_stay_apart() -> None:
    """Each turn of an exercise keeps its own sides: the first turn's left stays done, the rest follows."""
    plan = plan_of(SIDED, SIDED)
    first = entry_of(plan, [(30, Key.QUIT)])
    left = remaining(plan, first)
    assert left is not None
    second = entry_of(left, [(30, Key.NEXT), (30, Key.QUIT)], at=LATER, ended_at=LAST)
    assert sorted(told(joined(first, second))) == [
        "sided left done",
        "sided left done",
        "sided right skipped",
        "sided right skipped",
    ]


def test_partly_done_in_both_parts_counts_as_the_later() -> None:
    """Of two broken-off holds the later one stands."""
    plan = plan_of(A)
    first = entry_of(plan, [(17, Key.QUIT)])
    second = entry_of(plan, [(9, Key.QUIT)], at=LATER, ended_at=LAST)
    assert [one["seconds"] for one in joined(first, second)["exercises"]] == [4]


def test_second_part_that_did_not_come_so_far_takes_nothing_away() -> None:
    """Who goes on and stops at once keeps what was done, and felt, in the first part."""
    plan = plan_of(A, B)
    first = entry_of(plan, [(17, Key.HURTS), (1, Key.DIGIT_2), (0, Key.QUIT)])
    second = entry_of(plan, [(1, Key.QUIT)], at=LATER, ended_at=LAST)
    whole = joined(first, second)
    assert whole["exercises"] == first["exercises"]
    assert told(whole) == ["a stopped-for-pain", "b skipped"]


def test_unknown_keys_of_the_first_part_are_kept() -> None:
    """What another version wrote into the entry survives."""
    plan = plan_of(A)
    first = entry_of(plan, [(17, Key.QUIT)]) | {"weather": "rain"}
    assert joined(first, entry_of(plan, [], at=LATER))["weather"] == "rain"


def test_third_part_joins_the_same_entry() -> None:
    """A session may be stopped twice."""
    plan = plan_of(A, B, C)
    entry = entry_of(plan, [(26, Key.QUIT)])
    for script in ([(26, Key.QUIT)], []):
        left = remaining(plan, entry)
        assert left is not None
        entry = joined(entry, entry_of(left, script, at=LATER, ended_at=LAST))
    assert (told(entry), entry["outcome"]) == (["a done", "b done", "c done"], "completed")
