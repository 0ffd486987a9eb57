"""The protection secret: made on first use, for its owner only, away from what is shared."""

import os
import secrets
import stat
from pathlib import Path

from wijkeconomie import settings
from wijkeconomie.errors import Refused

LENGTH = 32
BLOCK = 64
OTHERS = stat.S_IRWXG | stat.S_IRWXO
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def load(path: Path) -> bytes:
    """The secret in the file, made with permissions 0600 when the file does not exist.

    Raises Refused when others than the owner may read or replace it, when it lies where files are
    shared, or when it is too short. Of a link both ends are looked at.
    """
    for place in dict.fromkeys((path.absolute(), path.resolve())):
        _refuse_shared(place)
    if not path.exists():
        make(path)
    for place in dict.fromkeys((path.absolute(), path.resolve())):
        _refuse_replaceable(place)
    if path.stat().st_mode & OTHERS:
        raise Refused("Secret file {file} can be read by others: run chmod 600 on it.", file=path)
    secret = path.read_bytes()
    if len(secret) < LENGTH:
        raise Refused(
            "Secret file {file} is too short: restore it from your backup, or move it away and run "
            "release --new-secret to have another made.",
            file=path,
        )
    return secret


def make(path: Path) -> None:
    """Writes a new secret for its owner only. Raises FileExistsError where there is a file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secrets.token_bytes(LENGTH))


def padded(secret: bytes) -> dict[str, bytes]:
    """Inner and outer key of HMAC-SHA256 (RFC 2104) for a secret of at most 64 bytes."""
    block = secret[:BLOCK].ljust(BLOCK, b"\0")
    return {
        "inner_key": bytes(byte ^ 0x36 for byte in block),
        "outer_key": bytes(byte ^ 0x5C for byte in block),
    }


def _refuse_shared(path: Path) -> None:
    """Folders that are copied to other machines or people are no place for a secret."""
    shared = [settings.PROJECT, settings.data_dir()]
    found = next(
        (f for f in path.parents if f in shared or (f / ".git").exists()),
        None,
    )
    if found is not None:
        raise Refused(
            "Secret file {file} lies in {folder}, which is shared or kept in git: move it out and "
            "name its new place in WIJKECONOMIE_SECRET_FILE.",
            file=path,
            folder=found,
        )


def _refuse_replaceable(path: Path) -> None:
    """Who may write in a folder above it, or owns it, may put another secret in its place."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if mode & OTHERS_WRITE and not mode & stat.S_ISVTX:
            raise Refused(
                "Others may replace secret file {file}: run chmod go-w on {folder}.",
                file=path,
                folder=folder,
            )
    for place in (path, path.parent):
        if place.stat().st_uid not in (0, os.geteuid()):
            raise Refused(
                "{place} belongs to another user, who may replace the secret: make it your own.",
                place=place,
            )
