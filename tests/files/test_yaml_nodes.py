"""A YAML file from a stranger becomes nodes with lines, or faults with lines; never an exception, a loop or a crash."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.model.reading import DOSE_RULES, patient

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.yaml_nodes import LARGEST_FILE_BYTES, parse, read_yaml
from sciatica_coach.model.exercise import read_exercise
from sciatica_coach.model.node import Broken, Fault, Listing, Mapping, Node, Scalar
from sciatica_coach.model.routine import Shelf, read_routine

ROOT = Path(__file__).parents[2]
CONTENT = [
    path.read_text(encoding="utf-8")
    for name in ("exercises/figure-4-supine", "exercises/nerve-glide-supine", "gentle-start", "rules/lead-in")
    for path in [ROOT / "routines" / f"{name}.yaml"]
]


def told(faults: list[Fault]) -> list[str]:
    """Faults as `line: message`, in the order found."""
    return [f"{fault.line}: {fault.message}" for fault in faults]


def plain(node: Node | None) -> object:
    """A node as Python has it, without lines."""
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [plain(child) for child in node.children]
        case Mapping():
            return {key.text: plain(value) for key, value in node.pairs}
    return None


def test_values_stay_as_written() -> None:
    """Nothing is guessed: clocks, truths, octals, dates and nulls are the words that stand there."""
    node, faults = parse("a: 1:30\nb: no\nc: 012\nd: 2026-13-45\ne: ~\nf: 1e400\ng: .inf\nh: [0x1F, ' x ']\n")
    assert faults == []
    assert plain(node) == {
        "a": "1:30",
        "b": "no",
        "c": "012",
        "d": "2026-13-45",
        "e": "~",
        "f": "1e400",
        "g": ".inf",
        "h": ["0x1F", " x "],
    }


def test_every_value_knows_its_line() -> None:
    """Keys, values, lists and groups stand on the line where they begin, comments and blank lines counted."""
    text = "# a comment\n\nname: A\nsteps:\n  - One.\n  - >\n    Two\n    lines.\nrep: [{cue: Up,\n  seconds: 2}]\n"
    node, faults = parse(text)
    assert faults == []
    assert isinstance(node, Mapping)
    assert node.line == 3
    values = {key.text: value for key, value in node.pairs}
    assert [key.line for key, _ in node.pairs] == [3, 4, 9]
    assert isinstance(values["steps"], Listing)
    assert [child.line for child in values["steps"].children] == [5, 6]
    assert isinstance(values["rep"], Listing)
    beat = values["rep"].children[0]
    assert isinstance(beat, Mapping)
    assert [(key.line, value.line) for key, value in beat.pairs] == [(9, 9), (10, 10)]


ALIAS_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE_BOMB = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 22))

REFUSED = {
    "an anchor": ("a: &x 1\n", ["1: An anchor (`&x`) is not allowed: write the value out."]),
    "an anchor of a list": ("a: 1\nb: &x [1]\n", ["2: An anchor (`&x`) is not allowed: write the value out."]),
    "an alias": ("a: 1\nb: *x\n", ["2: An alias (`*name`) is not allowed: write the value again."]),
    "an alias as a key": ("*x : 1\n", ["1: An alias (`*name`) is not allowed: write the value again."]),
    "a merge key": ("a: 1\n<<: {b: 1}\n", ["2: Merge keys (`<<`) are not allowed: write it out."]),
    "a tag that makes objects": (
        "a: !!python/object/apply:os.system [echo]\n",
        ["1: A tag (`tag:yaml.org,2002:python/object/apply:os.system`) is not allowed: write the plain value."],
    ),
    "a tag that would fail": (
        "a: 1\nb: !!timestamp x\n",
        ["2: A tag (`tag:yaml.org,2002:timestamp`) is not allowed: write the plain value."],
    ),
    "a harmless tag": ("!!str a: 1\n", ["1: A tag (`tag:yaml.org,2002:str`) is not allowed: write the plain value."]),
    "a tag of its own": ("a: !lean 1\n", ["1: A tag (`!lean`) is not allowed: write the plain value."]),
    "a key given twice": ("a: 1\nb: 2\na: 3\n", ["3: `a` is given twice (first on line 1): keep one."]),
    "a key given twice below": (
        "x:\n  - a: 1\n    a: 2\n",
        ["3: `a` is given twice (first on line 2): keep one."],
    ),
    "a key given three times": (
        "{a: 1, a: 2, a: 3}",
        ["1: `a` is given twice (first on line 1): keep one."] * 2,
    ),
    "the same key in quotes": ("a: 1\n'a': 2\n", ["2: `a` is given twice (first on line 1): keep one."]),
    "a list as a key": ("? [a, b]\n: 1\n", ["1: A key must be a plain word, not a list or a group."]),
    "a group as a key": ("a: {{b: 1}: 2}\n", ["1: A key must be a plain word, not a list or a group."]),
    "a second document": (
        "a: 1\n---\nb: 2\n",
        ["2: A second document (`---`) is not allowed: one file, one document."],
    ),
    "an alias bomb": (
        ALIAS_BOMB,
        [
            message
            for line in range(1, 10)
            for message in (
                f"{line}: An anchor (`&{'abcdefghi'[line - 1]}`) is not allowed: write the value out.",
                *([f"{line}: An alias (`*name`) is not allowed: write the value again."] * (9 if line > 1 else 0)),
            )
        ],
    ),
    "33 levels": ("[" * 33, ["1: This is nested deeper than 32 levels."]),
    "33 levels of groups": ("{a: " * 33, ["1: This is nested deeper than 32 levels."]),
    "33 levels of lines": (
        "".join(f"{' ' * n}a:\n" for n in range(33)) + " " * 33 + "b: 1\n",
        ["33: This is nested deeper than 32 levels."],
    ),
    "an escape code": ("a: 1\nb: \x1b[2J\nc: 1\n", ["2: A character here cannot be shown: remove it."]),
    "a null byte": ("a: 1\0\n", ["1: A character here cannot be shown: remove it."]),
    "unfit characters below letters of two bytes": (
        "# " + "ä" * 40 + "\na: \x07\n\n\n\nb: \x9b\n",
        ["2: A character here cannot be shown: remove it.", "6: A character here cannot be shown: remove it."],
    ),
}


@pytest.mark.parametrize(("text", "messages"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_is_named_with_its_line(text: str, messages: list[str]) -> None:
    """Whatever could expand, construct, hide or mislead is refused on its line, and says what to do."""
    assert told(parse(text)[1]) == messages


def test_merge_bomb_is_refused_and_not_unfolded() -> None:
    """Twenty-one doublings of a merge key are a list of faults, and no work."""
    node, faults = parse(MERGE_BOMB)
    messages = {fault.message.split(" (")[0] for fault in faults}
    assert messages == {"An anchor", "An alias", "Merge keys"}
    assert isinstance(node, Mapping)
    assert all(plain(value) == ({} if key.text != "a0" else {"x": "1"}) for key, value in node.pairs)


@pytest.mark.parametrize("count", [32, 33, 900, 60_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_ends_cleanly(opening: str, count: int) -> None:
    """Thirty-two levels are read; more end in one fault about them, however many follow."""
    _, faults = parse(opening * count)
    deep = [fault for fault in faults if "nested deeper" in fault.message]
    assert len(deep) == (count > 32)
    if deep:
        assert faults == deep


def test_refused_value_is_told_once() -> None:
    """A refused value leaves a mark in its place, so that a reader does not complain about it again."""
    node, faults = parse("name: !!str Lean\nhold: *x\nsteps: &s [Lean in.]\n")
    assert isinstance(node, Mapping)
    values = {key.text: value for key, value in node.pairs}
    assert isinstance(values["name"], Broken)
    assert isinstance(values["hold"], Broken)
    assert plain(values["steps"]) == ["Lean in."]
    before = list(faults)
    read_exercise(node, faults, DOSE_RULES)
    mentioned = " ".join(fault.message for fault in faults[len(before) :])
    assert not any(f"`{key}" in mentioned for key in ("name", "hold", "steps"))


BREAKS = {
    "a tab": ("name: A\nsteps:\n\t- One.\n", 3, "found character that cannot start any token"),
    "a tab for an indent": ("name: A\n\tfeel: x\n", 2, "found a tab character that violates indentation"),
    "a missing quote": ('name: "A\nsteps: [One.]\nfeel: x\n', 1, "found unexpected end of stream"),
    "a missing bracket": ("name: A\nsteps: [One.\nfeel: x\nwhy: y\n", 2, "did not find expected ',' or ']'"),
    "a missing brace": ("name: A\nrep: [{cue: Up\n\nfeel: x\nwhy: y\n", 2, "did not find expected ',' or '}'"),
    "a missing colon": ("name: A\nfeel\nwhy: y\n", 2, "could not find expected ':'"),
    "a stray bracket": ("name: A\nfeel: ]\n", 2, "did not find expected node content"),
    "a wrong indent": ("name: A\n   feel: x\n", 2, "mapping values are not allowed in this context"),
    "two colons": ("name: Stretch: lying\n", 1, "mapping values are not allowed in this context"),
    "an at sign": ("name: @home\n", 1, "found character that cannot start any token"),
    "a half character": ('name: "\\uD83D"\n', 1, "found invalid Unicode character escape code"),
    "an unknown escape": ('name: "\\q"\n', 1, "found unknown escape character"),
    "an unknown version": ("%YAML 3.0\n---\nname: A\n", 1, "found incompatible YAML document"),
}


@pytest.mark.parametrize(("text", "line", "problem"), BREAKS.values(), ids=BREAKS.keys())
def test_syntax_error_is_one_fault_with_its_line(text: str, line: int, problem: str) -> None:
    """Where the YAML cannot go on is told once; an end that is missing, by the line that lacks it."""
    _, faults = parse(text)
    assert len(faults) == 1
    assert faults[0].message.startswith(f"The YAML breaks off here: {problem}")
    begins_wrongly = "token" in problem or "tab" in problem
    assert faults[0].message.endswith(
        ("a missing quotation mark, colon or indent.", "in quotation marks.")[begins_wrongly]
    )
    assert faults[0].line == line


def test_after_a_syntax_error_come_the_faults_before_it() -> None:
    """What stands before a syntax error is still checked, what stands after it is not, and nothing is missed."""
    text = "nmae: Lean\nhold: 1:30\nposition: *x\nsides: booth\nsteps:\n\t- Lean in.\ncategory: strech\n"
    node, faults = parse(text)
    assert isinstance(node, Mapping)
    assert not node.complete
    read_exercise(node, faults, DOSE_RULES)
    assert [message.split(".")[0][:46] for message in told(sorted(faults, key=lambda fault: fault.line))] == [
        "1: An exercise has no key `nmae`",
        "2: `hold: 1:30` must be a number of seconds, m",
        "3: An alias (`*name`) is not allowed: write th",
        "4: `booth` is not a word that `sides` knows",
        "6: The YAML breaks off here: found character t",
    ]


def test_unfit_character_does_not_hide_the_faults_of_other_lines() -> None:
    """A character that cannot be shown is one fault among the others, above and below it."""
    node, faults = parse("nmae: Lean\nfeel: a\x1bb\nhold: 0\n")
    assert isinstance(node, Mapping)
    read_exercise(node, faults, DOSE_RULES)
    lines = [fault.line for fault in faults if "is missing" not in fault.message]
    assert sorted(lines) == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n...\n", "\ufeff"])
def test_empty_text_is_nothing(text: str) -> None:
    """A text without a value gives no node to read keys from, and no fault of YAML."""
    node, faults = parse(text)
    assert faults == []
    assert node is None or node == Scalar(text="", line=node.line)


def test_root_may_be_anything() -> None:
    """Whether a list at the root fits is for the reader to say."""
    assert plain(parse("- a\n- b\n")[0]) == ["a", "b"]
    assert plain(parse("just words\n")[0]) == "just words"


def test_file_is_read_as_utf_8_with_or_without_a_mark(tmp_path: Path) -> None:
    """Letters of any script are read, a byte order mark and Windows line ends are passed over."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: \xc3\x9cbung\r\nhold: 30\r\n")
    node, faults = read_yaml(path)
    assert (plain(node), faults) == ({"name": "Übung", "hold": "30"}, [])
    assert isinstance(node, Mapping)
    assert [key.line for key, _ in node.pairs] == [1, 2]


NOT_UTF_8 = {
    "Latin-1": (b"name: A\nfeel: \xfcbel\n", 2),
    "UTF-16": ("name: A\n".encode("utf-16"), 1),
    "cut off within a letter": (b"name: A\n\nfeel: \xc3", 3),
    "half a surrogate pair": (b"name: \xed\xa0\xbd", 1),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", 1),
}


@pytest.mark.parametrize(("raw", "line"), NOT_UTF_8.values(), ids=NOT_UTF_8.keys())
def test_file_that_is_not_utf_8(tmp_path: Path, raw: bytes, line: int) -> None:
    """Other encodings and other kinds of files are told by the line of the first byte that does not fit."""
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    assert read_yaml(path) == (
        None,
        [Fault(line=line, message="This is not UTF-8 text: save the file as UTF-8.")],
    )


def test_file_of_64_kb_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    """The limit is 65,536 bytes; beyond it nothing is parsed at all."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"name: A #" + b"x" * (LARGEST_FILE_BYTES - 9))
    assert (LARGEST_FILE_BYTES, read_yaml(path)[1]) == (65_536, [])
    with path.open("ab") as file:
        file.write(b"x")
    assert read_yaml(path) == (
        None,
        [Fault(line=1, message="The file is larger than 64 KB: split it into smaller ones.")],
    )


@pytest.mark.parametrize("kind", ["missing", "folder", "below a file", "link to itself"])
def test_file_that_cannot_be_opened(tmp_path: Path, kind: str) -> None:
    """What cannot be opened is an error of its own, with the path and the system's reason."""
    path = tmp_path / "a.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "below a file":
        (tmp_path / "b").write_text("x")
        path = tmp_path / "b" / "a.yaml"
    elif kind == "link to itself":
        path.symlink_to(path)
    with pytest.raises(UnreadableError, match="cannot be read: ") as told_error:
        read_yaml(path)
    assert str(path) in told_error.value.message
    assert told_error.value.exit_code == 65


def read_by_every_reader(text: str) -> None:
    """Parse a text and, as the program would, read an exercise and a routine from it."""
    node, faults = parse(text)
    assert all(1 <= fault.line <= text.count("\n") + text.count("\r") + 60 for fault in faults)
    if isinstance(node, Mapping):
        read_exercise(node, faults, DOSE_RULES)
        read_routine(node, faults, "x", Shelf(ids=frozenset(), find=lambda _: None, rules=DOSE_RULES))
    assert all(fault.message and "\x1b" not in fault.message for fault in faults)


CHARACTERS = st.characters(codec=None) | st.sampled_from(list("&*!{}[]:-?|>%@`'\"#,<\t\n \0\x1b\x85\u2028"))


@settings(patient, max_examples=300)
@given(st.text(CHARACTERS, max_size=80))
@example("\ud800: 1")
@example("a: !")
@example("? ? ? a")
@example("%TAG ! tag:x,2000:\n---\n!a b: 1")
@example("!!map {a: !!seq [b]}")
@example("key: |1\n  x\n y")
def test_any_text_is_nodes_and_faults(text: str) -> None:
    """Whatever the characters, the answer is a node and faults with lines, never an exception."""
    read_by_every_reader(text)


@st.composite
def mutated_content(draw: st.DrawFn) -> str:
    """A real content file with some pieces cut out, repeated, or replaced by what YAML trips over."""
    text = draw(st.sampled_from(CONTENT))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(
            st.sampled_from(
                [
                    "",
                    text[start:end] * 2,
                    "\t",
                    "\n",
                    ": ",
                    "- ",
                    "[",
                    "}",
                    "&a ",
                    "*a",
                    "!!x ",
                    '"',
                    "'",
                    "|\n",
                    "\x1b",
                    "---\n",
                ]
            )
        )
        text = text[:start] + piece + text[end:]
    return text


@settings(patient, max_examples=400)
@given(mutated_content())
def test_any_damage_to_a_content_file_is_told(text: str) -> None:
    """A shipped file cut, doubled and garbled at random is read to its faults, never to an exception."""
    read_by_every_reader(text)


@settings(patient, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=60))
def test_any_bytes_are_nodes_and_faults(tmp_path: Path, raw: bytes) -> None:
    """The same is true of a file with any bytes."""
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    assert isinstance(read_yaml(path)[1], list)


WITHOUT_LIBYAML = """
import json, sys
sys.modules["yaml._yaml"] = None
from sciatica_coach.files.yaml_nodes import _Loader, parse
assert _Loader.__name__ == "SafeLoader"
print(json.dumps([[fault.line for fault in parse(text)[1]] for text in json.load(sys.stdin)]))
"""


def test_pure_python_parser_refuses_the_same() -> None:
    """Where PyYAML was built without libyaml, the same is refused on the same lines, as deep and as broken."""
    texts = [text for text, _ in REFUSED.values()] + ["[" * 60_000, "{a: " * 60_000]
    texts += [text for kind, (text, _, _) in BREAKS.items() if kind != "a half character"]
    ours = [[fault.line for fault in parse(text)[1]] for text in texts]
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBYAML],
        input=json.dumps(texts),
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert json.loads(run.stdout) == ours


def test_unprintable_characters_are_those_of_yaml() -> None:
    """What is refused as unprintable is, letter by letter, what PyYAML's own reader refuses."""
    letters = ["x" if letter == "\n" else letter for letter in map(chr, range(sys.maxunicode + 1))]
    _, faults = parse("\n".join(letters))
    refused = {fault.line - 1 for fault in faults if "cannot be shown" in fault.message}
    assert refused == {code for code, letter in enumerate(letters) if yaml.reader.Reader.NON_PRINTABLE.search(letter)}


def test_late_patterns_work_when_they_are_used_after_all() -> None:
    """PyYAML's Python parser, whose patterns were left uncompiled, reads types as ever; and `re` is itself again."""
    assert yaml.safe_load("{a: 1_0, b: 2026-11-26, c: 0x1F, d: yes}") == {
        "a": 10,
        "b": date(2026, 11, 26),
        "c": 31,
        "d": True,
    }
    assert isinstance(re.compile("a"), re.Pattern)
