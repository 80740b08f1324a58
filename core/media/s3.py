"""Media storage in a bucket that speaks the S3 protocol, by the library `minio`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import BinaryIO, cast

from minio import Minio
from minio.error import MinioException, S3Error
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from core.media.bucket import Bucket
from core.media.store import MediaFull, MediaMissing, MediaUnavailable, checked

_MISSING = {"NoSuchKey", "NoSuchObject"}
_FULL = {"XMinioStorageFull", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded"}
_TIMEOUT = Timeout(connect=3, read=15)
_RETRIES = Retry(total=1, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504])
_CONNECTIONS = 8  # of each process


class BucketStore:
    """Files as objects of a bucket that is there; whoever runs the site has made it."""

    def __init__(self, bucket: Bucket) -> None:
        self._name = bucket.name
        self._client = Minio(
            bucket.endpoint,
            access_key=bucket.key,
            secret_key=bucket.secret,
            secure=bucket.secure,
            region=bucket.region,  # or the library would ask for it each time
            http_client=PoolManager(timeout=_TIMEOUT, retries=_RETRIES, maxsize=_CONNECTIONS),
        )

    def put(self, name: str, content: BinaryIO, *, kind: str) -> None:
        checked(name)
        start = content.tell()
        length = content.seek(0, os.SEEK_END) - start
        content.seek(start)
        with _errors_translated():
            self._client.put_object(self._name, name, content, length, content_type=kind)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        with _errors_translated():
            answer = self._client.get_object(self._name, checked(name))
        try:
            with _errors_translated():
                yield cast(BinaryIO, answer)
        finally:
            answer.close()
            answer.release_conn()

    def delete(self, name: str) -> None:
        with _errors_translated():
            self._client.remove_object(self._name, checked(name))

    def exists(self, name: str) -> bool:
        try:
            with _errors_translated():
                self._client.stat_object(self._name, checked(name))
        except MediaMissing:
            return False
        return True


@contextmanager
def _errors_translated() -> Iterator[None]:
    """What the vendor says, as the port says it."""
    try:
        yield
    except S3Error as error:
        if error.code in _MISSING:
            raise MediaMissing from error
        is_full = error.code in _FULL or error.response.status == HTTPStatus.INSUFFICIENT_STORAGE
        raise (MediaFull if is_full else MediaUnavailable) from error
    except (MinioException, HTTPError, OSError) as error:
        raise MediaUnavailable from error
