"""Every refusal of an exercise: on its line, with what would be right; and all of them at once."""

import pytest
from tests.model.reading import exercise_of, exercise_text, faults_of, movement_text

from sciatica_coach.model.exercise import EXERCISE_KEYS

DIGITS_400 = "9" * 400


def one_fault(text: str) -> str:
    """The fault of a text that has exactly one."""
    faults = faults_of(text)
    assert len(faults) == 1, faults
    return faults[0]


MISSING = {
    "name": "`name` is missing: add for example `name: Doorway lean`.",
    "category": "`category` is missing: add for example `category: stretch`.",
    "position": "`position` is missing: add for example `position: standing`.",
    "steps": "`steps` is missing: add for example `steps: [Stand in a doorway., Lean in.]`.",
    "stop_if": "`stop_if` is missing: add for example `stop_if: pain travels further down the leg`.",
    "hold": "`hold` is missing: add for example `hold: 30` or `rep: [{cue: Toes up, seconds: 2}]`.",
}


@pytest.mark.parametrize("key", MISSING)
def test_missing_key_is_named_with_an_example(key: str) -> None:
    """Each required key that is absent is asked for with an example, on the line where the exercise begins."""
    assert one_fault(exercise_text(**{key: None})) == f"1: {MISSING[key]}"


UNKNOWN_KEYS = {
    "a typing error": ("postion", "An exercise has no key `postion`. Did you mean position?"),
    "a capital letter": ("Feel", "An exercise has no key `Feel`. Did you mean feel?"),
    "a hyphen for an underline": ("stop-if", "An exercise has no key `stop-if`. Did you mean stop_if?"),
    "something else": ("xyzzy", f"An exercise has no key `xyzzy`. Known are {', '.join(sorted(EXERCISE_KEYS))}."),
    "an escape code": ('"\\e[2Jsets"', "An exercise has no key `�[2Jsets`. Did you mean sets?"),
}


@pytest.mark.parametrize(("key", "message"), UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS.keys())
def test_unknown_key_names_the_nearest(key: str, message: str) -> None:
    """A key that is not known is refused on its line; the nearest known one is named, or all of them."""
    assert one_fault(exercise_text(**{key: "1"})) == f"7: {message}"


NUMBERS_THAT_ARE_NONE = {
    "clock": "1:30",
    "octal": "012",
    "false of YAML 1.1": "no",
    "infinity": ".inf",
    "not a number": ".nan",
    "not a number as Python writes it": "nan",
    "infinity by size": "1e400",
    "400 digits": DIGITS_400,
    "exponent": "1e2",
    "negative": "-5",
    "plus sign": "+5",
    "underline": "1_000",
    "hexadecimal": "0x10",
    "full-width digit": "\uff15",
    "with a unit": "30s",
    "comma for a point": '"2,5"',
    "point without digits": "2.",
    "digits without a nought": ".5",
    "many decimals": "0.0000000001",
    "empty": "",
    "a word": "long",
}


@pytest.mark.parametrize("value", NUMBERS_THAT_ARE_NONE.values(), ids=NUMBERS_THAT_ARE_NONE.keys())
@pytest.mark.parametrize("key", ["hold", "rest", "side_seconds", "sets", "reps"])
def test_what_is_not_a_positive_finite_number_is_refused(key: str, value: str) -> None:
    """YAML would make numbers, clocks and truths of these; here each is a fault that says what to write."""
    line = 4 if key == "hold" else 7
    fault = one_fault(exercise_text(**{key: value}))
    assert fault.startswith(f"{line}: `{key}: {value.strip(chr(34))}` must be a ")
    assert f"such as `{key}: " in fault


OUT_OF_BOUNDS = {
    "hold of nothing": ("hold", "0", "a number of seconds, more than 0 and at most 14400, such as `hold: 30`."),
    "hold of 0.0": ("hold", "0.0", "a number of seconds, more than 0 and at most 14400, such as `hold: 30`."),
    "side change of nothing": (
        "side_seconds",
        "0",
        "a number of seconds, more than 0 and at most 14400, such as `side_seconds: 30`.",
    ),
    "longer than four hours": (
        "hold",
        "14400.5",
        "a number of seconds, more than 0 and at most 14400, such as `hold: 30`.",
    ),
    "rest longer than four hours": (
        "rest",
        "14401",
        "a number of seconds, from 0 to 14400, such as `rest: 30`.",
    ),
    "no sets": ("sets", "0", "a whole number from 1 to 20, such as `sets: 2`."),
    "21 sets": ("sets", "21", "a whole number from 1 to 20, such as `sets: 2`."),
    "half a set": ("sets", "2.5", "a whole number from 1 to 20, such as `sets: 2`."),
    "sets with a point": ("sets", "2.0", "a whole number from 1 to 20, such as `sets: 2`."),
    "no reps": ("reps", "0", "a whole number from 1 to 200, such as `reps: 2`."),
    "201 reps": ("reps", "201", "a whole number from 1 to 200, such as `reps: 2`."),
}


@pytest.mark.parametrize(("key", "value", "rest"), OUT_OF_BOUNDS.values(), ids=OUT_OF_BOUNDS.keys())
def test_number_out_of_bounds_is_told_its_bounds(key: str, value: str, rest: str) -> None:
    """Nothing, too much, and part of a rep are refused, and the fault says from where to where."""
    line = 4 if key == "hold" else 7
    assert one_fault(exercise_text(**{key: value})) == f"{line}: `{key}: {value}` must be {rest}"


@pytest.mark.parametrize(
    ("clock", "seconds"), [("0:45", 45), ("1:30", 90), ("10:00", 600), ("1:00:00", None), ("999:99", 60039)]
)
def test_a_clock_time_is_answered_with_its_seconds(clock: str, seconds: int | None) -> None:
    """Who writes minutes and seconds is told the number of seconds; hours are not guessed at."""
    fault = one_fault(exercise_text(hold=clock))
    assert (f"; for {clock} write {seconds}." in fault) == (seconds is not None)
    assert fault.count(" write ") == (seconds is not None)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("hold", "0.5"),
        ("hold", "14400"),
        ("hold", '"30"'),
        ("rest", "0"),
        ("rest", "0.0"),
        ("side_seconds", "0.25"),
        ("sets", "20"),
        ("reps", "200"),
    ],
)
def test_numbers_at_their_bounds_are_taken(key: str, value: str) -> None:
    """The bounds themselves, fractions of seconds, and no rest are fine."""
    assert faults_of(exercise_text(**{key: value})) == []


WORDS = {
    "category": (
        "category",
        "strech",
        2,
        "`strech` is not a word that `category` knows. Did you mean stretch or strength or posture?",
    ),
    "position": ("position", "sitting", 3, "`sitting` is not a word that `position` knows. Did you mean standing"),
    "capital letter": ("position", "Supine", 3, "`Supine` is not a word that `position` knows. Did you mean supine"),
    "sides": ("sides", "xyzzy", 7, "`xyzzy` is not a word that `sides` knows. It must be one of none, both, each, "),
    "a truth of YAML 1.1": ("sides", "no", 7, "`no` is not a word that `sides` knows. Did you mean none?"),
    "equipment": ("equipment", "[mat, chiar]", 7, "`chiar` is not a word that `equipment` knows. Did you mean chair"),
    "helpful": ("helpful", "[pilow]", 7, "`pilow` is not a word that `helpful` knows. Did you mean pillow"),
    "empty": ("category", "", 2, "`` is not a word that `category` knows. It must be one of stretch, mobility, "),
    "self-paced yes": ("self_paced", "yes", 7, "`self_paced: yes` must be `true` or `false`."),
    "self-paced in capitals": ("self_paced", "True", 7, "`self_paced: True` must be `true` or `false`."),
}


@pytest.mark.parametrize(("key", "value", "line", "message"), WORDS.values(), ids=WORDS.keys())
def test_word_out_of_a_fixed_set(key: str, value: str, line: int, message: str) -> None:
    """A word that is not one of the set is refused; the nearest ones are named, or all of them."""
    assert one_fault(exercise_text(**{key: value})).startswith(f"{line}: {message}")


TEXTS = {
    "empty": ("feel", "", "`feel` is empty: write a text, or leave the key out."),
    "nothing but space": ("feel", '" \\t "', "`feel` is empty: write a text, or leave the key out."),
    "too long": (
        "feel",
        "x" * 401,
        "`feel` is 401 characters long; at most 400 can be shown and spoken.",
    ),
    "hold cue too long": (
        "hold_cue",
        "x" * 61,
        "`hold_cue` is 61 characters long; at most 60 can be shown and spoken.",
    ),
    "a list for a text": ("feel", "[a, b]", "`feel` must be a text, not a list or a group of keys."),
    "a group for a text": ("why", "{a: b}", "`why` must be a text, not a list or a group of keys."),
    "a list for a number": ("sets", "[2]", "`sets` must be a whole number, not a list or a group of keys."),
    "a list for seconds": ("rest", "[2]", "`rest` must be a number of seconds, not a list or a group of keys."),
    "a list for a truth": ("self_paced", "[]", "`self_paced` must be true or false, not a list or a group of keys."),
    "a list for a word": (
        "sides",
        "[each]",
        "`sides` must be one of none, both, each, alternate, not a list or a group of keys.",
    ),
    "a text for a list": (
        "equipment",
        "mat",
        "`equipment` must be a list: `[one, two]`, or lines that begin with `- `.",
    ),
    "a group in a list of words": ("equipment", "[{mat: 1}]", "`equipment` must list words: mat, chair, wall, "),
    "a text for a group": ("side_words", "left", "`side_words` must have keys of its own below it."),
    "a list for a group": ("stages", "[1]", "`stages` must have keys of its own below it."),
    "neither id nor sentence": (
        "easier",
        "Slower",
        "`easier: Slower` is neither an exercise id nor a sentence.",
    ),
    "not an id": (
        "without_floor",
        "Figure 4",
        "`without_floor: Figure 4` is not an exercise id: use small letters, digits and hyphens.",
    ),
    "not an id in pregnancy": (
        "without_floor_pregnant",
        "figure_4",
        "`without_floor_pregnant: figure_4` is not an exercise id: use small letters, digits and hyphens.",
    ),
}


@pytest.mark.parametrize(("key", "value", "message"), TEXTS.values(), ids=TEXTS.keys())
def test_text_group_or_list_that_does_not_fit(key: str, value: str, message: str) -> None:
    """What is empty, too long or of another shape is refused, and the fault says which shape is meant."""
    assert one_fault(exercise_text(**{key: value})).startswith(f"7: {message}")


STEPS = {
    "none": ("[]", "`steps` has 0 entries; it must have 1 to 6."),
    "seven": ("[a, b, c, d, e, f, g]", "`steps` has 7 entries; it must have 1 to 6."),
    "a text": ("Lean in.", "`steps` must be a list: `[one, two]`, or lines that begin with `- `."),
    "a group by a colon": (
        "[Stop: do not lean.]",
        "`steps` has something that is not a text here: put it in quotation marks.",
    ),
    "an empty one": ('[Lean in., ""]', "`steps` is empty: write a text, or leave the key out."),
}


@pytest.mark.parametrize(("steps", "message"), STEPS.values(), ids=STEPS.keys())
def test_steps_are_one_to_six_texts(steps: str, message: str) -> None:
    """Steps are a list of one to six texts; a colon that makes a group of one is explained."""
    assert one_fault(exercise_text(steps=steps)) == f"5: {message}"


REPS = {
    "none": ("[]", "`rep` has 0 entries; it must have 1 to 12."),
    "thirteen": (f"[{', '.join(['{cue: Up, seconds: 1}'] * 13)}]", "`rep` has 13 entries; it must have 1 to 12."),
    "a word": ("[Up]", "Each entry of `rep` must have keys of its own, not one bare word."),
    "no seconds": ("[{cue: Up}]", "`seconds` is missing: add for example `seconds: 2`."),
    "no cue": ("[{seconds: 2}]", "`cue` is missing: add for example `cue: Toes up`."),
    "unknown key": ("[{cue: Up, seconds: 2, holds: true}]", "A beat has no key `holds`. Did you mean hold?"),
    "seconds of nothing": ("[{cue: Up, seconds: 0}]", "`seconds: 0` must be a number of seconds, more than 0 and "),
    "two holds": (
        "[{cue: Up, seconds: 2, hold: true}, {cue: Down, seconds: 2, hold: true}]",
        "Only one beat of `rep` may be marked `hold: true`.",
    ),
    "hold with seconds": ("[{cue: Up, seconds: 2, hold: 2}]", "`hold: 2` must be `true` or `false`."),
}


@pytest.mark.parametrize(("rep", "message"), REPS.values(), ids=REPS.keys())
def test_rep_is_a_list_of_beats(rep: str, message: str) -> None:
    """A rep has one to twelve beats with a cue and seconds, and one hold among them at most."""
    assert one_fault(exercise_text(hold=None, rep=rep)).partition(": ")[2].startswith(message)


HOLDS = {
    "hold and rep": (
        exercise_text(rep="[{cue: Up, seconds: 2}]"),
        ["7: `hold` and `rep` exclude each other: keep one of them."],
    ),
    "hold and rep, each with faults of its own": (
        exercise_text(hold="1:30", rep="[{cue: Up, seconds: soon}]"),
        [
            (
                "4: `hold: 1:30` must be a number of seconds, more than 0 and at most 14400, such as `hold: 30`; "
                "for 1:30 write 90."
            ),
            "7: `hold` and `rep` exclude each other: keep one of them.",
            "7: `seconds: soon` must be a number of seconds, more than 0 and at most 14400, such as `seconds: 30`.",
        ],
    ),
    "moves without a hold": (
        movement_text(move_in="{cue: In, seconds: 2}", hold_cue="Stay"),
        [
            "7: `move_in` goes with `hold`: put it among the beats of `rep`.",
            "8: `hold_cue` goes with `hold`: put it among the beats of `rep`.",
        ],
    ),
    "a move without its keys": (
        exercise_text(move_out="{cue: Out, second: 2}"),
        [
            "7: A move into or out of a hold has no key `second`. Did you mean seconds?",
            "7: `seconds` is missing: add for example `seconds: 3`.",
        ],
    ),
    "a move that is a hold": (
        exercise_text(move_in="{cue: In, seconds: 2, hold: true}"),
        ["7: A move into or out of a hold has no key `hold`. Known are cue, seconds."],
    ),
}


@pytest.mark.parametrize(("text", "faults"), HOLDS.values(), ids=HOLDS.keys())
def test_either_a_hold_with_its_moves_or_a_rep(text: str, faults: list[str]) -> None:
    """`hold` and `rep` exclude each other, and moves into and out of it belong to a hold."""
    assert faults_of(text) == faults


GLIDE_FAULT = (
    "A nerve glide is moved, never held: a beat of {} s is longer than 2 s. Write 2 or less, and raise `reps` for more."
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            exercise_text(category="nerve-glide", hold="2.5"), "4: " + GLIDE_FAULT.format("2.5"), id="as a hold"
        ),
        pytest.param(
            exercise_text(category="nerve-glide", hold=None, rep="[{cue: Up, seconds: 2}, {cue: Off, seconds: 3}]"),
            "6: " + GLIDE_FAULT.format("3"),
            id="as a beat",
        ),
        pytest.param(
            exercise_text(category="nerve-glide", hold=None, rep="[{cue: Up, seconds: 30, hold: true}]"),
            "6: " + GLIDE_FAULT.format("30"),
            id="as a beat marked hold",
        ),
    ],
)
def test_nerve_glide_is_never_held(text: str, fault: str) -> None:
    """A beat of a nerve glide that lasts longer than two seconds is refused, however it is written."""
    assert one_fault(text) == fault


def test_nerve_glide_beats_of_two_seconds_are_fine() -> None:
    """Two seconds are the longest beat of a nerve glide, and other exercises have no such limit."""
    assert faults_of(exercise_text(category="nerve-glide", hold="2")) == []
    assert faults_of(exercise_text(category="mobility", hold=None, rep="[{cue: Up, seconds: 30}]")) == []


STAGES = {
    "unknown key": ("{trimester: 1}", "`stages` has no key `trimester`. Known are after_birth, pregnancy."),
    "no spans": ("{pregnancy: []}", "`pregnancy` has 0 entries; it must have 1 to 100."),
    "gap": (
        "{pregnancy: [{weeks: 1-15, do: usual}, {weeks: 17-42, do: not}]}",
        "The weeks must follow one another from 1 to 42 without a gap, such as 1-15 and 16-42.",
    ),
    "overlap": (
        "{pregnancy: [{weeks: 1-15, do: usual}, {weeks: 15-42, do: not}]}",
        "The weeks must follow one another from 1 to 42 without a gap, such as 1-15 and 16-42.",
    ),
    "out of order": (
        "{pregnancy: [{weeks: 16-42, do: usual}, {weeks: 1-15, do: not}]}",
        "The weeks must follow one another from 1 to 42 without a gap, such as 1-15 and 16-42.",
    ),
    "late start": (
        "{pregnancy: [{weeks: 2-42, do: usual}]}",
        "The weeks must follow one another from 1 to 42 without a gap, such as 1-15 and 16-42.",
    ),
    "early end": (
        "{pregnancy: [{weeks: 1-41, do: usual}]}",
        "The weeks must follow one another from 1 to 42 without a gap, such as 1-15 and 16-42.",
    ),
    "too many weeks": (
        "{pregnancy: [{weeks: 1-43, do: usual}]}",
        "`weeks: 1-43` must be two completed weeks from 1 to 42, such as `1-15`.",
    ),
    "week 0": (
        "{pregnancy: [{weeks: 0-42, do: usual}]}",
        "`weeks: 0-42` must be two completed weeks from 1 to 42, such as `1-15`.",
    ),
    "backwards": (
        "{pregnancy: [{weeks: 42-1, do: usual}]}",
        "`weeks: 42-1` must be two completed weeks from 1 to 42, such as `1-15`.",
    ),
    "one week": (
        "{pregnancy: [{weeks: 1, do: usual}]}",
        "`weeks: 1` must be two completed weeks from 1 to 42, such as `1-15`.",
    ),
    "a trimester": (
        "{pregnancy: [{weeks: first, do: usual}]}",
        "`weeks: first` must be two completed weeks from 1 to 42, such as `1-15`.",
    ),
    "endless digits": (
        f"{{pregnancy: [{{weeks: 1-{'4' * 380}, do: usual}}]}}",
        f"`weeks: 1-{'4' * 380}` must be two completed weeks from 1 to 42, such as `1-15`.",
    ),
    "no weeks": ("{pregnancy: [{do: usual}]}", "`weeks` is missing: add for example `weeks: 1-15`."),
    "nothing to do": ("{pregnancy: [{weeks: 1-42}]}", "`do` is missing: add for example `do: usual`."),
    "another word": (
        "{pregnancy: [{weeks: 1-42, do: easy}]}",
        "`easy` is not a word that `do` knows. Did you mean easier?",
    ),
    "instead of nothing": (
        "{pregnancy: [{weeks: 1-42, do: instead}]}",
        "`use` is missing: add for example `use: figure-4-seated`.",
    ),
    "instead of a sentence": (
        "{pregnancy: [{weeks: 1-42, do: instead, use: The chair}]}",
        "`use: The chair` is not an exercise id: use small letters, digits and hyphens.",
    ),
    "one kind of birth": (
        "{after_birth: {vaginal: 1}}",
        "`caesarean` is missing: add for example `caesarean: 4`.",
    ),
    "another spelling": (
        "{after_birth: {vaginal: 1, caesarean: 4, cesarean: 4}}",
        "`after_birth` has no key `cesarean`. Did you mean caesarean?",
    ),
    "more than a year": (
        "{after_birth: {vaginal: 1, caesarean: 53}}",
        "`caesarean: 53` must be a whole number from 0 to 52, such as `caesarean: 2`.",
    ),
}


@pytest.mark.parametrize(("stages", "message"), STAGES.values(), ids=STAGES.keys())
def test_stage_rules_go_by_week_without_gaps(stages: str, message: str) -> None:
    """Spans of weeks must cover 1 to 42 in order, and both kinds of birth have their week."""
    assert one_fault(exercise_text(stages=stages)) == f"7: {message}"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("side_words", "{left: Left knee, rigth: Right knee}", "`side_words` has no key `rigth`. Did you mean right?"),
        ("side_words", f"{{left: {'x' * 81}}}", "`left` is 81 characters long; at most 80 can be shown and spoken."),
        ("sources", "{doses: [S1]}", "`sources` has no key `doses`. Did you mean dose?"),
        ("sources", "{dose: S1}", "`dose` must be a list: `[one, two]`, or lines that begin with `- `."),
        ("sources", "[S1]", "`sources` must have keys of its own below it, such as `dose: [default]`."),
    ],
)
def test_side_words_and_sources_have_keys_of_their_own(key: str, value: str, message: str) -> None:
    """What is nested is checked like what is not."""
    assert one_fault(exercise_text(**{key: value})) == f"7: {message}"


def test_all_faults_come_at_once_each_on_its_line() -> None:
    """A file with many faults is told all of them in one go, sorted by line."""
    text = """\
nmae: Doorway lean
category: strech
position: standing
sides: each
sets: 0
rep:
  - {cue: Up, seconds: 1:30}
  - cue: Down
stop_if:
stages:
  pregnancy:
    - weeks: 1-50
      do: usual
sources: {exercise: S1}
"""
    assert faults_of(text) == [
        "1: An exercise has no key `nmae`. Did you mean name?",
        "1: `name` is missing: add for example `name: Doorway lean`.",
        "1: `steps` is missing: add for example `steps: [Stand in a doorway., Lean in.]`.",
        "2: `strech` is not a word that `category` knows. Did you mean stretch or strength or posture?",
        "5: `sets: 0` must be a whole number from 1 to 20, such as `sets: 2`.",
        (
            "7: `seconds: 1:30` must be a number of seconds, more than 0 and at most 14400, such as `seconds: 30`; "
            "for 1:30 write 90."
        ),
        "8: `seconds` is missing: add for example `seconds: 2`.",
        "9: `stop_if` is empty: write a text, or leave the key out.",
        "12: `weeks: 1-50` must be two completed weeks from 1 to 42, such as `1-15`.",
        "14: `exercise` must be a list: `[one, two]`, or lines that begin with `- `.",
    ]


@pytest.mark.parametrize(
    "kept",
    [
        "name: Doorway lean\ncategory: stretch\nmove_in: {cue: In, seconds: 2}\n",
        "name: Doorway lean\nhold: 30\nsteps: [",
        "name: Doorway lean\nhold: 30\nsteps: [Lean in.]\nstages: {pregnancy: [{weeks: 1-15, do: instead,",
        "name: Doorway lean\nhold: 30\nsteps: [Lean in.]\nstages: {pregnancy: [{weeks: 1-15, do: usual}, {",
        "name: Doorway lean\nhold: 30\nequipment: [mat, chair,",
        "name: Doorway lean\nrep: [{cue: Up, seconds: 2}, {cue: Down",
        "name: Doorway lean\nstages: {after_birth: {vaginal: 1,",
    ],
)
def test_what_a_broken_off_file_lacks_is_no_fault(kept: str) -> None:
    """After a syntax error nothing is missed that may have stood below it: one fault, not ten."""
    faults = faults_of(kept + '\n"unclosed')
    assert [fault.partition(": ")[2][:24] for fault in faults] == ["The YAML breaks off here"]


def test_exercise_without_faults_has_none() -> None:
    """The exercise that these tests start from is a good one, held or made of beats."""
    assert exercise_of(exercise_text()).name == "Doorway lean"
    assert exercise_of(movement_text()).rep[0].cue == "Toes up"
