"""`coach routines` and `coach exercises`: what there is, what is wrong with it, and how to make one."""

from pathlib import Path
from typing import Any

import pytest
from tests.program import ROOT, call, run
from tests.programme import ROUTINES, write_profile

from sciatica_coach.files.yaml_nodes import read_yaml
from sciatica_coach.model.node import Mapping


def test_routines_list() -> None:
    """Routines are listed by their ids, in order; other files beside them are not."""
    result = call("routines", "list")
    ids = [line.split()[0] for line in result.out.splitlines()]
    assert result.code == 0
    assert ids == sorted(ids)
    assert set(ids) >= {"gentle-start", "chair", "flare"}
    assert "sources" not in ids


@pytest.mark.parametrize("what", ["routines", "exercises"])
def test_lists_as_json(what: str) -> None:
    """`list --json` is a list of objects with at least an id and a name."""
    document: list[dict[str, Any]] = call(what, "list", "--json").document
    assert len(document) > 9
    assert all(isinstance(one["id"], str) and isinstance(one["name"], str) for one in document)
    assert [one["id"] for one in document] == [line.split()[0] for line in call(what, "list").out.splitlines()]


@pytest.mark.parametrize(
    ("what", "file"), [("routines", "routines/odd.yaml"), ("exercises", "routines/exercises/odd.yaml")]
)
def test_one_faulty_file_does_not_hide_the_others(home: Path, what: str, file: str) -> None:
    """A list has all that can be read; the faults of the rest come on standard error, with 65."""
    known = call(what, "list", "--json").document
    (home / file).parent.mkdir(parents=True)
    (home / file).write_text("nmae: Odd\n")
    words, document = call(what, "list"), call(what, "list", "--json")
    assert (document.code, document.document) == (65, known)
    assert len(words.out.splitlines()) == len(known)
    assert f"{home / file}:1: " in words.err
    assert f"{home / file}:1: " in document.err


@pytest.mark.parametrize("umask", [0, 0o777])
def test_new_routine_is_private_under_any_umask(home: Path, umask: int) -> None:
    """The folder and the file of a new routine are the user's alone, and the user's for sure."""
    assert run("routines", "new", "mine", umask=umask).code == 0
    assert (home / "routines").stat().st_mode & 0o777 == 0o700
    assert (home / "routines" / "mine.yaml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("what", ["routines", "exercises"])
def test_show_knows_every_id(what: str) -> None:
    """The first and the last of the list can be shown, in words and as JSON."""
    ids = [one["id"] for one in call(what, "list", "--json").document]
    for one in (ids[0], ids[-1]):
        assert call(what, "show", one).code == 0
        assert call(what, "show", one, "--json").document["id"] == one


def test_show_a_routine() -> None:
    """A routine is shown with its exercises in order, each with its dose."""
    document = call("routines", "show", "gentle-start", "--json").document
    lines = call("routines", "show", "gentle-start").out.splitlines()
    assert lines[0] == document["name"]
    shown = [line.partition(". ")[2] for line in lines if line[:1].isdigit()]
    assert shown == [f"{one['name']}: {one['dose']}" for one in document["exercises"]]


@pytest.mark.parametrize(
    ("exercise", "words"),
    [("lumbar-rotation", "reps, knees over 3 s"), ("leg-back-worktop", "reps, one leg back 3 s")],
)
def test_dose_of_either_side(exercise: str, words: str) -> None:
    """Where no side is meant yet, a cue that names one is told for either."""
    assert words in call("exercises", "show", exercise).out


def test_show_an_exercise() -> None:
    """An exercise is shown with its steps, its dose and when to stop."""
    document = call("exercises", "show", "figure-4-seated", "--json").document
    out = call("exercises", "show", "figure-4-seated").out
    assert out.splitlines()[0] == document["name"]
    for number, step in enumerate(document["steps"], start=1):
        assert f"{number}. {step}" in out
    assert f"Stop if: {document['stop_if']}" in out
    assert "Source " in out


@pytest.mark.parametrize("options", [(), ("--plain",)])
def test_exercise_without_its_figure_says_it_in_a_sentence(options: tuple[str, ...]) -> None:
    """Where no figure can be played, or with `--plain`, one sentence has the position, the side and the beats."""
    out = call("exercises", "show", "clam", *options).out
    assert out.splitlines()[1] == "Lie on your side, left leg on top first: open; hold; close slowly."
    assert not any("\u2801" <= letter <= "\u28ff" for letter in out)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("routines", "show", "gentle-strat"), "Did you mean gentle-start"),
        (("routines", "show", "../sources"), "There is no routine"),
        (("routines", "show", "sources"), "There is no routine"),
        (("routines", "show", "zzzzzz"), "coach routines list"),
        (("routines", "show", ""), "There is no routine"),
        (("routines", "show", "a\x1b[31m"), "There is no routine `a\ufffd[31m`"),
        (("exercises", "show", "brigde"), "Did you mean bridge"),
        (("exercises", "show", "../gentle-start"), "There is no exercise"),
        (("exercises", "show", "zzzzzz"), "coach exercises list"),
        (("today", "--preview", "--routine", "gentle-strat"), "Did you mean gentle-start"),
        (("routines", "new", "My Routine"), "cannot be an id"),
        (("routines", "new", "../x"), "cannot be an id"),
        (("routines", "nosuch"), "No such command"),
        (("routines", "show"), "Missing argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_unknown_ids(words: tuple[str, ...], says: str) -> None:
    """An id that is not there is usage (2); the nearest are named, or where to find them."""
    result = call(*words)
    assert (result.code, result.out) == (2, "")
    assert says in result.err


def test_shipped_content_has_no_fault() -> None:
    """Everything that is shipped passes its own check."""
    result = call("routines", "check")
    assert (result.code, result.err) == (0, "")
    assert "no fault found" in result.out
    assert call("routines", "check", "--json").document == []


FAULTY = """\
name: Faulty
for: [general]
exercises:
  - exercise: brigde
  - name: Lean
    category: strech
    position: standing
    hold: 0
    steps: [Lean.]
    stop_if: it hurts
"""


def test_check_names_every_fault_with_its_line(tmp_path: Path) -> None:
    """All faults of a file come at once, as file:line: what is wrong, with 65; the same as JSON."""
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY)
    result = call("routines", "check", str(path))
    assert (result.code, result.out) == (65, "")
    found = [line.split(": ", 1) for line in result.err.splitlines()]
    assert [place for place, _ in found] == [f"{path}:4", f"{path}:6", f"{path}:8"]
    assert "Did you mean bridge" in found[0][1]
    as_json = call("routines", "check", str(path), "--json")
    assert (as_json.code, as_json.err) == (65, "")
    assert as_json.document == [
        {"file": str(path), "line": line, "message": message}
        for line, (_, message) in zip((4, 6, 8), found, strict=True)
    ]


KINDS = {
    "plan": "the rules of planning",
    "response": "the rules of less, of more, and of when to see somebody",
    "safety": "the warning signs",
    "lead-in": "the times to change position",
    "trend": "the rules of trends",
    "dose": "the rules of every dose",
    "breaks": "the rules of movement breaks",
    "reminder": "the rules of the daily reminder",
    "calendar": "the rules of the calendar",
}


@pytest.mark.parametrize("name", KINDS)
def test_rule_file_is_checked_as_rules(tmp_path: Path, name: str) -> None:
    """In its place, and a copy by its keys: told what it is, and which key is missing, not those of a routine."""
    shipped = ROUTINES / "rules" / f"{name}.yaml"
    assert call("routines", "check", str(shipped)).out.startswith(f"{shipped} is checked as {KINDS[name]}.\n1 file")
    node, _ = read_yaml(shipped)
    assert isinstance(node, Mapping)
    last = node.pairs[-1][0]
    copy = tmp_path / "copy.yaml"
    copy.write_text("".join(shipped.read_text().splitlines(keepends=True)[: last.line - 1]))
    result = call("routines", "check", str(copy))
    assert (result.code, result.out) == (65, f"{copy} is checked as {KINDS[name]}.\n")
    assert result.err.startswith(f"{copy}:")
    assert f"`{last.text}` is missing" in result.err
    assert len(result.err.splitlines()) == 1


def test_source_of_a_rule_that_nobody_knows(tmp_path: Path) -> None:
    """A rule that names a source which is not in `sources.yaml` is told with its line."""
    copy = tmp_path / "trend.yaml"
    copy.write_text((ROUTINES / "rules" / "trend.yaml").read_text().replace("[R15]", "[R999]"))
    result = call("routines", "check", str(copy))
    assert result.code == 65
    assert "`R999` is not in sources.yaml" in result.err


def test_other_files_are_checked_as_what_they_are(home: Path, tmp_path: Path) -> None:
    """A card, an exercise, a profile and the list of sources are not read as routines."""
    write_profile(home)
    for path, kind in (
        (ROUTINES / "cards" / "sleep.md", "a card"),
        (ROUTINES / "exercises" / "clam.yaml", "an exercise"),
        (ROUTINES / "sources.yaml", "a list beside the routines"),
        (home / "profile.yaml", "a profile"),
    ):
        assert (
            call("routines", "check", str(path)).out
            == f"{path} is checked as {kind}.\n1 file checked: no fault found.\n"
        )
    card = tmp_path / "card.md"
    card.write_text("---\ntitle: Sleep\n---\nText.\n")
    result = call("routines", "check", str(card))
    assert (result.code, "card.md:2: `about` is missing" in result.err) == (65, True)


@pytest.mark.parametrize("name", ["sources", "coverage"])
def test_own_routine_with_the_name_of_a_list_is_checked(home: Path, name: str) -> None:
    """Only beside the shipped routines do these names stand for something else."""
    path = home / "routines" / f"{name}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("name: Mine\nexercises: [{exercise: nonsense}]\n")
    for words in ([], [str(path)]):
        result = call("routines", "check", *words)
        assert (result.code, result.out) == (65, "")
        assert f"{path}:2: There is no exercise `nonsense`." in result.err


def test_check_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that is not there is told, not passed over."""
    result = call("routines", "check", str(tmp_path / "gone.yaml"))
    assert result.code in (2, 65)
    assert "gone.yaml" in result.err


def test_new_routine_can_be_run_and_wins(home: Path) -> None:
    """A new routine is valid as it is, is listed, is previewed, and is private."""
    result = call("routines", "new", "my-morning")
    path = home / "routines" / "my-morning.yaml"
    assert result.code == 0
    assert str(path) in result.out
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert call("routines", "check", str(path)).code == 0
    assert "my-morning" in call("routines", "list").out
    assert call("today", "--preview", "--json", "--routine", "my-morning").document["routine"] == "my-morning"


def test_new_does_not_overwrite(home: Path) -> None:
    """A routine that is there already stays as it is."""
    call("routines", "new", "mine")
    path = home / "routines" / "mine.yaml"
    path.write_text("precious")
    result = call("routines", "new", "mine")
    assert result.code == 2
    assert "already there" in result.err
    assert path.read_text() == "precious"


def test_own_routine_wins_over_a_shipped_one(home: Path) -> None:
    """A routine of the user's with the id of a shipped one is used in its place."""
    call("routines", "new", "chair")
    assert call("routines", "show", "chair").out.splitlines()[0] == "Chair"
    assert str(home) in call("routines", "where").out


def test_where_as_json(home: Path) -> None:
    """Where the shipped content is and where one's own goes."""
    document = call("routines", "where", "--json").document
    assert document["own"] == str(home / "routines")
    assert Path(document["shipped"]).samefile(ROOT / "routines")


ESCAPES = """\
name: "Bell\\a \\e]52;c;eA==\\a [bold] \\x9b31m"
for: [general]
description: "\\u202eturned"
exercises:
  - exercise: bridge
"""


@pytest.mark.parametrize(
    "words",
    [("routines", "list"), ("routines", "show", "odd"), ("routines", "list", "--json"), ("today", "--preview")],
    ids=" ".join,
)
def test_escape_codes_in_content(home: Path, words: tuple[str, ...]) -> None:
    """Escape codes in a routine file never reach the terminal, and markup is shown as it is (F63, F64)."""
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "odd.yaml").write_text(ESCAPES)
    result = call(*words, *(("--routine", "odd") if words[0] == "today" else ()))
    assert all(letter.isprintable() or letter == "\n" for letter in result.out + result.err)
    assert result.code == 65 or "[bold]" in result.out or "turned" in result.out
