"""The language of a visit: chosen in the page, said by its link, or guessed from the browser.

A run of the script begins in English. The frame turns it to the language of the visit, and so does each fragment, which
runs again without the frame; a file that is built after the run takes the language along (`components.errors`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from components.card_element import tell_language
from components.links import newly_linked, write_link
from words import LANGUAGES, _, is_right_to_left, language, use_language

PARAMETER = "lang"
_KEY = "language"
# What a widget was set to is forgotten where it is not drawn (before a sign-in, for one): so it is noted beside it.
_KEPT = "language-of-the-visit"

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def speak() -> None:
    """Turn this run to the language of the visit."""
    if (linked := newly_linked([PARAMETER])) is not None:
        said = next((code for code in linked[PARAMETER] if code in LANGUAGES), None)
        st.session_state[_KEY] = said or _guess()
    st.session_state[_KEPT] = st.session_state.get(_KEY) or st.session_state.get(_KEPT) or _guess()
    _turn()


def language_choice() -> None:
    """Draw the choice of a language, each under its own name, and keep the link and the browser up to date."""
    st.session_state.setdefault(_KEY, language())
    st.selectbox(_("Language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key=_KEY)
    write_link(PARAMETER, language_parameter())
    if language() != "en":
        tell_language(language(), is_right_to_left=is_right_to_left())


def language_parameter() -> list[str]:
    """Return what a link says of the language: nothing where the browser would be guessed to want it."""
    return [] if language() == _guess() else [language()]


def fragment(
    function: Callable[Arguments, Result], run_every: float | None = None
) -> Callable[Arguments, Result | None]:
    """Return `function` as a fragment of Streamlit's that speaks the language of the visit."""

    @wraps(function)
    def spoken(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        _turn()
        return function(*args, **kwargs)

    return st.fragment(spoken, run_every=run_every)


def _turn() -> None:
    use_language(st.session_state.get(_KEPT, "en"))


def _guess() -> str:
    """Return the language that the browser asks for, as far as it is one of ours."""
    asked = (st.context.locale or "").partition("-")[0].lower()
    return asked if asked in LANGUAGES else "en"
