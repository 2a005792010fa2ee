"""Immutable values, made by keyword and compared by content, at a fraction of a dataclass's import time.

Before its first question `coach today` makes some fifty classes; `dataclasses` writes and compiles six methods for
each, which took a sixth of the time to the question. These share theirs.
"""

from typing import Any, NoReturn, TypeVar, dataclass_transform

V = TypeVar("V", bound="Value")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _ValueType(type):
    """Makes slots of the annotated names of a class, and keeps what they are when nobody says."""

    value_names: tuple[str, ...]
    value_defaults: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
        """The class of a value."""
        names = tuple(namespace.get("__annotations__", ()))
        defaults = {known: namespace.pop(known) for known in names if known in namespace}
        made = super().__new__(cls, name, bases, {**namespace, "__slots__": names})
        made.value_names, made.value_defaults = names, defaults
        return made


class Value(metaclass=_ValueType):
    """A value: `class Beat(Value)` with annotated names is like a frozen, slotted, keyword-only dataclass.

    A default is shared by all values that have it: it must not be mutable.
    """

    def __init__(self, **given: Any) -> None:
        kind = type(self)
        found = {**kind.value_defaults, **given}
        if found.keys() != set(kind.value_names):
            _refuse(kind, given)
        for name, content in found.items():
            object.__setattr__(self, name, content)

    def __setattr__(self, name: str, content: Any) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: make another value with `replace`.")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and _contents(self) == _contents(other)

    def __hash__(self) -> int:
        return hash(_contents(self))

    def __repr__(self) -> str:
        parts = (f"{name}={content!r}" for name, content in zip(type(self).value_names, _contents(self), strict=True))
        return f"{type(self).__name__}({', '.join(parts)})"


def replace(value: V, **changes: Any) -> V:
    """A value like another one, but for some of its names.

    Raises:
        TypeError: it has no such name.
    """
    kept = dict(zip(type(value).value_names, _contents(value), strict=True))
    return type(value)(**{**kept, **changes})


def _contents(value: Value) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in type(value).value_names)


def _refuse(kind: type[Value], given: dict[str, Any]) -> NoReturn:
    missing = [name for name in kind.value_names if name not in {**kind.value_defaults, **given}]
    unknown = [name for name in given if name not in kind.value_names]
    raise TypeError(
        f"{kind.__name__}: {', '.join(missing) or 'nothing'} missing, {', '.join(unknown) or 'nothing'} unknown"
    )
