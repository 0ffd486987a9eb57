"""The profile of an area to take away: two sheets of paper, its charts, a pack of all areas."""
