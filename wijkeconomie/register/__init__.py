"""Room 2: one clean register of establishments, from delivered files."""
