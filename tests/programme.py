"""What the tests of the programme share: the shipped content, short entries of a journal, journals of any kind."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pexpect
from hypothesis import strategies as st
from tests.program import coach, environment

from sciatica_coach.files.library import Library
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.plan import Plan, Reason
from sciatica_coach.model.planning import Inputs, plan_day
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import Routine
from sciatica_coach.model.value import replace
from sciatica_coach.model.when import day_of
from sciatica_coach.session.timeline import work_seconds

ROUTINES = Path(__file__).parents[1] / "routines"
LIBRARY = Library(shipped=ROUTINES, own=ROUTINES / "none")
EXERCISES: dict[str, Exercise] = {name: LIBRARY.exercise(name) for name in LIBRARY.exercise_ids}
PLANS: dict[str, Routine] = {name: LIBRARY.routine(name) for name in LIBRARY.routine_ids}
PLAN_RULES = LIBRARY.plan_rules()
CONDITION_RULES = LIBRARY.condition_rules()
RESPONSE_RULES = LIBRARY.response_rules()
LEAD_IN = LIBRARY.lead_in()

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""A Sunday morning, well after four."""
CHOSEN = Reason(rule="base", text="It is the routine to begin with.", source="default")


def ago(days: float = 0.0, hours: float = 0.0) -> str:
    """The moment so long before NOW, as an entry has it."""
    return (NOW - timedelta(days=days, hours=hours)).isoformat()


def entry(kind: str, at: str, **more: Any) -> Entry:
    """An entry of any type."""
    return {"id": f"{kind}-{at}", "type": kind, "at": at, **more}


def pain(days: float, score: object, **more: Any) -> Entry:
    """A pain entry of so many days ago."""
    return entry("pain", ago(days), score=score, **more)


def session(days: float, before: int | None = None, after: int | None = None, **more: Any) -> Entry:
    """A session of so many days ago that was completed, with its scores."""
    scores = {
        key: None if score is None else {"score": score}
        for key, score in (("pain_before", before), ("pain_after", after))
    }
    return entry("session", ago(days), **{"outcome": "completed", "exercises": [], **scores, **more})


def check(at: str, level: str | None = None, *signs: str, answer: str | None = None) -> Entry:
    """A check entry, as the program writes it."""
    return entry("check", at, signs=list(signs), level=level, answer=answer)


def record(exercise: str, **more: Any) -> dict[str, Any]:
    """The record of an exercise that was done in a session."""
    return {"exercise": exercise, "outcome": "done", "sets": 1, "reps_done": 5, "reps_planned": 5, "side": None, **more}


def inputs(profile: Profile | None = None, *entries: Entry, **more: Any) -> Inputs:
    """What a plan depends on: the shipped rules and exercises, NOW, and what is given."""
    profile = profile or Profile()
    given = Inputs(
        profile=profile,
        entries=list(entries),
        now=NOW,
        rules=PLAN_RULES,
        lead_in=LEAD_IN,
        find=EXERCISES.get,
        conditions=CONDITION_RULES.given(profile.conditions),
    )
    return replace(given, **more)


def planned(routine: str, given: Inputs) -> Plan:
    """The plan that makes of a shipped routine what is right today."""
    return plan_day(PLANS[routine], given, CHOSEN, work_seconds)


def planned_base(given: Inputs) -> Plan:
    """The plan of the routine to begin with at the stage of a profile."""
    stage = given.profile.stage_on(given.now.date(), PLAN_RULES.unknown_week.value)
    return planned(PLAN_RULES.base_for(stage), given)


# Journals of any kind: what a hand, an import or another version may have left in one. Each entry has what the
# journal's reader insists on: an id, a type and an `at` that is a date and time, with or without an offset.

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from([-1, 0, 1, 3, 7, 11, 10**9, 10**400]),
    st.text(max_size=8),
)
_ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _or_garbage(usual: "st.SearchStrategy[Any]") -> "st.SearchStrategy[Any]":
    return st.one_of(usual, usual, usual, _ANYTHING)


_IDS = st.sampled_from([*EXERCISES, "no-such-exercise"])
_SCORE = _or_garbage(st.integers(0, 10))
_PAIN = _or_garbage(st.fixed_dictionaries({"score": _SCORE}))
_RECORD = _or_garbage(
    st.fixed_dictionaries(
        {
            "exercise": _or_garbage(_IDS),
            "outcome": _or_garbage(st.sampled_from(["done", "partial", "skipped", "stopped-for-pain"])),
            "reps_done": _or_garbage(st.integers(0, 20)),
        },
        optional={"hurt": _or_garbage(st.sampled_from(["down-the-leg", "here"]))},
    )
)
_SESSION = st.fixed_dictionaries(
    {"type": st.just("session")},
    optional={
        "outcome": _or_garbage(st.sampled_from(["completed", "stopped", "interrupted", "withheld"])),
        "routine": _or_garbage(st.sampled_from(sorted(PLANS))),
        "pain_before": _PAIN,
        "pain_after": _PAIN,
        "morning": _or_garbage(st.sampled_from(["yes", "no", "not-sure"])),
        "exercises": _or_garbage(st.lists(_RECORD, max_size=3)),
        "zzz": _ANYTHING,
    },
)
_PAIN_ENTRY = st.fixed_dictionaries(
    {"type": st.just("pain"), "score": _SCORE},
    optional={
        "furthest": _or_garbage(st.sampled_from(["none", "back", "buttock", "thigh", "calf", "foot"])),
        "feels": _or_garbage(st.lists(st.sampled_from(["tingling", "numb", "aching"]), max_size=2)),
        "zzz": _ANYTHING,
    },
)
_CHECK = st.fixed_dictionaries(
    {"type": st.just("check")},
    optional={
        "level": _or_garbage(st.sampled_from(["red", "amber", "yellow", None])),
        "signs": _or_garbage(st.lists(st.sampled_from(["bladder", "fever", "hot-swollen-limb", "CL4"]), max_size=3)),
        "answer": _or_garbage(st.sampled_from(["told-fine", "told-not", "not-yet", "slip", None])),
    },
)
_CHANGE = st.fixed_dictionaries(
    {"type": st.just("change")},
    optional={
        "exercise": _or_garbage(_IDS | st.none()),
        "key": _or_garbage(st.sampled_from(["reps", "hold", "sets", "share", "harder", "easier", "back", "today"])),
        "from": _or_garbage(st.integers(1, 30) | _IDS),
        "to": _or_garbage(st.integers(1, 30) | _IDS),
        "rule": _or_garbage(st.sampled_from(["PR3", "PR5"])),
        "accepted": _or_garbage(st.booleans()),
    },
)
_OTHER = st.fixed_dictionaries({"type": st.sampled_from(["measure", "excused", "removed", "zzz"]), "zzz": _ANYTHING})
_MOMENT = st.builds(
    lambda seconds, form: (NOW - timedelta(seconds=seconds)).strftime(form),
    st.integers(-86400, 60 * 86400),
    st.sampled_from(["%Y-%m-%dT%H:%M:%S+00:00", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"]),
)


def journals() -> "st.SearchStrategy[list[Entry]]":
    """Journals of any kind, ordered by time as the program reads them."""
    row: st.SearchStrategy[Entry] = st.builds(
        lambda one, moment, number: {**one, "id": f"e{number}", "at": moment},
        st.one_of(_SESSION, _SESSION, _PAIN_ENTRY, _CHECK, _CHANGE, _OTHER),
        _MOMENT,
        st.integers(0, 10**6),
    )
    return st.lists(row, max_size=12).map(lambda rows: sorted(rows, key=lambda one: _instant(one["at"])))


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# The program and its files


def write_journal(home: Path, *entries: Entry) -> None:
    """A journal with these entries, a line each, as the program writes them."""
    home.mkdir(parents=True, exist_ok=True)
    rows = ",\n".join(json.dumps(one, separators=(",", ":")) for one in entries)
    (home / "log.json").write_text(f'{{"schema":1,"entries":[\n{rows}\n]}}\n')


def journal_of(home: Path, *kinds: str) -> list[Entry]:
    """The entries of some types in the journal; of all without any; none when there is no journal."""
    path = home / "log.json"
    entries = json.loads(path.read_text())["entries"] if path.exists() else []
    return [one for one in entries if not kinds or one["type"] in kinds]


def write_profile(home: Path, text: str = "", *, read: bool = True) -> None:
    """A profile, with the notice read unless that is what a test is about."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "profile.yaml").write_text(f"{'notice_read: 2026-01-01' if read else 'first: left'}\n{text}")


ZONE = ZoneInfo("Europe/Berlin")
"""Where the tests are: see `conftest.py`."""
TODAY = day_of(datetime.now(tz=ZONE))


def before_now(days: float = 0.0, hours: float = 0.0) -> str:
    """The moment so long before this one: for entries that the program itself looks at."""
    return (datetime.now(tz=ZONE) - timedelta(days=days, hours=hours)).replace(microsecond=0).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What was on the terminal, and how the program ended."""

    text: str
    code: int


def talk(
    *words: str,
    says: Sequence[tuple[str, str]],
    size: tuple[int, int] = (60, 250),
    env: Mapping[str, str] | None = None,
) -> Talk:
    """Run the program at a terminal: wait for each text in turn, and answer it with a line.

    A key of a session (`q`), and the one that answers a suggestion, is sent without a line ending.
    """
    start, *rest = coach(*words)
    whole = environment(**{"TERM": "xterm-256color", **(env or {})})
    child = pexpect.spawn(
        start, rest, env=whole, dimensions=size, encoding="utf-8", codec_errors="replace", timeout=20
    )  # a picture that is not out yet is let go of at the end, wherever it was
    child.delaybeforesend = None
    heard = ""
    for text, answer in says:
        child.expect_exact(text)
        heard += f"{child.before}{child.after}"
        is_key = answer in KEYS or (text.startswith("y: ") and answer)
        child.send(answer if is_key else f"{answer}\r")
    child.expect(pexpect.EOF)
    heard += f"{child.before}"
    child.wait()
    child.close()
    return Talk(text=heard.replace("\r\n", "\n"), code=-1 if child.exitstatus is None else child.exitstatus)


KEYS = ("q", "h", " ", "\x1b", "\x03")
