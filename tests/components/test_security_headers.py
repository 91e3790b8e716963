"""The headers of every answer: as tight as Streamlit allows, with portals only where they are named plainly."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from components.security_headers import frame_ancestors, inline_script_hashes, policy, security_headers


def test_the_policy_lets_no_other_host_and_no_eval_in() -> None:
    text = security_headers()["Content-Security-Policy"]
    assert text.startswith("default-src 'none'; script-src 'self' ")
    for loose in ("http:", "https:", "*", "'unsafe-eval'", "script-src 'unsafe-inline'"):
        assert loose not in text
    assert "'unsafe-inline'" not in policy()["script-src"]
    assert "\n" not in text


def test_a_script_in_the_page_is_named_by_its_hash(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<script src="a.js"></script><script>\nlet a = 1\n</script><SCRIPT type="module">b()</SCRIPT>')
    # Computed with `openssl dgst -sha256 -binary | base64`.
    assert inline_script_hashes(page) == (
        "'sha256-aJ1+Gk5ztjxiLfKTn+7zGRIOAizBleIvl8bNF07v+ws='",
        "'sha256-cf242PFc/kb7xD0Qzhsmd9vvRkc+cWFmbi+k+YvtdKc='",
    )


def test_the_page_of_the_installed_streamlit_has_such_a_script() -> None:
    assert inline_script_hashes()
    assert set(inline_script_hashes()) <= set(policy()["script-src"])


def test_only_the_dashboard_itself_may_frame_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACTIVITY_FRAME_ANCESTORS", raising=False)
    headers = security_headers()
    assert headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_portal_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTIVITY_FRAME_ANCESTORS", "https://portal.example.org  http://localhost:8000")
    headers = security_headers()
    ancestors = "frame-ancestors 'self' https://portal.example.org http://localhost:8000"
    assert headers["Content-Security-Policy"].endswith(ancestors)
    assert "X-Frame-Options" not in headers


@pytest.mark.parametrize("named", ["*", "https:", "https://a.org;script-src", "https://a.org/path", "'none'", "a\r\nb"])
def test_what_is_no_origin_is_left_out_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, named: str
) -> None:
    monkeypatch.setenv("ACTIVITY_FRAME_ANCESTORS", f"https://portal.example.org {named}")
    with caplog.at_level(logging.WARNING):
        assert frame_ancestors() == ("https://portal.example.org",)
    assert named.split()[0] in caplog.text
