"""Runs as the evaluation reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bisum.errors import ConfigError
from bisum.evaluation.inputs.references import Reference, References
from bisum.model.name import NameRow
from bisum.model.record import Record
from bisum.pipeline.names.shown import Names
from bisum.store.holdings import records_of, require_run
from bisum.store.run.names import read_names


@dataclass(frozen=True, kw_only=True)
class Run:
    """A finished run.

    Attributes:
        name: The folder, as it was named.
        records: In the order of their lines; no id twice.
        names: Its table of names; empty where it has none.
    """

    name: str
    records: tuple[Record, ...]
    names: tuple[NameRow, ...] = ()

    @property
    def cautions(self) -> tuple[str, ...]:
        """What the models that made it warn of, each once."""
        cards = (
            card
            for record in self.records
            for card in (record.provenance.translation, record.provenance.summary)
        )
        return tuple(dict.fromkeys(card.caution for card in cards if card and card.caution))

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
    records = tuple(records_of(folder))
    if not records:
        msg = f"{folder}: the run holds no records; see failures.jsonl there for the reasons"
        raise ConfigError(msg)
    return Run(name=str(folder), records=records, names=tuple(read_names(folder)))


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
