"""Programs that score texts are asked as agreed and held to their answer."""

from __future__ import annotations

import sys

import pytest

from bisum.errors import ConfigError, EngineError
from bisum.evaluation.evaluate import evaluate
from bisum.evaluation.inputs.references import load
from bisum.evaluation.inputs.runs import Run
from bisum.evaluation.measuring import Effort
from bisum.evaluation.texts.external import Question, ask, read_scorers

LENGTHS = """
import json, sys
rows = [json.loads(line) for line in sys.stdin]
for row in reversed(rows):
    print(json.dumps({"id": row["id"], "score": float(row["hypothesis"] == row["reference"])}))
"""


@pytest.fixture
def scorer(tmp_path):
    """Write a program and a file that names it."""

    def write(program, extra=""):
        (tmp_path / "score.py").write_text(program)
        path = tmp_path / "scorers.yaml"
        path.write_text(f"same:\n  command: ['{sys.executable}', '{tmp_path / 'score.py'}']\n{extra}")
        return read_scorers(path)

    return write


@pytest.fixture
def measured(make_record, make_reference, write_references):
    """Evaluate one article with a program beside the other scores."""

    def evaluate_with(scorers):
        record = make_record()
        references = load([write_references([make_reference(record)])])
        effort = Effort(with_ter=False, scorers=scorers)
        return evaluate(Run(name="r", records=(record,)), references, effort=effort)

    return evaluate_with


@pytest.mark.parametrize(("extra", "score", "n"), [("", 1.0, 2), ("  texts: summary\n", 0.5, 2)])
def test_a_programs_scores_become_a_measure(scorer, measured, extra, score, n):
    """COMET and BERTScore come this way, in whatever order they answer."""
    figure = measured(scorer(LENGTHS, extra)).figure("same")

    assert figure is not None
    assert (figure.score, figure.n, figure.out_of) == (score, n, None)


def test_each_paragraph_has_its_score_too(scorer, measured):
    """The worst paragraphs by COMET are what a reader of its figure looks for next."""
    paragraphs = measured(scorer(LENGTHS)).paragraphs

    assert [one.scores["same"] for one in paragraphs] == [1.0, 1.0]
    assert all("same" not in one.scores for one in measured(scorer(LENGTHS, "  texts: summary\n")).paragraphs)


def test_each_text_gets_its_own_score(scorer):
    """A program may answer in any order; the scores must not."""
    asked = [Question(id=str(n), source="", hypothesis="x" * (n % 2), reference="x") for n in range(4)]

    assert ask(scorer(LENGTHS)[0], asked) == [0.0, 1.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("raise SystemExit('no weights here')", "no weights here"),
        ("print('hello')", "line 1 of its output is no score"),
        ('print(\'{"id": "0", "score": 1.0}\')', "1 of 2 texts have a score"),
        ("import time; time.sleep(5)", "not done after 0.2 s"),
    ],
)
def test_a_program_that_breaks_the_agreement_stops_the_evaluation(scorer, measured, program, message):
    """Half of the scores would be another average."""
    with pytest.raises(EngineError, match=message):
        measured(scorer(program, "  timeout_s: 0.2\n" if "sleep" in program else ""))


def test_a_program_that_is_absent_says_what_to_do(tmp_path, measured):
    """They are optional, and big."""
    path = tmp_path / "scorers.yaml"
    path.write_text("same:\n  command: [/nowhere/comet]\n")

    with pytest.raises(ConfigError, match="install it, or leave same out"):
        measured(read_scorers(path))


def test_a_program_without_anything_to_score_is_told_of(scorer, make_record):
    """A figure that was asked for and isn't there looks like a fault of the program."""
    found = evaluate(Run(name="r", records=(make_record(),)), None, effort=Effort(scorers=scorer(LENGTHS)))

    assert "same: was not asked: no reference has english for these articles" in found.notes


def test_a_program_called_as_a_measure_is_refused(tmp_path, measured):
    """Two figures under one key: a gate or a comparison would take either."""
    (tmp_path / "scorers.yaml").write_text(f"chrf:\n  command: [{sys.executable}, -c, {LENGTHS!r}]\n")

    with pytest.raises(ConfigError, match="chrf is the key of a measure of bisum's own"):
        measured(read_scorers(tmp_path / "scorers.yaml"))


def test_a_file_with_an_unknown_key_is_refused(scorer):
    """A key with a typing error would be a setting that does nothing."""
    with pytest.raises(ConfigError, match="unknown field `timout_s`"):
        scorer(LENGTHS, "  timout_s: 3\n")
