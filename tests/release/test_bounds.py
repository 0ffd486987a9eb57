"""Bounds by hand, and against every possibility counted out."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkeconomie.release import bounds, sharpen
from wijkeconomie.release.bounds import Shown
from wijkeconomie.release.remedies import Cells
from wijkeconomie.release.repair import repair
from wijkeconomie.release.sharpen import sharpened
from wijkeconomie.release.sums import FREE, Block, Sums, gather

NAN = float("nan")


def whole_of(*rows: tuple[int, ...]) -> Sums:
    """Rows of a whole and its parts, by cell number."""
    width = max(map(len, rows))
    cells = np.array([[*row, *[-1] * (width - len(row))] for row in rows])
    signs = np.r_[-1.0, np.ones(width - 1)]
    return gather([Block(cells, signs, parts=width - 1)], np.arange(cells.max() + 1))


def shown(*values: float) -> Shown:
    value = np.array(values, float)
    return Shown(value, np.full(len(value), NAN), np.full(len(value), 5.0))


def follows(sums: Sums, now: Shown) -> list[tuple[int, int]]:
    """Bounds of each cell when no zero is protected."""
    no = np.zeros(len(sums.whole), bool)
    low, high = bounds.propagate(sums, *bounds.start(sums, now, no, no))
    return [(int(a), int(b)) for a, b in zip(low, high, strict=True)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((NAN, NAN, 0, 0), [(1, 4), (1, 4), (0, 0), (0, 0)]),
        ((NAN, NAN, NAN, 0), [(2, 4), (1, 3), (1, 3), (0, 0)]),
        ((NAN, NAN, NAN, NAN), [(3, 4), (1, 2), (1, 2), (1, 2)]),
        ((10, 5, NAN, 0), [(6, 13), (5, 9), (1, 4), (0, 0)]),
        ((15, NAN, NAN, NAN), [(11, 12), (3, 4), (3, 4), (3, 4)]),
        ((20, 10, 5, NAN), [(16, 24), (6, 14), (5, 9), (1, 4)]),
        ((15, 5, 5, NAN), [(11, 19), (5, 9), (5, 9), (1, 4)]),
    ],
)
def test_one_sum_by_hand(values, expected):
    assert follows(whole_of((0, 1, 2, 3)), shown(*values)) == expected


def test_two_sums_squeeze_a_figure_between_them():
    """7 = 1 + 5 + 1 = 3 + 4: at least 1 + 5 + 1, at most 4 + 4."""
    squeezed = follows(whole_of((0, 1, 2, 3), (0, 4, 5)), shown(10, NAN, 5, NAN, NAN, NAN))
    assert squeezed == [(7, 8), (1, 2), (5, 6), (1, 2), (3, 4), (3, 4)]


def test_jobs_bound_a_count():
    now = Shown(np.array([10.0, 10.0]), np.array([5.0, 100.0]), np.full(2, 5.0))
    low, high = bounds.start(whole_of((0, 1)), now, *[np.zeros(1, bool)] * 2)
    assert (low.tolist(), high.tolist()) == ([6, 6], [8, 14])


def test_a_protected_zero_is_a_candidate_where_none_is_shown():
    sums, now = whole_of((0, 1, 2)), shown(NAN, NAN, NAN)
    rows = np.ones(1, bool)
    low, high = bounds.propagate(sums, *bounds.start(sums, now, rows, ~rows))
    assert list(zip(low.tolist(), high.tolist(), strict=True)) == [(1, 4), (0, 4), (0, 4)]


counts = st.lists(st.integers(0, 9), min_size=3, max_size=5)


def table(rows: list[list[int]]) -> tuple[Sums, np.ndarray]:
    """A table of counts with its margins: cells, row totals, column totals, total."""
    width = min(map(len, rows))
    cells = np.array([row[:width] for row in rows])
    high, wide = cells.shape
    number = np.arange(cells.size).reshape(cells.shape)
    of_row, of_column = cells.size + np.arange(high), cells.size + high + np.arange(wide)
    total = cells.size + high + wide
    sums = whole_of(
        *((int(of_row[i]), *number[i]) for i in range(high)),
        *((int(of_column[j]), *number[:, j]) for j in range(wide)),
        (total, *of_row),
        (total, *of_column),
    )
    exact = np.r_[cells.ravel(), cells.sum(axis=1), cells.sum(axis=0), cells.sum()].astype(float)
    return sums, exact


def published(exact: np.ndarray, up: np.ndarray) -> np.ndarray:
    down = exact - exact % 5
    figure = np.where((exact % 5 == 0) | ~up, down, down + 5)
    figure = np.where((exact >= 5) & (figure < 5), 5, figure)
    return np.where(exact == 0, 0, np.where(exact < 5, np.nan, figure))


def repaired(sums: Sums, exact: np.ndarray, up: np.ndarray) -> Shown:
    """What is shown of exact counts in the end, some of them rounded up."""
    now = shown(*published(exact, up))
    cells = Cells(
        n=exact,
        set=np.arange(len(exact)),
        rounded=now.value,
        other=published(exact, ~up),
        may_hide=np.ones(len(exact), bool),
        block=np.zeros(len(exact), int),
    )
    done = repair(sums, cells, now, lambda after: np.zeros(len(after.value), bool))
    value = np.where(done.turned, cells.other, cells.rounded)
    value[done.hidden] = NAN
    return shown(*value)


def concluded(sums: Sums, after: Shown) -> bounds.Bounds:
    """What a reader concludes of a repaired table."""
    hiding = (sums.whole >= 0) & ~bounds.shows_zero(sums, after)
    closed = hiding & ~sums.rows_with_part(after.is_figure)
    return bounds.propagate(sums, *bounds.start(sums, after, hiding, closed))


@given(rows=st.lists(counts, min_size=2, max_size=4), draw=st.integers(0, 2**32))
def test_what_is_true_stays_possible_and_nothing_is_left_narrow(rows, draw):
    sums, exact = table(rows)
    up = np.random.default_rng(draw).random(len(exact)) < (exact % 5) / 5
    after = repaired(sums, exact, up)
    low, high = concluded(sums, after)
    assert ((low <= exact) & (exact <= high)).all()
    assert not bounds.narrow(after, (low, high)).any()
    assert bounds.contradictions(sums, low, high) == 0


def test_parts_that_only_zeros_elsewhere_hold_fast_are_widened():
    """Twelve = 4 + 8 along one side and 2 + 1 + 1 + 8 along the other. Three of the four parts
    stand beside a zero that follows from another, so each is known to be there: 1 to 2 each."""
    names = ["T", "W", "H", "A", "B", "C", "D", "a", "b", "c", "d", "i", "j", "k", "l", "Z"]
    rows = ["TWH", "TABCD", "Wabcd", "Hijkl", "Aai", "Bbj", "Cck", "Ddl", "Zijkd"]
    sums = whole_of(*(tuple(names.index(name) for name in row) for row in rows))
    exact = np.array([12, 4, 8, 2, 1, 1, 8, 2, 1, 1, 0, 0, 0, 0, 8, 0], float)
    after = repaired(sums, exact, exact == 8)
    low, high = concluded(sums, after)
    assert ((low <= exact) & (exact <= high)).all()
    assert after.value[names.index("T")] == 10
    assert np.isnan(after.value[[names.index("W"), names.index("H")]]).all()


@given(
    parts=st.lists(st.integers(0, 6), min_size=2, max_size=3),
    more=st.lists(st.integers(0, 6), min_size=2, max_size=2),
)
def test_bounds_and_programming_against_every_possibility(parts, more):
    """Nothing possible is excluded; programming finds just what is possible in small cases."""
    exact = np.array([sum(parts), *parts, sum(parts) + sum(more), *more], float)
    size = len(parts)
    sums = whole_of((0, *range(1, size + 1)), (size + 1, 0, size + 2, size + 3))
    now = shown(*published(exact, np.zeros(len(exact), bool)))
    no = np.zeros(len(sums.whole), bool)
    low, high = bounds.start(sums, now, no, no)
    found = bounds.propagate(sums, low, high)
    spans = [range(int(a), int(b) + 1) for a, b in zip(low, high, strict=True)]
    free = [*range(1, size + 1), size + 2, size + 3]
    possible = []
    for values in product(*(spans[i] for i in free)):
        cells = dict(zip(free, values, strict=True))
        cells[0] = sum(values[:size])
        cells[size + 1] = cells[0] + sum(values[size:])
        if all(cells[i] in spans[i] for i in cells):
            possible.append([cells[i] for i in range(len(exact))])
    least, most = np.min(possible, axis=0), np.max(possible, axis=0)
    assert ((found[0] <= least) & (found[1] >= most)).all()
    sharp = sharpened(sums, found, np.arange(len(exact)))
    assert sharp[0].tolist() == least.tolist()
    assert sharp[1].tolist() == most.tolist()


def test_rows_of_cells_that_are_not_known_leave_room():
    cells = np.array([[0, 1, 2]])
    block = Block(cells, np.array([-1.0, 1.0, 1.0]), parts=2, may_miss=True)
    complete, partial = gather([block], np.arange(3)), gather([block], np.array([0, 2]))
    assert (complete.least.tolist(), complete.most.tolist()) == ([0], [0])
    assert (partial.least.tolist(), partial.most.tolist()) == ([-FREE], [0])
    assert partial.cell.tolist() == [0, 1]


def test_who_guesses_that_nobody_is_left_out_is_right_where_nobody_is():
    cells = np.array([[0, 1, 2], [3, 4, 5]])
    signs = np.array([-1.0, 1.0, 1.0])
    block = Block(cells, signs, least=-FREE, parts=2, is_likely_even=True)
    exact = np.array([7.0, 3, 4, 9, 3, 4])
    assert gather([block], np.arange(6)).least.tolist() == [-FREE, -FREE]
    assert gather([block], np.arange(6), exact).least.tolist() == [0, -FREE]


RING = np.array([3, 2, 4, 1, 4])


def ring(first: int) -> list[Block]:
    """Five counts, each two next to each other with a known sum."""
    pairs = [[first + i, first + (i + 1) % 5] for i in range(5)]
    totals = [float(RING[[a - first, b - first]].sum()) for a, b in pairs]
    return [
        Block(np.array([pair]), np.ones(2), total, total)
        for pair, total in zip(pairs, totals, strict=True)
    ]


def test_programming_sees_two_steps_around_a_cell():
    """Together the sums of a ring tell every count, though no two or three of them do."""
    sums = gather(ring(0), np.arange(5))
    wide = np.zeros(5), np.full(5, 9.0)
    low, high = sharpened(sums, wide, np.arange(5))
    assert low.tolist() == high.tolist() == RING.tolist()


def test_programming_leaves_out_sums_that_say_nothing(monkeypatch):
    """Two rings with a limit across that no counts reach: one at a time tells as much."""
    across = Block(np.array([[0, 5]]), np.ones(2), 0, 18)
    sums = gather([*ring(0), *ring(5), across], np.arange(10))
    solve, sizes = sharpen._span, []
    monkeypatch.setattr(
        sharpen, "_span", lambda *given: sizes.append(given[1].num_col_) or solve(*given)
    )
    low, high = sharpened(sums, (np.zeros(10), np.full(10, 9.0)), np.arange(10))
    assert low.tolist() == high.tolist() == [*RING, *RING]
    assert set(sizes) == {5}
    tight = replace(sums, most=np.where(sums.most == 18, 5, sums.most))
    low, high = sharpened(tight, (np.zeros(10), np.full(10, 9.0)), np.array([0]))
    assert max(sizes) == 10
