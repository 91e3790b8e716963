"""Pictures by the server: what is asked of Kaleido, and that nothing breaks without it or without a Chrome."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import plotly.graph_objects as go
import pytest

from exports.pictures import picture_bytes


class ChromeNotFoundError(RuntimeError):
    """Named as the one that Kaleido raises."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Stand in for Kaleido and keep what it was asked for."""
    calls: list[dict[str, Any]] = []

    def draw(figure: go.Figure, opts: dict[str, Any], kopts: dict[str, Any]) -> bytes:
        calls.append({"figure": figure, **opts, **kopts})
        return b"picture"

    monkeypatch.setitem(sys.modules, "kaleido", SimpleNamespace(calc_fig_sync=draw))
    return calls


def failing(error: Exception) -> SimpleNamespace:
    def draw(*arguments: object, **options: object) -> bytes:
        raise error

    return SimpleNamespace(calc_fig_sync=draw)


@pytest.fixture
def figure() -> go.Figure:
    return go.Figure(go.Bar(x=["a", "b"], y=[1, 2]))


def test_without_kaleido_there_is_no_picture_and_no_error(monkeypatch: pytest.MonkeyPatch, figure: go.Figure) -> None:
    monkeypatch.setitem(sys.modules, "kaleido", None)  # import raises ImportError
    assert picture_bytes(figure) is None


def test_without_a_chrome_there_is_no_picture_and_no_error(
    monkeypatch: pytest.MonkeyPatch, figure: go.Figure, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "kaleido", failing(ChromeNotFoundError("none on this machine")))
    assert picture_bytes(figure) is None
    assert "no Chrome" in caplog.text


def test_a_figure_that_cannot_be_drawn_is_an_error(monkeypatch: pytest.MonkeyPatch, figure: go.Figure) -> None:
    monkeypatch.setitem(sys.modules, "kaleido", failing(ValueError("no such format")))
    with pytest.raises(ValueError, match="no such format"):
        picture_bytes(figure)


def test_a_picture_of_pixels_is_scaled_up_from_its_layout(asked: list[dict[str, Any]], figure: go.Figure) -> None:
    assert picture_bytes(figure, "png", (1600, 900)) == b"picture"
    [call] = asked
    assert (call["format"], call["width"], call["height"]) == ("png", 960, 540)
    assert call["height"] * call["scale"] == pytest.approx(900)
    assert call["width"] * call["scale"] == pytest.approx(1600)
    assert call["mathjax"] is False  # it would be looked for in the network


def test_a_drawing_keeps_the_size_of_its_layout_and_high_charts_are_not_squeezed(
    asked: list[dict[str, Any]], figure: go.Figure
) -> None:
    figure.update_layout(height=1080)
    picture_bytes(figure, "svg", (1600, 900))
    [call] = asked
    assert (call["format"], call["width"], call["height"], call["scale"]) == ("svg", 1920, 1080, 1)
