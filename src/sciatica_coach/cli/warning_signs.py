"""The warning signs before a session and in `coach check`: asked, judged, kept in the journal."""

from collections.abc import Callable, Iterable
from functools import cached_property

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import choose
from sciatica_coach.cli.output import note, say
from sciatica_coach.cli.weekly_due import is_due, last_measure
from sciatica_coach.cli.wishes import Wishes
from sciatica_coach.errors import UsageError
from sciatica_coach.files.profile import save_profile
from sciatica_coach.model.condition import Condition
from sciatica_coach.model.entry import Entry, EntryType, texts_in
from sciatica_coach.model.gate import Gate
from sciatica_coach.model.plan import Withheld
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.safety import (
    Assessment,
    Hold,
    Person,
    assess,
    closed_gates,
    current_hold,
    hold_cards,
    lasting_gates,
    may_clear,
    resting_today,
    seen_signs,
)
from sciatica_coach.model.safety_rules import Answer, Asked, Level, SafetyRules, Sign
from sciatica_coach.model.text import did_you_mean, one_line
from sciatica_coach.model.value import Value, replace
from sciatica_coach.terminal.pages import fits, pages
from sciatica_coach.terminal.questions import ask, read_yes

BEFORE_SESSION = (Asked.EACH_SESSION, Asked.WEEKLY)


FIRST_SETUP = (
    "Are you pregnant, or did you give birth in the past year? Then press Ctrl-C and type `coach setup` first: "
    "the exercises are chosen by it."
)
TOO_TALL = "This is taller than your screen: scroll up to read all of it, or type l for pages."
LIST, UNSURE = "list", "unsure"
STILL_PAUSED = "Sessions stay paused until a clinician has told you that exercise is fine."
AFTER_ALL = "You said yes, or not sure. None of them after all? y: none.   Enter: the list once more. "


class Standing(Value):
    """How things stand before a session: what is closed, what withholds it, and what the journal is told.

    It is to be gentle when a sign was named that a clinician should hear of (clinical rule C1, yellow).
    """

    gates: frozenset[Gate] = frozenset()
    withheld: Withheld | None = None
    checks: tuple[Entry, ...] = ()
    gentle: bool = False


class Said(Value):
    """What options say of warning signs, in place of the questions.

    Attributes:
        signs: ids of signs that are there.
        no_signs: that there is none.
        unchanged: ids of signs that a clinician has seen, and that are not worse since.
        clinician: what a clinician said of the signs that hold the sessions.
    """

    signs: tuple[str, ...] = ()
    no_signs: bool = False
    unchanged: tuple[str, ...] = ()
    clinician: Answer | None = None


def said_of(wishes: Wishes) -> Said:
    """What options say of warning signs."""
    clinician = choose(wishes.clinician, Answer, "--clinician")
    return Said(signs=wishes.signs, no_signs=wishes.no_signs, unchanged=wishes.unchanged, clinician=clinician)


class WarningSigns:
    """Asks for warning signs, and knows what earlier ones still hold.

    Args:
        coach: the run of the program.
        entries: the check entries of the journal, ordered by time.
    """

    def __init__(self, coach: Coach, entries: list[Entry]) -> None:
        self._coach = coach
        self._entries = list(entries)
        self._checks: list[Entry] = []
        self._is_first_run = False

    @property
    def rules(self) -> SafetyRules:
        """The signs and cards: their file is read when something is asked, named or held, since that takes 4 ms."""
        return self._coach.library.safety()

    @cached_property
    def _person(self) -> Person:
        profile = self._coach.profile
        stage = profile.stage_on(self._coach.today)
        return Person(stage=stage, born=profile.born, emergency_number=profile.emergency_number, facts=self._facts())

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The signs that matter at the user's stage."""
        return self.rules.for_stage(self._person.stage.kind)

    def give_notice(self, *, asks: bool, hint: str = FIRST_SETUP) -> None:
        """On the first run: what this program is and is not. It counts as read only when somebody says so.

        Then the one question before a session is about the history, too.

        Args:
            asks: whether somebody can say so.
            hint: said with it where nothing is known of the user yet.
        """
        if self._coach.profile.notice_read:
            return
        words = self.rules.notice.replace(
            "{emergency}", self._coach.profile.emergency_number or self.rules.emergency_numbers
        )
        if not asks:
            note(words)
            return
        say(words)
        if hint and not self._coach.home.profile.exists():
            say(hint)
        ask("Press Enter when you have read this: ", one_line, "")
        save_profile(self._coach.home, replace(self._coach.profile, notice_read=self._coach.today))
        self._is_first_run = True

    def hold(self) -> Hold | None:
        """What holds the sessions at this moment."""
        return current_hold(self.rules, self._entries) if self._entries else None

    def hold_card(self, hold: Hold) -> str:
        """The card of a hold, once more."""
        return "\n".join(hold_cards(self.rules, hold, self._person))

    def before_session(self, said: Said, *, asks: bool) -> Standing:
        """Everything about warning signs that comes before a session.

        Args:
            said: what was said of signs by options.
            asks: whether somebody can be asked.

        Raises:
            UsageError: there is no sign of that id, or it is not said what else there is beside a slip.
        """
        if said == Said(no_signs=True) and not self._entries:
            return Standing()  # nothing is to be judged, and no file of signs to be read for it
        hold, waits = self.hold(), ""
        if hold and said.clinician:
            waits = self._clear(hold, said.clinician, self._instead_of_slip(said))
        elif hold and (new := self._assess(said)) and new.signs:  # what is new joins what holds already
            self._keep(new)
        elif hold and asks:
            waits = self._ask_clearing(hold)
        hold = self.hold()
        if hold:
            card = waits or self.hold_card(hold)
            return self._standing(Withheld(level=hold.level.value, text=card), hold.signs)
        rest = self._rest()
        return self._standing(rest, ()) if rest else self._judged(said, asks=asks)

    def _judged(self, said: Said, *, asks: bool) -> Standing:
        """How things stand by the signs that are said or asked for now, where no earlier ones hold."""
        assessment = self._assess(said) or (self._asked(self._ask_one()) if asks else None)
        if assessment is None:
            note(f"{self.rules.not_asked}\n{self.short_list()}")
            return self._standing(None, ())
        if assessment.signs:
            self._keep(assessment)
        if assessment.holds:
            text = "\n".join(assessment.cards)
            level = assessment.level.value if assessment.level else ""
            return self._standing(Withheld(level=level, text=text), assessment.signs)
        for card in assessment.cards:
            note(card)
        return self._standing(None, assessment.signs, level=assessment.level)

    @property
    def lasting_gates(self) -> frozenset[Gate]:
        """The kinds of exercises that an earlier sign closes for the rest of a pregnancy."""
        if not self._entries or self._person.stage.kind is not StageKind.PREGNANCY:
            return frozenset()
        return lasting_gates(self.rules, self._entries, self._coach.now)

    def without_asking(self, given: Iterable[str]) -> Standing:
        """How things stand by what is known already, for a preview: nothing is asked and nothing kept."""
        hold = self.hold()
        ticked = assess(self.rules, [self._known(sign) for sign in given], self._person)
        if ticked.holds and ticked.level and (ticked.level is Level.RED or not hold):
            withheld: Withheld | None = Withheld(level=ticked.level.value, text="\n".join(ticked.cards))
        elif hold:
            withheld = Withheld(level=hold.level.value, text=self.hold_card(hold))
        else:
            withheld = self._rest()
        return self._standing(withheld, (*ticked.signs, *(hold.signs if hold else ())), level=ticked.level)

    def check(self, said: Said, *, asks: bool) -> Assessment | None:
        """One round of questions outside of a session; none when nothing was asked or said."""
        assessment = self._assess(said) or (self._asked(self._ask_list(self.signs)) if asks else None)
        if assessment:
            self._keep(assessment)
        return assessment

    def check_facts(self) -> Assessment:
        """Ask for what seldom changes: history, age, and what speaks against exercise in pregnancy."""
        facts = tuple(sign for sign in self.signs if sign.asked is Asked.FIRST_RUN)
        assessment = assess(self.rules, self._ask_list(facts) if facts else (), self._person)
        if assessment.signs:
            self._keep(assessment)
        return assessment

    def refer(self, signs: Iterable[str], said: Said, *, asks: bool) -> Withheld | None:
        """Hold the sessions for signs that were counted from the log, unless somebody says that they were seen."""
        self._keep(assess(self.rules, signs, self._person))
        hold = self.hold()
        waits = ""
        if hold and said.clinician:
            waits = self._clear(hold, said.clinician, self._instead_of_slip(said))
            hold = self.hold()
        elif hold and asks:
            waits = self._ask_clearing(hold)
            hold = self.hold()
        return Withheld(level=hold.level.value, text=waits or self.hold_card(hold)) if hold else None

    def after_session(self, given: Iterable[str] | None) -> Assessment:
        """What a session brought on in pregnancy and in the year after a birth (C3, C4, D0): as given, or asked for."""
        stage = self._person.stage
        late = stage.kind is StageKind.POSTPARTUM and (stage.week or 0) > self.rules.after_session.last_week_after_birth
        signs = () if late else tuple(sign for sign in self.signs if sign.after_session)
        if given is not None:
            ticked = [self._known(sign) for sign in given]
        else:
            ticked = self._ask_list(signs, self.rules.after_session.question) if signs else []
        before = {sign for entry in self._entries for sign in texts_in(entry, "signs")}
        second = {sign.id: sign.second_time for sign in signs if sign.second_time and sign.id in before}
        return assess(self.rules, [second.get(sign, sign) for sign in ticked], self._person)

    def keep_after_session(self, assessment: Assessment, session: str, exercise: str | None) -> None:
        """Note what a session brought on, and which exercise of it."""
        self._note_check(assessment.signs, assessment.level, None, session=session, exercise=exercise)

    @property
    def checks(self) -> tuple[Entry, ...]:
        """The check entries that have arisen, to be saved."""
        return tuple(self._checks)

    def _asks_weekly(self) -> bool:
        """Whether the signs that are asked for once a week are due: on the first day, and with the weekly questions."""
        coach = self._coach
        first = coach.journal.latest(lambda entry: entry["type"] == EntryType.SESSION) is None
        return first or is_due(coach, last_measure(coach))

    def short_list(self, *also: Asked) -> str:
        """The signs of each session in a few words each, on a few lines; and those that are due as well."""
        words = dict.fromkeys(sign.short for sign in self.signs if sign.asked in (Asked.EACH_SESSION, *also))
        return "; ".join(words) + "."

    def whole_list(self) -> str:
        """Every sign in full, numbered."""
        return "\n".join(f"{number:>3}. {sign.ask}" for number, sign in enumerate(self.signs, start=1))

    def _facts(self) -> frozenset[str]:
        """What makes another sign more urgent: history that was cleared, and an epidural in the first weeks."""
        first_run = {sign.id for sign in self.rules.signs if sign.asked is Asked.FIRST_RUN}
        facts = seen_signs(self.rules, self._entries) & first_run
        profile, stage = self._coach.profile, self._coach.profile.stage_on(self._coach.today)
        if stage.kind is not StageKind.POSTPARTUM or Condition.EPIDURAL not in profile.conditions:
            return facts
        weeks = self._coach.library.response_rules().nerve_weeks_after_birth.value
        return facts | {Condition.EPIDURAL.value} if (stage.week or 0) < weeks else facts

    def _rest(self) -> Withheld | None:
        """What keeps the rest of today free of sessions."""
        signs = resting_today(self.rules, self._entries, self._coach.today, self._coach.day_begins)
        if not signs:
            return None
        cards = assess(self.rules, signs, self._person).cards
        return Withheld(level=Level.YELLOW.value, text="\n".join((*cards, "Sessions start again tomorrow.")))

    def _standing(self, withheld: Withheld | None, signs: Iterable[str], *, level: Level | None = None) -> Standing:
        gates = closed_gates(self.rules, signs) | self.lasting_gates
        return Standing(gates=gates, withheld=withheld, checks=self.checks, gentle=level is Level.YELLOW)

    def _assess(self, said: Said) -> Assessment | None:
        """What the signs that options name mean; none without any. Only what a clinician has seen can be unchanged."""
        if not said.signs and not said.no_signs:
            return None
        seen = seen_signs(self.rules, self._entries)
        for sign in said.unchanged:
            if self._known(sign) not in seen:
                note(f"You have not told here that a clinician looked at `{sign}`: it counts as new.")
        signs = [self._known(sign) for sign in said.signs]
        return assess(self.rules, signs, self._person, seen.intersection(said.unchanged))

    def _asked(self, ticked: list[str]) -> Assessment:
        return assess(self.rules, ticked, self._person, self._ask_unchanged(ticked))

    def _known(self, sign: str) -> str:
        if self.rules.sign(sign) is None:
            ids = tuple(one.id for one in self.rules.signs)
            hint = did_you_mean(sign, ids) or f"There are {', '.join(ids)}."
            raise UsageError(f"There is no warning sign `{one_line(sign)}`.", hint)
        return sign

    def _ask_one(self) -> list[str]:
        """The one question before a session: Enter when there is none, anything else opens the list."""
        weekly = (Asked.WEEKLY,) if self._asks_weekly() else ()
        history = (Asked.FIRST_RUN,) if self._is_first_run else ()
        question = f"{self.rules.one_question}\n{self.short_list(*weekly, *history)}"
        say(question if fits(question) else f"{question}\n{TOO_TALL}")
        answer = ask("Enter: none of these.   y: yes, or not sure.   l: the whole list. ", _read_opening, "")
        listed = tuple(sign for sign in self.signs if sign.asked in (*BEFORE_SESSION, *history))
        ticked = self._ask_list(listed) if answer else []
        if answer == UNSURE and not ticked and ask(AFTER_ALL, read_yes, "y or n.") is not True:
            ticked = self._ask_list(listed)
        return ticked

    def _ask_list(self, signs: tuple[Sign, ...], intro: str = "") -> list[str]:
        say(intro or self.rules.list_intro)
        *first, last = pages([f"{number:>3}. {sign.ask}" for number, sign in enumerate(signs, start=1)])
        numbers = [number for page in first for number in self._ask_page(page, "Enter: go on", len(signs))]
        numbers += self._ask_page(last, "Enter when none does", len(signs))
        return [signs[number - 1].id for number in dict.fromkeys(numbers)]

    def _ask_page(self, page: list[str], enter: str, highest: int) -> list[int]:
        say("\n".join(page))
        numbers = ask(
            f"The numbers of those that apply, or may apply; {enter}: ",
            lambda answer: _numbers(answer, highest),
            f"Numbers from 1 to {highest}, with commas between them.",
        )
        return numbers or []

    def _ask_unchanged(self, ticked: list[str]) -> list[str]:
        """Of the ticked signs that a clinician has seen: those that have not changed since."""
        seen = seen_signs(self.rules, self._entries)
        known = (self.rules.sign(name) for name in ticked if name in seen)
        question = f"{self.rules.clearing.changed_question} [Y/n] "
        return [sign.id for sign in known if sign and ask(f"{sign.ask}: {question}", _read_unless_no, "") is False]

    def _ask_clearing(self, hold: Hold) -> str:
        """Ask what a clinician said. What to say in place of the card, when the sessions only have to wait now."""
        say(self.hold_card(hold))
        replies = self.rules.clearing.replies
        say(self.rules.clearing.question)
        say("\n".join(f"{number:>3}. {reply.text}" for number, reply in enumerate(replies, start=1)))
        choice = ask("Number: ", lambda answer: _numbers(answer, len(replies), most=1), f"1 to {len(replies)}.")
        answer = replies[choice[0] - 1].id if choice else Answer.NOT_YET
        waits = self._clear(hold, answer, self._ask_red)
        is_told = hold.level is Level.AMBER and answer in (Answer.TOLD_NOT, Answer.NOT_YET)
        return waits or (STILL_PAUSED if is_told else "")  # a red card comes once more, as the last line

    def _ask_red(self) -> Assessment:
        """Every red sign once more, after a slip of the key."""
        red = tuple(sign for sign in self.signs if sign.level is Level.RED)
        return assess(self.rules, self._ask_list(red), self._person)

    def _instead_of_slip(self, said: Said) -> Callable[[], Assessment]:
        """What options say of all the signs, which has to be said beside a slip of the key."""

        def again() -> Assessment:
            found = self._assess(said)
            if found is None:
                raise UsageError("A slip does not say what else there is.", "Add --no-signs, or --sign with its id.")
            return found

        return again

    def _clear(self, hold: Hold, answer: Answer, again: Callable[[], Assessment]) -> str:
        """Keep what a clinician said of a hold; what to say in place of the card, when the sessions only have to wait.

        Args:
            hold: what holds the sessions.
            answer: what was said.
            again: all signs once more, after a slip of the key.
        """
        found = again() if answer is Answer.SLIP else None
        self._note_check(found.signs if found else (), found.level if found else None, answer)
        if answer is not Answer.TOLD_FINE or may_clear(self.rules, hold, self._coach.now):
            return ""
        hours = self.rules.clearing.red_wait_hours
        return f"Good. Sessions start again tomorrow, and not before {hours:g} hours have passed."

    def _keep(self, assessment: Assessment) -> None:
        self._note_check(assessment.signs, assessment.level, None)

    def _note_check(
        self, signs: tuple[str, ...], level: Level | None, answer: Answer | None, **about: str | None
    ) -> None:
        entry: Entry = {
            "id": self._coach.new_id,
            "type": EntryType.CHECK.value,
            "at": self._coach.now.isoformat(),
            "signs": list(signs),
            "level": level.value if level else None,
            "answer": answer.value if answer else None,
            **about,
            "rules": self._coach.library.rules_version,
        }
        self._entries.append(entry)
        self._checks.append(entry)


def _read_opening(answer: str) -> str:
    """What opens the list, if anything does: the wish to see it, or a sign that is there, or may be."""
    if not _read_unless_no(answer):
        return ""
    return LIST if answer.lower() in ("l", "list") else UNSURE


def _read_unless_no(answer: str) -> bool:
    """Whether an answer is anything but a plain no: `not sure` counts as yes."""
    return answer.lower() not in ("n", "no", "none")


def _numbers(answer: str, highest: int, most: int = 100) -> list[int] | None:
    words = answer.replace(",", " ").split()
    known = all(word.isascii() and word.isdecimal() and 1 <= int(word) <= highest for word in words)
    return [int(word) for word in words] if known and 1 <= len(words) <= most else None
