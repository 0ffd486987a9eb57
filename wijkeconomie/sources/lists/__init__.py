"""Lists of places, initiatives and sites: their files, columns, rows, and what each may say."""
