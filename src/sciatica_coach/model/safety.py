"""Warning signs: which there are, what the ticked ones mean, and whether sessions are held because of them.

Every sign, level and wording stands with its source in `routines/rules/safety.yaml`. Nothing here says
that anything is well: the absence of a tick is only that.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sciatica_coach.model.entry import Entry, EntryType, moment_of, shown, texts_in
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.gate import Gate, GateName, read_gate
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.sourced import read_sourced
from sciatica_coach.model.stage import DAYS_OF_PREGNANCY, Stage
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of


class Level(StrEnum):
    """How urgent a warning sign is."""

    RED = "red"
    AMBER = "amber"
    YELLOW = "yellow"


_URGENCY = {None: 0, Level.YELLOW: 1, Level.AMBER: 2, Level.RED: 3}
HOLDING = (Level.RED, Level.AMBER)


class Asked(StrEnum):
    """When a sign is asked for."""

    EACH_SESSION = "each-session"
    FIRST_RUN = "first-run"
    WEEKLY = "weekly"
    AFTER_SESSION = "after-session"
    FROM_LOG = "from-log"


class Answer(StrEnum):
    """What the user says about a sign that holds the sessions."""

    TOLD_FINE = "told-fine"
    TOLD_NOT = "told-not"
    NOT_YET = "not-yet"
    SLIP = "slip"


class Sign(Value):
    """One warning sign. `raised_to` is its level when one of `raised_by` is ticked too.

    `second_time` is the sign that it is when it comes again.
    """

    id: str
    short: str
    ask: str
    say: str
    level: Level
    card: str
    stages: tuple[StageKind, ...]
    asked: Asked
    raised_to: Level | None
    raised_by: tuple[str, ...]
    raised_card: str
    gates: tuple[GateName, ...]
    after_session: bool
    no_more_today: bool
    second_time: str
    source: tuple[str, ...]


class Reply(Value):
    """An answer to the question that clears a hold, and its words."""

    id: Answer
    text: str


class SafetyRules(Value):
    """All warning signs, the wording of every card, and how a hold is cleared."""

    signs: tuple[Sign, ...]
    gates: tuple[Gate, ...]
    after_session_question: str
    after_session_last_week: int
    cards: dict[str, str]
    clearing_question: str
    replies: tuple[Reply, ...]
    changed_question: str
    red_wait_hours: float
    red_not_before_next_day: bool
    none_ticked: str
    after_stop: str
    not_asked: str
    emergency_numbers: str
    one_question: str
    list_intro: str
    notice: str

    def for_stage(self, kind: StageKind) -> tuple[Sign, ...]:
        """The signs that are asked for at a stage."""
        return tuple(sign for sign in self.signs if kind in sign.stages and sign.asked is not Asked.FROM_LOG)

    def sign(self, sign_id: str) -> Sign | None:
        """A sign by its id."""
        return next((sign for sign in self.signs if sign.id == sign_id), None)


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
    judged = [(*_judge(sign, known, seen, cause.get(sign.id)), sign) for sign in known]
    judged.sort(key=lambda row: -_URGENCY[row[0]])
    highest = judged[0][0] if judged else None
    texts: dict[str, list[str]] = {}
    for level, card, sign in judged:
        if level is highest or level in HOLDING:
            texts.setdefault(card, []).append(sign.say)
    cards = tuple(_fill(rules, card, says, person) for card, says in texts.items())
    return Assessment(level=highest, cards=cards, signs=tuple(sign.id for sign in known))


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
    for entry in shown(entries, EntryType.CHECK):
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
    for entry in shown(entries, EntryType.CHECK):
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
    waited = (moment - hold.since).total_seconds() >= rules.red_wait_hours * 3600
    return waited and (not rules.red_not_before_next_day or day_of(moment) > day_of(hold.since))


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


SIGN_KEYS = frozenset(Sign.value_names)
RULE_KEYS = frozenset(
    {
        "signs",
        "gates",
        "after_session",
        "cards",
        "clearing",
        "none_ticked",
        "after_stop",
        "not_asked",
        "emergency_numbers",
        "one_question",
        "list_intro",
        "new_means",
        "notice",
    }
)


def read_safety(mapping: Mapping, faults: list[Fault]) -> SafetyRules:
    """The warning signs from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, RULE_KEYS, "The warning signs")
    for key in sorted(RULE_KEYS):
        fields.require(key, "…")
    signs = fields.mappings("signs", lambda node: _read_sign(node, faults))
    gates = fields.mappings("gates", lambda node: read_gate(node, faults))
    after = fields.mapping("after_session", lambda node: _read_after_session(node, faults)) or ("", 0)
    cards = fields.mapping("cards", lambda node: _read_cards(node, faults)) or {}
    _check_names(fields, signs, cards)
    _check_gates(fields, signs, gates)
    clearing = fields.mapping("clearing", lambda node: _read_clearing(node, faults))
    question, replies, changed, hours, next_day = clearing or ("", (), "", 12.0, True)
    return SafetyRules(
        signs=signs,
        gates=gates,
        after_session_question=after[0],
        after_session_last_week=after[1],
        cards=cards,
        clearing_question=question,
        replies=replies,
        changed_question=changed,
        red_wait_hours=hours,
        red_not_before_next_day=next_day,
        none_ticked=fields.text("none_ticked"),
        after_stop=fields.text("after_stop"),
        not_asked=fields.text("not_asked"),
        emergency_numbers=fields.text("emergency_numbers"),
        one_question=fields.text("one_question"),
        list_intro=fields.text("list_intro", longest=LONGEST_CARD),
        notice=fields.text("notice", longest=LONGEST_CARD),
    )


def _check_names(fields: Fields, signs: tuple[Sign, ...], cards: dict[str, str]) -> None:
    """Note the cards and signs that are named and not there, and ids that come twice."""
    for card in ALWAYS_NEEDED:
        if card not in cards:
            fields.fault(fields.line_of("cards"), f"The program needs a card `{card}`: add it.")
    ids = [sign.id for sign in signs]
    for sign in signs:
        for card in (sign.card, sign.raised_card):
            if card and card not in cards:
                fields.fault(fields.line_of("cards"), f"The sign `{sign.id}` needs a card `{card}`: add it.")
        if sign.second_time and sign.second_time not in ids:
            fault = f"The sign `{sign.id}` is `{sign.second_time}` the second time, which is none."
            fields.fault(fields.line_of("signs"), fault)
        for other in sign.raised_by:
            if other not in ids:
                fields.fault(fields.line_of("signs"), f"The sign `{sign.id}` is raised by `{other}`, which is none.")
        if ids.count(sign.id) > 1:
            fields.fault(fields.line_of("signs"), f"The id `{sign.id}` comes twice: choose another for one of them.")


def _check_gates(fields: Fields, signs: tuple[Sign, ...], gates: tuple[Gate, ...]) -> None:
    """Note the kinds of exercises that a sign closes and that have no row, or two."""
    names = [gate.id for gate in gates]
    for name in dict.fromkeys(name for sign in signs for name in sign.gates):
        if names.count(name) != 1:
            fields.fault(fields.line_of("gates"), f"A sign closes `{name}`: `gates` needs one row of that id.")


LONGEST_CARD = 1200
ALWAYS_NEEDED = ("red-emergency", "amber", "yellow")


def _read_sign(mapping: Mapping, faults: list[Fault]) -> Sign:
    fields = Fields(mapping, faults, SIGN_KEYS, "A warning sign")
    for key in ("id", "short", "ask", "say", "level", "card", "stages", "asked", "source"):
        fields.require(key, "…")
    return Sign(
        id=fields.text("id"),
        short=fields.text("short"),
        ask=fields.text("ask"),
        say=fields.text("say"),
        level=fields.choice("level", Level, Level.RED),
        card=fields.text("card"),
        stages=fields.words("stages", StageKind),
        asked=fields.choice("asked", Asked, Asked.EACH_SESSION),
        raised_to=fields.choice("raised_to", Level, Level.RED) if fields.has("raised_to") else None,
        raised_by=fields.texts("raised_by"),
        raised_card=fields.text("raised_card"),
        gates=fields.words("gates", GateName),
        after_session=fields.has("after_session") and fields.flag("after_session"),
        no_more_today=fields.has("no_more_today") and fields.flag("no_more_today"),
        second_time=fields.text("second_time"),
        source=fields.texts("source", at_least=1),
    )


def _read_after_session(mapping: Mapping, faults: list[Fault]) -> tuple[str, int]:
    fields = Fields(mapping, faults, frozenset({"question", "last_week_after_birth"}), "`after_session`")
    for key in ("question", "last_week_after_birth"):
        fields.require(key, "…")
    weeks = read_sourced(fields, "last_week_after_birth", lambda inner: inner.whole("value", 52), 52)
    return fields.text("question"), weeks.value


def _read_cards(mapping: Mapping, faults: list[Fault]) -> dict[str, str]:
    names = frozenset(key.text for key, _ in mapping.pairs)
    fields = Fields(mapping, faults, names, "`cards`")
    return {name: fields.text(name, longest=LONGEST_CARD) for name in sorted(names)}


_Clearing = tuple[str, tuple[Reply, ...], str, float, bool]


def _read_clearing(mapping: Mapping, faults: list[Fault]) -> _Clearing:
    known = frozenset({"question", "answers", "changed", "red_wait_hours", "red_not_before_next_day"})
    fields = Fields(mapping, faults, known, "`clearing`")
    for key in sorted(known):
        fields.require(key, "…")
    replies = fields.mappings("answers", lambda node: _read_reply(node, faults))
    hours = read_sourced(fields, "red_wait_hours", lambda inner: inner.seconds("value", 12), 12.0)
    next_day = read_sourced(fields, "red_not_before_next_day", lambda inner: inner.flag("value"), default=True)
    return (
        fields.text("question"),
        replies,
        fields.text("changed"),
        hours.value,
        next_day.value,
    )


def _read_reply(mapping: Mapping, faults: list[Fault]) -> Reply:
    fields = Fields(mapping, faults, frozenset({"id", "text"}), "An answer")
    return Reply(id=fields.choice("id", Answer, Answer.NOT_YET), text=fields.text("text"))
