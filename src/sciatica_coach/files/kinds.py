"""What a content file is, by its place and its keys, and what is wrong with it as that. Imported by no session."""

from collections.abc import Callable
from collections.abc import Mapping as Dictionary
from pathlib import Path
from typing import Any

from sciatica_coach.files.content import load_trend_rules
from sciatica_coach.files.names import Names, unknown_names
from sciatica_coach.files.yaml_nodes import read_yaml
from sciatica_coach.model.breaks import read_break_rules
from sciatica_coach.model.calendar_rules import read_calendar_rules
from sciatica_coach.model.condition import read_condition_rules
from sciatica_coach.model.dose_rules import read_dose_rules
from sciatica_coach.model.exercise import EXERCISE_KEYS
from sciatica_coach.model.lead_in import read_lead_in
from sciatica_coach.model.node import Fault, Mapping, Node
from sciatica_coach.model.own_rules import read_own_rules
from sciatica_coach.model.plan_rules import read_plan_rules
from sciatica_coach.model.profile import PROFILE_KEYS, read_profile
from sciatica_coach.model.reminding import read_reminder_rules
from sciatica_coach.model.response_rules import read_response_rules
from sciatica_coach.model.routine import ROUTINE_KEYS
from sciatica_coach.model.safety_rules import read_safety
from sciatica_coach.model.trend_rules import read_trend_rules

ROUTINE, EXERCISE, CARD, PROFILE = "a routine", "an exercise", "a card", "a profile"
RULES = {
    "breaks": "the rules of movement breaks",
    "calendar": "the rules of the calendar",
    "conditions": "what does not go with a condition",
    "dose": "the rules of every dose",
    "lead-in": "the times to change position",
    "own": "what is told of own exercises",
    "plan": "the rules of planning",
    "reminder": "the rules of the daily reminder",
    "response": "the rules of less, of more, and of when to see somebody",
    "safety": "the warning signs",
    "trend": "the rules of trends",
}
"""The files of `routines/rules`, in words."""

_READERS: dict[str, Callable[[Mapping, list[Fault]], Any]] = {
    "breaks": read_break_rules,
    "calendar": read_calendar_rules,
    "conditions": read_condition_rules,
    "dose": read_dose_rules,
    "lead-in": read_lead_in,
    "own": read_own_rules,
    "plan": read_plan_rules,
    "reminder": read_reminder_rules,
    "safety": read_safety,
    "trend": read_trend_rules,
    PROFILE: read_profile,
}
_KEYS_OF_AN_EXERCISE = frozenset({"category", "position", "hold", "rep", "steps", "stop_if"})


def keys_of_rules(shipped: Path) -> dict[str, frozenset[str]]:
    """The keys of each shipped rule file, by its name."""
    return {name: _keys(read_yaml(shipped / "rules" / f"{name}.yaml")[0]) for name in RULES}


def kind_of(path: Path, node: Node | None, rule_keys: Callable[[], Dictionary[str, frozenset[str]]]) -> str:
    """What a file is meant to be, also where a key of it is missing or mistyped.

    Args:
        path: of the file; its place tells an exercise and a rule file.
        node: what stands in it.
        rule_keys: gives the keys of each rule file, by its name; asked for only where place and keys do not tell.

    Returns:
        A kind, or the name of a rule file.
    """
    keys = _keys(node)
    if path.parent.name == "rules" and path.stem in RULES:
        return path.stem
    if "exercises" in keys or path.parent.name == "exercises":
        return ROUTINE if "exercises" in keys else EXERCISE
    known = {ROUTINE: ROUTINE_KEYS | EXERCISE_KEYS, PROFILE: PROFILE_KEYS, **rule_keys()}
    best = max(known, key=lambda name: len(keys & known[name]))  # the first of equals
    if best != ROUTINE:
        return best
    return ROUTINE if keys & {"for", "description"} or not keys & _KEYS_OF_AN_EXERCISE else EXERCISE


def words_for(kind: str) -> str:
    """A kind in words."""
    return RULES.get(kind, kind)


def read_as(kind: str, node: Mapping, faults: list[Fault], shipped: Path, names: Names) -> None:
    """Read rules or a profile; what is wrong goes into `faults`, and so do the names that nothing has."""
    if kind == "response":
        read_response_rules(node, faults, load_trend_rules(shipped))
    else:
        _READERS[kind](node, faults)
    faults += unknown_names(node, names)


def _keys(node: Node | None) -> frozenset[str]:
    return frozenset(key.text for key, _ in node.pairs) if isinstance(node, Mapping) else frozenset()
