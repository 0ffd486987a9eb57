"""How often each caller may ask."""

import time
from collections import OrderedDict
from collections.abc import Callable

CALLERS = 10_000


class Buckets:
    """A bucket of tokens per caller, full at first, filled evenly in a minute.

    The callers seen longest ago are forgotten, so that memory stays small.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.size = per_minute
        self.clock = clock
        self.levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str) -> float:
        """Takes a token: 0 when there was one, else the seconds until there is."""
        now = self.clock()
        level, since = self.levels.pop(caller, (float(self.size), now))
        level = min(self.size, level + (now - since) * self.size / 60)
        wait = 0 if level >= 1 else (1 - level) * 60 / self.size
        self.levels[caller] = (level if wait else level - 1, now)
        if len(self.levels) > CALLERS:
            self.levels.popitem(last=False)
        return wait
