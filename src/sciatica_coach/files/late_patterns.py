"""Lets a module be imported without compiling the regular expressions that nobody will use.

For PyYAML alone: its C parser needs none of the twelve patterns of the Python parser beside it, and to compile them
takes 4 of the 8 ms of its import, before every session, preview and list.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _LatePattern:
    """A pattern that is compiled when it is first used."""

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self._written: tuple[Any, int] = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._written), name)


@contextmanager
def patterns_compiled_when_used() -> Iterator[None]:
    """Let `re.compile` put off its work in what is imported within."""
    names, compile_now = vars(re), re.compile
    names["compile"] = _LatePattern
    try:
        yield
    finally:
        names["compile"] = compile_now
