"""The JSON Schemas that help a clinician's editor say the same as the reader of the program."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from tests.model.reading import DOSE_RULES, patient

from sciatica_coach.files.library import NOT_ROUTINES, Library
from sciatica_coach.files.yaml_nodes import parse
from sciatica_coach.model.exercise import (
    DOSE_KEYS,
    EXERCISE_KEYS,
    Category,
    Equipment,
    Position,
    Sides,
    StageAction,
    read_exercise,
)
from sciatica_coach.model.fields import LONGEST_SECONDS, LONGEST_TEXT, MOST_REPS, MOST_SETS
from sciatica_coach.model.node import Mapping
from sciatica_coach.model.pose_reader import read_poses
from sciatica_coach.model.routine import MOST_EXERCISES, ROUTINE_KEYS, Shelf, StageKind, read_routine
from sciatica_coach.model.word import Word

ROUTINES = Path(__file__).parents[2] / "routines"
SCHEMAS = {
    name: json.loads((ROUTINES / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("exercise", "routine")
}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(f"{name}.json", Resource.from_contents(schema)) for name, schema in SCHEMAS.items()]
)
VALIDATORS = {name: Draft202012Validator(schema, registry=REGISTRY) for name, schema in SCHEMAS.items()}
LIBRARY = Library(shipped=ROUTINES, own=ROUTINES / "none")
IDS = frozenset(LIBRARY.exercise_ids)
SHELF = Shelf(ids=IDS, find=LIBRARY.exercise, rules=DOSE_RULES)
FILES = [*(("exercise", path) for path in sorted((ROUTINES / "exercises").glob("*.yaml")))] + [
    ("routine", path) for path in sorted(ROUTINES.glob("*.yaml")) if path.stem not in NOT_ROUTINES
]

EXERCISE = SCHEMAS["exercise"]["properties"]
DEFS = SCHEMAS["exercise"]["$defs"]
NAMED = SCHEMAS["routine"]["$defs"]["named"]["properties"]


def as_an_editor_reads(path: Path) -> Any:
    """The file with numbers and truths as JSON has them."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    """Each schema is a schema itself, of the draft that it names."""
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])


KEYS = {
    "exercise": (EXERCISE, EXERCISE_KEYS),
    "routine": (SCHEMAS["routine"]["properties"], ROUTINE_KEYS),
    "exercise of the library in a routine": (NAMED, DOSE_KEYS | {"exercise"}),
}


@pytest.mark.parametrize(("properties", "keys"), KEYS.values(), ids=KEYS.keys())
def test_keys_are_those_of_the_reader(properties: dict[str, Any], keys: frozenset[str]) -> None:
    """A key that the reader knows is in the schema, and none besides."""
    assert set(properties) == keys


ENUMS: dict[str, tuple[Any, type[Word]]] = {
    "category": (EXERCISE["category"], Category),
    "position": (EXERCISE["position"], Position),
    "sides": (EXERCISE["sides"], Sides),
    "equipment": (DEFS["equipment"]["items"], Equipment),
    "do": (DEFS["weeks"]["properties"]["do"], StageAction),
    "for": (SCHEMAS["routine"]["properties"]["for"]["items"], StageKind),
}


@pytest.mark.parametrize(("schema", "words"), ENUMS.values(), ids=ENUMS.keys())
def test_words_are_those_of_the_model(schema: dict[str, Any], words: type[Word]) -> None:
    """Each fixed set of words is the model's, in its order."""
    assert schema["enum"] == [word.value for word in words]


def test_bounds_are_those_of_the_model() -> None:
    """The numbers of the schema are the constants of the reader."""
    assert (EXERCISE["sets"]["maximum"], EXERCISE["reps"]["maximum"]) == (MOST_SETS, MOST_REPS)
    bounds = [schema["maximum"] for schema in (EXERCISE["hold"], EXERCISE["rest"], EXERCISE["side_seconds"])]
    assert bounds == [LONGEST_SECONDS] * 3
    glide = SCHEMAS["exercise"]["then"]["properties"]
    assert glide["hold"]["maximum"] == DOSE_RULES.longest_glide_beat_seconds.value
    assert glide["rep"]["items"]["properties"]["seconds"]["maximum"] == DOSE_RULES.longest_glide_beat_seconds.value
    assert DEFS["text"]["maxLength"] == LONGEST_TEXT
    assert SCHEMAS["routine"]["properties"]["exercises"]["maxItems"] == MOST_EXERCISES


def properties_of(schema: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema describes for an editor, with its place. Conditions only narrow what is described."""
    if isinstance(schema, dict):
        for name, part in schema.items():
            if name == "properties":
                yield from ((f"{where}/{key}", value) for key, value in part.items())
            if name not in ("if", "then", "contains"):
                yield from properties_of(part, f"{where}/{name}")
    elif isinstance(schema, list):
        for number, part in enumerate(schema):
            yield from properties_of(part, f"{where}/{number}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained(name: str) -> None:
    """Every key, nested ones too, has a title and a description, for the editor to show."""
    described = list(properties_of(SCHEMAS[name]))
    assert len(described) > 5
    assert [where for where, part in described if not (part.get("title") and part.get("description"))] == []


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_shipped_file_is_valid_and_names_its_schema(kind: str, path: Path) -> None:
    """Each shipped file is valid as an editor reads it, and its first line leads to the schema of its kind."""
    assert [error.message for error in VALIDATORS[kind].iter_errors(as_an_editor_reads(path))] == []
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == ROUTINES / "schema" / f"{kind}.json"


def test_example_of_the_contract_is_valid() -> None:
    """The routine that the documentation shows passes in an editor and in the program."""
    text = (ROUTINES.parent / "docs" / "content.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    whole = [example for example in examples if example.startswith("# yaml-language-server")]
    assert len(whole) == 2
    for kind, example in zip(("exercise", "routine"), whole, strict=True):
        assert [error.message for error in VALIDATORS[kind].iter_errors(yaml.safe_load(example))] == []
        assert faults_of(kind, example) == []


Value = Any
"""A value of JSON whose groups are lists of pairs (class Pairs), since only these can have a key twice."""


class Pairs(list[tuple[str, Any]]):
    """A group of keys in which a key may stand twice."""


def paired(value: Any) -> Value:
    """A document of JSON with its groups as pairs."""
    if isinstance(value, dict):
        return Pairs((key, paired(part)) for key, part in value.items())
    return [paired(part) for part in value] if isinstance(value, list) else value


def unpaired(value: Value) -> Any:
    """The same document as JSON; of a key given twice the last stands."""
    if isinstance(value, Pairs):
        return {key: unpaired(part) for key, part in value}
    return [unpaired(part) for part in value] if isinstance(value, list) else value


def emit(value: Value) -> str:
    """A document as YAML on one line: texts in quotation marks, numbers and truths bare."""
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{emit(key)}: {emit(part)}" for key, part in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(emit, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def has_a_key_twice(value: Value) -> bool:
    """Whether any group of a document has a key twice."""
    parts = [part for _, part in value] if isinstance(value, Pairs) else value if isinstance(value, list) else []
    twice = isinstance(value, Pairs) and len({key for key, _ in value}) < len(value)
    return twice or any(map(has_a_key_twice, parts))


def faults_of(kind: str, text: str) -> list[str]:
    """What the program's reader says of a text."""
    node, faults = parse(text)
    if isinstance(node, Mapping):
        if kind == "exercise":
            written = [read_exercise(node, faults, DOSE_RULES)]
        else:
            written = [one for one in read_routine(node, faults, "test-routine", SHELF).exercises if one.id not in IDS]
        for exercise in written:
            read_poses(exercise, faults)
    else:
        return ["no keys"]
    return [fault.message for fault in faults]


READER_ONLY = re.compile(
    r"^There is no exercise `"  # a schema does not know the library
    r"|has no hold: no beat of it"  # nor what its exercises are made of
    r"|^The weeks must follow one another"  # nor what comes before and after
    r"|^`weeks: ([1-9]|[1-3]\d|4[0-2])-([1-9]|[1-3]\d|4[0-2])` must be two"  # nor which of two numbers is greater
    r"|^There are \d+ poses under `beats`"  # nor how many beats there are
    r"|^`(hold|beats)` is missing: add for example `\w+: [\[{]"  # nor therefore which of the two its poses need
)

WRONG_KIND = re.compile(r"^This exercise is (held|made of beats): write")
"""Poses for the other kind of exercise are told so, and not read: only the reader knows the kind."""


DOCUMENTS = [
    *(
        ("exercise", paired(as_an_editor_reads(ROUTINES / "exercises" / f"{name}.yaml")))
        for name in ("figure-4-supine", "nerve-glide-supine", "pelvic-floor-slow", "bird-dog", "low-impact-log")
    ),
    (
        "routine",
        paired(
            {
                "name": "Morning",
                "for": ["general", "postpartum"],
                "description": "Two easy minutes.",
                "exercises": [
                    {"exercise": "figure-4-supine", "hold": 45, "reps": 1, "sides": "each", "self_paced": True},
                    {"exercise": "bridge", "sets": 2, "rest": 0},
                    {
                        "name": "Doorway lean",
                        "category": "stretch",
                        "position": "standing",
                        "sides": "each",
                        "hold": 2,
                        "reps": 2,
                        "rest": 5,
                        "steps": ["Stand in a doorway.", "Lean in."],
                        "stop_if": "pain travels further down the leg",
                    },
                ],
            }
        ),
    ),
]

GROUPS = (Pairs([("cue", "Up"), ("seconds", 2)]), Pairs())
NUMBERS = (-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 12, 20, 21, 52, 53, 200, 201, 14400, 14400.5, 14401, 10**9)
TEXTS = (
    *(
        "",
        " ",
        "x" * 60,
        "x" * 61,
        "x" * 400,
        "x" * 401,
        "clam",
        "Lean less.",
        "Slower",
        "1:30",
        "1-42",
        "0-42",
        "soon",
    ),
    *("nerve-glide", "stretch", "seated", "alternate", "instead", "mat", "general", "pregnancy"),
)
LISTS: tuple[Any, ...] = (
    [],
    ["clam"],
    ["mat", "mat"],
    [Pairs()],
    [[]],
    list("abcdefg"),
    GROUPS[:1] * 12,
    GROUPS[:1] * 13,
)


def another_value(draw: st.DrawFn, value: Value) -> Value:
    """A value in the place of another: of any other shape, or of the same but out of bounds."""
    pool: list[Value] = [*GROUPS, *map(list, LISTS), *TEXTS]
    if isinstance(value, int | float):  # a bare number where a text is meant is for the reader alone to take
        pool += [*NUMBERS, True, False]
    return deepcopy(draw(st.sampled_from(pool)))


def places(value: Value) -> Iterator[tuple[Any, int]]:
    """Every place in a document: a group or list, and a position in it."""
    if isinstance(value, list):
        for position, part in enumerate(value):
            yield value, position
            yield from places(part[1] if isinstance(value, Pairs) else part)


def mutate(draw: st.DrawFn, document: Value) -> None:
    """Change a document in one place."""
    found = list(places(document))
    if not found:
        return
    holder, position = draw(st.sampled_from(found))
    part = holder[position]
    change = draw(st.sampled_from(["drop", "double", "replace", "replace", "rename", "add"]))
    if change == "drop":
        del holder[position]
    elif change == "double":
        holder.insert(position, deepcopy(part))
    elif not isinstance(holder, Pairs):
        holder[position] = another_value(draw, part)
    elif change == "replace":
        holder[position] = (part[0], another_value(draw, part[1]))
    elif change == "rename":
        holder[position] = (part[0] + "s_", part[1])
    else:
        more = [("hold", 2), ("rep", [GROUPS[0]]), ("move_in", GROUPS[0]), ("hold_cue", "Stay"), ("use", "clam")]
        holder.append(deepcopy(draw(st.sampled_from(more))))


@st.composite
def changed_documents(draw: st.DrawFn) -> tuple[str, Value]:
    """A good document with one to three places changed."""
    kind, document = deepcopy(draw(st.sampled_from(DOCUMENTS)))
    for _ in range(draw(st.integers(1, 3))):
        mutate(draw, document)
    return kind, document


@settings(patient, max_examples=800)
@given(changed_documents())
def test_schema_and_reader_agree(changed: tuple[str, Value]) -> None:
    """A changed document is valid for the schema exactly when the reader finds no fault in it.

    Only the reader knows: the ids and the makings of the exercises in the library; that spans of weeks follow one
    another and run forwards; a key given twice; the length of a text after cleaning; that a bare number or truth
    is a text where a text is meant (`name: 12`, which an editor wants in quotation marks), that quotation marks do
    not make a text of a number (`hold: "30"`), and that a whole number has no point (`reps: 2.0`).
    """
    kind, document = changed
    told = faults_of(kind, emit(document))
    assume(not any(WRONG_KIND.search(message) for message in told))
    faults = [message for message in told if not READER_ONLY.search(message)]
    errors = [error.message for error in VALIDATORS[kind].iter_errors(unpaired(document))]
    if has_a_key_twice(document):
        assert any("is given twice" in message for message in faults)
    else:
        assert bool(faults) == bool(errors), (faults, errors)


@pytest.mark.parametrize(("kind", "document"), DOCUMENTS)
def test_documents_are_good_before_they_are_changed(kind: str, document: Value) -> None:
    """What the comparison starts from is valid for both, and comes through the emitter unchanged."""
    assert list(VALIDATORS[kind].iter_errors(unpaired(document))) == []
    assert faults_of(kind, emit(document)) == []
    assert yaml.safe_load(emit(document)) == unpaired(document)


def changed_exercise(**changes: Any) -> dict[str, Any]:
    """A small exercise with some keys changed, added, or dropped (none)."""
    whole = {
        "name": "Doorway lean",
        "category": "stretch",
        "position": "standing",
        "steps": ["Lean in."],
        "stop_if": "it hurts",
        "hold": 20,
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not None}


def beat(seconds: float, **more: object) -> dict[str, object]:
    """A beat of a rep."""
    return {"cue": "Up", "seconds": seconds, **more}


GLIDE: dict[str, Any] = {"category": "nerve-glide", "hold": None}
EDGES: dict[str, tuple[dict[str, Any], bool]] = {
    "nothing changed": ({}, True),
    "neither hold nor rep": ({"hold": None}, False),
    "both hold and rep": ({"rep": [beat(2)]}, False),
    "a rep alone": ({"hold": None, "rep": [beat(2)]}, True),
    "a cue for a hold that is none": ({"hold": None, "rep": [beat(2)], "hold_cue": "Stay"}, False),
    "a move into a hold that is none": ({"hold": None, "rep": [beat(2)], "move_in": beat(2)}, False),
    "a move out of a hold": ({"move_out": beat(2)}, True),
    "a move that is a hold": ({"move_out": beat(2, hold=True)}, False),
    "one hold among the beats": ({"hold": None, "rep": [beat(2, hold=True), beat(2, hold=False)]}, True),
    "two holds among the beats": ({"hold": None, "rep": [beat(2, hold=True), beat(2, hold=True)]}, False),
    "a glide of 2 s": ({**GLIDE, "rep": [beat(2)]}, True),
    "a glide of 2.1 s": ({**GLIDE, "rep": [beat(2), beat(2.1)]}, False),
    "a glide held for 2 s": ({**GLIDE, "hold": 2}, True),
    "a glide held for 3 s": ({**GLIDE, "hold": 3}, False),
    "rest of nothing": ({"rest": 0}, True),
    "hold of nothing": ({"hold": 0}, False),
    "four hours": ({"hold": 14400}, True),
    "longer than four hours": ({"side_seconds": 14401}, False),
    "seven steps": ({"steps": ["Lean in."] * 7}, False),
    "after a year": ({"stages": {"after_birth": {"vaginal": 0, "caesarean": 52}}}, True),
    "after more than a year": ({"stages": {"after_birth": {"vaginal": 0, "caesarean": 53}}}, False),
    "one kind of birth": ({"stages": {"after_birth": {"vaginal": 0}}}, False),
    "instead of nothing": ({"stages": {"pregnancy": [{"weeks": "1-42", "do": "instead"}]}}, False),
    "not, for nothing": ({"stages": {"pregnancy": [{"weeks": "1-42", "do": "not"}]}}, True),
    "week 43": ({"stages": {"pregnancy": [{"weeks": "1-43", "do": "not"}]}}, False),
    "neither id nor sentence": ({"easier": "Slower"}, False),
    "a sentence": ({"easier": "Go slower."}, True),
    "a sentence for an id": ({"without_floor": "Go slower."}, False),
    "one side's words": ({"side_words": {"left": "Left knee"}}, True),
    "a third side": ({"side_words": {"middle": "Middle"}}, False),
}


@pytest.mark.parametrize(("changes", "good"), EDGES.values(), ids=EDGES.keys())
def test_schema_and_reader_agree_at_the_edges(changes: dict[str, Any], *, good: bool) -> None:
    """What belongs together, what excludes each other, and the bounds: both say the same, in a file and in place."""
    exercise = changed_exercise(**changes)
    routine = {"name": "Morning", "exercises": [exercise]}
    for kind, document in (("exercise", exercise), ("routine", routine)):
        assert VALIDATORS[kind].is_valid(document) == good
        assert (faults_of(kind, emit(paired(document))) == []) == good
