"""Runs as the evaluation reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from bisum.errors import ConfigError
from bisum.evaluation.inputs.references import Reference, References
from bisum.model.name import NameRow
from bisum.model.record import Record
from bisum.pipeline.names.shown import Names
from bisum.store.holdings import records_of, require_run
from bisum.store.outputs import is_busy
from bisum.store.run.names import read_names
from bisum.store.run.outcomes import REPORT_NAME

FINISHED: Final = "finished"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run.

    Attributes:
        name: The folder, as it was named.
        records: In the order of their lines; no id twice.
        names: Its table of names; empty where it has none.
        state: ``finished``, or how it stands.
    """

    name: str
    records: tuple[Record, ...]
    names: tuple[NameRow, ...] = ()
    state: str = FINISHED

    @property
    def cautions(self) -> tuple[str, ...]:
        """That it isn't finished, and what the models that made it warn of, each once."""
        cards = (
            card
            for record in self.records
            for card in (record.provenance.translation, record.provenance.summary)
        )
        so_far = f"{self.name}: the run is {self.state}; measured are the {len(self.records)} articles so far"
        told = dict.fromkeys(card.caution for card in cards if card and card.caution)
        return (*([so_far] if self.state != FINISHED else []), *told)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that made the English, each once."""
        return tuple(dict.fromkeys(record.provenance.translation.model for record in self.records))

    @property
    def summaries(self) -> tuple[str, ...]:
        """The methods that wrote the summaries, each once."""
        return tuple(dict.fromkeys(record.summary.method for record in self.records))


@dataclass(frozen=True, kw_only=True)
class Case:
    """One article's record with what is known of it.

    Attributes:
        record: What the run made of it.
        reference: None where nothing is known.
        shown: The record with the run's forms of names, as pages and exports give it; None where the
            run has no table of names.
    """

    record: Record
    reference: Reference | None = None
    shown: Record | None = None


def read_run(folder: Path) -> Run:
    """Read the records of a run.

    Raises:
        ConfigError: There are none, or a line is damaged.
    """
    require_run(folder)
    records, state = tuple(records_of(folder)), _state_of(folder)
    if not records:
        why = "see failures.jsonl there for the reasons" if state == FINISHED else f"it is {state}"
        msg = f"{folder}: the run holds no records; {why}"
        raise ConfigError(msg)
    return Run(name=str(folder), records=records, names=tuple(read_names(folder)), state=state)


class _Report(msgspec.Struct, frozen=True):
    """What is read of a run's report."""

    state: str = FINISHED


def _state_of(folder: Path) -> str:
    path = folder / REPORT_NAME
    try:
        state = msgspec.json.decode(path.read_bytes(), type=_Report).state
    except (OSError, msgspec.DecodeError) as fault:
        msg = f"{path}: can't be read ({fault}); run the same `bisum run` again, it writes it anew"
        raise ConfigError(msg) from None
    return "killed" if state == "running" and not is_busy(str(folder)) else state


def cases_of(
    records: Sequence[Record], references: References | None, names: Sequence[NameRow] = ()
) -> tuple[Case, ...]:
    """Put each record together with its reference, and with its form under a table of names."""
    table = Names(names) if names else None
    return tuple(
        Case(
            record=record,
            reference=references.get(record.id) if references else None,
            shown=table.shown(record) if table else None,
        )
        for record in records
    )
