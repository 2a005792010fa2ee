"""What the user asked of `coach today`, as values."""

from sciatica_coach.model.value import Value


class Wishes(Value):
    """Which session, and what was said about oneself."""

    routine: str | None = None
    flare: bool = False
    minutes: int | None = None
    resume: bool | None = None
    signs: tuple[str, ...] = ()
    no_signs: bool = False
    morning: str | None = None
    why: bool = False


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
