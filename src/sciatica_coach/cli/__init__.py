"""The commands: parse, call, print. One module a command; `coach.py` puts the parts together."""
