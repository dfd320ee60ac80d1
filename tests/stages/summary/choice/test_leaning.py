"""Which sentences need another one beside them."""

from __future__ import annotations

import numpy as np
import pytest

from bisum.stages.summary.choice.leaning import Lean, leaned, leans_of
from bisum.stages.summary.forms.safe_arabic import Safe
from bisum.stages.summary.forms.units import units_of

NEWS = (
    "أعلنت بلدية صور إغلاق السوق القديم أسبوعا كاملا.",
    "The city of Sur closed the old market for a week.",
)


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Its head spoke.", True),
        ("“This loan has no end.”", True),
        ("They left at noon.", True),
        ("His Highness came.", False),
        ("Italy won.", False),
        ("The head spoke.", False),
    ],
)
def test_a_pronoun_in_front_leans_on_the_sentence_before(bilingual, text: str, leans: bool):
    """«Its head» would be the head of whatever stands before it in the summary."""
    dossier = bilingual(NEWS, ("وبقيت الأبواب مغلقة حتى المساء أمام الزوار.", text))
    units = units_of(dossier)
    found = leans_of(dossier, units, [Safe("The city spoke.", ()), Safe(text, ())], first=0)

    assert [(one.sentence, one.on) for one in found] == ([(1, 0)] if leans else [])
    assert not leans_of(dossier, units, [Safe("The city spoke.", ()), Safe(text, ())], first=1)


def test_who_speaks_again_leans_on_where_he_is_introduced(bilingual):
    """A name alone tells the reader nothing: who he is stands where the article names him first."""
    trader = (
        "وقال رئيس لجنة التجار سامي النحاس إن القرار ظالم لأهل المدينة.",
        "The head of the traders' committee, Sami Nahas, said that the decision was unfair to the city.",
    )
    again = (
        "وأضاف سامي النحاس: «سنفتح أبوابنا غدا مهما حدث».",
        "Sami Nahas added: “We will open our doors tomorrow whatever happens.”",
    )
    dossier = bilingual(NEWS, trader, again)
    units = units_of(dossier)

    found = leans_of(dossier, units, [Safe("The city spoke.", ())] * 3, first=0)

    assert [(one.sentence, one.on) for one in found] == [(2, 1)]


def test_what_has_no_sentence_before_it_leans_on_none(bilingual):
    """Where the news is the second sentence, the first stands as it is; what has no English says nothing."""
    dossier = bilingual(("وبقيت الأبواب مغلقة حتى المساء أمام الزوار.", "They stayed closed."), NEWS)
    units = units_of(dossier)

    assert not leans_of(
        dossier, units, [Safe("They stayed closed.", ()), Safe("The city spoke.", ())], first=1
    )
    assert not leans_of(dossier, units, [Safe("The city spoke.", ()), None], first=0)


def test_only_words_of_somebody_with_a_name_lean_on_his_introduction(bilingual):
    """A source without a name is introduced nowhere; who is named but silent needs no introduction."""
    dossier = bilingual(
        NEWS,
        (
            "وقال رئيس لجنة التجار سامي النحاس إن القرار ظالم.",
            "Sami Nahas, who heads them, said it was unfair.",
        ),
        ("وزار سامي النحاس السوق مساء أمس مع أبنائه الثلاثة.", "Sami Nahas visited the market last night."),
        ("وأكد مصدر أمني أن السوق سيفتح بعد أسبوع واحد.", "A security source said it would open."),
        ("وأضاف سامي النحاس أن التجار لن ينتظروا أكثر من ذلك.", "Sami Nahas added that they would not wait."),
        ("وأوضح مصدر أمني أن السوق سيبقى مغلقا في الليل.", "A security source said it would stay closed."),
    )
    units = units_of(dossier)

    found = leans_of(dossier, units, [Safe("The city spoke.", ())] * len(units), first=0)

    assert [(one.sentence, one.on) for one in found] == [(4, 1)]


def test_a_sentence_has_its_points_back_beside_what_it_needs():
    """Points and likeness together say it, so that the choice needs no rule of its own."""
    before = np.array([1.0, 0.5])
    scores, likeness = leaned(before, np.eye(2), [Lean(1, 0, 0.3)], 0.2)
    together = scores.sum() - 0.2 * likeness[0, 1]

    assert scores.tolist() == pytest.approx([1.0, 0.2])
    assert together == pytest.approx(1.5)
    assert likeness[0, 1] == likeness[1, 0]
    assert before.tolist() == [1.0, 0.5]
