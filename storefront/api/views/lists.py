"""Small lists that programs need to fill their own filters: provinces and product groups."""

from sqlalchemy.orm import Session

from core.api.public import api_page
from core.api.replies import json_page
from core.composition import services
from core.db.content_changes import ContentVersions
from core.db.content_versions import versions_of
from core.web.pages.impersonal import PageContext
from core.web.pages.public_page import Answer
from registry.rules.product_sets import GROUPS
from storefront.api.schemas import answers
from storefront.pages import wording
from storefront.pages.queries.atlas import AtlasCache
from storefront.pages.queries.provinces import (
    COUNTED_SUBJECTS,
    products_by_group,
    products_by_province,
)


@api_page()
def show_provinces(context: PageContext) -> Answer:
    versions = versions_of(context.session, COUNTED_SUBJECTS)
    return Answer(versions, lambda: json_page(_provinces(context.session, versions)))


@api_page()
def show_groups(context: PageContext) -> Answer:
    versions = versions_of(context.session, COUNTED_SUBJECTS)
    return Answer(versions, lambda: json_page(_groups(context.session)))


def _provinces(session: Session, versions: ContentVersions) -> answers.ProvinceList:
    known = services()[AtlasCache].at(session, versions)
    counts = products_by_province(session)
    return answers.ProvinceList(
        items=[
            answers.ProvinceAnswer(
                slug=province.slug,
                name=province.name,
                full_name=province.full_name,
                former=list(province.former),
                products=counts.get(province.slug, 0),
            )
            for province in known.by_slug.values()
        ]
    )


def _groups(session: Session) -> answers.GroupList:
    counts = products_by_group(session)
    return answers.GroupList(
        items=[
            answers.GroupAnswer(
                slug=group.slug,
                number=group.number,
                name=wording.group_name(group.slug),
                products=counts.get(group.slug, 0),
            )
            for group in GROUPS
        ]
    )
