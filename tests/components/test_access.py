"""Who looks at the page, by the settings: what is not plainly open is closed."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from components import access
from components.access import OPEN, STRANGER, AccessSettingsError, NotAdmittedError, Visitor

AUTH = {"client_id": "dashboard", "client_secret": "x", "cookie_secret": "y"}
ACCESS = {"domains": ["example.org"], "regions": {"ben@example.net": ["AR", "AF"]}}


class Person:
    """Stands for `st.user`, whose claims come from the signed cookie."""

    def __init__(self, **claims: Any) -> None:
        self.claims = claims

    def to_dict(self) -> dict[str, Any]:
        return self.claims


@pytest.fixture
def as_person(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that sets the secrets and the claims, and returns the visitor."""

    def as_person(secrets: dict[str, Any], **claims: Any) -> Visitor:
        monkeypatch.setattr(access, "_settings", lambda: secrets)
        monkeypatch.setattr(st, "user", Person(**claims))
        return access.visitor()

    return as_person


def test_without_a_sign_in_everything_is_open(as_person: Any) -> None:
    assert as_person({}) == OPEN
    assert as_person({"database": {"password": "x"}}) == OPEN
    assert access.allowed_regions() is None


@pytest.mark.parametrize(
    "secrets",
    [
        {"access": ACCESS},
        {"auth": {}},
        {"auth": "yes"},
        {"auth": AUTH, "access": {}},
        {"auth": AUTH, "access": {"domains": "example.org"}},
        {"auth": AUTH, "access": None},
    ],
    ids=repr,
)
def test_settings_that_make_no_sense_admit_nobody(as_person: Any, secrets: dict[str, Any]) -> None:
    with pytest.raises(AccessSettingsError):
        as_person(secrets, is_logged_in=True, email="ana@example.org", email_verified=True)


@pytest.mark.parametrize("said", [False, None, "true", 1])
def test_who_has_not_signed_in_is_a_stranger(as_person: Any, said: object) -> None:
    assert as_person({"auth": AUTH, "access": ACCESS}, is_logged_in=said, email="ana@example.org") == STRANGER
    assert as_person({"auth": AUTH}, email="ana@example.org") == STRANGER
    with pytest.raises(NotAdmittedError):
        access.allowed_regions()


def test_who_is_on_the_list_sees_the_regions_given(as_person: Any) -> None:
    person = as_person({"auth": AUTH, "access": ACCESS}, is_logged_in=True, email="Ben@example.net")
    assert (person.is_admitted, person.regions) == (True, ("AF", "AR"))
    assert access.allowed_regions() == ("AF", "AR")
    assert as_person({"auth": AUTH, "access": ACCESS}, is_logged_in=True, email="ana@example.org").regions is None


def test_who_is_not_on_the_list_gets_nothing(as_person: Any) -> None:
    for claims in ({"email": "cid@example.com"}, {"email": "ana@example.org", "email_verified": False}, {}):
        assert not as_person({"auth": AUTH, "access": ACCESS}, is_logged_in=True, **claims).is_admitted
        with pytest.raises(NotAdmittedError):
            access.allowed_regions()


def test_named_providers_are_offered_each(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = {"redirect_uri": "x", "cookie_secret": "y"}
    monkeypatch.setattr(access, "_settings", lambda: {"auth": {**shared, "office": AUTH, "partner": AUTH}})
    assert access.providers() == ["office", "partner"]
    monkeypatch.setattr(access, "_settings", lambda: {"auth": AUTH})
    assert access.providers() == [""]


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[Visitor]:
    """The visitors found, each time that the settings are looked at, within a session whose clock stands still."""
    found: list[Visitor] = []
    monkeypatch.setattr(access, "get_script_run_ctx", lambda **_how: object())
    monkeypatch.setattr(access, "monotonic", lambda: 100.0)
    monkeypatch.setattr(access, "visitor", lambda: found.append(Visitor(True, True, regions=("AF",))) or found[-1])
    monkeypatch.setattr(st, "session_state", {})
    return found


def test_a_page_looks_its_visitor_up_once(looked_up: list[Visitor]) -> None:
    access.admit()
    assert [access.allowed_regions() for _i in range(3)] == [("AF",)] * 3
    assert len(looked_up) == 1


def test_each_page_that_begins_looks_its_visitor_up(looked_up: list[Visitor]) -> None:
    access.admit()
    access.admit()
    assert len(looked_up) == 2


def test_a_card_that_runs_later_by_itself_looks_its_visitor_up(
    looked_up: list[Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    access.admit()
    monkeypatch.setattr(access, "monotonic", lambda: 100.0 + access.KNOWN_SECONDS + 0.1)
    access.allowed_regions()
    assert len(looked_up) == 2


def test_nobody_is_remembered_without_a_session(looked_up: list[Visitor], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "get_script_run_ctx", lambda **_how: None)
    access.allowed_regions()
    access.allowed_regions()
    assert len(looked_up) == 2
    assert st.session_state == {}
