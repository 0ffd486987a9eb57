"""How many people or dwellings an area needs before figures that are made of them say anything."""

POPULATION = 100
DWELLINGS = 50
