"""What every exercise is held to, whoever wrote it: `routines/rules/dose.yaml`."""

from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.sourced import read_sourced_number
from sciatica_coach.model.trend_rules import Number
from sciatica_coach.model.value import Value


class DoseRules(Value):
    """The longest beat of a nerve glide, and the usual time to change sides, each with its source."""

    longest_glide_beat_seconds: Number
    side_seconds: Number


def read_dose_rules(mapping: Mapping, faults: list[Fault]) -> DoseRules:
    """The rules from their file; what is wrong or missing goes into `faults`."""
    keys = frozenset(DoseRules.value_names)
    fields = Fields(mapping, faults, keys, "The rules of doses")
    for key in sorted(keys):
        fields.require(key, "{value: 1, source: [default]}")
    return DoseRules(**{key: read_sourced_number(fields, key) for key in keys})
