"""What a reader must know before reading a figure: few articles, what has no reference, what is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bisum.evaluation.measure import Tally
from bisum.evaluation.references import References
from bisum.evaluation.rouge import plain, summary_references
from bisum.evaluation.runs import Case
from bisum.evaluation.scores import Segment
from bisum.evaluation.significance import ALPHA, FEW_ARTICLES, least_p
from bisum.model.record import Record

_MAX_NAMED: Final = 5  # ids named in a note; the rest are counted


def notes_on(records: Sequence[Record], references: References | None, tallies: Sequence[Tally]) -> list[str]:
    """Say what is true of the articles and references, whatever a run made of them.

    Args:
        records: Those measured.
        references: None without any.
        tallies: What was measured of them.
    """
    notes = []
    if len(records) < FEW_ARTICLES:
        notes.append(
            f"only {len(records)} articles: below {FEW_ARTICLES} intervals and tests are rough; "
            "read the examples (--html) before you trust a figure"
        )
    if references is None:
        return notes
    notes += references.doubts
    here = {record.id for record in records}
    without_record = [name for name in references.by_id if name not in here]
    without_reference = [record.id for record in records if record.id not in references.by_id]
    if without_record:
        notes.append(
            f"{len(without_record)} articles of the references have no record and are in no figure: "
            + _named(without_record)
        )
    if without_reference:
        notes.append(f"{len(without_reference)} articles have no reference: " + _named(without_reference))
    if not any(one.n for one in tallies if one.measure.basis != "run"):
        notes.append(
            "nothing was measured against the references: they hold no text and no annotation for these "
            "articles; look at their ids, and whether their texts are empty"
        )
    return notes


def undecidable(n_different: int, n_articles: int) -> list[str]:
    """Say where so few articles differ that no difference could be called significant.

    Args:
        n_different: Articles whose English differs between the two runs.
        n_articles: All that were compared.
    """
    p = least_p(n_different)
    if not n_different or p < ALPHA:
        return []
    told = (
        f"only {n_different} of {n_articles} articles differ in English: the randomisation test can't give "
        f"a p below {p:.2f} for that, so neither run can come out as better by its English; "
        "compare more articles"
    )
    return [told]


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
            + _named(tuple(dict.fromkeys(silent)))
        )
    for language in ("english", "arabic"):
        asked = [case for case in cases if summary_references(case, language)]
        empty = [case.record.id for case in asked if not plain(getattr(case.record.summary, language))]
        if empty:
            notes.append(
                f"{len(empty)} of {len(asked)} {language.capitalize()} summaries are empty and have ROUGE 0: "
                + _named(empty)
            )
    return notes


def _named(ids: Sequence[str]) -> str:
    shown = ", ".join(map(repr, ids[:_MAX_NAMED]))
    return shown if len(ids) <= _MAX_NAMED else f"{shown} and {len(ids) - _MAX_NAMED} more"
