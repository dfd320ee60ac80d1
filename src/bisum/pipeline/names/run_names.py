"""RunNames: a run's name table, before and after the articles of one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bisum.config import NameSettings
from bisum.model.correction import spellings
from bisum.model.name import NameRow
from bisum.model.record import Record
from bisum.pipeline.names.naming import name_rows, signature_of
from bisum.pipeline.names.shown import Names
from bisum.pipeline.reporting.progress import Passing
from bisum.pipeline.reporting.report import NameCounts
from bisum.pipeline.reporting.tally import Tally
from bisum.store.run.corrections import CorrectionBook
from bisum.store.run.folder import RunFolder
from bisum.store.run.names import has_names, read_glossary, read_names, write_names


class RunNames:
    """Keeps a run's pages true to its name table.

    Every page on the disk shows the names of the table on the disk: those made while the run goes
    on, and at its end, where the table changes, all that the change touches.
    """

    def __init__(self, folder: Path, settings: NameSettings, corrections: str | None = None) -> None:
        """Read the glossary.

        Args:
            folder: The run's.
            settings: Which glossary.
            corrections: People's, whose spellings count over the glossary's.

        Raises:
            ConfigError: A file that people wrote is damaged.
        """
        self._folder = folder
        given = read_glossary(Path(settings.glossary)) if settings.glossary else ()
        people = spellings(CorrectionBook(Path(corrections)).all()) if corrections else ()
        # Of two rows for one name the later one counts.
        self._glossary = (*given, *people)
        self._rows: tuple[NameRow, ...] = ()
        self._names = Names(())

    def begin(self) -> None:
        """Read the table, as the run finds it.

        Raises:
            ConfigError: It is damaged.
        """
        self._rows = read_names(self._folder)
        self._names = Names(self._rows)

    def shown(self, record: Record) -> Record:
        """Give a record as the table of the folder shows it."""
        return self._names.shown(record)

    def renew(
        self,
        folder: RunFolder,
        publish: Callable[[Record], None],
        *,
        before: NameCounts | None,
        tally: Tally,
        passing: Passing,
    ) -> NameCounts:
        """Make the table anew from all records, and the pages that it changes.

        The table is written last: killed before that, the next run finds the same changes.

        Args:
            folder: The run's.
            publish: Writes an article's pages.
            before: What the last pass came to; where nothing has changed since that can change
                the table, that is all.
            tally: Counts the findings of all records, where they are looked at.
            passing: Told of the records that pass.
        """
        signature = signature_of(self._glossary, folder.signatures())
        if before is not None and before.signature == signature and has_names(self._folder):
            return before
        records = passing("names", folder.records(), folder.n_records)
        rows = name_rows(tally.counting(records), self._glossary)
        if rows != self._rows:
            names = Names(rows)
            for record in passing("pages with other names", folder.records(), folder.n_records):
                shown = names.shown(record)
                if shown != self._names.shown(record):
                    publish(shown)
            self._rows, self._names = rows, names
        write_names(self._folder, rows)
        return _counts(rows, signature)


def _counts(rows: Sequence[NameRow], signature: str) -> NameCounts:
    return NameCounts(
        signature=signature,
        names=len(rows),
        conflicts=sum(row.is_conflict for row in rows),
        put_right=sum(row.is_put_right for row in rows),
        transliterated=sum(row.origin == "transliteration" for row in rows),
    )
