"""Units: the words, numbers, points and quotations that a passage is read as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from bisum.stages.arabic.glued import is_glued, unglue
from bisum.stages.arabic.lexicon import Look, look_up, without_article
from bisum.stages.arabic.months import DOUBTFUL, WHICH
from bisum.text import WORDS_KEPT, fold

# The colon of «9:30» opens no speech.
_TOKEN: Final = re.compile(
    "\\d{1,2}:\\d{2}(?!\\w)"
    "|[\\w\u064b-\u065f\u0670]+(?:-[\\w\u064b-\u065f\u0670]+)+|[\\w\u064b-\u065f\u0670]+|\\.{2,}|[^\\w\\s]"
)
_PUNCTUATION: Final = {"،": ",", ",": ",", "؛": ";", ";": ";", "–": "-", "—": "-", "-": "-", "؟": "?"}

UnitKind = Literal["w", "n", "p", "q"]
"""A word, a number, a point, or a quotation."""


class Unit(msgspec.Struct, frozen=True, gc=False):
    """One word, number, point, or a whole quotation with its marks.

    Attributes:
        kind: Which of them it is.
        key: Folded; for points one of ``, ; : . ? ! - ( )``.
        start: Offset in the passage.
        end: Offset just after; of a quotation, after its closing mark.
        quote: Index of the quotation, -1 for other units.
        look: What the tables say of a word; the stem of a short quotation is what it holds, folded.
        names: Which of its forms (whole, behind its first letter, its stem) are names in the article;
            none before these are known.
    """

    kind: UnitKind
    key: str
    start: int
    end: int
    quote: int
    look: Look
    names: frozenset[str] = frozenset()

    @property
    def is_name(self) -> bool:
        """Whether the article has it as a name, whatever else it may mean."""
        return self.key in self.names


_NO_LOOK: Final = Look("", "", "", False, frozenset({"point"}), "")


_WORD: Final = re.compile("[\\w\u064b-\u065f\u0670]+")
_ON: Final = Look("علي", "", "", False, frozenset({"prep"}), "")
# «يُدعى» (is called) and «يدّعي» (claims) fold to one word too.
_IS_CALLED: Final = frozenset(("يدعى", "تدعى", "ويدعى", "وتدعى", "يُدعى", "تُدعى", "ويُدعى", "وتُدعى"))
_VERB: Final = Look("يدعى", "", "", False, frozenset({"verb"}), "")
# So do the noun «رأي» and the verb «رأى», «نفي» and «نفى».
_NOUN: Final = Look("راي", "", "", False, frozenset({"common"}), "m")
_NOUNS: Final = frozenset(("رأي", "الرأي", "نفي", "النفي", "حكي"))
_VERBS_TOO: Final = frozenset(("نفي", "ونفي", "راي", "وراي"))
_MIN_OWNED: Final = 4
# An unknown word with «his» is a noun, and no name: «خيبته»; nor is one in the accusative: «تحبباً».
_NO_NAME_ENDS: Final = ("ه", "اً", "ًا")
_NAMES: Final = frozenset(("name", "given"))
_GOVERNOR: Final = Look("والي", "", "", False, frozenset(("role", "common")), "m")
_VAN: Final = Look("فان", "", "", False, frozenset(("name",)), "")
# «سئل» folds to «سيل», a torrent.
_WAS_ASKED: Final = Look("سيل", "", "", False, frozenset({"verb"}), "")
_ASKED: Final = frozenset(("سئل", "سُئل", "سُئِل", "وسئل", "وسُئل", "سئلت", "سُئلت", "وسئلت", "وسُئلت", "سئلوا"))
# «كأن» (as if) and «كان» (was) fold to one word; only the first opens a clause.
_WAS: Final = {
    key: replace(look_up(key), tags=look_up(key).tags - {"comp"}) for key in ("كان", "وكان", "فكان")
}
# So do «كأني» and «كاني», a name.
_AS_IF_I: Final = frozenset(("كاني", "وكاني"))
_MONTH: Final = "شهر"
_DAY_DIGITS: Final = 2
_TIME: Final = frozenset(("time",))
_NO_WORD: Final[frozenset[str]] = frozenset()
# «إلزام», «ألمانيا»: with its hamza ال is no article.
_HAMZA_L: Final = tuple(start + letter + "ل" for letter in "إأ" for start in ("", "و", "ف", "ب", "ل"))
_ON_FORMS: Final = frozenset(("على", "علَى", "وعلى", "فعلى"))
# «ألّا» (that not) and «إلا» (except) fold to one word; the first opens a clause.
_THAT_NOT: Final = Look("ان", "", "", False, frozenset({"comp"}), "")
# So do «فإن» and the name's part «فان».
_SO_THAT: Final = Look("ان", "ف", "", False, frozenset({"comp", "conj"}), "")
_THAT_FORMS: Final = {
    **dict.fromkeys(("ألا", "ألّا", "ألاّ"), _THAT_NOT),
    **dict.fromkeys(("فإن", "فإنّ", "فإِن", "فإِنّ"), _SO_THAT),
}


def fold_words(text: str) -> set[str]:
    """Give the folded words of a text."""
    return {fold(match.group()) for match in _WORD.finditer(text)}


def read_units(text: str, quotes: Sequence[tuple[int, int, int]] = ()) -> list[Unit]:
    """Read a passage as units.

    Args:
        text: The passage.
        quotes: Ranges, marks included, and indices of the quotations directly inside,
            in order and apart from one another: each becomes one unit.
    """
    units: list[Unit] = []
    at = 0
    for begin, stop, index in quotes:
        units += _plain_units(text, at, begin)
        units.append(Unit("q", "«", begin, stop, index, _NO_LOOK))
        at = stop
    units += _plain_units(text, at, len(text))
    return units


def with_names(units: Sequence[Unit], names: frozenset[str]) -> Sequence[Unit]:
    """Give units that know which of their forms are names.

    Args:
        units: Of a passage.
        names: Folded words that are names in the article.
    """
    return [_with_names(unit, names) for unit in units] if names else units


def _with_names(unit: Unit, names: frozenset[str]) -> Unit:
    whole, rest, stem = unit.key, unit.key[1:], unit.look.stem
    is_none = whole not in names and rest not in names and stem not in names
    return unit if is_none else replace(unit, names=names & {whole, rest, stem})


def _plain_units(text: str, start: int, end: int) -> list[Unit]:
    units = []
    is_loose = is_glued(text)
    for match in _TOKEN.finditer(text, start, end):
        token, at = match.group(), match.start()
        if token[0].isdigit():  # of which there is no end, so that they aren't remembered
            units.append(Unit("n", token, at, match.end(), -1, _NO_LOOK))
            continue
        for piece in _pieces(token, is_loose):
            units.append(Unit(piece.kind, piece.key, at, at + piece.length, -1, piece.look))
            at += piece.length
    for place in range(1, len(units) - 1):
        if units[place].key == "فان" and _is_dutch(units[place - 1], units[place + 1]):
            units[place] = replace(units[place], look=_VAN)
        elif units[place].key == "والي" and _governs(text, units[place - 1], units[place]):
            units[place] = replace(units[place], look=_GOVERNOR)
    return [_dated(units, place) if unit.key in DOUBTFUL else unit for place, unit in enumerate(units)]


def _dated(units: Sequence[Unit], place: int) -> Unit:
    """Give what may be a month as one where something beside it says so: «15 رمضان», «آب الماضي»."""
    before, after = units[place - 1 : place], units[place + 1 : place + 2]
    is_month = any(one.look.stem == _MONTH or _is_day(one) for one in before)
    is_month = is_month or any(one.key in WHICH for one in after)
    return replace(units[place], look=replace(units[place].look, tags=_TIME)) if is_month else units[place]


def _is_day(unit: Unit) -> bool:
    return unit.kind == "n" and len(unit.key) <= _DAY_DIGITS


def _governs(text: str, before: Unit, unit: Unit) -> bool:
    """Tell whether «والي» is a governor, and no «وإلى»: with its ي, and after a verb («نفى والي الشمال»)."""
    return text[unit.end - 1] == "ي" and ("verb" in before.look.tags or before.key in _VERBS_TOO)


def _is_dutch(before: Unit, after: Unit) -> bool:
    """Tell whether «فان» is the link of a name and no «فإن»: «ونقلت فان درميرش», «مايكل فان»."""
    is_strange = after.kind == "w" and after.look.tags <= _NAMES and not after.look.is_definite
    if "given" in before.look.tags:
        return is_strange or after.kind == "p"
    return is_strange and "verb" in before.look.tags


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """A unit wherever it stands; see ``Unit``."""

    kind: UnitKind
    key: str
    length: int
    look: Look


@lru_cache(maxsize=WORDS_KEPT)
def _pieces(token: str, is_loose: bool = False) -> tuple[_Piece, ...]:
    """Give the units of a token, which are several where words are glued or joined by hyphens."""
    first = token[0]
    if first.isdigit():
        return (_Piece("n", token, len(token), _NO_LOOK),)
    if "-" in token and len(token) > 1 and not _is_hyphened_name(token):
        parts = [found for part in re.split("(-)", token) for found in _TOKEN.findall(part)]
        return tuple(piece for part in parts for piece in _pieces(part, is_loose))
    if first.isalpha():
        words = unglue(token, is_loose=is_loose) if "-" not in token else [token]
        return tuple(_Piece("w", key, len(word), look) for word in words for key, look in [_look(word)])
    return (_Piece("p", _PUNCTUATION.get(first, first), len(token), _NO_LOOK),)


def _look(piece: str) -> tuple[str, Look]:  # noqa: PLR0911 - one word a line
    """Give a word folded, and what the tables say of it; words that fold alike are told apart here."""
    key = fold(piece) or piece  # a small waw or yeh that stands alone folds to nothing
    if piece in _ON_FORMS:  # «على» and the name «علي»; only the first is a preposition
        return key, _ON
    if piece in _THAT_FORMS:
        return "ان", _THAT_FORMS[piece]
    if piece in _IS_CALLED:
        return "يدعى", _VERB
    if piece in _NOUNS:
        return piece, _NOUN
    if piece in _ASKED:
        return key, _WAS_ASKED
    if key in _WAS and "أ" not in piece:
        return key, _WAS[key]
    look = look_up(key)
    if piece in _AS_IF_I:
        return key, replace(look, tags=_NO_WORD)
    if look.is_definite and piece.startswith(_HAMZA_L):
        look = without_article(key)
    if look.gender == "f" and "role" in look.tags and piece.endswith("ه"):
        return key, replace(look, gender="")  # «لاعبه»: his, and no woman
    has_article = look.is_definite or key.startswith(("بال", "وبال", "كال"))
    is_noun = piece.endswith("ة") and not has_article  # «مطحنة»
    if not look.tags and len(piece) > _MIN_OWNED and (is_noun or piece.endswith(_NO_NAME_ENDS)):
        look = replace(look, tags=_NOUN.tags, gender="f" if is_noun else "")
    return key, look


def _is_hyphened_name(word: str) -> bool:
    """Tell whether a word with hyphens begins as a name, and no part has the article: «جاي-وون»."""
    parts = word.split("-")
    looks = [look_up(fold(part)) for part in parts]
    return word[0].isalpha() and looks[0].tags <= _NAMES and not any(look.is_definite for look in looks)
