"""An exercise: what it is, its dose, its beats, for whom and when; and how it is read from its file.

The numbers of the shipped exercises stand in `routines/exercises/`, each file with its sources.
"""

from collections.abc import Mapping as AnyMapping
from types import MappingProxyType

from sciatica_coach.model.dose_rules import DoseRules
from sciatica_coach.model.fields import MOST_SETS, Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.text import ID, slug
from sciatica_coach.model.value import Value, replace
from sciatica_coach.model.word import Word

LAST_WEEK_OF_PREGNANCY = 42
DEFAULT_HOLD_CUE = "Hold, keep breathing"


class Category(Word):
    """The kind of an exercise."""

    STRETCH = "stretch"
    MOBILITY = "mobility"
    NERVE_GLIDE = "nerve-glide"
    STRENGTH = "strength"
    CORE = "core"
    PELVIC_FLOOR = "pelvic-floor"
    BREATHING = "breathing"
    POSTURE = "posture"
    BALANCE = "balance"
    MASSAGE = "massage"
    FUNCTION = "function"
    AEROBIC = "aerobic"
    CIRCULATION = "circulation"


class Position(Word):
    """How the body is while it is done. `any` keeps the position that one is in."""

    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    PRONE = "prone"
    ALL_FOURS = "all-fours"
    HALF_KNEELING = "half-kneeling"
    SEATED = "seated"
    STANDING = "standing"
    WALL = "wall"
    ANY = "any"


class Equipment(Word):
    """What an exercise may need. A mat may be a carpet or a firm bed; a ball is one to sit on."""

    MAT = "mat"
    CHAIR = "chair"
    WALL = "wall"
    BALL = "ball"
    SMALL_BALL = "small ball"
    TOWEL = "towel"
    PILLOW = "pillow"
    STOOL = "stool"
    WORKTOP = "worktop"
    TABLE = "table"
    BED = "bed"
    ROLLER = "roller"
    STICK = "stick"
    BAND = "band"
    SOCKS = "socks"
    SHOES = "shoes"
    POOL = "pool"


class Sides(Word):
    """Which sides an exercise has, and in which order."""

    NONE = "none"
    BOTH = "both"
    EACH = "each"
    ALTERNATE = "alternate"


class Side(Word):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class StageAction(Word):
    """What becomes of an exercise in some weeks of pregnancy."""

    USUAL = "usual"
    EASIER = "easier"
    INSTEAD = "instead"
    NOT = "not"


class Beat(Value):
    """One timed part of a rep. Moves into and out of a hold do not count as exercise done."""

    cue: str
    seconds: float
    hold: bool = False
    counts: bool = True


class Weeks(Value):
    """A span of completed weeks of pregnancy, both ends included, and what is done in it."""

    first: int
    last: int
    action: StageAction
    use: str = ""


class StageRules(Value):
    """When an exercise is offered in pregnancy, and from which completed week after a birth."""

    pregnancy: tuple[Weeks, ...] = ()
    vaginal_week: int | None = None
    caesarean_week: int | None = None


class Sources(Value):
    """Where an exercise, its dose and its stage rules come from: ids of `routines/sources.yaml`."""

    exercise: tuple[str, ...] = ()
    dose: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


class Exercise(Value):
    """One exercise with its dose. Reps are for each side; all `_seconds` are positive unless said.

    `poses` is what stands under that key, unread: only what draws the figure pays for it (`model.pose`).
    """

    id: str
    name: str
    category: Category
    position: Position
    rep: tuple[Beat, ...]
    held: bool
    sides: Sides = Sides.NONE
    sets: int = 1
    reps: int = 1
    side_reps: AnyMapping[Side, int] = MappingProxyType({})
    rest_seconds: float = 0.0
    self_paced: bool = False
    side_words: AnyMapping[Side, str] = MappingProxyType({})
    side_seconds: float = 0.0
    equipment: tuple[Equipment, ...] = ()
    helpful: tuple[Equipment, ...] = ()
    steps: tuple[str, ...] = ()
    feel: str = ""
    stop_if: str = ""
    easier: str = ""
    harder: str = ""
    without_floor: str = ""
    without_floor_pregnant: str = ""
    take_care: str = ""
    why: str = ""
    stages: StageRules = StageRules()
    sources: Sources = Sources()
    poses: Mapping | None = None

    @property
    def name_in_sentence(self) -> str:
        """The name where words follow it: `Clam, on your side` becomes `Clam (on your side)`."""
        name, _, how = self.name.partition(", ")
        return f"{name} ({how})" if how else name

    @property
    def hold_seconds(self) -> float | None:
        """The seconds of the hold of an exercise with `hold:`; none for one made of beats."""
        return next((beat.seconds for beat in self.rep if beat.hold), None) if self.held else None

    @property
    def rep_seconds(self) -> float:
        """One rep, moves into and out of the hold included."""
        return sum(beat.seconds for beat in self.rep)

    @property
    def done_seconds(self) -> float:
        """The seconds of all beats and holds, over sets, reps and sides; moves into and out of a hold do not count."""
        reps = sum(self.reps_for(side) for side in self.side_order or (None,))
        return self.sets * reps * sum(beat.seconds for beat in self.rep if beat.counts)

    @property
    def beat_count(self) -> int:
        """How many beats and moves there are in all, over sets, reps and sides."""
        return len(self.rep) * self.reps * self.sets * max(1, len(self.side_order))

    @property
    def side_order(self) -> tuple[Side, ...]:
        """The sides in turn, left first; empty when the exercise has no sides."""
        return (Side.LEFT, Side.RIGHT) if self.sides in (Sides.EACH, Sides.ALTERNATE) else ()

    @property
    def neighbours(self) -> tuple[str, ...]:
        """The ids of other exercises that this one names."""
        named = (self.easier, self.harder, self.without_floor, self.without_floor_pregnant)
        swaps = tuple(weeks.use for weeks in self.stages.pregnancy)
        return tuple(name for name in dict.fromkeys(named + swaps) if ID.fullmatch(name) and name != self.id)

    def reps_for(self, side: Side | None) -> int:
        """The reps of a side: its own, where the two sides have two doses."""
        return self.side_reps.get(side, self.reps) if side else self.reps

    def say_side(self, side: Side) -> str:
        """What is said for a side: `Left knee`."""
        return self.side_words.get(side) or f"{side.capitalize()} side"


DOSE_KEYS = frozenset({"sides", "sets", "reps", "rest", "hold", "self_paced"})
EXERCISE_KEYS = DOSE_KEYS | {
    "name",
    "category",
    "position",
    "equipment",
    "helpful",
    "side_words",
    "side_seconds",
    "hold_cue",
    "move_in",
    "move_out",
    "rep",
    "steps",
    "feel",
    "stop_if",
    "easier",
    "harder",
    "without_floor",
    "without_floor_pregnant",
    "take_care",
    "why",
    "stages",
    "sources",
    "poses",
}


def read_exercise(mapping: Mapping, faults: list[Fault], rules: DoseRules, exercise_id: str = "") -> Exercise:
    """An exercise from the mapping of its file, or from one written in place in a routine.

    Args:
        mapping: the keys of docs/content.md.
        faults: takes everything that is wrong; drop the result when anything was added.
        rules: what its dose is held to.
        exercise_id: the id; without it, the slug of the name.
    """
    fields = Fields(mapping, faults, EXERCISE_KEYS, "An exercise")
    _require(fields)
    name = fields.text("name", "Exercise", longest=60)
    category = fields.choice("category", Category, Category.STRETCH)
    exercise = Exercise(
        id=exercise_id or slug(name),
        name=name,
        category=category,
        position=fields.choice("position", Position, Position.ANY),
        rep=_read_rep(fields),
        held=fields.has("hold"),
        sides=fields.choice("sides", Sides, Sides.NONE),
        sets=fields.whole("sets", 1, most=MOST_SETS),
        reps=fields.whole("reps", 1),
        rest_seconds=fields.seconds("rest", 0, zero=True),
        self_paced=fields.flag("self_paced"),
        side_words=fields.mapping("side_words", lambda node: _read_side_words(node, faults)) or {},
        side_seconds=fields.seconds("side_seconds", rules.side_seconds.value),
        equipment=fields.words("equipment", Equipment),
        helpful=fields.words("helpful", Equipment),
        steps=fields.texts("steps", at_least=1, at_most=6),
        stages=fields.mapping("stages", lambda node: _read_stages(node, faults)) or StageRules(),
        sources=fields.mapping("sources", lambda node: _read_sources(node, faults), "dose: [default]") or Sources(),
        feel=fields.text("feel"),
        stop_if=fields.text("stop_if"),
        easier=_read_neighbour(fields, "easier"),
        harder=_read_neighbour(fields, "harder"),
        without_floor=fields.exercise_id("without_floor"),
        without_floor_pregnant=fields.exercise_id("without_floor_pregnant"),
        take_care=fields.text("take_care"),
        why=fields.text("why"),
        poses=fields.mapping("poses", lambda node: node),
    )
    _check_glide(exercise, fields, rules)
    return exercise


def with_dose(exercise: Exercise, fields: Fields, rules: DoseRules) -> Exercise:
    """The exercise with the dose that a routine gives it beside its id."""
    changed = replace(
        exercise,
        sides=fields.choice("sides", Sides, exercise.sides),
        sets=fields.whole("sets", exercise.sets, most=MOST_SETS),
        reps=fields.whole("reps", exercise.reps),
        rest_seconds=fields.seconds("rest", exercise.rest_seconds, zero=True),
        self_paced=fields.flag("self_paced") if fields.has("self_paced") else exercise.self_paced,
        rep=_with_hold(exercise, fields) if fields.has("hold") else exercise.rep,
    )
    if fields.has("hold"):
        _check_glide(changed, fields, rules)
    return changed


def _require(fields: Fields) -> None:
    fields.require("name", "Doorway lean")
    fields.require("category", "stretch")
    fields.require("position", "standing")
    fields.require("steps", "[Stand in a doorway., Lean in.]")
    fields.require("stop_if", "pain travels further down the leg")
    if not fields.has("hold") and not fields.has("rep"):
        fields.require("hold", "30` or `rep: [{cue: Toes up, seconds: 2}]")
    if fields.has("hold") and fields.has("rep"):
        fields.fault(fields.line_of("rep"), "`hold` and `rep` exclude each other: keep one of them.")
    for key in ("move_in", "move_out", "hold_cue"):
        if fields.has(key) and not fields.has("hold") and fields.complete:
            fields.fault(fields.line_of(key), f"`{key}` goes with `hold`: put it among the beats of `rep`.")


def _read_rep(fields: Fields) -> tuple[Beat, ...]:
    held = Beat(
        cue=fields.text("hold_cue", DEFAULT_HOLD_CUE, longest=60),
        seconds=fields.seconds("hold", 1),
        hold=True,
    )
    move_in = fields.mapping("move_in", lambda node: _read_move(node, fields.faults))
    move_out = fields.mapping("move_out", lambda node: _read_move(node, fields.faults))
    beats = fields.mappings("rep", lambda node: _read_beat(node, fields.faults), at_most=12)
    if sum(beat.hold for beat in beats) > 1:
        fields.fault(fields.line_of("rep"), "Only one beat of `rep` may be marked `hold: true`.")
    return tuple(beat for beat in (move_in, held, move_out) if beat) if fields.has("hold") else beats


def _read_beat(mapping: Mapping, faults: list[Fault]) -> Beat:
    fields = Fields(mapping, faults, frozenset({"cue", "seconds", "hold"}), "A beat")
    fields.require("cue", "Toes up")
    fields.require("seconds", "2")
    return Beat(cue=fields.text("cue", longest=60), seconds=fields.seconds("seconds", 1), hold=fields.flag("hold"))


def _read_move(mapping: Mapping, faults: list[Fault]) -> Beat:
    fields = Fields(mapping, faults, frozenset({"cue", "seconds"}), "A move into or out of a hold")
    fields.require("cue", "Draw the knee in")
    fields.require("seconds", "3")
    return Beat(cue=fields.text("cue", longest=60), seconds=fields.seconds("seconds", 1), counts=False)


def _read_side_words(mapping: Mapping, faults: list[Fault]) -> dict[Side, str]:
    fields = Fields(mapping, faults, frozenset(Side), "`side_words`")
    return {side: fields.text(side, longest=80) for side in Side if fields.has(side)}


def _read_neighbour(fields: Fields, key: str) -> str:
    value = fields.text(key)
    if value and " " not in value and not ID.fullmatch(value):
        fields.fault(fields.line_of(key), f"`{key}: {value}` is neither an exercise id nor a sentence.")
    return value


def _read_stages(mapping: Mapping, faults: list[Fault]) -> StageRules:
    fields = Fields(mapping, faults, frozenset({"pregnancy", "after_birth"}), "`stages`")
    spans = fields.mappings("pregnancy", lambda node: _read_weeks(node, faults))
    _check_spans(spans, fields)
    birth = fields.mapping("after_birth", lambda node: _read_birth(node, faults)) or (None, None)
    return StageRules(pregnancy=spans, vaginal_week=birth[0], caesarean_week=birth[1])


def _read_weeks(mapping: Mapping, faults: list[Fault]) -> Weeks:
    fields = Fields(mapping, faults, frozenset({"weeks", "do", "use"}), "A span of weeks")
    fields.require("weeks", "1-15")
    fields.require("do", "usual")
    action = fields.choice("do", StageAction, StageAction.USUAL)
    if action is StageAction.INSTEAD:
        fields.require("use", "figure-4-seated")
    first, last = _span(fields)
    return Weeks(first=first, last=last, action=action, use=fields.exercise_id("use"))


def _span(fields: Fields) -> tuple[int, int]:
    text = fields.text("weeks", "1-42")
    first, dash, last = text.partition("-")
    if dash and first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last) <= LAST_WEEK_OF_PREGNANCY:
        return int(first), int(last)
    fields.fault(
        fields.line_of("weeks"),
        f"`weeks: {text}` must be two completed weeks from 1 to {LAST_WEEK_OF_PREGNANCY}, such as `1-15`.",
    )
    return 1, LAST_WEEK_OF_PREGNANCY


def _check_spans(spans: tuple[Weeks, ...], fields: Fields) -> None:
    starts = [1, *(weeks.last + 1 for weeks in spans)]
    ends = [*(weeks.first for weeks in spans), LAST_WEEK_OF_PREGNANCY + 1]
    if spans and starts != ends and fields.is_whole("pregnancy"):
        fields.fault(
            fields.line_of("pregnancy"),
            "The weeks must follow one another from 1 to 42 without a gap, such as 1-15 and 16-42.",
        )


def _read_birth(mapping: Mapping, faults: list[Fault]) -> tuple[int, int]:
    fields = Fields(mapping, faults, frozenset({"vaginal", "caesarean"}), "`after_birth`")
    fields.require("vaginal", "1")
    fields.require("caesarean", "4")
    return fields.whole("vaginal", 0, least=0, most=52), fields.whole("caesarean", 0, least=0, most=52)


def _read_sources(mapping: Mapping, faults: list[Fault]) -> Sources:
    fields = Fields(mapping, faults, frozenset({"exercise", "dose", "stages"}), "`sources`")
    return Sources(exercise=fields.texts("exercise"), dose=fields.texts("dose"), stages=fields.texts("stages"))


def _with_hold(exercise: Exercise, fields: Fields) -> tuple[Beat, ...]:
    if not any(beat.hold for beat in exercise.rep):
        fields.fault(
            fields.line_of("hold"),
            f"{exercise.id} has no hold: no beat of it is marked `hold: true`. Change `reps` in its place.",
        )
        return exercise.rep
    seconds = fields.seconds("hold", 1)
    return tuple(replace(beat, seconds=seconds) if beat.hold else beat for beat in exercise.rep)


def _check_glide(exercise: Exercise, fields: Fields, rules: DoseRules) -> None:
    longest = max((beat.seconds for beat in exercise.rep if beat.counts), default=0)
    most = rules.longest_glide_beat_seconds.value
    if exercise.category is Category.NERVE_GLIDE and longest > most:
        line = fields.line_of("rep" if fields.has("rep") else "hold")
        fields.fault(
            line,
            f"A nerve glide is moved, never held: a beat of {longest:g} s is longer than "
            f"{most:g} s. Write {most:g} or less, and raise `reps` for more.",
        )
