"""Whether a change of a score is one that people notice (TR1, TR2, TR6). Nothing here names a cause."""

from enum import StrEnum

from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.value import Value


class Direction(StrEnum):
    """Where a score went, if it went anywhere that people notice."""

    DOWN = "down"
    UP = "up"
    SMALL = "small"


class Change(Value):
    """Two medians, the direction from the one to the other, and the rule that says so with its source."""

    before: float
    after: float
    direction: Direction
    rule: str
    source: tuple[str, ...]

    @property
    def size(self) -> float:
        """How far apart the two are."""
        return abs(self.before - self.after)


def change(before: float, after: float, rules: ResponseRules) -> Change:
    """The change from one score to a later one.

    Down is by so many points (TR1), or by a share of the earlier score that is at least so much (TR2). Up is by
    so many points; a share of a low score would make much of little.
    """
    down = before - after
    share = rules.meaningful_least.value <= down and rules.meaningful_share.value * before <= down
    if down >= rules.meaningful_change.value:
        direction, rule, source = Direction.DOWN, "TR1", rules.meaningful_change.source
    elif share:
        direction, rule, source = Direction.DOWN, "TR2", rules.meaningful_share.source
    elif -down >= rules.worse_rise.value:
        direction, rule, source = Direction.UP, "TR1", rules.worse_rise.source
    else:
        direction, rule, source = Direction.SMALL, "TR1", rules.meaningful_change.source
    return Change(before=before, after=after, direction=direction, rule=rule, source=source)


def band(before: float, rules: ResponseRules) -> tuple[float, float]:
    """The scores between which a later median is a smaller change than people notice."""
    share = max(rules.meaningful_least.value, rules.meaningful_share.value * before)
    return before - min(rules.meaningful_change.value, share), before + rules.worse_rise.value
