"""The cue table: what it claims of itself."""

from __future__ import annotations

from bisum.model.quote import Stance
from bisum.stages.arabic.cues import formula_at, verb_forms
from bisum.stages.arabic.units import read_units
from bisum.stages.tables import read_rows
from bisum.text import fold


def lemmas(word: str) -> set[str]:
    """Give the lemmas that a word may be a form of."""
    return {one.verb.lemma for one in verb_forms(fold(word))}


def test_the_table_has_as_many_lemmas_as_the_docs_say() -> None:
    """The task asked for 150; no lemma may stand there twice."""
    found = [lemma for lemma, *_ in read_rows("cues")]

    assert len(found) >= 200
    assert len(found) == len(set(found))


def test_every_stance_is_told_apart() -> None:
    """A denial must not reach the English as a statement."""
    assert {Stance(row[5]) for row in read_rows("cues")} == set(Stance)


def test_prefixes_come_off() -> None:
    """«وأضافت», «فقال», «سيؤكد», «وسيعلن» are forms of their verbs."""
    assert "أضاف" in lemmas("وأضافت")
    assert "قال" in lemmas("فقال")
    assert "أكد" in lemmas("سيؤكد")
    assert "أعلن" in lemmas("وسيعلن")


def test_homographs_stay_out() -> None:
    """«يبلغ من العمر» tells an age."""
    assert not verb_forms(fold("يبلغ"))


def test_a_formula_may_be_written_onto_its_source() -> None:
    """«وفقا لوزير» has no space between formula and speaker."""
    text = "وفقاً لوزير الداخلية"
    units = list(read_units(text))
    found = formula_at(units, 0, len(units))

    assert found is not None
    assert (found.kind, found.end) == ("source", 1)
