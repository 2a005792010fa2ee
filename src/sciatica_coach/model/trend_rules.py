"""The numbers that tell a change from chance: `routines/rules/trend.yaml`."""

from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.sourced import Sourced, read_sourced_number
from sciatica_coach.model.value import Value

Number = Sourced[float]


class TrendRules(Value):
    """When a change is one that people notice, and when there is enough to speak of one, each with its source."""

    meaningful_change: Number
    meaningful_share: Number
    meaningful_least: Number
    worse_rise: Number
    entries_a_week: Number
    reactions_at_least: Number
    activity_change: Number


def read_trend_rules(mapping: Mapping, faults: list[Fault]) -> TrendRules:
    """The rules from their file; what is wrong or missing goes into `faults`."""
    keys = frozenset(TrendRules.value_names)
    fields = Fields(mapping, faults, keys, "The rules of trends")
    fields.require_all(keys, "{value: 1, source: [default]}")
    return TrendRules(**{key: read_sourced_number(fields, key, zero=True) for key in keys})
