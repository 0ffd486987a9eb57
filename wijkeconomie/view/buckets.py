"""How often callers may ask."""

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

    def take(self, caller: str, tokens: float = 1) -> float:
        """Takes tokens: 0 when they were there, else the seconds until they are."""
        now = self.clock()
        level = self._level(caller, now)
        wait = 0 if level >= tokens else (tokens - level) * 60 / self.size
        self._keep(caller, level if wait else level - tokens, now)
        return wait

    def give(self, caller: str, tokens: float) -> None:
        """Gives back what was taken too much."""
        now = self.clock()
        self._keep(caller, min(self.size, self._level(caller, now) + tokens), now)

    def _level(self, caller: str, now: float) -> float:
        level, since = self.levels.pop(caller, (float(self.size), now))
        return min(self.size, level + (now - since) * self.size / 60)

    def _keep(self, caller: str, level: float, now: float) -> None:
        self.levels[caller] = (level, now)
        if len(self.levels) > CALLERS:
            self.levels.popitem(last=False)
