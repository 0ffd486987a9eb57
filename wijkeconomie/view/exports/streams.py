"""Bytes that leave while they are being made, so that no file has to fit in memory."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PART = 262_144


class Outlet(io.RawIOBase):
    """A file to write to, of which what is written is taken out from time to time."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """Writing is all that can be done."""
        return True

    def write(self, part) -> int:  # noqa: ANN001
        """Keeps a part until it is taken."""
        self._parts.append(bytes(part))
        return len(self._parts[-1])

    def flush(self) -> None:
        """Nothing waits elsewhere, also of a file that is given up halfway."""

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


@contextmanager
def passing_file(name: str) -> Iterator[Path]:
    """Path of a file for what can only be sent when it is finished; it is gone afterwards."""
    with TemporaryDirectory(prefix="wijkeconomie-") as folder:
        yield Path(folder) / name


def parts(path: Path) -> Iterator[bytes]:
    """A file, some of it at a time."""
    with path.open("rb") as stream:
        while part := stream.read(PART):
            yield part
