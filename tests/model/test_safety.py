"""Warning signs: the level of each, the words of each card, and how sessions are held and let go again."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.programme import EXERCISES, LIBRARY, NOW, ago, check, journals

from sciatica_coach.model.entry import Entry
from sciatica_coach.model.gate import Gate, GateName, closing
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.safety import (
    Person,
    assess,
    closed_gates,
    current_hold,
    hold_cards,
    lasting_gates,
    seen_signs,
)
from sciatica_coach.model.safety_rules import Level
from sciatica_coach.model.stage import Stage
from sciatica_coach.model.value import replace

RULES = LIBRARY.safety()
GENERAL = Person(stage=Stage())
PREGNANT = Person(stage=Stage(kind=StageKind.PREGNANCY, week=30), emergency_number="112")
AFTER_BIRTH = Person(stage=Stage(kind=StageKind.POSTPARTUM, week=2), born=date(2026, 11, 3))
PEOPLE = {
    "general": GENERAL,
    "pregnancy": PREGNANT,
    "pregnancy without a due date": Person(stage=Stage(kind=StageKind.PREGNANCY)),
    "after birth": AFTER_BIRTH,
    "after birth without a date": Person(stage=Stage(kind=StageKind.POSTPARTUM, week=0)),
}

LEVELS = {
    Level.RED: """
        saddle-numbness bladder bowel both-legs both-legs-weak sexual-change chest-pain tearing-pain accident
        leg-weakness-sudden unsteady cancer-nerves very-unwell cold-leg fainting-or-seizure headache-or-sight
        thoughts-of-harm bleeding-heavy bleeding-very-heavy headache-stiff-neck epidural-nerves
    """,
    Level.AMBER: """
        both-legs-unchecked leg-weakness fever hot-swollen-limb belly-pain-discharge worst-pain severe-belly-pain
        severe-vomiting extreme-tiredness swollen-face-hands dizzy-stays unwell-in-session bleeding fluid-leak
        contractions baby-moving-less epidural-headache epidural-pain numb-since-birth bad-discharge
        bleeding-more-heavy scar weight-loss night-pain lump cancer-history infection-risk weak-bones first-pain-age
        told-not-to-exercise heart-or-lung-disease weak-cervix twins-early-birth bleeding-later low-placenta
        waters-or-early-labour pre-eclampsia severe-anaemia weak-for-days numb-for-days numb-worse worse-two-weeks
    """,
    Level.YELLOW: """
        unwell-on-back unwell-once small-leaks heaviness doming painful-pubic-bone painful-sex-or-bladder
        bleeding-more epidural
    """,
}
"""The level of each sign when it is ticked alone: sections C2 to C4 of the clinical reference."""

RAISED = {
    "leg-weakness": "saddle-numbness bladder bowel both-legs both-legs-weak both-legs-unchecked sexual-change",
    "both-legs-unchecked": "leg-weakness small-leaks",
    "fever": "infection-risk epidural-headache",
    "hot-swollen-limb": "chest-pain",
    "severe-belly-pain": "bleeding bleeding-heavy",
    "bleeding": "severe-belly-pain",
    "epidural-headache": "fever very-unwell headache-or-sight headache-stiff-neck fainting-or-seizure",
    "numb-since-birth": "small-leaks",
    "weak-for-days": "saddle-numbness bladder bowel both-legs both-legs-weak both-legs-unchecked sexual-change",
    "numb-for-days": "saddle-numbness bladder bowel both-legs both-legs-weak sexual-change",
    "numb-worse": "saddle-numbness bladder bowel both-legs both-legs-weak sexual-change",
    "epidural": "leg-weakness numb-worse",
    "cancer-history": "numb-worse cancer-nerves leg-weakness unsteady saddle-numbness both-legs-weak epidural-nerves",
    "small-leaks": "saddle-numbness bladder bowel both-legs both-legs-unchecked both-legs-weak sexual-change "
    "leg-weakness leg-weakness-sudden numb-since-birth epidural-nerves epidural-headache epidural-pain",
}
"""Which sign becomes red when another is ticked too: C2 rows 4, 9, 10, 11, 12 and the line on small leaks, C3, C4."""

SIGNS = [(level, sign) for level, ids in LEVELS.items() for sign in ids.split()]
PAIRS = [(sign, other) for sign, others in RAISED.items() for other in others.split()]

each_sign = pytest.mark.parametrize("sign", [sign.id for sign in RULES.signs])
each_person = pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE.keys())


def test_every_sign_is_in_the_table() -> None:
    """A sign that is added, dropped or renamed is noticed: people's logs hold the ids."""
    assert sorted(sign.id for sign in RULES.signs) == sorted(sign for _, sign in SIGNS)


@pytest.mark.parametrize(("level", "sign"), SIGNS, ids=str)
def test_level_of_a_sign_alone(level: Level, sign: str) -> None:
    """Ticked alone, each sign has its own level, one card, and holds unless it is yellow."""
    found = assess(RULES, [sign], AFTER_BIRTH)
    assert (found.level, found.signs, len(found.cards)) == (level, (sign,), 1)
    assert found.holds == (level is not Level.YELLOW)


@pytest.mark.parametrize(("sign", "other"), PAIRS, ids=str)
def test_sign_is_raised_by_another(sign: str, other: str) -> None:
    """A sign that another one makes worse is red, stands on a red card, and the order of ticking does not matter."""
    found = assess(RULES, [sign, other], AFTER_BIRTH)
    said = [one.say for one in RULES.signs if one.id == sign]
    assert found.level is Level.RED
    assert [card for card in found.cards if said[0] in card and card.startswith("Stop. Do not exercise.")]
    assert assess(RULES, [other, sign], AFTER_BIRTH) == found


def test_raising_is_named_in_one_table_only() -> None:
    """The table of what raises what is the file's own, but for raisers that are red by themselves and a few more."""
    for sign in RULES.signs:
        assert set(RAISED.get(sign.id, "").split()) <= set(sign.raised_by)
        assert bool(sign.raised_by) == (sign.id in RAISED) == (sign.raised_to is Level.RED) == bool(sign.raised_card)


@each_sign
def test_seen_and_unchanged_is_yellow(sign: str) -> None:
    """What a clinician has seen and what has not changed since is noted for the next visit, and holds nothing."""
    found = assess(RULES, [sign], GENERAL, unchanged=[sign])
    assert (found.level, found.holds) == (Level.YELLOW, False)
    assert found.cards[0].startswith("Worth mentioning at your next visit: ")


def test_seen_and_unchanged_still_raises_another() -> None:
    """An old sign that was cleared does not make light of a new one beside it."""
    found = assess(RULES, ["cancer-history", "leg-weakness"], GENERAL, unchanged=["leg-weakness"])
    assert found.level is Level.RED


@each_person
@each_sign
def test_cards_are_filled(sign: str, person: Person) -> None:
    """No card shows a placeholder at any stage, whatever is known of the person, and each says what to do."""
    for others in ([], [one.id for one in RULES.signs]):
        for card in assess(RULES, [sign, *others], person).cards:
            assert not set(card) & set("{}"), card
            assert len(card) > 60


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (GENERAL, ("999, 112 or 911", "'I have sudden or severe weakness in a leg'")),
        (PREGNANT, ("(112)", "'I am 30 weeks pregnant, and I have sudden", "Lie on your side")),
        (PEOPLE["pregnancy without a due date"], ("'I am __ weeks pregnant",)),
        (AFTER_BIRTH, ("'I gave birth on 2026-11-03, and I have",)),
        (PEOPLE["after birth without a date"], ("'I gave birth on __",)),
    ],
    ids=PEOPLE.keys(),
)
def test_what_to_say_on_the_phone(person: Person, words: tuple[str, ...]) -> None:
    """The red card says whom to call and what to say: the week, the birth, and what is wrong; unknown is a gap."""
    card = assess(RULES, ["leg-weakness-sudden"], person).cards[0]
    assert [part for part in (*words, "Do not drive yourself") if part not in card] == []


def test_amber_card_by_stage() -> None:
    """The amber card names a provider, and the maternity unit in pregnancy and after birth."""
    cards = [assess(RULES, ["fever"], person).cards[0] for person in (GENERAL, PREGNANT, AFTER_BIRTH)]
    assert cards[0].startswith("Please stop and call your provider today about: fever, shivering or feeling ill.")
    assert "maternity unit or provider today, at any hour. Tell them you are 30 weeks pregnant" in cards[1]
    assert "Tell them you gave birth on 2026-11-03 and that you noticed fever" in cards[2]


def test_card_for_thoughts_of_harm() -> None:
    """It speaks to a person in need: no word of exercise, no command to stop, and whom to call now."""
    card = assess(RULES, ["thoughts-of-harm"], PREGNANT).cards[0]
    assert card.startswith("You are not alone")
    assert "988" in card
    assert "(112)" in card
    assert "xercise" not in card


def test_several_signs_of_one_card_are_listed() -> None:
    """Signs that share a card are named in one sentence."""
    card = assess(RULES, ["bladder", "bowel", "saddle-numbness"], GENERAL).cards
    assert len(card) == 1
    assert (
        "numbness or changed feeling between the legs, trouble with peeing, or with feeling or holding it and "
        "loss of bowel control'" in card[0]
    )


def test_red_wins_over_amber_and_yellow() -> None:
    """The highest level counts; its card comes first, the amber one follows, and a yellow one is not in the way."""
    found = assess(RULES, ["heaviness", "fever", "bladder"], AFTER_BIRTH)
    assert found.level is Level.RED
    assert [card.partition(".")[0] for card in found.cards] == [
        "Stop",
        "Please stop and call your maternity unit or provider today, at any hour",
    ]


def test_nothing_ticked() -> None:
    """Without a tick there is no level, no card and no hold."""
    found = assess(RULES, [], GENERAL)
    assert (found.level, found.cards, found.holds) == (None, (), False)


def test_signs_of_a_stage() -> None:
    """Pregnancy and the time after birth have their own signs beside those of everybody."""
    general, pregnancy, postpartum = ({sign.id for sign in RULES.for_stage(kind)} for kind in StageKind)
    assert general < pregnancy
    assert general < postpartum
    assert "baby-moving-less" in pregnancy - postpartum
    assert "epidural-nerves" in postpartum - pregnancy


def test_file_names_only_what_there_is() -> None:
    """Each id comes once; what raises a sign is a sign, and its sources stand in sources.yaml."""
    ids = [sign.id for sign in RULES.signs]
    assert len(ids) == len(set(ids))
    for sign in RULES.signs:
        assert set(sign.raised_by) <= set(ids) - {sign.id}
        assert set(sign.source) <= {*LIBRARY.sources, "default"}


def test_fact_makes_a_sign_an_emergency_on_one_card() -> None:
    """An epidural is not asked for again: with a weak leg it is red, and one card says both; unchanged, it is not."""
    person = replace(AFTER_BIRTH, facts=frozenset({"epidural"}))
    found = assess(RULES, ["leg-weakness"], person)
    assert (found.level, found.signs, len(found.cards)) == (Level.RED, ("leg-weakness", "epidural"), 1)
    assert "I have new or growing weakness in a leg and a recent epidural or spinal injection'" in found.cards[0]
    assert assess(RULES, found.signs, person) == found
    assert assess(RULES, ["leg-weakness"], person, unchanged=["leg-weakness"]).level is Level.YELLOW
    assert assess(RULES, ["fever"], person).signs == ("fever",)


# Gates


def names(gates: frozenset[Gate]) -> set[GateName]:
    """The names of some gates."""
    return {gate.id for gate in gates}


def test_every_kind_of_exercise_is_in_the_file() -> None:
    """Each kind that a sign can close has one row, and names exercises that there are."""
    assert [gate.id for gate in RULES.gates] == list(GateName)
    for gate in RULES.gates:
        assert {*gate.exercises, *gate.but} <= set(EXERCISES)
        assert set(gate.source) <= {*LIBRARY.sources, "default"}
        assert any(gate.closes(exercise) for exercise in EXERCISES.values())


def test_flat_closes_all_on_the_back_but_rolling_over() -> None:
    """Nobody rests on the back in `log-roll`: it stays open where everything else on the back is closed."""
    flat = [gate for gate in RULES.gates if gate.id is GateName.FLAT]
    supine = {one.id for one in EXERCISES.values() if one.position == "supine"}
    assert {one.id for one in EXERCISES.values() if closing(one, flat)} == supine - {"log-roll"}


@pytest.mark.parametrize(
    "exercise",
    [one for one in EXERCISES.values() if one.category == "massage" or one.id in ("gastroc-wall", "ankle-pump")],
    ids=lambda one: one.id,
)
def test_hot_calf_closes_calf_stretches_and_rolling(exercise: object) -> None:
    """With a hot, red, swollen or tender calf no calf is stretched or pumped, and nothing is rolled."""
    gates = closed_gates(RULES, ["hot-swollen-limb"])
    assert names(gates) == {GateName.CALF, GateName.MASSAGE}
    assert closing(EXERCISES[getattr(exercise, "id", "")], gates)


def test_other_signs_close_no_gate() -> None:
    """Of the other signs only being unwell on the back closes a kind of exercises: those on the back."""
    others = [sign.id for sign in RULES.signs if sign.id not in ("hot-swollen-limb", "unwell-on-back")]
    assert closed_gates(RULES, others) == frozenset()
    assert names(closed_gates(RULES, ["unwell-on-back"])) == {GateName.FLAT}
    assert not closing(EXERCISES["gastroc-wall"], frozenset())


# Holds

EVENING = "2026-11-20T20:00:00+01:00"
HOLDS: dict[str, tuple[list[Entry], Level | None]] = {
    "a red sign": ([check(EVENING, "red", "bladder")], Level.RED),
    "an amber sign": ([check(EVENING, "amber", "fever")], Level.AMBER),
    "a yellow sign": ([check(EVENING, "yellow", "doming")], None),
    "no sign": ([check(EVENING)], None),
    "a reason to see somebody": ([check(EVENING, "yellow", "CL4")], None),
    "amber, told fine in the same minute": (
        [check(EVENING, "amber", "fever"), check(EVENING, answer="told-fine")],
        None,
    ),
    "amber, told not to": ([check(EVENING, "amber", "fever"), check(EVENING, answer="told-not")], Level.AMBER),
    "amber, not yet": ([check(EVENING, "amber", "fever"), check(EVENING, answer="not-yet")], Level.AMBER),
    "amber, and a year later no sign": (
        [check(EVENING, "amber", "fever"), check("2027-11-20T20:00:00+01:00")],
        Level.AMBER,
    ),
    "red, and a year later no sign": ([check(EVENING, "red", "bowel"), check("2027-11-20T20:00:00+01:00")], Level.RED),
    "red, told fine at once": ([check(EVENING, "red", "bowel"), check(EVENING, answer="told-fine")], Level.RED),
    "red, told fine next day, a second too early": (
        [check(EVENING, "red", "bowel"), check("2026-11-21T07:59:59+01:00", answer="told-fine")],
        Level.RED,
    ),
    "red, told fine next day after 12 hours": (
        [check(EVENING, "red", "bowel"), check("2026-11-21T08:00:00+01:00", answer="told-fine")],
        None,
    ),
    "the same 12 hours in another zone": (
        [check(EVENING, "red", "bowel"), check("2026-11-21T07:00:00+00:00", answer="told-fine")],
        None,
    ),
    "red, told fine the same day after 15 hours": (
        [check("2026-11-20T05:00:00+01:00", "red", "bowel"), check(EVENING, answer="told-fine")],
        Level.RED,
    ),
    "red, told fine the same night after 22 hours": (
        [check("2026-11-20T05:00:00+01:00", "red", "bowel"), check("2026-11-21T03:00:00+01:00", answer="told-fine")],
        Level.RED,
    ),
    "red at night, told fine in the afternoon": (
        [check("2026-11-20T03:00:00+01:00", "red", "bowel"), check("2026-11-20T15:00:00+01:00", answer="told-fine")],
        None,
    ),
    "red, told fine too early, and nothing since": (
        [check(EVENING, "red", "bowel"), check(EVENING, answer="told-fine"), check("2026-11-25T08:00:00+01:00")],
        Level.RED,
    ),
    "red, ticked again the day after": (
        [
            check(EVENING, "red", "bowel"),
            check("2026-11-21T07:00:00+01:00", "red", "bowel"),
            check("2026-11-21T21:00:00+01:00", answer="told-fine"),
        ],
        Level.RED,
    ),
    "amber joined to red waits like red": (
        [
            check(EVENING, "red", "bowel"),
            check("2026-11-21T07:00:00+01:00", "amber", "fever"),
            check("2026-11-21T08:00:00+01:00", answer="told-fine"),
        ],
        Level.RED,
    ),
    "two amber signs that are red together": (
        [check(EVENING, "amber", "leg-weakness"), check("2026-11-21T08:00:00+01:00", "amber", "both-legs-unchecked")],
        Level.RED,
    ),
    "red by mistake, nothing ticked again": ([check(EVENING, "red", "bowel"), check(EVENING, answer="slip")], None),
    "red by mistake, another red ticked": (
        [check(EVENING, "red", "bowel"), check(EVENING, "red", "bladder", answer="slip")],
        Level.RED,
    ),
    "told not to, later told fine": (
        [
            check(EVENING, "amber", "fever"),
            check(EVENING, answer="told-not"),
            check("2026-11-23T08:00:00+01:00", answer="told-fine"),
        ],
        None,
    ),
    "cleared, and ticked anew": (
        [check(EVENING, "amber", "fever"), check(EVENING, answer="told-fine"), check(EVENING, "amber", "fever")],
        Level.AMBER,
    ),
    "an answer without a question": ([check(EVENING, answer="told-fine")], None),
    "times without an offset": (
        [check("2026-11-20T20:00:00", "red", "bowel"), check("2026-11-21T09:00:00+01:00", answer="told-fine")],
        None,
    ),
}


@pytest.mark.parametrize(("entries", "level"), HOLDS.values(), ids=HOLDS.keys())
def test_hold(entries: list[Entry], level: Level | None) -> None:
    """Red and amber hold; told fine clears amber at once and red on the next day after 12 hours; time never does."""
    hold = current_hold(RULES, entries)
    assert (hold.level if hold else None) == level


def test_hold_keeps_the_signs_of_all_checks() -> None:
    """Signs that were ticked one after the other are all in the hold, each once."""
    entries = [check(EVENING, "amber", "fever"), check(EVENING, "red", "bowel", "fever")]
    hold = current_hold(RULES, entries)
    assert hold
    assert hold.signs == ("fever", "bowel")


def test_slip_that_ticks_again_keeps_what_was_ticked_before() -> None:
    """Who takes one sign back and ticks another in the same round is held by both."""
    hold = current_hold(RULES, [check(EVENING, "red", "bowel"), check(EVENING, "red", "bladder", answer="slip")])
    assert hold
    assert hold.signs == ("bowel", "bladder")


@settings(deadline=None)
@given(journals())
def test_no_answer_no_release(entries: list[Entry]) -> None:
    """Whatever else is in a journal: without an answer, what was once held stays held."""
    unanswered = [{**one, "answer": None} for one in entries]
    held = any(one["type"] == "check" and one.get("level") in ("red", "amber") for one in unanswered)
    assert (current_hold(RULES, unanswered) is not None) == held


@settings(deadline=None)
@given(journals(), st.sampled_from(list(PEOPLE.values())))
def test_any_journal_can_be_read(entries: list[Entry], person: Person) -> None:
    """No journal, however odd, keeps the program from knowing what is held, and from saying so in a card."""
    seen_signs(RULES, entries)
    hold = current_hold(RULES, entries)
    if hold:
        assert all(len(card) > 60 for card in hold_cards(RULES, hold, person))
        assert hold_cards(RULES, hold, person)


@pytest.mark.parametrize(("level", "begins"), [("red", "Stop. Do not exercise."), ("amber", "Please stop and call")])
def test_hold_by_a_sign_that_is_not_known_any_more(level: str, begins: str) -> None:
    """A sign that only another version knows holds too, with a card of its level."""
    hold = current_hold(RULES, [check(EVENING, level, "sign-of-another-version")])
    assert hold
    assert hold_cards(RULES, hold, GENERAL)[0].startswith(begins)


SEEN = {
    "told fine": ([check(EVENING, "amber", "fever"), check(EVENING, answer="told-fine")], {"fever"}),
    "not yet": ([check(EVENING, "amber", "fever"), check(EVENING, answer="not-yet")], set()),
    "told not to": ([check(EVENING, "amber", "fever"), check(EVENING, answer="told-not")], set()),
    "a slip": ([check(EVENING, "amber", "fever"), check(EVENING, answer="slip")], set()),
    "red too early": ([check(EVENING, "red", "bowel"), check(EVENING, answer="told-fine")], set()),
    "both of two": (
        [
            check(EVENING, "amber", "fever"),
            check(EVENING, "amber", "lump"),
            check("2026-11-23T08:00:00+01:00", answer="told-fine"),
        ],
        {"fever", "lump"},
    ),
    "cleared, and ticked anew": (
        [check(EVENING, "amber", "fever"), check(EVENING, answer="told-fine"), check(EVENING, "amber", "fever")],
        {"fever"},
    ),
}


@pytest.mark.parametrize(("entries", "signs"), SEEN.values(), ids=SEEN.keys())
def test_signs_that_a_clinician_has_seen(entries: list[Entry], signs: set[str]) -> None:
    """A sign counts as seen only when somebody said that exercise is fine, and when that answer could count."""
    assert seen_signs(RULES, entries) == signs


def test_wording_of_the_reference() -> None:
    """What is said when nothing is ticked, over the list, and to clear a hold, is that of the clinical reference."""
    assert RULES.none_ticked == ("You did not tick any warning sign. If something feels wrong, trust that and call.")
    assert "in the last 14 days, or that it is older" in RULES.list_intro
    assert RULES.clearing.question == "Have you spoken to a clinician about this?"
    assert [reply.id for reply in RULES.clearing.replies] == ["told-fine", "told-not", "not-yet", "slip"]
    assert RULES.clearing.changed_question == "Has it changed or got worse since you were checked?"
    assert (RULES.clearing.red_wait_hours, RULES.clearing.red_not_before_next_day) == (12, True)


def test_hours_of_the_file_are_what_counts() -> None:
    """A clinician who changes the hours in the file changes what the program does."""
    entries = [check(EVENING, "red", "bowel"), check("2026-11-21T08:00:00+01:00", answer="told-fine")]
    assert current_hold(replace(RULES, clearing=replace(RULES.clearing, red_wait_hours=13)), entries)
    at_once = replace(RULES.clearing, red_wait_hours=0, red_not_before_next_day=False)
    assert not current_hold(replace(RULES, clearing=at_once), entries)


def test_lying_flat_ends_for_the_rest_of_the_pregnancy() -> None:
    """Who was unwell on her back once does not lie flat again in that pregnancy; no other sign closes for so long."""
    unwell, calf = check(ago(100), "yellow", "unwell-on-back"), check(ago(100), "amber", "hot-swollen-limb")
    assert names(lasting_gates(RULES, [unwell, calf], NOW)) == {GateName.FLAT}
    assert lasting_gates(RULES, [calf], NOW) == frozenset()
    assert lasting_gates(RULES, [check(ago(281), "yellow", "unwell-on-back")], NOW) == frozenset()
