"""Rows: what a row of each exported table says, and in which columns."""

from __future__ import annotations

from bisum.model.base import Value


class QuoteRow(Value, frozen=True, kw_only=True):
    """One entry of the ledger, terms and reported speech too.

    Attributes:
        article: Id of the article.
        published: As the input says it.
        source: As the input says it.
        url: As the input says it; untrusted.
        title: Arabic title.
        title_english: Its English.
        quote: Its key in the article: ``q3``; ``tq0`` in the title, ``i2`` without marks.
        kind: ``direct``, ``partial``, ``term`` or ``indirect``.
        status: How sure the English words are; ``lost`` and ``untranslated`` have none.
        english: The English words; None where there are none. Words of an approximate
            quotation are near it, not it.
        english_marked: Whether they may stand in quotation marks.
        arabic: The words as the article has them.
        speaker_english: English name.
        speaker: Arabic name; None where the article names nobody.
        role: The speaker's office, in Arabic.
        affiliation: The speaker's institution, country or party, in Arabic.
        relay: Who passed the words on.
        cue: The reporting verb or formula.
        stance: How the cue presents the words.
        paragraph: Number of the paragraph where it starts; None in the title.
        parent: Key of the quotation that holds it.
        closed: False where the closing mark is missing.
        confidence: How sure kind and speaker are, in [0, 1].
        rule: Name of the rule that decided.
        severity: The worst of the findings that concern it, ``serious`` or ``warning``; None without any.
        findings: Their codes, the worst first, with a space between; None without any.
        corrected: Who put its English or its speaker right, and when; None where nobody did.
        model: What made the English that no person put right.
        made_at: When, UTC.
        caution: The model's own caution.
    """

    article: str
    published: str | None
    source: str | None
    url: str | None
    title: str | None
    title_english: str | None
    quote: str
    kind: str
    status: str
    english: str | None
    english_marked: bool
    arabic: str
    speaker_english: str | None
    speaker: str | None
    role: str | None
    affiliation: str | None
    relay: str | None
    cue: str | None
    stance: str | None
    paragraph: int | None
    parent: str | None
    closed: bool
    confidence: float
    rule: str
    severity: str | None
    findings: str | None
    corrected: str | None
    model: str
    made_at: str
    caution: str | None


class FindingRow(Value, frozen=True, kw_only=True):
    """One finding with the sentence that it is about.

    Attributes:
        article: Id of the article.
        published: As the input says it.
        source: As the input says it.
        title: Arabic title.
        title_english: Its English.
        finding: Its key in the article, ``f0``.
        severity: ``serious``, ``warning`` or ``note``.
        code: Its kind.
        paragraph: None for the title or the whole article.
        sentence: None for the whole passage.
        message: For the analyst.
        evidence: The words that led to it; may be empty.
        arabic: The sentence, or the whole paragraph; None without a paragraph.
        english: Its English, that of the whole bead.
        model: What made the English.
        made_at: When, UTC.
        caution: The model's own caution.
    """

    article: str
    published: str | None
    source: str | None
    title: str | None
    title_english: str | None
    finding: str
    severity: str
    code: str
    paragraph: int | None
    sentence: int | None
    message: str
    evidence: str
    arabic: str | None
    english: str | None
    model: str
    made_at: str
    caution: str | None


class SentenceRow(Value, frozen=True, kw_only=True):
    """One sentence, or the title, in both languages.

    Attributes:
        article: Id of the article.
        paragraph: None for the title.
        sentence: Number in its paragraph; None for the title.
        bead: Number of its bead in the paragraph: sentences of one bead share their
            English, which stands at the first of them.
        arabic: The sentence.
        english: Its English; None where it has none or an earlier one carries it.
        furniture: It belongs to the web page and not to the article.
        start: Offset in the paragraph's Arabic, in code points.
        end: Offset just after it.
        english_start: Offset in the paragraph's English.
        english_end: Offset just after it.
        log_probability: Of the English, mean per token; None where unknown.
        findings: Codes of the findings on it, with a space between; None without any.
        corrected: Who put its English right, and when; None where nobody did.
        model: What made the English that no person put right.
        made_at: When, UTC.
        caution: The model's own caution.
    """

    article: str
    paragraph: int | None
    sentence: int | None
    bead: int | None
    arabic: str
    english: str | None
    furniture: bool
    start: int
    end: int
    english_start: int | None
    english_end: int | None
    log_probability: float | None
    findings: str | None
    corrected: str | None
    model: str
    made_at: str
    caution: str | None


Row = QuoteRow | FindingRow | SentenceRow
