"""Forms of verbs: a form that is missing is a quotation without its speaker."""

from __future__ import annotations

import pytest

from bisum.stages.arabic.paradigm import inflect, inflect_noun, inflect_participle
from bisum.text import fold


@pytest.mark.parametrize(
    ("perfect", "imperfect", "forms"),
    [
        ("قال", "يقول", "قال قالت قالوا يقول تقول يقولون يقل قالها"),
        ("أشار", "يشير", "أشار أشارت يشير تشير يشيرون يشر"),
        ("نفى", "ينفي", "نفى نفت نفوا ينفي تنفي ينفون نفاه"),
        ("ادعى", "يدعي", "ادعى ادعت ادعوا يدعي يدعون"),
        ("أضاف", "يضيف", "أضاف أضافت أضافوا يضيف"),
        ("وصف", "يصف", "وصف وصفته وصفوه يصفها"),
    ],
)
def test_the_forms_that_newspapers_print_are_generated(perfect: str, imperfect: str, forms: str) -> None:
    """Sound, hollow and defective verbs go through one paradigm."""
    generated = {form.key for form in inflect(perfect, imperfect)}

    assert {fold(form) for form in forms.split()} <= generated


def test_a_form_knows_its_gender_and_number() -> None:
    """Agreement decides whom a verb without subject goes on from."""
    found = {form.key: (form.gender, form.number) for form in inflect("أضاف", "يضيف")}

    assert found[fold("أضافت")] == ("f", "s")
    assert found[fold("أضافوا")] == ("m", "p")


def test_participles_agree() -> None:
    """«مؤكدة» goes on from a woman or an institution."""
    assert {form.key: form.gender for form in inflect_participle("مؤكدا")} == {
        fold("مؤكدا"): "m",
        fold("مؤكدة"): "f",
        fold("مؤكدين"): "m",
        fold("مؤكدات"): "f",
    }


def test_verbal_nouns_carry_their_owner() -> None:
    """«قولها» is a woman's, «إشارته» a man's."""
    assert (fold("قولها"), "f") in {(form.key, form.gender) for form in inflect_noun("قول")}
    assert fold("إشارته") in {form.key for form in inflect_noun("إشارة")}
