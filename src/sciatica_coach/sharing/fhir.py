"""The log as a FHIR R4 Bundle: pain as Observation, sessions as Procedure; nobody is named.

LOINC 72514-3 is the only code that is used, as HL7 Europe's EPS examples do; the rest is text, since a
guessed code is worse than none. This material contains content from LOINC (https://loinc.org). LOINC is
copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC)
Committee, and is available at no cost under the licence at https://loinc.org/license. LOINC is a
registered United States trademark of Regenstrief Institute, Inc.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sciatica_coach.model.entry import Entry, EntryType, moment_of, records_of
from sciatica_coach.model.outcome import SessionOutcome
from sciatica_coach.model.pain import HIGHEST_SCORE, LOWEST_SCORE, Furthest, PainSide
from sciatica_coach.model.text import clean
from sciatica_coach.model.trend import highest_during, score_of
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word

Resource = dict[str, Any]

_URI_SYSTEM = "urn:ietf:rfc:3986"
_PAIN_CODE = {
    "coding": [
        {
            "system": "http://loinc.org",
            "code": "72514-3",
            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
        }
    ]
}
_SURVEY = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}],
    "text": "Reported by the person",
}
_SUBJECT = {"type": "Patient", "display": "The person who keeps this diary"}
"""FHIR wants a subject for a Procedure. Nobody is named; who receives the bundle knows from whom it came."""
_STATUSES: dict[str, str] = {SessionOutcome.COMPLETED: "completed", SessionOutcome.WITHHELD: "not-done"}
_OUTCOMES: dict[str, str] = {
    SessionOutcome.STOPPED: "Stopped by the person.",
    SessionOutcome.INTERRUPTED: "Broken off; what was done until then was kept.",
    SessionOutcome.WITHHELD: "Not done because of a warning sign.",
}


class BundleKind(Word):
    """What the bundle is for: to be read, or to be taken in by a server."""

    COLLECTION = "collection"
    TRANSACTION = "transaction"


class FhirOptions(Value):
    """How a bundle is made.

    Attributes:
        kind: a transaction makes each resource only where its identifier is not known yet.
        notes: whether the person's own notes go along, which may name somebody.
        now: when the bundle was made, with an offset.
    """

    kind: BundleKind
    notes: bool
    now: datetime


def fhir_bundle(entries: list[Entry], options: FhirOptions) -> Resource:
    """The bundle of the pain entries and sessions among some entries."""
    resources = [resource for entry in entries for resource in _resources(entry, options)]
    return {
        "resourceType": "Bundle",
        "type": options.kind.value,
        "timestamp": options.now.isoformat(),
        **({"entry": [_part(resource, options.kind) for resource in resources]} if resources else {}),
    }


def _part(resource: Resource, kind: BundleKind) -> Resource:
    """An entry of the bundle. A server that knows the identifier already leaves what it has as it is."""
    name = resource["identifier"][0]["value"]
    part: Resource = {"fullUrl": name, "resource": resource}
    if kind is BundleKind.TRANSACTION:
        part["request"] = {
            "method": "POST",
            "url": resource["resourceType"],
            "ifNoneExist": f"identifier={_URI_SYSTEM}|{name}",
        }
    return part


def _resources(entry: Entry, options: FhirOptions) -> Iterator[Resource]:
    if entry["type"] == EntryType.PAIN:
        yield from _pain(entry, options)
    elif entry["type"] == EntryType.SESSION:
        yield from _session(entry, options)


def _pain(entry: Entry, options: FhirOptions) -> Iterator[Resource]:
    score = _score(entry)
    if score is None:
        return
    resource = _observation(entry["id"], score, _stamp(moment_of(entry)))
    place = _place(entry)
    if place:
        resource["bodySite"] = {"text": place}
    parts = [
        {"code": {**_PAIN_CODE, "text": f"Pain in the {part}"}, "valueQuantity": _quantity(entry[part])}
        for part in ("leg", "back")
        if _score({"score": entry.get(part)}) is not None
    ]
    if entry.get("furthest") in tuple(Furthest):
        parts.append({"code": {"text": "Furthest point down the leg"}, "valueString": entry["furthest"]})
    if parts:
        resource["component"] = parts
    yield {**resource, **_note([entry.get("note")] if options.notes else [])}


def _score(pain: object) -> int | None:
    """A score that the scale has; none for a slip of a hand in the file."""
    score = score_of(pain)
    return score if score is not None and LOWEST_SCORE <= score <= HIGHEST_SCORE else None


def _place(entry: Entry) -> str:
    """Where it hurts, in words, as far as the person said."""
    side, furthest = entry.get("side"), entry.get("furthest")
    words = {PainSide.BOTH: "both sides"}.get(PainSide(side), f"{side} side") if side in tuple(PainSide) else ""
    far = f"down to the {furthest}" if furthest in tuple(Furthest) and furthest != Furthest.NONE else ""
    return ", ".join(filter(None, (words, far)))


def _session(entry: Entry, options: FhirOptions) -> Iterator[Resource]:
    outcome = str(entry.get("outcome"))
    start = _stamp(moment_of(entry))
    end = _end_of(entry)
    resource: Resource = {
        "resourceType": "Procedure",
        "identifier": _identifier(entry["id"]),
        "status": _STATUSES.get(outcome, "stopped"),
        "code": {"text": "Home exercise session"},
        "subject": _SUBJECT,
        "performedPeriod": {"start": start, **({"end": end} if end else {})},
    }
    if outcome in _OUTCOMES:
        resource["statusReason"] = {"text": _OUTCOMES[outcome]}
    told = [_exercise(record) for record in records_of(entry)]
    yield {**resource, **_note([*told, entry.get("note") if options.notes else ""])}
    moments = (
        ("pain_before", "before the session", start, _score(entry.get("pain_before"))),
        ("pain_during", "in the session, at most", end or start, highest_during(entry)),
        ("pain_after", "after the session", end or start, _score(entry.get("pain_after"))),
    )
    for key, words, moment, score in moments:
        if score is not None:
            observation = _observation(f"{entry['id']}/{key}", score, moment)
            observation["code"] = {**_PAIN_CODE, "text": f"Pain {words}"}
            observation["partOf"] = [{"reference": resource["identifier"][0]["value"]}]
            yield observation


def _end_of(entry: Entry) -> str:
    """When a session ended; empty when that is not known, or lies before its start."""
    try:
        end = moment_of({"at": entry.get("ended_at")})
    except (ValueError, TypeError):
        return ""
    return _stamp(end) if end >= moment_of(entry) else ""


def _stamp(moment: datetime) -> str:
    """A moment as FHIR writes it, whose offsets have no seconds."""
    offset = moment.utcoffset()
    whole = offset is not None and not offset.total_seconds() % 60
    return (moment if whole else moment.astimezone(UTC)).isoformat()


def _exercise(record: dict[str, Any]) -> str:
    """An exercise that was done, in a line."""
    side = f", {record['side']} side" if record.get("side") else ""
    outcome = str(record.get("outcome")).replace("-", " ")
    reps = f", {record.get('reps_done')} of {record.get('reps_planned')} reps" if record.get("reps_planned") else ""
    return f"{record.get('exercise')}{side}: {outcome}{reps}, {record.get('seconds')} seconds"


def _observation(name: str, score: int, moment: str) -> Resource:
    return {
        "resourceType": "Observation",
        "identifier": _identifier(name),
        "status": "final",
        "category": [_SURVEY],
        "code": _PAIN_CODE,
        "subject": _SUBJECT,
        "effectiveDateTime": moment,
        "valueQuantity": _quantity(score),
    }


def _quantity(score: int) -> Resource:
    return {"value": score, "unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}


def _identifier(name: str) -> list[Resource]:
    """The same name for the same part of an entry in each export, and the id of the log in none of them."""
    return [{"system": _URI_SYSTEM, "value": f"urn:uuid:{uuid5(NAMESPACE_URL, f'coach:{name}')}"}]


def _note(texts: list[Any]) -> Resource:
    notes = [{"text": clean(text)} for text in texts if isinstance(text, str) and text.strip()]
    return {"note": notes} if notes else {}
