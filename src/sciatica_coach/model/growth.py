"""What may grow in an exercise, and how far: the rows of `grows` in `routines/rules/response.yaml` (PR3, PR6)."""

from collections.abc import Iterator

from sciatica_coach.model.exercise import Category, Exercise
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word


class Grows(Word):
    """The one thing of an exercise that a step changes; the word is also the `key` of the change in the journal."""

    REPS = "reps"
    HOLD = "hold"
    SETS = "sets"
    HARDER = "harder"


class Growth(Value):
    """One row: for which exercises, what grows in them, in which order, and how far a hold does."""

    exercises: tuple[str, ...]
    categories: tuple[Category, ...]
    by: tuple[Grows, ...]
    more_hold: float
    longest_hold: float
    source: tuple[str, ...]

    def is_for(self, exercise: Exercise) -> bool:
        """Whether the row names the exercise, or its category."""
        return exercise.id in self.exercises or exercise.category in self.categories


def growth_of(exercise: Exercise, rows: tuple[Growth, ...]) -> Growth | None:
    """The first row that is for an exercise; none where nothing of it grows."""
    return next((row for row in rows if row.is_for(exercise)), None)


def held_seconds(exercise: Exercise) -> float | None:
    """The seconds at end range: of a hold, or of the one beat among others that is marked as one."""
    return next((beat.seconds for beat in exercise.rep if beat.hold), None)


def read_growths(fields: Fields, key: str) -> tuple[Growth, ...]:
    """All rows under a key; what is wrong goes into the faults of `fields`."""
    return fields.mappings(key, lambda node: _read_growth(node, fields.faults))


def _read_growth(mapping: Mapping, faults: list[Fault]) -> Growth:
    keys = frozenset({"exercises", "categories", "by", "more_hold", "longest_hold", "source"})
    fields = Fields(mapping, faults, keys, "A row of `grows`")
    categories, by = fields.words("categories", Category), fields.words("by", Grows)
    for key, example in _required(fields, by):
        fields.require(key, example)
    if Category.NERVE_GLIDE in categories and Grows.HOLD in by:
        fields.fault(fields.line_of("by"), "A nerve glide never grows by its hold: write `by: [reps]`.")
    return Growth(
        exercises=fields.texts("exercises"),
        categories=categories,
        by=by,
        more_hold=fields.seconds("more_hold", 1),
        longest_hold=fields.seconds("longest_hold", 1),
        source=fields.texts("source", at_least=1),
    )


def _required(fields: Fields, by: tuple[Grows, ...]) -> Iterator[tuple[str, str]]:
    """What a row must have: whom it is for, what grows, its source, and with `hold` how far that goes."""
    if not fields.has("exercises"):
        yield "categories", "[stretch]` or `exercises: [walk-brief]"
    yield "by", "[reps, sets]"
    yield "source", "[default]"
    if Grows.HOLD in by:
        yield "more_hold", "5"
        yield "longest_hold", "60"
