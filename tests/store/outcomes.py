"""Records and failures that say nothing, and which of them count in a run's folder."""

from __future__ import annotations

from pathlib import Path

from bisum.model.record import EngineCard, Failure, Provenance, Record, RecordSummary
from bisum.store.holdings import failures_of, records_of
from bisum.store.run.folder import RunFolder


def record(article_id: str, signature: str = "s1", title: str | None = None) -> Record:
    """Give a record with no more than it must have."""
    return Record(
        version=1,
        id=article_id,
        title=title,
        title_english=None,
        published=None,
        source=None,
        url=None,
        extra="{}",
        paragraphs=(),
        quotes=(),
        title_quotes=(),
        indirect=(),
        summary=RecordSummary(english=(), arabic=(), method="lead"),
        findings=(),
        provenance=Provenance(
            bisum="0",
            signature=signature,
            stages=(),
            translation=EngineCard(engine="fake", model="fake"),
            device="cpu",
            dtype=None,
            made_at="2026-01-01T00:00:00+00:00",
        ),
    )


def failure(
    article_id: str, signature: str | None = "s1", stage: str = "translate", place: str = "a.jsonl:1"
) -> Failure:
    return Failure(id=article_id, stage=stage, reason="broken; mend it", place=place, signature=signature)


def standing(folder: RunFolder | Path) -> dict[str, tuple[str, str | None]]:
    """Tell what counts for each article, and fail where anything counts twice."""
    if isinstance(folder, Path):
        records, failures = list(records_of(folder)), list(failures_of(folder))
    else:
        records, failures = list(folder.records()), list(folder.failures())
        assert (folder.n_records, folder.n_failures) == (len(records), len(failures))
    found = [(r.id, ("record", r.provenance.signature)) for r in records]
    found += [(f.id, ("failure", f.signature)) for f in failures]
    assert len(found) == len(dict(found))
    return dict(found)


def lines_on_disk(folder: Path) -> int:
    return sum((folder / f"{kind}s.jsonl").read_bytes().count(b"\n") for kind in ("record", "failure"))
