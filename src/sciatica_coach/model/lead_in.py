"""How long it takes to get from one position into the next: see `routines/rules/lead-in.yaml`."""

from sciatica_coach.model.exercise import Exercise, Position
from sciatica_coach.model.fields import LONGEST_SECONDS, Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth, Stage
from sciatica_coach.model.value import Value

STARTING_PLACE = Position.STANDING
PLACES = tuple(place for place in Position if place is not Position.ANY)
SPEEDS = ("general", "longer")


class Pace(Value):
    """Lead-in times of one speed of moving: seconds by position left and position taken."""

    change: dict[Position, dict[Position, float]]
    same: float
    side_turn: float


class LeadInTimes(Value):
    """All lead-in times, and for whom the longer ones are."""

    general: Pace
    longer: Pace
    other_equipment: float
    longer_from_week: int
    longer_after_vaginal_birth_weeks: int
    longer_after_caesarean_birth_weeks: int
    sources: tuple[str, ...]

    def for_stage(self, stage: Stage) -> Pace:
        """The times for a stage: longer late in pregnancy and in the first weeks after birth."""
        week = stage.week or 0
        if stage.kind is StageKind.PREGNANCY:
            return self.longer if week >= self.longer_from_week else self.general
        if stage.kind is StageKind.POSTPARTUM:
            vaginal = stage.birth is Birth.VAGINAL
            weeks = self.longer_after_vaginal_birth_weeks if vaginal else self.longer_after_caesarean_birth_weeks
            return self.longer if week < weeks else self.general
        return self.general

    def seconds(self, stage: Stage, place: Position, before: Exercise | None, after: Exercise) -> float:
        """Seconds to get ready for an exercise.

        Args:
            stage: decides between the general and the longer times.
            place: the position that one is in; never `any`.
            before: the exercise just done, if any.
            after: the exercise to get ready for.
        """
        pace = self.for_stage(stage)
        stays_put = after.position is Position.ANY
        seconds = pace.same if stays_put else pace.change[place][after.position]
        fetches = before is not None and not set(after.equipment) <= set(before.equipment)
        stays = after.position in (place, Position.ANY)
        return max(seconds, self.other_equipment) if fetches and stays else seconds

    def sequence(self, stage: Stage, exercises: tuple[Exercise, ...]) -> tuple[float, ...]:
        """Seconds to get ready for each exercise of a session in turn, the first one from standing."""
        place = STARTING_PLACE
        before: Exercise | None = None
        found = []
        for exercise in exercises:
            found.append(self.seconds(stage, place, before, exercise))
            place = place if exercise.position is Position.ANY else exercise.position
            before = exercise
        return tuple(found)


LEAD_IN_KEYS = frozenset(
    {
        "columns",
        "general",
        "longer",
        "same",
        "other_equipment",
        "side_turn",
        "longer_from_week",
        "longer_after_birth_weeks",
        "sources",
    }
)


def read_lead_in(mapping: Mapping, faults: list[Fault]) -> LeadInTimes:
    """The lead-in times from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, LEAD_IN_KEYS, "The lead-in times")
    fields.require_all(LEAD_IN_KEYS)
    columns = _read_columns(fields)
    same = fields.keyed_seconds("same", SPEEDS)
    turn = fields.keyed_seconds("side_turn", SPEEDS)
    weeks = fields.keyed_seconds("longer_after_birth_weeks", tuple(Birth))
    return LeadInTimes(
        general=_read_pace(fields, "general", columns, same, turn),
        longer=_read_pace(fields, "longer", columns, same, turn),
        other_equipment=fields.seconds("other_equipment", 10),
        longer_from_week=fields.whole("longer_from_week", 28),
        longer_after_vaginal_birth_weeks=int(weeks.get("vaginal", 0)),
        longer_after_caesarean_birth_weeks=int(weeks.get("caesarean", 0)),
        sources=fields.texts("sources"),
    )


def _read_columns(fields: Fields) -> tuple[Position, ...]:
    known = len(fields.faults)
    columns = fields.words("columns", Position)
    if fields.has("columns") and sorted(columns) != sorted(PLACES) and len(fields.faults) == known:
        fields.fault(fields.line_of("columns"), f"`columns` must name each of these once: {', '.join(PLACES)}.")
    return columns


def _read_pace(
    fields: Fields, key: str, columns: tuple[Position, ...], same: dict[str, float], turn: dict[str, float]
) -> Pace:
    def read_table(node: Mapping) -> dict[Position, dict[Position, float]]:
        rows = Fields(node, fields.faults, frozenset(PLACES), f"`{key}`")
        return {place: _read_row(rows, place, columns) for place in PLACES}

    return Pace(
        change=fields.mapping(key, read_table) or {},
        same=same.get(key, 0),
        side_turn=turn.get(key, 0),
    )


def _read_row(rows: Fields, place: Position, columns: tuple[Position, ...]) -> dict[Position, float]:
    rows.require(place, "[5, 6, …]")
    seconds = rows.numbers(place, 0, LONGEST_SECONDS, at_least=len(PLACES), at_most=len(PLACES))
    return dict(zip(columns, seconds, strict=False))  # of a faulty file: it is not used
