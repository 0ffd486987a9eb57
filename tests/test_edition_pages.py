"""Pages of both editions through Streamlit's own test harness, one after the other."""

import pytest
from streamlit import user_info
from streamlit.testing.v1 import AppTest

from tests import logins
from tests.test_pages import opened
from wijkeconomie.view import editions, http, login, query, words

ORIGIN = "http://testserver"
BANNER = words.translate("nl", editions.INTERNAL)


@pytest.fixture(autouse=True)
def visitor(both_editions, monkeypatch, tmp_path):
    """Says who the visitor is, from the next run on."""
    monkeypatch.setenv("WIJKECONOMIE_DATA", str(both_editions))
    monkeypatch.setenv("WIJKECONOMIE_INTERNAL_ROLE", logins.ROLE)
    monkeypatch.setattr(editions, "_ended", {})

    def become(**changed: object) -> None:
        told = logins.claims(ORIGIN, origin=..., **changed)
        monkeypatch.setattr(user_info, "_get_user_info", lambda: told)

    become(is_logged_in=False)
    with logins.configured(tmp_path / "secrets.toml", logins.secrets(ORIGIN)):
        yield become


def said(app: AppTest) -> str:
    kinds = (app.title, app.header, app.markdown, app.caption, app.warning, app.info, app.metric)
    return "\n".join(f"{getattr(e, 'label', '')} {e.value}" for kind in kinds for e in kind)


def is_internal(app: AppTest) -> bool:
    told = said(app)
    assert ("-internal" in told) == (BANNER in told)
    return BANNER in told


@pytest.mark.parametrize("page", http.pages())
def test_internal_pages_say_so_and_do_not_speak_of_protection(visitor, page):
    visitor()
    app = opened(page)
    assert not app.exception
    assert is_internal(app)
    assert app.warning[0].value == f"**{BANNER}.**"
    for word in ("geheim", "afgerond", "beschermen"):
        assert word not in said(app).lower()
    assert [button.label for button in app.button] == ["Uitloggen"]


@pytest.mark.parametrize("page", http.pages())
def test_what_one_visitor_saw_another_does_not(visitor, page):
    """Nor what was cached for them, in either direction."""
    first = said(opened(page))
    visitor()
    exact = said(opened(page))
    visitor(is_logged_in=False)
    app = opened(page)
    assert said(app) == first
    assert not is_internal(app)
    assert [button.label for button in app.button] == ["Inloggen"]
    visitor()
    assert said(opened(page)) == exact
    assert exact != first


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"roles": ["extern"]}, "niet de rol"),
        ({"roles": ...}, "niet de rol"),
        ({"exp": 1_600_000_000}, "niet langer ingelogd"),
        ({"is_logged_in": False}, None),
    ],
)
def test_others_see_public_figures_and_are_told_why(visitor, changed, told):
    visitor(**changed)
    app = opened("overview")
    assert not is_internal(app)
    assert [told in each.value for each in app.info] == ([True] if told else [])


@pytest.mark.parametrize(("roles", "is_told"), [(["extern"], True), (["beheer"], False)])
def test_who_has_no_role_is_told_whom_to_ask(visitor, monkeypatch, roles, is_told):
    """Where there is only a role for the data steward."""
    monkeypatch.delenv("WIJKECONOMIE_INTERNAL_ROLE")
    monkeypatch.setenv("WIJKECONOMIE_STEWARD_ROLE", "beheer")
    visitor(roles=roles)
    told = [words.translate("nl", editions.NO_ROLE)]
    assert [each.value for each in opened("overview").info] == (told if is_told else [])
    assert len(opened("manage").info) == int(is_told)


def test_a_login_that_expires_ends_while_the_page_is_open(visitor, monkeypatch):
    visitor(exp=2_000_000_000)
    monkeypatch.setattr(login.time, "time", lambda: 1_999_999_999)
    app = opened("overview")
    assert is_internal(app)
    monkeypatch.setattr(login.time, "time", lambda: 2_000_000_000)
    app.selectbox(key="choose_year").select("2020").run()
    assert not is_internal(app)
    assert "-internal" not in app.session_state["release"]
    assert "niet langer ingelogd" in app.info[0].value
    assert [button.label for button in app.button] == ["Inloggen"]


def test_without_a_login_nobody_is_asked_to_sign_in(monkeypatch):
    monkeypatch.delenv("WIJKECONOMIE_INTERNAL_ROLE")
    app = opened("overview")
    assert not list(app.button)
    assert not is_internal(app)


def test_a_fragment_reads_what_its_visitor_may_see(visitor):
    """Whatever was read before in the same thread."""
    visitor()
    with query.reading("public"):
        assert is_internal(opened("overview"))
    visitor(is_logged_in=False)
    with query.reading("internal"):
        assert not is_internal(opened("overview"))
