"""Quotations and speakers are counted as the annotation guidelines count them."""

from __future__ import annotations

import msgspec
import pytest

from bisum.evaluation.comparing import compare
from bisum.evaluation.evaluate import evaluate
from bisum.evaluation.inputs.references import load
from bisum.evaluation.inputs.runs import Run, cases_of
from bisum.evaluation.quotations.attribution import attribution_tallies, kept_of_ledger, speaker_near
from bisum.model.name import NameRow


@pytest.fixture
def scored(make_reference, write_references):
    """Score records against the annotations of one of them."""

    def score(record, perfect, change=None):
        reference = make_reference(perfect)
        if change:
            change(reference["quotes"])
        references = load([write_references([reference], name=f"{id(record)}.jsonl")])
        return {one.measure.name: one.score for one in attribution_tallies(cases_of([record], references))}

    return score


def test_a_perfect_ledger_scores_100(scored, make_record):
    """Else every other figure is in doubt."""
    record = make_record()

    assert set(scored(record, record).values()) <= {100.0, None}  # no name comes twice here


def test_a_wrong_speaker_costs_the_speaker_and_not_the_finding(scored, make_record):
    """Found and attributed are two questions; the second is the one that counts."""
    found = scored(make_record(shuffled=True), make_record())

    assert (found["quotes_f1"], found["right_speaker"], found["attributed_f1"]) == (100.0, 0.0, 0.0)
    assert found["right_speaker_english"] == 0.0


def test_an_accepted_mention_is_right(scored, make_record):
    """An article names one man in several ways."""

    def accept(quotes):
        quotes[0] |= {"speaker": "الوزير", "accept": ["سامي النجار"]}

    assert scored(make_record(), make_record(), accept)["right_speaker"] == 100.0


def test_silence_is_right_where_the_article_is_silent(scored, make_record):
    """A speaker made up is worse than none."""
    record = make_record()

    def silence(quotes):
        quotes[0]["speaker"] = None

    named = scored(record, record, silence)["right_speaker"]
    silent_row = msgspec.structs.replace(record.quotes[0], speaker=None, english_speaker=None)
    silent = msgspec.structs.replace(record, quotes=(silent_row, record.quotes[1]))

    assert named == 50.0
    assert scored(silent, record, silence)["right_speaker"] == 100.0


def test_a_term_given_as_speech_lowers_precision_and_a_doubtful_line_nothing(scored, make_record):
    """A scare quote turned into a statement puts words into a mouth."""

    def term(quotes):
        quotes[0] |= {"kind": "term", "speaker": None}

    def doubt(quotes):
        quotes[0]["doubt"] = True

    record = make_record()
    assert scored(record, record, term)["quotes_precision"] == 50.0
    assert scored(record, record, term)["quotes_recall"] == 100.0
    assert scored(record, record, doubt)["quotes_f1"] == 100.0


def test_a_quotation_missed_counts_against_recall_and_kept(scored, make_record):
    """What was never found was not kept either."""
    record = make_record()
    cut = msgspec.structs.replace(record, quotes=record.quotes[:1])
    found = scored(cut, record)

    assert (found["quotes_recall"], found["quotes_precision"], found["kept"]) == (50.0, 100.0, 50.0)


def test_a_quotation_lost_on_the_way_is_not_kept(scored, make_record):
    """Found and kept are two questions too."""
    record = make_record()
    first = msgspec.structs.replace(record.quotes[0], status="lost")
    lost = msgspec.structs.replace(record, quotes=(first, record.quotes[1]))
    found = scored(lost, record)

    assert (found["quotes_recall"], found["kept"]) == (100.0, 50.0)


@pytest.mark.parametrize(("status", "share"), [("kept", 2), ("restored", 2), ("approximate", 1), ("lost", 1)])
def test_only_words_in_marks_are_kept(make_record, status, share):
    """Approximate words stand on the page without marks."""
    record = make_record()
    first = msgspec.structs.replace(record.quotes[0], status=status)
    changed = msgspec.structs.replace(record, quotes=(first, record.quotes[1]))

    assert kept_of_ledger(changed) == (share, 2)


def test_without_annotations_a_name_far_from_its_words_is_a_miss(make_record):
    """Nobody knows who is right, but the English should name whom the ledger names."""
    assert speaker_near(make_record()) == (2.0, 2.0)
    assert speaker_near(make_record(statements=(0, 1, 2), shuffled=True))[0] < 3.0


def test_a_speaker_who_got_lost_in_english_is_a_miss(make_record):
    """Else a translation that changes every name would score 100."""
    record = make_record()
    lost = msgspec.structs.replace(record.quotes[0], english_speaker=None)
    unsaid = msgspec.structs.replace(lost, speaker=None)

    assert speaker_near(msgspec.structs.replace(record, quotes=(lost, record.quotes[1]))) == (1.0, 2.0)
    assert speaker_near(msgspec.structs.replace(record, quotes=(unsaid, record.quotes[1]))) == (1.0, 1.0)


@pytest.mark.parametrize("with_references", [True, False])
def test_shuffled_speakers_fall_significantly(make_record, make_reference, write_references, with_references):
    """The one error that must never pass unseen."""
    records = [make_record(f"a{n}", statements=(n, n + 1, n + 2)) for n in range(12)]
    shuffled = [make_record(f"a{n}", statements=(n, n + 1, n + 2), shuffled=True) for n in range(12)]
    references = load([write_references(map(make_reference, records))]) if with_references else None
    found = compare(Run(name="a", records=tuple(records)), Run(name="b", records=tuple(shuffled)), references)
    right = next(one for one in found.differences if one.first.measure == "right_speaker")

    assert right.verdict.is_significant
    assert right.winner == "first"
    assert right.change is not None
    assert right.change < -50


def test_a_run_compared_with_itself_shows_no_difference(make_record, make_reference, write_references):
    """Every measure, both tests."""
    records = tuple(make_record(f"a{n}", statements=(n, n + 1)) for n in range(5))
    references = load([write_references(map(make_reference, records))])
    found = compare(Run(name="a", records=records), Run(name="b", records=records), references)

    assert {one.change for one in found.differences} <= {0.0, None}
    assert {one.verdict.p_randomisation for one in found.differences} <= {1.0, None}
    assert {one.verdict.p_bootstrap for one in found.differences} <= {1.0, None}
    assert {one.winner for one in found.differences} == {None}
    assert found.n_same_english == 5


def test_one_name_in_two_spellings_is_inconsistent(make_record):
    """An analyst who counts by name counts two people."""
    records = [make_record(f"a{n}", statements=(0,)) for n in range(4)]
    row = msgspec.structs.replace(records[3].quotes[0], english_speaker="Samy Naggar")
    records[3] = msgspec.structs.replace(records[3], quotes=(row,))
    short = msgspec.structs.replace(records[2].quotes[0], english_speaker="Najjar")
    records[2] = msgspec.structs.replace(records[2], quotes=(short,))
    found = evaluate(Run(name="a", records=tuple(records)), None).figure("names_consistent")

    assert found is not None
    assert (found.score, found.n) == (75.0, 4)


def test_a_name_that_comes_once_says_nothing_of_consistency(make_record):
    """It agrees with itself; a hundred such names would hide the ten that waver."""
    records = [make_record(f"a{n}", statements=(0,)) for n in range(2)] + [make_record("b", statements=(1,))]
    found = evaluate(Run(name="a", records=tuple(records)), None).figure("names_consistent")

    assert found is not None
    assert (found.score, found.n) == (100.0, 2)


def test_names_are_judged_as_the_pages_show_them(make_record):
    """A run's table of names puts a stray form right; what the model first wrote is no longer read."""
    records = [make_record(f"a{n}", statements=(0,)) for n in range(4)]
    row = msgspec.structs.replace(records[3].quotes[0], english_speaker="Samy Naggar")
    records[3] = msgspec.structs.replace(records[3], quotes=(row,))
    arabic = records[0].quotes[0].speaker
    assert arabic is not None
    table = NameRow(
        arabic=arabic,
        forms=(arabic,),
        english="Sami Najjar",
        origin="glossary",
        kind="person",
        note=None,
        n_articles=4,
        variants=(),
        is_conflict=False,
    )
    found = evaluate(Run(name="a", records=tuple(records), names=(table,)), None).figure("names_consistent")

    assert found is not None
    assert found.score == 100.0


@pytest.mark.parametrize("names_its_speaker", [True, False])
def test_speech_taken_for_a_term_is_neither_found_nor_attributed(scored, make_record, names_its_speaker):
    """Whoever reads the ledger for statements doesn't see it there, whatever else its row says."""
    record = make_record()
    speaker = record.quotes[0].speaker if names_its_speaker else None
    term = msgspec.structs.replace(record.quotes[0], kind="term", speaker=speaker)
    found = scored(msgspec.structs.replace(record, quotes=(term, record.quotes[1])), record)

    assert (found["quotes_recall"], found["quotes_precision"]) == (50.0, 100.0)
    assert (found["attributed_recall"], found["right_speaker"]) == (50.0, 100.0)


def test_half_of_the_english_mention_is_the_speaker(scored, make_record):
    """The annotated mention and the ledger's may both be right and not the same."""
    record = make_record(statements=(0,))
    office = msgspec.structs.replace(record.quotes[0], english_speaker="Minister Najjar")
    longer = msgspec.structs.replace(record.quotes[0], english_speaker="Finance Minister Najjar")

    assert scored(msgspec.structs.replace(record, quotes=(office,)), record)["right_speaker_english"] == 100.0
    assert scored(msgspec.structs.replace(record, quotes=(longer,)), record)["right_speaker_english"] == 0.0


def test_an_article_annotated_as_without_quotations_counts_against_precision(
    make_record, make_reference, write_references
):
    """An empty list says that somebody looked: what was found there was made up."""
    record, silent = make_record("a"), make_record("b")
    rows = [make_reference(record), {**make_reference(silent), "quotes": []}]
    found = evaluate(Run(name="r", records=(record, silent)), load([write_references(rows)]))
    precision, recall = found.figure("quotes_precision"), found.figure("quotes_recall")

    assert precision is not None
    assert recall is not None
    assert (precision.score, precision.n, recall.score) == (50.0, 4, 100.0)


def test_a_name_in_the_paragraph_before_or_in_the_title_is_near(make_record):
    """News names a speaker once and goes on quoting; what comes after tells nobody who spoke."""
    record = make_record()
    second = msgspec.structs.replace(record.quotes[1], english_speaker=record.quotes[0].english_speaker)
    first = msgspec.structs.replace(record.quotes[0], english_speaker=record.quotes[1].english_speaker)
    swapped = msgspec.structs.replace(record, quotes=(first, second))

    assert speaker_near(swapped) == (1.0, 2.0)
    assert speaker_near(msgspec.structs.replace(swapped, title_english="Leila Haddad warns")) == (2.0, 2.0)


def test_what_never_came_into_english_has_no_speaker_near_it(make_record):
    """That it is lost is counted elsewhere, once."""
    record = make_record()
    lost = msgspec.structs.replace(record.quotes[0], english_text=None, status="lost")

    assert speaker_near(msgspec.structs.replace(record, quotes=(lost, record.quotes[1]))) == (1.0, 1.0)
