"""Lists of places, initiatives, sites and factors: their files, columns and rows, in words too."""
