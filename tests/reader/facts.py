"""What an invented run tells of itself, and one in which all of it is an attack."""

from __future__ import annotations

from tests.reader import hostile, invented

from bisum.model.name import NameRow, Variant
from bisum.model.record import Failure
from bisum.reader.lists.overview import RunFacts


def facts() -> RunFacts:
    return RunFacts(
        bisum="0.1.0",
        started_at="2026-11-21T09:00:00Z",
        finished_at="2026-11-21T09:30:00Z",
        engines=(invented.water().provenance.translation,),
        device="cpu, float32",
        settings=(("translate.engine", "causal"), ("summary.sentences", "3")),
        versions=(("python", "3.11.2"), ("torch", "2.13.0")),
        failures=(Failure(id="<b>broken", stage="read", reason="found no Arabic", place="/home/x/in.txt"),),
    )


def hostile_facts(text: str) -> RunFacts:
    record = hostile.everywhere(text)
    return RunFacts(
        bisum=text,
        started_at=text,
        finished_at=text,
        engines=(record.provenance.translation,),
        device=text,
        settings=((text, text),),
        versions=((text, text),),
        failures=(Failure(id=text, stage=text, reason=text, place=text),),
        names=(
            NameRow(
                arabic=text,
                forms=(text,),
                english=text,
                origin="run",
                variants=(Variant(english=f"{text} too", n_mentions=1, n_articles=1, is_reliable=True),),
                is_conflict=True,
            ),
        ),
    )
