"""Lets a library be imported without compiling the regular expressions that nobody will use.

Typer, rich, PyYAML and platformdirs bring some sixty of them, with those of the standard library behind them, and a
command uses a handful: to compile them all took 2 of the 40 ms of every command, and 7 of the 90 ms to the first frame
of a session.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_compile = re.compile


class _LatePattern:
    """A pattern that is compiled when it is first used."""

    def __init__(self, pattern: Any, flags: int = 0) -> None:
        self._written: tuple[Any, int] = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(_compile(*self._written), name)
        return found


@contextmanager
def patterns_compiled_when_used() -> Iterator[None]:
    """Let `re.compile` put off its work in what is imported within."""
    names = vars(re)
    names["compile"] = _LatePattern
    try:
        yield
    finally:
        names["compile"] = _compile
