"""When to see somebody, said before a session: calmly, each reason once. What must be seen today holds the session."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import note
from sciatica_coach.cli.warning_signs import Said, WarningSigns
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.flare import flare_referrals
from sciatica_coach.model.plan import Withheld
from sciatica_coach.model.referral import referrals
from sciatica_coach.model.value import Value


class Referred(Value):
    """Whether something was said of seeing a clinician, and what withholds the session for it, if anything."""

    is_told: bool
    withheld: Withheld | None


def say_referrals(coach: Coach, before: Entry | None, said: Said, *, asks: bool) -> Referred:
    """Say when a clinician could help, and note it in the journal.

    Args:
        coach: the run of the program.
        before: the pain before this session, which is not in the journal yet.
        said: what options say of warning signs.
        asks: whether somebody can be asked if a clinician has looked at it.
    """
    now, profile = coach.now, coach.profile
    entries = coach.lately
    if before:
        entries = [*entries, {"id": "", "type": EntryType.SESSION.value, "at": now.isoformat(), "pain_before": before}]
    stage = profile.stage_on(coach.today)
    rules, flare = coach.library.response_rules(), coach.library.plan_rules().flare.value
    found = [
        *referrals(entries, now, stage, rules, profile.conditions),
        *flare_referrals(entries, now, flare, rules),
    ]
    for referral in found:
        note(f"{referral.text} (rule {referral.rule}; source: {', '.join(referral.source)})")
        if not referral.sign:
            coach.journal.add(_said(coach, referral.rule))
    urgent = [referral.sign for referral in found if referral.sign]
    if not urgent:
        return Referred(is_told=bool(found), withheld=None)
    warnings = WarningSigns(coach, coach.journal.of_type(EntryType.CHECK))
    withheld = warnings.refer(urgent, said, asks=asks)
    for check in warnings.checks:
        coach.journal.add(check)
    return Referred(is_told=True, withheld=withheld)


def _said(coach: Coach, rule: str) -> Entry:
    return {
        "id": coach.new_id,
        "type": EntryType.CHECK.value,
        "at": coach.now.isoformat(),
        "signs": [rule],
        "level": "yellow",
        "answer": None,
        "rules": coach.library.rules_version,
    }
