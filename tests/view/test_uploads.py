"""Files sent by the data steward: by whom, from where, in pieces, and with which names."""

import http.client
import json
import threading
import time
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit import file_util

from tests import logins
from wijkeconomie import settings
from wijkeconomie.view import editions, headers, policies
from wijkeconomie.view import http as addresses
from wijkeconomie.view.manage import routes, steward
from wijkeconomie.work import jobs, uploads

HERE = "http://localhost:8501"
STEWARD = "gegevensbeheer"
FILE = {"name": "register.csv", "size": 10, "mark": "1"}


def application() -> Starlette:
    static = Path(file_util.get_static_dir())
    guard = Middleware(headers.Guarded, policies=policies.policies(static))
    return Starlette(routes=addresses.routes(static), middleware=[guard])


def client(address: str = "127.0.0.1", base: str = HERE, **given: str) -> TestClient:
    named = {name.replace("_", "-"): value for name, value in given.items()}
    asked = {"origin": base} | {name: value for name, value in named.items() if value}
    if named.get("origin") == "":
        del asked["origin"]
    return TestClient(
        application(), base_url=base, headers=asked, client=(address, 50000), follow_redirects=False
    )


@pytest.fixture
def local(empty_folder, monkeypatch) -> Path:
    monkeypatch.setenv("WIJKECONOMIE_LOCAL_STEWARD", "yes")
    return empty_folder


# --- who, and from where

VISITORS = {
    "at the computer": ({}, 201),
    "by its address": ({"base": "http://127.0.0.1:8501"}, 201),
    "by its address of six": ({"base": "http://[::1]:8501", "address": "::1"}, 201),
    "another machine": ({"address": "192.0.2.7"}, 403),
    "no address": ({"address": ""}, 403),
    "another name (rebinding)": ({"base": "http://other.example:8501"}, 403),
    "a name that starts alike": ({"base": "http://localhost.example:8501"}, 403),
    "a page of another site": ({"origin": "http://other.example"}, 403),
    "a page of another port": ({"origin": "http://localhost:9999"}, 403),
    "a page without origin": ({"origin": "null"}, 403),
    "no page": ({"origin": ""}, 403),
    "a frame elsewhere": ({"sec_fetch_site": "cross-site"}, 403),
    **{f"a proxy ({name})": ({name: "127.0.0.1"}, 403) for name in steward.OF_PROXIES},
}


@pytest.mark.parametrize("who", VISITORS)
def test_only_who_sits_here_may_send(local, who):
    given, status = VISITORS[who]
    answer = client(**given).post("/uploads", json=FILE)
    assert answer.status_code == status
    assert bool(uploads.every()) == (status == 201)


@pytest.mark.parametrize("value", ["", "no", "1", "true"])
def test_nobody_is_local_unless_so_set(empty_folder, monkeypatch, value):
    monkeypatch.setenv("WIJKECONOMIE_LOCAL_STEWARD", value)
    assert client().post("/uploads", json=FILE).status_code == 403


ACCOUNTS = {
    "steward": ({"roles": [STEWARD]}, None, 201),
    "insider": ({}, None, 403),
    "expired": ({"roles": [STEWARD], "exp": 1_600_000_000}, None, 403),
    "of another provider": ({"roles": [STEWARD], "provider": "other"}, None, 403),
    "forged": ({"roles": [STEWARD]}, "x" * 32, 403),
    "nobody": (None, None, 403),
}


@pytest.fixture
def signed_in(empty_folder, monkeypatch, tmp_path) -> Iterator:
    monkeypatch.setenv("WIJKECONOMIE_STEWARD_ROLE", STEWARD)
    monkeypatch.setattr(editions, "_ended", {})

    def visitor(changed: dict | None, secret: str | None = None) -> TestClient:
        made = client("192.0.2.7", "http://testserver")
        if changed is not None:
            content = logins.claims("http://testserver", **changed)
            for name, value in logins.cookies(content, secret or logins.SECRET).items():
                made.cookies.set(name, value)
        return made

    with logins.configured(tmp_path / "secrets.toml", logins.secrets("http://testserver")):
        yield visitor


@pytest.mark.parametrize("who", ACCOUNTS)
def test_a_login_with_the_role_may_send(signed_in, who):
    changed, secret, status = ACCOUNTS[who]
    assert signed_in(changed, secret).post("/uploads", json=FILE).status_code == status


def test_signing_out_ends_it(signed_in):
    visitor = signed_in({"roles": [STEWARD]})
    editions.end(logins.claims("http://testserver", roles=[STEWARD]), time.time())
    assert visitor.post("/uploads", json=FILE).status_code == 403


def test_every_address_is_shut_to_others(local):
    """Each route of the steward, whatever it would answer."""
    asked = {"POST": "/uploads", "PUT": "/uploads/" + "0" * 16, "GET": "/jobs/x/rejects.csv"}
    known = {route.path: route.methods for route in routes.routes()}
    assert len(known) == 3
    for method, path in asked.items():
        for shut in ("en", "nl"):
            answer = client("192.0.2.7").request(method, path, params={"lang": shut})
            assert answer.status_code == 403
            assert answer.json()["detail"]
    assert client("192.0.2.7").get("/uploads/" + "0" * 16).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_no_other_method_is_taken(local, method):
    assert client().request(method, "/uploads").status_code == 405
    if method != "PUT":
        assert client().request(method, "/uploads/" + "0" * 16).status_code == 405


# --- in pieces


def test_a_file_comes_in_pieces_and_for_its_owner_only(local):
    visitor = client()
    begun = visitor.post("/uploads", json=FILE).json()
    address = f"/uploads/{begun['id']}"
    assert visitor.put(address, params={"offset": 0}, content=b"01234").json()["received"] == 5
    assert visitor.put(address, params={"offset": 0}, content=b"01234").status_code == 409
    assert visitor.put(address, params={"offset": 9}, content=b"9").status_code == 409
    again = visitor.post("/uploads", json=FILE).json()
    assert (again["id"], again["received"]) == (begun["id"], 5)
    assert visitor.get(address).json()["received"] == 5
    assert visitor.put(address, params={"offset": 5}, content=b"56789").json()["is_whole"]
    (upload,) = uploads.every()
    assert upload.file.read_bytes() == b"0123456789"
    assert upload.file.stat().st_mode & 0o777 == 0o600
    assert upload.folder.stat().st_mode & 0o777 == 0o700
    assert settings.uploads_dir().stat().st_mode & 0o777 == 0o700
    assert visitor.put(address, params={"offset": 10}, content=b"x").status_code == 409
    assert visitor.post("/uploads", json=FILE).json()["id"] != begun["id"]


@pytest.mark.parametrize("before", [b"", b"01234"])
def test_of_a_piece_larger_than_was_told_nothing_is_kept(local, before):
    visitor = client()
    address = "/uploads/" + visitor.post("/uploads", json=FILE).json()["id"]
    if before:
        visitor.put(address, params={"offset": 0}, content=before)
    sent = visitor.put(address, params={"offset": len(before)}, content=b"x" * 11)
    assert sent.status_code == 422
    (upload,) = uploads.every()
    assert upload.part.read_bytes() == before
    assert not upload.is_whole
    rest = b"0123456789"[len(before) :]
    assert visitor.put(address, params={"offset": len(before)}, content=rest).json()["is_whole"]
    assert upload.file.read_bytes() == b"0123456789"


def test_a_piece_is_at_most_a_chunk(local, monkeypatch):
    monkeypatch.setattr(routes, "CHUNK", 4)
    visitor = client()
    address = "/uploads/" + visitor.post("/uploads", json=FILE).json()["id"]
    assert visitor.put(address, params={"offset": 0}, content=b"01234").status_code == 422
    assert visitor.get(address).json()["received"] == 0


ASKED = [
    ({**FILE, "size": uploads.LARGEST + 1}, "500 MB"),
    ({**FILE, "size": 0}, "leeg"),
    ({**FILE, "size": -1}, "leeg"),
    ({**FILE, "name": "register.exe"}, "soort"),
    ({**FILE, "name": "register.xlsm"}, "soort"),
    ({**FILE, "name": "csv"}, "soort"),
    ({"name": "register.csv"}, "JSON"),
    ({**FILE, "size": "many"}, "JSON"),
    ({**FILE, "size": "5"}, "JSON"),
    ({**FILE, "size": 1.5}, "JSON"),
    ({**FILE, "size": True}, "JSON"),
    ({**FILE, "size": 10**400}, "500 MB"),
    ({**FILE, "name": "x" * 9000}, "JSON"),
    ([], "JSON"),
]


@pytest.mark.parametrize(("asked", "told"), ASKED)
def test_what_cannot_be_taken_is_refused_before_it_is_sent(local, asked, told):
    answer = client().post("/uploads", json=asked)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert uploads.every() == []


NAMES = {
    "../../etc/passwd.csv": "passwd.csv",
    "..\\..\\windows\\x.csv": "x.csv",
    "/etc/cron.d/x.csv": "x.csv",
    "...csv": "csv",
    ".csv": "csv",
    "a\0b\n.csv": "a_b_.csv",
    "a;rm -rf {folder}.csv": "a_rm -rf _folder_.csv",
    "--out=x.csv": "--out_x.csv",
    "upload.json": "upload.json",
    "re\u0301gister 2025 (1).CSV": "régister 2025 (1).csv",
    "\u202egnp.csv": "_gnp.csv",
    "x" * 300 + ".csv": "x" * 70 + ".csv",
    "\U00020000" * 70 + ".csv": "\U00020000" * 50 + ".csv",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_in_its_folder(name):
    assert uploads.safe_name(name) == NAMES[name]


@pytest.mark.parametrize(
    "name", ["../../x.csv", "upload.json", "a\0b.csv", "part.csv", "\U00020000" * 70 + ".csv"]
)
def test_a_file_of_any_name_is_kept_within(local, name):
    visitor = client()
    begun = visitor.post("/uploads", json={"name": name, "size": 1}).json()
    assert visitor.put(f"/uploads/{begun['id']}?offset=0", content=b"x").json()["is_whole"]
    (upload,) = uploads.every()
    assert upload.file.read_bytes() == b"x"
    assert upload.file.resolve().parent.parent.parent == settings.uploads_dir()


@pytest.mark.parametrize("key", ["../jobs", "..%2fjobs", "0" * 15, "0" * 16, "G" * 16])
def test_an_id_that_is_none_leads_nowhere(local, key):
    answer = client().put(f"/uploads/{key}?offset=0", content=b"x")
    assert answer.status_code in (404, 405)


# --- when the disk is full


def test_no_room_is_told_before(local, monkeypatch):
    room = namedtuple("room", "total used free")(0, 0, uploads.SPARE + 5)
    monkeypatch.setattr(uploads.shutil, "disk_usage", lambda _path: room)
    answer = client().post("/uploads", json=FILE)
    assert answer.status_code == 422
    assert "geen plaats" in answer.json()["detail"]


def test_a_disk_that_fills_up_is_told(local):
    visitor = client()
    begun = visitor.post("/uploads", json=FILE).json()
    (upload,) = uploads.every()
    upload.part.symlink_to("/dev/full")
    answer = visitor.put(f"/uploads/{begun['id']}?offset=0", content=b"x")
    assert answer.status_code == 507
    assert "schijf" in answer.json()["detail"]


# --- when the connection breaks


@pytest.fixture
def server(local) -> Iterator[int]:
    """The application at a port of its own, over real sockets."""
    running = uvicorn.Server(uvicorn.Config(application(), port=0, log_level="critical"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield running.servers[0].sockets[0].getsockname()[1]
    running.should_exit = True
    thread.join(10)


def ask(port: int, method: str, path: str, body: bytes = b"", length: int | None = None) -> dict:
    """A request that tells a length, and may send less."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest(method, path)
    connection.putheader("Origin", f"http://127.0.0.1:{port}")
    connection.putheader("Content-Length", str(len(body) if length is None else length))
    connection.endheaders(body)
    if length is not None:
        connection.close()
        return {}
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def test_what_came_before_a_break_is_kept(server):
    content = bytes(range(256)) * 4096
    size = len(content)
    begun = ask(server, "POST", "/uploads", json.dumps({"name": "x.csv", "size": size}).encode())
    path = f"/uploads/{begun['id']}"
    ask(server, "PUT", f"{path}?offset=0", content[: size // 2], length=size)
    until = time.monotonic() + 20
    while ask(server, "GET", path)["received"] < size // 2 and time.monotonic() < until:
        time.sleep(0.05)
    received = ask(server, "GET", path)["received"]
    assert received == size // 2
    while not ask(server, "PUT", f"{path}?offset={received}", content[received:]).get("is_whole"):
        assert time.monotonic() < until
    (upload,) = uploads.every()
    assert upload.file.read_bytes() == content


# --- afterwards


def test_what_nobody_wants_is_removed(local, monkeypatch):
    left = uploads.begin("left.csv", 10, "")
    whole = uploads.begin("whole.csv", 1, "")
    whole.part.write_bytes(b"x")
    uploads.finish(whole)
    now = time.time()
    for days, kept in ((0.9, 2), (2, 1), (13, 1), (15, 0)):
        monkeypatch.setattr(uploads.time, "time", lambda days=days: now + days * 86400)
        uploads.tidy()
        assert len(uploads.every()) == kept
    assert not left.folder.exists()


def test_results_are_taken_away_by_name_only(local):
    folder = settings.jobs_dir() / "20240101-000000-00000000"
    folder.mkdir(parents=True)
    jobs.write(
        folder, kind="check", commands=[], upload=None, state="done", started="2024-01-01T00:00"
    )
    (folder / "rejects.xlsx").write_text("a;b\n")
    visitor = client()
    answer = visitor.get(f"/jobs/{folder.name}/rejects.xlsx")
    assert answer.text == "a;b\n"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="check-rejects.xlsx"'
    for name in ("job.json", "log.jsonl", "alive", "report.csv", "..%2fjob.json"):
        assert visitor.get(f"/jobs/{folder.name}/{name}").status_code == 404
    assert visitor.get("/jobs/nothing/rejects.xlsx").status_code == 404
    elsewhere = client(sec_fetch_site="cross-site").get(f"/jobs/{folder.name}/rejects.xlsx")
    assert elsewhere.status_code == 403
