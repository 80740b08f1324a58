"""How messages leave, by the settings."""

from accounts.messages.factory import postbox_from
from accounts.messages.transports.folders import MailFolder, TextFolder
from accounts.messages.transports.http import SignedHttpText
from accounts.messages.transports.smtp import SmtpMail


def kinds(tmp_path, public_url, **settings):
    nothing = {"mail_url": None, "mail_from": None, "message_url": None, "message_key": ""}
    postbox = postbox_from(**nothing | settings, public_url=public_url, folder=tmp_path)
    return type(postbox.mail), type(postbox.text), postbox.sender


def test_a_trial_run_writes_into_folders(tmp_path):
    sender = "Chợ Sao <khong-tra-loi@127.0.0.1>"
    assert kinds(tmp_path, "http://127.0.0.1:8000") == (MailFolder, TextFolder, sender)


def test_a_public_site_sends_no_text_message_unless_it_is_known(tmp_path):
    sender = "Chợ Sao <khong-tra-loi@chosao.vn>"
    assert kinds(tmp_path, "https://chosao.vn") == (MailFolder, type(None), sender)
    known = {
        "mail_url": "smtps://a:b@mail.example.vn",
        "mail_from": "Sao <sao@example.vn>",
        "message_url": "https://sms.example.vn",
        "message_key": "k" * 32,
    }
    all_set = kinds(tmp_path, "https://chosao.vn", **known)
    assert all_set == (SmtpMail, SignedHttpText, "Sao <sao@example.vn>")
