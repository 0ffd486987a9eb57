"""What is made faster than it is read waits on disk, and not in memory."""

import os
from collections.abc import AsyncIterator, Iterator
from tempfile import TemporaryFile
from typing import Self

import anyio

READ_BYTES = 65_536
# Of all files together that wait on disk; beyond it what makes one waits for its reader.
MOST_BYTES = 2 << 30


class Spool:
    """Bytes in the order they come; gone when it is closed. ``on_disk``: bytes of all spools."""

    on_disk = 0

    def __init__(self) -> None:
        self.file = TemporaryFile(prefix="wijkeconomie-", buffering=0)  # noqa: SIM115
        self.size = self.read = self.coming = 0
        self.is_ended = False
        self.moved = anyio.Event()

    def __enter__(self) -> Self:
        """The spool."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Gives back what it has on disk."""
        self._grow(-self.size)
        self.file.close()

    def add(self, made: Iterator[bytes]) -> bool:
        """Has the next part made and keeps it; False when there is none. In any thread."""
        part = next(made, None)
        rest, place = memoryview(part or b""), self.size
        self.coming = len(rest)
        while rest:
            written = os.pwrite(self.file.fileno(), rest, place)
            rest, place = rest[written:], place + written
        return part is not None

    async def added(self) -> None:
        """Lets the reader have what ``add`` kept, and waits for it when too much is on disk."""
        self._grow(self.coming)
        self._tell()
        while Spool.on_disk > MOST_BYTES and self.read < self.size:
            await self.moved.wait()
        if self.read == self.size:
            self._grow(-self.size)
            self.read = 0
            self.file.truncate(0)

    def end(self) -> None:
        """Nothing more comes."""
        self.is_ended = True
        self._tell()

    async def parts(self) -> AsyncIterator[bytes]:
        """What is kept, as it comes."""
        while not (self.is_ended and self.read == self.size):
            if self.read == self.size:
                await self.moved.wait()
                continue
            wanted = min(READ_BYTES, self.size - self.read)
            part = os.pread(self.file.fileno(), wanted, self.read)
            self.read += len(part)
            if self.read == self.size:
                self._tell()
            yield part

    def _grow(self, more: int) -> None:
        self.size += more
        Spool.on_disk += more

    def _tell(self) -> None:
        """Wakes who waits for the other: what makes the file, and what sends it."""
        self.moved.set()
        self.moved = anyio.Event()
