"""Made histories of Vierkantstad over some years: lives with openings, moves, gaps and endings."""

from random import Random

from tests import cities

EAST, SOUTH = cities.X + 1_500, cities.Y + 500
SPOTS = [(x, y) for x in (cities.X + 500, EAST) for y in (cities.Y + 1_500, SOUTH)]


def lives(
    seed: int, years: range, count: int, *, settled: bool = False, neighbour: bool = False
) -> list[str]:
    """Rows of a register: each establishment lives for some years and is away now and then; unless
    all are settled it moves, or has no place that is known. With a neighbour, some move to and from
    GM9998."""
    draw = Random(seed)  # noqa: S311
    rows = []
    for serial in range(1, count + 1):
        first = draw.choice([years[0], *years])
        spot = draw.choice(SPOTS)
        elsewhere = neighbour and draw.random() < 0.2
        for year in years:
            if year < first or draw.random() < 0.05:
                continue
            if draw.random() < 0.15:
                break
            if not settled and draw.random() < 0.1:
                spot = draw.choice(SPOTS)
            if neighbour and draw.random() < 0.1:
                elsewhere = not elsewhere
            x, y = spot if settled or draw.random() > 0.03 else ("", "")
            place = {"x": x, "y": y}
            if elsewhere:
                place = {"municipality": "9998", "x": cities.X + 5_500}
            rows.append(cities.row(serial, date=f"{year}-04-01", **place))
    return rows
