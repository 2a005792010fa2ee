"""Whatever happens to a journal, in whatever order: what was acknowledged is there, with its content, in order."""

import json
import random
import resource
import shutil
import signal
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.faults.journals import drafts, journal, saved

from sciatica_coach.errors import CoachError, UnreadableError
from sciatica_coach.files.drafts import Draft
from sciatica_coach.files.places import Home
from sciatica_coach.model.entry import Entry, instant, winner

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | TEXTS
UNKNOWN = st.dictionaries(st.sampled_from(["mood", "x", "ü", "\u2028"]), VALUES | st.lists(VALUES, max_size=2))
MOMENTS = st.builds(
    lambda hours, minutes: (
        (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours))
        .astimezone(timezone(timedelta(minutes=minutes)))
        .isoformat()
    ),
    st.integers(0, 300),
    st.sampled_from([-720, -210, 0, 60, 345, 840]),
)


class AnyHistory(RuleBasedStateMachine):
    """A journal and what has to be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp()) / "home"
        self.acknowledged: dict[str, Entry] = {}
        self.waiting: dict[str, Entry] = {}
        self.count = 0
        self.is_our_layout = True

    def teardown(self) -> None:
        """Remove the home."""
        shutil.rmtree(self.home.parent)

    @property
    def log(self) -> Path:
        """The journal's file."""
        return self.home / "log.json"

    def new(self, at: str, more: Entry) -> Entry:
        """An entry that was not there before."""
        self.count += 1
        return {"id": f'{self.count}-ü"', "type": "pain", "at": at, "score": self.count % 11} | more

    def acknowledge(self, entry: Entry) -> None:
        """What has to be there from now on."""
        known = self.acknowledged.get(entry["id"])
        self.acknowledged[entry["id"]] = winner(known, entry) if known else entry

    def save(self, entry: Entry) -> None:
        """Save an entry as a command does."""
        before = self.log.stat().st_ino if self.log.exists() else 0
        journal(self.home).add(entry)
        self.is_our_layout |= self.log.stat().st_ino != before
        self.acknowledge(entry)

    def failure_of(self, entry: Entry) -> CoachError | None:
        """What keeps an entry from being saved; nothing when it was."""
        try:
            self.save(entry)
        except CoachError as error:
            return error
        return None

    @initialize(at=MOMENTS)
    def begin(self, at: str) -> None:
        """The first entry."""
        self.save(self.new(at, {}))

    @rule(at=MOMENTS, more=UNKNOWN)
    def add(self, at: str, more: Entry) -> None:
        """A new entry, sooner or later than the others."""
        self.save(self.new(at, more))

    @rule(choice=st.randoms(use_true_random=False), at=st.none() | MOMENTS, edited_at=MOMENTS)
    def edit(self, choice: random.Random, at: str | None, edited_at: str) -> None:
        """A correction of an entry, perhaps of its time, perhaps older than the last one."""
        entry = choice.choice(list(self.acknowledged.values()))
        self.save({**entry, "at": at or entry["at"], "score": choice.randrange(11), "edited_at": edited_at})

    @rule(at=MOMENTS, tail=st.sampled_from([b"", b'{"id":', b"\0\0", b'{"id":"x","type":"pain"}']))
    def crash(self, at: str, tail: bytes) -> None:
        """A command that dies between its draft and its save, with a torn line after the draft's own."""
        entry = self.new(at, {"note": "crashed"})
        with Draft(Home(root=self.home), str(self.count)) as draft:
            draft.keep(entry)
        with draft.path.open("ab") as file:
            file.write(tail)
        self.waiting[entry["id"]] = entry

    @rule()
    def recover(self) -> None:
        """The next command brings in every draft, once."""
        found = journal(self.home).recover()
        assert {entry["id"] for entry in found} == set(self.waiting)
        for entry in found:
            self.acknowledge(entry)
        self.is_our_layout |= bool(found)
        self.waiting.clear()
        assert drafts(self.home) == []

    @rule(choice=st.randoms(use_true_random=False), indent=st.none() | st.integers(0, 2), crlf=st.booleans())
    def edit_from_outside(self, choice: random.Random, indent: int | None, crlf: bool) -> None:  # noqa: FBT001 - hypothesis draws it
        """Somebody opens the file in an editor: another layout, another order, another score."""
        entries = list(self.acknowledged.values())
        choice.shuffle(entries)
        entries[0] = self.acknowledged[entries[0]["id"]] = {**entries[0], "score": 0, "by": "hand"}
        text = json.dumps({"schema": 1, "entries": entries}, indent=indent)
        self.log.write_bytes(text.replace("\n", "\r\n" if crlf else "\n").encode())
        self.is_our_layout = False

    @rule()
    def lose_the_stamp(self) -> None:
        """The stamp is gone, as after a copy to another machine."""
        (self.home / ".coach.lock").write_bytes(b"")

    @rule(at=MOMENTS, share=st.floats(0, 0.99))
    def damage(self, at: str, share: float) -> None:
        """The file is cut off: a save is refused, the entry waits, the file stays; then somebody mends it."""
        whole = self.log.read_bytes()
        cut = whole.rstrip()[: int(len(whole.rstrip()) * share)]
        self.log.write_bytes(cut)
        entry = self.new(at, {})
        assert isinstance(self.failure_of(entry), UnreadableError)
        self.waiting[entry["id"]] = entry
        assert self.log.read_bytes() == cut
        self.log.write_bytes(whole)

    @precondition(lambda self: self.log.stat().st_size < 50_000)
    @rule(at=MOMENTS, space=st.integers(0, 20_000))
    def fill_the_disk(self, at: str, space: int) -> None:
        """There is room for so many bytes a file only: the save works, or its message is true."""
        entry, limits = self.new(at, {"note": "n" * 100}), resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (space, limits[1]))
        try:
            error = self.failure_of(entry)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, ignored)
        if error is not None:
            assert error.exit_code == 73
            is_kept, is_thrown_away = "is kept in" in error.message, "not kept" in error.hint
            assert is_kept != is_thrown_away
            if is_kept:
                self.waiting[entry["id"]] = entry

    @invariant()
    def everything_is_there(self) -> None:
        """The file is a journal, in order, with every acknowledged entry as it has to be, and no other."""
        if not self.log.exists():
            return
        if self.is_our_layout:
            saved(self.home)
        entries = journal(self.home).all()
        assert {entry["id"]: entry for entry in entries} == self.acknowledged
        assert len(entries) == len(self.acknowledged)
        moments = [instant(entry["at"]) for entry in entries]
        assert moments == sorted(moments)

    @invariant()
    def nothing_lies_about(self) -> None:
        """No temporary file is left, and each waiting entry has its draft."""
        if self.home.exists():
            assert not list(self.home.glob("*.tmp"))
            assert len(drafts(self.home)) == len(self.waiting)


AnyHistory.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestAnyHistory = AnyHistory.TestCase
