"""Output that cannot be printed, terminals that are none, and mistakes of our own: never a traceback."""

import os
from pathlib import Path

import pytest
from tests.faults.journals import fill, pain, saved
from tests.program import environment, run, shell

SHOWN = ["history", "--json", "exercises list", "--help"]


@pytest.mark.parametrize("words", ["log 4", "log 4 --json", "log --activity walk --minutes 5"])
def test_saved_and_could_not_print(home: Path, words: str) -> None:
    """When the answer cannot be printed the entry is saved all the same, and the code is 74 (F52)."""
    result = shell(f"coach {words} > /dev/full")
    assert result.code == 74
    assert "could not be printed: no space left on device" in result.err
    assert "Traceback" not in result.err
    assert len(saved(home)) == 1


@pytest.mark.parametrize("words", SHOWN)
def test_could_not_print(home: Path, words: str) -> None:
    """A command that only shows something ends with 74 too, and says why (F52)."""
    fill(home, pain("a"), pain("b"))
    result = shell(f"coach {words} > /dev/full")
    assert result.code == 74
    assert result.err.startswith("The answer could not be printed")


@pytest.mark.parametrize("words", [*SHOWN, "log 4"])
def test_reader_that_went_away(home: Path, words: str) -> None:
    """A reader that is gone before the first line is no fault: silence, and 0 (F52)."""
    fill(home, pain("a"), pain("b"))
    result = shell(f"(sleep 0.2; coach {words}; echo $? >&2) | true")
    assert result.err == "0\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams(home: Path, closed: str) -> None:
    """With any of its streams closed, the entry is saved and lands in no other file."""
    result = shell(f"coach log 4 {closed}")
    assert result.code == (74 if ">&-" in closed.replace("2>&-", "") else 0)
    assert "Traceback" not in result.err
    assert len(saved(home)) == 1
    assert (home / ".coach.lock").stat().st_size < 100


@pytest.mark.parametrize("words", ["history --since x", "nosuch", "log 44"])
@pytest.mark.parametrize("stream", ["2> /dev/full", "2>&-"])
def test_standard_error_that_takes_nothing(words: str, stream: str) -> None:
    """A message that cannot be told changes nothing about its code, and does not go to standard output instead."""
    result = shell(f"coach {words} {stream}")
    assert (result.code, result.out) == (2, "")


def test_warning_sign_is_kept_when_its_card_cannot_be_printed(home: Path) -> None:
    """`coach check` keeps a ticked sign in any case: it holds the sessions that come after."""
    assert shell("coach check --sign bladder > /dev/full").code == 74
    assert [entry["signs"] for entry in saved(home)] == [["bladder"]]
    assert run("today", "--no-questions").code == 4


@pytest.mark.parametrize("words", ["log 4", "history", "", "exercises show bridge"])
@pytest.mark.parametrize("way", ["coach {} < /dev/null", "echo | coach {} | cat"])
def test_without_a_terminal(words: str, way: str) -> None:
    """Without a terminal on either side everything works, and nothing is asked (F51)."""
    result = shell(way.format(words))
    assert (result.code, result.err) == (0, "")
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "dumb"},
        {"TERM": ""},
        {"TERM": "nosuch-terminal"},
        {"NO_COLOR": "1", "TERM": "xterm-256color"},
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"COLUMNS": "1", "LINES": "1"},
    ],
    ids=lambda env: ",".join(f"{key}={value}" for key, value in env.items()),
)
def test_odd_terminals(home: Path, env: dict[str, str]) -> None:
    """On a dumb terminal, without colour, in the C locale and in 8 bits everything is readable (F53)."""
    fill(home, pain("a", score=2), pain("b", "2024-11-23T00:00:00Z", 5))
    note = "Rücken 🤰 żółć"
    assert run("log", "4", "--note", note, env=env).code == 0
    for words in ("history --all", "exercises show bridge", "log --help"):
        result = run(*words.split(), env=env)
        assert (result.code, result.err) == (0, ""), words
        assert "\x1b" not in result.out
    document = run("--json", env=env).document
    assert document["pain"]["note"] == saved(home)[-1]["note"]
    if "PYTHONUTF8" not in env:
        assert document["pain"]["note"] == note


# Mistakes of our own, made by a module that Python imports at its start.

BREAKING = """
import importlib.abc, importlib.machinery, sys

class Breaker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "sciatica_coach.cli.{module}":
            sys.meta_path.remove(self)
            import {full} as broken
            def fail(*words, **more):
                raise {error}
            {patch} = fail
        return None

sys.meta_path.insert(0, Breaker())
"""


def broken(tmp_path: Path, module: str, patch: str, error: str) -> dict[str, str]:
    """An environment in which a function of ours fails in a way that nobody thought of."""
    full = patch.rpartition(":")[0]
    name = f"broken.{patch.rpartition(':')[2]}"
    code = BREAKING.format(module=module, full=full, patch=name, error=error)
    (tmp_path / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])}


@pytest.mark.parametrize(
    "error",
    ["ZeroDivisionError('a \\x1b[31m b')", "KeyError('x')", "RuntimeError()", "OSError(5, 'odd')", "MemoryError()"],
)
def test_mistake_of_ours(tmp_path: Path, home: Path, error: str) -> None:
    """A mistake of ours is one message: what happened, that nothing is lost, what to do; and 1, without a traceback."""
    env = broken(tmp_path, "history", "sciatica_coach.model.trend:trend", error)
    fill(home, pain("a"))
    result = run("history", env=env)
    assert (result.code, result.out) == (1, "")
    assert error.partition("(")[0] in result.err
    assert "a mistake in sciatica-coach, not yours" in result.err
    assert "Nothing that was saved is lost" in result.err
    assert "report" in result.err
    assert "sitecustomize.py:" in result.err
    assert "\x1b" not in result.err
    assert len(saved(home)) == 1


def test_mistake_of_ours_after_the_draft(tmp_path: Path, home: Path) -> None:
    """A mistake of ours in the middle of a save loses nothing: the next command brings the entry in."""
    env = broken(tmp_path, "log", "sciatica_coach.files.journal:merge", "ZeroDivisionError()")
    assert run("log", "4", env=env).code == 1
    assert "Recovered an entry" in run("history").err
    assert [entry["score"] for entry in saved(home)] == [4]


def test_interrupt_outside_of_questions(tmp_path: Path, home: Path) -> None:
    """Ctrl-C at any moment of a command is 130, without a traceback."""
    env = broken(tmp_path, "history", "sciatica_coach.model.trend:trend", "KeyboardInterrupt")
    result = run("history", env=env)
    assert (result.code, result.out) == (130, "")
    assert not home.exists()
