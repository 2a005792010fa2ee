"""Takes typed values out of a mapping of nodes, and notes every fault instead of stopping at the first."""

from collections.abc import Callable, Iterable, KeysView
from datetime import time
from typing import TypeVar

from sciatica_coach.model.node import Broken, Fault, Listing, Mapping, Node, Scalar
from sciatica_coach.model.text import ID, did_you_mean, one_line
from sciatica_coach.model.when import time_of_day
from sciatica_coach.model.word import Word

E = TypeVar("E", bound=Word)
T = TypeVar("T")

LONGEST_SECONDS = 4 * 3600
MOST_REPS = 200
MOST_SETS = 20
LONGEST_TEXT = 400
MOST_IN_A_ROUND = 8
MOST_DIGITS = 9


class Fields:
    """The keys of one mapping, read one by one; what is wrong goes into `faults`.

    A getter returns its default when the key is absent or faulty, so that reading can go on and
    every fault of a file is found at once. The caller drops the result when there are faults.
    """

    def __init__(self, mapping: Mapping, faults: list[Fault], known: frozenset[str], what: str) -> None:
        self.line = mapping.line
        self.faults = faults
        self.complete = mapping.complete
        self._nodes = {key.text: (key.line, node) for key, node in mapping.pairs}
        for key in sorted(self._nodes.keys() - known):
            hint = did_you_mean(key, known) or f"Known are {', '.join(sorted(known))}."
            self.fault(self.line_of(key), f"{what} has no key `{one_line(key)}`. {hint}")

    def fault(self, line: int, message: str) -> None:
        """Note that something is wrong on a line."""
        self.faults.append(Fault(line=line, message=message))

    @property
    def keys(self) -> KeysView[str]:
        """The keys that are written."""
        return self._nodes.keys()

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self._nodes

    def line_of(self, key: str) -> int:
        """The line of the key, or of the mapping when the key is absent."""
        return self._nodes[key][0] if key in self._nodes else self.line

    def is_list(self, key: str) -> bool:
        """Whether a list is written for the key."""
        return isinstance(self._nodes.get(key, (0, None))[1], Listing)

    def is_whole(self, key: str) -> bool:
        """Whether the file did not break off inside the list of a key."""
        _, node = self._nodes.get(key, (0, None))
        return not isinstance(node, Listing) or node.complete

    def require(self, key: str, example: str) -> None:
        """Note a fault when the key is absent, unless the file broke off before it could come."""
        if key not in self._nodes and self.complete:
            self.fault(self.line, f"`{key}` is missing: add for example `{key}: {example}`.")

    def require_all(self, keys: Iterable[str], example: str = "…") -> None:
        """Note a fault for each key that is absent."""
        for key in sorted(set(keys).difference(self._nodes)):
            self.require(key, example)

    def text(self, key: str, default: str = "", longest: int = LONGEST_TEXT) -> str:
        """A text on one line, cleaned for a terminal."""
        scalar = self._scalar(key, "a text")
        if scalar is None:
            return default
        value = self._line_of_text(key, scalar, longest)
        return default if value is None else value

    def texts(self, key: str, *, at_least: int = 0, at_most: int = 40) -> tuple[str, ...]:
        """A list of texts."""
        values = []
        for node in self._children(key, at_least, at_most):
            if isinstance(node, Scalar):
                value = self._line_of_text(key, node, LONGEST_TEXT)
                if value is not None:
                    values.append(value)
            elif not isinstance(node, Broken):
                self.fault(node.line, f"`{key}` has something that is not a text here: put it in quotation marks.")
        return tuple(values)

    def words(self, key: str, choices: type[E]) -> tuple[E, ...]:
        """A list of words out of a fixed set."""
        found = []
        for node in self._children(key, 0, 40):
            if isinstance(node, Scalar):
                value = self._choice(key, node, choices)
                if value is not None:
                    found.append(value)
            elif not isinstance(node, Broken):
                self.fault(node.line, f"`{key}` must list words: {', '.join(choices)}.")
        return tuple(found)

    def choice(self, key: str, choices: type[E], default: E) -> E:
        """A word out of a fixed set."""
        node = self._nodes[key][1] if key in self._nodes else None
        if isinstance(node, Scalar):
            return self._choice(key, node, choices) or default
        self._scalar(key, f"one of {', '.join(choices)}")  # which notes what stands there in place of a word
        return default

    def seconds(self, key: str, default: float, *, zero: bool = False) -> float:
        """A number of seconds: positive and finite, with a fraction if need be; zero only when allowed."""
        scalar = self._scalar(key, "a number of seconds")
        if scalar is None:
            return default
        value = _number(scalar.text)
        if value is None or value > LONGEST_SECONDS or (value == 0 and not zero):
            bounds = "from 0 to" if zero else "more than 0 and at most"
            self.fault(
                scalar.line,
                f"`{key}: {one_line(scalar.text)}` must be a number of seconds, {bounds} {LONGEST_SECONDS}, "
                f"such as `{key}: 30`{_clock_hint(scalar.text)}.",
            )
            return default
        return value

    def whole(self, key: str, default: int, *, least: int = 1, most: int = MOST_REPS) -> int:
        """A whole number between two bounds."""
        scalar = self._scalar(key, "a whole number")
        if scalar is None:
            return default
        value = _number(scalar.text)
        if value is None or value != int(value) or not least <= value <= most or "." in scalar.text:
            self.fault(
                scalar.line,
                f"`{key}: {one_line(scalar.text)}` must be a whole number from {least} to {most}, "
                f"such as `{key}: {max(least, 2)}`.",
            )
            return default
        return int(value)

    def clock_time(self, key: str) -> time | None:
        """A time of the day, such as `08:00`."""
        scalar = self._scalar(key, "a time of the day")
        value = time_of_day(scalar.text) if scalar else None
        if scalar and value is None:
            self.fault(
                scalar.line, f"`{key}: {one_line(scalar.text)}` is not a time of the day: write it as `{key}: 08:00`."
            )
        return value

    def number(self, key: str, default: float, least: float, most: float) -> float:
        """A number between two bounds, below zero or with a fraction if need be."""
        scalar = self._scalar(key, "a number")
        return default if scalar is None else self._bounded(key, scalar, default, (least, most))

    def numbers(self, key: str, least: float, most: float, *, at_least: int, at_most: int) -> tuple[float, ...]:
        """A list of numbers between two bounds."""
        found = []
        for node in self._children(key, at_least, at_most):
            if isinstance(node, Scalar):
                found.append(self._bounded(key, node, 0.0, (least, most)))
            elif not isinstance(node, Broken):
                self.fault(node.line, f"`{key}` must list numbers, such as `{key}: [0, -5]`.")
        return tuple(found) if len(found) >= at_least else ()

    def rounds(self, key: str, read: Callable[[Mapping], T]) -> tuple[tuple[T, ...], ...]:
        """A list whose entries are mappings, or lists of mappings, each mapping read by a function of its own."""
        return tuple(self._round(key, node, read) for node in self._children(key, 1, 12))

    def round(self, key: str, read: Callable[[Mapping], T]) -> tuple[T, ...]:
        """A mapping, or a list of mappings, each read by a function of its own."""
        return self._round(key, self._nodes[key][1], read) if key in self._nodes else ()

    def flag(self, key: str) -> bool:
        """`true` or `false`."""
        scalar = self._scalar(key, "true or false")
        if scalar is None:
            return False
        if scalar.text not in ("true", "false"):
            self.fault(scalar.line, f"`{key}: {one_line(scalar.text)}` must be `true` or `false`.")
        return scalar.text == "true"

    def exercise_id(self, key: str) -> str:
        """The id of an exercise: small letters, digits and hyphens."""
        value = self.text(key)
        if value and not ID.fullmatch(value):
            self.fault(
                self.line_of(key),
                f"`{key}: {value}` is not an exercise id: use small letters, digits and hyphens.",
            )
        return value

    def mapping(self, key: str, read: Callable[[Mapping], T], example: str = "") -> T | None:
        """A nested mapping, read by a function of its own; the example is told where it is none."""
        if key not in self._nodes:
            return None
        line, node = self._nodes[key]
        if isinstance(node, Mapping):
            return read(node)
        if not isinstance(node, Broken):
            such = f", such as `{example}`" if example else ""
            self.fault(line, f"`{key}` must have keys of its own below it{such}.")
        return None

    def mappings(
        self, key: str, read: Callable[[Mapping], T], *, at_least: int = 1, at_most: int = 100, example: str = ""
    ) -> tuple[T, ...]:
        """A list of mappings, each read by a function of its own; the example is told where one is a bare word."""
        values = []
        for node in self._children(key, at_least, at_most):
            if isinstance(node, Mapping):
                values.append(read(node))
            elif not isinstance(node, Broken):
                such = f": write `{example}`" if example else ""
                self.fault(node.line, f"Each entry of `{key}` must have keys of its own, not one bare word{such}.")
        return tuple(values)

    def keyed_seconds(self, key: str, names: tuple[str, ...]) -> dict[str, float]:
        """A mapping in which each of some names has a number of seconds."""

        def read(node: Mapping) -> dict[str, float]:
            fields = Fields(node, self.faults, frozenset(names), f"`{key}`")
            for name in names:
                fields.require(name, "5")
            return {name: fields.seconds(name, 0, zero=True) for name in names}

        return self.mapping(key, read) or {}

    def _bounded(self, key: str, scalar: Scalar, default: float, bounds: tuple[float, float]) -> float:
        value = _signed(scalar.text)
        if value is not None and bounds[0] <= value <= bounds[1]:
            return value
        self.fault(
            scalar.line,
            f"`{key}: {one_line(scalar.text)}` must be a number from {bounds[0]:g} to {bounds[1]:g}.",
        )
        return default

    def _round(self, key: str, node: Node, read: Callable[[Mapping], T]) -> tuple[T, ...]:
        members = node.children if isinstance(node, Listing) else (node,)
        if not 1 <= len(members) <= MOST_IN_A_ROUND:
            self.fault(
                node.line, f"A round of `{key}` has {len(members)} entries; it must have 1 to {MOST_IN_A_ROUND}."
            )
        values = []
        for member in members[:MOST_IN_A_ROUND]:
            if isinstance(member, Mapping):
                values.append(read(member))
            elif not isinstance(member, Broken):
                self.fault(member.line, f"Each entry of `{key}` must have keys of its own, not one bare word.")
        return tuple(values)

    def _scalar(self, key: str, wanted: str) -> Scalar | None:
        if key not in self._nodes:
            return None
        line, node = self._nodes[key]
        if isinstance(node, Scalar):
            return node
        if not isinstance(node, Broken):
            self.fault(line, f"`{key}` must be {wanted}, not a list or a group of keys.")
        return None

    def _children(self, key: str, at_least: int, at_most: int) -> tuple[Node, ...]:
        if key not in self._nodes:
            return ()
        line, node = self._nodes[key]
        if isinstance(node, Broken):
            return ()
        if not isinstance(node, Listing):
            self.fault(line, f"`{key}` must be a list: `[one, two]`, or lines that begin with `- `.")
            return ()
        if len(node.children) > at_most or (len(node.children) < at_least and node.complete):
            bounds = f"{at_least} to {at_most}" if at_least < at_most else f"{at_most}"
            self.fault(line, f"`{key}` has {len(node.children)} entries; it must have {bounds}.")
        return node.children[:at_most]

    def _line_of_text(self, key: str, scalar: Scalar, longest: int) -> str | None:
        value = one_line(scalar.text)
        if not value:
            self.fault(scalar.line, f"`{key}` is empty: write a text, or leave the key out.")
            return None
        if len(value) > longest:
            self.fault(
                scalar.line,
                f"`{key}` is {len(value)} characters long; at most {longest} can be shown and spoken.",
            )
            return None
        return value

    def _choice(self, key: str, scalar: Scalar, choices: type[E]) -> E | None:
        try:
            return choices(scalar.text)
        except ValueError:
            word = one_line(scalar.text)
        hint = did_you_mean(word, tuple(choices)) or f"It must be one of {', '.join(choices)}."
        self.fault(scalar.line, f"`{word}` is not a word that `{key}` knows. {hint}")
        return None


def _number(text: str) -> float | None:
    whole, dot, part = text.partition(".")
    is_written_once = whole == "0" or not whole.startswith("0")
    return float(text) if is_written_once and _digits(whole) and (not dot or _digits(part)) else None


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def _signed(text: str) -> float | None:
    value = _number(text.removeprefix("-"))
    return -value if value is not None and text.startswith("-") else value


def _clock_hint(text: str) -> str:
    minutes, colon, seconds = text.partition(":")
    if colon and minutes.isdecimal() and seconds.isdecimal() and len(text) < 7:  # noqa: PLR2004 - 999:59
        return f"; for {text} write {int(minutes) * 60 + int(seconds)}"
    return ""
