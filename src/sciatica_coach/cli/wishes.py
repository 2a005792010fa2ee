"""What the user asked of `coach today`, as values."""

from sciatica_coach.model.value import Value, replace

MEND_FIRST = (
    "The session has not begun, and was not kept. Mend that first, or run `coach today --no-save` to exercise without "
    "a record."
)


class Wishes(Value):
    """Which session, and what was said about oneself. It is to be gentle when a sign was named (rule C1)."""

    routine: str | None = None
    flare: bool = False
    minutes: int | None = None
    resume: bool | None = None
    signs: tuple[str, ...] = ()
    no_signs: bool = False
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
    """How a session is run and shown."""

    asks: bool
    plain: bool
    big: bool
    quiet: bool
    voice: bool | None
    saves: bool
    rehearse: bool
    pain: int | None
    pain_after: int | None
    as_json: bool
