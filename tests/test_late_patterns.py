"""Regular expressions that are compiled when they are used: they find what they would have found."""

import importlib
import re
import sys
from pathlib import Path

import pytest
from tests.program import run

from sciatica_coach.late_patterns import patterns_compiled_when_used

LIBRARY = """
import re
WORD = re.compile("[a-z]+", re.IGNORECASE)
find_number = re.compile(rb"[0-9]+").search
"""
COUNT = """
import atexit, re, sys
compiled, compile = [], re._compiler.compile
def note(pattern, flags=0):
    compiled.append(str(pattern))
    return compile(pattern, flags)
re._compiler.compile = note
atexit.register(lambda: sys.stderr.write(ascii(compiled)))
from sciatica_coach.cli.main import main
main()
"""


def test_late_pattern_is_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that was imported so finds what it looks for, and `re` is itself again after it."""
    (tmp_path / "made_for_this_test.py").write_text(LIBRARY)
    monkeypatch.syspath_prepend(tmp_path)
    with patterns_compiled_when_used():
        library = importlib.import_module("made_for_this_test")
    assert not isinstance(library.WORD, re.Pattern)
    assert [library.WORD.findall("One two 3") for _ in range(2)] == [["One", "two"]] * 2
    assert library.WORD.pattern == "[a-z]+"
    assert library.find_number(b"room 12").group() == b"12"
    assert isinstance(re.compile("a"), re.Pattern)


def test_fault_in_a_library_leaves_re_as_it_was() -> None:
    """An import that fails takes nothing along."""
    with pytest.raises(ImportError, match="no such library"), patterns_compiled_when_used():
        raise ImportError("no such library")
    assert isinstance(re.compile("a"), re.Pattern)


def test_commands_compile_few_patterns() -> None:
    """The dozens of patterns behind Typer are left alone by a command that needs none of them."""
    result = run("--version", program=[sys.executable, "-c", COUNT])
    assert result.code == 0
    assert "IronPython" not in result.err
    assert result.err.count("', '") < 10
