"""What is taken away: which rows and columns, and the files they are put in."""
