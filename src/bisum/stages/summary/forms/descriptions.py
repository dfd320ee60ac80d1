"""The names of those whom the article calls by a description when they speak again.

«وأوضحت أستاذة الفيزياء الفلكية» two sentences after «قالت رُبى القطارنة» is the same woman, but the
sentence alone doesn't say so. A name put in for somebody else is the worst error that there is, so
one is taken only where the same voice goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from bisum.model.bitext import Alignment, Rendering
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, Quotes, Speaker
from bisum.model.span import Span
from bisum.stages.arabic.cues import verb_forms
from bisum.stages.arabic.lexicon import look_up
from bisum.stages.bilingual.identity import is_named, name_words
from bisum.stages.english.draft import without_marks
from bisum.text import fold

# These rules name three speakers in the gold set's articles for development, as annotated, and five in the
# 1,959 articles of the ANT corpus.
_SURE: Final = 0.8
_GOES_ON: Final = frozenset(("أضاف", "تابع", "واصل", "زاد", "أردف", "استطرد"))
_NO_NAME: Final = frozenset(("role", "body", "press", "text", "crowd"))
_NO_PERSON: Final = frozenset(("press", "text", "crowd"))
# One who holds such an office may well be somebody who hasn't spoken yet.
_OFFICES: Final = frozenset(("وزير", "رييس", "محافظ", "والي", "سفير", "ناطق", "متحدث", "نايب"))
# Callings of which a newspaper uses one for another of the same person; folded, of men. By hand.
_CALLINGS: Final = tuple(
    frozenset(line.split())
    for line in (
        "دكتور بروفيسور استاذ باحث اكاديمي عالم طبيب اختصاصي استشاري خبير",
        "كاتب روايي شاعر مولف اديب قاص",
        "فنان مغني مطرب ممثل مخرج موسيقي رسام نحات",
        "لاعب نجم حارس مهاجم مدافع هداف عداء",
        "محامي حقوقي قانوني",
        "صحافي صحفي اعلامي مراسل كاتب",
    )
)
_BEFORE: Final = 40  # letters before a name among which its calling stands
_NEAR: Final = 1  # paragraphs from the name's last words to the description


class _Named(NamedTuple):
    """Who spoke last, and when."""

    speaker: Speaker
    english: str | None
    gender: str
    paragraph: int


def with_names(dossier: Dossier) -> Dossier:
    """Give an article in whose ledger descriptions of speakers stand for the names that are meant.

    The words of the descriptions stay as the mentions nearest the quotations; in English nothing is named
    that the ledger doesn't name.
    """
    quotes, alignment = dossier[Quotes], dossier[Alignment]
    meant = dict(_meant(dossier))
    if not meant:
        return dossier
    sides = [(quotes.marked, alignment.quotes), (quotes.indirect, alignment.indirect)]
    marked, indirect = (
        [_named(quote, some, meant) for quote, some in zip(entries, renderings, strict=True)]
        for entries, renderings in sides
    )
    ledger = msgspec.structs.replace(
        quotes, marked=tuple(one for one, _ in marked), indirect=tuple(one for one, _ in indirect)
    )
    aligned = msgspec.structs.replace(
        alignment, quotes=tuple(some for _, some in marked), indirect=tuple(some for _, some in indirect)
    )
    return dossier.with_product(ledger).with_product(aligned)


def _named(
    quote: Quote, renderings: Sequence[Rendering], meant: dict[Span, _Named]
) -> tuple[Quote, tuple[Rendering, ...]]:
    who = meant.get(quote.speaker.span) if quote.speaker else None
    if who is None or quote.speaker is None:
        return quote, tuple(renderings)
    mention = quote.speaker.mention or quote.speaker.span
    speaker = msgspec.structs.replace(who.speaker, mention=mention)
    english = tuple(
        msgspec.structs.replace(one, speaker=who.english) if one.speaker or not quote.is_marked else one
        for one in renderings
    )
    return msgspec.structs.replace(quote, speaker=speaker), english


def _meant(dossier: Dossier) -> Iterator[tuple[Span, _Named]]:
    """Find whom descriptions mean, by where they stand."""
    quotes, alignment = dossier[Quotes], dossier[Alignment]
    entries = [*zip(quotes.marked, alignment.quotes, strict=True)]
    entries += zip(quotes.indirect, alignment.indirect, strict=True)
    entries = [entry for entry in entries if entry[0].is_speech and entry[0].parent is None]
    entries.sort(key=lambda entry: (entry[0].spans[0].paragraph or 0, entry[0].spans[0].start))
    last: _Named | None = None
    known: dict[Span, _Named] = {}
    for quote, renderings in entries:
        speaker, paragraph = quote.speaker, quote.spans[-1].paragraph or 0
        if speaker is None:
            continue
        if _is_name(speaker):
            english = next((one.speaker for one in renderings if one.speaker), None)
            gender = _gender(quote) or (last.gender if last and last.speaker.name == speaker.name else "")
            last = _Named(speaker, english, gender, paragraph) if quote.confidence >= _SURE else None
        elif speaker.span in known:
            last = known[speaker.span]._replace(paragraph=paragraph)
        elif last and paragraph - last.paragraph <= _NEAR and _is_same(dossier, quote, speaker, last):
            known[speaker.span] = last
            yield speaker.span, last
        else:
            last = None


def _is_name(speaker: Speaker) -> bool:
    """Tell whether a mention is a name: by its words, or as two and more of one whose office is given."""
    words = name_words(without_marks(speaker.name))
    first = look_up(words[0]) if words else None
    is_introduced = first is not None and speaker.role is not None and len(words) > 1
    return is_named(words) or bool(
        is_introduced and first and not first.tags & _NO_NAME and words[0][:2] != "ال"
    )


def _is_same(dossier: Dossier, quote: Quote, described: Speaker, last: _Named) -> bool:
    """Tell whether a description means the one who spoke last: who goes on, or has such a calling."""
    gender = _gender(quote)
    words = name_words(without_marks(described.name))
    if quote.confidence < _SURE or not gender or gender != last.gender:
        return False
    head = words[0].removeprefix("ال")
    if look_up(words[0]).tags & _NO_PERSON or {head, head.removesuffix("ه")} & _OFFICES:
        return False
    if not any(word.startswith("ال") for word in words[:2]):
        return False  # «طبيبة»: one of many
    if quote.cue and quote.cue.lemma in _GOES_ON:
        return "role" in look_up(words[0]).tags or bool(_callings(words[:1]))
    return bool(_callings(words[:1]) & _callings(_introduction(dossier, last.speaker)))


def _introduction(dossier: Dossier, speaker: Speaker) -> tuple[str, ...]:
    """Give the words by which a name is introduced, folded."""
    at = speaker.span
    text = "" if at.paragraph is None else dossier.article.paragraphs[at.paragraph].text
    return name_words(text[max(0, at.start - _BEFORE) : at.start] + " " + (speaker.role or ""))


def _callings(words: Sequence[str]) -> frozenset[int]:
    """Give the groups of callings of which a word is one, of men or of women."""
    bare = {word.lstrip("و").removeprefix("ال") for word in words}
    bare |= {word.removesuffix("ه") for word in bare}
    return frozenset(n for n, group in enumerate(_CALLINGS) if bare & group)


def _gender(quote: Quote) -> str:
    """Give the gender that the reporting verb asks of its subject; empty where it shows none."""
    if quote.cue is None or not quote.cue.text.strip():
        return ""
    verb = fold(quote.cue.text).split(maxsplit=1)[0]
    forms = (one.form for one in verb_forms(verb) if one.verb.lemma == quote.cue.lemma)
    genders = {form.gender for form in forms if form.gender}
    return genders.pop() if len(genders) == 1 else ""
