"""How long it takes to get ready: by position left and taken, by what must be fetched, and by stage."""

from pathlib import Path

import pytest
from tests.fakes import LEAD_IN, exercise
from tests.model.reading import read

from sciatica_coach.files.library import Library
from sciatica_coach.model.exercise import Equipment, Position
from sciatica_coach.model.lead_in import PLACES, LeadInTimes, read_lead_in
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth, Stage

ROUTINES = Path(__file__).parents[2] / "routines"
FILE = ROUTINES / "rules" / "lead-in.yaml"
GENERAL = Stage()


@pytest.fixture(scope="module")
def shipped() -> LeadInTimes:
    """The lead-in times that come with the program."""
    return Library(shipped=ROUTINES, own=ROUTINES / "none").lead_in()


@pytest.mark.parametrize(
    ("place", "position", "seconds"),
    [
        (Position.STANDING, Position.SUPINE, 20),
        (Position.SUPINE, Position.STANDING, 25),
        (Position.SEATED, Position.PRONE, 22),
        (Position.HALF_KNEELING, Position.ALL_FOURS, 6),
        (Position.WALL, Position.WALL, 5),
    ],
)
def test_position_left_and_position_taken_decide(
    shipped: LeadInTimes, place: Position, position: Position, seconds: float
) -> None:
    """The row is the position left, the column the position taken: getting up takes longer than getting down."""
    assert shipped.seconds(GENERAL, place, None, exercise(position=position)) == seconds


def test_any_keeps_the_place(shipped: LeadInTimes) -> None:
    """An exercise for any position needs no change, wherever one is."""
    keeps = exercise(position=Position.ANY)
    assert {shipped.seconds(GENERAL, place, None, keeps) for place in PLACES} == {5}


CHAIR, MAT, STICK = Equipment.CHAIR, Equipment.MAT, Equipment.STICK
FETCHING = {
    "the same things": ((CHAIR,), (CHAIR,), Position.STANDING, 5),
    "fewer things": ((CHAIR, STICK), (CHAIR,), Position.STANDING, 5),
    "another thing": ((CHAIR,), (STICK,), Position.STANDING, 12),
    "one more thing": ((CHAIR,), (CHAIR, STICK), Position.STANDING, 12),
    "another thing, in any position": ((CHAIR,), (STICK,), Position.ANY, 12),
    "another thing, with a change of place": ((CHAIR,), (MAT,), Position.SUPINE, 10),
}


@pytest.mark.parametrize(("had", "needs", "position", "seconds"), FETCHING.values(), ids=FETCHING.keys())
def test_other_equipment_takes_time_to_fetch(
    had: tuple[Equipment, ...], needs: tuple[Equipment, ...], position: Position, seconds: float
) -> None:
    """In the same place, fetching what was not at hand takes longer; a change of place has time for it."""
    before = exercise(equipment=had)
    after = exercise(equipment=needs, position=position)
    assert LEAD_IN.seconds(GENERAL, Position.STANDING, before, after) == seconds


def test_first_exercise_fetches_nothing_extra() -> None:
    """Before the first exercise there is all the time in the world to fetch things."""
    assert LEAD_IN.seconds(GENERAL, Position.STANDING, None, exercise(equipment=(CHAIR,))) == 5


PREGNANCY, POSTPARTUM = StageKind.PREGNANCY, StageKind.POSTPARTUM
LONGER = {
    "general": (Stage(), False),
    "pregnancy, week 27": (Stage(kind=PREGNANCY, week=27), False),
    "pregnancy, week 28": (Stage(kind=PREGNANCY, week=28), True),
    "pregnancy, week 42": (Stage(kind=PREGNANCY, week=42), True),
    "after birth, week 0": (Stage(kind=POSTPARTUM, week=0, birth=Birth.VAGINAL), True),
    "after birth, week 5": (Stage(kind=POSTPARTUM, week=5, birth=Birth.VAGINAL), True),
    "after birth, week 6": (Stage(kind=POSTPARTUM, week=6, birth=Birth.VAGINAL), False),
    "after a caesarean, week 7": (Stage(kind=POSTPARTUM, week=7, birth=Birth.CAESAREAN), True),
    "after a caesarean, week 8": (Stage(kind=POSTPARTUM, week=8, birth=Birth.CAESAREAN), False),
    "after birth, of unknown week": (Stage(kind=POSTPARTUM), True),
}


@pytest.mark.parametrize(("stage", "longer"), LONGER.values(), ids=LONGER.keys())
def test_longer_times_late_in_pregnancy_and_early_after_birth(
    shipped: LeadInTimes, stage: Stage, *, longer: bool
) -> None:
    """From week 28, and for 6 weeks after birth or 8 after a caesarean, everything takes about double."""
    supine = exercise(position=Position.SUPINE)
    assert shipped.seconds(stage, Position.STANDING, None, supine) == (40 if longer else 20)
    assert shipped.for_stage(stage).side_turn == (25 if longer else 15)


def test_nothing_is_quicker_when_longer_is_meant(shipped: LeadInTimes) -> None:
    """Each of the longer times is longer than the general one."""
    general, longer = shipped.general.change, shipped.longer.change
    assert [len(row) for row in general.values()] == [8] * 8
    assert all(general[one][other] < longer[one][other] for one in PLACES for other in PLACES)


FAULTS = {
    "a key left out": ("other_equipment: 10\n", "", ["`other_equipment` is missing: add for example"]),
    "a key misspelt": (
        "other_equipment:",
        "other_equipmnt:",
        ["`other_equipment` is missing", "has no key `other_equipmnt`. Did you mean other_equipment?"],
    ),
    "a speed misspelt": (
        "same: {general: 5,",
        "same: {genral: 5,",
        ["`same` has no key `genral`. Did you mean general?", "`general` is missing: add for example"],
    ),
    "a birth left out": (
        "longer_after_birth_weeks: {vaginal: 6, caesarean: 8}",
        "longer_after_birth_weeks: {vaginal: 6}",
        ["`caesarean` is missing: add for example"],
    ),
    "a column left out": (
        "[standing, wall,",
        "[wall,",
        ["`columns` must name each of these once: supine, side-lying,"],
    ),
    "a column given twice": (
        "[standing, wall,",
        "[wall, wall,",
        ["`columns` must name each of these once: supine, side-lying,"],
    ),
    "a column misspelt": ("[standing, wall,", "[standing, wal,", ["`wal` is not a word that `columns` knows."]),
    "a place that is none": ("prone]", "any]", ["`columns` must name each of these once: supine, side-lying,"]),
    "no columns": ("columns: [", "# [", ["`columns` is missing: add for example"]),
    "a time left out": ("[ 5,  6,", "[ 5,", ["`standing` has 7 entries; it must have 8."]),
    "a time too many": ("[ 5,  6,", "[ 5,  6, 7,", ["`standing` has 9 entries; it must have 8."]),
    "a time that is none": ("[ 5,  6,", "[ 5,  0:06,", ["`standing: 0:06` must be a number from 0 to 14400."]),
    "a time below zero": ("[ 5,  6,", "[ 5,  -6,", ["`standing: -6` must be a number from 0 to 14400."]),
}


@pytest.mark.parametrize(("old", "new", "messages"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_of_the_lead_in_times(old: str, new: str, messages: list[str]) -> None:
    """A time that is missing, misspelt or no number is a fault, and never counts as none."""
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    faults = read(text.replace(old, new, 1), read_lead_in)[1]
    assert len(faults) == len(messages)
    assert all(message in fault for message, fault in zip(messages, faults, strict=True)), faults


def test_row_left_out_is_missed() -> None:
    """A position that nothing says how to leave is asked for by name."""
    lines = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if line.startswith("  prone: "))
    faults = read("".join(lines[:first] + lines[first + 1 :]), read_lead_in)[1]
    assert [fault.partition(": ")[2] for fault in faults] == ["`prone` is missing: add for example `prone: [5, 6, …]`."]
