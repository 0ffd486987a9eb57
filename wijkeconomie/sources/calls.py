"""Services of others asked over HTTP: politely, again when they falter, answers kept."""

import json
import logging
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, NoReturn

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from wijkeconomie.sources import answers
from wijkeconomie.sources.services import Service, ServiceRefused, need

ATTEMPTS = 5
LONGEST_WAIT_S = 120
LARGEST_ANSWER = 100_000_000
PASSING = {408, 425, 429, 500, 502, 503, 504}
Told = dict[str, Any] | None
TIMEOUT = httpx2.Timeout(60, connect=10)

logging.getLogger("httpx2").setLevel(logging.WARNING)
logging.getLogger("httpcore2").setLevel(logging.WARNING)


class _Passing(Exception):
    def __init__(self, why: object, status: int = 0, after: float | None = None) -> None:
        self.why, self.status, self.after = why, status, after


_asked: dict[str, float] = {}


def pause(seconds: float) -> None:
    """Waits."""
    time.sleep(seconds)


def ask(
    service: Service,
    path: str = "",
    params: dict[str, Any] | None = None,
    form: dict[str, str] | None = None,
    needed: str = "",
) -> dict[str, Any]:
    """The JSON object a service answers; one asked before comes from disk.

    ``path`` comes behind the address of the service, or is a whole address of the same host, as
    in a link to the next page. With ``form`` it is a POST. Raises ServiceRefused when the service
    keeps failing, refuses, answers something else than a JSON object, or one without the field
    ``needed``.
    """
    url = _address(service, path)
    key = answers.key(url, params, form)
    kept = answers.recall(key, service.days)
    if kept is not None:
        return json.loads(kept)
    content = _persisted(service, url, params, form)
    if needed:
        need(service, content, needed)
    answers.keep(key, json.dumps(content).encode())
    return content


def forget(service: Service, path: str, params: Told = None, form: Told = None) -> None:
    """Takes the answer to a question from disk, so that it is asked anew."""
    answers.forget(answers.key(_address(service, path), params, form))


def _address(service: Service, path: str) -> str:
    base = httpx2.URL(service.url)
    if "://" not in path:
        return f"{service.url}/{path}" if path else service.url
    if (httpx2.URL(path).scheme, httpx2.URL(path).netloc) != (base.scheme, base.netloc):
        raise ServiceRefused(
            "{service} links to another host ({host}) for its next page: set {variable} to an "
            "address that does not, or load a file instead.",
            service=service.name,
            host=httpx2.URL(path).host or path,
            variable=service.variable,
        )
    return path


def _persisted(
    service: Service, url: str, params: dict[str, Any] | None, form: dict[str, str] | None
) -> dict[str, Any]:
    trying = Retrying(
        stop=stop_after_attempt(ATTEMPTS),
        wait=_wait,
        retry=retry_if_exception_type(_Passing),
        sleep=pause,
        reraise=True,
    )
    try:
        return trying(_once, service, url, params, form)
    except _Passing as error:
        failed = ServiceRefused(
            "{service} ({host}) gives no good answer ({why}), asked {times} times: try again "
            "later, or load a file instead.",
            service=service.name,
            host=httpx2.URL(url).host,
            why=error.why,
            times=ATTEMPTS,
        )
        failed.status = error.status
        raise failed from None


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    after = error.after if isinstance(error, _Passing) else None
    return after if after is not None else 2.0**state.attempt_number


def _once(
    service: Service, url: str, params: dict[str, Any] | None, form: dict[str, str] | None
) -> dict[str, Any]:
    _keep_pace(service)
    try:
        method = "POST" if form else "GET"
        with _client().stream(method, url, params=params, data=form, timeout=TIMEOUT) as response:
            _judge(service, response)
            content = _read(service, response)
    except (httpx2.TransportError, httpx2.DecodingError) as error:
        raise _Passing(type(error).__name__) from None
    except (httpx2.TooManyRedirects, httpx2.InvalidURL) as error:
        raise _refusal(service, type(error).__name__) from None
    return content


@cache
def _client() -> httpx2.Client:
    return httpx2.Client(follow_redirects=True, max_redirects=3)


def _keep_pace(service: Service) -> None:
    if service.per_second:
        rest = _asked.get(service.name, 0) + 1 / service.per_second - time.monotonic()
        if rest > 0:
            pause(rest)
        _asked[service.name] = time.monotonic()


def _judge(service: Service, response: httpx2.Response) -> None:
    status = response.status_code
    if status in PASSING:
        after = _after(response.headers.get("Retry-After"))
        if after is not None and after > LONGEST_WAIT_S:
            raise _refusal(service, f"status {status}, come back in {after:.0f} seconds", status)
        raise _Passing(f"status {status}", status, after)
    if status != 200:
        raise _refusal(service, f"status {status}", status)


def _after(written: str | None) -> float | None:
    """Seconds a service asks to wait, written as seconds or as a date."""
    if not written:
        return None
    if written.strip().isdigit():
        return float(written)
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _read(service: Service, response: httpx2.Response) -> dict[str, Any]:
    content = bytearray()
    for block in response.iter_bytes():
        content += block
        if len(content) > LARGEST_ANSWER:
            raise _refusal(service, f"more than {LARGEST_ANSWER // 1_000_000} MB")
    try:
        answer = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise _Passing("no JSON", response.status_code) from None
    if not isinstance(answer, dict):
        raise _refusal(service, "no JSON object")
    return answer


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refusal(service: Service, why: str, status: int = 0) -> ServiceRefused:
    refused = ServiceRefused(
        "{service} refuses the question ({why}): check the year and the municipality, whether "
        "{variable} is right, or load a file instead.",
        service=service.name,
        why=why,
        variable=service.variable,
    )
    refused.status = status
    return refused
