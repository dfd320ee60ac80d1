"""Translations made elsewhere, with a second engine for what is missing, from config to record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from bisum.model.record import Record
from bisum.pipeline.reporting.report import RunReport


def test_what_is_missing_in_the_file_is_translated_and_both_are_named(
    go: Callable[..., RunReport], tmp_path: Path
) -> None:
    """A reader of the record must see whose English it may be; nothing may be left out in silence."""
    article = {"id": "a", "text": "قال الوزير نعم.\n\nغادر الوفد المدينة."}
    (tmp_path / "articles.jsonl").write_text(json.dumps(article), encoding="utf-8")
    (tmp_path / "filed.tsv").write_text("قال الوزير نعم.\tThe minister said yes.\n", encoding="utf-8")
    records: list[Record] = []
    report = go(
        tmp_path / "articles.jsonl", "translate.engine=filed", f"translate.path={tmp_path / 'filed.tsv'}",
        "translate.missing=fake", f"run.memory={tmp_path / 'memory.sqlite'}", publish=records.append,
    )  # fmt: skip
    [record] = [one for one in records if one.id == "a"][:1]

    assert [paragraph.english for paragraph in record.paragraphs] == [
        "The minister said yes.",
        "<en>غادر الوفد المدينة.</en>",
    ]
    assert record.provenance.translation.model == "filed.tsv, else marking"
    assert report.memory is not None
    assert report.memory.asked >= 1
