"""ROUGE-1, -2 and -L of the summaries, in English and in Arabic.

English is counted by the rouge-score package as papers report it: its own tokenizer,
Porter stems, F, times 100, ROUGE-L over the whole summary. That tokenizer drops every
letter that isn't ASCII, so that identical Arabic scores 0 there; Arabic goes through
``arabic_tokens``. With several references a summary gets the best of them, or the mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Any, Final

import numpy as np

from bisum.evaluation.figures.measure import Floats, Measure, Section, Tally, mean
from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.texts.scores import package
from bisum.model.summary import SummarySentence
from bisum.text import fold

KINDS: Final = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeL": "ROUGE-L"}

ARABIC_TOKENS: Final = "bisum-ar-1"
"""Version of ``arabic_tokens``; a change of its rules changes figures and gives a new one."""

_REMEMBERED: Final = 16_384  # texts or words whose result is kept

_TOKEN: Final = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+")
_ARABIC: Final = re.compile("[\u0620-\u06d3]")

# Conjunctions, then prepositions and the article, then pronouns and endings: the order in
# which Arabic joins them to a word. The lists are those of light10 (Larkey, Ballesteros and
# Connell 2007) with the prepositions before ال and the object pronouns added. Kept apart from
# the aligner's stems: these figures must not move when the aligner is tuned.
_CONJUNCTIONS: Final = ("و", "ف")
_ARTICLES: Final = ("بال", "كال", "لل", "ال")
_ENDINGS: Final = ("هما", "كما", "ها", "هم", "هن", "نا", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_MIN_REST: Final = 3  # letters that must be left, so that short words stay whole


@lru_cache(maxsize=_REMEMBERED)
def arabic_tokens(text: str) -> tuple[str, ...]:
    """Cut Arabic into the tokens that ROUGE counts.

    Words and numbers only. Letters are folded (hamza forms, alef maqsura, ta marbuta,
    vowel marks, digits); then a leading و or ف goes where the article or at least three
    letters follow, the article with its prepositions, and one pronoun or ending, each
    only where three letters are left. Latin words are lower-cased.
    """
    tokens = []
    for found in _TOKEN.finditer(fold(text)):
        word = found.group()
        tokens.append(_light_stem(word) if _ARABIC.match(word) else word.replace(",", "").replace("٬", ""))
    return tuple(tokens)


def _light_stem(word: str) -> str:
    if word[0] in _CONJUNCTIONS and len(word) > _MIN_REST:
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _MIN_REST:
            word = word[len(article) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_REST:
            return word[: -len(ending)]
    return word


class _Tokenizer:
    """What rouge-score asks of a tokenizer."""

    def __init__(self, tokens: Callable[[str], Sequence[str]]) -> None:
        self._tokens = tokens

    def tokenize(self, text: str) -> list[str]:
        """Cut a text into tokens."""
        return list(self._tokens(text))


class _RememberingStemmer:
    """The package's own stemmer, asked about each word once: it takes most of ROUGE's time."""

    def __init__(self) -> None:
        porter = package("nltk.stem.porter").PorterStemmer()
        self.stem = lru_cache(maxsize=_REMEMBERED)(porter.stem)


@cache
def _scorer(language: str) -> Any:  # the package has no types
    if language == "arabic":
        tokenizer = _Tokenizer(arabic_tokens)
    else:
        words, stemmer = package("rouge_score.tokenize"), _RememberingStemmer()
        tokenizer = _Tokenizer(lambda text: words.tokenize(text, stemmer))
    return package("rouge_score.rouge_scorer").RougeScorer(list(KINDS), tokenizer=tokenizer)


def tokens(text: str, language: str) -> tuple[str, ...]:
    """Give the tokens of a text that ROUGE counts."""
    return tuple(_scorer(language)._tokenizer.tokenize(text))  # noqa: SLF001 - the package gives them no other way


@lru_cache(maxsize=_REMEMBERED)
def _one_score(summary: str, reference: str, language: str) -> tuple[float, ...]:
    found = _scorer(language).score(reference, summary)
    return tuple(found[kind].fmeasure for kind in KINDS)


def rouge(summary: str, references: Sequence[str], *, language: str) -> Floats:
    """Score one summary against each reference.

    Args:
        summary: May be empty, which scores 0.
        references: At least one.
        language: ``english`` or ``arabic``.

    Returns:
        Shape (references, 3): F of ROUGE-1, -2 and -L, in [0, 100].

    Raises:
        ConfigError: rouge-score isn't installed.
    """
    return 100.0 * np.array([_one_score(summary, reference, language) for reference in references])


def plain(sentences: Sequence[SummarySentence]) -> str:
    """Give a summary as one text."""
    return " ".join(sentence.text for sentence in sentences)


def summary_texts(cases: Sequence[Case], language: str) -> list[str]:
    """Give each case's summary in one language."""
    return [plain(getattr(case.record.summary, language)) for case in cases]


def summary_references(case: Case, language: str) -> tuple[str, ...]:
    """Give the reference summaries of a case in one language; empty where there are none."""
    if case.reference is None:
        return ()
    english, arabic = case.reference.summary_english, case.reference.summary_arabic
    return tuple(text for text in (english if language == "english" else arabic) if text.strip())


def rouge_tallies(cases: Sequence[Case], texts: Sequence[str], *, language: str) -> list[Tally]:
    """Score the summaries of all cases that have references in a language.

    Args:
        cases: The articles.
        texts: One summary a case.
        language: ``english`` or ``arabic``.

    Returns:
        Best of the references and, where an article has several, their mean, for each
        kind; nothing where no case has references.
    """
    rows = np.zeros((len(cases), 2, len(KINDS)))
    counts = np.zeros(len(cases))
    has_several = False
    for n, (case, text) in enumerate(zip(cases, texts, strict=True)):
        references = summary_references(case, language)
        if references:
            found = rouge(text, references, language=language)
            rows[n] = found.max(axis=0), found.mean(axis=0)
            counts[n] = 1
            has_several = has_several or len(references) > 1
    if not counts.any():
        return []
    ways = ("best", "mean") if has_several else ("best",)
    return [
        Tally(
            measure=_measure(kind, way if has_several else "", language),
            rows=np.column_stack([rows[:, at_way, at_kind], counts]),
            counts=counts,
        )
        for at_way, way in enumerate(ways)
        for at_kind, kind in enumerate(KINDS)
    ]


def _measure(kind: str, way: str, language: str) -> Measure:
    detail = {"best": ", best reference", "mean": ", mean of references", "": ""}[way]
    tokens = ARABIC_TOKENS if language == "arabic" else "rouge_score+porter"
    return Measure(
        name="_".join(part for part in (kind.lower(), language, "mean" if way == "mean" else "") if part),
        title=f"{KINDS[kind]} {language.capitalize()}{detail}",
        section=Section.SUMMARY,
        formula=mean,
        unit="articles",
        basis="references",
        signature=f"F|x100|tok:{tokens}|refs:{way or 'one'}|rouge_score:{version('rouge-score')}",
    )
