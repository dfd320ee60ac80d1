"""Who said it, named where the words are: for a pronoun, beside a description, or in brackets."""

from __future__ import annotations

import re
from typing import Final

from bisum.stages.bilingual.name_match import is_all_name
from bisum.stages.english.draft import Draft, names
from bisum.stages.english.subjects import VERBS
from bisum.stages.summary.forms.carried import Carried

_PRONOUN: Final = re.compile(
    rf"\b(?:he|she|they|it)\b(?=\s+(?:also\s+|further\s+|then\s+|\w+ly\s+)?(?:{VERBS}|put\s+it)\b)",
    re.IGNORECASE,
)
_PRONOUN_AFTER: Final = re.compile(rf"\b(?:{VERBS})\s+(he|she|they)\b", re.IGNORECASE)
# A subject without a name: «the court said», «said the minister».
_SUBJECT: Final = re.compile(
    rf"(?:\b[Tt]he|\b[A-Z][\w'’-]+)(?:\s+[\w'’-]+){{0,4}}?(?=\s+(?:also\s+|further\s+|then\s+)?(?:{VERBS})\b)"
)
_SUBJECT_AFTER: Final = re.compile(rf"\b(?:{VERBS})\s+(the(?:\s+[\w'’-]+){{1,4}})(?=[,.]|$)")
_BARE_VERB: Final = re.compile(rf"(?:and\s+)?({VERBS})\b", re.IGNORECASE)
_MIN_SURNAME: Final = 4  # letters
_HAS_ARTICLE: Final = re.compile(r"(?:the|an?|one|some|several|[a-z]+s)\s", re.IGNORECASE)
# A pronoun whose verb is no reporting one but leads into the words: «she interrupted him: “…”».
_SPEAKS: Final = re.compile(r"\b(he|she)(?:\s+[\w'’]+){1,5}\s*:\W*$", re.IGNORECASE)


def put_name(
    draft: Draft,
    name: str,
    inside: tuple[int, int] | None,
    named: set[str],
    entry: Carried,
    *others: tuple[int, int] | None,
    is_only: bool,
) -> None:
    """See to it that the speaker is named in full outside the quoted words."""
    if name in named or names(outside_of(draft, inside), name):
        return
    outside = outside_of(draft, *others, inside)
    named.add(name)
    short = _short_form(outside, name)
    # With two voices in one sentence nobody knows whose pronoun it is.
    pronouns = list(_PRONOUN.finditer(outside)) if is_only else []
    after = list(_PRONOUN_AFTER.finditer(outside)) if is_only else []
    bare = _BARE_VERB.match(outside) if is_only else None
    subjects = [found.span() for found in _SUBJECT.finditer(outside)]
    subjects += [found.span(1) for found in _SUBJECT_AFTER.finditer(outside)]
    subjects = subjects if is_only and entry.is_described else []
    is_first = len(subjects) == 1 and all(subjects[0][1] <= one.start() for one in pronouns)
    speaks = _SPEAKS.search(outside, 0, inside[0]) if is_only and inside else None
    if short is not None:
        draft.replace(*short, name)
    elif is_first and pronouns:  # «The guard said that he wrote …»: his name goes with what says who he is
        _put_beside(draft, outside, subjects[0], name, entry)
    elif len(pronouns) == 1:
        draft.replace(*pronouns[0].span(), name)
    elif len(after) == 1 and not pronouns:
        draft.replace(*after[0].span(1), name)
    elif bare is not None:
        draft.replace(0, bare.end(1), f"{name} {bare.group(1).lower()}")
    elif inside is not None and not re.search(r"\w", outside):
        draft.replace(inside[0], inside[0], f"{name} said: ", rank=-1)
    elif len(subjects) == 1:
        _put_beside(draft, outside, subjects[0], name, entry)
    elif speaks is not None:
        draft.replace(speaks.end(1), speaks.end(1), f" [{name}]", rank=-1)
    elif inside is not None:
        draft.replace(inside[1], inside[1], f" [{name}]", rank=0)
    elif entry.number is not None:
        draft.replace(0, 0, f"{name}: ", rank=-1)


def _put_beside(draft: Draft, outside: str, subject: tuple[int, int], name: str, entry: Carried) -> None:
    """Name a speaker whom a subject describes: in place of a short form of the name, or beside it."""
    start, end = subject
    words = outside[start:end].casefold().split()
    if words[0] == "the" and len(words) == 2 and words[1] in name.casefold().split():
        whole = name if _HAS_ARTICLE.match(name) else f"the {name}"
        draft.replace(start, end, whole)
    elif words[0] == "the" and is_all_name(name) and entry.has_office:
        comma = "" if re.match(r"\s*[.,;:!?]", outside[end:]) else ","
        draft.replace(end, end, f", {name}{comma}", rank=-1)
    else:
        draft.replace(end, end, f" [{name}]", rank=-1)


def outside_of(draft: Draft, *hidden: tuple[int, int] | None) -> str:
    """Blank quoted words out; of the same length as the draft, so that offsets hold."""
    text = draft.text
    for start, end in filter(None, hidden):
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _short_form(outside: str, name: str) -> tuple[int, int] | None:
    """Find a shorter mention of the same person, which ends with the same surname."""
    words = name.split()
    if len(words) < 2 or len(words[-1]) < _MIN_SURNAME or words[-1].islower():
        return None
    for n in range(1, len(words)):
        tail = r"\s+".join(re.escape(word) for word in words[n:])
        found = re.search(rf"(?<!\w){tail}(?!\w)", outside, re.IGNORECASE)
        if found:
            return found.span()
    return None
