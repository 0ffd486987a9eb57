"""Releases are never mixed: what is remembered of one is never given for another."""

import dis
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, wraps
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import file_util

from tests.conftest import environment
from tests.test_pages import opened
from tests.view.test_api_releases import OLDEST, USED, folder
from wijkeconomie import view
from wijkeconomie.view import http, query

__all__ = ["folder"]
KEY = "release_id"
# These compare releases, and read each by its number.
COMPARING = {"releases._ids", "releases._listed", "releases._tables"}


def modules() -> list:
    found = pkgutil.walk_packages(view.__path__, f"{view.__name__}.")
    return [importlib.import_module(each.name) for each in found]


def remembering() -> Iterator[tuple[object, str, Callable, Callable]]:
    """Module, name and function of all that is remembered, with what works it out."""
    for module in modules():
        for name, each in vars(module).items():
            made = getattr(getattr(each, "_info", None), "func", None)
            made = made or (hasattr(each, "cache_info") and each.__wrapped__)
            if made and made.__module__ == module.__name__:
                yield module, name, each, made


@cache
def called(function: Callable) -> tuple[Callable, ...]:
    return tuple(_called(function))


def _called(function: Callable) -> Iterator[Callable]:
    """Functions of ours that one names, itself or within another module."""
    there, left = inspect.getmodule(function), [function.__code__]
    while left:
        code = left.pop()
        left += [each for each in code.co_consts if inspect.iscode(each)]
        base = None
        for step in dis.get_instructions(code):
            found = None
            if step.opname == "LOAD_GLOBAL":
                found = base = getattr(there, step.argval, None)
            elif step.opname in ("LOAD_ATTR", "LOAD_METHOD"):
                found = getattr(base, step.argval, None) if inspect.ismodule(base) else None
                base = None
            found = inspect.unwrap(found) if callable(found) else None
            if inspect.isfunction(found) and found.__module__.startswith("wijkeconomie"):
                yield found


def reads(function: Callable) -> bool:
    """Whether it comes, by way of whatever it calls, to the release that is read."""
    seen, left = set(), [function]
    while left:
        each = left.pop()
        if each not in seen:
            seen.add(each)
            left += called(each)
    return query._current in seen


def test_what_is_remembered_of_a_release_is_remembered_by_its_number():
    """Found in the code: every function that remembers and reads."""
    reading = [
        (f"{module.__name__.rpartition('.')[2]}.{name}", made)
        for module, name, _each, made in remembering()
        if reads(made)
    ]
    assert len(reading) > 20
    wrong = {name for name, made in reading if KEY not in inspect.signature(made).parameters}
    assert wrong == COMPARING


@pytest.fixture
def watched(folder, monkeypatch) -> list[str]:
    """Names of what was asked for that is remembered by a number; each time that is the number of
    the release which is read."""
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(folder))
    asked: list[str] = []

    def guarded(name: str, function: Callable, made: Callable) -> Callable:
        @wraps(made)
        def same(*given: object, **more: object) -> object:
            known = inspect.signature(made).bind(*given, **more).arguments[KEY]
            assert known == query.release().release_id, name
            asked.append(name)
            return function(*given, **more)

        same.cache_clear = lambda: None
        return same

    for module, name, function, made in remembering():
        has_number = KEY in inspect.signature(made).parameters
        if has_number and "reading_release(" not in inspect.getsource(made):
            monkeypatch.setattr(module, name, guarded(name, function, made))
    return asked


@pytest.mark.parametrize("page", [page for page in http.pages() if page != "manage"])
def test_pages_ask_by_the_number_they_read(watched, page):
    for release in (OLDEST, USED):
        app = opened(page, release=release)
        assert not app.exception
        assert not app.error
    assert "_rows" in watched


def test_threads_read_each_their_own(watched):
    """The same addresses at the same time for two releases give what they give one by one."""
    with environment(WIJKECONOMIE_API_REQUESTS=100_000, WIJKECONOMIE_API_FILES=100):
        routes = http.routes(Path(file_util.get_static_dir()))
        client = TestClient(Starlette(routes=routes))
    addresses = [
        "/areas/{release}/wijk.json",
        "/areas/{release}/hexagon.json",
        "/api/v1/tables/area.csv?release={release}",
        "/api/v1/tables/activity.csv?release={release}&area=GM0034&search=bouw",
        "/api/v1/tables/dynamics?release={release}",
        "/api/v1/citation.txt?release={release}",
        "/district?release={release}&area=WK003426",
    ]
    every = [each.format(release=release) for each in addresses for release in (USED, OLDEST)]

    def asked(address: str) -> bytes:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.content

    alone = {address: asked(address) for address in every}
    assert len(set(alone.values())) == len(every) - 1, "hexagons are the same in both"
    with ThreadPoolExecutor(8) as pool:
        for address, body in zip(every * 4, pool.map(asked, every * 4), strict=True):
            assert body == alone[address], address
    assert {"_collection", "_columns"} <= set(watched)
