"""What is wrong with an article's English, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from bisum.engines.ports import Archive, Embedder
from bisum.model.article import Passage, Segments
from bisum.model.base import Product
from bisum.model.bitext import Alignment, Bead, EnglishPassage, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Findings, Severity
from bisum.model.quote import Quotes
from bisum.stages.checks.article.language import check_dialect, check_language
from bisum.stages.checks.article.women import check_women
from bisum.stages.checks.faults import faults_of
from bisum.stages.checks.names.named_words import words_of_speakers
from bisum.stages.checks.pair import Fault, Pair
from bisum.stages.checks.quotations.carried import check_quotations
from bisum.stages.checks.sentence.doubt import Confidence, is_likely_wrong
from bisum.stages.translate import passages_of
from bisum.text import holds_arabic

# Sentences with a likely error from which an article is said to be doubtful as a whole, and their share.
_UNSURE: Final = 3
_UNSURE_SHARE: Final = 0.25


class Check:
    """Holds the English against the Arabic; finds, and mends nothing."""

    name: ClassVar[str] = "check"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes, Translation, Alignment)
    gives: ClassVar[type[Product]] = Findings

    def __init__(
        self,
        archive: Archive | None = None,
        *,
        confidence: Confidence = Confidence(),  # noqa: B008 - immutable
        embedder: Embedder | None = None,
    ) -> None:
        """Make one.

        Args:
            archive: Asked which texts were filed with different English; None for no archive.
            confidence: What the model's log-probabilities are worth.
            embedder: Gives sentence vectors, which help to tell what a model was unsure of.
        """
        self._archive = archive
        self._confidence = confidence
        self._embedder = embedder if confidence.is_measured else None

    @property
    def signature(self) -> str:
        """Version of the checks."""
        known = "measured" if self._confidence.is_measured else "unmeasured"
        return f"checks-31({known}{f', {self._embedder.signature}' if self._embedder else ''})"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Findings]:
        """Check each article by itself."""
        return [Findings(findings=_told_once(self._findings(one))) for one in dossiers]

    def _findings(self, dossier: Dossier) -> Iterator[Finding]:
        yield from check_language(dossier)
        yield from check_dialect(dossier)
        likely_wrong: list[bool] = []
        named = words_of_speakers(dossier[Quotes])
        for number, text, passage in passages_of(dossier.article, dossier[Segments]):
            translation, alignment = dossier[Translation], dossier[Alignment]
            english = translation.title if number is None else translation.paragraphs[number]
            beads = alignment.title if number is None else alignment.paragraphs[number]
            if english is None or not passage.sentences:
                continue
            if english.english is None:
                yield _missing(number, text)
                continue
            yield from self._variants(number, text, passage)
            for bead in beads:
                if not bead.source:
                    yield _added(number, english, bead)
                    continue
                pair = self._pair(text, passage, english, bead, named)
                if holds_arabic(pair.arabic):
                    likely_wrong.append(is_likely_wrong(pair))
                    yield from (_at(fault, number, bead) for fault in faults_of(pair))
        yield from _unsure(likely_wrong)
        yield from check_women(dossier, passages_of(dossier.article, dossier[Segments]))
        yield from check_quotations(dossier)

    def _pair(
        self, text: str, passage: Passage, english: EnglishPassage, bead: Bead, named: frozenset[str]
    ) -> Pair:
        sentences = [passage.sentences[index] for index in bead.source]
        pieces = [english.pieces[index] for index in bead.target]
        chances = [piece.log_probability for piece in pieces if piece.log_probability is not None]
        pair = Pair(
            arabic=text[sentences[0].start : sentences[-1].end],
            english=_words_of(english, bead),
            log_probability=min(chances, default=None),
            is_truncated=any(piece.is_truncated for piece in pieces),
            is_measured=self._confidence.is_measured,
            named=named,
        )
        if self._embedder is not None and pair.log_probability is not None and pair.english.strip():
            one, other = self._embedder.embed([pair.arabic, pair.english])
            pair = replace(pair, cosine=float(one @ other))
        return pair

    def _variants(self, number: int | None, text: str, passage: Passage) -> Iterator[Finding]:
        if self._archive is None:
            return
        stretches = {text: None, **{text[one.start : one.end]: n for n, one in enumerate(passage.sentences)}}
        for arabic, sentence in stretches.items():
            if self._archive.has_variants(arabic):
                yield Finding(
                    code="filed-twice",
                    severity=Severity.NOTE,
                    paragraph=number,
                    sentence=sentence,
                    message="The same Arabic was filed with different English; the first is shown.",
                    evidence=arabic,
                )


def _told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Order findings; what a sentence's words show already isn't said of its speaker too."""
    told: dict[tuple[str, int | None, int | None, str], Finding] = {}
    for one in findings:
        told.setdefault((one.code, one.paragraph, one.sentence, one.evidence), one)
    return tuple(sorted(told.values(), key=_place))


def _place(finding: Finding) -> tuple[int, int, str]:
    """Order findings as they are read: the article's and the title's first."""
    paragraph = -1 if finding.paragraph is None else finding.paragraph
    return paragraph, -1 if finding.sentence is None else finding.sentence, finding.code


def _words_of(english: EnglishPassage, bead: Bead) -> str:
    pieces = [english.pieces[index] for index in bead.target]
    return (english.english or "")[pieces[0].start : pieces[-1].end] if pieces else ""


def _at(fault: Fault, number: int | None, bead: Bead) -> Finding:
    """Give a fault its place in the article."""
    return Finding(
        code=fault.code,
        severity=fault.severity,
        paragraph=number,
        sentence=bead.source[0],
        message=fault.message,
        evidence=fault.evidence,
    )


def _added(number: int | None, english: EnglishPassage, bead: Bead) -> Finding:
    return Finding(
        code="added",
        severity=Severity.WARNING,
        paragraph=number,
        message="This English renders no sentence of the Arabic.",
        evidence=_words_of(english, bead),
    )


def _missing(number: int | None, text: str) -> Finding:
    return Finding(
        code="translation-missing",
        severity=Severity.SERIOUS,
        paragraph=number,
        message="No translation was filed for this paragraph.",
        evidence=text,
    )


def _unsure(likely_wrong: Sequence[bool]) -> Iterator[Finding]:
    """Say once that the model was often unsure; under each sentence nobody would read it."""
    if sum(likely_wrong) >= max(_UNSURE, _UNSURE_SHARE * len(likely_wrong)):
        yield Finding(
            code="often-unsure",
            severity=Severity.WARNING,
            message="The model was unsure of many sentences here; read the Arabic of whatever you quote.",
            evidence=f"{sum(likely_wrong)} of {len(likely_wrong)} sentences",
        )
