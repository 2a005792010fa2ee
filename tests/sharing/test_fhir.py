"""The bundle for a clinic: held against the R4B models of fhir.resources, with one code and nobody's name in it."""

import json
import re
from datetime import datetime
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.journals import pain
from tests.model.reading import patient

from sciatica_coach.model.entry import Entry
from sciatica_coach.sharing.fhir import BundleKind, FhirOptions, fhir_bundle

NOW = datetime.fromisoformat("2026-11-26T12:00:00+01:00")
AT, END = "2026-11-22T07:30:00+01:00", "2026-11-22T07:40:00+01:00"
PAIN = pain("3f9a", AT, leg=4, back=2, furthest="calf", side="left", feels=["numb"], note="Dr Who said so")
SESSION: Entry = {
    "id": "beef",
    "type": "session",
    "at": AT,
    "ended_at": END,
    "routine": "chair",
    "outcome": "completed",
    "active_seconds": 540,
    "pain_before": {"score": 4},
    "pain_during": [{"exercise": "bridge", "score": 6}, {"exercise": "clam", "score": 5}],
    "pain_after": {"score": 3},
    "exercises": [
        {
            "exercise": "clam",
            "outcome": "stopped-for-pain",
            "side": "left",
            "reps_done": 3,
            "reps_planned": 8,
            "seconds": 12,
        }
    ],
    "note": "at Mary's",
}


def bundle(*entries: Entry, kind: BundleKind = BundleKind.COLLECTION, notes: bool = False) -> dict[str, Any]:
    """The bundle of some entries, once it has passed the models of the standard, as JSON gives it back."""
    made = fhir_bundle(list(entries), FhirOptions(kind=kind, notes=notes, now=NOW))
    text = json.dumps(made)
    Bundle.model_validate_json(text)
    document: dict[str, Any] = json.loads(text)
    return document


def resources(*entries: Entry, notes: bool = False) -> list[dict[str, Any]]:
    """The resources of the bundle."""
    return [part["resource"] for part in bundle(*entries, notes=notes).get("entry", [])]


def test_pain_is_an_observation_with_the_verified_code() -> None:
    """LOINC 72514-3, a number of {score}, the moment with its offset, reported by the person."""
    (found,) = resources(PAIN)
    assert (found["resourceType"], found["status"]) == ("Observation", "final")
    assert found["code"]["coding"] == [
        {
            "system": "http://loinc.org",
            "code": "72514-3",
            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
        }
    ]
    assert found["valueQuantity"] == {
        "value": 4,
        "unit": "{score}",
        "system": "http://unitsofmeasure.org",
        "code": "{score}",
    }
    assert found["effectiveDateTime"] == AT
    assert found["category"][0]["coding"][0]["code"] == "survey"
    assert found["bodySite"] == {"text": "left side, down to the calf"}


def test_leg_back_and_furthest_point_are_parts_of_it() -> None:
    """The two scores stand apart, in words; so does how far down it goes."""
    (found,) = resources(PAIN)
    parts = {part["code"]["text"]: part for part in found["component"]}
    assert parts["Pain in the leg"]["valueQuantity"]["value"] == 4
    assert parts["Pain in the back"]["valueQuantity"]["value"] == 2
    assert parts["Furthest point down the leg"]["valueString"] == "calf"


def test_pain_of_a_score_alone() -> None:
    """What was not said is not there."""
    (found,) = resources(pain("a", AT, leg=None, back=None, furthest=None, side=None, note=""))
    assert not {"component", "bodySite", "note"} & found.keys()


@pytest.mark.parametrize("score", [None, "4", True, 11, -1])
def test_pain_without_a_number_is_left_out(score: object) -> None:
    """A slip of a hand in the file is no measurement."""
    assert resources({**PAIN, "score": score}) == []


def test_session_is_a_procedure_with_its_exercises_and_observations() -> None:
    """Its span, each exercise in a line, and pain before, in (the most) and after it as parts of it."""
    procedure, before, during, after = resources(SESSION)
    assert (procedure["resourceType"], procedure["status"]) == ("Procedure", "completed")
    assert procedure["code"] == {"text": "Home exercise session"}
    assert procedure["performedPeriod"] == {"start": AT, "end": END}
    assert procedure["note"] == [{"text": "clam, left side: stopped for pain, 3 of 8 reps, 12 seconds"}]
    assert [one["valueQuantity"]["value"] for one in (before, during, after)] == [4, 6, 3]
    assert [one["effectiveDateTime"] for one in (before, during, after)] == [AT, END, END]
    whole = [{"reference": procedure["identifier"][0]["value"]}]
    assert before["partOf"] == during["partOf"] == after["partOf"] == whole
    assert before["code"]["text"] == "Pain before the session"
    assert during["code"]["text"] == "Pain in the session, at most"


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("completed", "completed"),
        ("stopped", "stopped"),
        ("interrupted", "stopped"),
        ("withheld", "not-done"),
        ("odd", "stopped"),
    ],
)
def test_how_a_session_ended(outcome: str, status: str) -> None:
    """The standard's own words for it, with the reason beside it."""
    procedure = resources({**SESSION, "outcome": outcome})[0]
    assert procedure["status"] == status
    assert ("statusReason" in procedure) == (outcome in ("stopped", "interrupted", "withheld"))


@pytest.mark.parametrize("end", [None, "soon", "2026-11-22T07:00:00+01:00"])
def test_session_without_a_fitting_end(end: object) -> None:
    """An end that is not known, or lies before the start, is left out."""
    assert resources({**SESSION, "ended_at": end})[0]["performedPeriod"] == {"start": AT}


def test_nobody_is_named() -> None:
    """No id of the log, no note, no routine, no identifier of a person: only that it is somebody's diary."""
    text = json.dumps(bundle(PAIN, SESSION))
    for word in ("3f9a", "beef", "Who", "Mary", "chair"):
        assert word not in text
    assert {json.dumps(one["subject"]) for one in resources(PAIN, SESSION)} == {
        '{"type": "Patient", "display": "The person who keeps this diary"}'
    }


def test_notes_come_along_when_asked_for() -> None:
    """The person may want them read."""
    pained, session, *_ = resources(PAIN, SESSION, notes=True)
    assert pained["note"] == [{"text": "Dr Who said so"}]
    assert session["note"][-1] == {"text": "at Mary's"}


def test_only_verified_codes() -> None:
    """Nothing is coded but what was verified: the LOINC code, its unit, and the category."""
    text = json.dumps(bundle(PAIN, SESSION))
    assert set(re.findall(r'"code": "([^"]*)"', text)) == {"72514-3", "{score}", "survey"}


def test_what_else_is_in_the_log_stays_out() -> None:
    """Activities, warning signs and tombstones are no part of the bundle; an empty one has no entry at all."""
    others = [{"id": kind, "type": kind, "at": AT} for kind in ("activity", "check", "removed", "new-kind")]
    assert "entry" not in bundle(*others)


def test_transaction_makes_only_what_is_not_there_yet() -> None:
    """Each part is a conditional create by its own identifier, and the identifiers differ."""
    parts = bundle(PAIN, SESSION, kind=BundleKind.TRANSACTION)["entry"]
    for part in parts:
        name = part["resource"]["identifier"][0]["value"]
        assert part["fullUrl"] == name
        assert part["request"] == {
            "method": "POST",
            "url": part["resource"]["resourceType"],
            "ifNoneExist": f"identifier=urn:ietf:rfc:3986|{name}",
        }
    assert len({part["fullUrl"] for part in parts}) == len(parts) == 5


def test_collection_has_no_requests() -> None:
    """The standard forbids them there."""
    assert all("request" not in part for part in bundle(PAIN)["entry"])


class Server:
    """A FHIR server as far as conditional creates go: it makes a resource only where none has that identifier."""

    def __init__(self) -> None:
        self.stored: list[dict[str, Any]] = []

    def take(self, document: dict[str, Any]) -> None:
        """Take a transaction, by the rules of the standard."""
        assert document["type"] == "transaction"
        for part in document["entry"]:
            system, value = part["request"]["ifNoneExist"].removeprefix("identifier=").split("|")
            wanted = {"system": system, "value": value}
            same_kind = (one for one in self.stored if one["resourceType"] == part["request"]["url"])
            if not any(wanted in one["identifier"] for one in same_kind):
                self.stored.append(part["resource"])


def test_server_takes_the_same_export_twice_without_doubling() -> None:
    """A later export adds what is new, and nothing else."""
    server = Server()
    server.take(bundle(PAIN, kind=BundleKind.TRANSACTION))
    server.take(bundle(PAIN, kind=BundleKind.TRANSACTION))
    assert len(server.stored) == 1
    server.take(bundle(PAIN, SESSION, pain("next", END), kind=BundleKind.TRANSACTION))
    assert len(server.stored) == 6


def test_offset_with_seconds_is_written_in_utc() -> None:
    """FHIR has no seconds in an offset; the instant stays the same."""
    (found,) = resources(pain("a", "1890-01-01T00:53:28+00:53:28"))
    assert found["effectiveDateTime"] == "1890-01-01T00:00:00+00:00"


VALUES = st.none() | st.integers(-2, 12) | st.text(max_size=5) | st.booleans() | st.lists(st.integers(), max_size=2)
WILD = st.builds(
    lambda kind, more: {"id": "a", "type": kind, "at": AT, **more},
    st.sampled_from(["pain", "session"]),
    st.dictionaries(
        st.sampled_from(
            ["score", "leg", "back", "furthest", "side", "note", "outcome", "ended_at", "pain_before", "exercises"]
        ),
        VALUES,
    ),
)


@patient
@given(WILD)
def test_any_journal_makes_a_valid_bundle(entry: Entry) -> None:
    """Whatever stands in a log that was changed by hand, the bundle passes the models of the standard."""
    bundle(entry, kind=BundleKind.TRANSACTION, notes=True)
