"""What a YAML value is and on which line it stands. Filled by `files`, read by this package."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong in a file: the line (1 is the first), what is wrong and what would be right."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One word, number or text, as it was written: nothing is guessed about its type."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of values. Not complete when the file broke off inside it."""

    children: "tuple[Node, ...]"
    line: int
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys with values, in the order written. Not complete when the file broke off inside it."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    line: int
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Stands where something was refused whose fault is already noted: readers pass over it."""

    line: int


Node = Scalar | Listing | Mapping | Broken
