"""Which kinds of exercise an open warning sign closes, as `routines/rules/safety.yaml` says."""

from collections.abc import Iterable

from sciatica_coach.model.exercise import Category, Exercise, Position
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word


class GateName(Word):
    """The kinds that a sign can close."""

    CALF = "calf"
    MASSAGE = "massage"
    FLAT = "flat"


class Gate(Value):
    """A kind of exercise that a sign closes while it is open: by id, by category, by position; `but` stays open."""

    id: GateName
    exercises: tuple[str, ...]
    categories: tuple[Category, ...]
    positions: tuple[Position, ...]
    but: tuple[str, ...]
    source: tuple[str, ...]

    def closes(self, exercise: Exercise) -> bool:
        """Whether an exercise is of this kind."""
        named = exercise.id in self.exercises
        meant = exercise.category in self.categories or exercise.position in self.positions
        return named or (meant and exercise.id not in self.but)


def closing(exercise: Exercise, gates: Iterable[Gate]) -> Gate | None:
    """The gate that closes an exercise, if any does."""
    return next((gate for gate in sorted(gates, key=lambda gate: gate.id) if gate.closes(exercise)), None)


def read_gate(mapping: Mapping, faults: list[Fault]) -> Gate:
    """One row of `gates`; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, frozenset(Gate.value_names), "A kind of exercise")
    fields.require_all(("id", "source"))
    return Gate(
        id=fields.choice("id", GateName, GateName.CALF),
        exercises=fields.texts("exercises"),
        categories=fields.words("categories", Category),
        positions=fields.words("positions", Position),
        but=fields.texts("but"),
        source=fields.texts("source", at_least=1),
    )
