"""Wijkeconomie: from business registers to a neighbourhood economy people can see."""

__version__ = "0.4.0"
