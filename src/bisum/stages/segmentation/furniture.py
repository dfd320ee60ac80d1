"""What belongs to the web page and not to the article; and datelines."""

from __future__ import annotations

import re
from typing import Final

from bisum.stages.arabic.months import MONTHS
from bisum.stages.tables import read_lines
from bisum.text import fold

MAX_WORDS: Final = 14
"""Words of the longest paragraph that may be furniture."""

# Folded, as whole paragraphs (punctuation at the ends left out).
_WHOLE: Final = re.compile("|".join(f"(?:{line})" for line in read_lines("furniture")))
_MONTH: Final = "|".join(month.name for month in MONTHS)
# A paragraph of nothing but a date and an hour.
_DATE: Final = re.compile(
    "(?:(?:السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه)[ ،,]*)?"
    f"\\d{{1,2}}[ /.-]*(?:{_MONTH}|\\d{{1,2}})[ ،,/.-]*\\d{{4}}.{{0,45}}"
)
_EDGES: Final = " .:،؛|•*-–—←→»«<>…()[]"

_AGENCY: Final = "|".join(read_lines("agencies"))
_DATELINE: Final = re.compile(
    "^(?:[\\w ()]{2,40}?(?:[،,/] ?[\\w ]{2,25}){0,2})"
    "(?: ?[-–—ـ:/,،] ?| ?\\()"
    f'["«“(]?(?:{_AGENCY})["»”)]?(?:[ ،/,-]+["«“(]?(?:{_AGENCY})["»”)]?)*\\)?'
    "(?: ?[-–—ـ:/]+ ?|\\.? ?$)"
)
# A town with a colon or a dash, or a newspaper's own bureau; words in marks after it make it a speaker.
_TOWN: Final = "|".join(sorted(map(re.escape, read_lines("places")), key=len, reverse=True))
_BUREAU: Final = 'مكتب ["«“][^"»”]{2,40}["»”]'
_PLACE_LINE: Final = re.compile(
    f'^(?:(?:(?:{_TOWN})(?: ?، ?(?:{_TOWN}))?|{_BUREAU})(?: ?[-–—]|:) +){{1,2}}(?!["«“])'
)
_LETTER_FOLD: Final = str.maketrans("أإآةىئؤ", "اااهييو")


def is_furniture(paragraph: str) -> bool:
    """Tell whether a paragraph belongs to the web page: buttons, bylines, dates, share lines.

    Args:
        paragraph: Normalised text.
    """
    if not paragraph or len(paragraph) > 200 or paragraph.count(" ") >= MAX_WORDS:
        return False
    plain = fold(paragraph).strip(_EDGES)
    if not plain:
        return not any(letter.isalnum() for letter in paragraph)
    return _WHOLE.fullmatch(plain) is not None or _DATE.fullmatch(plain) is not None


def dateline_end(paragraph: str) -> int | None:
    """Give where a dateline at the start of a paragraph ends («واشنطن - رويترز - »، «الرباط: »), or None.

    Args:
        paragraph: Normalised text.
    """
    # The folding here keeps the length: one letter for one, so that offsets hold.
    folded = paragraph[:120].translate(_LETTER_FOLD)
    found = _DATELINE.match(folded) or _PLACE_LINE.match(folded)
    if found is None or found.group().count(" ") > 9:
        return None
    end = len(found.group().rstrip())
    return end or None
