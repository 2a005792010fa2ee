"""What the user told about herself or himself: `profile.yaml`, and how it is read."""

from datetime import date, time

from sciatica_coach.model.condition import Condition
from sciatica_coach.model.exercise import Equipment, Position, Side
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.pain import PainSide
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth, Stage, pregnancy_began, week_after_birth, week_of_pregnancy
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR
from sciatica_coach.model.word import Word

SLOWEST_PACE = 5.0
LOUDEST, USUAL_VOLUME = 100, 50
LATEST_DAY_BEGIN = 12
"""A day that begins after noon would be the day before to everybody else."""


class FirstSide(Word):
    """Which side an exercise begins with."""

    LEFT = "left"
    RIGHT = "right"
    SORE = "sore"
    OTHER = "other"


class SoundKind(Word):
    """What is heard at the beginning and the end of things."""

    TONES = "tones"
    BELL = "bell"
    OFF = "off"


class Profile(Value):
    """The profile; every part may be unknown."""

    stage: StageKind = StageKind.GENERAL
    due: date | None = None
    born: date | None = None
    birth: Birth | None = None
    side: PainSide | None = None
    first: FirstSide = FirstSide.LEFT
    cleared: bool | None = None
    minutes: int | None = None
    equipment: tuple[Equipment, ...] | None = None
    avoid: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    emergency_number: str = ""
    pace: float = 1.0
    move_from: time | None = None
    move_until: time | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    voice: bool | None = None
    voice_command: tuple[str, ...] = ()
    sound: SoundKind | None = None
    volume: int = USUAL_VOLUME
    flash: bool | None = None
    ask_during: bool | None = None
    day_begins: int = DAY_BEGINS_AT_HOUR
    notice_read: date | None = None

    def stage_on(self, today: date, unknown_week: int | None = None) -> Stage:
        """The stage with its week on a day.

        Args:
            today: the day.
            unknown_week: the week of a pregnancy without a due date, which plans need; none leaves it unknown.
        """
        if self.stage is StageKind.PREGNANCY:
            week = week_of_pregnancy(self.due, today) if self.due else unknown_week
            return Stage(kind=self.stage, week=week)
        if self.stage is StageKind.POSTPARTUM:
            week = week_after_birth(self.born, today)
            return Stage(kind=self.stage, week=week, birth=self.birth or Birth.CAESAREAN)
        return Stage()

    @property
    def stage_began(self) -> date | None:
        """The day on which the stage began: that of the birth, or the one that the weeks of a pregnancy count from.

        None where the profile cannot tell.
        """
        if self.stage is StageKind.PREGNANCY:
            return pregnancy_began(self.due) if self.due else None
        return self.born if self.stage is StageKind.POSTPARTUM else None

    @property
    def flashes(self) -> bool:
        """Whether a line of the screen flashes with each sound: when asked for, or where no sound is heard."""
        return self.sound is SoundKind.OFF if self.flash is None else self.flash

    @property
    def asks_during(self) -> bool:
        """Whether a session asks about the pain between two positions: unless it was switched off."""
        return self.ask_during is not False

    @property
    def first_side(self) -> Side:
        """The side to begin with, as left or right. The sore side counts as left until it is known."""
        sore = Side.RIGHT if self.side is PainSide.RIGHT else Side.LEFT
        sides = {
            FirstSide.LEFT: Side.LEFT,
            FirstSide.RIGHT: Side.RIGHT,
            FirstSide.SORE: sore,
            FirstSide.OTHER: sore.other,
        }
        return sides[self.first]


PROFILE_KEYS = frozenset(Profile.value_names)
AVOIDABLE = frozenset({*Position, "floor"}) - {Position.ANY}


def read_profile(mapping: Mapping, faults: list[Fault]) -> Profile:
    """The profile from the mapping of its file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, PROFILE_KEYS, "The profile")
    return Profile(
        stage=fields.choice("stage", StageKind, StageKind.GENERAL),
        due=_read_date(fields, "due"),
        born=_read_date(fields, "born"),
        birth=fields.choice("birth", Birth, Birth.CAESAREAN) if fields.has("birth") else None,
        side=fields.choice("side", PainSide, PainSide.BOTH) if fields.has("side") else None,
        first=fields.choice("first", FirstSide, FirstSide.LEFT),
        cleared=fields.flag("cleared") if fields.has("cleared") else None,
        minutes=fields.whole("minutes", 10, most=120) if fields.has("minutes") else None,
        equipment=fields.words("equipment", Equipment) if fields.has("equipment") else None,
        avoid=_read_avoid(fields),
        conditions=fields.words("conditions", Condition),
        emergency_number=fields.text("emergency_number", longest=40),
        pace=fields.number("pace", 1, 1, SLOWEST_PACE),
        move_from=fields.clock_time("move_from"),
        move_until=fields.clock_time("move_until"),
        quiet_from=fields.clock_time("quiet_from"),
        quiet_until=fields.clock_time("quiet_until"),
        voice=fields.flag("voice") if fields.has("voice") else None,
        voice_command=_read_command(fields),
        sound=fields.choice("sound", SoundKind, SoundKind.BELL) if fields.has("sound") else None,
        volume=fields.whole("volume", USUAL_VOLUME, least=0, most=LOUDEST),
        flash=fields.flag("flash") if fields.has("flash") else None,
        ask_during=fields.flag("ask_during") if fields.has("ask_during") else None,
        day_begins=fields.whole("day_begins", DAY_BEGINS_AT_HOUR, least=0, most=LATEST_DAY_BEGIN),
        notice_read=_read_date(fields, "notice_read"),
    )


def _read_date(fields: Fields, key: str) -> date | None:
    text = fields.text(key)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        fields.fault(fields.line_of(key), f"`{key}: {text}` is not a date: write it as `{key}: 2026-11-22`.")
        return None


def _read_avoid(fields: Fields) -> tuple[str, ...]:
    words = fields.texts("avoid")
    for word in words:
        if word not in AVOIDABLE:
            fields.fault(fields.line_of("avoid"), f"`{word}` cannot be avoided: know {', '.join(sorted(AVOIDABLE))}.")
    return words


def _read_command(fields: Fields) -> tuple[str, ...]:
    """The command that speaks: a list of words, or one text that is split as a shell would, without being one."""
    if fields.is_list("voice_command"):
        return fields.texts("voice_command", at_least=1)
    text = fields.text("voice_command")
    if not text:
        return ()
    import shlex

    try:
        return tuple(shlex.split(text))
    except ValueError:
        fields.fault(
            fields.line_of("voice_command"),
            f"`voice_command: {text}` has a quotation mark that is not closed: write it as `[program, --option]`.",
        )
        return ()
