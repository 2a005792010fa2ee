"""The rule files: every number has a source, whatever is missing is named with its line, nothing is promised."""

import ast
import re
import shutil
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.model.reading import read
from tests.program import ROOT, Result, call, run
from tests.programme import (
    CONDITION_RULES,
    EXERCISES,
    LIBRARY,
    NOW,
    PLAN_RULES,
    PLANS,
    RESPONSE_RULES,
    ROUTINES,
    check,
    pain,
    session,
)
from tests.routines.prose import grade

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.content import FaultyContentError, load_trend_rules
from sciatica_coach.files.library import Library
from sciatica_coach.files.yaml_nodes import read_yaml
from sciatica_coach.model.breaks import read_break_rules
from sciatica_coach.model.calendar_rules import read_calendar_rules
from sciatica_coach.model.condition import Condition, ConditionRule, read_condition_rules
from sciatica_coach.model.dose_rules import read_dose_rules
from sciatica_coach.model.growth import growth_of
from sciatica_coach.model.lead_in import read_lead_in
from sciatica_coach.model.node import Fault, Listing, Mapping, Node, Scalar
from sciatica_coach.model.own_rules import read_own_rules
from sciatica_coach.model.plan_rules import LAST_WEEK, read_plan_rules
from sciatica_coach.model.referral import referrals
from sciatica_coach.model.reminding import read_reminder_rules
from sciatica_coach.model.response_rules import ResponseRules, read_response_rules
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.safety import Person, assess
from sciatica_coach.model.safety_rules import read_safety
from sciatica_coach.model.stage import Birth, Stage
from sciatica_coach.model.trend_rules import read_trend_rules

RULES = ROUTINES / "rules"
Reader = Callable[[Mapping, list[Fault]], Any]
TREND = load_trend_rules(ROUTINES)


def read_response(mapping: Mapping, faults: list[Fault]) -> ResponseRules:
    """The rules of response, with those of trends as they are shipped."""
    return read_response_rules(mapping, faults, TREND)


READERS: dict[str, Reader] = {
    "calendar": read_calendar_rules,
    "conditions": read_condition_rules,
    "dose": read_dose_rules,
    "lead-in": read_lead_in,
    "own": read_own_rules,
    "plan": read_plan_rules,
    "response": read_response,
    "trend": read_trend_rules,
    "safety": read_safety,
    "breaks": read_break_rules,
    "reminder": read_reminder_rules,
}
SAFETY = LIBRARY.safety()


def text_of(name: str) -> str:
    """A rule file as it is written."""
    return (RULES / f"{name}.yaml").read_text(encoding="utf-8")


def mapping_of(name: str) -> Mapping:
    """A rule file as its values."""
    node, faults = read_yaml(RULES / f"{name}.yaml")
    assert faults == []
    assert isinstance(node, Mapping)
    return node


KEYS = [(name, key.text, key.line) for name in READERS for key, _ in mapping_of(name).pairs]
LINES = {(name, key): line for name, key, line in KEYS}


def without(name: str, key: str) -> str:
    """A rule file without one of its keys."""
    lines = text_of(name).splitlines()
    start = LINES[name, key] - 1
    end = min((line for (other, _), line in LINES.items() if other == name and line > start + 1), default=None)
    return "\n".join([*lines[:start], *(lines[end - 1 :] if end else [])]) + "\n"


def with_line(name: str, key: str, value: str) -> str:
    """A rule file in which a key of a line of its own has another value."""
    lines = text_of(name).splitlines()
    lines[LINES[name, key] - 1] = f"{key}: {value}"
    return "\n".join(lines) + "\n"


ONE_OF_MANY = [(name, key, line) for name, key, line in KEYS if len(mapping_of(name).pairs) > 1]
"""Without its only key a file is empty."""


@pytest.mark.parametrize(("name", "key", "line"), ONE_OF_MANY, ids=[f"{name}-{key}" for name, key, _ in ONE_OF_MANY])
def test_missing_key_is_named(name: str, key: str, line: int) -> None:  # noqa: ARG001 - the line is that of the key
    """A threshold that is not there is named, with a line of the file, and nothing else is said of it."""
    _, faults = read(without(name, key), READERS[name])
    assert [fault for fault in faults if re.match(rf"\d+: `{key}` is missing: add", fault)], faults


@pytest.mark.parametrize("name", READERS)
def test_shipped_rules_have_no_fault(name: str) -> None:
    """Each rule file can be read as it is."""
    assert read(text_of(name), READERS[name])[1] == []


VALUES = {
    "a word for a number": (
        "plan",
        "most_exercises",
        "{value: six, source: [default]}",
        "must be a whole number from 1",
    ),
    "nothing for a number": ("plan", "fewest_exercises", "{value: 0, source: [default]}", "must be a whole number"),
    "a number without a source": ("plan", "most_sets", "{value: 3}", "`source` is missing"),
    "an empty source": ("plan", "most_sets", "{value: 3, source: []}", "`source` has 0 entries; it must have 1"),
    "a source without a number": ("plan", "most_sets", "{source: [default]}", "`value` is missing"),
    "a bare number": ("plan", "most_sets", "3", "`most_sets` must"),
    "another word in it": ("plan", "most_sets", "{value: 3, source: [R1], note: x}", "`most_sets` has no key `note`"),
    "a thing that nobody has": ("plan", "always_there", "[trampoline]", "`trampoline` is not a word that"),
    "no time of day": (
        "calendar",
        "begins_at",
        "{value: noon, source: [default]}",
        "is not a time of the day: write it as `value: 08:00`",
    ),
    "more weeks than a plan holds for": ("calendar", "weeks", "{value: 60, source: [default]}", "from 1 to 26"),
    "no bounds of reps": ("plan", "reps", "{stretch_least: 1, source: [R31]}", "`other_most` is missing"),
    "a word for a score": ("response", "stop_above_score", "{value: much, source: [R9]}", "must be a number"),
    "less than nothing": ("response", "good_sessions", "{value: -3, source: [R9]}", "must be a number"),
    "a score without a source": ("response", "high_score", "{value: 7}", "`source` is missing"),
    "a word for a week": ("lead-in", "longer_from_week", "late", "must be a whole number"),
    "a word for seconds": ("lead-in", "other_equipment", "soon", "must be a number of seconds"),
    "a word for minutes": ("breaks", "every_minutes", "{value: often, source: [S1]}", "must be a number of seconds"),
    "an hour that is none": ("breaks", "from", "{value: 8, source: [S1]}", "is not a time of the day"),
    "minutes without a source": ("reminder", "again_after_minutes", "{value: 30}", "`source` is missing"),
    "a look back that is too short": ("response", "look_back_days", "{value: 40, source: [R3]}", "must be at least 49"),
    "hours that are none": ("safety", "none_ticked", "[a]", "`none_ticked` must be a text"),
}


@pytest.mark.parametrize(("name", "key", "value", "says"), VALUES.values(), ids=VALUES.keys())
def test_value_that_cannot_be(name: str, key: str, value: str, says: str) -> None:
    """A value that a rule cannot have is refused on its line."""
    _, faults = read(with_line(name, key, value), READERS[name])
    assert [fault for fault in faults if fault.startswith(f"{LINES[name, key]}: ") and says in fault], faults


BASES = {
    "no rows": ("[]", "`base` needs a row such as"),
    "weeks that end before they begin": (
        "[{stage: general, weeks: 9-3, routine: chair}]",
        "must be two completed weeks",
    ),
    "one week": ("[{stage: general, weeks: 9, routine: chair}]", "must be two completed weeks"),
    "no routine": ("[{stage: general}]", "`routine` is missing"),
    "a stage that is none": ("[{stage: pregnant, routine: chair}]", "Did you mean pregnancy?"),
}


@pytest.mark.parametrize(("rows", "says"), BASES.values(), ids=BASES.keys())
def test_rows_of_the_routine_to_begin_with(rows: str, says: str) -> None:
    """A row that names no span, no routine or no stage is refused."""
    _, faults = read(without("plan", "base") + f"base: {rows}\n", read_plan_rules)
    assert [fault for fault in faults if says in fault], faults


GROWS = {
    "nobody it is for": ("{by: [reps], source: [default]}", "`categories` is missing"),
    "nothing that grows": ("{categories: [core], source: [default]}", "`by` is missing"),
    "no source": ("{categories: [core], by: [reps]}", "`source` is missing"),
    "a hold without an end": ("{categories: [core], by: [hold], more_hold: 5, source: [S1]}", "`longest_hold` is"),
    "a hold without a step": ("{categories: [core], by: [hold], longest_hold: 5, source: [S1]}", "`more_hold` is"),
    "a category that is none": ("{categories: [cors], by: [reps], source: [S1]}", "Did you mean core?"),
    "a way that is none": ("{categories: [core], by: [rep], source: [S1]}", "Did you mean reps?"),
    "a glide that is held": (
        "{categories: [nerve-glide], by: [reps, hold], more_hold: 1, longest_hold: 5, source: [S1]}",
        "A nerve glide never grows by its hold",
    ),
}


@pytest.mark.parametrize(("row", "says"), GROWS.values(), ids=GROWS.keys())
def test_rows_of_what_grows(row: str, says: str) -> None:
    """A row that is for nobody, without a way, an end or a source, or that holds a nerve glide, is refused."""
    _, faults = read(without("response", "grows") + f"grows: [{row}]\n", read_response)
    assert [fault for fault in faults if says in fault], faults


def test_rows_of_what_grows_name_exercises() -> None:
    """Each exercise that a row names is in the library, and grows as its row says."""
    named = [name for row in RESPONSE_RULES.grows for name in row.exercises]
    assert named
    for name in named:
        row = growth_of(EXERCISES[name], RESPONSE_RULES.grows)
        assert row
        assert name in row.exercises


LONGEST = {
    "figure-4-seated": 60,
    "single-leg-balance": 30,
    "plank-wall": 30,
    "plank-knees": 30,
    "pelvic-floor-slow": 10,
    "ta-activation": 10,
    "bridge": 10,
    "walk-brief": 1800,
}
"""The longest holds of rule PR3."""


@pytest.mark.parametrize(("name", "seconds"), LONGEST.items(), ids=LONGEST.keys())
def test_longest_hold_is_the_agreed_one(name: str, seconds: float) -> None:
    """Who changes how long something is held at the most changes it here too, with a line in CHANGELOG.md."""
    row = growth_of(EXERCISES[name], RESPONSE_RULES.grows)
    assert row
    assert row.longest_hold == seconds


SIGN = """\
  - id: new-sign
    short: something new
    ask: Something new
    say: something new
    level: amber
    card: amber
    stages: [general]
    asked: each-session
    source: [default]
"""
SIGNS = {
    "a level that is none": (
        SIGN.replace("level: amber", "level: orange"),
        "`orange` is not a word that `level` knows",
    ),
    "no level": (SIGN.replace("    level: amber\n", ""), "`level` is missing"),
    "no source": (SIGN.replace("    source: [default]\n", ""), "`source` is missing"),
    "a card that is none": (SIGN.replace("card: amber", "card: ambre"), "needs a card `ambre`"),
    "a gate that is none": (SIGN + "    gates: [knee]\n", "`knee` is not a word that `gates` knows"),
    "raised by what is no sign": (
        SIGN + "    raised_to: red\n    raised_by: [fevre]\n    raised_card: red-emergency\n",
        "is raised by `fevre`, which is none",
    ),
    "a second time that is none": (SIGN + "    second_time: fevre\n", "is `fevre` the second time, which is none"),
    "an id that is taken": (SIGN.replace("new-sign", "fever"), "The id `fever` comes twice"),
    "a key that is none": (SIGN + "    colour: red\n", "A warning sign has no key `colour`"),
}


@pytest.mark.parametrize(("sign", "says"), SIGNS.values(), ids=SIGNS.keys())
def test_sign_that_cannot_be(sign: str, says: str) -> None:
    """A clinician who adds a sign is told what is wrong with it."""
    _, faults = read(text_of("safety").replace("signs:\n", f"signs:\n{sign}", 1), read_safety)
    assert [fault for fault in faults if says in fault], faults


def test_every_kind_that_a_sign_closes_has_one_row() -> None:
    """Without its row a kind of exercise would stay open in silence."""
    _, faults = read(text_of("safety").replace("  - id: massage\n", "  - id: calf\n"), read_safety)
    assert [fault for fault in faults if "A sign closes `massage`: `gates` needs one row" in fault], faults
    assert [fault for fault in faults if "A sign closes `calf`" in fault], faults


def test_signs_of_the_rules_of_response_are_signs() -> None:
    """Each sign that response.yaml names is one of safety.yaml; there is one for weakness and one for numbness."""
    rules = RESPONSE_RULES
    named = {*rules.keeps_dose.value, *rules.pelvic_signs.value, *rules.worse_signs.value}
    assert named <= {sign.id for sign in SAFETY.signs}
    assert len(rules.worse_signs.value) == 2


def test_sign_that_can_be() -> None:
    """A whole sign is taken as it is."""
    rules, faults = read(text_of("safety").replace("signs:\n", f"signs:\n{SIGN}", 1), read_safety)
    assert faults == []
    assert assess(rules, ["new-sign"], Person(stage=Stage())).holds


@pytest.mark.parametrize("card", ["red-emergency", "amber", "yellow"])
def test_card_that_the_program_itself_needs(card: str) -> None:
    """The cards that do not hang on any one sign cannot be taken away."""
    _, faults = read(re.sub(rf"^  {card}: .*\n", "", text_of("safety"), flags=re.MULTILINE), read_safety)
    assert [fault for fault in faults if f"`{card}`" in fault], faults


# What the shipped files name


def sources_in(node: Node | None, named: bool = False) -> set[str]:  # noqa: FBT001, FBT002 - a step of a recursion
    """Everything under `source`, `sources` and `base_source` in a node."""
    match node:
        case Scalar():
            return {node.text} if named else set()
        case Listing():
            return {text for child in node.children for text in sources_in(child, named)}
        case Mapping():
            return {text for key, child in node.pairs for text in sources_in(child, "source" in key.text)}
    return set()


@pytest.mark.parametrize("name", READERS)
def test_sources_of_the_rules_are_known(name: str) -> None:
    """Each source that a rule names stands in sources.yaml, or says that it is a default."""
    assert sources_in(mapping_of(name)) - set(LIBRARY.sources) <= {"default"}
    assert sources_in(mapping_of(name))


def test_every_number_of_planning_has_a_source() -> None:
    """Each value that is read with a source has one."""
    for rules in (PLAN_RULES, RESPONSE_RULES):
        for key in rules.value_names:
            value = getattr(rules, key)
            assert getattr(value, "source", ("-",)), key
    assert PLAN_RULES.base_source


def test_rules_of_planning_name_what_there_is() -> None:
    """The routines to begin with, the one for a bad day and what may be added are in the library."""
    assert {row.routine for row in PLAN_RULES.base} | {PLAN_RULES.flare.value} <= set(PLANS)
    assert set(PLAN_RULES.fill) <= set(EXERCISES)
    assert {*PLAN_RULES.directions.backwards, *PLAN_RULES.directions.forwards} <= set(EXERCISES)
    assert len(PLAN_RULES.fill) == len(set(PLAN_RULES.fill))


@pytest.mark.parametrize("birth", Birth)
def test_own_exercise_begins_with_the_first_of_its_kind(birth: Birth) -> None:
    """After a birth no kind begins later for an exercise of one's own than the earliest of the library does."""
    for row in LIBRARY.own_rules().begins:
        weeks = [
            one.stages.vaginal_week if birth is Birth.VAGINAL else one.stages.caesarean_week
            for kind in (*row.categories, *row.positions)
            for one in EXERCISES.values()
            if kind in (one.category, one.position)
        ]
        assert row.week(birth) == min(week for week in weeks if week is not None), row


@pytest.mark.parametrize("rule", [one for one in CONDITION_RULES.conditions if one.categories], ids=lambda one: one.id)
def test_category_of_a_condition_names_what_its_list_does(rule: ConditionRule) -> None:
    """The exercises that are named are all of the category: the one who adds one to the library forgets none."""
    assert {one.id for one in EXERCISES.values() if one.category in rule.categories} == set(rule.leave_out)


WEEKS = {StageKind.GENERAL: [None], StageKind.PREGNANCY: range(61), StageKind.POSTPARTUM: [*range(60), LAST_WEEK]}


@pytest.mark.parametrize("kind", StageKind)
def test_there_is_a_routine_to_begin_with_in_every_week(kind: StageKind) -> None:
    """No week of a stage is without a row, and its routine is meant for that stage; a kind of birth has its own."""
    for birth, week in product(Birth, WEEKS[kind]):
        rows = [
            row
            for row in PLAN_RULES.base
            if row.stage is kind and row.first_week <= (week or 0) <= row.last_week and row.birth in (None, birth)
        ]
        assert [row.birth for row in rows] in ([None], [birth, None]), week
        assert PLAN_RULES.base_for(Stage(kind=kind, week=week, birth=birth)) == rows[0].routine
        assert kind in PLANS[rows[0].routine].stages


AGREED = {
    "fewest_exercises": 4,
    "most_exercises": 6,
    "minutes_within": 0.1,
    "strength_rest_days": 1,
    "rest_after_spreading_pain_hours": 48,
    "out_after_times": 2,
    "out_within_days": 14,
    "stop_above_score": 5,
    "leg_score_at_least": 4,
    "leg_rise_at_least": 2,
    "less_share": 0.75,
    "less_once_in_days": 7,
    "least_reps": 3,
    "good_sessions": 3,
    "good_score_at_most": 2,
    "good_rise_at_most": 1,
    "more_once_in_days": 7,
    "count_restarts_after_days": 14,
    "more_reps": 2,
    "most_reps": 15,
    "more_sets": 1,
    "most_sets": 3,
    "most_more_share": 0.2,
    "easy_day_rise": 2,
    "easy_day_high_days": 2,
    "easy_day_again_days": 7,
    "flare_share_from_day": 3,
    "flare_share": 0.75,
    "flare_whole_from_day": 5,
    "flare_last_day": 7,
    "flare_settled_rise": 1,
    "flare_settled_fall": 2,
    "many_flares": 3,
    "many_flares_days": 30,
    "again_after_good_sessions": 6,
    "again_after_days": 14,
    "most_undone": 2,
    "quiet_sessions_after_flare": 2,
    "flat_lying_ends_week": 16,
    "front_lying_ends_week": 14,
    "unknown_week": 28,
    "longest_glide_beat_seconds": 2,
    "weekly_days": 7,
    "most_days_past_due": 14,
    "morning_within_days": 3,
    "no_change_weeks": 4,
    "no_change_adherence": 0.5,
    "no_change_weeks_whatever": 6,
    "meaningful_change": 2,
    "meaningful_share": 0.3,
    "meaningful_least": 1,
    "still_hurts_at": 2,
    "worse_rise": 2,
    "worse_place": 0.5,
    "entries_a_week": 4,
    "high_score": 7,
    "high_days": 3,
    "high_days_ago": 6,
    "nerve_signs_asked_days": 1,
    "nerve_signs_days": 7,
    "nerve_signs_days_after_birth": 5,
    "say_again_after_days": 14,
    "nerve_weeks_after_birth": 6,
    "unexamined_days": 14,
    "adherence_good": 0.7,
    "adherence_low": 0.4,
}
"""The thresholds of sections C5, D1, D2, D4 and D6 of the clinical reference."""


@pytest.mark.parametrize(("key", "value"), AGREED.items(), ids=AGREED.keys())
def test_threshold_is_the_agreed_one(key: str, value: float) -> None:
    """Who changes a threshold changes it here too, with a line in CHANGELOG.md."""
    rules = (PLAN_RULES, RESPONSE_RULES, LIBRARY.own_rules(), LIBRARY.dose_rules)
    assert {getattr(one, key).value for one in rules if hasattr(one, key)} == {value}


# A broken file in the program


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., Result]:
    """The program with a rule file of which a key is missing: takes the file, the key, and the words of a command."""

    def start(name: str, key: str, *words: str) -> Result:
        place = tmp_path / "copy"
        if not place.exists():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / "src", place / "src", ignore=ignored)
            shutil.copytree(ROUTINES, place / "routines")
        (place / "routines" / "rules" / f"{name}.yaml").write_text(without(name, key), encoding="utf-8")
        program = [sys.executable, "-m", "sciatica_coach"]
        return run(*words, env={"PYTHONPATH": str(place / "src")}, program=program)

    return start


MISTYPED = {
    "an exercise to leave out": (
        "conditions",
        "[nerve-floss-head-lift,",
        "[nerve-floss-head-lif,",
        "no exercise `nerve-",
    ),
    "an exercise to add": ("plan", "- breathing-360", "- breathing-36", "no exercise `breathing-36`. Did you mean br"),
    "an exercise that bends": ("plan", "[knee-hug-seated,", "[knee-hugg-seated,", "no exercise `knee-hugg-seated`"),
    "a routine to begin with": ("plan", "routine: pregnancy-early}", "routine: early}", "no routine `early`"),
    "the easy routine": (
        "plan",
        "flare: {value: flare,",
        "flare: {value: flair,",
        "no routine `flair`. Did you mean fla",
    ),
    "an exercise of a break": ("breaks", "exercise: walk-brief", "exercise: walk", "no exercise `walk`"),
    "an exercise that grows": ("response", "[walk-brief]", "[walk]", "no exercise `walk`"),
    "an exercise that a sign closes": ("safety", "[gastroc-wall, ", "[gastroc, ", "no exercise `gastroc`"),
    "a source": (
        "plan",
        "most_sets: {value: 3, source: [default]}",
        "most_sets: {value: 3, source: [R999]}",
        "`R999` is",
    ),
    "a source of all": ("lead-in", "sources: [default]", "sources: [R999]", "`R999` is not in sources.yaml"),
    "a week without a row": ("plan", "weeks: 2-5", "weeks: 2-4", "`base` has no row for postpartum, week 5"),
    "fewest above most": (
        "plan",
        "fewest_exercises: {value: 4",
        "fewest_exercises: {value: 7",
        "must not be more than",
    ),
    "least above most": ("plan", "stretch_least: 1", "stretch_least: 5", "`stretch_least` (5) must not be more than"),
}


@pytest.fixture
def mistyped(tmp_path: Path) -> Callable[..., Library]:
    """A library in which a rule file has one thing in place of another."""

    def change(name: str, old: str, new: str) -> Library:
        shutil.copytree(ROUTINES, tmp_path / "routines")
        text = text_of(name)
        assert old in text
        (tmp_path / "routines" / "rules" / f"{name}.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        return Library(shipped=tmp_path / "routines", own=tmp_path)

    return change


@pytest.mark.parametrize(("name", "old", "new", "says"), MISTYPED.values(), ids=MISTYPED.keys())
def test_check_finds_what_is_mistyped(
    mistyped: Callable[..., Library], name: str, old: str, new: str, says: str
) -> None:
    """A name that nothing has, and numbers that contradict each other, are told with file and line."""
    library = mistyped(name, old, new)
    found = [fault for path in library.rule_files() for fault in library.check(path)[1]]
    assert len(found) == 1, found
    assert re.search(rf"rules/{name}\.yaml:\d+: .*{re.escape(says)}", str(found[0]))


def test_shipped_names_are_all_there() -> None:
    """Each exercise, routine and source that a rule file names is in the library."""
    assert [fault for path in LIBRARY.rule_files() for fault in LIBRARY.check(path)[1]] == []


def test_exercise_to_leave_out_must_not_be_passed_over(mistyped: Callable[..., Library]) -> None:
    """Who has a condition gets no plan by a list with a name in it that no exercise has."""
    library = mistyped("conditions", "[nerve-floss-head-lift,", "[nerve-floss-head-lif,")
    assert library.conditions(()) == ()
    with pytest.raises(FaultyContentError, match=r"conditions\.yaml:\d+: There is no exercise `nerve-floss-head-lif`"):
        library.conditions((Condition.NECK,))


def test_routine_that_the_rules_name_must_be_there(mistyped: Callable[..., Library]) -> None:
    """A plan that cannot begin is the fault of the rules, and no wrong word of the user."""
    library = mistyped("plan", "flare: {value: flare,", "flare: {value: flair,")
    with pytest.raises(UnreadableError, match=r"rules/plan\.yaml: There is no routine `flair`"):
        library.routine_of_rules(library.plan_rules().flare.value)


def test_without_the_warning_signs_help_is_named(broken: Callable[..., Result]) -> None:
    """Who asks for the warning signs, which cannot be read, is told where help is."""
    result = broken("safety", "new_means_days", "check")
    assert (result.code, result.out) == (65, "")
    assert "`new_means_days` is missing" in result.err
    assert "call 999, 112 or 911." in result.err


def test_longest_beat_of_a_glide_is_a_rule(tmp_path: Path) -> None:
    """Who changes the longest beat of a nerve glide changes which exercise files are refused, without touching code."""
    shutil.copytree(ROUTINES, tmp_path / "routines")
    dose = tmp_path / "routines/rules/dose.yaml"
    dose.write_text(with_line("dose", "longest_glide_beat_seconds", "{value: 1.5, source: [S1]}"), encoding="utf-8")
    library = Library(shipped=tmp_path / "routines", own=tmp_path)
    with pytest.raises(FaultyContentError, match=r"a beat of 2 s is longer than 1\.5 s\. Write 1\.5 or less"):
        library.exercise("nerve-glide-seated")


def test_version_of_the_rules_tells_a_change(tmp_path: Path) -> None:
    """Any changed letter in a rule file is another version; the same files are the same one; none when unreadable."""
    shutil.copytree(ROUTINES, tmp_path / "routines")
    assert Library(shipped=tmp_path / "routines", own=tmp_path).rules_version == LIBRARY.rules_version
    text = with_line("plan", "most_sets", "{value: 4, source: [default]}")
    (tmp_path / "routines/rules/plan.yaml").write_text(text, encoding="utf-8")
    assert Library(shipped=tmp_path / "routines", own=tmp_path).rules_version != LIBRARY.rules_version
    (tmp_path / "routines/rules/x.yaml").mkdir()
    assert Library(shipped=tmp_path / "routines", own=tmp_path).rules_version is None


def test_unknown_week_is_a_rule(home: Path, broken: Callable[..., Result]) -> None:  # noqa: ARG001 - a home of its own
    """Without the week to take where no due date is known there is no plan, and the message names it."""
    result = broken("plan", "unknown_week", "today", "--preview")
    assert result.code == 65
    assert "`unknown_week` is missing" in result.err


def test_exercises_are_not_read_without_what_they_are_held_to(broken: Callable[..., Result]) -> None:
    """Without the longest beat of a nerve glide no exercise can be checked: that is said, with the file."""
    result = broken("dose", "longest_glide_beat_seconds", "exercises", "show", "clam")
    assert result.code == 65
    assert re.search(r"rules/dose\.yaml:\d+: `longest_glide_beat_seconds` is missing", result.err)


def test_missing_threshold_is_told_with_its_file(home: Path, broken: Callable[..., Result]) -> None:
    """A plan without a threshold is not made: the file, the line and the key are named, and nothing is written."""
    result = broken("plan", "most_sets", "today", "--preview", "--json")
    assert (result.code, result.out) == (65, "")
    assert re.search(r"rules/plan\.yaml:\d+: `most_sets` is missing", result.err)
    assert not home.exists()


def test_missing_threshold_stops_nothing_else(home: Path, broken: Callable[..., Result]) -> None:
    """Without the rules of planning pain is still recorded, and the warning signs are still shown."""
    assert broken("plan", "most_sets", "log", "4").code == 0
    assert (home / "log.json").exists()
    assert broken("plan", "most_sets", "check").code == 0


@pytest.mark.parametrize("name", sorted(path.stem for path in RULES.glob("*.yaml")))
def test_check_of_the_content_looks_at_every_rule_file(broken: Callable[..., Result], name: str) -> None:
    """`coach routines check` names a key that is missing in any of them."""
    node, _ = read_yaml(RULES / f"{name}.yaml")
    assert isinstance(node, Mapping)
    key = node.pairs[0][0].text
    result = broken(name, key, "routines", "check")
    assert result.code == 65
    assert f"rules/{name}.yaml:" in result.err


def test_faults_come_all_at_once(tmp_path: Path) -> None:
    """Two faults in one file are two lines of one message."""
    shutil.copytree(ROUTINES, tmp_path / "routines")
    (tmp_path / "routines/rules/plan.yaml").write_text(with_line("plan", "most_sets", "3").replace("flare:", "flair:"))
    with pytest.raises(FaultyContentError) as error:
        Library(shipped=tmp_path / "routines", own=tmp_path).plan_rules()
    assert {fault.fault.message.partition(" ")[0] for fault in error.value.faults} >= {"`most_sets`", "`flare`"}


# Words that nobody may read here

FORBIDDEN = (
    r"\b(safe(ly)?|normal(ly)?|treats|treated|cures?|heals?|healed|relieves?|prevents?|guaranteed?|harmless|proven)\b",
    r"\b(bad posture|weak core|wear and tear|slipped out|clinically|risk-free|all clear|streak)\b",
    r"\bno (red flags?|warning signs?) (were |was )?found\b",
    r"\byou (are|will be) (fine|well|ok|okay|improving|better)\b",
)


def words_of_the_program() -> list[tuple[str, str]]:
    """Every text in the source, docstrings included: those of commands are their help."""
    return [
        (path.name, node.value)
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_program_promises_nothing(pattern: str) -> None:
    """No word of the program itself promises, blames, or gives an all-clear."""
    found = [
        (name, match.group())
        for name, text in words_of_the_program()
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    assert found == []


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_content_promises_nothing(pattern: str) -> None:
    """Nor does any word of the routines, exercises, cards and rules."""
    files = [path for path in ROUTINES.rglob("*") if path.suffix in (".yaml", ".md")]
    lines = [
        (path.name, line)
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    ]
    assert [(name, line) for name, line in lines if re.search(pattern, line, re.IGNORECASE)] == []


def test_word_treat_is_only_in_the_notice() -> None:
    """That the program does not treat anybody is said in the notice and in the help, and nowhere else."""
    assert "It does not examine, diagnose or treat you" in SAFETY.notice
    found = [name for name, text in words_of_the_program() if re.search(r"\btreat", text)]
    assert found == ["main.py"]


# Words that everybody can read


@pytest.mark.parametrize("card", SAFETY.cards)
def test_card_of_a_sign_is_plain_to_read(card: str) -> None:
    """Each card of a warning sign can be read at school grade 7."""
    assert grade([SAFETY.cards[card].replace("{", "").replace("}", "")]) < 7.5


@pytest.mark.parametrize(
    "text",
    [SAFETY.notice, SAFETY.one_question, SAFETY.list_intro, SAFETY.none_ticked, SAFETY.not_asked],
)
def test_sentence_round_the_signs_is_plain_to_read(text: str) -> None:
    """What is said round the warning signs can be read at school grade 7."""
    assert grade([text]) < 7.5


@pytest.mark.parametrize("kind", StageKind)
def test_list_of_signs_is_plain_to_read(kind: StageKind) -> None:
    """The whole list of a stage can be read at school grade 5, which is an age of about 10."""
    assert grade([sign.ask for sign in SAFETY.for_stage(kind)]) < 5.5


def test_reason_to_see_somebody_is_plain_to_read() -> None:
    """So can what is said when a clinician could help."""
    entries = [pain(day, 8, feels=["numb"]) for day in range(42, -1, -1)]
    said = referrals([session(45), *entries, check(NOW.isoformat())], NOW, Stage(), RESPONSE_RULES)
    assert len(said) >= 3
    assert [one.text for one in said if grade([one.text]) >= 9] == []


def test_lists_of_the_program_show_the_words_of_the_file() -> None:
    """The list that `coach check` prints has every sign of the stage in the words of the file."""
    shown = call("check").out
    assert [sign.ask for sign in SAFETY.for_stage(StageKind.GENERAL) if sign.ask not in shown] == []


def test_conditions_are_whole() -> None:
    """Each condition has one row, and leaves out exercises that are there."""
    assert [rule.id for rule in CONDITION_RULES.conditions] == list(Condition)
    assert {name for rule in CONDITION_RULES.conditions for name in rule.leave_out} <= set(EXERCISES)


def test_whoever_named_the_joint_in_an_exercise_is_asked() -> None:
    """Every exercise whose file warns of a painful pubic joint is in the list of that condition."""
    (rule,) = CONDITION_RULES.given((Condition.PELVIC_JOINT,))
    warned = {one.id for one in EXERCISES.values() if "pubic" in one.take_care}
    assert warned
    assert warned <= set(rule.leave_out)
