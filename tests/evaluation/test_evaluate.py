"""An evaluation says what it measured, on what, and what it could not."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from bisum.errors import ConfigError
from bisum.evaluation.comparing import compare
from bisum.evaluation.evaluate import evaluate
from bisum.evaluation.figures.results import Evaluation
from bisum.evaluation.inputs.references import load
from bisum.evaluation.inputs.runs import Run, cases_of, read_run
from bisum.evaluation.measuring import Effort
from bisum.evaluation.report.wording import differing
from bisum.evaluation.texts.export import export
from bisum.evaluation.texts.leads import lead, lead_of_words

QUICK = Effort(with_ter=False)


def test_few_articles_are_warned_of(make_record):
    """Twelve articles prove little, and the report must say so before its figures do."""
    few = evaluate(Run(name="r", records=(make_record(),)), None)
    many = evaluate(Run(name="r", records=tuple(make_record(f"a{n}") for n in range(30))), None)

    assert "only 1 article:" in few.notes[0]
    assert many.notes == ()


def test_what_is_missing_is_named(make_record, make_reference, write_references):
    """An article that failed must not raise the score by its absence unseen."""
    references = load(
        [write_references([make_reference(make_record("a")), make_reference(make_record("b"))])]
    )
    run = Run(name="r", records=(make_record("a"), make_record("c")))
    notes = " ".join(evaluate(run, references, effort=QUICK).notes)

    assert "1 articles of the references have no record and are in no figure: 'b'" in notes
    assert "1 article without a reference: 'c'" in notes


def test_references_without_a_text_are_told_of(make_record, make_reference, write_references):
    """A table without a BLEU must say that it was the references."""
    hollow = {"id": "a", "english": ["", ""], "summary_english": ""}
    run = Run(name="r", records=(make_record("a"),))

    for rows, expected in (([hollow], True), ([make_reference(make_record("a"))], False)):
        notes = evaluate(run, load([write_references(rows)]), effort=QUICK).notes
        assert any("nothing was measured against the references" in note for note in notes) is expected


def test_what_a_run_left_empty_is_counted(make_record, make_reference, write_references):
    """BLEU can rise when a bad sentence goes missing, so that must stand above it."""
    record = make_record("a")
    references = load([write_references([make_reference(record)])])
    silent = (msgspec.structs.replace(record.paragraphs[0], english=None), *record.paragraphs[1:])
    summary = msgspec.structs.replace(record.summary, english=())
    lacks = Run(name="lacks", records=(msgspec.structs.replace(record, paragraphs=silent, summary=summary),))
    found = compare(Run(name="whole", records=(record,)), lacks, references, effort=QUICK)

    assert "lacks: 1 of 2 paragraphs have no English and count as empty, in: 'a'" in found.notes
    assert "lacks: 1 of 1 English summaries are empty and have ROUGE 0: 'a'" in found.notes
    assert not any(note.startswith("whole: ") for note in found.notes)


def test_a_comparison_says_what_was_compared(make_record, make_reference, write_references):
    """Who cites a difference needs the systems, the tests, and each paragraph's scores."""
    records = tuple(make_record(f"a{n}") for n in range(3))
    runs = Run(name="x", records=records), Run(name="y", records=records)
    found = compare(*runs, load([write_references(map(make_reference, records))]), effort=QUICK)

    assert (found.first_models, found.second_summaries) == (("fake-1",), ("lead",))
    assert "1,000 bootstrap resamples" in found.method
    assert [(one.id, one.paragraph) for one in found.paragraphs[:3]] == [("a0", 0), ("a0", 1), ("a1", 0)]
    assert [one.id for one in found.articles] == ["a0", "a1", "a2"]
    assert found.articles[0].first["rougel_english"] == found.articles[0].second["rougel_english"] == 100
    assert found.paragraphs[0].first["chrf"] == found.paragraphs[0].second["chrf"] == pytest.approx(100)


def with_lost_quotations(record):
    """Give a record whose quotations did not come into English."""
    rows = tuple(msgspec.structs.replace(row, status="lost") for row in record.quotes)
    return msgspec.structs.replace(record, quotes=rows)


@pytest.mark.parametrize(("n_different", "is_told"), [(0, False), (1, True), (5, True), (6, False)])
def test_articles_too_few_for_any_verdict_are_told_of(make_record, n_different, is_told):
    """Else the dash under "better" reads as "no difference", while no difference could have shown."""
    records = [make_record(f"a{n}") for n in range(30)]
    changed = [with_lost_quotations(one) if n < n_different else one for n, one in enumerate(records)]
    found = compare(Run(name="x", records=tuple(records)), Run(name="y", records=tuple(changed)), None)
    [kept] = [one for one in found.differences if one.first.measure == "kept"]

    assert (kept.n_different, kept.winner) == (n_different, "first" if n_different == 6 else None)
    assert [f"in: Kept in English % ({n_different})" in note for note in found.notes] == [True] * is_told


def test_a_shorter_summary_is_not_a_better_one(make_record):
    """The length differs beyond chance, and which way is good nobody can say."""
    records = [make_record(f"a{n}") for n in range(12)]
    shorter = [
        msgspec.structs.replace(
            one, summary=msgspec.structs.replace(one.summary, english=one.summary.english[:1])
        )
        for one in records
    ]
    found = compare(Run(name="x", records=tuple(records)), Run(name="y", records=tuple(shorter)), None)
    [length] = [one for one in found.differences if one.first.measure == "compression"]

    assert length.verdict.is_significant
    assert length.winner is None


def test_a_measure_that_few_articles_have_is_told_of(make_record):
    """A thousand articles of which ten quote anybody are ten articles to a figure on quotations."""
    records = [make_record(f"a{n}") for n in range(30)]
    silent = [msgspec.structs.replace(one, quotes=()) if n else one for n, one in enumerate(records)]
    found = evaluate(Run(name="x", records=tuple(silent)), None)
    [note] = found.notes
    kept = found.figure("kept")

    assert note.startswith("fewer than 30 articles have anything to measure")
    assert "Kept in English % (1)" in note
    assert kept is not None
    assert (kept.score, kept.interval) == (100.0, None)


def test_a_comparison_says_what_was_made_differently(make_record):
    """Two runs of one model may differ in a setting that no name of theirs tells."""
    records = [make_record(f"a{n}") for n in range(3)]
    made = msgspec.structs.replace(records[0].provenance, stages=("segment=rules-2", "summarise=lead(4)"))
    other = msgspec.structs.replace(made, stages=("segment=rules-2", "summarise=lead(2)"))
    first, second = (
        Run(
            name="x",
            records=tuple(msgspec.structs.replace(one, provenance=provenance) for one in records),
        )
        for provenance in (made, other)
    )

    assert differing(compare(first, second, None).stages) == "summarise (lead(4) / lead(2))"
    assert differing(compare(first, first, None).stages).startswith("nothing")


def test_results_come_by_source_and_genre(make_record):
    """A run can be good on average and bad on one desk."""
    records = tuple(
        make_record(f"a{n}", source="X" if n < 2 else "Y", extra='{"category": "courts"}', shuffled=n < 2)
        for n in range(4)
    )
    groups = {(one.by, one.name): one for one in evaluate(Run(name="r", records=records), None).groups}

    assert {name: one.n_articles for name, one in groups.items()} == {
        ("source", "X"): 2, ("source", "Y"): 2, ("genre", "courts"): 4,
    }  # fmt: skip
    by_measure = {one.measure: one.score for one in groups["source", "Y"].figures}
    assert by_measure["right_speaker"] == 100.0


def test_a_comparison_comes_by_source_and_genre_too(make_record):
    """A model may be better at court reports alone, which the figure over all articles hides."""
    records = [
        make_record(f"a{n}", source="X" if n < 6 else "Y", extra='{"genre": "courts"}') for n in range(11)
    ]
    changed = [with_lost_quotations(one) if one.source == "X" else one for one in records]
    found = compare(Run(name="x", records=tuple(records)), Run(name="y", records=tuple(changed)), None)
    groups = {(one.by, one.name): one for one in found.groups}
    [kept] = [one for one in groups["source", "X"].differences if one.first.measure == "kept"]

    assert {name: one.n_articles for name, one in groups.items()} == {
        ("source", "X"): 6, ("genre", "courts"): 11,
    }  # fmt: skip
    assert (kept.change, kept.n_different, kept.winner) == (-100.0, 6, "first")


def test_without_references_only_the_record_is_measured(make_record):
    """And nothing that looks like a score against somebody's translation."""
    found = evaluate(Run(name="r", records=(make_record(),)), None)

    assert {one.basis for one in found.figures} == {"run"}
    assert found.baselines == ()


def test_the_written_form_is_read_back(make_record, make_reference, write_references):
    """The JSON is for other programs: no NaN, nothing lost."""
    record = make_record()
    found = evaluate(
        Run(name="r", records=(record,)), load([write_references([make_reference(record)])]), effort=QUICK
    )
    assert msgspec.json.decode(msgspec.json.encode(found), type=Evaluation) == found


def test_articles_whose_text_differs_are_not_compared(make_record):
    """A later version of an article is another article."""
    first = Run(name="first", records=(make_record("a"), make_record("b")))
    second = Run(name="second", records=(make_record("a"), make_record("b", statements=(2, 0))))
    found = compare(first, second, None)

    assert found.n_articles == 1
    assert "1 of 2 articles of first have another text in second" in found.notes[0]
    with pytest.raises(ConfigError, match="no article in common"):
        compare(first, Run(name="third", records=(make_record("z"),)), None)


def test_leads_leave_out_furniture_and_datelines(make_record):
    """A baseline that starts with «share this» is too easy to beat."""
    record = make_record(statements=(0, 1, 2, 0))
    button = msgspec.structs.replace(record.paragraphs[0], furniture=True)
    changed = msgspec.structs.replace(record, paragraphs=(button, *record.paragraphs[1:]))

    assert lead(changed, "english").startswith("Leila Haddad")
    assert lead(changed, "english").count("”.") == 3
    assert len(lead_of_words(changed, "arabic").split()) == sum(
        len(one.text.split()) for one in record.summary.arabic[1:]
    )


def test_exported_texts_give_other_programs_the_same_figures(
    make_record, make_reference, write_references, tmp_path
):
    """Line for line, also where a text holds a line end."""
    record = make_record(statements=(0, 1, 2))
    reference = make_reference(record)
    reference["english"][1] = "Leila Haddad said\nshe received no paper."
    cases = cases_of([record], load([write_references([reference])]))
    names = export(tmp_path / "texts", cases)
    lines = {name: (tmp_path / "texts" / name).read_text().split("\n")[:-1] for name in names}
    said = subprocess.run(
        [
            sys.executable, "-m", "sacrebleu", "translation.reference.txt", "-i", "translation.english.txt",
            "-m", "bleu", "chrf", "ter", "-w", "6", "-b",
        ],
        cwd=tmp_path / "texts", capture_output=True, check=True, text=True,
    )  # fmt: skip
    found = evaluate(Run(name="r", records=(record,)), load([write_references([reference])]))
    ours = [found.figure(name) for name in ("bleu", "chrf", "ter")]

    assert {len(texts) for name, texts in lines.items() if name.startswith("translation")} == {3}
    assert len(lines["summary-english.reference.txt"]) == 2
    assert msgspec.json.decode(said.stdout) == [round(one.score or -1, 6) for one in ours if one]


def test_a_folder_without_a_run_says_what_to_name(tmp_path, write_run):
    """A typing error in a path is the first thing that happens."""
    with pytest.raises(ConfigError, match=r"no run\.json there"):
        read_run(tmp_path / "none")
    with pytest.raises(ConfigError, match="holds no records"):
        read_run(write_run([], name="empty"))


def test_a_run_is_read_with_its_cautions(write_run, make_record):
    """What a model's terms warn of stands on every report."""
    run = read_run(write_run([make_record("a"), make_record("b")]))

    assert [record.id for record in run.records] == ["a", "b"]
    assert run.cautions == ("Invented.",)
