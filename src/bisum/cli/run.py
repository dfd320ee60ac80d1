"""``bisum run``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bisum import __version__
from bisum.cli import console
from bisum.cli.facts import facts_of
from bisum.cli.options import ConfigFile, Inputs, Output, Settings, chosen_config
from bisum.config.addresses import is_address
from bisum.errors import ConfigError
from bisum.pipeline.names.shown import shown_records
from bisum.pipeline.reporting.progress import Passing
from bisum.pipeline.reporting.report import RunReport
from bisum.pipeline.run import Run, Selection
from bisum.reader.render import Site
from bisum.store.files.scratch import Register
from bisum.store.files.slugs import slug
from bisum.store.holdings import failures_of, signatures_of
from bisum.store.outputs import opened
from bisum.store.run.names import read_names


def run(
    config_file: ConfigFile,
    inputs: Inputs = None,
    output: Output = None,
    settings: Settings = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first N articles of the input.")] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only the article with this id; may be repeated.")
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Also take articles that failed before.")
    ] = False,
) -> None:
    """Translate and summarise articles into a run's folder.

    Does only what is missing: articles whose record was made from the same text with the
    same settings are kept, new ones are added. Interrupted or killed, the same command
    goes on from there. Ends with exit code 3 when articles failed, and 2 when one asked for by
    its id isn't in the input.
    """
    chosen = chosen_config(config_file, settings=settings, inputs=inputs, output=output)
    selection = Selection(limit=limit, only=tuple(only or ()), retry_failed=retry_failed)
    with opened(chosen.output or "", chosen.run.shards) as place:
        site = Site(place.pages)
        with console.progress() as progress:
            work = Run(
                chosen,
                selection=selection,
                progress=progress,
                publish=site.write_article,
                overview=partial(_write_overview, site, place.path),
                output=place,
            )
            if work.caution:
                progress.note(work.caution)
            report = work.go()
    _close(report, place.shown)
    if not (report.counts.articles or only):
        console.say("the input holds no article; give it .txt, .jsonl, .json, .csv, .tsv or .parquet files")
    if work.not_found:
        ids = ", ".join(map(repr, work.not_found))
        msg = f"not in the input: {ids}; give ids as they stand there (for .txt the file's name)"
        raise ConfigError(msg)
    if report.counts.failures:
        raise typer.Exit(3)


def _write_overview(site: Site, folder: Path, report: RunReport, passing: Passing) -> None:
    """Write the pages over the whole run, unless they are those of what it holds."""
    contents = f"{__version__} {report.contents}"
    if site.shows(contents):
        return
    kept = Register()
    for name, _ in signatures_of(folder):
        kept.put(slug(name))
    site.prune(kept)
    if not site.has_all(len(kept)):
        site.restore(passing("missing pages", shown_records(folder), len(kept)))
    facts = facts_of(report, failures_of(folder), read_names(folder))
    site.write_overview(passing("pages over the run", shown_records(folder), len(kept)), facts)
    site.note(contents)


def _close(report: RunReport, output: str) -> None:
    counts = report.counts
    console.say(
        f"{counts.done} done ({counts.flagged} with a serious finding), {counts.kept} kept from before, "
        f"{counts.failed} failed of {counts.articles} articles; "
        f"the run holds {counts.records} records and {counts.failures} failures"
    )
    names = report.names
    if names is not None and names.put_right + names.transliterated:
        console.say(
            f"names: {names.put_right} overruled by the glossary or bisum's table, "
            f"{names.transliterated} in Latin letters for want of a rendering ({output}/names.jsonl)"
        )
    if counts.failures:
        failures = f"{output}/shards/failures-*" if is_address(output) else f"{output}/failures.jsonl"
        console.say(f"failures and their reasons: {failures}")
        console.say("(the same command reads mended files again; --retry-failed takes the others too)")
    console.say(f"pages: {output}/site/index.html")
    console.say(f"summaries: {output}/summaries")
    if report.engine.caution:
        console.say(report.engine.caution)
