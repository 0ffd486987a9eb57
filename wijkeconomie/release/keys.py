"""The protection secret: made on first use, readable by its owner only."""

import os
import secrets
import stat
from pathlib import Path

from wijkeconomie.errors import Refused

LENGTH = 32
BLOCK = 64


def load(path: Path) -> bytes:
    """The secret in the file, made with permissions 0600 when the file does not exist.

    Raises Refused when others than the owner may read it, or when it is too short.
    """
    if not path.exists():
        _make(path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Refused("Secret file {file} can be read by others: run chmod 600 on it.", file=path)
    secret = path.read_bytes()
    if len(secret) < LENGTH:
        raise Refused(
            "Secret file {file} is too short: restore it from your backup, or move it away to "
            "have a new one made.",
            file=path,
        )
    return secret


def padded(secret: bytes) -> dict[str, bytes]:
    """Inner and outer key of HMAC-SHA256 (RFC 2104) for a secret of at most 64 bytes."""
    block = secret[:BLOCK].ljust(BLOCK, b"\0")
    return {
        "inner_key": bytes(byte ^ 0x36 for byte in block),
        "outer_key": bytes(byte ^ 0x5C for byte in block),
    }


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secrets.token_bytes(LENGTH))
