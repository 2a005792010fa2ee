"""A routine file from a stranger can show text and take time, and nothing else."""

import csv
import io
import json
import os
import time
from pathlib import Path

import pytest
from tests.faults.injection import needs_strace
from tests.faults.journals import fill, ids, saved, three
from tests.program import call, run

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE_BOMB = "a: &a {k: v}\n" + "".join(f"b{n}: &a\n  <<: [*a, *a]\n" for n in range(21))
ONE = (
    "exercises:\n"
    "  - {{name: {name}, category: stretch, position: standing, steps: [Stand.], stop_if: it hurts, {dose}}}\n"
)
REFUSED = {
    "F57-alias-bomb": (BOMB, "alias (`*name`) is not allowed"),
    "F58-merge-bomb": (MERGE_BOMB, "Merge keys (`<<`) are not allowed"),
    "F59-deep": ("[" * 900, "nested deeper than 32 levels"),
    "F59-very-deep": ("[" * 50_000, "nested deeper than 32 levels"),
    "F59-deep-mappings": ("{a: " * 10_000, "nested deeper than 32 levels"),
    "F60-large": ("# " + "x" * 1_000_000 + "\n", "larger than 64 KB"),
    "F61-python-object": ("name: !!python/object/apply:os.system ['touch /tmp/pwned']\n", "A tag"),
    "F61-python-name": ("name: !!python/name:os.system\n", "A tag"),
    "F62-sexagesimal": ("name: X\n" + ONE.format(name="Y", dose="hold: 1:30"), "`hold: "),
    "F62-octal": ("name: X\n" + ONE.format(name="Y", dose="hold: 0x10"), "`hold: "),
    "F62-no": ("name: X\n" + ONE.format(name="Y", dose="hold: no"), "`hold: "),
    "F62-infinity": ("name: X\n" + ONE.format(name="Y", dose="hold: .inf"), "`hold: "),
    "F62-huge": ("name: X\n" + ONE.format(name="Y", dose="hold: 1e999"), "`hold: "),
    "F62-date": ("name: X\n" + ONE.format(name="Y", dose="hold: 2026-13-45"), "`hold: "),
    "F62-timestamp": ("name: !!timestamp x\n", "A tag"),
}


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_refused_file(home: Path, tmp_path: Path, text: str, words: str) -> None:
    """A hostile file is refused at once with its line, by the check and by the session (F57 to F62)."""
    path = tmp_path / "stranger.yaml"
    path.write_text(text)
    begun = time.monotonic()
    checked = call("routines", "check", str(path), "--json")
    session = call("today", "--routine", str(path), "--no-questions", "--no-signs")
    assert time.monotonic() - begun < 10
    assert checked.code == session.code == 65
    faults = checked.document
    assert any(words in fault["message"] for fault in faults), faults
    assert all(fault["line"] >= 1 for fault in faults)
    assert f"{path}:" in session.err
    assert not (home / "log.json").exists()


ESCAPES = {
    "F63-osc-52": r"\e]52;c;cm0gLXJmIH4=\a",
    "F63-c1": r"\x9b31m",
    "F63-title": r"\e]0;pain 9\a",
    "F63-bidi": r"a\u202eb",
    "F63-zero-width": r"a\u200bb",
    "F63-line-separator": r"a\u2028b",
    "F64-closing-markup": "[/nope]",
    "F64-markup": "[bold red]x[/]",
    "F64-link": "[link=file:///etc/passwd]x[/link]",
}


@pytest.mark.parametrize("text", ESCAPES.values(), ids=ESCAPES)
def test_text_of_a_stranger(tmp_path: Path, text: str) -> None:
    """What a terminal would obey is shown as a mark, what looks like markup is shown as it is (F63, F64)."""
    path = tmp_path / "stranger.yaml"
    one = ONE.format(name=f'"{text}"', dose="hold: 1").replace("Stand.", f'"{text}"').replace("it hurts", f'"{text}"')
    path.write_text(f'name: "{text}"\ndescription: "{text}"\n{one}')
    for words in (("today", "--routine", str(path), "--preview"), ("routines", "check", str(path))):
        result = call(*words)
        assert result.code in (0, 65)
        assert all(letter.isprintable() or letter == "\n" for letter in result.out + result.err)
        assert text[0] != "[" or words[1] == "check" or text in result.out


@pytest.mark.parametrize("text", ["\x1b]52;c;eA==\x07", "\x9b31m", "\u202eb", "[/nope]", "[bold]"], ids=ascii)
def test_note_of_a_stranger(home: Path, text: str) -> None:
    """A note, and a text that somebody else wrote into the log, cannot spoil `history` (F63, F64)."""
    call("log", "4", "--note", text)
    note = saved(home)[0]["note"]
    (home / "log.json").write_text((home / "log.json").read_text().replace('"score":4', '"score":4,"odd":"\\u001b[2J"'))
    for words in (("history",), ("history", "--json"), ("history", "--all"), ()):
        result = call(*words)
        assert result.code == 0
        assert all(letter.isprintable() or letter == "\n" for letter in result.out + result.err)
    assert ("[" in text) == ("[" in note) or "\x1b" in text or "\x9b" in text


@needs_strace
def test_stranger_cannot_start_a_program_or_touch_a_file(home: Path, tmp_path: Path) -> None:
    """A session of a stranger's file starts no program, opens no socket, and writes nothing outside of the home."""
    path = tmp_path / "stranger.yaml"
    path.write_text('name: "$(touch pwned)`touch pwned`; touch pwned"\n' + ONE.format(name="'../../x'", dose="hold: 1"))
    log = tmp_path / "calls"
    prefix = [
        "strace",
        "-f",
        "-y",
        "-qq",
        "-e",
        "trace=execve,%network,openat,unlink,rename,link,mkdir",
        "-o",
        str(log),
    ]
    result = run("today", "--routine", str(path), "--preview", prefix=prefix)
    assert result.code == 0, result.err
    lines = log.read_text().splitlines()
    assert sum("execve(" in line for line in lines) == 1
    assert not [line for line in lines if "socket(" in line]
    written = [line for line in lines if "O_CREAT" in line or "unlink(" in line or "rename(" in line]
    assert [line for line in written if os.fspath(home) not in line and "__pycache__" not in line] == []


PIPES = {
    "log.json": (("history",), ("log", "5"), ("doctor",), ("doctor", "--repair"), ()),
    "log.json.bak": (("log", "5"), ("doctor", "--repair"), ("undo",)),
    ".coach.lock": (("history",), ("log", "5")),
    "profile.yaml": (("today", "--preview"), ("setup", "--show"), ()),
    "draft-x.jsonl": (("history",), ("log", "5"), ("doctor",)),
    "log (conflicted copy).json": (("log", "5"), ("doctor", "--repair")),
    "backups/log-2020-01-01.json.gz": (("log", "5"), ("doctor", "--repair")),
    "backups/replaced.jsonl": (("undo",), ("undo", "--restore")),
    "routines/stranger.yaml": (("routines", "list"), ("routines", "check"), ("today", "--preview")),
    "routines/exercises/bridge.yaml": (("exercises", "list"), ("today", "--preview")),
}
WITHOUT_HARM = {"log.json.bak", "draft-x.jsonl", "log (conflicted copy).json", "backups/log-2020-01-01.json.gz"}


@pytest.mark.parametrize("name", PIPES)
def test_pipe_in_the_place_of_a_file(home: Path, name: str) -> None:
    """A pipe that waits for ever, where a file of ours should be, holds up no command, and costs no entry."""
    fill(home, *three())
    kept = (home / "log.json").read_bytes()
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    for words in PIPES[name]:
        result = run(*words)
        assert result.code in ((0,) if name in WITHOUT_HARM else (0, 2, 65, 73)), result
        assert result.code in (0, 2) or name.rpartition("/")[2] in result.out + result.err
    if name == "log.json":
        path.unlink()
        path.write_bytes(kept)
    elif path.exists() and path.is_fifo():
        path.unlink()
    assert run("history").code == 0
    assert set(ids(home)) >= {"kept-0", "kept-1"}


def test_faulty_file_does_not_hide_the_others(home: Path) -> None:
    """A folder, a pipe or a dead link with the name of a routine is left out of the list, and told by the check."""
    (home / "routines" / "folder.yaml").mkdir(parents=True)
    os.mkfifo(home / "routines" / "pipe.yaml")
    (home / "routines" / "dead.yaml").symlink_to("nowhere")
    result = call("routines", "list")
    assert result.code == 0
    assert "gentle-start" in result.out
    checked = call("routines", "check")
    assert checked.code == 65
    assert "folder.yaml" in checked.err + checked.out


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_device_as_a_file(home: Path, path: str) -> None:
    """A device is refused as a routine, as an import and as the log: it is not read to its end, which never comes."""
    assert call("today", "--routine", path, "--preview").code == 65
    assert call("routines", "check", path).code == 65
    assert call("import", "/dev/null").code == 65
    home.mkdir()
    (home / "log.json").symlink_to(path)
    for words in (("history",), ("log", "4"), ("doctor", "--repair")):
        result = call(*words)
        assert result.code == 65, result
        assert "no file" in result.err
    assert Path(path).is_char_device()


def test_link_that_leads_to_itself(home: Path) -> None:
    """A log that is a link to itself is told in a sentence by every command."""
    home.mkdir()
    (home / "log.json").symlink_to("log.json")
    for words in (("history",), ("log", "4"), ("doctor",), ("doctor", "--repair"), ("forget", "--yes")):
        assert call(*words).code == (0 if words[0] == "forget" else 65)


EVIL = "<script>alert(1)</script>\x1b]52;c;eA==\x07\x9b2J\u202e[/nope][bold]\u2028\r\nBEGIN:VEVENT"
SHOWS = (
    (),
    ("--json",),
    ("history", "--all"),
    ("history", "--all", "--json"),
    ("history", "--exercise", EVIL),
    ("export",),
    ("export", "--format", "csv"),
    ("export", "--format", "fhir"),
    ("export", "--format", "calendar"),
    ("report", "-o", "page.html"),
    ("today", "--preview", "--why"),
    ("doctor",),
    ("undo",),
    ("edit", EVIL, "4"),
)


def log_of_a_stranger(home: Path) -> None:
    """A journal of which every text is hostile, and many a value is none that the program writes."""
    at = "2026-11-20T07:00:00+01:00"
    record = {"exercise": EVIL, "outcome": EVIL, "side": EVIL, "sets": 1, "reps_done": 1, "reps_planned": 2}
    entries: list[dict[str, object]] = [
        {"type": "pain", "score": 4, "note": EVIL, "furthest": EVIL, "side": EVIL, "feels": [EVIL], "triggers": [EVIL]},
        {"type": "session", "routine": EVIL, "outcome": EVIL, "active_seconds": 60, "exercises": [record]},
        {"type": "session", "exercises": EVIL, "pain_before": 7, "pain_after": [], "active_seconds": -1e300},
        {"type": "activity", "activity": EVIL, "minutes": 5},
        {"type": "check", "signs": [EVIL], "level": EVIL},
        {"type": "change", "rule": EVIL, "reason": EVIL, "accepted": True, "exercise": EVIL},
        {"type": "medication", "name": EVIL, "note": EVIL},
        {"type": "measure", "numbness": EVIL, "weakness": EVIL},
        {"type": EVIL, "odd": EVIL},
        {"type": "pain", "score": 1e308, "leg": -5, "back": "9"},
        {"type": "pain", "score": 3, "note": "=1+1"},
    ]
    home.mkdir()
    document = {"schema": 1, "entries": [{"id": f"{EVIL}{n}", "at": at} | one for n, one in enumerate(entries)]}
    (home / "log.json").write_text(json.dumps(document))


@pytest.mark.parametrize("words", SHOWS, ids=lambda words: ascii(" ".join(words)) or "coach")
def test_log_of_a_stranger(home: Path, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in a log, no command lets the terminal, a spreadsheet or a browser obey it (F63, F64)."""
    monkeypatch.chdir(tmp_path)
    log_of_a_stranger(home)
    result = call(*words)
    assert result.code in (0, 2, 65), result
    shown = (result.out + result.err).replace("\r\n", "\n" if "calendar" in words or "csv" in words else "\r\n")
    assert [letter for letter in shown if not (letter.isprintable() or letter in "\n\ufffd\ufeff")] == []
    if "csv" in words:
        cells = [cell for row in csv.reader(io.StringIO(result.out)) for cell in row]
        assert "'=1+1" in cells
    if "calendar" in words:
        assert EVIL.partition("\x1b")[0] not in result.out
    if "report" in words:
        assert "<script>alert" not in (tmp_path / "page.html").read_text()
