"""Warning signs: what the ticked ones mean together, and whether sessions are held because of them.

Which signs there are, with their levels and wording, is `safety_rules.py`. Nothing here says that anything is
well: the absence of a tick is only that.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, texts_in
from sciatica_coach.model.gate import Gate, GateName
from sciatica_coach.model.safety_rules import Answer, Level, SafetyRules, Sign
from sciatica_coach.model.stage import DAYS_OF_PREGNANCY, Stage
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of

_URGENCY = {Level.YELLOW: 1, Level.AMBER: 2, Level.RED: 3}
HOLDING = (Level.RED, Level.AMBER)


class Person(Value):
    """What the wording of a card depends on, and the facts that make another sign more urgent.

    `facts` are ids of signs: of the profile, or asked at first run and cleared since.
    """

    stage: Stage
    born: date | None = None
    emergency_number: str = ""
    facts: frozenset[str] = frozenset()


class Assessment(Value):
    """What the ticked signs mean: the highest level, and the cards to show, most urgent first."""

    level: Level | None
    cards: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether sessions are held."""
        return self.level in HOLDING


class Hold(Value):
    """Signs that hold the sessions until the user says what a clinician said."""

    level: Level
    signs: tuple[str, ...]
    since: datetime


def assess(rules: SafetyRules, ticked: Iterable[str], person: Person, unchanged: Iterable[str] = ()) -> Assessment:
    """What the ticked signs mean together.

    Args:
        rules: the signs and cards.
        ticked: ids of signs. "Unsure" counts as ticked.
        person: for the wording.
        unchanged: ids of ticked signs that a clinician has seen and that have not changed since: yellow.
    """
    named, seen = set(ticked), set(unchanged)
    facts = [one for one in rules.signs if one.id in person.facts and (named - seen).intersection(one.raised_by)]
    known = [sign for sign in rules.signs if sign.id in named or sign in facts]
    cause = {name: fact for fact in facts for name in fact.raised_by}
    judged = [(sign, *_judge(sign, known, seen, cause.get(sign.id))) for sign in known]
    highest = max((level for _, level, _ in judged), key=_URGENCY.__getitem__, default=None)
    return Assessment(level=highest, cards=_cards(rules, judged, person), signs=tuple(sign.id for sign in known))


def _cards(rules: SafetyRules, judged: list[tuple[Sign, Level, str]], person: Person) -> tuple[str, ...]:
    """The cards of the most urgent signs and of all that hold, each once with the signs that it is for."""
    rows = sorted(judged, key=lambda row: -_URGENCY[row[1]])
    says: dict[str, list[str]] = {}
    for sign, level, card in rows:
        if level is rows[0][1] or level in HOLDING:
            says.setdefault(card, []).append(sign.say)
    return tuple(_fill(rules, card, signs, person) for card, signs in says.items())


def _judge(sign: Sign, ticked: list[Sign], seen: set[str], fact: Sign | None = None) -> tuple[Level, str]:
    """How urgent a sign is, and its card; that of the fact which it makes more urgent, where it is less so itself."""
    if sign.id in seen:
        return Level.YELLOW, "yellow"
    raised = _is_raised(sign, ticked)
    level = sign.raised_to if raised and sign.raised_to else sign.level
    card = sign.raised_card if raised and sign.raised_card else sign.card
    if fact:
        other = _judge(fact, ticked, seen)
        return other if _URGENCY[other[0]] > _URGENCY[level] else (level, card)
    return level, card


def _is_raised(sign: Sign, ticked: list[Sign]) -> bool:
    return any(other.id in sign.raised_by for other in ticked)


def resting_today(
    rules: SafetyRules, entries: Iterable[Entry], today: date, begins: int = DAY_BEGINS_AT_HOUR
) -> tuple[str, ...]:
    """The signs of today, which begins at an hour, after which there is no session until tomorrow (C3, C4)."""
    ids = {sign.id for sign in rules.signs if sign.no_more_today}
    of_today = (entry for entry in entries if day_of(moment_of(entry), begins) == today)
    named = {sign: None for entry in of_today for sign in texts_in(entry, "signs")}
    return tuple(sign for sign in named if sign in ids)


def _fill(rules: SafetyRules, card: str, says: list[str], person: Person) -> str:
    """The wording of a card: its form for the stage, with the signs, the week and the numbers put in."""
    wording = rules.cards.get(f"{card}-{person.stage.kind}") or rules.cards[card]
    replacements = {
        "{signs}": says[0] if len(says) == 1 else ", ".join(says[:-1]) + " and " + says[-1],
        "{week}": str(person.stage.week if person.stage.week is not None else "__"),
        "{born}": person.born.isoformat() if person.born else "__",
        "{emergency}": person.emergency_number or rules.emergency_numbers,
    }
    for mark, words in replacements.items():
        wording = wording.replace(mark, words)
    return wording


def current_hold(rules: SafetyRules, entries: list[Entry]) -> Hold | None:
    """The hold that is open after all check entries of a journal, if any. Time alone never clears one."""
    hold: Hold | None = None
    for entry in of_type(entries, EntryType.CHECK):
        if hold and _clears(rules, hold, entry, moment_of(entry)):
            hold = None
        hold = _joined(rules, hold, entry)
    return hold


def hold_cards(rules: SafetyRules, hold: Hold, person: Person) -> tuple[str, ...]:
    """The cards of a hold; one of its level where its signs are of another version of the rules."""
    card = "red-emergency" if hold.level is Level.RED else "amber"
    return assess(rules, hold.signs, person).cards or (_fill(rules, card, ["a warning sign"], person),)


def seen_signs(rules: SafetyRules, entries: list[Entry]) -> frozenset[str]:
    """The signs that a clinician has seen and found no reason against exercise in."""
    seen: set[str] = set()
    hold: Hold | None = None
    for entry in of_type(entries, EntryType.CHECK):
        if hold and _clears(rules, hold, entry, moment_of(entry)):
            seen |= set(hold.signs) if entry.get("answer") == Answer.TOLD_FINE else set()
            hold = None
        hold = _joined(rules, hold, entry)
    return frozenset(seen)


def _joined(rules: SafetyRules, hold: Hold | None, entry: Entry) -> Hold | None:
    """The hold together with that of one more check. Signs of two checks can raise each other."""
    if entry.get("level") not in HOLDING:
        return hold
    new = Level(entry["level"])
    if hold is None:
        return Hold(level=new, signs=texts_in(entry, "signs"), since=moment_of(entry))
    signs = tuple(dict.fromkeys(hold.signs + texts_in(entry, "signs")))
    together = assess(rules, signs, Person(stage=Stage())).level or new
    level = max(hold.level, new, together, key=lambda one: _URGENCY[one])
    return Hold(level=level, signs=signs, since=moment_of(entry))


def _clears(rules: SafetyRules, hold: Hold, entry: Entry, moment: datetime) -> bool:
    answer = entry.get("answer")
    if answer == Answer.SLIP:
        return entry.get("level") not in HOLDING
    return answer == Answer.TOLD_FINE and may_clear(rules, hold, moment)


def may_clear(rules: SafetyRules, hold: Hold, moment: datetime) -> bool:
    """Whether "told it is fine" counts yet: after a red sign not on the same day, nor within some hours."""
    if hold.level is not Level.RED:
        return True
    waited = (moment - hold.since).total_seconds() >= rules.clearing.red_wait_hours * 3600
    return waited and (not rules.clearing.red_not_before_next_day or day_of(moment) > day_of(hold.since))


def closed_gates(rules: SafetyRules, signs: Iterable[str]) -> frozenset[Gate]:
    """The kinds of exercises that ticked or held signs close."""
    ids = set(signs)
    names = {name for sign in rules.signs if sign.id in ids for name in sign.gates}
    return frozenset(gate for gate in rules.gates if gate.id in names)


def lasting_gates(rules: SafetyRules, entries: Iterable[Entry], now: datetime) -> frozenset[Gate]:
    """What stays closed for the rest of a pregnancy: lying flat, once it has made somebody unwell (C3)."""
    recent = [one for one in entries if (now - moment_of(one)).days < DAYS_OF_PREGNANCY]
    ticked = {sign for entry in recent for sign in texts_in(entry, "signs")}
    return frozenset(gate for gate in closed_gates(rules, ticked) if gate.id is GateName.FLAT)
