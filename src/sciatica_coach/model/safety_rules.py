"""The warning signs as `routines/rules/safety.yaml` has them: each with its level, wording and source; and its reader.

What the ticked ones mean together is `safety.py`.
"""

from sciatica_coach.model.fields import Fields
from sciatica_coach.model.gate import Gate, GateName, read_gate
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.sourced import read_sourced, read_sourced_number, read_sourced_whole
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word

LONGEST_CARD = 1200
LONGEST_NEW_DAYS = 200
LAST_WEEK_AFTER_BIRTH = 200
ALWAYS_NEEDED = ("red-emergency", "amber", "yellow")
"""Cards that the program names itself, beside those that the signs name."""


class Level(Word):
    """How urgent a warning sign is."""

    RED = "red"
    AMBER = "amber"
    YELLOW = "yellow"


class Asked(Word):
    """When a sign is asked for."""

    EACH_SESSION = "each-session"
    FIRST_RUN = "first-run"
    WEEKLY = "weekly"
    AFTER_SESSION = "after-session"
    FROM_LOG = "from-log"


class Answer(Word):
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


class Clearing(Value):
    """How a hold is cleared: what is asked, the answers, and how long a red sign holds at the least."""

    question: str = ""
    replies: tuple[Reply, ...] = ()
    changed_question: str = ""
    red_wait_hours: float = 12.0
    red_not_before_next_day: bool = True


class AfterSession(Value):
    """The question after a session, asked until the end of a week after the birth."""

    question: str = ""
    last_week_after_birth: int = 0


class SafetyRules(Value):
    """All warning signs, the wording of every card, and how a hold is cleared."""

    signs: tuple[Sign, ...]
    gates: tuple[Gate, ...]
    after_session: AfterSession
    cards: dict[str, str]
    clearing: Clearing
    none_ticked: str
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


SIGN_KEYS = frozenset(Sign.value_names)
RULE_KEYS = frozenset(
    {
        "signs",
        "gates",
        "after_session",
        "cards",
        "clearing",
        "none_ticked",
        "not_asked",
        "emergency_numbers",
        "one_question",
        "list_intro",
        "new_means_days",
        "notice",
    }
)


def read_safety(mapping: Mapping, faults: list[Fault]) -> SafetyRules:
    """The warning signs from their file; what is wrong goes into `faults`."""
    fields = Fields(mapping, faults, RULE_KEYS, "The warning signs")
    fields.require_all(RULE_KEYS)
    signs = fields.mappings("signs", lambda node: _read_sign(node, faults))
    gates = fields.mappings("gates", lambda node: read_gate(node, faults))
    cards = fields.mapping("cards", lambda node: _read_cards(node, faults)) or {}
    _check_names(fields, signs, cards)
    _check_gates(fields, signs, gates)
    return SafetyRules(
        signs=signs,
        gates=gates,
        after_session=fields.mapping("after_session", lambda node: _read_after_session(node, faults)) or AfterSession(),
        cards=cards,
        clearing=fields.mapping("clearing", lambda node: _read_clearing(node, faults)) or Clearing(),
        none_ticked=fields.text("none_ticked"),
        not_asked=fields.text("not_asked"),
        emergency_numbers=fields.text("emergency_numbers"),
        one_question=fields.text("one_question"),
        list_intro=_read_list_intro(fields),
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


def _read_sign(mapping: Mapping, faults: list[Fault]) -> Sign:
    fields = Fields(mapping, faults, SIGN_KEYS, "A warning sign")
    fields.require_all(("id", "short", "ask", "say", "level", "card", "stages", "asked", "source"))
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


def _read_list_intro(fields: Fields) -> str:
    """The words over the list of signs, with the days for which a sign counts as new put in."""
    days = read_sourced_whole(fields, "new_means_days", most=LONGEST_NEW_DAYS)
    return fields.text("list_intro", longest=LONGEST_CARD).replace("{days}", str(days.value))


def _read_after_session(mapping: Mapping, faults: list[Fault]) -> AfterSession:
    fields = Fields(mapping, faults, frozenset({"question", "last_week_after_birth"}), "`after_session`")
    fields.require_all(("question", "last_week_after_birth"))
    weeks = read_sourced_whole(fields, "last_week_after_birth", most=LAST_WEEK_AFTER_BIRTH)
    return AfterSession(question=fields.text("question"), last_week_after_birth=weeks.value)


def _read_cards(mapping: Mapping, faults: list[Fault]) -> dict[str, str]:
    names = frozenset(key.text for key, _ in mapping.pairs)
    fields = Fields(mapping, faults, names, "`cards`")
    return {name: fields.text(name, longest=LONGEST_CARD) for name in sorted(names)}


def _read_clearing(mapping: Mapping, faults: list[Fault]) -> Clearing:
    known = frozenset({"question", "answers", "changed", "red_wait_hours", "red_not_before_next_day"})
    fields = Fields(mapping, faults, known, "`clearing`")
    fields.require_all(known)
    replies = fields.mappings("answers", lambda node: _read_reply(node, faults))
    hours = read_sourced_number(fields, "red_wait_hours")
    next_day = read_sourced(fields, "red_not_before_next_day", lambda inner: inner.flag("value"), default=True)
    return Clearing(
        question=fields.text("question"),
        replies=replies,
        changed_question=fields.text("changed"),
        red_wait_hours=hours.value,
        red_not_before_next_day=next_day.value,
    )


def _read_reply(mapping: Mapping, faults: list[Fault]) -> Reply:
    fields = Fields(mapping, faults, frozenset({"id", "text"}), "An answer")
    return Reply(id=fields.choice("id", Answer, Answer.NOT_YET), text=fields.text("text"))
