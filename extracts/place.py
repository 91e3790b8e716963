"""Where the extracts lie: in a folder of this machine, or in an object store that speaks S3."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from pathlib import Path

from extracts.folder import NotRead
from words import _
from words.codes import N_

# The folder of the state in which the delivery of a store is put together.
MIRROR = "mirror"
SILENT = N_("the store does not answer ({code}): check the network and AWS_ENDPOINT_URL; it is asked again")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")


class ChangedError(OSError):
    """What is read was written to, or replaced, before all of it was taken over."""


class AwayError(OSError):
    """What a publication needs from another machine does not come; `filename` is its address, `strerror` why.

    `reason` is that as a message not yet translated, with `values` for its places.
    """

    sentence = N_("Cannot read {name}: {reason}")

    def __init__(self, address: str, reason: str, **values: object) -> None:
        super().__init__(errno.EIO, _(reason).format(**values), address)
        self.reason, self.values = reason, values

    def told(self) -> str:
        """Return what is wrong, in the language of the moment."""
        return _(self.sentence).format(name=self.filename, reason=_(self.reason).format(**self.values))


class StoreError(AwayError):
    """An object store does not give what it holds."""

    def __init__(self, store: Store | str, reason: str, **values: object) -> None:
        super().__init__(str(store), reason, **values)


@dataclass(frozen=True)
class Store:
    """The objects of a bucket whose keys begin with `prefix`, which is empty or ends with a slash."""

    bucket: str
    prefix: str = ""

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    def absolute(self) -> Store:
        """Return the address, which depends on no working folder."""
        return self


Place = Path | Store


@dataclass(frozen=True)
class AtHand:
    """A delivery on this machine: its folder, and name and rule of what the place holds but could not be put there."""

    folder: Path
    not_read: tuple[NotRead, ...] = ()


def place(text: str) -> Place:
    """Return the place that `text` names: `s3://bucket` with or without a prefix, or else a folder.

    Raises StoreError for another scheme and for an address without a bucket, or with credentials in it.
    """
    found = _SCHEME.match(text)
    if not found:
        return Path(text)
    scheme = f"{found[1].lower()}://"
    bucket, _slash, prefix = text[found.end() :].partition("/")
    if scheme != "s3://":
        raise StoreError(scheme, N_("give a folder or an address that begins with s3://"))
    if not _BUCKET.fullmatch(bucket):
        # Not shown as it was given: somebody may have put a key there.
        raise StoreError(scheme, N_("write s3://bucket/prefix; credentials do not belong in the address"))
    prefix = prefix.rstrip("/")
    return Store(bucket, f"{prefix}/" if prefix else "")


def folder_of(place: Place, state_folder: Path) -> Path:
    """Return the folder in which the delivery of `place` is read on this machine."""
    return state_folder / MIRROR if isinstance(place, Store) else place
