"""The numbers by which the program answers to what happened: `routines/rules/response.yaml`."""

from typing import Any

from sciatica_coach.model.daily import DAYS_IN_WEEK
from sciatica_coach.model.fields import Fields
from sciatica_coach.model.growth import Growth, read_growths
from sciatica_coach.model.node import Fault, Mapping
from sciatica_coach.model.sourced import Sourced, read_sourced, read_sourced_number
from sciatica_coach.model.trend_rules import Number, TrendRules

Names = Sourced[tuple[str, ...]]


class ResponseRules(TrendRules):
    """Every threshold of suggesting less, suggesting more, and naming a clinician, with its source; and of trends."""

    stop_above_score: Number
    leg_score_at_least: Number
    leg_rise_at_least: Number
    lower_places: Number
    less_share: Number
    less_once_in_days: Number
    least_reps: Number
    good_sessions: Number
    good_score_at_most: Number
    good_rise_at_most: Number
    more_once_in_days: Number
    count_restarts_after_days: Number
    again_after_good_sessions: Number
    again_after_days: Number
    most_undone: Number
    quiet_sessions_after_flare: Number
    easy_day_rise: Number
    easy_day_high_days: Number
    easy_day_again_days: Number
    flare_share_from_day: Number
    flare_share: Number
    flare_whole_from_day: Number
    flare_last_day: Number
    flare_settled_rise: Number
    flare_settled_fall: Number
    many_flares: Number
    many_flares_days: Number
    more_reps: Number
    most_reps: Number
    more_sets: Number
    most_sets: Number
    most_more_share: Number
    grows: tuple[Growth, ...]
    morning_within_days: Number
    weekly_days: Number
    weekly_first_days: Number
    look_back_days: Number
    keeps_dose: Names
    no_change_weeks: Number
    no_change_adherence: Number
    no_change_weeks_whatever: Number
    still_hurts_at: Number
    worse_place: Number
    high_score: Number
    high_days: Number
    high_days_ago: Number
    numb_words: Names
    weak_words: Names
    nerve_signs_asked_days: Number
    nerve_signs_days: Number
    nerve_signs_days_after_birth: Number
    nerve_weeks_after_birth: Number
    unexamined_days: Number
    worse_signs: Names
    pelvic_signs: Names
    spreading_times: Number
    spreading_days: Number
    weekly_answers: Number
    say_again_after_days: Number
    adherence_good: Number
    adherence_low: Number
    shorter_minutes: Number


GROWS = "grows"
RESPONSE_KEYS = frozenset(ResponseRules.value_names) - frozenset(TrendRules.value_names)
NAMES = frozenset({"numb_words", "weak_words", "worse_signs", "pelvic_signs", "keeps_dose"})
"""The rules that are words and ids, and no numbers."""


def read_response_rules(mapping: Mapping, faults: list[Fault], trend: TrendRules) -> ResponseRules:
    """The rules from their file, with those of trends; what is wrong or missing goes into `faults`."""
    fields = Fields(mapping, faults, RESPONSE_KEYS, "The rules of response")
    for key in sorted(RESPONSE_KEYS):
        fields.require(key, "[…]" if key == GROWS else "{value: 1, source: [default]}")
    own = {key: _read(fields, key) for key in RESPONSE_KEYS - {GROWS}}
    rules = ResponseRules(grows=read_growths(fields, GROWS), **vars(trend), **own)
    _check_look_back(rules, fields)
    return rules


def _check_look_back(rules: ResponseRules, fields: Fields) -> None:
    """A count over weeks that begins before the days that are looked at would never speak."""
    weeks = max(rules.no_change_weeks.value, rules.no_change_weeks_whatever.value)
    least = DAYS_IN_WEEK * (weeks + 1)
    if fields.has("look_back_days") and rules.look_back_days.value < least:
        text = f"must be at least {least:g}: {weeks:g} weeks without a change are counted, and the week before them."
        fields.fault(fields.line_of("look_back_days"), f"`look_back_days` {text}")


def _read(fields: Fields, key: str) -> Any:
    """A number, or names: the type of its key."""
    if key in NAMES:
        nothing: tuple[str, ...] = ()
        return read_sourced(fields, key, lambda inner: inner.texts("value", at_least=1), nothing)
    return read_sourced_number(fields, key, zero=True)
