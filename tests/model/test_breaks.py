"""The rules of movement breaks: which of them somebody can take, in which hours, and what is refused in the file."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.reading import patient, read
from tests.programme import EXERCISES, LIBRARY

from sciatica_coach.model.breaks import BreakRules, Hours, read_break_rules
from sciatica_coach.model.exercise import Equipment, Position
from sciatica_coach.model.profile import Profile

RULES = LIBRARY.break_rules()
HEAD = """\
every_minutes: {value: 45, source: [S1]}
snooze_minutes: {value: 10, source: [default]}
from: {value: "09:00", source: [default]}
until: {value: "17:30", source: [default]}
"""
FOR_ALL = "{name: Turn, do: Turn over., position: any, source: [default]}"


def rules_of(*breaks: str, head: str = HEAD) -> tuple[BreakRules, list[str]]:
    """The rules with these breaks, and what is wrong with them."""
    return read(f"{head}breaks:\n" + "".join(f"  - {one}\n" for one in breaks), read_break_rules)


def names(profile: Profile, allowed: frozenset[str] = frozenset(EXERCISES)) -> list[str]:
    """The names of the shipped breaks for somebody who may do these exercises."""
    return [one.name for one in RULES.breaks_for(profile, lambda exercise: exercise in allowed)]


def test_numbers_are_read() -> None:
    """Each number of the file arrives in its place, with its source."""
    rules, faults = rules_of(FOR_ALL)
    assert faults == []
    assert (rules.every_minutes.value, rules.every_minutes.source) == (45, ("S1",))
    assert rules.snooze_minutes.value == 10
    assert rules.hours_for(Profile()) == Hours(start=time(9), end=time(17, 30))


def test_profile_has_the_last_word_on_the_hours() -> None:
    """Each end of the hours is the profile's where it names one."""
    rules, _ = rules_of(FOR_ALL)
    assert rules.hours_for(Profile(move_from=time(10))) == Hours(start=time(10), end=time(17, 30))
    assert rules.hours_for(Profile(move_until=time(12))) == Hours(start=time(9), end=time(12))


def test_everybody_has_all_breaks_by_default() -> None:
    """Nothing is left out for somebody of whom nothing is known."""
    assert names(Profile()) == [one.name for one in RULES.breaks]
    assert len(RULES.breaks) >= 6


def test_stool_is_for_those_who_have_one() -> None:
    """A break that needs something is left out when the profile says that it is not at hand."""
    assert "Foot on a stool" not in names(Profile(equipment=()))
    assert "Foot on a stool" in names(Profile(equipment=(Equipment.STOOL,)))


@pytest.mark.parametrize("position", ["standing", "seated"])
def test_avoided_positions_are_left_out(position: str) -> None:
    """No break is done in a position that somebody avoids."""
    left = names(Profile(avoid=(position,)))
    assert left
    assert not [one for one in RULES.breaks if one.name in left and one.position == position]


def test_exercise_that_may_not_be_done_takes_its_break_along() -> None:
    """A break that is a little of an exercise is left out with it."""
    assert "Three pelvic tilts" not in names(Profile(), frozenset(EXERCISES) - {"pelvic-tilt-seated"})


@given(
    avoid=st.sets(st.sampled_from([*Position, "floor"])),
    equipment=st.none() | st.sets(st.sampled_from(list(Equipment))),
    allowed=st.frozensets(st.sampled_from(sorted(EXERCISES))),
)
@patient
def test_there_is_always_something_to_do(
    avoid: set[str], equipment: set[Equipment] | None, allowed: frozenset[str]
) -> None:
    """Whatever somebody avoids, lacks or may not do, a break is left; nobody can avoid the position `any`."""
    things = None if equipment is None else tuple(equipment)
    assert names(Profile(avoid=tuple(avoid - {"any"}), equipment=things), allowed)


def test_shipped_breaks_name_exercises_that_are_there() -> None:
    """Each exercise that a break is a little of is in the library, and done in the same position or in any."""
    for one in RULES.breaks:
        assert not one.exercise or one.exercise in EXERCISES


REFUSED = {
    "no break for everybody": (
        ["{name: A, do: Do it., position: standing, source: [x]}"],
        "none that everybody can do",
    ),
    "no words": (["{name: A, position: any, source: [x]}"], "`do` is missing"),
    "no source": (["{name: A, do: Do it., position: any}"], "`source` is missing"),
    "unknown position": ([FOR_ALL, "{name: A, do: Do it., position: hanging, source: [x]}"], "`hanging` is not a word"),
    "unknown key": ([FOR_ALL, "{name: A, do: Do it., position: any, source: [x], mins: 2}"], "no key `mins`"),
    "too long": ([FOR_ALL, f"{{name: A, do: {'x ' * 70}, position: any, source: [x]}}"], "at most 120"),
    "eleven minutes": ([FOR_ALL, "{name: A, do: Do it., position: any, source: [x], minutes: 11}"], "from 1 to 10"),
}


@pytest.mark.parametrize(("breaks", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_break_that_is_refused(breaks: list[str], says: str) -> None:
    """What a break lacks or cannot have is named with its line."""
    _, faults = rules_of(*breaks)
    assert [fault for fault in faults if says in fault], faults


def test_hour_that_is_none_is_refused() -> None:
    """An hour must be one of the day."""
    _, faults = rules_of(FOR_ALL, head=HEAD.replace("09:00", "25:00"))
    assert faults == ["3: `value: 25:00` is not a time of the day: write it as `value: 08:00`."]


HOURS = {
    "day": (Hours(start=time(8), end=time(20)), [time(8), time(19, 59)], [time(7, 59), time(20), time(0)]),
    "night": (Hours(start=time(22), end=time(6)), [time(22), time(0), time(5, 59)], [time(6), time(21, 59)]),
    "always": (Hours(start=time(8), end=time(8)), [time(8), time(7, 59), time(0)], []),
}


@pytest.mark.parametrize(("hours", "inside", "outside"), HOURS.values(), ids=HOURS.keys())
def test_hours(hours: Hours, inside: list[time], outside: list[time]) -> None:
    """The hours begin with their start, end before their end, may go past midnight, and may be the whole day."""
    assert all(hours.include(moment) for moment in inside)
    assert not any(hours.include(moment) for moment in outside)
