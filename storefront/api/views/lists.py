"""Small lists that programs need to fill their own filters: provinces and product groups."""

from flask import Response, request

from core.api.parameters import BadParameters, NoParameters, read
from core.api.replies import reply
from core.db.content_versions import versions_of
from core.db.sessions import read_session
from registry.queries.content_subjects import PLACE_SUBJECTS
from registry.rules.product_sets import GROUPS
from storefront.api.schemas import answers
from storefront.api.views.refusals import parameters_refused
from storefront.pages import wording
from storefront.pages.queries.provinces import products_by_group, products_by_province
from storefront.pages.views.atlas import atlas


def show_provinces() -> Response:
    try:
        read(NoParameters, request.args)
    except BadParameters as error:
        return parameters_refused(error)
    with read_session() as session:
        known = atlas(session, versions_of(PLACE_SUBJECTS))
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
    with read_session() as session:
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
