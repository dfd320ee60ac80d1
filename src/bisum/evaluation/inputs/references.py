"""References: what good output looks like, as people wrote it down."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from bisum.errors import ConfigError
from bisum.model.base import Value

_FORM: Final = "docs/evaluating.md says what a line holds"
_LISTS: Final = ("summary_english", "summary_arabic")
_IDS: Final = ("id", "article")

# Likeness (difflib's ratio) to a field that is read, from which a name counts as a slip: englsh .92,
# English .86 and quote .91 are slips, english_text .74 and title_english .57 fields of their own.
_MISSPELT: Final = 0.8

V = TypeVar("V", bound=Value)


class GoldQuote(Value, frozen=True, kw_only=True):
    """One annotated quotation or quoted term.

    Attributes:
        article: Id of the article.
        paragraph: Number of the paragraph in which it starts.
        text: The Arabic inside the marks.
        kind: ``direct``, ``partial``, ``term`` or ``indirect``.
        speaker: The mention that best names the speaker; None where the article is silent.
        accept: Other right mentions.
        cue: The reporting verb or formula.
        english_text: The words of the English side that render it.
        english_marked: Whether they stand in quotation marks there.
        english_speaker: The English side's best mention of the speaker.
        doubt: The annotator could not decide; left out of all scores.
    """

    article: str
    paragraph: int
    text: str
    kind: str
    speaker: str | None = None
    accept: tuple[str, ...] = ()
    cue: str | None = None
    english_text: str | None = None
    english_marked: bool | None = None
    english_speaker: str | None = None
    doubt: bool = False

    @property
    def is_speech(self) -> bool:
        """Whether these are somebody's words in quotation marks."""
        return self.kind in {"direct", "partial"}


class Reference(Value, frozen=True, kw_only=True):
    """What is known of one article.

    Attributes:
        id: The article's id.
        english: A translation of each paragraph; None where there is none.
        summary_english: Summaries, each as good as the other; may be empty.
        summary_arabic: The same in Arabic.
        quotes: Annotated quotations; None where nobody annotated, empty where there are none.
    """

    id: str
    english: tuple[str, ...] | None = None
    summary_english: tuple[str, ...] = ()
    summary_arabic: tuple[str, ...] = ()
    quotes: tuple[GoldQuote, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class References:
    """All references of an evaluation.

    Attributes:
        by_id: Article id to what is known of it.
        names: The files, as they were named.
        sha256: Digest of the files' bytes, in the order of their digests.
        doubts: Fields that were left alone, though perhaps known ones were meant.
    """

    by_id: Mapping[str, Reference]
    names: tuple[str, ...]
    sha256: str
    doubts: tuple[str, ...] = ()

    def get(self, article: str) -> Reference | None:
        """Give what is known of an article."""
        return self.by_id.get(article)


def load(paths: Sequence[Path]) -> References:
    """Read reference files and put together what they say of each article.

    A line is a reference (``id`` and any of the fields of ``Reference``) or one annotated
    quotation (``article`` and the fields of ``GoldQuote``). Other fields are left alone.

    Raises:
        ConfigError: A file can't be read, a line is no reference, or two lines give the
            same field of one article.
    """
    by_id: dict[str, Reference] = {}
    rows: dict[str, list[GoldQuote]] = {}
    digests = []
    misspelt: Counter[tuple[str, str]] = Counter()
    for path in paths:
        raw = _bytes(path)
        digests.append(hashlib.sha256(raw).hexdigest())
        for where, line in _lines(path, raw):
            if "id" in line:
                found = _reference(line, where)
                misspelt.update(_misspelt(line))
                by_id[found.id] = _joined(by_id.get(found.id), found, where)
            else:
                quote = _quote(line, where)
                rows.setdefault(quote.article, []).append(quote)
    for article, quotes in rows.items():
        found = Reference(id=article, quotes=tuple(quotes))
        by_id[article] = _joined(by_id.get(article), found, f"the annotations of {article!r}")
    whole = digests[0] if len(digests) == 1 else hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()
    doubts = tuple(
        f"references: the field {name!r} ({n} lines) is not read; was {meant!r} meant?"
        for (name, meant), n in misspelt.items()
    )
    return References(by_id=by_id, names=tuple(map(str, paths)), sha256=whole, doubts=doubts)


def _misspelt(line: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give fields that are left alone, each with the known one that it nearly is and that the line lacks."""
    known = Reference.__struct_fields__
    absent = [name for name in known if name not in line]
    for name in line:
        near = difflib.get_close_matches(name, absent, n=1, cutoff=_MISSPELT) if name not in known else ()
        if near:
            yield name, near[0]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        msg = f"{path}: the references can't be read: {fault.strerror}; name a JSON Lines file ({_FORM})"
        raise ConfigError(msg) from None


def _lines(path: Path, raw: bytes) -> Iterator[tuple[str, dict[str, object]]]:
    for n, text in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        where = f"{path}:{n}"
        if not text.strip():
            continue
        try:
            line = msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            msg = f"{where}: not JSON ({fault}); expected JSON Lines in UTF-8, one object a line ({_FORM})"
            raise ConfigError(msg) from None
        if isinstance(line, list):
            msg = f"{where}: a list; expected JSON Lines, each of its objects on a line of its own ({_FORM})"
            raise ConfigError(msg)
        if not isinstance(line, dict) or not ("id" in line or "article" in line):
            msg = (
                f"{where}: expected an object with an id, or an annotated quotation with an article ({_FORM})"
            )
            raise ConfigError(msg)
        yield where, line


def _reference(line: Mapping[str, object], where: str) -> Reference:
    fields = _known(line, Reference)
    if isinstance(fields.get("english"), str):
        msg = (
            f"{where}: english is one text; expected a list with the translation of each paragraph, "
            f"in the article's own paragraphs ({_FORM})"
        )
        raise ConfigError(msg)
    for name in _LISTS:
        if isinstance(fields.get(name), str):
            fields[name] = [fields[name]]
        elif fields.get(name) is None:
            fields.pop(name, None)
    if len(fields) == 1:
        known = ", ".join(Reference.__struct_fields__[1:])
        msg = f"{where}: nothing but an id that bisum knows; expected any of {known} ({_FORM})"
        raise ConfigError(msg)
    quotes = fields.get("quotes")
    if isinstance(quotes, list):
        fields["quotes"] = [_known(row, GoldQuote) if isinstance(row, dict) else row for row in quotes]
    return _convert(fields, Reference, where)


def _quote(line: Mapping[str, object], where: str) -> GoldQuote:
    return _convert(_known(line, GoldQuote), GoldQuote, where)


def _as_read(name: object) -> object:
    """Give an id as it is read from an article, where a number is text too."""
    return str(name) if isinstance(name, int) and not isinstance(name, bool) else name


def _known(row: Mapping[str, object], kind: type[Value]) -> dict[str, object]:
    """Leave out fields that other programs added to a row."""
    known = {name: row[name] for name in kind.__struct_fields__ if name in row}
    return {name: _as_read(value) if name in _IDS else value for name, value in known.items()}


def _convert(fields: object, kind: type[V], where: str) -> V:
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as fault:
        msg = f"{where}: {fault} ({_FORM})"
        raise ConfigError(msg) from None


def _joined(known: Reference | None, found: Reference, where: str) -> Reference:
    if known is None:
        return found
    merged = {}
    for name in Reference.__struct_fields__:
        one, other = getattr(known, name), getattr(found, name)
        if name != "id" and one not in (None, ()) and other not in (None, ()):
            msg = f"{where}: {name} of article {found.id!r} was given before; keep one of the two"
            raise ConfigError(msg)
        merged[name] = one if other in (None, ()) else other
    return Reference(**merged)
