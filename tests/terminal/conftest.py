"""A busy machine is no fault: no deadlines here. `pytest --hypothesis-profile long` tries far more examples."""

from hypothesis import settings

settings.register_profile("long", deadline=None, max_examples=3000)
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
