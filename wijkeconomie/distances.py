"""How far people go, the same wherever it is counted or drawn."""

RADII_M = (500, 1000, 1500)
DETOUR = 1.3


def straight(radius_m: float) -> float:
    """Metres in a straight line that stand for a way of so many metres: a circle on the map."""
    return radius_m / DETOUR
