"""The names in rule files: sources, exercises and routines that are not there."""

from collections.abc import Callable, Iterable, Iterator

from sciatica_coach.model.node import Fault, Listing, Mapping, Node, Scalar
from sciatica_coach.model.text import did_you_mean, one_line
from sciatica_coach.model.value import Value

EXERCISE_KEYS = frozenset({"exercise", "exercises", "leave_out", "backwards", "forwards", "fill"})
ROUTINE_KEYS = frozenset({"routine", "flare"})
"""The keys of rule files below which ids stand: a name, a list of names, or a `value`."""


class Names(Value):
    """All that a rule file may name."""

    sources: frozenset[str]
    exercises: frozenset[str]
    routines: frozenset[str]


def unknown_names(node: Node, names: Names) -> list[Fault]:
    """A fault for each name that nothing has, on its line."""
    found: list[Fault] = []
    for key, child in _below(node):
        if key in EXERCISE_KEYS:
            found += _not_in(child, names.exercises, "exercise")
        elif key in ROUTINE_KEYS:
            found += _not_in(child, names.routines, "routine")
        elif key.endswith(("source", "sources")):
            found += _missing(
                child, names.sources, lambda name: f"`{name}` is not in sources.yaml: add a line for it there."
            )
    return found


def unknown_exercises(node: Node, exercises: Iterable[str]) -> list[Fault]:
    """A fault for each id of an exercise that is not there, on its line."""
    known = frozenset(exercises)
    return [fault for key, child in _below(node) if key in EXERCISE_KEYS for fault in _not_in(child, known, "exercise")]


def _below(node: Node) -> Iterator[tuple[str, Node]]:
    """Each key of all mappings in a node, with its value."""
    nodes = [node]
    while nodes:
        one = nodes.pop()
        if isinstance(one, Mapping):
            for key, child in one.pairs:
                yield key.text, child
                nodes.append(child)
        elif isinstance(one, Listing):
            nodes += one.children


def _not_in(node: Node, known: frozenset[str], what: str) -> Iterator[Fault]:
    def message(name: str) -> str:
        return f"There is no {what} `{name}`. {did_you_mean(name, known)}".rstrip()

    return _missing(node, known, message)


def _missing(node: Node, known: frozenset[str], message: Callable[[str], str]) -> Iterator[Fault]:
    for one in _named(node):
        name = one_line(one.text)
        if name not in known:
            yield Fault(line=one.line, message=message(name))


def _named(node: Node) -> tuple[Scalar, ...]:
    """The names that stand there: one, a list of them, or the `value` beside a source."""
    match node:
        case Scalar():
            return (node,)
        case Listing():
            return tuple(one for one in node.children if isinstance(one, Scalar))
        case Mapping():
            return tuple(child for key, child in node.pairs if key.text == "value" and isinstance(child, Scalar))
    return ()
