"""The profile: what the user told, what of it is refused, and the stage and side that follow from it."""

from datetime import date, time

import pytest
from tests.model.reading import profile_and_faults

from sciatica_coach.model.exercise import Equipment, Side
from sciatica_coach.model.pain import PainSide
from sciatica_coach.model.profile import FirstSide, Profile, SoundKind
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth, Stage

TODAY = date(2026, 11, 22)

WHOLE = """\
stage: postpartum
due: 2026-11-01
born: 2026-11-03
birth: vaginal
side: right
first: sore
cleared: true
minutes: 15
equipment: [mat, small ball]
avoid: [supine, floor]
emergency_number: "112"
pace: 1.5
move_from: 09:00
move_until: 17:30
quiet_from: "21:00"
quiet_until: 7:00
voice: false
voice_command: piper --model "an english one" 'a; b'
sound: tones
volume: 0
flash: true
day_begins: 5
"""


def test_every_key_is_read() -> None:
    """Each key of the profile arrives in its place."""
    assert profile_and_faults(WHOLE) == (
        Profile(
            stage=StageKind.POSTPARTUM,
            due=date(2026, 11, 1),
            born=date(2026, 11, 3),
            birth=Birth.VAGINAL,
            side=PainSide.RIGHT,
            first=FirstSide.SORE,
            cleared=True,
            minutes=15,
            equipment=(Equipment.MAT, Equipment.SMALL_BALL),
            avoid=("supine", "floor"),
            emergency_number="112",
            pace=1.5,
            move_from=time(9),
            move_until=time(17, 30),
            quiet_from=time(21),
            quiet_until=time(7),
            voice=False,
            voice_command=("piper", "--model", "an english one", "a; b"),
            sound=SoundKind.TONES,
            volume=0,
            flash=True,
            day_begins=5,
        ),
        [],
    )


def test_what_is_not_told_is_unknown() -> None:
    """An absent key is unknown, which is something else than no, none or the first choice."""
    profile, faults = profile_and_faults("stage: general\n")
    assert (profile, faults) == (Profile(), [])
    assert (profile.birth, profile.side, profile.cleared, profile.minutes, profile.equipment) == (None,) * 5


def test_no_equipment_is_not_unknown_equipment() -> None:
    """An empty list says that there is nothing at hand; `cleared: false` says that nobody has agreed yet."""
    profile, _ = profile_and_faults("equipment: []\ncleared: false\n")
    assert (profile.equipment, profile.cleared) == ((), False)


AVOIDABLE = "all-fours, floor, half-kneeling, prone, seated, side-lying, standing, supine, wall"
FAULTS = {
    "no such day": ("due: 2026-13-45", "1: `due: 2026-13-45` is not a date: write it as `due: 2026-11-22`."),
    "a day of another country": ("born: 22.11.2026", "1: `born: 22.11.2026` is not a date: write it as "),
    "29 February": ("born: 2026-02-29", "1: `born: 2026-02-29` is not a date: write it as `born: 2026-11-22`."),
    "a list for a date": ("due: [2026-11-22]", "1: `due` must be a text, not a list or a group of keys."),
    "slower than five times": ("pace: 5.1", "1: `pace: 5.1` must be a number from 1 to 5."),
    "faster": ("pace: 0.5", "1: `pace: 0.5` must be a number from 1 to 5."),
    "a word for a pace": ("pace: slow", "1: `pace: slow` must be a number from 1 to 5."),
    "a position that is none": ("avoid: [sitting]", f"1: `sitting` cannot be avoided: know {AVOIDABLE}."),
    "any position": ("avoid: [any]", f"1: `any` cannot be avoided: know {AVOIDABLE}."),
    "a stage": ("stage: pregnant", "1: `pregnant` is not a word that `stage` knows. Did you mean pregnancy?"),
    "a birth": ("birth: cesarean", "1: `cesarean` is not a word that `birth` knows. Did you mean caesarean?"),
    "a side": ("side: lefft", "1: `lefft` is not a word that `side` knows. Did you mean left?"),
    "a first side": ("first: both", "1: `both` is not a word that `first` knows. Did you mean other?"),
    "cleared by whom": ("cleared: midwife", "1: `cleared: midwife` must be `true` or `false`."),
    "a voice that is a name": ("voice: espeak", "1: `voice: espeak` must be `true` or `false`."),
    "an open quotation mark": (
        "voice_command: say 'hello",
        "1: `voice_command: say 'hello` has a quotation mark that is not closed: write it as `[program, --option]`.",
    ),
    "no words of a command": ("voice_command: []", "1: `voice_command` has 0 entries; it must have 1 to 40."),
    "a group for a command": ("voice_command: {a: b}", "1: `voice_command` must be a text, not a list or a group"),
    "a sound": ("sound: tone", "1: `tone` is not a word that `sound` knows. Did you mean tones?"),
    "too loud": ("volume: 101", "1: `volume: 101` must be a whole number from 0 to 100, such as `volume: 2`."),
    "a day that begins in the afternoon": (
        "day_begins: 13",
        "1: `day_begins: 13` must be a whole number from 0 to 12, such as `day_begins: 2`.",
    ),
    "flash": ("flash: often", "1: `flash: often` must be `true` or `false`."),
    "minutes": ("minutes: 121", "1: `minutes: 121` must be a whole number from 1 to 120, such as `minutes: 2`."),
    "unknown key": ("weeks: 12", "1: The profile has no key `weeks`. Known are ask_during, avoid, birth, born, "),
    "number too long": (
        f'emergency_number: "{"1" * 41}"',
        "1: `emergency_number` is 41 characters long; at most 40 can be shown and spoken.",
    ),
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_of_a_profile(text: str, message: str) -> None:
    """What the profile cannot hold is refused, with what it can."""
    faults = profile_and_faults(text)[1]
    assert len(faults) == 1
    assert faults[0].startswith(message)


@pytest.mark.parametrize("pace", ["1", "1.0", "1.5", "5"])
def test_pace_from_one_to_five(pace: str) -> None:
    """Getting ready may take up to five times as long, and never less than usual."""
    assert profile_and_faults(f"pace: {pace}") == (Profile(pace=float(pace)), [])


COMMANDS = {
    "a list": ("voice_command: [/opt/my voice, --slow]", ("/opt/my voice", "--slow")),
    "lines": ("voice_command:\n- piper\n- --slow", ("piper", "--slow")),
    "a text": ("voice_command: piper --slow", ("piper", "--slow")),
}


@pytest.mark.parametrize(("text", "words"), COMMANDS.values(), ids=COMMANDS.keys())
def test_command_that_speaks_is_words(text: str, words: tuple[str, ...]) -> None:
    """A list is taken as it is; a text is split where a shell would split it."""
    assert profile_and_faults(text) == (Profile(voice_command=words), [])


def test_line_flashes_where_no_sound_is_heard() -> None:
    """Without a word about it the flash takes the place of the sounds; a word wins."""
    flashes = [
        Profile(sound=sound, flash=flash).flashes
        for sound in (None, SoundKind.BELL, SoundKind.OFF)
        for flash in (None, True, False)
    ]
    assert flashes == [False, True, False] * 2 + [True, True, False]


STAGES = {
    "general, whatever the dates": (Profile(due=date(2027, 1, 1), born=TODAY), Stage()),
    "pregnancy by its due date": (
        Profile(stage=StageKind.PREGNANCY, due=date(2027, 2, 14)),
        Stage(kind=StageKind.PREGNANCY, week=28),
    ),
    "pregnancy without a due date": (
        Profile(stage=StageKind.PREGNANCY),
        Stage(kind=StageKind.PREGNANCY, week=28),
    ),
    "after birth": (
        Profile(stage=StageKind.POSTPARTUM, born=date(2026, 11, 8), birth=Birth.VAGINAL),
        Stage(kind=StageKind.POSTPARTUM, week=2, birth=Birth.VAGINAL),
    ),
    "after birth of an unknown kind": (
        Profile(stage=StageKind.POSTPARTUM, born=date(2026, 11, 8)),
        Stage(kind=StageKind.POSTPARTUM, week=2, birth=Birth.CAESAREAN),
    ),
    "after birth on an unknown day": (
        Profile(stage=StageKind.POSTPARTUM, birth=Birth.VAGINAL),
        Stage(kind=StageKind.POSTPARTUM, week=0, birth=Birth.VAGINAL),
    ),
}


@pytest.mark.parametrize(("profile", "stage"), STAGES.values(), ids=STAGES.keys())
def test_stage_of_a_day(profile: Profile, stage: Stage) -> None:
    """The stage has its completed week; what is unknown is taken with care."""
    assert profile.stage_on(TODAY, unknown_week=28) == stage


def test_week_of_a_pregnancy_without_a_due_date_is_not_known() -> None:
    """Where no careful week is given, none is made up."""
    assert Profile(stage=StageKind.PREGNANCY).stage_on(TODAY).week is None


@pytest.mark.parametrize(
    ("profile", "began"),
    [
        (Profile(), None),
        (Profile(stage=StageKind.PREGNANCY, due=date(2027, 3, 1)), date(2026, 5, 25)),
        (Profile(stage=StageKind.PREGNANCY, born=date(2024, 1, 1)), None),
        (Profile(stage=StageKind.POSTPARTUM, born=date(2026, 11, 8)), date(2026, 11, 8)),
        (Profile(stage=StageKind.POSTPARTUM, due=date(2026, 11, 8)), None),
    ],
)
def test_day_on_which_the_stage_began(profile: Profile, began: date | None) -> None:
    """A stage began on the birth, or on the day that the weeks of pregnancy count from; only where that is known."""
    assert profile.stage_began == began


@pytest.mark.parametrize(
    ("first", "side", "begins"),
    [
        (FirstSide.LEFT, PainSide.RIGHT, Side.LEFT),
        (FirstSide.RIGHT, PainSide.LEFT, Side.RIGHT),
        (FirstSide.SORE, PainSide.RIGHT, Side.RIGHT),
        (FirstSide.SORE, PainSide.LEFT, Side.LEFT),
        (FirstSide.SORE, PainSide.BOTH, Side.LEFT),
        (FirstSide.SORE, None, Side.LEFT),
        (FirstSide.OTHER, PainSide.RIGHT, Side.LEFT),
        (FirstSide.OTHER, PainSide.LEFT, Side.RIGHT),
        (FirstSide.OTHER, None, Side.RIGHT),
    ],
)
def test_side_to_begin_with(first: FirstSide, side: PainSide | None, begins: Side) -> None:
    """The sore side or the other one becomes left or right; a sore side that is not known counts as left."""
    assert Profile(first=first, side=side).first_side is begins


@pytest.mark.parametrize("value", ["24:00", "9", "late", "09:60"])
def test_hour_that_is_none(value: str) -> None:
    """An hour of the profile is written as hours and minutes."""
    _, faults = profile_and_faults(f"stage: general\nmove_from: {value}\n")
    assert faults == [f"2: `move_from: {value}` is not a time of the day: write it as `move_from: 08:00`."]
