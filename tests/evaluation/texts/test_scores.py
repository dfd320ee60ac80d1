"""BLEU, chrF and TER are sacrebleu's, to the digit, and so are their intervals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.errors import ConfigError
from bisum.evaluation.figures.significance import compare_tallies, intervals
from bisum.evaluation.inputs.references import load
from bisum.evaluation.inputs.runs import cases_of
from bisum.evaluation.texts import scores
from bisum.evaluation.texts.scores import Segment, bleu, chrf, segments_of, ter, translation_tallies
from bisum.text import one_line

FLORES = Path(__file__).parents[4] / "shared" / "testsets" / "flores-dev"
N_LINES = 300  # of 997: TER takes its time
needs_flores = pytest.mark.skipif(not FLORES.is_dir(), reason="needs ../shared/testsets/flores-dev")
METRICS = pytest.importorskip("sacrebleu.metrics")


def flores(system):
    """Give the first lines of FLORES dev as one system translated them."""
    texts = [(FLORES / name).read_text().split("\n")[:N_LINES] for name in (f"{system}.en", "reference.en")]
    return [Segment(n, 0, "", one_line(a), one_line(b)) for n, (a, b) in enumerate(zip(*texts, strict=True))]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The same lines as files for sacrebleu's command line."""
    folder = tmp_path_factory.mktemp("flores")
    found = {}
    for name in ("reference", "opusmt", "nllb"):
        lines = (FLORES / f"{name}.en").read_text().split("\n")[:N_LINES]
        found[name] = folder / f"{name}.txt"
        found[name].write_text("".join(f"{line}\n" for line in lines))
    return found


@pytest.fixture(scope="module")
def systems():
    """Two real systems' statistics on the same lines, each line an article."""
    found = {}
    for system in ("opusmt", "nllb"):
        segments = flores(system)
        found[system] = translation_tallies(segments, n_articles=len(segments))[0]
    return found


def sacrebleu(*arguments):
    command = [sys.executable, "-m", "sacrebleu", *map(str, arguments), "-w", "6", "-f", "json"]
    done = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "SACREBLEU_SEED": "12345"}
    )
    return json.loads(done.stdout)


@needs_flores
def test_scores_are_those_of_sacrebleus_command_line(systems, files):
    """A figure that another program contradicts is worth nothing."""
    said = sacrebleu(files["reference"], "-i", files["opusmt"], "-m", "bleu", "chrf", "ter")

    assert [f"{one.score:.6f}" for one in systems["opusmt"]] == [f"{one['score']:.6f}" for one in said]
    assert [one.measure.signature for one in systems["opusmt"]] == [one["signature"] for one in said]


@needs_flores
def test_intervals_are_those_of_sacrebleus_bootstrap(systems, files):
    """Same seed, same draws, same intervals: anybody can check ours with the program they know."""
    said = sacrebleu(files["reference"], "-i", files["opusmt"], "-m", "bleu", "chrf", "--confidence")
    half_widths = [(one.high - one.low) / 2 for one in intervals(systems["opusmt"]) if one]

    assert half_widths[:2] == pytest.approx([one["confidence_var"] for one in said], abs=1e-4)


@needs_flores
def test_two_real_systems_differ_as_sacrebleu_says(systems, files):
    """The randomisation test draws as sacrebleu does; NLLB and OPUS-MT are 2 BLEU apart."""
    both = files["opusmt"], files["nllb"]
    said = sacrebleu(files["reference"], "-i", *both, "-m", "bleu", "--paired-ar", "--paired-ar-n", "500")
    ours = compare_tallies(systems["opusmt"][:1], systems["nllb"][:1], n_trials=500)[0]

    # Ties count with us and not with sacrebleu: at most a trial or two apart.
    assert ours.p_randomisation == pytest.approx(said[1]["BLEU"]["p_value"], abs=0.005)


@needs_flores
def test_a_weaker_real_system_loses_significantly(systems):
    """If several BLEU over hundreds of lines were no difference, no test here would be of use."""
    argos = flores("argos")
    weaker = translation_tallies(argos, n_articles=len(argos), with_ter=False)[0]

    for verdict in compare_tallies(systems["nllb"][:2], weaker):
        assert verdict.is_significant
        assert verdict.interval is not None
        assert verdict.interval.high < 0


LINES = st.lists(st.text(alphabet="ab cd.,", max_size=25), min_size=1, max_size=5)


@given(LINES, LINES)
def test_our_formulas_are_sacrebleus(hypotheses, references):
    """The formulas were written anew to work on thousands of resamples at once."""
    n = min(len(hypotheses), len(references))
    hypotheses, references = hypotheses[:n], [line or "x" for line in references[:n]]
    for kind, formula in (("BLEU", bleu), ("CHRF", chrf), ("TER", ter)):
        scorer = getattr(METRICS, kind)()
        table = np.array(scorer._extract_corpus_statistics(hypotheses, [references]), dtype=float)
        expected = scorer.corpus_score(hypotheses, [references]).score
        score = float(formula(table.sum(axis=0)))
        if not np.isnan(score):  # nothing to compare with: sacrebleu says 0, we say nothing
            assert score == pytest.approx(expected, abs=1e-9), kind


def test_a_paragraph_without_english_is_scored_as_empty(make_record, make_reference, write_references):
    """A run must not gain by leaving out what it can't translate."""
    record = make_record()
    references = load([write_references([make_reference(record)])])
    silent = msgspec.structs.replace(record.paragraphs[1], english=None)
    cut = msgspec.structs.replace(record, paragraphs=(record.paragraphs[0], silent))
    segments, unpaired = segments_of(cases_of([cut], references))
    tallies, by_segment = translation_tallies(segments, n_articles=1)

    assert [segment.hypothesis == "" for segment in segments] == [False, True]
    assert unpaired == []
    assert by_segment["chrf"][1] == 0.0
    assert all(one.score != 100.0 for one in tallies)


def test_a_reference_of_another_length_is_left_out_and_named(make_record, make_reference, write_references):
    """Pairing the wrong paragraphs would give a low score and no reason."""
    record = make_record("odd")
    reference = make_reference(record)
    reference["english"] = [*reference["english"], "One more."]
    segments, unpaired = segments_of(cases_of([record], load([write_references([reference])])))

    assert segments == []
    assert "'odd': 2 paragraphs, its reference has 3" in unpaired[0]


def test_a_missing_package_says_how_to_install_it():
    """The scores are an extra; the message must be the cure."""
    with pytest.raises(ConfigError, match=r"pip install 'bisum\[evaluation\]'"):
        scores.package("surely_not_installed")
