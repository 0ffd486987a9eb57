"""Services of others: asked again when they falter, refused in one sentence when they fail."""

import json
import logging
import sqlite3
import stat
import time

import pytest

from tests import cities
from tests import services as servers
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.sources import answers, calls
from wijkeconomie.sources.services import LOCATIESERVER, OVERPASS, PDOK

GOOD = "wijken-en-buurten-2024/ogc/v1/collections/gemeenten/items"


def ask(**more):
    return calls.ask(PDOK, GOOD, {"f": "json"}, needed="features", **more)


@pytest.mark.parametrize(
    ("faults", "waits"),
    [
        ([{"status": 429, "headers": {"Retry-After": "7"}}], [7]),
        ([{"status": 503, "headers": {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}}], [0]),
        ([{"status": 429, "headers": {"Retry-After": "soon"}}], [2]),
        ([{"status": 500}], [2]),
        ([{"status": 502}, {"status": 504}], [2, 4]),
        ([{"body": '{"features": ['}], [2]),
        ([{"body": "<html>busy</html>"}], [2]),
        ([{"truncated": True}], [2]),
    ],
)
def test_what_passes_is_asked_again(services, faults, waits):
    services.faults = faults
    assert ask()["features"]
    assert services.waits == waits
    assert len(services.asked) == len(waits) + 1


def test_a_service_that_is_slow_or_gone_is_asked_again(services, monkeypatch):
    monkeypatch.setattr(calls, "TIMEOUT", 1)
    services.faults = [{"seconds": 3}]
    assert ask()["features"]
    assert services.waits == [2]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"status": 500}, "status 500"),
        ({"status": 429, "headers": {"Retry-After": "1"}}, "status 429"),
        ({"body": "{"}, "no JSON"),
        ({"truncated": True}, "RemoteProtocolError"),
    ],
)
def test_a_service_that_keeps_failing_is_told(services, fault, told):
    services.faults = [fault] * 9
    with pytest.raises(Refused, match="gives no good answer") as refused:
        ask()
    assert told in str(refused.value)
    assert "127.0.0.1" in str(refused.value)
    assert len(services.asked) == calls.ATTEMPTS


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"status": 404}, "status 404"),
        ({"status": 401}, "status 401"),
        ({"status": 429, "headers": {"Retry-After": "86400"}}, "come back in 86400 seconds"),
        ({"body": "[]"}, "no JSON object"),
        ({"status": 302, "headers": {"Location": "/round"}}, "status 404"),
    ],
)
def test_a_plain_no_is_not_asked_again(services, fault, told):
    services.faults = [fault]
    with pytest.raises(Refused, match="refuses the question") as refused:
        ask()
    assert told in str(refused.value)
    assert services.waits == []


def test_redirects_in_a_circle_end(services):
    services.faults = [{"status": 302, "headers": {"Location": "/round"}}] * 9
    with pytest.raises(Refused, match="TooManyRedirects"):
        ask()
    assert len(services.asked) == 4


def test_an_answer_without_bound_is_cut_off(services, monkeypatch):
    monkeypatch.setattr(calls, "LARGEST_ANSWER", 1_000_000)
    services.faults = [{"body": json.dumps({"features": "x" * 3_000_000})}]
    with pytest.raises(Refused, match="more than 1 MB"):
        ask()


def test_a_changed_field_is_named_and_not_kept(services):
    services.renamed = {"features": "items"}
    with pytest.raises(Refused, match="answers without 'features'"):
        ask()
    services.renamed = {}
    assert ask()["features"]


def test_an_answer_is_kept_on_disk(services, monkeypatch):
    first = ask()
    services.broken = {"pdok"}
    assert ask() == first
    assert len(services.asked) == 1
    file = settings.raw_dir() / "answers.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setattr(answers, "DAY_S", 0)
    with pytest.raises(Refused, match="gives no good answer"):
        ask()


def test_answers_are_gone_after_half_a_year(services):
    answers.keep("old", b"old")
    with sqlite3.connect(settings.raw_dir() / "answers.sqlite") as con:
        con.execute("update answer set kept_at = kept_at - 181 * 86400")
    answers._forget_old.cache_clear()
    answers.keep("new", b"new")
    with sqlite3.connect(settings.raw_dir() / "answers.sqlite") as con:
        assert con.execute("select key from answer").fetchall() == [("new",)]


def test_a_damaged_cache_starts_anew(services):
    first = ask()
    file = settings.raw_dir() / "answers.sqlite"
    file.write_bytes(b"no database" * 1_000)
    assert ask() == first
    assert len(services.asked) == 2
    with sqlite3.connect(file) as con:
        assert con.execute("select count(*) from answer").fetchone() == (1,)


def test_questions_are_in_no_log_and_not_in_the_cache(services, caplog):
    services.addresses = [servers.address("9876ZX", 54321, (cities.X, cities.Y))]
    caplog.set_level(logging.DEBUG)
    question = {"q": "postcode:9876ZX AND huisnummer:54321", "fl": "centroide_rd"}
    services.faults = [{"status": 500}]
    calls.ask(LOCATIESERVER, "free", question)
    assert "9876ZX" not in caplog.text
    assert b"9876ZX" not in (settings.raw_dir() / "answers.sqlite").read_bytes()
    services.faults = [{"status": 500}] * 9
    with pytest.raises(Refused) as refused:
        calls.ask(LOCATIESERVER, "free", question | {"rows": "2"})
    assert "9876ZX" not in str(refused.value)


def test_the_locatieserver_gets_ten_requests_a_second(services, monkeypatch):
    monkeypatch.setattr(calls, "pause", time.sleep)
    started = time.monotonic()
    for number in range(8):
        question = {"q": f"postcode:9876ZX AND huisnummer:{number}", "fl": "*"}
        calls.ask(LOCATIESERVER, "free", question)
    assert time.monotonic() - started >= 0.7


def test_overpass_is_asked_with_a_form(services):
    answer = calls.ask(OVERPASS, form={"data": "[out:json][timeout:25];out center;"})
    assert [element["id"] for element in answer["elements"]] == [1, 2]


@pytest.mark.parametrize("url", ["ftp://example.nl", "example.nl", "file:///etc/passwd"])
def test_an_address_that_is_none_is_refused(services, monkeypatch, url):
    monkeypatch.setenv("WIJKECONOMIE_PDOK_URL", url)
    with pytest.raises(Refused, match="WIJKECONOMIE_PDOK_URL is"):
        ask()


def test_a_link_to_another_host_is_not_followed(services):
    with pytest.raises(Refused, match="links to another host"):
        calls.ask(PDOK, "http://169.254.169.254/latest")
    assert services.asked == []
