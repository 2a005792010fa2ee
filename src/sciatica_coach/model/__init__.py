"""What the program knows: exercises, routines, entries, and the rules between them. No I/O, no clock."""
