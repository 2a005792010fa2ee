"""What the user asked of `coach today`, as values."""

from sciatica_coach.model.entry import Entry
from sciatica_coach.model.value import Value, replace

MEND_FIRST = (
    "The session has not begun, and was not kept. Mend that first, or run `coach today --no-save` to exercise without "
    "a record."
)


class Agreed(Value):
    """The rules whose suggestions were accepted or declined by options, before anything was suggested."""

    accepted: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()

    def to(self, rule: str) -> bool | None:
        """Whether the suggestion of a rule is accepted; none where that is still to be asked."""
        return True if rule in self.accepted else False if rule in self.declined else None


class Wishes(Value):
    """Which session, and what was said about oneself. It is to be gentle when a sign was named (rule C1)."""

    routine: str | None = None
    flare: bool = False
    minutes: int | None = None
    resume: bool | None = None
    signs: tuple[str, ...] = ()
    no_signs: bool = False
    unchanged: tuple[str, ...] = ()
    clinician: str | None = None
    morning: str | None = None
    why: bool = False
    gentle: bool = False

    @property
    def easy(self) -> bool:
        """Whether it is to be the short, easy session: asked for, or since a sign was named."""
        return self.flare or self.gentle

    def after(self, *, gentle: bool) -> "Wishes":
        """The same after the warning signs; a routine that was asked for stays as it is."""
        return replace(self, gentle=True) if gentle and not self.flare and self.routine is None else self


class SessionOptions(Value):
    """How a session is run and shown, and what of its questions is answered already.

    Attributes:
        before: the pain before the session; none where it is to be asked.
        during: the highest pain in the session; none where it can be said between two positions.
        after: the pain after it, as `before`.
        agreed: what is answered to suggestions.
        signs_after: what the session brought on; empty for nothing, none where it is to be asked.
        brought_on: the exercise that brought it on.
    """

    asks: bool
    plain: bool
    big: bool
    quiet: bool
    voice: bool | None
    saves: bool
    rehearse: bool
    before: Entry | None
    during: int | None
    after: Entry | None
    agreed: Agreed
    signs_after: tuple[str, ...] | None
    brought_on: str | None
    as_json: bool
