"""Errors: the log has all of one under a number, and a person gets only the number."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import uuid4

from words import language, use_language

log = logging.getLogger("dashboard")
told = 0  # how many errors so far


class FileError(Exception):
    """A file to take along could not be built; the message holds the number of the error and nothing else of it."""


def noted(error: BaseException) -> str:
    """Log `error` with its traceback and return the number that it is found under."""
    global told
    told += 1
    number = uuid4().hex[:8]
    log.error("error %s", number, exc_info=error, extra={"number": number})
    return number


def building(build: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return `build` for a thread of Streamlit's, in the language of now.

    It tells the person that the file failed, and the log which error.
    """
    spoken = language()

    def built() -> bytes:
        use_language(spoken)
        try:
            return build()
        except Exception as error:
            # Without its cause: what Streamlit makes of this one must not hold more than the number.
            raise FileError(f"error {noted(error)}") from None

    return built
