"""A value of a rule together with where it comes from."""

from collections.abc import Callable
from typing import Generic, TypeVar

from sciatica_coach.model.fields import Fields
from sciatica_coach.model.node import Mapping
from sciatica_coach.model.value import Value

T = TypeVar("T")


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
