"""Records keep the form that others rely on."""

from __future__ import annotations

import json
from pathlib import Path

import datasets
import jsonschema
import msgspec
import pytest
from tests.store.outcomes import record

import bisum.model
from bisum.model.record import (
    Failure,
    LedgerRow,
    Record,
    RecordFinding,
    RecordParagraph,
    RecordSentence,
    RecordSummary,
)
from bisum.model.span import Span
from bisum.model.summary import Ground, SummarySentence
from bisum.store.form import features, schema
from bisum.store.run.folder import RunFolder

SPAN = Span(paragraph=0, start=0, end=2)
ROW = LedgerRow(
    article="full",
    paragraph=0,
    text="نص",
    kind="direct",
    speaker="سالم",
    cue="قال",
    spans=(SPAN,),
    speaker_span=SPAN,
)
SENTENCE = RecordSentence(
    start=0, end=2, english="x", english_start=0, english_end=1, bead=0, log_probability=-0.5
)
BARE = msgspec.structs.replace(
    record("bare"),
    paragraphs=(
        RecordParagraph(
            arabic="", original=None, english=None, furniture=False, dateline_end=None, sentences=()
        ),
    ),
)
FULL = msgspec.structs.replace(
    BARE,
    id="full",
    title="عنوان",
    published="يناير",
    url="https://example.org",
    extra='{"tags":["ا"],"n":1}',
    paragraphs=(
        RecordParagraph(
            arabic="نص", original="نـص", english="x", furniture=True, dateline_end=1, sentences=(SENTENCE,)
        ),
    ),
    quotes=(ROW,),
    indirect=(ROW,),
    summary=RecordSummary(
        english=(
            SummarySentence(text="x", grounds=(Ground(paragraph=0, sentence=0),), quotes=(0,), support=0.5),
        ),
        arabic=(),
        method="extractive",
        line_english=SummarySentence(text="x", grounds=(Ground(paragraph=0, sentence=0),), left_out=("y",)),
    ),
    findings=(
        RecordFinding(code="c", severity="note", paragraph=None, sentence=None, message="m", evidence=""),
    ),
)
FAILURE = Failure(id="f", stage="read", reason="empty", place="f.txt")


def test_the_schema_on_file_is_that_of_the_records() -> None:
    """Whoever reads records checks them against this file, so a change of form must show in it.

    After a change that docs/record.md allows: ``python -c "from bisum.store.form import schema;
    import sys; sys.stdout.buffer.write(schema())" > src/bisum/model/record.schema.json``.
    """
    path = Path(bisum.model.__file__).parent / "record.schema.json"

    assert path.read_bytes() == schema()


@pytest.mark.parametrize("outcome", [BARE, FULL, FAILURE])
def test_what_is_written_meets_the_schema(outcome: Record | Failure) -> None:
    """An independent validator agrees."""
    whole = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(whole)

    jsonschema.validate(json.loads(msgspec.json.encode(outcome)), whole)


@pytest.mark.parametrize("change", [{"version": "1"}, {"extra": {}}, {"surprise": 1}, {"paragraphs": None}])
def test_what_breaks_the_form_does_not(change: dict[str, object]) -> None:
    """A schema that lets everything pass promises nothing."""
    line = json.loads(msgspec.json.encode(FULL)) | change

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(line, json.loads(schema()))


@pytest.mark.parametrize("given", [False, True])
def test_records_load_as_a_data_set(tmp_path: Path, given: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Analysts load a run in one line, empty lists and missing fields or not."""
    monkeypatch.setattr(datasets.config, "HF_UPDATE_DOWNLOAD_COUNTS", False)
    datasets.disable_progress_bars()
    with RunFolder(tmp_path / "run") as folder:
        folder.commit([BARE, FULL, FAILURE])

    rows = datasets.load_dataset(
        "json",
        data_files=str(tmp_path / "run" / "records.jsonl"),
        split="train",
        cache_dir=str(tmp_path / "cache"),
        features=features() if given else None,
    )

    loaded, expected = rows[1], json.loads(msgspec.json.encode(FULL))
    for row in (loaded, expected):
        row["provenance"].pop("made_at")  # Arrow takes whatever looks like a time for one
    assert loaded == expected
    assert rows[0]["quotes"] == []
    assert json.loads(rows[1]["extra"]) == {"tags": ["ا"], "n": 1}


def test_a_field_that_only_a_late_record_fills_loads_with_the_columns_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``datasets`` guesses from the first part of a file; the columns make the guess needless."""
    monkeypatch.setattr(datasets.config, "HF_UPDATE_DOWNLOAD_COUNTS", False)
    with RunFolder(tmp_path / "run") as folder:
        folder.commit([*(msgspec.structs.replace(BARE, id=str(n)) for n in range(100)), FULL])

    rows = datasets.load_dataset(
        "json",
        data_files=str(tmp_path / "run" / "records.jsonl"),
        split="train",
        cache_dir=str(tmp_path / "cache"),
        features=features(),
        chunksize=10_000,
    )

    assert rows[100]["title"] == "عنوان"
