"""`/tai-khoan/du-lieu`: what is kept of a person, as a file, and what they agree to."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.consents.queries.consents import purposes_agreed_to
from accounts.consents.rules.purposes import ConsentPurpose
from accounts.consents.services.consents import give_consent, withdraw_consent
from accounts.privacy.forms import NewsForm
from accounts.privacy.services.data_file import data_file
from accounts.privacy.services.holdings import Holdings
from accounts.privacy.wording import kept, purpose_in_words, read_me
from core.access.declared import allowed, fresh
from core.composition import services
from core.db.sessions import read_session, transaction
from core.web.requests.access import current_actor
from core.web.requests.bodies import FORM, accepts

bp = Blueprint("own_data", __name__, url_prefix="/tai-khoan/du-lieu")
FRESH = timedelta(hours=1)
FILE = "cho-sao-du-lieu.zip"


@bp.get("")
@allowed("account.read")
def show() -> ResponseReturnValue:
    with read_session() as session:
        agreed = purposes_agreed_to(session, current_actor().account_id or 0)
    return render_template(
        "accounts/privacy/data.html",
        form=NewsForm(news=ConsentPurpose.NEWS in agreed),
        agreed=[purpose_in_words(purpose) for purpose in ConsentPurpose if purpose in agreed],
        kept=kept(services()[Holdings]),
    )


@bp.post("")
@accepts(FORM)
@allowed("account.read")
@fresh(FRESH)
def hand_out() -> ResponseReturnValue:
    holdings = services()[Holdings]
    with transaction() as session:
        content = data_file(session, holdings, read_me(holdings), actor=current_actor())
    return Response(
        content,
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{FILE}"'},
    )


@bp.post("/dong-y")
@accepts(FORM)
@allowed("account.edit")
def consent() -> ResponseReturnValue:
    form = NewsForm()
    if not form.validate_on_submit():
        return redirect(url_for("own_data.show"), HTTPStatus.SEE_OTHER)
    change = give_consent if form.news.data else withdraw_consent
    actor = current_actor()
    with transaction() as session:
        change(session, actor.account_id or 0, ConsentPurpose.NEWS, actor=actor)
    flash(_("Đã lưu."))
    return redirect(url_for("own_data.show"), HTTPStatus.SEE_OTHER)
