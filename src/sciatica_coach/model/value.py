"""Immutable values, made by keyword and compared by content, at a fraction of a dataclass's import time.

Before its first question `coach today` makes some sixty classes; `dataclasses` writes and compiles six methods for
each, which took a sixth of the time to the question. These share theirs.
"""

from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform

V = TypeVar("V", bound="Value")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Value:
    """A value: `class Beat(Value)` with annotated names is like a frozen, keyword-only dataclass.

    A default is shared by all values that have it: it must not be mutable.
    """

    value_names: ClassVar[tuple[str, ...]] = ()
    value_defaults: ClassVar[dict[str, Any]] = {}
    """Of each name, in their order; `None` where something must be given."""
    value_required: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.value_names = (*cls.value_names, *cls.__annotations__)
        cls.value_defaults = {name: getattr(cls, name, None) for name in cls.value_names}
        cls.value_required = frozenset(name for name in cls.value_names if not hasattr(cls, name))

    def __init__(self, **given: Any) -> None:
        kind = type(self)
        found = {**kind.value_defaults, **given}
        if len(found) != len(kind.value_defaults) or not given.keys() >= kind.value_required:
            _refuse(kind, given)
        self.__dict__.update(found)

    def __setattr__(self, name: str, content: Any) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: make another value with `replace`.")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be taken away.")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        parts = (f"{name}={content!r}" for name, content in self.__dict__.items())
        return f"{type(self).__name__}({', '.join(parts)})"


def replace(value: V, **changes: Any) -> V:
    """A value like another one, but for some of its names.

    Raises:
        TypeError: it has no such name.
    """
    return type(value)(**{**value.__dict__, **changes})


def _refuse(kind: type[Value], given: dict[str, Any]) -> NoReturn:
    missing = [name for name in kind.value_names if name in kind.value_required - given.keys()]
    unknown = [name for name in given if name not in kind.value_names]
    raise TypeError(
        f"{kind.__name__}: {', '.join(missing) or 'nothing'} missing, {', '.join(unknown) or 'nothing'} unknown"
    )
