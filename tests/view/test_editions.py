"""Which edition claims give: public for all but a current login with the role itself."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkeconomie import settings
from wijkeconomie.view import editions

NOW = 1_800_000_000.0
GOOD = {"is_logged_in": True, "sub": "a", "exp": NOW + 60, "roles": ["intern"]}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("intern"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("roles"), inner),
    max_leaves=8,
)


@pytest.fixture(autouse=True)
def configured(monkeypatch):
    monkeypatch.setenv("WIJKECONOMIE_INTERNAL_ROLE", "intern")
    monkeypatch.delenv("WIJKECONOMIE_ROLE_CLAIM", raising=False)
    monkeypatch.setattr(editions, "_ended", {})


def edition(**changed: object) -> str:
    claims = {key: value for key, value in (GOOD | changed).items() if value is not ...}
    return editions.decide(claims, NOW).edition


def test_a_current_login_with_the_role_sees_exact_figures():
    assert editions.decide(GOOD, NOW) == editions.Decision("internal", "served")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"roles": ...}, "role"),
        ({"roles": []}, "role"),
        ({"roles": ["extern"]}, "role"),
        ({"roles": ["Intern"]}, "role"),
        ({"roles": ["intern "]}, "role"),
        ({"roles": "internal"}, "role"),
        ({"roles": "a intern b"}, "role"),
        ({"roles": [["intern"]]}, "role"),
        ({"roles": {"intern": True}}, "role"),
        ({"roles": True}, "role"),
        ({"roles": None}, "role"),
        ({"exp": ...}, "expired"),
        ({"exp": NOW}, "expired"),
        ({"exp": NOW - 1}, "expired"),
        ({"exp": str(NOW + 60)}, "expired"),
        ({"exp": True}, "expired"),
        ({"exp": math.inf}, "expired"),
        ({"exp": math.nan}, "expired"),
        ({"exp": 10**400}, "expired"),
        ({"exp": [NOW + 60]}, "expired"),
        ({"nbf": NOW + 1}, "expired"),
        ({"nbf": "soon"}, "expired"),
        ({"is_logged_in": ...}, "nobody"),
        ({"is_logged_in": "true"}, "nobody"),
        ({"is_logged_in": 1}, "nobody"),
    ],
)
def test_anything_less_is_public_and_says_why(changed, reason):
    claims = {key: value for key, value in (GOOD | changed).items() if value is not ...}
    assert editions.decide(claims, NOW) == editions.Decision("public", reason)
    assert reason in editions.REASONS


@pytest.mark.parametrize("claims", [None, "intern", ["intern"], 1, {}, b"intern"])
def test_what_are_no_claims_is_public(claims):
    assert editions.decide(claims, NOW).edition == "public"


@given(anything)
def test_whatever_the_roles_are_only_the_role_itself_counts(roles):
    is_it = roles == "intern" or (isinstance(roles, list) and "intern" in roles)
    assert (edition(roles=roles) == "internal") == is_it


@given(anything)
def test_whatever_exp_is_only_a_moment_to_come_counts(exp):
    is_number = isinstance(exp, int | float) and not isinstance(exp, bool)
    is_later = is_number and NOW < exp < editions.FAR
    assert (edition(exp=exp) == "internal") == is_later


@given(st.dictionaries(st.text() | st.sampled_from([*GOOD, "nbf"]), anything))
def test_no_claims_are_internal_by_accident_nor_break_anything(claims):
    decision = editions.decide(claims, NOW)
    if decision.edition == "internal":
        assert claims["is_logged_in"] is True
        assert claims["exp"] > NOW
        assert claims["roles"] == "intern" or "intern" in claims["roles"]


@pytest.mark.parametrize(
    ("name", "claims"),
    [
        ("groups", {"groups": ["intern"]}),
        ("realm_access.roles", {"realm_access": {"roles": ["intern"]}}),
        ("https://x.nl/roles", {"https://x.nl/roles": "intern"}),
    ],
)
def test_the_claim_is_the_one_configured(monkeypatch, name, claims):
    monkeypatch.setenv("WIJKECONOMIE_ROLE_CLAIM", name)
    assert edition(roles=..., **claims) == "internal"
    assert edition() == "public"


@pytest.mark.parametrize("role", [None, ""])
@pytest.mark.parametrize("held", [["intern"], "", [""], [None], None])
def test_without_a_configured_role_nobody_has_it(monkeypatch, role, held):
    monkeypatch.delenv("WIJKECONOMIE_INTERNAL_ROLE")
    if role is not None:
        monkeypatch.setenv("WIJKECONOMIE_INTERNAL_ROLE", role)
    assert settings.internal_role() is None
    assert edition(roles=held) == "public"


def test_a_login_that_was_ended_stays_ended_and_another_is_not():
    cookie, session = {**GOOD, "origin": "http://x"}, {**GOOD, "tokens": {}}
    editions.end(cookie, NOW)
    assert editions.decide(session, NOW) == editions.Decision("public", "ended")
    assert edition(exp=NOW + 61) == "internal"
    assert edition(sub="b") == "internal"


@given(anything)
def test_what_is_no_login_ends_nothing(claims):
    editions.end(claims, NOW)
    assert not editions._ended


def test_ended_logins_are_forgotten_once_they_would_have_expired(monkeypatch):
    monkeypatch.setattr(editions, "FORGET_AT", 10)
    for second in range(100):
        editions.end({**GOOD, "exp": NOW + second + 1}, NOW + second)
    assert len(editions._ended) <= 10
    assert editions.is_ended({**GOOD, "exp": NOW + 100})
