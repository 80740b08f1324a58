"""Small lists that programs need to fill their own filters: provinces and product groups."""

from flask import Response, request

from core.db import reading
from core.editions import edition
from marketplace.queries.provinces import products_by_group, products_by_province
from marketplace.schemas import answers
from marketplace.schemas.reading import BadParameters, read
from marketplace.schemas.requests import NoParameters
from marketplace.views import wording
from marketplace.views.api.refusals import parameters_refused
from marketplace.views.api.replies import reply
from marketplace.views.atlas import atlas
from registry.rules.product_sets import GROUPS


def show_provinces() -> Response:
    try:
        read(NoParameters, request.args)
    except BadParameters as error:
        return parameters_refused(error)
    with reading() as session:
        known = atlas(session, edition().places)
        counts = products_by_province(session)
    items = [
        answers.Province(
            slug=province.slug,
            name=province.name,
            full_name=province.full_name,
            former=list(province.former),
            products=counts.get(province.slug, 0),
        )
        for province in known.by_slug.values()
    ]
    return reply(answers.Provinces(items=items))


def show_groups() -> Response:
    try:
        read(NoParameters, request.args)
    except BadParameters as error:
        return parameters_refused(error)
    with reading() as session:
        counts = products_by_group(session)
    items = [
        answers.Group(
            slug=group.slug,
            number=group.number,
            name=wording.group_name(group.slug),
            products=counts.get(group.slug, 0),
        )
        for group in GROUPS
    ]
    return reply(answers.Groups(items=items))
