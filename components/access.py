"""The optional sign-in by OpenID Connect, and what the person who has signed in may see.

It is on where Streamlit's secrets hold a section `[auth]` (see `st.login`; needs requirements-signin.txt). `[access]`
beside it names who is admitted (see `components.allow_list`); without it, whoever signs in at the provider is. Settings
that cannot be read admit nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import streamlit as st
from streamlit import config
from streamlit.errors import StreamlitAPIException, StreamlitSecretNotFoundError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.allow_list import AllowListError, Regions, read_allow_list, verified_address
from components.text import plain
from words import _, label

log = logging.getLogger("dashboard")

# For so long a visitor is not looked up again, but by a page that begins to run.
KNOWN_SECONDS = 1.0
_KNOWN = "visitor"


class AccessSettingsError(ValueError):
    """The settings of the sign-in cannot be used; the message says what is wrong, without naming a secret."""


class NotAdmittedError(Exception):
    """Data was asked for on behalf of somebody who may see none: a page that has not called `admit` first."""


@dataclass(frozen=True)
class Visitor:
    """Who looks at the page: `is_known` once signed in or where nobody has to; `regions` None allows all of them."""

    is_known: bool
    is_admitted: bool
    name: str = ""
    regions: Regions = None


OPEN = Visitor(is_known=True, is_admitted=True)
STRANGER = Visitor(is_known=False, is_admitted=False)


def admit() -> None:
    """Let the page go on where its visitor may see it; else show the sign-in, or why not, and stop.

    To be called before anything is read from the data.
    """
    if get_script_run_ctx(suppress_warning=True) is not None:
        st.session_state.pop(_KNOWN, None)
    try:
        person = _visitor_now()
    except AccessSettingsError as error:
        log.error("the sign-in is not set up rightly: %s", error)
        _closed(_("Not open"))
        st.error(
            _(
                "The settings that say who may see this dashboard cannot be used, so nobody may. The log of the server"
                " says why."
            )
        )
        st.stop()
    if not person.is_known:
        _closed(_("Sign in"))
        st.markdown(_("This dashboard is open to people on its list."))
        for provider in providers():
            title = _("Sign in with {provider}").format(provider=plain(provider)) if provider else _("Sign in")
            st.button(title, type="primary", key=f"sign-in-{provider}", on_click=_sign_in, args=(provider,))
        if st.session_state.pop("_sign_in_failed", False):
            st.error(_("The sign-in is not set up rightly. The log of the server says why."))
        st.stop()
    if not person.is_admitted:
        _closed(_("Not on the list"))
        shown = plain(person.name) or _("without a verified e-mail address")
        st.error(
            _("You are signed in as {name}, who is not on the list of this dashboard. Ask its owner.").format(
                name=shown
            )
        )
        st.button(_("Sign out"), on_click=st.logout)
        st.stop()


def who_is_signed_in() -> None:
    """Show, in the sidebar, who has signed in, the regions that this person may see, and the way out."""
    person = _visitor_now()
    if person == OPEN:
        return
    st.caption(_("Signed in as {name}").format(name=plain(person.name)))
    if person.regions:
        shown = ", ".join(label("region", code) for code in person.regions)
        st.caption(_("You see these regions: {regions}").format(regions=shown))
    st.button(_("Sign out"), key="sign-out", on_click=st.logout)


def allowed_regions() -> Regions:
    """Return the regions that the visitor may see, None for all. Raises NotAdmittedError."""
    person = _visitor_now()
    if not person.is_admitted:
        raise NotAdmittedError
    return person.regions


def _visitor_now() -> Visitor:
    """Return who looks at the page, as found when the page began to run or, for a card that runs again, just now.

    A page asks some sixty times in a run, and each look at the settings opens files. Without a session nothing is
    remembered: there it would be for everybody.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return visitor()
    known: tuple[Visitor, float] | None = st.session_state.get(_KNOWN)
    if known and monotonic() <= known[1]:
        return known[0]
    person = visitor()
    st.session_state[_KNOWN] = (person, monotonic() + KNOWN_SECONDS)
    return person


def visitor() -> Visitor:
    """Return who looks at the page, by the settings and by what the provider says. Raises AccessSettingsError."""
    settings = _settings()
    if "auth" not in settings:
        if "access" in settings:
            raise AccessSettingsError("there is a section [access], but no [auth] by which to sign in")
        return OPEN
    if not isinstance(settings["auth"], Mapping) or not settings["auth"]:
        raise AccessSettingsError("[auth] is empty or no section")
    try:
        allow_list = read_allow_list(settings["access"]) if "access" in settings else None
    except AllowListError as error:
        raise AccessSettingsError(str(error)) from error
    claims = st.user.to_dict()
    if claims.get("is_logged_in") is not True:
        return STRANGER
    address = verified_address(claims)
    if allow_list is None:
        name = address or claims.get("name") or claims.get("sub") or ""
        return Visitor(is_known=True, is_admitted=True, name=str(name) or _("somebody"))
    if address is None or not allow_list.admits(address):
        return Visitor(is_known=True, is_admitted=False, name=address or "")
    return Visitor(is_known=True, is_admitted=True, name=address, regions=allow_list.regions_of(address))


def providers() -> list[str]:
    """Return the names of the providers to choose from; "" stands for a single one without a name."""
    auth = _settings()["auth"]
    named = [name for name, section in auth.items() if isinstance(section, Mapping) and "client_id" in section]
    return named or [""]


def _settings() -> Mapping[str, Any]:
    """Return the secrets, or nothing where there are none. Raises AccessSettingsError where some cannot be read."""
    try:
        return st.secrets.to_dict()
    except (StreamlitSecretNotFoundError, OSError, UnicodeError) as error:
        # Streamlit says the same of no file and of a broken one; a file that was asked for must be there.
        is_asked_for = config.is_manually_set("secrets.files")
        if is_asked_for or any(Path(path).exists() for path in config.get_option("secrets.files")):
            raise AccessSettingsError("the file of the secrets is missing or cannot be read") from error
        return {}


def _sign_in(provider: str) -> None:
    try:
        st.login(provider or None)
    except StreamlitAPIException as error:
        # Its message names settings, never their values.
        log.error("the sign-in cannot start: %s", error)
        st.session_state["_sign_in_failed"] = True


def _closed(title: str) -> None:
    st.markdown("#### " + _("WIPO Standards assistance"))
    st.title(title, anchor=False)
