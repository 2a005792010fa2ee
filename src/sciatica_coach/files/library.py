"""The exercises and routines there are: the shipped ones, and the user's own, which win."""

import os
from collections.abc import Callable, Iterable
from errno import ENAMETOOLONG
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from sciatica_coach import __version__
from sciatica_coach.errors import UnreadableError, UsageError
from sciatica_coach.files.content import (
    FaultyContentError,
    FileFault,
    load_response_rules,
    read_content,
    sorted_faults,
)
from sciatica_coach.files.yaml_nodes import read_yaml
from sciatica_coach.model.condition import Condition, ConditionRule, ConditionRules, read_condition_rules
from sciatica_coach.model.dose_rules import DoseRules, read_dose_rules
from sciatica_coach.model.exercise import Exercise, read_exercise
from sciatica_coach.model.lead_in import LeadInTimes, read_lead_in
from sciatica_coach.model.node import Fault, Listing, Mapping, Node, Scalar
from sciatica_coach.model.plan_rules import PlanRules, read_plan_rules
from sciatica_coach.model.routine import Routine, Shelf, read_routine
from sciatica_coach.model.text import did_you_mean, one_line
from sciatica_coach.model.value import replace

if TYPE_CHECKING:
    from sciatica_coach.files.names import Names
    from sciatica_coach.model.breaks import BreakRules
    from sciatica_coach.model.calendar_rules import CalendarRules
    from sciatica_coach.model.own_rules import OwnRules
    from sciatica_coach.model.reminding import ReminderRules
    from sciatica_coach.model.response_rules import ResponseRules
    from sciatica_coach.model.safety_rules import SafetyRules

T = TypeVar("T")
WITHOUT_SIGNS = (
    "The warning signs cannot be shown. If you feel very unwell, or a leg is getting weak or numb, do not wait for "
    "them: call 999, 112 or 911."
)
NOT_ROUTINES = frozenset({"sources", "coverage"})
"""Files beside the shipped routines that are something else."""


class Library:
    """Reads content files when they are asked for, and each of them once."""

    def __init__(self, *, shipped: Path, own: Path) -> None:
        self.shipped = shipped
        self.own = own
        self._exercises: dict[str, Exercise] = {}
        self._known: dict[str, Any] = {}

    @cached_property
    def exercise_ids(self) -> list[str]:
        """The ids of all exercises, sorted."""
        return sorted(_ids(self.shipped / "exercises") | _ids(self.own / "exercises"))

    @cached_property
    def routine_ids(self) -> list[str]:
        """The ids of all routines, sorted."""
        return sorted((_ids(self.shipped) | _ids(self.own)) - NOT_ROUTINES)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(ids=frozenset(self.exercise_ids), find=self.exercise, rules=self.dose_rules)

    def exercise(self, exercise_id: str) -> Exercise:
        """An exercise by its id.

        Raises:
            UsageError: there is none of that id; the nearest are named.
            FaultyContentError: its file has faults.
        """
        if exercise_id not in self._exercises:
            path = self._find("exercises", exercise_id)
            if path is None:
                raise UsageError(
                    f"There is no exercise `{one_line(exercise_id)}`.",
                    did_you_mean(exercise_id, self.exercise_ids) or "`coach exercises list` names them all.",
                )
            read = read_content(path, lambda node, faults: read_exercise(node, faults, self.dose_rules, exercise_id))
            self._exercises[exercise_id] = read
        return self._exercises[exercise_id]

    def routine(self, routine_id: str) -> Routine:
        """A routine by its id.

        Raises:
            UsageError: there is none of that id; the nearest are named.
            FaultyContentError: its file, or one of its exercises', has faults.
        """
        path = None if routine_id in NOT_ROUTINES else self._find(".", routine_id)
        if path is None:
            raise UsageError(
                f"There is no routine `{one_line(routine_id)}`.",
                did_you_mean(routine_id, self.routine_ids) or "`coach routines list` names them all.",
            )
        return self.routine_file(path)

    def routine_of_rules(self, routine_id: str) -> Routine:
        """A routine that `plan.yaml` names.

        Raises:
            UnreadableError: there is none of that id.
            FaultyContentError: its file, or one of its exercises', has faults.
        """
        try:
            return self.routine(routine_id)
        except UsageError as error:
            plan = self.shipped / "rules" / "plan.yaml"
            raise UnreadableError(
                f"{plan}: {error.message}", f"{error.hint} `coach routines check` tells more."
            ) from error

    def routine_file(self, path: Path) -> Routine:
        """A routine from any file; its id is the file's name without the ending."""
        routine = read_content(path, lambda node, faults: read_routine(node, faults, path.stem, self._shelf))
        return replace(routine, shipped=path.parent == self.shipped)

    def lead_in(self) -> LeadInTimes:
        """The lead-in times."""
        return self._rules("lead-in", read_lead_in)

    @cached_property
    def dose_rules(self) -> DoseRules:
        """What the dose of every exercise is held to."""
        return self._rules("dose", read_dose_rules)

    def plan_rules(self) -> PlanRules:
        """The rules of planning."""
        return self._rules("plan", read_plan_rules)

    def condition_rules(self) -> ConditionRules:
        """What does not go with what somebody may have: a name that no exercise has must not be passed over."""

        def read(mapping: Mapping, faults: list[Fault]) -> ConditionRules:
            from sciatica_coach.files.names import unknown_exercises

            faults += unknown_exercises(mapping, self.exercise_ids)
            return read_condition_rules(mapping, faults)

        return self._rules("conditions", read)

    def conditions(self, told: tuple[Condition, ...]) -> tuple[ConditionRule, ...]:
        """The rules of some conditions: most people have none, and their file is not read."""
        return self.condition_rules().given(told) if told else ()

    def own_rules(self) -> "OwnRules":
        """What is told of exercises of one's own."""
        from sciatica_coach.model.own_rules import read_own_rules

        return self._rules("own", read_own_rules)

    def response_rules(self) -> "ResponseRules":
        """The rules of suggesting less and more, and of naming a clinician."""
        return self._once("response", lambda: load_response_rules(self.shipped))

    def break_rules(self) -> "BreakRules":
        """The rules of movement breaks."""
        from sciatica_coach.model.breaks import read_break_rules

        return self._rules("breaks", read_break_rules)

    def reminder_rules(self) -> "ReminderRules":
        """The rules of the daily reminder."""
        from sciatica_coach.model.reminding import read_reminder_rules

        return self._rules("reminder", read_reminder_rules)

    def calendar_rules(self) -> "CalendarRules":
        """How far a calendar reaches, and when it rings."""
        from sciatica_coach.model.calendar_rules import read_calendar_rules

        return self._rules("calendar", read_calendar_rules)

    def safety(self) -> "SafetyRules":
        """The warning signs.

        Raises:
            UnreadableError: they cannot be read; the hint says what to do where somebody needed them.
        """
        from sciatica_coach.model.safety_rules import read_safety

        try:
            return self._rules("safety", read_safety)
        except UnreadableError as error:
            error.hint = f"{error.hint} {WITHOUT_SIGNS}"
            raise

    def _rules(self, name: str, read: Callable[[Mapping, list[Fault]], T]) -> T:
        return self._once(name, lambda: read_content(self.shipped / "rules" / f"{name}.yaml", read))

    def _once(self, name: str, read: Callable[[], T]) -> T:
        """What is read once a run: before a session some rules are asked for four times."""
        if name not in self._known:
            self._known[name] = read()
        found: T = self._known[name]
        return found

    @cached_property
    def rules_version(self) -> str | None:
        """What tells these rules from others: the program's version and a sum over all rule files.

        None where one of them cannot be read: a card must be shown all the same.
        """
        total = 0
        try:
            for path in sorted((self.shipped / "rules").glob("*.yaml")):
                total = crc32(path.name.encode() + path.read_bytes(), total)
        except OSError:
            return None
        return f"{__version__}-{total:08x}"

    @cached_property
    def sources(self) -> dict[str, str]:
        """What the ids under `sources` stand for."""
        node, _ = read_yaml(self.shipped / "sources.yaml")
        pairs = node.pairs if isinstance(node, Mapping) else ()
        return {key.text: one_line(value.text) for key, value in pairs if isinstance(value, Scalar)}

    def files(self) -> list[Path]:
        """Every content file, shipped ones first."""
        return [
            path
            for folder in (self.shipped, self.own)
            for place in (folder / "exercises", folder)
            for path in sorted(place.glob("*.yaml"))
            if path.parent != self.shipped or path.stem not in NOT_ROUTINES
        ]

    def rule_files(self) -> list[Path]:
        """The file of each kind of rules, whether or not it is there."""
        from sciatica_coach.files.kinds import RULES

        return [self.shipped / "rules" / f"{name}.yaml" for name in RULES]

    def check(self, path: Path) -> tuple[str, list[FileFault]]:
        """What a content file is, in words, and all that is wrong with it, the exercises that it names included."""
        from sciatica_coach.files.kinds import CARD, EXERCISE, ROUTINE, kind_of, read_as, words_for

        if path.suffix == ".md":
            return CARD, _faults_of_card(path)
        node, faults = read_yaml(path)
        if not isinstance(node, Mapping):
            faults = faults or [Fault(line=1, message="The file must have keys, such as `name: Gentle start`.")]
            return "", sorted_faults(path, faults)
        if path.stem in NOT_ROUTINES and path.parent != self.own:
            return "a list beside the routines", sorted_faults(path, faults)
        shelf = _CheckingShelf(self)
        kind = kind_of(path, node, lambda: self._rule_keys)
        if kind == ROUTINE:
            self._check_routine(path, node, faults, shelf)
        elif kind == EXERCISE:
            self._check_exercise(path, node, faults, shelf)
        else:
            read_as(kind, node, faults, self.shipped, self._names)
        return words_for(kind), sorted_faults(path, faults) + shelf.faults

    @cached_property
    def _names(self) -> "Names":
        from sciatica_coach.files.names import Names

        return Names(
            sources=frozenset(self.sources),
            exercises=frozenset(self.exercise_ids),
            routines=frozenset(self.routine_ids),
        )

    @cached_property
    def _rule_keys(self) -> dict[str, frozenset[str]]:
        from sciatica_coach.files.kinds import keys_of_rules

        return keys_of_rules(self.shipped)

    def _check_routine(self, path: Path, node: Mapping, faults: list[Fault], shelf: "_CheckingShelf") -> None:
        from sciatica_coach.model.pose_reader import read_poses

        routine = read_routine(node, faults, path.stem, replace(self._shelf, find=shelf.find))
        for exercise in routine.exercises:
            if exercise.id not in shelf.ids:
                read_poses(exercise, faults)

    def _check_exercise(self, path: Path, node: Mapping, faults: list[Fault], shelf: "_CheckingShelf") -> None:
        from sciatica_coach.model.pose_reader import read_poses

        exercise = read_exercise(node, faults, self.dose_rules, path.stem)
        if not faults and self._find("exercises", path.stem) == path:
            self._exercises[path.stem] = exercise  # the routines that name it need not read it again
        faults.extend(_unknown_names(node, exercise, shelf.ids, frozenset(self.sources)))
        read_poses(exercise, faults)

    def _find(self, folder: str, content_id: str) -> Path | None:
        for root in (self.own, self.shipped):
            path = root / folder / f"{content_id}.yaml"
            try:
                if "/" not in content_id and "\0" not in content_id and path.is_file():
                    return path
            except OSError as error:
                if error.errno != ENAMETOOLONG:
                    raise UnreadableError(
                        f"{path} cannot be read: {(error.strerror or str(error)).lower()}.",
                        "Check the permissions of its folder.",
                    ) from error
        return None


class _CheckingShelf:
    """Finds exercises for a routine under check, and keeps what is wrong with them for the report."""

    def __init__(self, library: Library) -> None:
        self.ids = frozenset(library.exercise_ids)
        self.faults: list[FileFault] = []
        self._library = library

    def find(self, exercise_id: str) -> Exercise | None:
        """The exercise, or nothing when its own file has faults."""
        try:
            return self._library.exercise(exercise_id)
        except FaultyContentError as error:
            self.faults.extend(fault for fault in error.faults if fault not in self.faults)
            return None


def readable(find: Callable[[str], T], ids: Iterable[str]) -> tuple[list[T], list[UnreadableError]]:
    """What can be read of those ids, and what is wrong with the others: one faulty file must not hide the rest."""
    found: list[T] = []
    errors: list[UnreadableError] = []
    for content_id in ids:
        try:
            found.append(find(content_id))
        except UnreadableError as error:
            errors.append(error)
    return found, errors


def _ids(folder: Path) -> set[str]:
    """The names of the YAML files in a folder, without their ending."""
    try:
        # Paths in place of its entries take ten times as long, before every session.
        with os.scandir(folder) as found:
            names = [entry.name.rpartition(".") for entry in found if _is_file(entry)]
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return set()
    return {stem for stem, _, ending in names if stem and ending == "yaml"}


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a file, or a link to one; an entry itself would raise for a link that leads to itself."""
    return Path(entry).is_file() if entry.is_symlink() else entry.is_file()


def _faults_of_card(path: Path) -> list[FileFault]:
    from sciatica_coach.files.cards import load_card

    try:
        load_card(path)
    except FaultyContentError as error:
        return error.faults
    return []


def _unknown_names(node: Mapping, exercise: Exercise, ids: frozenset[str], sources: frozenset[str]) -> list[Fault]:
    known = ids | {exercise.id}
    faults = [
        Fault(
            line=_line_of(node, name),
            message=f"There is no exercise `{name}`. {did_you_mean(name, known)}".strip(),
        )
        for name in exercise.neighbours
        if name not in known
    ]
    named = exercise.sources.exercise + exercise.sources.dose + exercise.sources.stages
    faults += [
        Fault(line=_line_of(node, name), message=f"`{name}` is not in sources.yaml: add a line for it there.")
        for name in dict.fromkeys(named)
        if " " not in name and name not in sources
    ]
    return faults


def _line_of(node: Node, text: str) -> int:
    """The line of the first value with that text; the node's own line when there is none."""
    found = [value.line for value in _scalars(node) if one_line(value.text) == text]
    return found[0] if found else node.line


def _scalars(node: Node) -> list[Scalar]:
    match node:
        case Scalar():
            return [node]
        case Listing():
            return [scalar for child in node.children for scalar in _scalars(child)]
        case Mapping():
            return [scalar for _, child in node.pairs for scalar in _scalars(child)]
    return []
