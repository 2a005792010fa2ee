"""`coach report`: the page for the clinician, read as text and opened in a real browser."""

import json
import os
import re
import shutil
import subprocess
import sys
from html import escape, unescape
from pathlib import Path
from typing import Any

import axe_core_python
import pytest
from tests.program import call, run
from tests.programme import EXERCISES, LIBRARY, before_now, entry, record, write_journal, write_profile

from sciatica_coach.model.entry import Entry

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")
HOSTILE = "</script><script>alert(1)</script>{{ 7*7 }}\x1b[31m"
AXE = Path(axe_core_python.__file__).parent / "axe.min.js"


def month() -> list[Entry]:
    """Four weeks with a bit of everything."""
    found: list[Entry] = []
    for day in range(27, 0, -1):
        at = before_now(day)
        found.append(entry("pain", at, score=3 + day // 7, furthest="calf", feels=[HOSTILE], note="my name is Zoe"))
        hurt = {"outcome": "stopped-for-pain", "hurt": "down-the-leg", "side": "left"} if day == 9 else {}
        parts: list[Any] = [
            record(name) for name in ("figure-4-supine", "clam", "bridge", "cat-camel", "lumbar-rotation")
        ]
        more = {"exercises": [*parts, record("nerve-glide-supine", **hurt)], "routine": "gentle-start"}
        more |= {"pain_during": [{"score": 5}, {"score": 7}]} if day == 9 else {}
        found.append(
            entry("session", at, outcome="completed", pain_before={"score": 4}, pain_after={"score": 3}, **more)
        )
    change = {"exercise": "clam", "key": "reps", "from": 8, "to": 10, "reason": HOSTILE, "accepted": True}
    found += [entry("change", before_now(5), **change), entry("medication", before_now(4), medication=HOSTILE)]
    found.append(entry("check", before_now(3), signs=["small-leaks"], level="yellow", answer=None))
    return sorted(found, key=lambda one: str(one["at"]))


@pytest.fixture
def page(home: Path, tmp_path: Path) -> Path:
    """The page of an ordinary month."""
    write_journal(home, *month())
    path = tmp_path / "page.html"
    result = call("report", "-o", str(path))
    assert (result.code, result.err) == (0, "")
    return path


def test_page_needs_nothing_else(page: Path) -> None:
    """No script, no address that a browser would load, and nobody but its owner can read it."""
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img|iframe|object)|\b(src|href)=|@import|url\(|\bon\w+=", text)
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == {"http://www.w3.org/2000/svg"}
    assert page.stat().st_mode & 0o777 == 0o600


def test_words_from_the_log_stay_words(page: Path) -> None:
    """What looks like HTML, a template or an escape code is shown as it is; notes are left out."""
    text = page.read_text(encoding="utf-8")
    assert "</script><script>alert(1)</script>{{ 7*7 }}" in unescape(text)
    assert "<script" not in text
    assert "\x1b" not in text
    assert "Zoe" not in text


def test_page_says_what_was_asked_for(page: Path) -> None:
    """Each part of the page is there, with the values of the month."""
    text = unescape(page.read_text(encoding="utf-8"))
    for words in (
        "6 → 3",
        "In a session up to 7.",
        "27 of 27",
        "went down the leg",
        "Clam",
        "reps 8 to 10",
        "accepted",
        "small leaks",
        "R20",
    ):
        assert words in text
    for name in ("pain", "furthest", "sessions"):
        assert re.search(rf'<desc id="{name}-words">4 weeks: week to ', text)


def test_figures_of_the_routine(page: Path) -> None:
    """Each exercise of the routine has its figure, its text alternative, its dose and its sources."""
    routine = unescape(page.read_text(encoding="utf-8")).partition('<ol class="routine">')[2].partition("</ol>")[0]
    cards = routine.split("<li>")[1:]
    assert len(cards) == 5
    for number, card in enumerate(cards, start=1):
        name = re.search(rf"<h3>{number}\. (.+?)</h3>", card)
        assert name
        assert re.search(rf'aria-labelledby="figure-{number}"><title id="figure-{number}">{re.escape(name[1])}, ', card)
        assert 'class="working"' in card
        assert re.search(r"<p>\d+ reps?, ", card)
        assert "Sources: S1" in card


def test_exercise_of_ones_own_is_drawn_in_its_position(home: Path, tmp_path: Path) -> None:
    """An exercise without poses has the figure of its position; its name is text, in the figure's title as well."""
    (home / "routines").mkdir(parents=True)
    own = {"category": "stretch", "position": "standing", "hold": 20, "steps": ["Stand."], "stop_if": "it hurts"}
    name = "Lean </title><b>in"
    routine = {"name": "Mine", "exercises": [{"name": name, **own}, {"exercise": "clam"}]}
    (home / "routines" / "mine.yaml").write_text(json.dumps(routine), encoding="utf-8")
    write_journal(home, entry("session", before_now(1), outcome="completed", routine="mine", exercises=[]))
    path = tmp_path / "page.html"
    assert call("report", "-o", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    assert '<title id="figure-1">Lean &lt;/title&gt;&lt;b&gt;in, standing: start.</title>' in text
    assert "Sources: the person" in text
    assert "<b>in" not in text


def test_first_side_is_the_one_that_is_drawn(home: Path, tmp_path: Path) -> None:
    """Where the right side comes first, the figure is its mirror image, and says so."""
    path = tmp_path / "page.html"
    for side, other in (("left", "right"), ("right", "left")):
        assert call("setup", "--stage", "general", "--first", side).code == 0
        assert call("report", "-o", str(path)).code == 0
        assert f"Drawn on the {side} side; the {other} side is its mirror image." in path.read_text(encoding="utf-8")
    assert home.exists()


def test_ten_years_on_one_page(home: Path, tmp_path: Path) -> None:
    """Ten years are drawn as points of four weeks, and the table has the last weeks alone."""
    write_journal(home, *(entry("pain", before_now(day), score=4, furthest="calf") for day in range(3650, 0, -1)))
    path = tmp_path / "page.html"
    assert call("report", "--days", "3650", "-o", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    assert "median of each 4 weeks" in text
    assert "522 weeks: week to " in text
    assert len(re.findall('class="dot ', text)) <= 2 * 132 + 10
    assert "The table has the last 6 weeks." in text


def test_json_and_the_name_of_the_file(home: Path, tmp_path: Path) -> None:
    """Without `-o` the file is named by the day alone; `--json` gives the weeks."""
    write_journal(home, *month())
    line = [
        sys.executable,
        "-c",
        f"import os; os.chdir({str(tmp_path)!r}); from sciatica_coach.cli.main import main; main()",
    ]
    document = run("report", "--days", "7", "--json", program=line).document
    assert re.fullmatch(r"report-\d{4}-\d\d-\d\d\.html", document["file"])
    assert (tmp_path / document["file"]).exists()
    assert [(week["done"], week["pain"]) for week in document["weeks"]] == [(6, 3)]


def test_empty_log(home: Path, tmp_path: Path) -> None:
    """A page without entries says so, and makes no home."""
    result = call("report", "-o", str(tmp_path / "x.html"))
    assert result.code == 0
    assert "Not enough entries yet" in (tmp_path / "x.html").read_text(encoding="utf-8")
    assert not home.exists()


def test_routine_that_cannot_be_read_keeps_nothing_else_from_the_page(home: Path, tmp_path: Path) -> None:
    """The page is there without it; what is wrong is told, and no date is blamed for it."""
    own = home / "routines" / "mine.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("name: Mine\nexercises: [{exercise: nonsense}]\n", encoding="utf-8")
    write_journal(home, entry("session", before_now(1), routine="mine", exercises=[record("clam")]))
    result = call("report", "-o", str(tmp_path / "x.html"))
    assert (result.code, "There is no exercise `nonsense`" in result.err) == (0, True)
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "The routine now: none, since no session can be planned" in page


def test_without_its_libraries(home: Path, tmp_path: Path) -> None:
    """It says what is missing, and the command that installs it for this very Python."""
    (tmp_path / "pygal.py").write_text("raise ModuleNotFoundError('pygal')\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2] / "src")])
    result = run("report", env={"PYTHONPATH": path}, program=[sys.executable, "-m", "sciatica_coach"])
    assert (result.code, result.out) == (2, "")
    assert f"{sys.executable} -m pip install 'jinja2" in " ".join(result.err.split())
    assert not home.exists()


def chromium(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Start a real browser without a window."""
    line = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    line += [
        "--disable-background-networking",
        f"--user-data-dir={place / 'browser'}",
        "--enable-logging=stderr",
        *words,
    ]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, check=True)


def pages(place: Path, page: Path) -> int:
    """On how many sheets the page is printed; the browser must have nothing to complain about."""
    paper = place / "page.pdf"
    done = chromium(place, f"--print-to-pdf={paper}", "--no-pdf-header-footer", page.as_uri())
    assert "CONSOLE" not in done.stderr
    return len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))


@needs_chromium
def test_paper(page: Path, tmp_path: Path) -> None:
    """An ordinary month prints on two pages."""
    assert pages(tmp_path, page) == 2


LONG = "Very long words of a person who has a great deal to say about this " * 3
WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
EVERYTHING = sorted(EXERCISES)
CONDITIONS = "painful-pelvic-joint, numb-skin, blood-thinners, neck-problem, wrist-problem, catheter, epidural"


def worst_month() -> list[Entry]:
    """Four weeks with each list of the page at its longest, in long words, and two months of scores before them."""
    found = [entry("pain", before_now(day), score=day % 9, furthest="foot") for day in range(28, 90)]
    for day in range(1, 28):
        parts = [record(f"{WORD.lower()}-{number}", outcome="stopped-for-pain", hurt="here") for number in range(4)]
        parts += [
            record(name, outcome="stopped-for-pain", hurt="down-the-leg", side="left") for name in EVERYTHING[day::4]
        ]
        feels, triggers = [f"{number}{WORD}" for number in range(6)], [f"{number} {LONG}" for number in range(6)]
        found += [
            entry("pain", before_now(day), score=6 + day % 4, furthest="foot", feels=feels, triggers=triggers),
            entry(
                "session",
                before_now(day, 1),
                outcome="stopped",
                routine="mine",
                exercises=parts,
                pain_during=[{"score": 10}],
            ),
            entry("change", before_now(day, 2), exercise=EVERYTHING[day], key="reps", reason=LONG, accepted=False),
            entry("medication", before_now(day, 3), medication=f"{day} {LONG}"),
            entry("activity", before_now(day, 4), activity=f"{day} {LONG}", minutes=20),
            entry("check", before_now(day, 5), signs=["small-leaks", "heaviness"], level="yellow", answer=None),
        ]
    activities = [{"name": f"{number} {LONG}", "score": 3} for number in range(12)]
    flags = {"moves_less": True, "stops_day": True, "broken_sleep": True}
    found += [
        entry("measure", before_now(day), activities=activities, numbness=6, weakness=7, **flags) for day in (21, 7)
    ]
    red = [sign.id for sign in LIBRARY.safety().signs]
    found.append(entry("check", before_now(0, 2), signs=red, level="red", answer=None))
    return sorted(found, key=lambda one: str(one["at"]))


def longest_routine(home: Path) -> None:
    """Forty exercises, the first with long names, long reps and many sources."""
    rep = [{"cue": "Lean in slowly and as far as you like", "seconds": 5}, {"cue": "Come back with care", "seconds": 5}]
    dose = {"sides": "each", "sets": 3, "reps": 3, "rest": 5, "rep": rep}
    sources = {"exercise": list(LIBRARY.sources)[:40]}
    (home / "routines" / "exercises").mkdir(parents=True)
    for number in range(8):
        own = {"name": f"{WORD[:40]} {LONG[:17]}{number}", "category": "stretch", "position": "standing", **dose}
        own |= {"steps": ["Stand."], "stop_if": "it hurts", "sources": sources}
        (home / "routines" / "exercises" / f"own-{number}.yaml").write_text(json.dumps(own), encoding="utf-8")
    names = [*(f"own-{number}" for number in range(8)), *EVERYTHING[:32]]
    routine = {"name": LONG[:60].strip(), "exercises": [{"exercise": name} for name in names]}
    (home / "routines" / "mine.yaml").write_text(json.dumps(routine), encoding="utf-8")


@pytest.fixture
def worst_page(home: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The page of a month in which every list is at its longest; of somebody after a birth, or with a routine."""
    write_journal(home, *worst_month())
    stage = {"own": "stage: general\n", "after-birth": f"stage: postpartum\nborn: {before_now(35)[:10]}\n"}[
        request.param
    ]
    write_profile(home, f"{stage}cleared: true\nside: both\nconditions: [{CONDITIONS}]\n")
    longest_routine(home)
    path = tmp_path / "page.html"
    result = call("report", "--days", "90", "-o", str(path))
    assert (result.code, result.err) == (0, "")
    return path


@needs_chromium
@pytest.mark.parametrize("sheet", ["A4", "letter"])
@pytest.mark.parametrize("worst_page", ["own", "after-birth"], indirect=True)
def test_worst_month_on_paper(worst_page: Path, tmp_path: Path, sheet: str) -> None:
    """However much there is to tell, it is never more than two sheets of paper, of either size."""
    copy = tmp_path / "copy.html"
    text = worst_page.read_text(encoding="utf-8")
    copy.write_text(text.replace("size: A4", f"size: {sheet}"), encoding="utf-8")
    assert pages(tmp_path, copy) == 2


@pytest.mark.parametrize("worst_page", ["own"], indirect=True)
def test_what_is_left_out_is_told(worst_page: Path) -> None:
    """Each list that was cut says how many are not there, and which command has them."""
    text = unescape(worst_page.read_text(encoding="utf-8"))
    for words in (
        "more: `coach history --exercise ID` tells of one.",
        "And 23 more: `coach export --format csv` has all.",
        "And 12 more: `coach routines show mine` has all.",
        "And 35 more: `coach exercises show ID` names those of one.",
    ):
        assert words in text


@needs_chromium
@pytest.mark.parametrize("worst_page", ["own"], indirect=True)
@pytest.mark.parametrize("width", [360, 390, 500, 1280])
def test_nothing_is_wider_than_the_screen(worst_page: Path, tmp_path: Path, width: int) -> None:
    """On a phone and on a laptop the page is read by scrolling down alone, long words of the log included."""
    assert too_wide(worst_page, tmp_path, width) <= 0


@needs_chromium
@pytest.mark.parametrize("width", [360, 1280])
def test_ordinary_month_is_not_too_wide(page: Path, tmp_path: Path, width: int) -> None:
    """Nor is the page of an ordinary month, with a long word in it."""
    assert too_wide(page, tmp_path, width) <= 0


def too_wide(page: Path, place: Path, width: int) -> int:
    """By how many pixels the page is wider than a frame of so many, which a window cannot be as narrow as."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    told = (
        "<script>"
        "document.querySelector('iframe').onload = e => document.body.dataset.wide ="
        " e.target.contentDocument.documentElement.scrollWidth - e.target.clientWidth</script>"
    )
    copy = place / "frame.html"
    frame = f'<iframe style="width: {width}px; height: 900px; border: 0" srcdoc="{escape(text)}"></iframe>'
    copy.write_text(f"<!DOCTYPE html><body>{frame}{told}</body>", encoding="utf-8")
    out = chromium(place, "--hide-scrollbars", "--window-size=1400,1000", "--dump-dom", copy.as_uri()).stdout
    found = re.search(r'data-wide="(-?\d+)"', out)
    assert found
    return int(found[1])


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(page: Path, tmp_path: Path, scheme: str) -> None:
    """The checks of axe-core, contrast included, find nothing, in light and in dark."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    text = text.replace("(prefers-color-scheme: dark)", "all" if scheme == "dark" else "not all")
    told = "axe.run().then(r => document.body.dataset.axe = JSON.stringify([r.passes.length, r.violations]))"
    script = f"<script>{AXE.read_text(encoding='utf-8')}</script><script>{told}</script></body>"
    copy = tmp_path / "copy.html"
    copy.write_text(text.replace("</body>", script), encoding="utf-8")
    out = chromium(tmp_path, "--virtual-time-budget=20000", "--dump-dom", copy.as_uri()).stdout
    found = re.search(r'data-axe="([^"]*)"', out)
    assert found, "axe did not end"
    passes, violations = json.loads(unescape(found[1]))
    assert violations == []
    assert passes > 10
