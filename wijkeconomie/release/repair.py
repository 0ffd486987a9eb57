"""Repair: figures are turned or protected until every protected count has three candidates.

Where the others narrow a count down, in this order: the zeros beside it are protected too, when
their whole is; a figure is rounded the other way, the whole's first; the smallest figure beside
it is protected too.
"""

from collections.abc import Callable

import numpy as np

from wijkeconomie.release import bounds
from wijkeconomie.release.bounds import Shown
from wijkeconomie.release.mending import State
from wijkeconomie.release.remedies import Cells, Repair, is_same, shown_after
from wijkeconomie.release.sums import Sums

ROUNDS = 100
AFRESH = 8
TRIES = 6


def repair(
    sums: Sums, cells: Cells, shown: Shown, attacked: Callable[[Shown], np.ndarray]
) -> Repair:
    """What to turn and hide so that no protected count is left narrow. Deterministic. Once bounds
    find nothing more, the cells that ``attacked`` tells to be narrow all the same are widened, with
    more around them each time it finds them so, at most a few times.

    After the first round only the blocks in need are worked out anew. Elsewhere bounds stay as
    they were found, which is at most too narrow; every eighth round everything is, and where
    nothing helps any more. What is narrow even then is left to the attack.
    """
    nothing, no_row = np.zeros(len(cells.n), bool), np.zeros(len(sums.whole), bool)
    done, active = Repair(nothing, nothing, nothing, no_row, no_row), ~nothing
    found = began = (np.zeros(len(active)), np.zeros(len(active)))
    times = np.zeros(len(active), int)
    tries = 0
    for number in range(1, ROUNDS):
        now = shown_after(done, cells, shown)
        hiding = done.treated | sums.whole_is(now.is_protected) & ~bounds.shows_zero(sums, now)
        before, began = began, bounds.start(sums, now, hiding, done.closed)
        active = active | (before[0] != began[0]) | (before[1] != began[1])
        merged = (np.where(active, new, old) for new, old in zip(began, found, strict=True))
        found = bounds.propagate(sums, *merged, active)
        bad = bounds.narrow(now, found)
        state = State(sums, cells, now, done, began, found)
        after = state.mended(bad) if bad.any() else done
        is_stuck = is_same(done, after)
        if is_stuck and (active.all() or not bad.any()):
            narrow = attacked(now) if tries < TRIES else nothing
            if not narrow.any():
                break
            bad = state.around(narrow, times[narrow].max())
            after, times, tries = state.widened(bad), times + narrow, tries + 1
        done = after
        active = is_stuck | np.isin(cells.block, np.unique(cells.block[bad]))
        if number % AFRESH == 0:
            active[:] = True
    return done
