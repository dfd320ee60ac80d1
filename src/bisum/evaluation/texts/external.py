"""Scores by programs of their own, such as BERTScore and COMET: JSON Lines in, JSON Lines out.

They need packages and weights that bisum doesn't, so each runs as a process that the user
names in a file:

    comet:
      command: [comet-env/bin/python, comet_score.py]
      texts: translation
"""

from __future__ import annotations

import math
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec
import numpy as np

from bisum.errors import ConfigError, EngineError
from bisum.evaluation.figures.measure import Floats, Measure, Section, Tally, mean
from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.inputs.settings import read_settings
from bisum.evaluation.texts.rouge import summary_references, summary_texts
from bisum.evaluation.texts.scores import Segment
from bisum.model.base import Value
from bisum.text import one_line

HOUR_S: Final = 3600.0
_SHOWN_CHARACTERS: Final = 300  # of what a program said last

Texts = Literal["translation", "summary"]


class _Settings(Value, frozen=True, kw_only=True):
    command: tuple[str, ...]
    texts: Texts = "translation"
    timeout_s: float = HOUR_S


class ExternalScorer(Value, frozen=True, kw_only=True):
    """A program that scores texts.

    Attributes:
        name: Its measure's key.
        command: The program and its arguments; no shell.
        texts: ``translation`` for paragraphs, ``summary`` for English summaries.
        timeout_s: Seconds after which it is given up.
    """

    name: str
    command: tuple[str, ...]
    texts: Texts
    timeout_s: float


class Question(Value, frozen=True, kw_only=True):
    """One line for the program."""

    id: str
    source: str
    hypothesis: str
    reference: str


class _Answer(Value, frozen=True, kw_only=True):
    id: str
    score: float


def read_scorers(path: Path) -> tuple[ExternalScorer, ...]:
    """Read the programs that a file names.

    Raises:
        ConfigError: The file is wrong.
    """
    named = read_settings(path, dict[str, _Settings])
    for name, settings in named.items():
        if not settings.command:
            msg = f"{path}: {name!r} has an empty command; give the program and its arguments as a list"
            raise ConfigError(msg)
    return tuple(
        ExternalScorer(name=name, command=one.command, texts=one.texts, timeout_s=one.timeout_s)
        for name, one in named.items()
    )


def external_tallies(
    scorers: Sequence[ExternalScorer], cases: Sequence[Case], segments: Sequence[Segment]
) -> tuple[list[Tally], dict[str, Floats]]:
    """Score all paragraphs, or all English summaries, with each program.

    Returns:
        The tallies, and by their names the scores of each paragraph where paragraphs were scored.

    Raises:
        ConfigError: A program isn't there.
        EngineError: It failed, took too long, or gave other scores than were asked for.
    """
    tallies: list[Tally] = []
    by_segment: dict[str, Floats] = {}
    for scorer in scorers:
        asked, articles = _questions(scorer.texts, cases, segments)
        if not asked:
            continue
        scores = ask(scorer, asked)
        rows, counts = np.zeros((len(cases), 2)), np.zeros(len(cases))
        for article, score in zip(articles, scores, strict=True):
            rows[article] += score, 1.0
            counts[article] += 1.0
        is_translation = scorer.texts == "translation"
        if is_translation:
            by_segment[scorer.name] = np.array(scores)
        measure = Measure(
            name=scorer.name,
            title=f"{scorer.name} ({scorer.texts})",
            section=Section.TRANSLATION if is_translation else Section.SUMMARY,
            formula=mean,
            unit="paragraphs" if is_translation else "summaries",
            basis="references",
            out_of=None,
            signature="mean of " + " ".join(scorer.command),
        )
        tallies.append(Tally(measure=measure, rows=rows, counts=counts))
    return tallies, by_segment


def _questions(
    texts: Texts, cases: Sequence[Case], segments: Sequence[Segment]
) -> tuple[list[Question], list[int]]:
    if texts == "translation":
        rows = [(one.article, one.source, one.hypothesis, one.reference) for one in segments]
    else:
        rows = []
        for n, (case, text) in enumerate(zip(cases, summary_texts(cases, "english"), strict=True)):
            source = " ".join(paragraph.arabic for paragraph in case.record.paragraphs)
            references = summary_references(case, "english")
            rows += [(n, source, one_line(text), one_line(one)) for one in references]
    asked = [
        Question(id=str(n), source=source, hypothesis=hypothesis, reference=reference)
        for n, (_, source, hypothesis, reference) in enumerate(rows)
    ]
    return asked, [article for article, *_ in rows]


def ask(scorer: ExternalScorer, questions: Sequence[Question]) -> list[float]:
    """Put questions to a program and give its scores in their order.

    Raises:
        ConfigError: The program isn't there.
        EngineError: It failed, took too long, or gave other scores than were asked for.
    """
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in questions)
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            scorer.command, input=lines, capture_output=True, timeout=scorer.timeout_s, check=False
        )
    except OSError as fault:
        msg = (
            f"{scorer.name}: {scorer.command[0]!r} can't be started: {fault.strerror}; install it, or leave "
            f"{scorer.name} out of the scorers file (docs/evaluating.md has an example)"
        )
        raise ConfigError(msg) from None
    except subprocess.TimeoutExpired:
        msg = f"{scorer.name}: not done after {scorer.timeout_s:g} s; raise its timeout_s"
        raise EngineError(msg) from None
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()[-_SHOWN_CHARACTERS:]
        msg = f"{scorer.name}: {scorer.command[0]!r} ended with {done.returncode}; it said last: {said!r}"
        raise EngineError(msg)
    return _answers(scorer, done.stdout, questions)


def _answers(scorer: ExternalScorer, output: bytes, questions: Sequence[Question]) -> list[float]:
    scores: dict[str, float] = {}
    for n, line in enumerate(output.split(b"\n"), 1):
        if line.strip():
            try:
                answer = msgspec.json.decode(line, type=_Answer)
            except (msgspec.DecodeError, UnicodeDecodeError) as fault:
                msg = (
                    f"{scorer.name}: line {n} of its output is no score ({fault}): {line[:80]!r}; expected "
                    'lines like {"id": "0", "score": 61.2} and nothing else on standard output'
                )
                raise EngineError(msg) from None
            scores[answer.id] = answer.score
    asked = {one.id for one in questions}
    if scores.keys() != asked or not all(map(math.isfinite, scores.values())):
        msg = (
            f"{scorer.name}: {len(scores.keys() & asked)} of {len(asked)} texts have a score, "
            f"{len(scores.keys() - asked)} scores are for no text; expected one finite score for each"
        )
        raise EngineError(msg)
    return [scores[one.id] for one in questions]
