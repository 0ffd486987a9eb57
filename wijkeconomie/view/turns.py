"""Turns to have something made: a few at a time, half of them for one caller; others wait."""

import asyncio
from collections import Counter

WAITED_S = 30


class Turns:
    """Turns of callers. ``busy``: how many each has."""

    def __init__(self, size: int, each: int) -> None:
        self.size = size
        self.each = each
        self.busy: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    async def take(self, who: str) -> bool:
        """Takes a turn, after those who asked earlier; False when none came in WAITED_S."""
        if self._has_room(who):
            self.busy[who] += 1
            return True
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((who, turn))
        try:
            async with asyncio.timeout(WAITED_S):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self.give(who)
            else:
                self._waiting.remove((who, turn))
            if isinstance(error, TimeoutError):
                return False
            raise
        return True

    def give(self, who: str) -> None:
        """Gives a turn back, to those who can have it now."""
        self.busy[who] -= 1
        if not self.busy[who]:
            del self.busy[who]
        for each in list(self._waiting):
            if self._has_room(each[0]) and not each[1].done():
                self._waiting.remove(each)
                self.busy[each[0]] += 1
                each[1].set_result(None)

    def has_all_of_own(self, who: str) -> bool:
        """Whether a caller has as many as one may."""
        return self.busy[who] >= self.each

    def _has_room(self, who: str) -> bool:
        return self.busy.total() < self.size and not self.has_all_of_own(who)
