"""What a page is made of can't break the page."""

from __future__ import annotations

from bisum.display.templates import isolate, shown


def test_a_text_is_escaped_and_loses_what_turns_letters_round() -> None:
    """An article's own words may hold markup, and controls that show a name backwards."""
    assert shown("<b>\u202eNasser & sons") == "&lt;b&gt;Nasser &amp; sons"


def test_each_script_keeps_to_itself() -> None:
    """An Arabic id in an English line would pull the marks behind it to its other side."""
    assert isolate("«الميناء»") == '<bdi lang="ar" dir="rtl">«الميناء»</bdi>'
    assert isolate("port <1>") == '<bdi lang="en" dir="ltr">port &lt;1&gt;</bdi>'
