"""Journals of every schema there has been: read, gone on with, and nothing of them lost."""

import json
import shutil
from pathlib import Path

import pytest
from tests.faults.journals import journal, pain, saved

from sciatica_coach.files.places import Home
from sciatica_coach.files.repair import mend, survey
from sciatica_coach.model.entry import SCHEMA, Entry
from sciatica_coach.model.upgrade import STEPS, upgraded

SAMPLES = Path(__file__).with_name("journals")
SCHEMAS = range(1, SCHEMA + 1)


def sample(schema: int) -> Path:
    """A journal as the last version of a schema wrote it."""
    return SAMPLES / f"schema-{schema}.json"


def test_each_schema_has_its_sample_and_its_step() -> None:
    """Whoever raises the schema leaves a journal of the old one, and the way from it."""
    assert all(sample(schema).exists() for schema in SCHEMAS)
    assert sorted(STEPS) == list(range(1, SCHEMA))


def expected(schema: int) -> list[Entry]:
    """The entries of a sample, as this version has them."""
    return [upgraded(entry, schema) for entry in json.loads(sample(schema).read_text())["entries"]]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_old_journal_is_read(home: Path, schema: int) -> None:
    """A journal of any schema is read as it was meant, without a warning."""
    home.mkdir()
    shutil.copy(sample(schema), home / "log.json")
    reader = journal(home)
    assert reader.all() == expected(schema)
    assert reader.warnings == []


@pytest.mark.parametrize("schema", SCHEMAS)
def test_old_journal_is_gone_on_with(home: Path, schema: int) -> None:
    """A save keeps all of it, unknown keys, types and what stands beside the entries; the old file is the backup."""
    home.mkdir()
    shutil.copy(sample(schema), home / "log.json")
    journal(home).add(pain("new", "2026-11-24T07:00:00+01:00"))
    assert saved(home)[:-1] == expected(schema)
    assert json.loads((home / "log.json").read_text())["written_by"]
    assert (home / "log.json.bak").read_bytes() == sample(schema).read_bytes()


@pytest.mark.parametrize("schema", SCHEMAS)
def test_torn_old_journal_is_repaired(home: Path, schema: int) -> None:
    """What can be read in a damaged journal of any schema is brought to ours."""
    home.mkdir()
    raw = sample(schema).read_bytes()
    (home / "log.json").write_bytes(raw[: raw.index(b'"of-another-time"')])
    mend(journal(home), survey(Home(root=home)), "1")
    assert saved(home) == expected(schema)[:-1]


def _renamed(entry: Entry) -> Entry:
    return {("grade" if key == "score" else key): value for key, value in entry.items()}


def _doubled(entry: Entry) -> Entry:
    return {**entry, "grade": entry["grade"] * 2} if "grade" in entry else entry


@pytest.mark.parametrize(
    ("schema", "grade"), [(1, {"grade": 8}), (2, {"score": 4}), (3, {"score": 4})], ids=["from-1", "from-2", "from-3"]
)
def test_steps_follow_one_another(schema: int, grade: Entry) -> None:
    """From an old schema each step is done once, in order; what a step does not know survives it."""
    entry = upgraded(pain("a", planets=9), schema, steps={1: _renamed, 2: _doubled}, wanted=3)
    assert entry == {key: value for key, value in pain("a", planets=9).items() if key != "score"} | grade
