"""The user's pager: the words that start it, and what it is given."""

import os
import sys
from pathlib import Path

import pytest

from sciatica_coach.system.pager import show_in_pager, wanted_pager


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, None),
        ({"PAGER": ""}, []),
        ({"PAGER": "cat"}, []),
        ({"PAGER": "less -S"}, ["less", "-S"]),
        ({"PAGER": "'less"}, None),
    ],
)
def test_pager_of_the_environment(environ: dict[str, str], words: list[str] | None) -> None:
    """PAGER is split as a shell does; an empty one, or `cat`, wants no pages; one that cannot be read is none."""
    assert wanted_pager(environ) == words


def test_pager_gets_the_whole_text(tmp_path: Path) -> None:
    """The text arrives as it is, and `less` is told how to behave where the user did not say."""
    got = tmp_path / "got"
    program = f"import os, sys; open({str(got)!r}, 'w').write(os.environ['LESS'] + sys.stdin.read())"
    environ = {name: os.environ[name] for name in ("PATH",)}
    assert show_in_pager([sys.executable, "-c", program], "one\ntwo\n", environ)
    assert got.read_text(encoding="utf-8") == "FRXone\ntwo\n"
    assert show_in_pager([sys.executable, "-c", program], "one\n", {**environ, "LESS": "S"})
    assert got.read_text(encoding="utf-8") == "Sone\n"


def test_pager_that_leaves_early_is_no_fault() -> None:
    """Whoever quits a long text has read enough."""
    assert show_in_pager([sys.executable, "-c", ""], "line\n" * 100_000, os.environ)


def test_missing_pager_is_told_by_false() -> None:
    """A pager that is not there shows nothing, and the caller shows the text."""
    assert not show_in_pager(["/nonexistent/pager"], "text\n", os.environ)
