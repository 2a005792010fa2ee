"""The commands: parse, call, print. One module a command; `coach.py` puts the parts together."""

import gc

GARBAGE_THRESHOLD = 50_000
gc.set_threshold(GARBAGE_THRESHOLD)
"""Start-up makes many objects and hardly any garbage: looking for it 70 times took a tenth of the time. Before Typer is
imported, which makes half of them."""
