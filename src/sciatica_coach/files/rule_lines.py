"""Reads a file of rules without YAML, as long as each line is blank, a comment, or one number with its source.

For `coach history`, which needs seven numbers and would spend a tenth of its time on importing YAML.
"""

import re
from pathlib import Path

from sciatica_coach.files.plain import read_plain
from sciatica_coach.model.node import Listing, Mapping, Node, Scalar

_RULE = re.compile(r"([a-z_]+): \{value: ([0-9]+(?:\.[0-9]+)?), source: \[(\w+(?:, \w+)*)\]\}")


def read_rule_lines(path: Path) -> Mapping | None:
    """The file as YAML would read it; none when it has anything else, which is then for YAML to read or to refuse."""
    try:
        return parse_rule_lines(read_plain(path).decode())
    except (OSError, UnicodeDecodeError):
        return None


def parse_rule_lines(text: str) -> Mapping | None:
    """The text as YAML would read it, or none."""
    pairs: dict[str, tuple[Scalar, Node]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        found = _RULE.fullmatch(line)
        if not found or found[1] in pairs or not line.isascii():
            return None
        pairs[found[1]] = Scalar(found[1], number), _rule(found[2], found[3].split(", "), number)
    return Mapping(pairs=tuple(pairs.values()), line=next(iter(pairs.values()))[0].line) if pairs else None


def _rule(value: str, sources: list[str], line: int) -> Mapping:
    source = Listing(children=tuple(Scalar(one, line) for one in sources), line=line)
    return Mapping(
        pairs=((Scalar("value", line), Scalar(value, line)), (Scalar("source", line), source)),
        line=line,
    )
