"""Cards are kept in memory; what they say is never older than the page."""

from sqlalchemy import update

from marketplace.offers.models import Offer


def test_a_card_shows_the_new_price_at_once(client, session, catalogue):
    assert "95.000" in client.get("/san-pham").text

    session.execute(update(Offer).values(price_dong=105_000))
    session.commit()

    text = client.get("/san-pham").text
    assert "105.000" in text
    assert "95.000" not in text


def test_a_card_is_kept_for_each_language(client, catalogue):
    assert words_in(client, "vi")
    assert not words_in(client, "en")
    assert words_in(client, "vi")


def words_in(client, language: str) -> bool:
    return "Từng đạt 4 sao" in client.get(f"/san-pham?lang={language}").text
