"""Photographs of products, with their files in the storage."""

from io import BytesIO
from itertools import count

from flask import Flask
from sqlalchemy.orm import Session

from core.composition import Services
from core.images.limits import FILES
from core.media.store import MediaStore
from marketplace.photographs.models import Photograph
from marketplace.photographs.rules.naming import made, new_mark
from marketplace.photographs.rules.states import PhotographState
from marketplace.photographs.services.files import type_of
from tests.factories.pictures import picture, saved

_numbers = count(1)


def make_photograph(app: Flask, session: Session, code: str, **facts: object) -> Photograph:
    """One that is ready, unless something else is said of it."""
    values: dict[str, object] = {
        "code": code,
        "mark": new_mark(),
        "digest": str(next(_numbers)).encode(),
        "kind": "jpeg",
        "width": 300,
        "height": 200,
        "state": PhotographState.READY,
        "sent_by": "Nguyễn Thị Mai",
    }
    photograph = Photograph(**(values | facts))
    session.add(photograph)
    session.flush()
    for file in FILES:
        kind = type_of(file)
        content = saved(picture(), kind.rpartition("/")[2])
        Services.of(app)[MediaStore].put(made(photograph.mark, file), BytesIO(content), kind=kind)
    return photograph
