"""The months as newspapers of both languages name them; Arabic is folded."""

from __future__ import annotations

from typing import Final

ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# The names that newspapers of the Gulf and Egypt, the Levant and Iraq, the Maghreb and Morocco use.
# آب, ماي, أوت, جوان, تموز and مارس are also other words: they count beside a number, a year, شهر, or a word
# such as «الماضي» (as in «احتجاجات آب الماضي», *last August's protests*) only.
ARABIC_MONTHS: Final = (
    ("يناير", "كانون الثاني", "جانفي"),
    ("فبراير", "شباط", "فيفري"),
    ("اذار",),
    ("ابريل", "نيسان", "افريل"),
    ("مايو", "ايار"),
    ("يونيو", "يونيه", "حزيران"),
    ("يوليو", "يوليه", "جويليه", "يوليوز"),
    ("اغسطس", "غشت"),
    ("سبتمبر", "ايلول", "شتنبر"),
    ("اكتوبر", "تشرين الاول"),
    ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الاول", "دجنبر"),
)
DOUBTFUL_MONTHS: Final[dict[int, tuple[str, ...]]] = {
    2: ("مارس",),
    4: ("ماي",),
    5: ("جوان",),
    6: ("تموز",),
    7: ("اب", "اوت"),
}
MONTH_WORDS: Final = frozenset(
    word for names in (*ARABIC_MONTHS, *DOUBTFUL_MONTHS.values()) for name in names for word in name.split()
)
"""The words of all these names."""
