"""Zip files that are written where nothing can be taken back."""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from wijkeconomie.view.exports.streams import Outlet


class Archive:
    """A zip in the making. ``made``: size in bytes and SHA-256 of each file that is in it. Equal
    files make equal zips, as all get the time they are given."""

    def __init__(self, when: datetime) -> None:
        self.when = when.timetuple()[:6]
        self.made: dict[str, tuple[int, str]] = {}
        self._outlet = Outlet()
        self._zip = zipfile.ZipFile(self._outlet, "w")

    def add(
        self, name: str, content: Iterator[bytes], *, is_large: bool = False
    ) -> Iterator[bytes]:
        """The next parts of the zip, with a file more in it. One over 2 GB has to be said to be
        large beforehand; Excel does not open workbooks with such parts."""
        size, digest = 0, sha256()
        info = zipfile.ZipInfo(name, self.when)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w", force_zip64=is_large) as stream:
            for part in content:
                size += len(part)
                digest.update(part)
                stream.write(part)
                yield self._outlet.take()
        self.made[name] = size, digest.hexdigest()
        yield self._outlet.take()

    def end(self) -> bytes:
        """The last part, which lists the files."""
        self._zip.close()
        return self._outlet.take()
