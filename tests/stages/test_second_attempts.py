"""Second attempts: bounded, recorded, and never for the worse."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bisum.engines.ports import Attempt, Translated
from bisum.model.article import Article, Paragraph, Passage, Segments, Sentence
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.model.record import EngineCard
from bisum.stages.checks.sentence.doubt import Confidence
from bisum.stages.second_attempts import SecondAttempts
from bisum.stages.translate import Translate

ARABIC = "أعلنت الحكومة أمس خطة جديدة لإصلاح 12 ميناء في شمال البلاد"
GOOD = "The government yesterday announced a new plan to reform 12 ports in the north of the country"
WRONG = GOOD.replace("12", "17")


class Told:
    """Gives what it was told to, by how it is asked."""

    arithmetic = ("cpu", None)
    card = EngineCard(engine="told", model="told")

    def __init__(
        self, english: dict[str, str], *, way: str = "first", asked: list[str] | None = None
    ) -> None:
        self._english = english
        self._way = way
        self.asked = asked if asked is not None else []
        self.signature = f"told-{way}"

    def trying(self, attempt: Attempt) -> Told:
        way = "beam" if attempt.beam else "no-repeat" if attempt.no_repeat else "clauses"
        return Told(self._english, way=way, asked=self.asked)

    def translate(self, sentences: Sequence[str], *, tick: object = None) -> list[Translated]:  # noqa: ARG002
        self.asked += [self._way] * len(sentences)
        return [
            Translated(text=self._english.get(one, self._english.get(self._way, WRONG))) for one in sentences
        ]


def improve(english: dict[str, str], *, most: int = 2, arabic: str = ARABIC, second: Told | None = None):
    """Give what is chosen for one sentence, and how often the model was asked."""
    told = Told(english)
    again = SecondAttempts(told, most=most, confidence=Confidence(), second=second)
    first = told.translate([arabic])[0]
    return again.improve({arabic: first})[arabic], told.asked


def test_a_good_sentence_is_asked_for_once():
    """Second attempts cost time; few sentences need them."""
    chosen, asked = improve({"first": GOOD})

    assert (chosen.result.text, chosen.tried, asked) == (GOOD, (), ["first"])


def test_the_attempt_without_the_fault_is_kept_and_both_are_recorded():
    """An analyst may look at what was passed over."""
    chosen, _ = improve({"first": WRONG, "beam": GOOD})

    assert (chosen.result.text, chosen.way) == (GOOD, "beam")
    assert [(one.way, one.english, one.findings) for one in chosen.tried] == [
        ("first", WRONG, ("numbers-changed",))
    ]


def test_no_attempt_replaces_its_equal():
    """What the config asked for comes first where the checks see no difference."""
    chosen, asked = improve({"first": WRONG})

    assert (chosen.result.text, chosen.way, len(chosen.tried)) == (WRONG, "first", 1)
    assert asked == ["first", "beam"]


@pytest.mark.parametrize("most", [1, 2, 5])
def test_attempts_are_bounded(most):
    """Nothing is retried for ever."""
    _, asked = improve({"first": WRONG}, most=most)

    assert len(asked) <= 1 + most


def test_a_loop_is_tried_with_a_guard_first():
    """What helps depends on the fault."""
    _, asked = improve(
        {"first": f"{GOOD} and so on and so on and so on and so on and so on", "no-repeat": GOOD}
    )

    assert asked == ["first", "no-repeat"]


def test_a_second_model_is_asked_before_the_first_otherwise():
    """Another model errs elsewhere; the same one errs again."""
    second = Told({"first": GOOD})
    chosen, asked = improve({"first": WRONG}, second=second)

    assert (chosen.result.text, chosen.way, asked) == (GOOD, "second-model", ["first"])


def test_a_quotation_whose_marks_are_lost_is_translated_by_itself():
    """Marks around its own English are sure, wherever the model would have put it."""
    arabic = "قال الوزير في القاعة: «سنفتح الجسر الجديد غدا صباحا»"
    chosen, _ = improve(
        {
            "first": "The minister said in the hall we will open the new bridge tomorrow morning",
            "قال الوزير في القاعة": "The minister said in the hall.",
            "سنفتح الجسر الجديد غدا صباحا": "We will open the new bridge tomorrow morning.",
        },
        arabic=arabic,
    )

    assert chosen.way == "quote-apart"
    assert chosen.result.text == (
        "The minister said in the hall: “We will open the new bridge tomorrow morning.”"
    )


def test_the_stage_keeps_the_better_one_and_names_the_ways_in_its_signature():
    """A record made with second attempts isn't one made without."""
    told = Told({"first": WRONG, "beam": GOOD})
    again = SecondAttempts(told, most=1, confidence=Confidence())
    stage = Translate(told, again=again)
    dossier = Dossier(Article(id="a", paragraphs=(Paragraph(text=ARABIC),)))
    sentence = Sentence(start=0, end=len(ARABIC))
    segments = Segments(paragraphs=(Passage(sentences=(sentence,)),))
    (translation,) = stage.run([dossier.with_product(segments).with_product(Quotes())])
    (piece,) = translation.paragraphs[0].pieces

    assert translation.paragraphs[0].english == GOOD
    assert (piece.way, [one.way for one in piece.tried]) == ("beam", ["first"])
    assert stage.signature != Translate(told).signature
