"""Colours: enough contrast against the paper, apart from each other for all eyes, and one per code."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import plotly.io
import pytest
from numpy.typing import NDArray

from charts.palette import CODE_COLOURS, COLOURS, DARK, LIGHT, colour, paper
from charts.template import template
from words.codes import LABELS

Vector = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1, in linear RGB.
SIGHTS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_OKLAB = np.array(
    [
        [0.2104542553, 0.793617785, -0.0040720468],
        [1.9779984951, -2.428592205, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.808675766],
    ]
)
# In OKLab black and white are 1 apart; neighbours in a good palette of eight are a tenth of that.
LEAST_DISTANCE = 0.10


def linear(colour_: str) -> Vector:
    values = np.array([int(colour_[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(colour_: str) -> float:
    return float(linear(colour_) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str, sight: str) -> float:
    places = []
    for colour_ in (one, other):
        seen = np.clip(SIGHTS[sight] @ linear(colour_), 0, 1)
        places.append(TO_OKLAB @ np.cbrt(TO_CONES @ seen))
    return float(np.linalg.norm(places[0] - places[1]))


def test_the_measures_themselves_are_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert distance("#000000", "#FFFFFF", "normal") == pytest.approx(1, abs=0.001)
    assert distance("#FF0000", "#00A000", "deuteranopia") < distance("#FF0000", "#00A000", "normal") / 2


@pytest.mark.parametrize("is_dark", [False, True])
def test_every_colour_stands_out_from_its_paper(is_dark: bool) -> None:
    background = paper(is_dark).background
    assert all(contrast(pair[is_dark], background) >= 3 for pair in COLOURS.values())
    assert contrast(paper(is_dark).accent, background) >= 3


@pytest.mark.parametrize("surroundings", [LIGHT, DARK])
def test_text_can_be_read(surroundings: object) -> None:
    assert isinstance(surroundings, type(LIGHT))
    assert contrast(surroundings.ink, surroundings.background) >= 7
    assert contrast(surroundings.muted, surroundings.background) >= 4.5
    assert contrast(surroundings.muted, surroundings.gap) >= 4.5


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_stay_apart_for_every_sight(is_dark: bool, sight: str) -> None:
    close = [
        (one, other)
        for one, other in combinations(COLOURS, 2)
        if distance(COLOURS[one][is_dark], COLOURS[other][is_dark], sight) < LEAST_DISTANCE
    ]
    assert close == []


def test_every_code_of_a_list_that_is_drawn_has_a_colour_of_its_own() -> None:
    for field, colours in CODE_COLOURS.items():
        assert set(colours) == set(LABELS[field]), field
        assert len(set(colours.values())) == len(colours), field


def test_an_unknown_code_is_drawn_muted() -> None:
    assert colour("region", "XX") == LIGHT.muted
    assert colour(None, "AF", dark=True) == DARK.muted


def test_the_template_does_not_lean_on_the_default_of_plotly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plotly.io.templates, "default", "plotly_dark")
    layout = template()["layout"]
    assert layout["paper_bgcolor"] == LIGHT.background
    assert layout["colorway"][0] == "#00558C"
    assert template(dark=True)["layout"]["paper_bgcolor"] == DARK.background
