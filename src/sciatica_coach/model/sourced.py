"""A value of a rule together with where it comes from."""

from collections.abc import Callable
from datetime import time
from typing import Generic, TypeVar

from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Mapping
from sciatica_coach.model.value import Value

T = TypeVar("T")
NOON = time(12)


class Sourced(Value, Generic[T]):
    """A value and the ids of its sources in `routines/sources.yaml`."""

    value: T
    source: tuple[str, ...]


def read_sourced(fields: Fields, key: str, read: Callable[[Fields], T], default: T) -> Sourced[T]:
    """A value written as `{value: 12, source: [default]}`; the default while the file has faults."""

    def read_inner(node: Mapping) -> Sourced[T]:
        inner = Fields(node, fields.faults, frozenset({"value", "source"}), f"`{key}`")
        inner.require("value", "1")
        inner.require("source", "[default]")
        return Sourced(value=read(inner), source=inner.texts("source", at_least=1))

    return fields.mapping(key, read_inner) or Sourced(value=default, source=())


def read_sourced_whole(fields: Fields, key: str, *, most: int, least: int = 1) -> Sourced[int]:
    """A whole number between two bounds, with its source; the least while the file has faults."""
    return read_sourced(fields, key, lambda inner: inner.whole("value", least, least=least, most=most), least)


def read_sourced_number(fields: Fields, key: str, *, zero: bool = False) -> Sourced[float]:
    """A number with its source, positive and finite; zero only when allowed. 1 while the file has faults."""
    return read_sourced(fields, key, lambda inner: inner.seconds("value", 1, zero=zero), 1.0)


def read_sourced_time(fields: Fields, key: str) -> Sourced[time]:
    """A time of the day with its source; noon while the file has faults."""
    return read_sourced(fields, key, lambda inner: inner.clock_time("value") or NOON, NOON)
