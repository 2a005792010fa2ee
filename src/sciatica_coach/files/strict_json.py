"""JSON without what the standard reader lets through: doubled keys, NaN, numbers beyond all bounds."""

import json
from typing import Any, NoReturn


def loads(text: str | bytes) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: it is no JSON, or has a key twice, NaN, or a number that is too large.
        RecursionError: it is nested too deeply.
    """
    return json.loads(text, object_pairs_hook=_no_doubles, parse_constant=_no_constant, parse_float=_finite_number)


def decoder() -> json.JSONDecoder:
    """What reads one value at a place in a text, as strictly as `loads`."""
    return json.JSONDecoder(object_pairs_hook=_no_doubles, parse_constant=_no_constant, parse_float=_finite_number)


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice in one entry")
    return found


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number of JSON")


def _finite_number(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{digits} is too large a number")
    return number
