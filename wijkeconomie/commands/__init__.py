"""The commands, and what they say on a terminal."""
