"""Records built by hand: small, invented, and right in every field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import pytest

from bisum.evaluation.inputs.runs import Run
from bisum.model.record import (
    VERSION,
    EngineCard,
    LedgerRow,
    Provenance,
    Record,
    RecordFinding,
    RecordParagraph,
    RecordSentence,
    RecordSummary,
)
from bisum.model.span import Span
from bisum.model.summary import Ground, SummarySentence

PROVENANCE = Provenance(
    bisum="0",
    signature="s",
    stages=(),
    translation=EngineCard(engine="fake", model="fake-1", caution="Invented."),
    device="cpu",
    made_at="2026-01-01T00:00:00Z",
)
# Five statements, each with its speaker: Arabic sentence, words in marks, speaker, and the same in English.
STATEMENTS = (
    ("وقال سامي النجار «سنفتح الجسر قبل 14 يوليو».", "سنفتح الجسر قبل 14 يوليو", "سامي النجار",
     "Sami Najjar said “we will open the bridge before 14 July”.",
     "we will open the bridge before 14 July", "Sami Najjar"),
    ("وأكدت ليلى حداد «لم نتسلم أي وثيقة».", "لم نتسلم أي وثيقة", "ليلى حداد",
     "Leila Haddad stressed “we have received no document”.",
     "we have received no document", "Leila Haddad"),
    ("وأضاف كريم بشارة «الميزانية بلغت 9,5 ملايين».", "الميزانية بلغت 9,5 ملايين", "كريم بشارة",
     "Karim Bishara added “the budget reached 9.5 million”.",
     "the budget reached 9.5 million", "Karim Bishara"),
)  # fmt: skip


def record_of(
    article: str = "a",
    *,
    statements: Sequence[int] = (0, 1),
    shuffled: bool = False,
    source: str | None = None,
    extra: str = "{}",
) -> Record:
    """Make a record with one paragraph, one quotation and one summary sentence a statement.

    Args:
        article: Its id.
        statements: Which of ``STATEMENTS``.
        shuffled: Give each quotation the next one's speaker.
        source: Who published it.
        extra: Other fields.
    """
    chosen = [STATEMENTS[n % len(STATEMENTS)] for n in statements]
    paragraphs, rows, english, arabic = [], [], [], []
    for n, (sentence, words, _, rendered, english_words, _) in enumerate(chosen):
        speaker, english_speaker = (chosen[(n + 1) % len(chosen)] if shuffled else chosen[n])[2::3]
        paragraphs.append(
            RecordParagraph(
                arabic=sentence,
                original=None,
                english=rendered,
                furniture=False,
                dateline_end=None,
                sentences=(
                    RecordSentence(
                        start=0, end=len(sentence), english=rendered, english_start=0,
                        english_end=len(rendered), bead=0,
                    ),
                ),
            )
        )  # fmt: skip
        at, english_at = sentence.index(words), rendered.index(english_words)
        rows.append(
            LedgerRow(
                article=article, paragraph=n, text=words, kind="direct", speaker=speaker, cue=None,
                spans=(Span(paragraph=n, start=at, end=at + len(words)),),
                english_text=english_words, english_marked=True, english_speaker=english_speaker,
                english_spans=(Span(paragraph=n, start=english_at, end=english_at + len(english_words)),),
                status="kept",
            )
        )  # fmt: skip
        grounds = (Ground(paragraph=n, sentence=0),)
        english.append(SummarySentence(text=rendered, grounds=grounds, quotes=(n,)))
        arabic.append(SummarySentence(text=sentence, grounds=grounds, quotes=(n,)))
    return Record(
        version=VERSION,
        id=article,
        title="عنوان",
        title_english="A title",
        published=None,
        source=source,
        url=None,
        extra=extra,
        paragraphs=tuple(paragraphs),
        quotes=tuple(rows),
        title_quotes=(),
        indirect=(),
        summary=RecordSummary(english=tuple(english), arabic=tuple(arabic), method="lead"),
        findings=(
            RecordFinding(code="x", severity="note", paragraph=0, sentence=None, message="m", evidence=""),
        ),
        provenance=PROVENANCE,
    )


def reference_of(record: Record) -> dict[str, object]:
    """Give a perfect record's own output as its reference."""
    return {
        "id": record.id,
        "english": [paragraph.english for paragraph in record.paragraphs],
        "summary_english": [" ".join(one.text for one in record.summary.english), "Another view of it."],
        "summary_arabic": " ".join(one.text for one in record.summary.arabic),
        "quotes": [
            {
                "article": record.id, "paragraph": row.paragraph, "text": row.text, "kind": row.kind,
                "speaker": row.speaker, "accept": [], "cue": None, "english_text": row.english_text,
                "english_marked": True, "english_speaker": row.english_speaker,
            }
            for row in record.quotes
        ],
    }  # fmt: skip


@pytest.fixture
def make_record() -> Callable[..., Record]:
    """Give the maker of records."""
    return record_of


@pytest.fixture
def make_reference() -> Callable[[Record], dict[str, object]]:
    """Give the maker of perfect references."""
    return reference_of


@pytest.fixture
def write_references(tmp_path):
    """Write references as a file and give its path."""

    def write(references, name="references.jsonl"):
        path = tmp_path / name
        path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in references))
        return path

    return write


@pytest.fixture
def write_run(tmp_path):
    """Write records as a run's folder and give its path."""

    def write(records, name="run"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "records.jsonl").write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in records))
        (folder / "run.json").write_text("{}")
        return folder

    return write


@pytest.fixture
def runs(make_record):
    """Two runs whose summaries of ten articles differ."""
    first = [make_record(f"a{n}", statements=(0,)) for n in range(10)]
    grounds = (Ground(paragraph=0, sentence=0),)
    second = []
    for n, record in enumerate(first):
        english = (SummarySentence(text=f"=SECOND({n}), on two lines?\nYes.", grounds=grounds),)
        summary = msgspec.structs.replace(record.summary, english=english)
        second.append(msgspec.structs.replace(record, summary=summary))
    return Run(name="first-run", records=tuple(first)), Run(name="second-run", records=tuple(second))
