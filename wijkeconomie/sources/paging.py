"""Answers that come in pages, each linked from the one before: all of them, or a refusal."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from wijkeconomie.sources import calls
from wijkeconomie.sources.services import Service, ServiceRefused

MOST_PAGES = 500
Page = dict[str, Any]


def pages(
    service: Service,
    path: str,
    params: dict[str, str] | None,
    rows: str,
    link: Callable[[Page], str | None],
) -> Iterator[Page]:
    """Pages with a list under ``rows``, until ``link`` finds no next one.

    Raises ServiceRefused when the links go round or on without end, and when there is less than
    the service says. What it answered is then forgotten, so that it can be asked again.
    """
    asked: list[tuple[str, dict[str, str] | None]] = [(path, params)]
    address, found = f"{service.url}/{path}", 0
    while len(asked) <= MOST_PAGES:
        page = calls.ask(service, *asked[-1], needed=rows)
        found += len(page[rows])
        following = link(page)
        if page.get("numberReturned", len(page[rows])) != len(page[rows]):
            break
        if not following and found < _matched(page):
            break
        yield page
        if not following:
            return
        address = urljoin(address, following)
        if (address, None) in asked:
            break
        asked.append((address, None))
    for question in asked:
        calls.forget(service, *question)
    raise broken_off(service)


def broken_off(service: Service) -> ServiceRefused:
    """What is said of an answer that is not whole."""
    return ServiceRefused(
        "{service} gives less than it says it has, or pages that go round: try again later, or "
        "load a file instead.",
        service=service.name,
    )


def _matched(page: Page) -> int:
    matched = page.get("numberMatched")
    return matched if isinstance(matched, int) else 0
