"""A sentence names somebody by what tells him from others."""

from __future__ import annotations

import pytest

from bisum.evaluation.quotations.naming import is_form_of, names_arabic, names_english


@pytest.mark.parametrize(
    ("sentence", "name", "is_named"),
    [
        ("Azar said so.", "Leila Azar", True),
        ("Leila said so.", "Leila Azar", False),
        ("The Minister of Finance said so.", "the Minister of Defence", False),
        ("The Defence Minister said so.", "the Minister of Defence", True),
        ("The minister said so.", "Public Works Minister Leila Azar", False),
        ("He said so.", "", False),
        ("Azar's office said so.", "Leila Azar", True),
    ],
)
def test_english_names_need_what_tells_them_apart(sentence, name, is_named):
    """Two ministers in one article are the rule."""
    assert names_english(sentence, name) is is_named


@pytest.mark.parametrize(
    ("sentence", "name", "is_named"),
    [
        ("وقالت عازار ذلك", "ليلى عازار", True),
        ("وبحسب الوزيرة ليلى", "ليلى عازار", False),
        ("قال وزير المالية", "وزير الدفاع", False),
        ("ووفقا لوزير الدفاع", "وزير الدفاع", True),
    ],
)
def test_arabic_names_too(sentence, name, is_named):
    """With what Arabic writes together with them."""
    assert names_arabic(sentence, name) is is_named


def test_a_short_form_is_the_same_name_and_another_spelling_is_not():
    """Consistency is about spelling, not about length."""
    assert is_form_of("Azar", "Leila Azar")
    assert is_form_of("Leila Azar", "Azar")
    assert not is_form_of("Layla Azar", "Leila Azar")
