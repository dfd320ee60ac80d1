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
from bisum.stages.checks.article.dialect import dialect_words
from bisum.stages.checks.article.women import check_women
from bisum.stages.checks.faults import faults_of
from bisum.stages.checks.names.missing import words_of_name
from bisum.stages.checks.pair import Pair
from bisum.stages.checks.quotations.voices import check_voices
from bisum.stages.checks.sentence.doubt import Confidence, is_likely_wrong
from bisum.stages.translate import passages_of
from bisum.text import holds_arabic, n_arabic_letters

# Words of a dialect that an article needs to count as one: a quoted proverb has one or two. None of the 1,959
# ANT articles reaches both.
_SPOKEN: Final = 4
_SPOKEN_SHARE: Final = 0.02  # of all words
# Sentences with a likely error from which an article is said to be doubtful as a whole, and their share.
_UNSURE: Final = 3
_UNSURE_SHARE: Final = 0.25
_ARABIC_SHARE: Final = 0.5  # of an article's letters that should be Arabic


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
        return f"checks-29({known}{f', {self._embedder.signature}' if self._embedder else ''})"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Findings]:
        """Check each article by itself."""
        return [Findings(findings=_told_once(self._findings(one))) for one in dossiers]

    def _findings(self, dossier: Dossier) -> Iterator[Finding]:
        yield from _language(dossier)
        yield from _dialect(dossier)
        likely_wrong: list[bool] = []
        named = _named(dossier[Quotes])
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
                yield from self._bead(number, text, passage, english, bead, likely_wrong, named)
        yield from _unsure(likely_wrong)
        yield from check_women(dossier, passages_of(dossier.article, dossier[Segments]))
        yield from check_voices(dossier)

    def _bead(
        self,
        number: int | None,
        text: str,
        passage: Passage,
        english: EnglishPassage,
        bead: Bead,
        likely_wrong: list[bool],
        named: frozenset[str],
    ) -> Iterator[Finding]:
        pieces = [english.pieces[index] for index in bead.target]
        whole = english.english or ""
        if not bead.source:
            yield Finding(
                code="added",
                severity=Severity.WARNING,
                paragraph=number,
                message="This English renders no sentence of the Arabic.",
                evidence=whole[pieces[0].start : pieces[-1].end],
            )
            return
        sentences = [passage.sentences[index] for index in bead.source]
        chances = [piece.log_probability for piece in pieces if piece.log_probability is not None]
        pair = Pair(
            arabic=text[sentences[0].start : sentences[-1].end],
            english=whole[pieces[0].start : pieces[-1].end] if pieces else "",
            log_probability=min(chances, default=None),
            is_truncated=any(piece.is_truncated for piece in pieces),
            is_measured=self._confidence.is_measured,
            named=named,
        )
        if self._embedder is not None and pair.log_probability is not None and pair.english.strip():
            one, other = self._embedder.embed([pair.arabic, pair.english])
            pair = replace(pair, cosine=float(one @ other))
        if not holds_arabic(pair.arabic):
            return
        likely_wrong.append(is_likely_wrong(pair))
        for fault in faults_of(pair):
            yield Finding(
                code=fault.code,
                severity=fault.severity,
                paragraph=number,
                sentence=bead.source[0],
                message=fault.message,
                evidence=fault.evidence,
            )

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


def _named(quotes: Quotes) -> frozenset[str]:
    """Give the words of the speakers' names, which are names wherever they stand in the article."""
    names = {
        quote.speaker.name for quote in (*quotes.title, *quotes.marked, *quotes.indirect) if quote.speaker
    }
    return frozenset(word for name in names for word in words_of_name(name))


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


def _missing(number: int | None, text: str) -> Finding:
    return Finding(
        code="translation-missing",
        severity=Severity.SERIOUS,
        paragraph=number,
        message="No translation was filed for this paragraph.",
        evidence=text,
    )


def _language(dossier: Dossier) -> Iterator[Finding]:
    """Find that the article is mostly not Arabic."""
    whole = " ".join(paragraph.text for paragraph in dossier.article.paragraphs)
    n_arabic = n_arabic_letters(whole)
    if n_arabic and n_arabic >= _ARABIC_SHARE * len(whole):
        return
    letters = sum(map(str.isalpha, whole))
    share = n_arabic / letters if letters else 0.0
    if share < _ARABIC_SHARE:
        yield Finding(
            code="not-arabic",
            severity=Severity.SERIOUS,
            message="Most of this article is not in the Arabic script; its translation means little.",
            evidence=f"{share:.0%} Arabic letters",
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


def _dialect(dossier: Dossier) -> Iterator[Finding]:
    """Find that the article is in the spoken language of a region."""
    spoken: list[str] = []
    names: list[str] = []
    n_words = 0
    for paragraph in dossier.article.paragraphs:
        name, words = dialect_words(paragraph.text)
        names += [name] if name else []
        spoken += words
        n_words += len(paragraph.text.split())
    if len(spoken) >= _SPOKEN and len(spoken) >= _SPOKEN_SHARE * n_words:
        name = max(names, key=names.count) if names else "spoken"
        yield Finding(
            code="dialect",
            severity=Severity.WARNING,
            message=f"This article seems to be in {name} Arabic; models translate dialect badly.",
            evidence=", ".join(dict.fromkeys(spoken)),
        )
