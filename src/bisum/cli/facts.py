"""What the pages say about the run, from its report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from bisum.model.name import NameRow
from bisum.model.record import Failure
from bisum.pipeline.reporting.report import RunReport
from bisum.reader.lists.overview import RunFacts

# Paths of the machine that a run was made on are nobody's business.
_PATHS = frozenset({"input", "output", "corrections", "translate.path", "translate.adapter"})


def facts_of(report: RunReport, failures: Iterable[Failure], names: Iterable[NameRow] = ()) -> RunFacts:
    """Give what the index, the findings page and the page about the run show."""
    settings = msgspec.json.decode(report.settings)
    device = report.device + (f", {report.dtype}" if report.dtype else "")
    return RunFacts(
        bisum=report.bisum,
        started_at=report.started_at,
        finished_at=report.finished_at,
        engines=(report.engine,),
        device=device,
        settings=tuple(_flat(settings, "")),
        versions=tuple(report.versions.items()),
        failures=tuple(failures),
        names=tuple(names),
    )


def _flat(settings: dict[str, object], above: str) -> Iterator[tuple[str, str]]:
    for name, value in settings.items():
        key = f"{above}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{key}.")
        elif value is not None and key not in _PATHS:
            yield key, str(value)
