"""Every kind of field says what it is for and what is wrong with it, tied together."""

import re

import pytest
from flask import render_template_string
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import ValidationError

from core.web.forms import Form, at_most, readable

PAGE = """{% from "components/field.html" import field %}{{ field(f) }}{{ field(f, "Ví dụ") }}"""


def refuse(_form, _field):
    raise ValidationError("Không được <này>.")


class Trial(Form):
    place = StringField("Nơi", [at_most(3), readable], name="noi")
    kind = RadioField("Loại", [refuse], name="loai", choices={"a": "Một", "b": "Hai"})
    agreed = BooleanField("Đồng ý", [refuse], name="dong_y")


@pytest.fixture
def fields(app):
    """The form as it is first shown, or after it was sent; each field with and without a hint."""

    def render(**sent):
        method = "POST" if sent else "GET"
        with app.test_request_context("/", method=method, data=sent):
            form = Trial()
            form.validate_on_submit()
            return {f.short_name: render_template_string(PAGE, f=f) for f in form}

    return render


def test_a_field_has_its_label_and_its_hint(fields):
    plain, hinted = fields()["noi"].strip().split("</div>")[:2]

    assert '<label for="noi">Nơi</label>' in plain
    assert "aria-describedby" not in plain
    assert 'aria-describedby="noi-note"' in hinted
    assert '<p class="field__note" id="noi-note">Ví dụ</p>' in hinted
    assert "aria-invalid" not in plain + hinted


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("abcd", "Nhiều nhất 3 ký tự."),
        ("a\x00", "Có ký tự không đọc được. Hãy xoá chỗ đó và gõ lại."),
    ],
)
def test_a_wrong_field_keeps_what_was_typed_and_says_what_is_wrong(fields, typed, note):
    html = fields(noi=typed)["noi"]

    assert 'class="field field--wrong"' in html
    assert re.findall('<p class="field__note" id="noi-note">(.*?)</p>', html) == [note, note]
    assert 'aria-invalid="true"' in html
    assert f'value="{typed}"' in html


def test_choices_are_one_group_and_a_tick_stands_before_its_label(fields):
    shown = fields(loai="b", dong_y="y", noi="a")

    assert "<fieldset" in shown["loai"]
    assert '<fieldset class="field field--wrong" aria-describedby="loai-note">' in shown["loai"]
    assert "<legend>Loại</legend>" in shown["loai"]
    assert re.findall(r'<input[^>]*checked[^>]*value="(\w)"', shown["loai"]) == ["b", "b"]
    assert re.search(r'<label class="choice"><input[^>]*>Đồng ý</label>', shown["dong_y"])
    assert "Không được &lt;này&gt;." in shown["dong_y"]
