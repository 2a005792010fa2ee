"""What is told of an exercise of one's own, which has no weeks of its own: `routines/rules/own.yaml`."""

from sciatica_coach.model.exercise import LAST_WEEK_OF_PREGNANCY, Category, Exercise, Position
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.sourced import Sourced, read_sourced_whole
from sciatica_coach.model.stage import Birth
from sciatica_coach.model.value import Value

LATEST_BEGIN = 52


class OwnBegins(Value):
    """From which completed week after a birth an own exercise of some categories or positions begins."""

    categories: tuple[Category, ...]
    positions: tuple[Position, ...]
    vaginal: int
    caesarean: int
    source: tuple[str, ...]

    def fits(self, exercise: Exercise) -> bool:
        """Whether the exercise is of this kind."""
        return exercise.category in self.categories or exercise.position in self.positions

    def week(self, birth: Birth) -> int:
        """The week after that kind of birth."""
        return self.vaginal if birth is Birth.VAGINAL else self.caesarean


class OwnRules(Value):
    """Until which week of pregnancy, and from which week after a birth, an own exercise is done."""

    front_lying_ends_week: Sourced[int]
    begins: tuple[OwnBegins, ...]


OWN_KEYS = frozenset(OwnRules.value_names)


def read_own_rules(mapping: Mapping, faults: list[Fault]) -> OwnRules:
    """The rules of own exercises from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, OWN_KEYS, "The rules of own exercises")
    fields.require_all(OWN_KEYS)
    return OwnRules(
        front_lying_ends_week=read_sourced_whole(fields, "front_lying_ends_week", most=LAST_WEEK_OF_PREGNANCY),
        begins=fields.mappings("begins", lambda node: _read_begins(node, faults)),
    )


def _read_begins(mapping: Mapping, faults: list[Fault]) -> OwnBegins:
    fields = Fields(mapping, faults, frozenset(OwnBegins.value_names), "A row of `begins`")
    fields.require_all(("vaginal", "caesarean"), "2")
    fields.require("source", "[default]")
    return OwnBegins(
        categories=fields.words("categories", Category),
        positions=fields.words("positions", Position),
        vaginal=fields.whole("vaginal", 0, least=0, most=LATEST_BEGIN),
        caesarean=fields.whole("caesarean", 0, least=0, most=LATEST_BEGIN),
        source=fields.texts("source", at_least=1),
    )
