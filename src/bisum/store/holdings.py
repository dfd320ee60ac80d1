"""Holdings: what a run's folder holds, read without taking it, also while a process works on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bisum.config.addresses import address_of
from bisum.errors import ConfigError
from bisum.model.record import Failure, Record
from bisum.store.run.outcomes import REPORT_NAME, Outcomes


def is_run(folder: Path) -> bool:
    """Tell whether a folder is a run's."""
    return (folder / REPORT_NAME).is_file()


def require_run(folder: Path) -> None:
    """See to it that a folder is a run's, and on this machine.

    Raises:
        ConfigError: It isn't.
    """
    address = address_of(folder)
    if address is not None:
        msg = f"{address}: make a copy here first: bisum fetch {address} --output FOLDER; then name that"
        raise ConfigError(msg)
    if not is_run(folder):
        msg = f"{folder}: no run.json there; name the folder that `bisum run` wrote (its --output)"
        raise ConfigError(msg)


def records_of(folder: Path) -> Iterator[Record]:
    """Give a folder's records, in the order in which they were written.

    Raises:
        ConfigError: A line is damaged, or was written by a newer bisum; so too below.
    """
    with Outcomes(folder) as outcomes:
        yield from outcomes.records()


def failures_of(folder: Path) -> Iterator[Failure]:
    """Give a folder's failures, in the order in which they were written."""
    with Outcomes(folder) as outcomes:
        yield from outcomes.failures()


def signatures_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the id of each article that has a record in a folder, with its signature, by id."""
    with Outcomes(folder) as outcomes:
        yield from outcomes.signatures()


def record_of(folder: Path, article_id: str) -> Record | None:
    """Give one record of a folder, None where the article has none."""
    with Outcomes(folder) as outcomes:
        return outcomes.record(article_id)


def failure_of(folder: Path, article_id: str) -> Failure | None:
    """Give one failure of a folder, None where the article has none."""
    with Outcomes(folder) as outcomes:
        return outcomes.failure(article_id)
