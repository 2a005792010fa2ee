"""`python -m sciatica_coach` is `coach`."""

from sciatica_coach.cli.main import main

main()
