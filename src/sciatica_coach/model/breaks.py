"""Movement breaks: how often they come, in which hours, and what there is to do: `routines/rules/breaks.yaml`."""

from collections.abc import Callable
from datetime import time

from sciatica_coach.model.exercise import Equipment, Position
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.sourced import Sourced, read_sourced_number, read_sourced_time
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import is_within

LONGEST_BREAK_MINUTES = 10


class Hours(Value):
    """The hours of a day in which breaks come; from a time until the same time is the whole day."""

    start: time
    end: time

    def include(self, moment: time) -> bool:
        """Whether a break may come at this time of the day."""
        return self.start == self.end or is_within(moment, self.start, self.end)


class Break(Value):
    """One tiny thing to do.

    Attributes:
        name: what the journal calls it.
        do: what is shown.
        position: where it is done.
        equipment: what it needs.
        exercise: the id of the exercise that it is a little of; empty when it is none.
        minutes: what the journal counts for it.
        source: the ids of its sources in `routines/sources.yaml`.
    """

    name: str
    do: str
    position: Position
    equipment: tuple[Equipment, ...]
    exercise: str
    minutes: int
    source: tuple[str, ...]


class BreakRules(Value):
    """All rules of movement breaks. Each number has its source beside it."""

    every_minutes: Sourced[float]
    snooze_minutes: Sourced[float]
    start: Sourced[time]
    end: Sourced[time]
    breaks: tuple[Break, ...]

    def hours_for(self, profile: Profile) -> Hours:
        """The hours of somebody: those of the profile, and the usual ones where it says nothing."""
        return Hours(start=profile.move_from or self.start.value, end=profile.move_until or self.end.value)

    def breaks_for(self, profile: Profile, may_do: Callable[[str], bool]) -> tuple[Break, ...]:
        """The breaks that somebody can take, in their order; there is always one.

        Args:
            profile: which positions are avoided, and what is at hand.
            may_do: whether an exercise may be done today, by its id.
        """
        at_hand = profile.equipment
        return tuple(
            one
            for one in self.breaks
            if one.position not in profile.avoid
            and (at_hand is None or set(one.equipment) <= set(at_hand))
            and (not one.exercise or may_do(one.exercise))
        )


BREAK_KEYS = frozenset({"every_minutes", "snooze_minutes", "from", "until", "breaks"})
ONE_BREAK_KEYS = frozenset(Break.value_names)


def read_break_rules(mapping: Mapping, faults: list[Fault]) -> BreakRules:
    """The rules of movement breaks from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, BREAK_KEYS, "The rules of movement breaks")
    fields.require_all(BREAK_KEYS)
    breaks = fields.mappings("breaks", lambda node: _read_break(node, faults))
    for_all = any(one.position is Position.ANY and not one.equipment and not one.exercise for one in breaks)
    if breaks and not for_all and fields.is_whole("breaks"):
        fields.fault(
            fields.line_of("breaks"),
            "`breaks` has none that everybody can do: add one with `position: any`, without equipment and exercise.",
        )
    return BreakRules(
        every_minutes=read_sourced_number(fields, "every_minutes"),
        snooze_minutes=read_sourced_number(fields, "snooze_minutes"),
        start=read_sourced_time(fields, "from"),
        end=read_sourced_time(fields, "until"),
        breaks=breaks,
    )


def _read_break(node: Mapping, faults: list[Fault]) -> Break:
    fields = Fields(node, faults, ONE_BREAK_KEYS, "A break")
    for key, example in (("name", "Stand up"), ("do", "Stand up."), ("position", "any"), ("source", "[default]")):
        fields.require(key, example)
    return Break(
        name=fields.text("name", longest=40),
        do=fields.text("do", longest=120),
        position=fields.choice("position", Position, Position.ANY),
        equipment=fields.words("equipment", Equipment),
        exercise=fields.exercise_id("exercise"),
        minutes=fields.whole("minutes", 1, most=LONGEST_BREAK_MINUTES),
        source=fields.texts("source", at_least=1),
    )
