"""What a reader must know before reading a figure: few articles, what has no reference, what is empty."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from bisum.display.words import count
from bisum.evaluation.figures.measure import Tally
from bisum.evaluation.figures.results import Difference
from bisum.evaluation.figures.significance import ALPHA, FEW_ARTICLES, least_p
from bisum.evaluation.inputs.references import Reference, References
from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.texts.external import ExternalScorer
from bisum.evaluation.texts.rouge import plain, summary_references
from bisum.evaluation.texts.scores import Segment
from bisum.model.record import Record

_MAX_NAMED: Final = 5  # ids or measures named in a note; the rest are counted


def notes_on(
    records: Sequence[Record],
    references: References | None,
    tallies: Sequence[Tally],
    *,
    others: Sequence[Record] = (),
) -> list[str]:
    """Say what is true of the articles and references, whatever a run made of them.

    Args:
        records: Those measured.
        references: None without any.
        tallies: What was measured of them.
        others: Further records, which are in no figure and told of elsewhere.
    """
    notes = []
    rare = [f"{one.measure.title} ({one.n_articles})" for one in tallies if 0 < one.n_articles < FEW_ARTICLES]
    if rare and len(records) >= FEW_ARTICLES:
        notes.append(
            f"fewer than {FEW_ARTICLES} articles have anything to measure, so that intervals and tests are "
            f"rough, in: {_shown(rare)}"
        )
    if len(records) < FEW_ARTICLES:
        notes.append(
            f"only {count(len(records), 'article')}: below {FEW_ARTICLES} intervals and tests are rough; "
            "read the examples (--html) before you trust a figure"
        )
    if references is None:
        return notes
    notes += references.doubts
    here = {record.id for record in (*records, *others)}
    without_record = [name for name in references.by_id if name not in here]
    without_reference = [record.id for record in records if record.id not in references.by_id]
    if without_record:
        notes.append(
            f"{len(without_record)} articles of the references have no record and are in no figure: "
            + named(without_record)
        )
    if without_reference:
        n = len(without_reference)
        notes.append(f"{count(n, 'article')} without a reference: {named(without_reference)}")
    notes += _gaps([found for record in records if (found := references.get(record.id))])
    if not any(one.n for one in tallies if one.measure.basis != "run"):
        notes.append(
            "nothing was measured against the references: they hold no text and no annotation for these "
            "articles; look at their ids, and whether their texts are empty"
        )
    return notes


def _gaps(references: Sequence[Reference]) -> Iterator[str]:
    """Say which references lack what others have, or hold nothing but empty texts."""
    for field in ("english", "summary_english", "summary_arabic"):
        given = [getattr(one, field) or () for one in references]
        empty = [one.id for one, texts in zip(references, given, strict=True) if not any(texts)]
        if empty and any(given):
            yield f"{len(empty)} of {len(given)} references have no {field}: {named(empty)}"


def undecidable(differences: Sequence[Difference]) -> list[str]:
    """Say where so few articles differ that no difference could be called significant."""
    few = [one for one in differences if one.change and least_p(one.n_different) >= ALPHA]
    if not few:
        return []
    enough = next(n for n in itertools.count() if least_p(n) < ALPHA)
    named = _shown([f"{one.first.title} ({one.n_different})" for one in few])
    told = (
        f"too few articles differ for a verdict (where fewer than {enough} do, no randomisation test gives "
        f"a p below {ALPHA}), so compare more articles, in: {named}"
    )
    return [told]


def unpaired(lines: Sequence[str]) -> list[str]:
    """Name the first articles that could not be paired with their reference, and count the others.

    Args:
        lines: One an article.
    """
    n_more = len(lines) - _MAX_NAMED
    more = f"{n_more} more articles whose reference has another number of paragraphs are left out too"
    return [*lines[:_MAX_NAMED], *([more] if n_more > 0 else [])]


def unasked(scorers: Sequence[ExternalScorer]) -> list[str]:
    """Say which programs were given nothing, since no reference holds what they score.

    Args:
        scorers: Those programs.
    """
    wanted = {"translation": "english", "summary": "summary_english"}
    return [
        f"{one.name}: was not asked: no reference has {wanted[one.texts]} for these articles"
        for one in scorers
    ]


def lacking(cases: Sequence[Case], segments: Sequence[Segment]) -> list[str]:
    """Say what a run did not write though there is a reference for it: that counts as an empty text.

    Args:
        cases: The articles.
        segments: Their paragraphs with a reference.
    """
    silent = [cases[one.article].record.id for one in segments if not one.hypothesis]
    notes = []
    if silent:
        notes.append(
            f"{len(silent)} of {len(segments)} paragraphs have no English and count as empty, in: "
            + named(tuple(dict.fromkeys(silent)))
        )
    for language in ("english", "arabic"):
        asked = [case for case in cases if summary_references(case, language)]
        empty = [case.record.id for case in asked if not plain(getattr(case.record.summary, language))]
        if empty:
            notes.append(
                f"{len(empty)} of {len(asked)} {language.capitalize()} summaries are empty and have ROUGE 0: "
                + named(empty)
            )
    return notes


def named(ids: Sequence[str]) -> str:
    """Name the first ids, and count the others."""
    return _shown(list(map(repr, ids)))


def _shown(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MAX_NAMED])
    return shown if len(names) <= _MAX_NAMED else f"{shown} and {len(names) - _MAX_NAMED} more"
