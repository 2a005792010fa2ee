"""The entries that a plan can depend on: of years, a few."""

from datetime import timedelta

from sciatica_coach.cli.coach import Coach
from sciatica_coach.model.entry import Entry, EntryType, merge
from sciatica_coach.model.pain import Hurt


def plan_entries(coach: Coach) -> list[Entry]:
    """All checks and changes, what sent pain down the leg, the routine that was done last, and the last days."""
    rules, journal = coach.library.plan_rules(), coach.journal
    days = max(rules.strength_rest_days.value + 1, rules.out_within_days.value)
    last = journal.latest(
        lambda one: one["type"] == EntryType.SESSION and one.get("routine") not in (None, rules.flare.value)
    )
    return merge(
        [
            *journal.of_type(EntryType.CHECK, EntryType.CHANGE),
            *journal.of_type(EntryType.SESSION, word=Hurt.DOWN_THE_LEG),
            *journal.since((coach.now - timedelta(days=days)).timestamp()),
            *([last] if last else []),
        ]
    )
