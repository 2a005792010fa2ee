"""Entries of older journals, brought to the schema of this version: one step for each version in between.

To change the schema: raise `SCHEMA` in model/entry.py, add the step from the old number to STEPS, and put a journal of
the old schema into tests/files/journals/. Tests ask for both. A step must keep the keys that it does not know.
"""

from collections.abc import Callable, Mapping

from sciatica_coach.model.entry import SCHEMA, Entry

Step = Callable[[Entry], Entry]
"""Makes an entry of the next schema from one of this."""

STEPS: Mapping[int, Step] = {}
"""By the schema that a step begins with. There has been one schema so far."""


def upgraded(entry: Entry, schema: int, steps: Mapping[int, Step] = STEPS, wanted: int = SCHEMA) -> Entry:
    """An entry of an older journal as this version writes it.

    Args:
        entry: the entry.
        schema: the schema of the journal that it comes from; not newer than ours.
        steps: from each schema to the next.
        wanted: the schema to reach.
    """
    for number in range(schema, wanted):
        entry = steps[number](entry)
    return entry
