"""TMX 1.4b: the beads of a run as a translation memory.

One unit a bead that has English, and one a title. No document type is named: a parser may
go and fetch it. Text that XML can't hold is replaced as on the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from bisum import __version__
from bisum.model.base import Value
from bisum.model.record import Record, RecordSentence
from bisum.reader.article.places import place_of
from bisum.reader.article.plain import spelled
from bisum.reader.article.put_right import PutRight
from bisum.reader.article.view import cautions
from bisum.reader.export.tables import codes_at, title_codes
from bisum.store.files.atomic import replacing
from bisum.store.files.slugs import slug
from bisum.text import neutral

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    f'<header creationtool="bisum" creationtoolversion={quoteattr(__version__)} segtype="sentence" '
    'o-tmf="bisum" adminlang="en" srclang="ar" datatype="plaintext">\n'
)
_CAUTION: Final = (
    "Machine translation of news, not checked by a person save where x-corrected says who; "
    "findings are noted at each unit."
)
_PERSON: Final = "person"  # stands for the engine where a person put the English right
MEMORY_TAIL: Final = "</body>\n</tmx>\n"
# TMX wants ISO 8601 in its short form, in UTC.
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_BLANK: Final = re.compile(r"\s+")


class TranslationUnit(Value, frozen=True, kw_only=True):
    """One translation unit.

    Attributes:
        key: Its id, unique over a run.
        place: Where it stands, in words.
        arabic: One or more sentences.
        english: What renders them.
        log_probability: Of the English, mean per token; None where unknown.
        is_furniture: It belongs to the web page and not to the article.
        findings: Codes of the findings on its sentences.
        corrected: Who put its English right, and when; None where a model or a file made it.
    """

    key: str
    place: str
    arabic: str
    english: str
    log_probability: float | None = None
    is_furniture: bool = False
    findings: tuple[str, ...] = ()
    corrected: str | None = None


def write_tmx(records: Iterable[Record], path: Path) -> None:
    """Write the units of all records into one memory."""
    with replacing(path) as file:
        file.write(memory_head(_CAUTION).encode())
        for record in records:
            file.writelines(line.encode() for unit in units(record) for line in _unit_lines(record, unit))
        file.write(MEMORY_TAIL.encode())


def memory_head(note: str) -> str:
    """Give what stands before the units of a memory, with a note on all of them."""
    return f"{_HEAD}<note>{_text(note)}</note>\n</header>\n<body>\n"


def memory_unit(
    unit: TranslationUnit, *, note: str, properties: Iterable[tuple[str, str]] = (), stamp: str | None = None
) -> Iterator[str]:
    """Give the lines of one unit.

    Args:
        unit: The unit.
        note: Where it is from, in words.
        properties: Kind and value of each; kinds begin with ``x-``.
        stamp: When it was made, in the short form of ISO 8601; None where unknown.
    """
    dated = f' creationdate="{stamp}"' if stamp else ""
    yield f'<tu tuid={quoteattr(unit.key)}{dated} creationtool="bisum">\n'
    yield f"<note>{_text(note)}</note>\n"
    for kind, value in properties:
        yield f'<prop type="{kind}">{_text(value)}</prop>\n'
    yield f'<tuv xml:lang="ar"><seg>{_text(unit.arabic)}</seg></tuv>\n'
    yield f'<tuv xml:lang="en"><seg>{_text(unit.english)}</seg></tuv>\n'
    yield "</tu>\n"


def units(record: Record) -> Iterator[TranslationUnit]:
    """Give what of an article has English: the title, then the beads in reading order."""
    name, people = slug(record.id), PutRight(record)
    if _has_words(record.title) and _has_words(record.title_english):
        yield TranslationUnit(
            key=f"{name}-title",
            place="title",
            arabic=record.title or "",
            english=record.title_english or "",
            findings=title_codes(record),
            corrected=people.at(place_of(record, None, 0)),
        )
    for number, paragraph in enumerate(record.paragraphs):
        numbered = list(enumerate(paragraph.sentences))
        for bead, members in groupby(numbered, key=lambda pair: pair[1].bead):
            at, sentences = zip(*members, strict=True)
            english = _english(sentences)
            if bead is None or english is None:
                continue
            yield TranslationUnit(
                key=f"{name}-p{number}b{bead}",
                place=f"paragraph {number}, {_numbers(at)}",
                arabic=paragraph.arabic[sentences[0].start : sentences[-1].end],
                english=english,
                log_probability=sentences[0].log_probability,
                is_furniture=paragraph.furniture,
                findings=codes_at(record, number, range(at[0], at[-1] + 1)),
                corrected=people.at(place_of(record, number, at[0])),
            )


def _english(sentences: Sequence[RecordSentence]) -> str | None:
    """Give the English that the first sentence of a bead carries."""
    return next((s.english for s in sentences if _has_words(s.english)), None)


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip())


def _numbers(at: Sequence[int]) -> str:
    return f"sentence {at[0]}" if len(at) == 1 else f"sentences {at[0]}-{at[-1]}"


def _unit_lines(record: Record, unit: TranslationUnit) -> Iterator[str]:
    return memory_unit(
        unit,
        note=f"Article {spelled(record.id)}, {unit.place}",
        properties=_properties(record, unit),
        stamp=_stamp(record.provenance.made_at),
    )


def _properties(record: Record, unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    card = record.provenance.translation
    yield "x-article", spelled(record.id)
    if unit.corrected:
        yield "x-engine", _PERSON
        yield "x-corrected", unit.corrected
    else:
        yield "x-engine", card.engine
        yield "x-model", card.model
        if card.revision:
            yield "x-revision", card.revision
    if unit.log_probability is not None:
        yield "x-log-probability", f"{unit.log_probability:.4f}"
    if unit.is_furniture:
        yield "x-furniture", "true"
    for code in unit.findings:
        yield "x-finding", code
    for caution in cautions(record):
        yield "x-caution", caution


def _text(text: str) -> str:
    """Give text that XML holds: a line of plain words, which is what a segment is."""
    return escape(_BLANK.sub(" ", neutral(text)))


def _stamp(made_at: str) -> str | None:
    try:
        made = datetime.fromisoformat(made_at)
    except ValueError:
        return None
    return made.astimezone(UTC).strftime(_STAMP) if made.tzinfo else None
