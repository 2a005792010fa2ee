"""What a YAML value is and on which line it stands. Filled by `files`, read by this package.

Named tuples, because a file has hundreds of them and every plan reads several files.
"""

from typing import NamedTuple


class Fault(NamedTuple):
    """Something wrong in a file: the line (1 is the first), what is wrong and what would be right."""

    line: int
    message: str


class Scalar(NamedTuple):
    """One word, number or text, as it was written: nothing is guessed about its type."""

    text: str
    line: int


class Listing(NamedTuple):
    """A list of values. Not complete when the file broke off inside it."""

    children: "tuple[Node, ...]"
    line: int
    complete: bool = True


class Mapping(NamedTuple):
    """Keys with values, in the order written. Not complete when the file broke off inside it."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    line: int
    complete: bool = True


class Broken(NamedTuple):
    """Stands where something was refused whose fault is already noted: readers pass over it."""

    line: int


Node = Scalar | Listing | Mapping | Broken
