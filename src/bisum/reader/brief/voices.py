"""What each speaker said in the articles on one event, each statement once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from bisum.model.quote import QuoteKind, Stance
from bisum.reader.brief.contents import BriefSpeaker, Doubt, Statement, Use, Wording
from bisum.reader.brief.gather import Said
from bisum.reader.brief.people import joined
from bisum.reader.brief.wordings import same_words
from bisum.text import fold

# The same few words may well be said by two people; more than these are one statement.
_MIN_SHARED: Final = 5
_RANKS: Final = {"kept": 0, "restored": 1, "approximate": 2}


class _Spoken(NamedTuple):
    """Words in one of the articles.

    Attributes:
        article: Its number on this event.
        said: The words.
        speaker: Number of the speaker; None where the article names nobody.
    """

    article: int
    said: Said
    speaker: int | None


def voices(articles: Sequence[Sequence[Said]], texts: Sequence[int]) -> tuple[BriefSpeaker, ...]:
    """Join speakers and statements across the articles on one event.

    Args:
        articles: What is said in each.
        texts: For each article, which text it gives: copies and versions share a number.

    Returns:
        Those with most statements first; the words of unnamed speakers come last.
    """
    flat = [(n, said) for n, rows in enumerate(articles) for said in rows]
    # Within an article the record knows who is who, so that each name stands once there.
    mentions = list(dict.fromkeys((n, said.row.speaker) for n, said in flat if said.row.speaker))
    groups = joined([name for _, name in mentions], [texts[n] for n, _ in mentions])
    of_mention = {mentions[at]: number for number, group in enumerate(groups) for at in group}
    spoken = [_Spoken(n, said, of_mention.get((n, said.row.speaker or ""))) for n, said in flat]
    statements = [*_same(spoken, is_denied=False), *_same(spoken, is_denied=True)]
    names = [_name(one for one in spoken if one.speaker == number) for number in range(len(groups))]
    found = [
        _voice([one for one in spoken if one.speaker == number], _statements(statements, number, names))
        for number in (*range(len(groups)), None)
        if any(one.speaker == number for one in spoken)
    ]
    return tuple(sorted(found, key=lambda voice: (voice.arabic is None, -len(voice.statements))))


def _same(spoken: Sequence[_Spoken], *, is_denied: bool) -> list[list[_Spoken]]:
    """Put together what is said in the same words; what one denies is not what another claims."""
    some = [one for one in spoken if _is_denied(one) == is_denied]
    return [[some[at] for at in group] for group in same_words([one.said.row.text for one in some])]


def _is_denied(spoken: _Spoken) -> bool:
    row = spoken.said.row
    # Whole words of his may be the denial themselves: «ونفى قائلا: «هذا غير صحيح»».
    return row.stance == Stance.DENIAL.value and row.kind != QuoteKind.DIRECT.value


def _name(spoken: Iterable[_Spoken]) -> str:
    """Give the fullest form of a name, of those the most frequent."""
    forms = Counter(one.said.row.speaker or "" for one in spoken)
    return max(forms, key=lambda form: (len(form.split()), forms[form]), default="")


def _voice(spoken: Sequence[_Spoken], statements: tuple[Statement, ...]) -> BriefSpeaker:
    name = _name(spoken)
    english = Counter(
        one.said.row.english_speaker
        for one in sorted(spoken, key=lambda one: one.said.row.speaker != name)
        if one.said.row.english_speaker
    )
    own = [one.said.row.english_speaker for one in spoken if one.said.row.speaker == name]
    chosen = next((form for form, _ in english.most_common() if form in own), None)
    chosen = chosen or next(iter(english), None)
    about = (part for one in spoken for part in (one.said.row.role, one.said.row.affiliation) if part)
    forms = dict.fromkeys(one.said.row.speaker for one in spoken if one.said.row.speaker)
    return BriefSpeaker(
        arabic=name or None,
        english=chosen,
        forms=tuple(form for form in forms if form != name),
        english_forms=tuple(form for form in english if form != chosen),
        about=tuple(dict.fromkeys(about)),
        statements=statements,
    )


def _statements(
    groups: Sequence[Sequence[_Spoken]], speaker: int | None, names: Sequence[str]
) -> tuple[Statement, ...]:
    found = []
    for group in groups:
        own = [one for one in group if one.speaker == speaker]
        if not own:
            continue
        is_long = len(own[0].said.row.text.split()) >= _MIN_SHARED
        numbers = dict.fromkeys(one.speaker for one in group if one.speaker != speaker) if is_long else {}
        others = dict.fromkeys("" if number is None else names[number] for number in numbers)
        found.append(Statement(wordings=_wordings(own), others=tuple(others)))
    return tuple(sorted(found, key=lambda statement: -_n_articles(statement)))


def _n_articles(statement: Statement) -> int:
    return len({use.article for wording in statement.wordings for use in wording.uses})


def _wordings(spoken: Sequence[_Spoken]) -> tuple[Wording, ...]:
    equal: dict[tuple[str, bool], list[_Spoken]] = {}
    for one in spoken:
        row = one.said.row
        equal.setdefault((fold(" ".join(row.text.split())), row.kind == "indirect"), []).append(one)
    ordered = sorted(equal.values(), key=lambda group: -len(group[0].said.row.text))
    return tuple(_wording(group) for group in ordered)


def _wording(spoken: Sequence[_Spoken]) -> Wording:
    shown = min(spoken, key=lambda one: _RANKS.get(one.said.row.status or "", len(_RANKS)))
    best = shown.said.row
    return Wording(
        arabic=best.text,
        english=best.english_text,
        is_marked=best.english_marked is True and best.is_sure and best.kind != "indirect",
        status=best.status,
        kind=best.kind,
        is_denied=_is_denied(spoken[0]),
        uses=tuple(dict.fromkeys(Use(article=one.article, anchor=one.said.key) for one in spoken)),
        doubts=tuple(
            Doubt(
                article=shown.article,
                anchor=sign.key,
                severity=sign.severity.word,
                code=sign.code,
                message=sign.message,
            )
            for sign in shown.said.signs
        ),
    )
