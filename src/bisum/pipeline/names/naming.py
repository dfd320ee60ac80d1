"""Naming: one English form for each Arabic name of a run, from its finished records."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from bisum.model.name import GlossaryRow, NameRow, Origin, Variant
from bisum.model.record import LedgerRow, Record
from bisum.stages.bilingual.identity import is_named, is_short_form, is_sure, name_words, seems_named
from bisum.stages.bilingual.known import known_name
from bisum.stages.bilingual.name_match import agrees, is_all_name, n_name_words
from bisum.stages.bilingual.transliterate import transliterate
from bisum.text import holds_arabic

VERSION: Final = "names-8"
"""Of this way of naming; part of the table's signature."""

# Agreement from which an English form renders all words of the Arabic: of the default model's names on 49
# articles of ant-news-dev and ntrex-dev the right ones had .67 and more, the invented ones .50 and less; on
# the samples some wrong by a syllable had .60 to .64.
RELIABLE: Final = 0.65


def key_of(name: str) -> str:
    """Give the form under which two spellings of one Arabic name are one; spaces don't count."""
    return "".join(name_words(name))


def rows_of(record: Record) -> Iterator[LedgerRow]:
    """Give all rows of a record's ledgers that have a speaker."""
    return (row for row in (*record.quotes, *record.title_quotes, *record.indirect) if row.speaker)


def signature_of(glossary: Sequence[GlossaryRow], records: Iterable[tuple[str, str]]) -> str:
    """Digest all that can change the table: this way of naming, the glossary, the records' signatures.

    Args:
        glossary: The user's.
        records: Ids with signatures, in the order of ids.
    """
    whole = hashlib.blake2b(VERSION.encode(), digest_size=16)
    for row in glossary:
        whole.update(b"\n" + msgspec.json.encode(row))
    for article, signature in records:
        whole.update(f"\n{article}={signature}".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


class _Mentions:
    """What a run calls one Arabic name."""

    def __init__(self) -> None:
        self.spellings: Counter[str] = Counter()
        self.english: Counter[str] = Counter()
        self.articles: Counter[str] = Counter()
        self.n_articles = 0

    def add(self, rows: Sequence[LedgerRow]) -> None:
        """Take in one article's rows."""
        self.n_articles += 1
        self.spellings.update(row.speaker for row in rows if row.speaker)
        forms = [row.english_speaker for row in rows if row.english_speaker]
        self.english.update(forms)
        self.articles.update(set(forms))


def name_rows(records: Iterable[Record], glossary: Sequence[GlossaryRow]) -> tuple[NameRow, ...]:
    """Choose the English form of every name that speaks in a run, and of all of the glossary.

    The glossary decides, then bisum's table of known names, then the most frequent rendering in
    which every word of the Arabic is heard, a short form taking after the one full name that
    it can stand for; a person without such a rendering is written in Latin letters.

    Args:
        records: Read once.
        glossary: The user's.

    Returns:
        In order of the Arabic; the same records in another order give the same rows.
    """
    given = {key_of(row.arabic): row for row in glossary}
    mentions: dict[str, _Mentions] = {}
    for record in records:
        by_key: dict[str, list[LedgerRow]] = {}
        for row in rows_of(record):
            key = key_of(row.speaker or "")
            if key in given or is_sure(name_words(row.speaker or "")):
                by_key.setdefault(key, []).append(row)
        for key, rows in by_key.items():
            mentions.setdefault(key, _Mentions()).add(rows)
    named = {key: _row(mentions[key], given.get(key)) for key in mentions}
    named |= {key: _silent(row) for key, row in given.items() if key not in named}
    return tuple(sorted(_with_short_forms(named.values()), key=lambda row: row.arabic))


def _row(mentions: _Mentions, given: GlossaryRow | None) -> NameRow:
    arabic = _first(mentions.spellings)
    variants = _variants(arabic, mentions)
    english, origin = _choice(arabic, variants, given)
    reliable = [one.english for one in variants if one.is_reliable]
    kind = given.kind if given else None
    return NameRow(
        arabic=arabic,
        forms=tuple(sorted(mentions.spellings)),
        english=english,
        origin=origin,
        kind=kind or ("person" if _is_person(arabic) else "body"),
        note=given.note if given else None,
        n_articles=mentions.n_articles,
        variants=variants,
        is_conflict=len(reliable) < len(variants) and len(variants) > 1,
    )


def _is_person(arabic: str) -> bool:
    words = name_words(arabic)
    return is_named(words) or seems_named(words)


def _silent(given: GlossaryRow) -> NameRow:
    """Give the row of a glossary name that speaks nowhere in the run."""
    return NameRow(
        arabic=given.arabic,
        forms=(given.arabic,),
        english=given.english or transliterate(given.arabic),
        origin="glossary",
        kind=given.kind,
        note=given.note,
    )


def _first(counts: Counter[str]) -> str:
    """Give the most frequent, of equals the first by its letters."""
    return min(counts, key=lambda text: (-counts[text], text))


def _variants(arabic: str, mentions: _Mentions) -> tuple[Variant, ...]:
    is_name = _is_person(arabic)
    found = [
        Variant(
            english=english,
            n_mentions=n,
            n_articles=mentions.articles[english],
            is_reliable=is_reliable(arabic, english, is_name=is_name),
        )
        for english, n in mentions.english.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.n_articles, -one.n_mentions, one.english)))


def is_reliable(arabic: str, english: str, *, is_name: bool) -> bool:
    """Tell whether an English form renders an Arabic one: every word of it, and for persons nothing more."""
    if not agrees(arabic, english, RELIABLE):
        return False
    return not is_name or (is_all_name(english) and n_name_words(english) <= len(arabic.split()) + 1)


def _choice(arabic: str, variants: Sequence[Variant], own: GlossaryRow | None) -> tuple[str, Origin]:
    if own is not None:
        return own.english or transliterate(arabic), "glossary"
    known = known_name(arabic)
    if known is not None:
        usual = [one for one in variants if one.english.removeprefix("the ").startswith(known.renderings)]
        return (usual[0].english, "run") if usual else (known.english, "table")
    reliable = [one for one in variants if one.is_reliable]
    if reliable:
        return reliable[0].english, "run"
    # One word without a capital is no name to the translation, and most often none in the Arabic.
    has_capital = any(letter.isupper() for one in variants for letter in one.english)
    given = next((one.english for one in variants if not holds_arabic(one.english)), None)
    if given is not None and not (_is_person(arabic) and (has_capital or len(arabic.split()) > 1)):
        return given, "run"
    return transliterate(arabic), "transliteration"


def _with_short_forms(rows: Iterable[NameRow]) -> list[NameRow]:
    """Let each short form take after the full names that it can stand for, where these agree."""
    found = list(rows)
    words = [name_words(row.arabic) for row in found]
    by_last: dict[str, list[int]] = {}
    for n, key in enumerate(words):
        if key:
            by_last.setdefault(key[-1], []).append(n)
    named = []
    for n, row in enumerate(found):
        full = [found[m] for m in by_last.get(words[n][-1] if words[n] else "", ()) if m != n]
        full = [one for one in full if is_short_form(words[n], name_words(one.arabic))]
        tails = {_tail(row.arabic, one.english) for one in full if one.origin != "transliteration"} - {None}
        tail = tails.pop() if len(tails) == 1 else None
        is_free = row.origin in {"run", "transliteration"} and row.kind == "person"
        named.append(msgspec.structs.replace(row, english=tail, origin="run") if tail and is_free else row)
    return named


def _tail(arabic: str, english: str) -> str | None:
    """Give the end of a full name's English that renders its short form, None where no end does."""
    words = english.split()
    for at in range(len(words) - 1, 0, -1):
        tail = " ".join(words[at:])
        if agrees(arabic, tail, RELIABLE):
            before = words[at - 1].casefold()
            return f"{words[at - 1]} {tail}" if before in {"al", "el", "ben", "bin", "ibn", "abu"} else tail
    return None
