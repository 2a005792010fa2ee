"""What a person sees and presses: the terminal's modes, the screen, the keyboard, questions, charts."""
