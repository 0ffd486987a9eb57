"""Room 1: what comes from outside, one module a source."""
