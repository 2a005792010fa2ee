"""Reads one YAML file to nodes, from PyYAML's event stream: lazily, without recursion, with line numbers.

Events in place of `yaml.load`, because a file from a stranger must not be able to expand aliases, to
construct objects or to exhaust the stack, and because every value keeps the line on which it stands.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.plain import read_start
from sciatica_coach.late_patterns import patterns_compiled_when_used
from sciatica_coach.model.node import Broken, Fault, Listing, Mapping, Node, Scalar
from sciatica_coach.model.text import REPLACEMENT

with patterns_compiled_when_used():
    import yaml

LARGEST_FILE_BYTES = 64 * 1024
DEEPEST = 32
_TOO_DEEP = f"This is nested deeper than {DEEPEST} levels."

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
"""What YAML does not let stand in a text: what PyYAML's `Reader.NON_PRINTABLE` finds, in a seventh of the time."""
_OPENED = (
    "while scanning a simple key",
    "while scanning a quoted scalar",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
)
"""What the parser was in when it noticed, often lines later, that an end is missing: told where it began."""


class _Open:
    """A list or mapping whose end has not been read yet."""

    __slots__ = ("children", "is_mapping", "line")

    def __init__(self, line: int, *, is_mapping: bool) -> None:
        self.line = line
        self.is_mapping = is_mapping
        self.children: list[Node] = []

    def close(self, faults: list[Fault], *, complete: bool = True) -> Node:
        """The finished node. A key without a value, when the file broke off, is dropped."""
        if not self.is_mapping:
            return Listing(tuple(self.children), self.line, complete=complete)
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(self.children[::2], self.children[1::2], strict=False):
            if not isinstance(key, Scalar):
                _refuse(faults, key.line, "A key must be a plain word, not a list or a group.", key)
            elif key.text == "<<":
                faults.append(Fault(line=key.line, message="Merge keys (`<<`) are not allowed: write it out."))
            elif pairs.setdefault(key.text, pair := (key, value)) is not pair:
                first = pairs[key.text][0].line
                faults.append(
                    Fault(
                        line=key.line,
                        message=f"`{key.text}` is given twice (first on line {first}): keep one.",
                    )
                )
        return Mapping(tuple(pairs.values()), self.line, complete=complete)


def read_yaml(path: Path) -> tuple[Node | None, list[Fault]]:
    """The file's one document as a node, and what is wrong with it as YAML.

    After a syntax error the node holds what stood before it, and the error is the last fault.

    Raises:
        UnreadableError: the file cannot be opened or read.
    """
    try:
        raw = read_start(path, LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableError(
            f"{path} cannot be read: {(error.strerror or str(error)).lower()}.",
            "Check the name and the permissions of the file.",
        ) from error
    if len(raw) > LARGEST_FILE_BYTES:
        message = f"The file is larger than {LARGEST_FILE_BYTES // 1024} KB: split it into smaller ones."
        return None, [Fault(line=1, message=message)]
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Fault(line=line, message="This is not UTF-8 text: save the file as UTF-8.")]
    return parse(text)


def parse(text: str) -> tuple[Node | None, list[Fault]]:
    """The text's one document as a node, and what is wrong with it as YAML."""
    faults: list[Fault] = []
    # Looked for first: the parser would stop at such a character before it has told of the lines above it.
    if not text.replace("\n", "").isprintable() and re.search(_UNPRINTABLE, text):
        faults += [
            Fault(line=line, message="A character here cannot be shown: remove it.")
            for line, words in enumerate(text.split("\n"), start=1)
            if re.search(_UNPRINTABLE, words)
        ]
        text = re.sub(_UNPRINTABLE, REPLACEMENT, text)
    builder = _Builder(faults)
    try:
        builder.fill(_Loader(text).get_event)
    except yaml.MarkedYAMLError as error:
        faults.append(_syntax_fault(error))
    except (yaml.YAMLError, ValueError) as error:
        faults.append(Fault(line=1, message=f"This is not YAML: {error}."))
    return builder.result(), faults


class _Builder:
    """Puts events together to one node."""

    def __init__(self, faults: list[Fault]) -> None:
        self._faults = faults
        self._stack: list[tuple[_Open, list[Node]]] = []
        self._children: list[Node] = []
        """Those of the list or mapping that is open; at first the root alone."""
        self._documents = 0

    def fill(self, next_event: Callable[[], Any]) -> None:
        """Take events, up to the end of the document or to what must not be read on from."""
        # Plain scalars, which most events are, are made here, without a call for each: 4 ms of 16 for all content.
        plain: Any = yaml.ScalarEvent
        add = self._children.append
        while True:
            event = next_event()
            if event.__class__ is plain and event.anchor is event.tag is None:
                add(Scalar(event.value, event.start_mark.line + 1))
            elif self._take(event, event.start_mark.line + 1):
                add = self._children.append
            else:
                return

    def _take(self, event: Any, line: int) -> bool:
        """Add one event; false when reading must end here."""
        if isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.CollectionStartEvent):
            return self._open(event, line)
        elif isinstance(event, yaml.ScalarEvent):
            self._children.append(self._odd_scalar(event, line))
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._start_document(line)
        elif isinstance(event, yaml.AliasEvent):
            self._children.append(self._refused(line, "An alias (`*name`) is not allowed: write the value again."))
        elif isinstance(event, yaml.StreamEndEvent):
            return False
        return True

    def result(self) -> Node | None:
        """The root; if the file broke off, what had been read until then."""
        while self._stack:
            self._close(complete=False)
        return self._children[-1] if self._children else None

    def _start_document(self, line: int) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._refused(line, "A second document (`---`) is not allowed: one file, one document.")
            return False
        return True

    def _open(self, event: Any, line: int) -> bool:
        if len(self._stack) == DEEPEST:
            self._refused(line, _TOO_DEEP)
            return False
        self._check_decorations(event, line)
        opened = _Open(line, is_mapping=isinstance(event, yaml.MappingStartEvent))
        self._stack.append((opened, self._children))
        self._children = opened.children
        return True

    def _close(self, *, complete: bool = True) -> None:
        opened, self._children = self._stack.pop()
        self._children.append(opened.close(self._faults, complete=complete))

    def _odd_scalar(self, event: Any, line: int) -> Node:
        if self._check_decorations(event, line):
            return Broken(line=line)
        return Scalar(text=event.value, line=line)

    def _check_decorations(self, event: Any, line: int) -> bool:
        if event.anchor is not None:
            self._refused(line, f"An anchor (`&{event.anchor}`) is not allowed: write the value out.")
        if event.tag is not None:
            self._refused(line, f"A tag (`{event.tag}`) is not allowed: write the plain value.")
        return event.tag is not None

    def _refused(self, line: int, message: str) -> Broken:
        self._faults.append(Fault(line=line, message=message))
        return Broken(line=line)


def _refuse(faults: list[Fault], line: int, message: str, key: Node) -> None:
    if not isinstance(key, Broken):
        faults.append(Fault(line=line, message=message))


def _syntax_fault(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.context_mark if error.context in _OPENED else error.problem_mark
    mark = mark or error.problem_mark or error.context_mark
    problem = (error.problem or "this cannot be read").strip()
    line = mark.line + 1 if mark else 1
    if "nesting depth" in problem:  # PyYAML 6.0.4 looks far ahead, and has a limit of its own
        return Fault(line=line, message=_TOO_DEEP)
    hint = "Look for a missing quotation mark, colon or indent."
    if "start any token" in problem or "tab character" in problem:
        hint = "Look for a tab, which has to be spaces, or for an @, % or ` that is not in quotation marks."
    return Fault(line=line, message=f"The YAML breaks off here: {problem}. {hint}")
