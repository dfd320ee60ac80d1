"""Record and Failure: the written form of what became of an article.

The fields, their order and their meaning are a promise to readers of ``records.jsonl``:
see ``docs/record.md`` and ``model/record.schema.json``. A change that breaks readers
raises ``VERSION``.
"""

from __future__ import annotations

from typing import Final

from bisum.model.base import Value
from bisum.model.bitext import Try
from bisum.model.finding import Finding
from bisum.model.span import Span
from bisum.model.summary import SummarySentence

VERSION: Final = 1


class LedgerRow(Value, frozen=True, kw_only=True):
    """One quotation as it is written: in records, and by ``bisum quotes``.

    Attributes:
        article: Id of the article.
        paragraph: Number of the paragraph in which it starts; None in the title.
        text: Its Arabic words; pieces in several paragraphs are joined with one newline.
        kind: ``direct``, ``partial``, ``term`` or ``indirect``.
        speaker: The mention that best names the speaker, as it stands in the article.
        cue: The reporting verb or formula, as it stands.
        spans: Where the words stand.
        speaker_span: Where the mention ``speaker`` stands.
        role: The speaker's title or office.
        affiliation: The speaker's institution, country or party.
        relay: Who passed the words on, where one source quotes another.
        stance: How the cue presents the words; None without a cue.
        parent: Index of the ledger row, among those of the same list, that holds this
            quotation.
        closed: False where the closing mark is missing.
        confidence: How sure kind and speaker are, in [0, 1].
        rule: Name of the rule that decided.
        english_text: The English words that render it; None where there are none.
        english_marked: Whether the English page shows them in quotation marks.
        english_speaker: The English name of the speaker.
        english_spans: Where the words stand in the English of the paragraphs.
        status: ``kept``, ``restored``, ``approximate`` or ``lost``; None before
            translation.
    """

    article: str
    paragraph: int | None
    text: str
    kind: str
    speaker: str | None
    cue: str | None
    spans: tuple[Span, ...]
    speaker_span: Span | None = None
    role: str | None = None
    affiliation: str | None = None
    relay: str | None = None
    stance: str | None = None
    parent: int | None = None
    closed: bool = True
    confidence: float = 1.0
    rule: str = ""
    english_text: str | None = None
    english_marked: bool | None = None
    english_speaker: str | None = None
    english_spans: tuple[Span, ...] = ()
    status: str | None = None

    @property
    def is_speech(self) -> bool:
        """Whether these are somebody's words inside quotation marks."""
        return self.kind in {"direct", "partial"}

    @property
    def is_sure(self) -> bool:
        """Whether the English words may stand in quotation marks by themselves."""
        return self.status in {"kept", "restored"}


class RecordSentence(Value, frozen=True, kw_only=True):
    """One sentence of a paragraph with its English.

    Attributes:
        start: Offset of its first code point in the paragraph's Arabic.
        end: Offset just after its last.
        english: Its English; None where it has none, or where an earlier sentence of
            the same bead carries it.
        english_start: Offset of that English in the paragraph's English.
        english_end: Offset just after it.
        bead: Number of its bead in the paragraph.
        log_probability: Of its English, mean per token; None where unknown.
        way: How its English was asked for; None where it was asked for once.
        tried: The other translations that were asked for.
    """

    start: int
    end: int
    english: str | None
    english_start: int | None
    english_end: int | None
    bead: int | None
    log_probability: float | None = None
    way: str | None = None
    tried: tuple[Try, ...] = ()


class RecordParagraph(Value, frozen=True, kw_only=True):
    """One paragraph in both languages.

    Attributes:
        arabic: Normalised text, in which all offsets count.
        original: The text as it came in, where that differs.
        english: None where the translation is missing.
        furniture: It belongs to the web page and not to the article.
        dateline_end: Offset just after a dateline at its start; None without one.
        sentences: In reading order.
    """

    arabic: str
    original: str | None
    english: str | None
    furniture: bool
    dateline_end: int | None
    sentences: tuple[RecordSentence, ...]


class RecordSummary(Value, frozen=True, kw_only=True):
    """The summary in both languages, sentence by sentence, and in one line."""

    english: tuple[SummarySentence, ...]
    arabic: tuple[SummarySentence, ...]
    method: str
    line_english: SummarySentence | None = None
    line_arabic: SummarySentence | None = None


class RecordFinding(Value, frozen=True, kw_only=True):
    """A ``Finding`` with its severity as a word."""

    code: str
    severity: str
    paragraph: int | None
    sentence: int | None
    message: str
    evidence: str

    @classmethod
    def of(cls, finding: Finding) -> RecordFinding:
        """Give the written form of a finding."""
        return cls(
            code=finding.code,
            severity=finding.severity.value,
            paragraph=finding.paragraph,
            sentence=finding.sentence,
            message=finding.message,
            evidence=finding.evidence,
        )


class EngineCard(Value, frozen=True, kw_only=True):
    """Which model did the work.

    Attributes:
        engine: Name in the catalogue of engines, ``causal`` say.
        model: As the config names it.
        revision: The hub revision found; None for local folders and packages.
        sha256: Of the weights; None where there are none.
        licence: The weights' own terms; None where unknown.
        caution: A sentence shown with every output, None for none.
    """

    engine: str
    model: str
    revision: str | None = None
    sha256: str | None = None
    licence: str | None = None
    caution: str | None = None


class Provenance(Value, frozen=True, kw_only=True):
    """How a record was made.

    Attributes:
        bisum: Version of bisum.
        signature: Digest of all that can change the record: the article's content,
            each stage and its engine. Records with equal signatures are equal.
        stages: ``name=signature`` of each stage, in order.
        translation: The engine that made the English.
        summary: The engine that wrote the summary, None for an extractive one.
        device: ``cpu`` or a CUDA device with its name.
        dtype: Arithmetic of the model, None without a model.
        made_at: When, in UTC, ISO 8601 to the second.
    """

    bisum: str
    signature: str
    stages: tuple[str, ...]
    translation: EngineCard
    summary: EngineCard | None = None
    device: str
    dtype: str | None = None
    made_at: str


class Record(Value, frozen=True, kw_only=True):
    """All that bisum knows of one article; one line of ``records.jsonl``.

    Attributes:
        version: Of this form.
        id: The article's id; untrusted text.
        title: The Arabic title; None where the input had none beside the text.
        title_english: Its English.
        published: As the input says it.
        source: As the input says it.
        url: As the input says it; untrusted.
        extra: The input's other fields, as one JSON object in a string.
        paragraphs: In both languages; numbered from 0.
        quotes: The ledger: every pair of quotation marks in the paragraphs.
        title_quotes: The same for the title.
        indirect: Reported speech without marks.
        summary: In both languages.
        findings: What is doubtful.
        provenance: How it was made.
    """

    version: int
    id: str
    title: str | None
    title_english: str | None
    published: str | None
    source: str | None
    url: str | None
    extra: str
    paragraphs: tuple[RecordParagraph, ...]
    quotes: tuple[LedgerRow, ...]
    title_quotes: tuple[LedgerRow, ...]
    indirect: tuple[LedgerRow, ...]
    summary: RecordSummary
    findings: tuple[RecordFinding, ...]
    provenance: Provenance


class Failure(Value, frozen=True, kw_only=True):
    """An article that could not be finished; one line of ``failures.jsonl``.

    Attributes:
        id: The article's id; the place where it was to be read when the id is unknown
            or belongs to another article.
        stage: Name of the stage that gave up, ``read`` for reading.
        reason: What was found, what was expected and what to do, for a person.
        place: ``file`` or ``file:line``.
        signature: As in ``Provenance``; None when it failed before one was known.
    """

    id: str
    stage: str
    reason: str
    place: str
    signature: str | None = None
