"""What a person sees while the object store of the extracts goes away and comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.data import newest
from tests.extracts.stores import SECRET, S3Server, credentials
from tests.pages.test_publication import shown, wait_until


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """A store with one valid row of each table, where the app looks for its extracts."""
    credentials(monkeypatch)
    server = S3Server()
    server.everything()
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    monkeypatch.setenv("ACTIVITY_POLL_SECONDS", "0.1")
    monkeypatch.setenv("ACTIVITY_DATA", "s3://deliveries/in")
    st.cache_resource.clear()
    yield server
    st.cache_resource.clear()
    server.stop()


def test_a_store_that_goes_away_leaves_the_figures_and_one_that_is_back_is_read(
    open_page: Callable[..., AppTest], store: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIVITY_STATE", str(tmp_path / "state"))
    app = open_page("data_health.py")
    assert not app.exception
    assert not app.error
    store.stop()
    wait_until(lambda: bool(newest().trouble))
    said = app.run().error[0].value
    assert "New deliveries cannot be published at present" in said
    assert "Cannot read s3" in said
    assert "the store does not answer" in said
    assert SECRET not in said
    assert shown(app.switch_page("overview.py").run())["Funded CWS participants"] == "7"
    store.start()
    store.table("cws_participation", {"funded_participants": "9"})
    wait_until(lambda: not newest().trouble)
    wait_until(lambda: newest().snapshot.fingerprint != app.session_state["publication"].snapshot.fingerprint)
    app.run()
    assert shown(app)["Funded CWS participants"] == "9"
    assert not app.error


def test_an_address_that_cannot_be_used_is_said(
    open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIVITY_DATA", f"s3://an-id:{SECRET}@deliveries/in")
    app = open_page("overview.py")
    assert not app.exception
    assert "credentials do not belong in the address" in app.error[0].value
    assert SECRET not in app.error[0].value
