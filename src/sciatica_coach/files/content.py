"""One content file: read whole, or refused with all its faults."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sciatica_coach.errors import UnreadableError
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.value import Value

if TYPE_CHECKING:
    from sciatica_coach.model.response_rules import ResponseRules
    from sciatica_coach.model.trend_rules import TrendRules

T = TypeVar("T")


class FileFault(Value):
    """A fault and the file that has it."""

    file: Path
    fault: Fault

    def __str__(self) -> str:
        return f"{self.file}:{self.fault.line}: {self.fault.message}"


class FaultyContentError(UnreadableError):
    """A content file has faults; all of them are in the message."""

    def __init__(self, faults: list[FileFault]) -> None:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        lines = "\n".join(str(fault) for fault in faults)
        super().__init__(f"{lines}\n{count} found.", "Mend the file, then try again: nothing was lost.")
        self.faults = faults


def read_content(path: Path, read: Callable[[Mapping, list[Fault]], T]) -> T:
    """A value from a content file.

    Raises:
        FaultyContentError: the file has faults; all of them are in it.
        UnreadableError: the file cannot be opened.
    """
    from sciatica_coach.files.yaml_nodes import read_yaml

    node, faults = read_yaml(path)
    value = None
    if isinstance(node, Mapping):
        value = read(node, faults)
    elif not faults:
        faults.append(Fault(line=1, message="The file must have keys, such as `name: Gentle start`."))
    if faults or value is None:
        raise FaultyContentError(sorted_faults(path, faults))
    return value


def sorted_faults(path: Path, faults: list[Fault]) -> list[FileFault]:
    """The faults of a file, each once, by their lines."""
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: fault.line)
    return [FileFault(file=path, fault=fault) for fault in ordered]


def load_response_rules(shipped: Path) -> "ResponseRules":
    """The rules of suggesting less and more, of trends, and of naming a clinician: without the rest of the library."""
    from sciatica_coach.model.response_rules import read_response_rules

    trend = load_trend_rules(shipped)
    return read_content(
        shipped / "rules" / "response.yaml", lambda mapping, faults: read_response_rules(mapping, faults, trend)
    )


def load_trend_rules(shipped: Path) -> "TrendRules":
    """The rules of trends alone, for commands that need no others: read without YAML where that goes."""
    from sciatica_coach.files.rule_lines import read_rule_lines
    from sciatica_coach.model.trend_rules import read_trend_rules

    path, faults = shipped / "rules" / "trend.yaml", list[Fault]()
    lines = read_rule_lines(path)
    rules = read_trend_rules(lines, faults) if lines else None
    return rules if rules and not faults else read_content(path, read_trend_rules)
