"""Who is within reach against who is there, and circles within circles: never more."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from wijkeconomie.distances import DETOUR
from wijkeconomie.release.grid import Grid
from wijkeconomie.release.sums import FREE, Block

PREFIX = "reach:"
WHO = {"all": {}, "home": {"premises": "home"}, "one_person": {"size_class": "one"}}
LIKELY: dict[str, Any] = {"is_likely_even": True, "kind": "reach"}


def blocks(grid: Grid) -> Iterator[Block]:
    """Rows of the reach of areas: within a larger radius, among all that are there, of one kind of
    place among those of both, of one kind of establishments among all, on foot within a straight
    line. What is not reached is not published and at least 0."""
    ways, radii, kinds = dimensions(grid)
    if not ways:
        return
    cells = grid.ids[:, :, numbers(grid)]
    whole = grid.ids[
        :, :, [grid.number(measure="establishments", **codes) for codes in WHO.values()]
    ]
    for kind in range(len(kinds)):
        for way in range(len(ways)):
            of_kind = cells[:, :, way, :, kind]
            chain = np.concatenate([of_kind, whole[:, :, None]], axis=2)
            yield from nested(chain.reshape(-1, *chain.shape[2:]), **LIKELY)
        yield from on_foot(cells[..., kind, :], ways, radii, **LIKELY)
    if len(kinds) > 1:
        yield from _of_kinds(np.moveaxis(cells, 4, -1).reshape(-1, len(kinds)))


def dimensions(grid: Grid) -> tuple[list[str], list[int], list[str]]:
    """Distances, radii and kinds of places there are measures of."""
    measures = grid.combinations["measure"]
    codes = measures[measures.str.startswith(PREFIX)].str.split(":", expand=True)
    if codes.empty:
        return [], [], []
    return sorted(set(codes[1])), sorted(set(codes[2].astype(int))), sorted(set(codes[3]))


def numbers(grid: Grid) -> np.ndarray:
    """Numbers of combinations by distance, radius, kind of place and kind of establishments."""
    ways, radii, kinds = dimensions(grid)
    return np.array(
        [
            [
                [
                    [grid.number(measure=f"{PREFIX}{w}:{r}:{k}", **codes) for codes in WHO.values()]
                    for k in kinds
                ]
                for r in radii
            ]
            for w in ways
        ]
    )


def nested(cells: np.ndarray, **more: Any) -> Iterator[Block]:
    """Rows of cells (rows, radii, WHO): a smaller radius within a larger one, home and one person
    within all, and both at once, as what lies between two circles has as many at home at most."""
    for small in range(cells.shape[1] - 1):
        yield within(cells[:, small + 1], cells[:, small], **more)
        for who in range(1, cells.shape[2]):
            four = cells[:, [small + 1, small]][:, :, [0, who]].reshape(-1, 4)
            yield Block(four, np.array([1.0, -1.0, -1.0, 1.0]), 0, FREE, **more)
    for who in range(1, cells.shape[2]):
        yield within(cells[:, :, 0], cells[:, :, who], **more)


def on_foot(cells: np.ndarray, ways: list[str], radii: list[int], **more: Any) -> Iterator[Block]:
    """Rows of cells (..., distance, radius, WHO): who walks there is near in a straight line."""
    if "walking" not in ways:
        return
    straight, walking = (ways.index(name) for name in ("straight", "walking"))
    for near, walked in enumerate(radii):
        wider = [far for far, radius in enumerate(radii) if radius / DETOUR >= walked]
        if wider:
            yield within(cells[..., straight, wider[0], :], cells[..., walking, near, :], **more)


def within(whole: np.ndarray, part: np.ndarray, **more: Any) -> Block:
    """Rows that say that each part is at most its whole."""
    cells = np.stack([whole.ravel(), part.ravel()], axis=1)
    return Block(cells, np.array([-1.0, 1.0]), -FREE, 0, **more)


def _of_kinds(cells: np.ndarray) -> Iterator[Block]:
    """Both kinds of places reach at least what each does, and at most what they do apart."""
    for kind in range(1, cells.shape[1]):
        yield within(cells[:, 0], cells[:, kind], **LIKELY)
    signs = np.r_[-1.0, np.ones(cells.shape[1] - 1)]
    yield Block(cells, signs, 0, FREE, **LIKELY)
