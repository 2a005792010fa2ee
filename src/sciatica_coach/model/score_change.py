"""Whether a change of a score is one that people notice (TR1, TR2, TR6). Nothing here names a cause."""

from sciatica_coach.model.trend_rules import TrendRules
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word


class Direction(Word):
    """Where a score went, if it went anywhere that people notice."""

    DOWN = "down"
    UP = "up"
    SMALL = "small"


class Change(Value):
    """Two medians, the direction from the one to the other, and the rule that says so.

    Attributes:
        before: the earlier median.
        after: the later one.
        direction: from the one to the other.
        rule: the rule's name.
        least: how many points the rule asks for.
        source: where the number comes from.
    """

    before: float
    after: float
    direction: Direction
    rule: str
    least: float
    source: tuple[str, ...]

    @property
    def size(self) -> float:
        """How far apart the two are."""
        return abs(self.before - self.after)


def change(before: float, after: float, rules: TrendRules) -> Change:
    """The change from one score to a later one.

    Down is by so many points (TR1), or by a share of the earlier score that is at least so much (TR2). Up is by
    so many points; a share of a low score would make much of little.
    """
    down, low = before - after, before - band(before, rules)[0]
    points, share, up = rules.meaningful_change, rules.meaningful_share, rules.worse_rise
    if down >= points.value:
        direction, rule, least, source = Direction.DOWN, "TR1", points.value, points.source
    elif down >= low:
        direction, rule, least, source = Direction.DOWN, "TR2", low, share.source
    elif -down >= up.value:
        direction, rule, least, source = Direction.UP, "TR1", up.value, up.source
    else:
        both = tuple(dict.fromkeys((*points.source, *share.source)))
        direction, rule, least, source = Direction.SMALL, "TR1", points.value, both
    return Change(before=before, after=after, direction=direction, rule=rule, least=least, source=source)


def band(before: float, rules: TrendRules) -> tuple[float, float]:
    """The scores at which a later median is a change that people notice: so low or lower, so high or higher."""
    share = max(rules.meaningful_least.value, rules.meaningful_share.value * before)
    return before - min(rules.meaningful_change.value, share), before + rules.worse_rise.value
