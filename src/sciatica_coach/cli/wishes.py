"""What the user asked of `coach today`, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Which session, and what was said about oneself."""

    routine: str | None
    flare: bool
    minutes: int | None
    resume: bool | None
    signs: tuple[str, ...]
    no_signs: bool
    morning: str | None
    why: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOptions:
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
