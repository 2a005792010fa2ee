"""What a YAML value is and on which line it stands. Filled by `files`, read by this package, and changed by nobody.

Plain classes with slots, because a file has hundreds of values and every plan reads several files: named tuples take
half as long again to make, and ten times as long to define.
"""

from typing import Any


class _Parts:
    """What is equal when all of its parts are."""

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Parts) and type(other) is type(self) and other.parts == self.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self.parts}"

    @property
    def parts(self) -> tuple[Any, ...]:
        """All that it holds."""
        return tuple(getattr(self, name) for name in self.__slots__)


class Fault(_Parts):
    """Something wrong in a file: the line (1 is the first), what is wrong and what would be right."""

    __slots__ = ("line", "message")

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message


class Scalar(_Parts):
    """One word, number or text, as it was written: nothing is guessed about its type."""

    __slots__ = ("line", "text")

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line


class Listing(_Parts):
    """A list of values. Not complete when the file broke off inside it."""

    __slots__ = ("children", "complete", "line")

    def __init__(self, children: "tuple[Node, ...]", line: int, *, complete: bool = True) -> None:
        self.children = children
        self.line = line
        self.complete = complete


class Mapping(_Parts):
    """Keys with values, in the order written. Not complete when the file broke off inside it."""

    __slots__ = ("complete", "line", "pairs")

    def __init__(self, pairs: "tuple[tuple[Scalar, Node], ...]", line: int, *, complete: bool = True) -> None:
        self.pairs = pairs
        self.line = line
        self.complete = complete


class Broken(_Parts):
    """Stands where something was refused whose fault is already noted: readers pass over it."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        self.line = line


Node = Scalar | Listing | Mapping | Broken
