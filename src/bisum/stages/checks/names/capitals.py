"""What English writes with a capital: names, and much that is none."""

from __future__ import annotations

from typing import Final

from bisum.stages.bilingual.words import Word, english_stem

_MIN_LETTERS: Final = 4
# Words that English capitalises in any text, as stems.
_COMMON_WORDS: Final = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december president minist prime mister north south east west
northern southern eastern western middl gulf arab islam islamic muslim general colonel doctor
professor prof council assembly parliament senat court supreme unit state nation union party
movement front league cup club olymp university institut hospital bank compan committe commission
agency office bureau department administrat government republic kingdom city town street square
river sea ocean mountain desert centr center internet twitter facebook television radio channel
english french german italian spanish russian chinese american british turk turkish god house
national international
"""
# The same as whole words: what titles of bodies, places and people are made of, the sky, eras, parties.
_TITLE_WORDS: Final = """
school society dynasty museum church library academy foundation corporation industry service services
environment justice defense defence interior foreign finance health education agriculture transport
transportation energy labor labour culture tourism security intelligence police army navy airport bridge
tower palace temple mosque theater theatre station terminal stadium arena hall gate island islands cape
bay lake peak valley coast port harbor harbour brewery prevention parenthood venus mars jupiter saturn
moon earth martian bible quran koran ayatollah sheikh sultan emir prince princess king queen lord lady
saint pope bishop cardinal rabbi captain major lieutenant sergeant brigadier inspector superintendent
commissioner chancellor governor mayor senator congressman deputy judge attorney republican republicans
democrat democrats democratic conservative conservatives liberal liberals socialist communist tory tories
green black white great grand royal world cold civil revolution empire ancient medieval richest congress
representatives secretary chairman executive officer director chief staff correspondent agreement treaty
convention protocol conference summit project program programme plan fund trust group company limited
district region province governorate delegation airlines airways force forces command guard brigade
division unit award prize festival games championship presidential presidency parliamentary congressional
federal domestic internal forestry maritime independent premiership principality testament inquisition
madam madame maître maitre wilaya wilayat wilayah
reverend highness excellency majesty honour honor eminence holiness almighty father mother brother sister
uncle auntie aunt your lalla sidi moulay hajj hajja capt tsar czar sept
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split()) | frozenset(
    map(english_stem, f"{_COMMON_WORDS} {_TITLE_WORDS}".split())
)


def may_be_name(word: Word) -> bool:
    """Tell whether an English word has a capital, and is none of the words that have one in any text."""
    has_capital = word.text[0].isupper() and not word.text.isupper()
    return has_capital and len(word.text) >= _MIN_LETTERS and word.stem not in _COMMON


def plain(name: str) -> str:
    """Give an English name without the ending of an owner."""
    return name.removesuffix("'s").removesuffix("’s")
