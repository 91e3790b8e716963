"""An object store that speaks S3, as the intake needs it: one listing, and objects fetched as they were listed.

Only the processes that read deliveries import this client: credentials, endpoint and region come to it from the usual
places (environment, shared configuration, role of the machine), and none of them is ever told.
"""

from __future__ import annotations

import hashlib
import logging
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from extracts.place import SILENT, ChangedError, Store, StoreError
from words import _
from words.codes import N_

LISTED_AT_MOST = 100_000
PARALLEL = 8
ATTEMPTS = 5
CONNECT_SECONDS, READ_SECONDS = 5, 15
CHUNK = 1 << 18
# What a store answers to somebody who asks too much of it.
_BUSY = {"SlowDown", "503", "ServiceUnavailable", "Throttling", "ThrottlingException", "RequestLimitExceeded"}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StoredObject:
    """One object of a listing: `name` is its key below the address, `etag` what tells its content from another."""

    name: str
    etag: str
    size: int
    changed_at: datetime

    @property
    def content(self) -> str:
        """A name that only the same content of the same key has."""
        version = self.etag or self.changed_at.isoformat()
        return hashlib.sha256(f"{self.name}\0{version}\0{self.size}".encode(errors="backslashreplace")).hexdigest()


class S3:
    """The store at one address. Whatever goes wrong is raised as StoreError, with a remedy and without a secret."""

    def __init__(self, store: Store) -> None:
        self.store = store
        try:
            import boto3
            from botocore.config import Config
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError:
            raise StoreError(store, N_("a package is missing: pip install -r requirements-s3.txt")) from None
        self._failures: tuple[type[Exception], ...] = (BotoCoreError, ClientError)
        # The standard mode waits longer from attempt to attempt, also where it is asked to slow down.
        attempts = {} if os.environ.get("AWS_MAX_ATTEMPTS") else {"total_max_attempts": ATTEMPTS}
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            max_pool_connections=PARALLEL,
            retries={"mode": "standard", **attempts},
        )
        try:
            self._client = boto3.session.Session().client("s3", config=config)
        except BotoCoreError as error:
            raise self._told(error) from error
        except ValueError:  # botocore's word for an endpoint that is no address
            raise StoreError(store, N_("AWS_ENDPOINT_URL is no address: write https://host")) from None

    def listing(self) -> list[StoredObject]:
        """Return all objects below the address, in the order of their keys."""
        lister = self._client.get_paginator("list_objects_v2")
        found: list[StoredObject] = []
        try:
            for page in lister.paginate(Bucket=self.store.bucket, Prefix=self.store.prefix):
                found.extend(self._object(entry) for entry in page.get("Contents", ()))
                if len(found) > LISTED_AT_MOST:
                    reason = N_("it holds more than {count} objects: give the extracts a prefix of their own")
                    raise StoreError(self.store, reason, count=LISTED_AT_MOST)
        except self._failures as error:
            raise self._told(error) from error
        return found

    def fetch(self, wanted: StoredObject, into: BinaryIO, check: Callable[[], None]) -> None:
        """Write the object `wanted` to `into`; `check` is called between any two pieces and may raise.

        A connection that breaks is taken up again where it broke. Raises ChangedError where the object is not the one
        any more that was listed.
        """
        key, had = self.store.prefix + wanted.name, 0
        same = {"IfMatch": wanted.etag} if wanted.etag else {}
        for attempt in range(1, ATTEMPTS + 1):
            rest = {"Range": f"bytes={had}-"} if had else {}
            try:
                answer = self._client.get_object(Bucket=self.store.bucket, Key=key, **same, **rest)
            except self._failures as error:
                raise self._told(error, wanted.name) from error
            into.seek(had if "ContentRange" in answer else 0)
            into.truncate()
            try:
                with answer["Body"] as body:
                    while piece := body.read(CHUNK):
                        check()
                        into.write(piece)
                break
            except self._failures as error:
                if attempt == ATTEMPTS:
                    raise self._told(error, wanted.name) from error
                # What came in full, but not as it was promised, is asked for from its beginning.
                had = into.tell() if into.tell() < wanted.size else 0
                log.info("%s broke off after %s bytes: %s", wanted.name, had, type(error).__name__)
                time.sleep(random.uniform(0.5, 1) * 2 ** (attempt - 1) / 4)
                check()
        if into.tell() != wanted.size:
            raise self._changed(wanted.name)

    def _object(self, entry: dict[str, Any]) -> StoredObject:
        name = entry["Key"][len(self.store.prefix) :]
        return StoredObject(name, entry.get("ETag", ""), entry["Size"], entry["LastModified"])

    def _changed(self, name: str) -> ChangedError:
        return ChangedError(None, _("it changed while it was read"), f"{self.store}/{name}")

    def _told(self, error: Exception, name: str = "") -> OSError:
        """Return `error` in words for an operator; its own words may hold anything, so that only its kind is told."""
        from botocore import exceptions as known

        said = getattr(error, "response", None) or {}
        status = said.get("ResponseMetadata", {}).get("HTTPStatusCode")
        kind = str(said.get("Error", {}).get("Code") or type(error).__name__)[:60]
        where = f"{self.store}/{name}" if name else str(self.store)
        log.warning("%s: %s, status %s", where, kind, status)
        if kind in ("NoSuchKey", "PreconditionFailed", "412") or (name and status in (404, 412)):
            return self._changed(name)
        if kind == "NoSuchBucket" or status == 404:
            reason = N_("there is no such bucket: correct ACTIVITY_DATA or AWS_ENDPOINT_URL")
        elif kind in _BUSY or status in (429, 503):
            reason = N_("the store is asked for too much at present ({code}); it is asked again later")
        elif kind == "InvalidObjectState":
            reason = N_("the object lies in an archive: restore it, or move it out of there")
        elif status in (400, 401, 403):
            reason = N_("the store refuses access ({code}): check the credentials, and allow to list and to read there")
        elif status:
            reason = N_("the store answers with an error ({code}); it is asked again later")
        elif isinstance(error, known.SSLError):
            reason = N_("the certificate of the store is not trusted: check AWS_ENDPOINT_URL and AWS_CA_BUNDLE")
        elif isinstance(error, (known.ConnectionError, known.HTTPClientError)):
            reason = SILENT
        elif "Credential" in kind or "Token" in kind or "Profile" in kind or "SSO" in kind:
            reason = N_("no credentials that can be used ({code}): give them in the environment, a profile, or a role")
        else:
            reason = N_("the settings of the store cannot be used ({code}): check ACTIVITY_DATA and those of AWS")
        return StoreError(where, reason, code=kind)
