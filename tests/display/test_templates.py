"""What a page is made of can't break the page."""

from __future__ import annotations

import jinja2
import pytest
from markupsafe import Markup

from bisum.display.templates import environment, isolate


def page(template: str, **values: object) -> str:
    """What a template makes of values."""
    return environment("bisum.reader").from_string(template).render(**values)


def test_a_text_is_escaped_and_loses_what_turns_letters_round() -> None:
    """An article's own words may hold markup, and controls that show a name backwards."""
    assert page("{{ name }}", name="<b>\u202eNasser & sons") == "&lt;b&gt;Nasser &amp; sons"
    assert page("{{ name }}", name=Markup("<b>Nasser</b>")) == "<b>Nasser</b>"


def test_what_is_missing_is_no_empty_place() -> None:
    """A field of another name than the template's would leave a hole that nobody sees."""
    with pytest.raises(jinja2.UndefinedError):
        page("{{ speaker.nmae }}", speaker=object())


def test_each_script_keeps_to_itself() -> None:
    """An Arabic id in an English line would pull the marks behind it to its other side."""
    assert isolate("«الميناء»") == '<bdi lang="ar" dir="rtl">«الميناء»</bdi>'
    assert isolate("port <1>") == '<bdi lang="en" dir="ltr">port &lt;1&gt;</bdi>'
