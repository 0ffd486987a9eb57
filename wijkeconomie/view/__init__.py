"""Room 4: from the release to what people see."""
