"""Descriptions of a release, worked out once: they are long, and asked again and again."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from wijkeconomie.view import query

Told = dict[str, Any]
Make = Callable[..., Told]
# In each language, of the release in use and of one that is asked for by its number.
KEPT = 16


def of_release(make: Make, *given: str) -> Told:
    """What is made of the release that is read; not to be changed, as others get it too."""
    return _made(query.release().release_id, bool(query.kept_release()), make, given)


@lru_cache(maxsize=KEPT)
def _made(
    release_id: str, is_asked_for: bool, make: Make, given: tuple[str, ...]
) -> dict[str, Any]:
    del release_id, is_asked_for
    return make(*given)
