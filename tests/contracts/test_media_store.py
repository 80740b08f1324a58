"""What every media storage does: a folder, and a bucket of an S3 server."""

import errno
import os
import shutil
import socket
from io import BytesIO
from uuid import uuid4

import pytest
from moto.server import ThreadedMotoServer

from core import files
from core.media.bucket import Bucket
from core.media.folder import FolderStore
from core.media.s3 import BucketStore
from core.media.store import MediaFull, MediaMissing, MediaUnavailable, read

NAME = "photos/0a1b/original"


@pytest.fixture(scope="module")
def s3_host():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    if request.param == "folder":
        return FolderStore(tmp_path / "media")
    host, name = request.getfixturevalue("s3_host"), uuid4().hex
    store = BucketStore(Bucket.at(f"http://key:se%2Fcret@{host}/{name}"))
    store._client.make_bucket(name)
    return store


def test_a_file_is_read_as_it_was_put_until_it_is_deleted(store):
    content = os.urandom(300_000)

    store.put(NAME, BytesIO(content), kind="image/webp")

    assert store.exists(NAME)
    with store.open(NAME) as file:
        assert file.read(10) + file.read(1_000) == content[:1_010]
    assert read(store, NAME) == content
    store.delete(NAME)
    assert not store.exists(NAME)


def test_a_file_is_kept_from_where_its_content_is_read(store):
    content = BytesIO(b"0123456789")
    content.seek(4)

    store.put(NAME, content, kind="text/plain")

    assert read(store, NAME) == b"456789"


def test_an_empty_file_is_a_file(store):
    store.put(NAME, BytesIO(), kind="text/plain")

    assert read(store, NAME) == b""


def test_what_is_not_there_cannot_be_read_but_be_deleted(store):
    assert not store.exists(NAME)
    with pytest.raises(MediaMissing), store.open(NAME):
        pass
    store.delete(NAME)


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "A", "ảnh", "a b", "a\0", "x" * 201]
)
def test_other_names_reach_no_storage(store, name):
    with pytest.raises(ValueError, match="no name"):
        store.put(name, BytesIO(b"x"), kind="text/plain")
    with pytest.raises(ValueError, match="no name"):
        store.exists(name)


def test_a_full_disk_keeps_nothing_of_a_file_and_all_of_the_others(tmp_path, monkeypatch):
    store = FolderStore(tmp_path)
    store.put(NAME, BytesIO(b"before"), kind="text/plain")

    def half(source, draft):
        draft.write(source.read(3))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.shutil, "copyfileobj", half)
    with pytest.raises(MediaFull):
        store.put(NAME, BytesIO(b"after"), kind="text/plain")
    with pytest.raises(MediaFull):
        store.put("photos/other", BytesIO(b"after"), kind="text/plain")

    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [b"before"]


def test_a_disk_that_is_nearly_full_is_left_to_the_others(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000))

    with pytest.raises(MediaFull):
        FolderStore(tmp_path / "media").put(NAME, BytesIO(b"x"), kind="text/plain")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_storage_that_is_away_is_named_so():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    store = BucketStore(Bucket.at(f"http://key:secret@127.0.0.1:{port}/bucket"))

    with pytest.raises(MediaUnavailable):
        store.exists(NAME)


@pytest.mark.parametrize(
    "url",
    ["s3://bucket", "https://host", "https://host/bucket", "https://k:s@host", "https://k:s@h/a/b"],
)
def test_an_address_of_another_form_is_refused(url):
    with pytest.raises(ValueError, match="must"):
        Bucket.at(url)
