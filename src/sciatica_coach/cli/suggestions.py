"""A suggestion put to the user: said with its rule, answered with one key or by an option, and kept."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import note, say
from sciatica_coach.cli.wishes import Agreed
from sciatica_coach.model.entry import EntryType
from sciatica_coach.model.suggestion import Suggestion, change_entry
from sciatica_coach.model.value import Value
from sciatica_coach.terminal.questions import accepts


class Asked(Value):
    """How suggestions are answered: by options where they say so, else by the user where somebody can be asked."""

    agreed: Agreed
    asks: bool


def offer(coach: Coach, suggestion: Suggestion, question: str, asked: Asked) -> bool:
    """Say what is suggested and why, take the answer, and keep it; whether it was yes. Unanswered, nothing is said."""
    answer = asked.agreed.to(suggestion.rule)
    if answer is None and not asked.asks:
        return False
    write = say if asked.asks else note
    write(f"{suggestion.text}\n(rule {suggestion.rule}; source: {', '.join(suggestion.source)})")
    if answer is None:
        answer = accepts(question)
    else:
        write("Accepted, as you asked." if answer else "Declined, as you asked.")
    entry = change_entry(suggestion, accepted=answer, entry_id=coach.new_id, at=coach.now.isoformat())
    coach.journal.add({**entry, "rules": coach.library.rules_version}, is_new=True)
    return answer


def say_unused(coach: Coach, agreed: Agreed) -> None:
    """Say which rules suggested nothing today, though options answer them; C4 has its turn after the session."""
    wanted = [rule for rule in (*agreed.accepted, *agreed.declined) if rule != "C4"]
    if not wanted:
        return
    changes = coach.journal.of_type(EntryType.CHANGE)
    heard = {entry.get("rule") for entry in changes if coach.day_of(entry) == coach.today}
    silent = [rule for rule in dict.fromkeys(wanted) if rule not in heard]
    if silent:
        note(f"Nothing is suggested today by {' or '.join(silent)}: there was nothing to answer.")
