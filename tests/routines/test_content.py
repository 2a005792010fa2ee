"""The shipped content, checked as a clinician would want it checked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.routines.doses import LIBRARY, SEED_SLUGS, WITHOUT_FLOOR, Dose, dose_of
from tests.routines.prose import grade

from sciatica_coach.files.library import Library
from sciatica_coach.files.yaml_nodes import read_yaml
from sciatica_coach.model.exercise import Category, Exercise, Position, Sides, StageAction, Weeks
from sciatica_coach.model.node import Listing, Mapping, Node, Scalar
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import Routine, StageKind
from sciatica_coach.model.stage import Stage
from sciatica_coach.model.text import ID
from sciatica_coach.session.timeline import expand

ROUTINES = Path(__file__).parents[2] / "routines"
LIB = Library(shipped=ROUTINES, own=ROUTINES / "none")
EXERCISES = {exercise_id: LIB.exercise(exercise_id) for exercise_id in LIB.exercise_ids}
CARDS = sorted((ROUTINES / "cards").glob("*.md"))
PLANS = {routine_id: LIB.routine(routine_id) for routine_id in LIB.routine_ids}
ALL_WEEKS = range(1, 43)
OFF_THE_FLOOR = {Position.SEATED, Position.STANDING, Position.WALL, Position.ANY}
ON_THE_BED = {"log-roll"}
"""Rolling over is practised where one sleeps: on the bed, which is not the floor."""

each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
each_routine = pytest.mark.parametrize("routine", PLANS.values(), ids=PLANS.keys())


def span_in(exercise: Exercise, week: int) -> Weeks:
    """What the stage rules of an exercise say for a week of pregnancy."""
    return next(span for span in exercise.stages.pregnancy if span.first <= week <= span.last)


def done_in(exercise: Exercise, week: int) -> tuple[Exercise | None, int]:
    """What is done for an exercise in a week, by way of `use`, if anything; and by how many links."""
    links = 0
    while span_in(exercise, week).action in (StageAction.INSTEAD, StageAction.NOT):
        use = span_in(exercise, week).use
        if not use:
            return None, links
        exercise, links = EXERCISES[use], links + 1
        assert links <= 10, "a circle"
    return exercise, links


def test_seed_exercises_are_there() -> None:
    """Each exercise of the articles that the program grew out of has its file."""
    assert {number: slug for number, slug in SEED_SLUGS.items() if slug not in EXERCISES} == {}
    assert len(set(SEED_SLUGS.values())) == 20


def test_library_is_the_agreed_one() -> None:
    """There are the 49 exercises of the reference and 9 that need no floor; a new one is entered in the list."""
    assert sorted(EXERCISES) == sorted({**LIBRARY, **WITHOUT_FLOOR})
    assert (len(LIBRARY), len(WITHOUT_FLOOR)) == (49, 9)


@pytest.mark.parametrize(("exercise_id", "dose"), [*LIBRARY.items(), *WITHOUT_FLOOR.items()])
def test_dose_and_gates_are_the_agreed_ones(exercise_id: str, dose: Dose) -> None:
    """Sides, sets, reps, rest, beats, and every stage gate are those of the reference."""
    assert dose_of(EXERCISES[exercise_id]) == dose


@each_exercise
def test_stages_are_complete(exercise: Exercise) -> None:
    """Every week of pregnancy and both kinds of birth have a rule, and a caesarean never comes earlier."""
    assert [week for week in ALL_WEEKS if not any(s.first <= week <= s.last for s in exercise.stages.pregnancy)] == []
    vaginal, caesarean = exercise.stages.vaginal_week, exercise.stages.caesarean_week
    assert vaginal is not None
    assert caesarean is not None
    assert vaginal <= caesarean


@each_exercise
def test_replacement_in_pregnancy_ends_at_something_that_may_be_done(exercise: Exercise) -> None:
    """In every week the chain of replacements has at most three links, and ends at what is done or at nothing."""
    for week in ALL_WEEKS:
        done, links = done_in(exercise, week)
        assert links <= 3
        if done is not None:
            assert span_in(done, week).action in (StageAction.USUAL, StageAction.EASIER)


@each_exercise
def test_easier_form_is_described_where_it_is_asked_for(exercise: Exercise) -> None:
    """A week with `do: easier` needs an `easier:`, and an exercise named there may be done in that week."""
    for week in ALL_WEEKS:
        if span_in(exercise, week).action is StageAction.EASIER:
            assert exercise.easier
            if ID.fullmatch(exercise.easier):
                done, _ = done_in(EXERCISES[exercise.easier], week)
                assert done is not None


@each_exercise
def test_nobody_lies_on_the_front_from_week_14(exercise: Exercise) -> None:
    """From week 14 of pregnancy nothing is done prone, neither itself nor as a replacement."""
    for week in range(14, 43):
        done, _ = done_in(exercise, week)
        assert done is None or done.position is not Position.PRONE


@each_exercise
def test_nobody_lies_flat_on_the_back_as_usual_from_week_16(exercise: Exercise) -> None:
    """From week 16 nothing is done supine as usual; rolling over is the exception, and says not to rest there."""
    for week in range(16, 43):
        done, _ = done_in(exercise, week)
        if done is not None and done.position is Position.SUPINE:
            assert done.id in ON_THE_BED
            assert "From week 16 of pregnancy, do not rest on your back" in done.take_care


@each_exercise
def test_there_is_a_way_without_the_floor(exercise: Exercise) -> None:
    """Each exercise names one that is done sitting or standing, in pregnancy too; or is done on the bed."""
    assert exercise.without_floor
    for name in (exercise.without_floor, exercise.without_floor_pregnant or exercise.without_floor):
        there = EXERCISES[name]
        assert there.position in OFF_THE_FLOOR or there.id in ON_THE_BED
        assert there.without_floor == there.id


@each_exercise
def test_way_without_the_floor_may_be_done_late_in_pregnancy(exercise: Exercise) -> None:
    """What replaces the floor from week 16 may itself be done then."""
    name = exercise.without_floor_pregnant or exercise.without_floor
    for week in range(16, 43):
        assert done_in(EXERCISES[name], week)[0] is not None


@each_exercise
def test_nerve_glide_is_never_held(exercise: Exercise) -> None:
    """No beat of a nerve glide is longer than two seconds, none is marked as a hold, and its text says to move."""
    if exercise.category is Category.NERVE_GLIDE:
        assert exercise.hold_seconds is None
        assert max(beat.seconds for beat in exercise.rep) <= 2
        assert not any(beat.hold for beat in exercise.rep)


@each_exercise
def test_cue_can_be_spoken_in_its_time(exercise: Exercise) -> None:
    """A cue has at most two words in a second and three or four in two, so that it is over before the beat is."""
    for beat in exercise.rep:
        words = len(re.findall(r"[\w{}'-]+", beat.cue))
        assert words <= 2 * beat.seconds, beat


@each_exercise
def test_sides_are_said(exercise: Exercise) -> None:
    """With one side after the other each has its words; with sides by the rep the cue has the side's word."""
    assert (len(exercise.side_words) == 2) == (exercise.sides is Sides.EACH)
    assert any("{side}" in beat.cue for beat in exercise.rep) == (exercise.sides is Sides.ALTERNATE)


@each_exercise
def test_every_number_names_its_source(exercise: Exercise) -> None:
    """The exercise, its dose and its stage rules each have a source, and each source stands in sources.yaml."""
    for named in (exercise.sources.exercise, exercise.sources.dose, exercise.sources.stages):
        assert named
        assert set(named) <= set(LIB.sources)


def test_every_source_is_used() -> None:
    """The list of sources has none that no exercise, card or rule names."""
    texts = [path.read_text(encoding="utf-8") for path in content_files() if path.name != "sources.yaml"]
    assert [name for name in LIB.sources if not any(re.search(rf"\b{name}\b", text) for text in texts)] == []


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_card_names_sources_and_exercises_that_there_are(path: Path) -> None:
    """What stands at the head of a card under `sources` and `exercises` is in the library."""
    head = path.read_text(encoding="utf-8").split("\n---\n", 1)[0]
    listed = {key: words.split(", ") for key, words in re.findall(r"^(\w+): \[(.+)\]$", head, re.MULTILINE)}
    assert set(listed["sources"]) <= set(LIB.sources)
    assert set(listed.get("exercises", [])) <= set(EXERCISES)


@each_exercise
def test_way_of_writing(exercise: Exercise) -> None:
    """Steps are sentences; what follows `Stop if` and `You should feel` begins small and has no full stop."""
    assert all(step[0].isupper() and step.endswith(".") for step in exercise.steps)
    assert exercise.stop_if[0].islower() or exercise.stop_if.startswith("I ")
    assert not exercise.stop_if.endswith(".")
    assert exercise.feel
    assert exercise.feel[0].islower()
    assert exercise.why.endswith(".")


def content_files() -> list[Path]:
    """Every file of content, of whatever kind."""
    return sorted(path for path in ROUTINES.rglob("*") if path.suffix in (".yaml", ".md"))


def values_of(node: Node | None) -> Iterator[str]:
    """Every value that stands in a node, without the keys."""
    match node:
        case Scalar():
            yield node.text
        case Listing():
            for child in node.children:
                yield from values_of(child)
        case Mapping():
            for _, child in node.pairs:
                yield from values_of(child)


def shown_text(path: Path) -> str:
    """What a file can put on the screen, without its comments."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n".join(values_of(read_yaml(path)[0]))


FORBIDDEN = {
    "a promise of safety": r"\bsafe(ly)?\b",
    "a treatment": r"\btreats\b",
    "a cure": r"\bcures?\b",
    "healing": r"\bheals\b",
    "relief": r"\brelieves\b",
    "proof": r"clinically proven",
    "prevention": r"\bprevents\b",
    "blame of posture": r"\bbad posture\b",
    "blame of the core": r"\bweak core\b",
    "blame of age": r"\bwear and tear\b",
    "fear": r"\bslipped out\b",
    "all clear": r"\bnormal\b",
    "no red flags": r"\bno (red flags?|warning signs?) (were |was )?found\b",
}


@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_content_promises_nothing_and_blames_nobody(pattern: str) -> None:
    """Words that promise, blame or give an all-clear stand in no text that is shown."""
    found = {
        path.name: match.group()
        for path in content_files()
        if (match := re.search(pattern, shown_text(path), re.IGNORECASE))
    }
    assert found == {}


def prose_of(exercise: Exercise) -> list[str]:
    """What somebody reads of an exercise."""
    neighbours = [text for text in (exercise.easier, exercise.harder) if not ID.fullmatch(text)]
    texts = [*exercise.steps, exercise.feel, exercise.stop_if, exercise.take_care, exercise.why, *neighbours]
    return [text for text in texts if text]


@each_exercise
def test_exercise_is_plain_to_read(exercise: Exercise) -> None:
    """The text of each exercise can be read at school grade 7."""
    assert grade(prose_of(exercise)) <= 7


@each_routine
def test_routine_is_plain_to_read(routine: Routine) -> None:
    """The description of each routine can be read at school grade 7."""
    assert grade([routine.name, routine.description]) <= 7


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_card_is_plain_to_read(path: Path) -> None:
    """The text of each reference card can be read at school grade 7."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    lines = [re.sub(r"[*`#|]|^\s*(?:[-*]|\d+\.)\s", " ", line) for line in body.splitlines() if line.strip()]
    assert grade(lines) <= 7


LENGTHS = {
    "gentle-start": (Stage(), "About eleven", 11),
    "chair": (Stage(), "About ten", 10),
    "flare": (Stage(), "Between five and six", 5.5),
    "side-lying": (Stage(), "About nine", 9),
    "joint": (Stage(), "About nine", 9.4),
    "strength": (Stage(), "About thirteen", 13),
    "pregnancy-early": (Stage(kind=StageKind.PREGNANCY, week=13), "about thirteen", 13),
    "pregnancy-middle": (Stage(kind=StageKind.PREGNANCY, week=27), "about eleven", 11),
    "pregnancy-late": (Stage(kind=StageKind.PREGNANCY, week=40), "about eleven", 11),
    "after-birth-first-weeks": (Stage(kind=StageKind.POSTPARTUM, week=1), "About nine", 9),
    "after-birth-2-to-6-weeks": (Stage(kind=StageKind.POSTPARTUM, week=4), "About nine", 9 + 5),
    "after-birth-6-to-12-weeks": (Stage(kind=StageKind.POSTPARTUM, week=8), "About fourteen", 14),
}
"""For each routine a stage that it is for, what its description says, and the minutes that this means."""


def minutes_of(routine: Routine, stage: Stage) -> float:
    """How long a routine takes at a stage."""
    plan = Plan(
        routine=routine.id,
        name=routine.name,
        stage=stage,
        exercises=routine.exercises,
        first_side=Profile().first_side,
        pace=1.0,
        lead_in=LIB.lead_in(),
    )
    return sum(step.seconds for step in expand(plan)) / 60


@each_routine
def test_routine_takes_as_long_as_it_says(routine: Routine) -> None:
    """The minutes that a description names are those of the timeline, to within three quarters."""
    stage, words, minutes = LENGTHS[routine.id]
    assert words in routine.description
    assert minutes_of(routine, stage) == pytest.approx(minutes, abs=0.75)


@pytest.mark.parametrize("routine_id", ["gentle-start", "chair", "flare", "side-lying"])
def test_first_routines_are_short(routine_id: str) -> None:
    """Where somebody in pain begins there are at most six exercises, and between five and twelve minutes."""
    routine = PLANS[routine_id]
    assert 4 <= len(routine.exercises) <= 6
    assert 5 <= minutes_of(routine, Stage()) <= 12


def test_gentle_start_is_a_calm_one() -> None:
    """The first routine keeps one position, and has nothing of the kinds that load."""
    exercises = PLANS["gentle-start"].exercises
    assert {exercise.position for exercise in exercises} == {Position.SUPINE}
    assert not {exercise.category for exercise in exercises} & {Category.STRENGTH, Category.CORE, Category.BALANCE}


WEEKS_OF = {
    "pregnancy-early": range(1, 14),
    "pregnancy-middle": range(14, 28),
    "pregnancy-late": range(28, 43),
}


@pytest.mark.parametrize(("routine_id", "weeks"), WEEKS_OF.items(), ids=WEEKS_OF.keys())
def test_pregnancy_routine_fits_its_weeks(routine_id: str, weeks: range) -> None:
    """In the weeks that a routine is for, nothing in it is replaced or left out."""
    for exercise in PLANS[routine_id].exercises:
        actions = {span_in(exercise, week).action for week in weeks}
        assert actions <= {StageAction.USUAL, StageAction.EASIER}, exercise.id


BIRTHS = {
    "after-birth-first-weeks": (0, None),
    "after-birth-2-to-6-weeks": (2, 3),
    "after-birth-6-to-12-weeks": (6, 8),
}


@pytest.mark.parametrize(("routine_id", "weeks"), BIRTHS.items(), ids=BIRTHS.keys())
def test_routine_after_birth_fits_its_weeks(routine_id: str, weeks: tuple[int, int | None]) -> None:
    """Nothing in a routine comes before its week after a vaginal birth, nor a caesarean where it names a week."""
    for exercise in PLANS[routine_id].exercises:
        vaginal, caesarean = exercise.stages.vaginal_week, exercise.stages.caesarean_week
        assert vaginal is not None
        assert caesarean is not None
        assert vaginal <= weeks[0], exercise.id
        assert weeks[1] is None or caesarean <= weeks[1], exercise.id
    assert weeks[1] is None or f"start it in week {weeks[1]}" in PLANS[routine_id].description


def test_first_weeks_after_a_caesarean_are_covered_too() -> None:
    """What is meant for the first days may be done after either birth."""
    assert {
        exercise.id: exercise.stages.caesarean_week
        for exercise in PLANS["after-birth-first-weeks"].exercises
        if exercise.stages.caesarean_week != 0
    } == {}


def test_there_is_a_routine_for_everybody() -> None:
    """Each stage has routines, and a bad day has one for all of them."""
    for kind in StageKind:
        assert [routine for routine in PLANS.values() if kind in routine.stages]
    assert set(PLANS["flare"].stages) == set(StageKind)


def test_items_of_the_articles_are_answered_by_what_is_there() -> None:
    """Every exercise and card that the coverage list names has its file, and each numbered item is in it."""
    node, faults = read_yaml(ROUTINES / "coverage.yaml")
    assert faults == []
    assert isinstance(node, Mapping)
    text = "; ".join(values_of(node))
    assert sorted(set(re.findall(r"\bexercise ([a-z0-9-]+)", text)) - set(EXERCISES)) == []
    cards = {path.stem for path in (ROUTINES / "cards").glob("*.md")}
    assert sorted(set(re.findall(r"\bcard ([a-z0-9-]+)", text)) - cards) == []
    assert {f"E{number:02}" for number in range(1, 58)} <= {key.text for key, _ in node.pairs}
    for number, slug in SEED_SLUGS.items():
        answer = next(value for key, value in node.pairs if key.text == number)
        assert slug in "; ".join(values_of(answer))
