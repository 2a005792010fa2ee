"""The library: shipped content, the user's own content that wins over it, and what is wrong with either."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model.reading import exercise_text, patient

from sciatica_coach.errors import UnreadableError, UsageError
from sciatica_coach.files.content import FaultyContentError
from sciatica_coach.files.library import Library
from sciatica_coach.files.places import Home
from sciatica_coach.files.profile import load_profile, save_profile, to_yaml
from sciatica_coach.model.exercise import Equipment
from sciatica_coach.model.pain import PainSide
from sciatica_coach.model.profile import AVOIDABLE, FirstSide, Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Birth

SHIPPED = Path(__file__).parents[2] / "routines"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the user's own routines, with a folder for exercises."""
    folder = tmp_path / "own"
    (folder / "exercises").mkdir(parents=True)
    return folder


@pytest.fixture
def library(own: Path) -> Library:
    """The shipped content, and the user's own."""
    return Library(shipped=SHIPPED, own=own)


def test_shipped_content_is_listed_by_id(library: Library) -> None:
    """Exercises and routines are listed in the order of their ids; sources and rules are no routines."""
    assert library.exercise_ids == sorted(path.stem for path in (SHIPPED / "exercises").glob("*.yaml"))
    assert library.routine_ids == sorted(library.routine_ids)
    assert {"gentle-start", "chair", "flare"} <= set(library.routine_ids)
    assert "sources" not in library.routine_ids
    assert "lead-in" not in library.routine_ids


def test_own_exercise_wins_over_the_shipped_one(library: Library, own: Path) -> None:
    """An exercise of the user's with a shipped id takes its place, in shipped routines too."""
    (own / "exercises" / "figure-4-supine.yaml").write_text(exercise_text(name="My stretch", hold="7"))
    assert (library.exercise("figure-4-supine").name, library.exercise("figure-4-supine").hold_seconds) == (
        "My stretch",
        7,
    )
    in_routine = [one for one in library.routine("gentle-start").exercises if one.id == "figure-4-supine"]
    assert [one.name for one in in_routine] == ["My stretch"]
    assert library.exercise_ids.count("figure-4-supine") == 1


def test_own_routine_wins_over_the_shipped_one(library: Library, own: Path) -> None:
    """A routine of the user's with a shipped id takes its place in the list and by name."""
    (own / "chair.yaml").write_text("name: My chair\nexercises: [{exercise: clam, reps: 3}]\n")
    assert library.routine("chair").name == "My chair"
    assert [(one.id, one.reps) for one in library.routine("chair").exercises] == [("clam", 3)]
    assert library.routine_ids.count("chair") == 1


def test_own_content_is_added_to_the_shipped(library: Library, own: Path) -> None:
    """New ids of the user's stand beside the shipped ones, and may be named in own routines."""
    (own / "exercises" / "wall-sit.yaml").write_text(exercise_text(name="Wall sit"))
    (own / "morning.yaml").write_text("name: Morning\nexercises: [{exercise: wall-sit}, {exercise: clam}]\n")
    assert "wall-sit" in library.exercise_ids
    assert [one.name for one in library.routine("morning").exercises] == ["Wall sit", "Clam, on your side"]
    assert library.exercise("wall-sit").id == "wall-sit"


def test_content_without_own_folder_is_the_shipped(tmp_path: Path) -> None:
    """Before the user has made anything there is no folder, and nothing is missed."""
    library = Library(shipped=SHIPPED, own=tmp_path / "nowhere")
    assert library.routine("chair").name == "On a chair"


def test_id_of_an_exercise_is_the_name_of_its_file(library: Library, own: Path) -> None:
    """Whatever an exercise is called, its file's name is its id."""
    (own / "exercises" / "my-lean.yaml").write_text(exercise_text(name="Doorway lean"))
    assert library.exercise("my-lean").id == "my-lean"


UNKNOWN = {
    "a typing error": ("figure4-supine", "Did you mean figure-4-supine"),
    "nothing like it": ("qqqq", "`coach exercises list` names them all."),
    "nothing at all": ("", "`coach exercises list` names them all."),
    "a path": ("../gentle-start", "`coach exercises list` names them all."),
    "a null byte": ("clam\0", "Did you mean clam"),
    "longer than any file's name": ("x" * 5000, "`coach exercises list` names them all."),
    "half a surrogate pair": ("\ud83d", "`coach exercises list` names them all."),
}


@pytest.mark.parametrize(("exercise_id", "hint"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_unknown_exercise_is_wrong_use_with_a_suggestion(library: Library, exercise_id: str, hint: str) -> None:
    """An id that is not there is told so, and the nearest are named, whatever was typed."""
    with pytest.raises(UsageError, match=r"^There is no exercise `") as told:
        library.exercise(exercise_id)
    assert told.value.hint.startswith(hint)
    assert told.value.exit_code == 2


@pytest.mark.parametrize(
    ("routine_id", "hint"),
    [
        ("gentle", "Did you mean gentle-start?"),
        ("qqqq", "`coach routines list` names them all."),
        ("sources", "`coach routines list` names them all."),
        ("exercises/clam", "`coach routines list` names them all."),
        ("rules/lead-in", "`coach routines list` names them all."),
        ("x" * 300, "`coach routines list` names them all."),
    ],
)
def test_unknown_routine_is_wrong_use_with_a_suggestion(library: Library, routine_id: str, hint: str) -> None:
    """A routine that is not there, or is none, is told so; only ids are taken, never paths."""
    with pytest.raises(UsageError, match=r"^There is no routine `") as told:
        library.routine(routine_id)
    assert told.value.hint == hint


def test_suggestions_know_the_users_own(library: Library, own: Path) -> None:
    """The nearest known word may be one of the user's."""
    (own / "evening-rest.yaml").write_text("name: x\nexercises: [{exercise: clam}]\n")
    with pytest.raises(UsageError) as told:
        library.routine("evening-res")
    assert told.value.hint == "Did you mean evening-rest?"


def test_faulty_content_lists_every_fault_with_file_and_line(library: Library, own: Path) -> None:
    """Asking for a faulty exercise ends with all of its faults, each as `file:line: message`, and exit 65."""
    path = own / "exercises" / "lean.yaml"
    path.write_text(exercise_text(category="strech", hold="1:30", feel=""))
    with pytest.raises(FaultyContentError) as told:
        library.exercise("lean")
    assert told.value.message.splitlines() == [
        f"{path}:2: `strech` is not a word that `category` knows. Did you mean stretch or strength or posture?",
        (
            f"{path}:4: `hold: 1:30` must be a number of seconds, more than 0 and at most 14400, such as `hold: 30`; "
            "for 1:30 write 90."
        ),
        f"{path}:7: `feel` is empty: write a text, or leave the key out.",
        "3 faults found.",
    ]
    assert told.value.exit_code == 65
    assert [fault.fault.line for fault in told.value.faults] == [2, 4, 7]


def test_one_fault_is_counted_as_one(library: Library, own: Path) -> None:
    """The last line counts the faults in good English."""
    (own / "exercises" / "lean.yaml").write_text(exercise_text(reps="0"))
    with pytest.raises(FaultyContentError, match=r"\n1 fault found\.$"):
        library.exercise("lean")


def test_faulty_exercise_of_a_routine_is_told_with_its_own_file(library: Library, own: Path) -> None:
    """A routine that names a faulty exercise fails with the file and line of that exercise."""
    path = own / "exercises" / "clam.yaml"
    path.write_text(exercise_text(reps="0"))
    with pytest.raises(FaultyContentError, match=f"^{path}:7: `reps: 0` must be a whole number"):
        library.routine("strength")


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n", "# nothing\n", "---\n"])
def test_file_without_keys_says_what_is_missing(library: Library, own: Path, text: str) -> None:
    """An empty file, a list or a bare text is told that it needs keys, and is shown one."""
    (own / "exercises" / "lean.yaml").write_text(text)
    (own / "morning.yaml").write_text(text)
    for read in (lambda: library.exercise("lean"), lambda: library.routine("morning")):
        with pytest.raises(FaultyContentError, match=r"yaml:1: The file must have keys, such as `name: "):
            read()


def test_folder_with_the_name_of_a_routine_is_none(library: Library, own: Path) -> None:
    """What is not a file is not content."""
    (own / "morning.yaml").mkdir()
    with pytest.raises(UsageError, match="There is no routine `morning`"):
        library.routine("morning")


def test_routine_may_come_from_any_file(library: Library, tmp_path: Path) -> None:
    """A file that a physiotherapist sent is read where it lies; its name is its id."""
    path = tmp_path / "from-my-physio.yaml"
    path.write_text("name: From my physio\nexercises: [{exercise: clam}]\n")
    assert (library.routine_file(path).id, library.routine_file(path).exercises[0].id) == ("from-my-physio", "clam")
    with pytest.raises(UnreadableError, match="no such file or directory"):
        library.routine_file(tmp_path / "lost.yaml")


def checked(library: Library, path: Path) -> list[str]:
    """What is wrong with a file, as it is printed."""
    return [str(fault) for fault in library.check(path)[1]]


def test_everything_shipped_is_without_fault(library: Library) -> None:
    """The content that comes with the program passes its own check, neighbours and sources included."""
    files = library.files()
    assert len(files) >= 70
    assert [fault for path in files for fault in checked(library, path)] == []


def test_files_are_the_shipped_and_the_users_own(library: Library, own: Path) -> None:
    """All routines and exercises are to be checked, and no other file."""
    (own / "exercises" / "lean.yaml").write_text(exercise_text())
    (own / "morning.yaml").write_text("name: x\nexercises: [{exercise: lean}]\n")
    (own / "notes.txt").write_text("not content")
    files = library.files()
    assert files[-2:] == [own / "exercises" / "lean.yaml", own / "morning.yaml"]
    assert {path.parent.name for path in files} == {"exercises", "routines", "own"}
    assert SHIPPED / "sources.yaml" not in files
    assert len(files) == len(set(files))


NAMES = """\
easier: doorway-leen
harder: brdge
without_floor: standing-lean
without_floor_pregnant: figure-4-seatd
stages:
  pregnancy:
    - {weeks: 1-15, do: usual}
    - weeks: 16-42
      do: instead
      use: clamm
"""


def test_neighbours_that_do_not_exist_are_named_with_their_lines(library: Library, own: Path) -> None:
    """Each id that no exercise has is told on its own line, with the nearest that there is."""
    path = own / "exercises" / "doorway-lean.yaml"
    path.write_text(exercise_text() + NAMES)
    assert [fault.removeprefix(f"{path}:").partition("?")[0].split(" or ")[0] for fault in checked(library, path)] == [
        "7: There is no exercise `doorway-leen`. Did you mean doorway-lean",
        "8: There is no exercise `brdge`. Did you mean bridge",
        "9: There is no exercise `standing-lean`. Did you mean single-leg-balance",
        "10: There is no exercise `figure-4-seatd`. Did you mean figure-4-seated",
        "16: There is no exercise `clamm`. Did you mean clam",
    ]


def test_neighbours_may_be_sentences_itself_and_the_users_own(library: Library, own: Path) -> None:
    """An exercise may name itself and other exercises of the user's, and say the rest in words."""
    (own / "exercises" / "wall-sit.yaml").write_text(exercise_text())
    path = own / "exercises" / "lean.yaml"
    path.write_text(exercise_text(easier="Lean less.", harder="wall-sit", without_floor="lean"))
    assert checked(library, path) == []


def test_sources_that_do_not_exist_are_named_with_their_lines(library: Library, own: Path) -> None:
    """An id that sources.yaml lacks is told on its line, once; a source in words is fine."""
    path = own / "exercises" / "lean.yaml"
    path.write_text(
        exercise_text() + "sources:\n  exercise: [S1, R999]\n  dose: [default, My physio, R999]\n  stages:\n  - s1\n"
    )
    assert checked(library, path) == [
        f"{path}:8: `R999` is not in sources.yaml: add a line for it there.",
        f"{path}:11: `s1` is not in sources.yaml: add a line for it there.",
    ]


def test_sources_have_a_text(library: Library) -> None:
    """Each source id stands for something that can be looked up."""
    assert library.sources["S1"].startswith("Article on sciatica after birth")
    assert "default" in library.sources


def test_check_of_a_routine_brings_the_faults_of_its_exercises(library: Library, own: Path) -> None:
    """Both files are named: the routine's own faults first, then those of the exercises that it names, once."""
    exercise = own / "exercises" / "lean.yaml"
    exercise.write_text(exercise_text(reps="0"))
    routine = own / "morning.yaml"
    routine.write_text("name: x\nexercises:\n- exercise: lean\n- exercise: brdge\n- exercise: lean\n")
    assert checked(library, routine) == [
        f"{routine}:4: There is no exercise `brdge`. Did you mean bridge or bird-dog?",
        f"{exercise}:7: `reps: 0` must be a whole number from 1 to 200, such as `reps: 2`.",
    ]


def test_check_tells_a_fault_once_and_by_line(library: Library, own: Path) -> None:
    """Faults of the YAML and of the content come in one list, sorted by line, none of them twice."""
    path = own / "exercises" / "lean.yaml"
    path.write_text("feel: [*a, *a]\n" + exercise_text(position="wal") + "hold: 3\nwhy: x\n\ty: 1\n")
    assert [fault.split(":")[1] for fault in checked(library, path)] == ["1", "1", "4", "8", "10"]


KINDS = {
    "a routine by its exercises": ("morning.yaml", "name: x\nexercises: []\n", "`exercises` has 0 entries"),
    "a routine that breaks off": ("morning.yaml", 'name: x\ndescription: "y"\n@', "The YAML breaks off here"),
    "a routine without exercises": ("morning.yaml", "name: x\nfor: [general]\n", "`exercises` is missing"),
    "a name alone": ("morning.yaml", "name: x\n", "`exercises` is missing"),
    "an exercise": ("exercises/lean.yaml", exercise_text(reps="0"), "`reps: 0` must be"),
    "an exercise with a routine's key": (
        "exercises/lean.yaml",
        exercise_text(description="x"),
        "An exercise has no key `description`",
    ),
    "an empty file": ("morning.yaml", "", "The file must have keys"),
    "a list": ("morning.yaml", "- a\n", "The file must have keys"),
    "a large file": ("morning.yaml", "#" * 70_000, "The file is larger than 64 KB"),
}


@pytest.mark.parametrize(("name", "text", "message"), KINDS.values(), ids=KINDS.keys())
def test_check_reads_a_file_as_what_it_is(library: Library, own: Path, name: str, text: str, message: str) -> None:
    """A file is checked as an exercise or as a routine, by its keys and its folder, and has one fault here."""
    (own / name).write_text(text)
    assert [fault.fault.message[: len(message)] for fault in library.check(own / name)[1]] == [message]


def test_check_of_a_lost_file_is_an_error(library: Library, tmp_path: Path) -> None:
    """A file that is not there cannot be checked, which is something else than a fault in it."""
    with pytest.raises(UnreadableError, match=r"lost\.yaml cannot be read: no such file or directory\.$"):
        library.check(tmp_path / "lost.yaml")


PROFILES = st.builds(
    Profile,
    stage=st.sampled_from(list(StageKind)),
    due=st.none() | st.dates(),
    born=st.none() | st.dates(),
    birth=st.none() | st.sampled_from(list(Birth)),
    side=st.none() | st.sampled_from(list(PainSide)),
    first=st.sampled_from(list(FirstSide)),
    cleared=st.none() | st.booleans(),
    minutes=st.none() | st.integers(1, 120),
    equipment=st.none() | st.lists(st.sampled_from(list(Equipment)), min_size=1, max_size=3).map(tuple),
    avoid=st.lists(st.sampled_from(sorted(AVOIDABLE)), max_size=3).map(tuple),
    emergency_number=st.text("0123456789+ #:'\"\\{}[]&*-", max_size=20)
    .map(str.strip)
    .map(lambda x: " ".join(x.split())),
    pace=st.sampled_from([1.0, 1.25, 1.5, 2.0, 5.0]),
)


@settings(
    patient,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=40,
)
@given(PROFILES)
def test_profile_comes_back_as_it_was_saved(home: Path, profile: Profile) -> None:
    """Whatever the profile, reading what was written gives it back."""
    place = Home(root=home)
    save_profile(place, profile)
    assert load_profile(place.profile) == profile


def test_profile_that_is_not_there_is_the_default_one(home: Path) -> None:
    """Without a file nothing is known, and the stage is general."""
    assert load_profile(home / "profile.yaml") == Profile()


def test_profile_with_faults_is_told_by_line(home: Path) -> None:
    """A profile changed by hand is checked like any content, and never half taken."""
    home.mkdir()
    path = home / "profile.yaml"
    path.write_text("stage: pregnancy\ndue: 1.3.2027\nminuts: 15\n")
    with pytest.raises(FaultyContentError) as told:
        load_profile(path)
    assert told.value.message.splitlines() == [
        f"{path}:2: `due: 1.3.2027` is not a date: write it as `due: 2026-11-22`.",
        f"{path}:3: The profile has no key `minuts`. Did you mean minutes?",
        "2 faults found.",
    ]


def test_saved_profile_leaves_out_what_is_not_known() -> None:
    """The file says only what was told, in words that can be changed by hand."""
    text = to_yaml(Profile(stage=StageKind.PREGNANCY, cleared=False, equipment=(Equipment.SMALL_BALL,)))
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "stage: pregnancy",
        "first: left",
        "cleared: false",
        "equipment: [small ball]",
        "pace: 1",
        "volume: 50",
        "day_begins: 4",
    ]


def test_faults_can_be_told_to_programs(library: Library, own: Path) -> None:
    """A fault has its file, line and message apart, as text that JSON can hold."""
    path = own / "exercises" / "lean.yaml"
    path.write_text(exercise_text(feel='"a\\e"', sides='"\\e[1m"'))
    (fault,) = library.check(path)[1]
    row = {"file": str(fault.file), "line": fault.fault.line, "message": fault.fault.message}
    assert json.loads(json.dumps(row)) == row
    assert "\x1b" not in fault.fault.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_own_folder_that_may_not_be_looked_into_is_an_error(library: Library, own: Path) -> None:
    """The user's own content is never silently replaced by the shipped one because it cannot be read."""
    own.chmod(0)
    try:
        with pytest.raises(UnreadableError, match="permission denied"):
            library.routine("chair")
    finally:
        own.chmod(0o700)
