"""The archive of a seller's data (ZIP): JSON and the papers, written to a file, never to memory."""

import tempfile
import zipfile
from typing import IO

import orjson
from flask import Response, send_file

from core.composition import services
from core.db.sessions import read_session
from core.media.store import MediaMissing, MediaStore, read
from marketplace.closings.queries.own_data import seller_data
from marketplace.sellers.models.applications import SellerApplication
from marketplace.sellers.queries.pages import kept_papers
from marketplace.sellers.rules.papers import EXTENSIONS

README = (
    "du-lieu.json: hồ sơ, lịch sử, danh mục, tài khoản (che số), sản phẩm.\n"
    "giay-to/: các giấy tờ đã gửi.\n"
)


def archive_of(application: SellerApplication) -> Response:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    _write(file, application)
    file.seek(0)
    answer = send_file(
        file, "application/zip", as_attachment=True, download_name=f"ho-so-{application.id}.zip"
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _write(file: IO[bytes], application: SellerApplication) -> None:
    with read_session() as session:
        data = seller_data(session, application)
        papers = kept_papers(session, application.id)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc-toi.txt", README)
        archive.writestr("du-lieu.json", orjson.dumps(data, option=orjson.OPT_INDENT_2))
        for paper in papers:
            name = f"giay-to/{paper.item}-{paper.id}.{EXTENSIONS[paper.media_type]}"
            try:
                archive.writestr(name, read(services()[MediaStore], paper.media_name))
            except MediaMissing:
                continue  # taken back at this moment
