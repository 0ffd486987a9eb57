"""Room 3: from the register to what may be published."""
