"""Words around numbers in Arabic news, folded: what is no count, units, hedges, plurals."""

from __future__ import annotations

import re
from typing import Final


def _words(rows: str) -> frozenset[str]:
    return frozenset(rows.split())


def _chosen(rows: str) -> dict[str, str]:
    """Give the first word of each line for each word of it."""
    return {word: line.split()[0] for line in rows.strip().splitlines() for word in line.split()}


NOT_A_COUNT: Final = _words("""
عام سنه يوم ساعه فصل ماده رقم قانون صفحه جوله دوره قرن طريق شارع تاريخ طابق قناه موسم غره ليله
""")
"""Before a number: then it names a year, a law, a street or a round."""

CLOCK: Final = _words("صباحا مساء ظهرا ليلا فجرا بتوقيت دقيقه")
"""After a number: then it is a time of day."""

SINGULARS: Final = _chosen("""
قتيل قتلي
جريح جرحي
شخص اشخاص
ضحيه ضحايا
شهيد شهداء
جندي جنود
طفل اطفال
امراه نساء
رجل رجال
عامل عمال
طالب طلاب طلبه
تلميذ تلاميذ
نايب نواب
عنصر عناصر
دوله دول
بلد بلدان
مدينه مدن
قريه قري
منزل منازل
بيت بيوت
صاروخ صواريخ
قذيفه قذايف
صوت اصوات
مقعد مقاعد
هدف اهداف
نقطه نقاط
شهر اشهر شهور
يوم ايام
عام اعوام
سنه سنوات سنين
اسبوع اسابيع
دقيقه دقايق
طن اطنان
برميل براميل
مشروع مشاريع
مركب مراكب
زورق زوارق
قارب قوارب
فرد افراد
اسير اسري
رهينه رهاين
متر امتار
ميل اميال
عضو اعضاء
خبير خبراء
""")
"""Plurals that no ending gives away, and the singular that larger numbers take."""

ROOTS: Final = _chosen("""
قتل مقتل قتلي قتيل قتيلا قتلوا يقتل ومقتل مصرع
اصاب اصابه اصيب اصيبوا واصيب واصابه مصاب مصابا مصابين اصابات جرح جريح جريحا جرحي بجروح جروح
توفي وفاه وفيات متوفي
اعتقل اعتقال اعتقلت توقيف ايقاف اوقف اوقفت القبض موقوف
ارتفع ارتفاع ارتفعت يرتفع
حصيله عدد اجمالي مجموع
""")
"""Verbs and nouns of one root that light stemming keeps apart."""

PEOPLE: Final = frozenset(("شخص", "اخر", "فرد"))
"""Who is counted by what happened to them: «12 شخصا» after «قتل» are the dead."""

FATES: Final = frozenset(("قتل", "اصاب", "توفي", "اعتقل"))

ABOUT: Final = _words("نحو حوالي قرابه زهاء تقريبا يقارب يناهز ناهز تناهز بنحو بحوالي")
OVER: Final = _words("اكثر ازيد يفوق تجاوز يتجاوز تتجاوز يزيد فوق باكثر لاكثر")
UNDER: Final = frozenset(("اقل", "دون"))
AFTERWARDS: Final = {"تقريبا": "about", "الاقل": "over"}

EMPTY: Final = _words("بلغ نسب نسبه قيم بقيم اقل اكثر حوال قراب ميه مايه معدل بمعدل")
"""Stems that stand beside any number and say nothing about what it counts."""

MONEY: Final = tuple(
    (unit, re.compile(pattern))
    for unit, pattern in (
        ("$", "دولار|\\$"),
        ("€", "يورو|اورو|€"),
        ("£", "استرليني|£"),
        ("pound", "جنيه|ليره|ليرات"),
        ("riyal", "ريال"),
        ("dinar", "دينار|دنانير"),
        ("dirham", "درهم|دراهم"),
        ("rouble", "روبل"),
        ("yen", "ين"),
        ("yuan", "يوان"),
    )
)
"""Currencies, as folded words without the ending of the accusative."""
