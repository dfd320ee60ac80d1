"""Number words of both languages, as Arabic is folded and English is in lower case."""

from __future__ import annotations

from typing import Final


def _numbered(words: str, *, start: int = 0, step: int = 1) -> dict[str, float]:
    """Number words in order; those joined with / share a number."""
    rows = enumerate(words.split())
    return {word: float(start + step * n) for n, row in rows for word in row.split("/")}


SCALES: Final[dict[str, float]] = {
    **dict.fromkeys(("الف", "الاف", "الفا", "thousand", "thousands", "k"), 1e3),
    **dict.fromkeys(("مليون", "ملايين", "مليونا", "million", "millions", "m", "mn"), 1e6),
    **dict.fromkeys(("مليار", "مليارا", "مليارات", "ملايير", "بليون", "بلايين"), 1e9),
    **dict.fromkeys(("billion", "billions", "bn"), 1e9),
    **dict.fromkeys(("تريليون", "ترليون", "تريليونا", "تريليونات", "ترليونات", "trillion", "tn"), 1e12),
}
# Duals that hold their two.
TWO_OF: Final[dict[str, float]] = {
    **dict.fromkeys(("الفان", "الفين", "الفي"), 2e3),
    **dict.fromkeys(("مليونان", "مليونين", "مليوني"), 2e6),
    **dict.fromkeys(("ملياران", "مليارين", "ملياري"), 2e9),
    **dict.fromkeys(("تريليونان", "تريليونين", "تريليوني"), 2e12),
}
# Duals before what they count; the same letters as a single one in the accusative.
DUALS: Final[dict[str, float]] = {"الفا": 2e3, "مليونا": 2e6, "مليارا": 2e9}
HUNDREDS: Final = frozenset({"ميه", "مايه", "ميات"})
_STEMS: Final = ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
ARABIC_UNITS: Final[dict[str, float]] = {
    **_numbered(
        "واحد/واحده/واحدا/احدي/احد اثنان/اثنين/اثنتان/اثنتين/اثنا/اثني/اثنتا/اثنتي"
        " ثلاث/ثلاثه/ثلاثا/ثلاثي/ثلاثيه"
        " اربع/اربعه/اربعا/رباعيه خمس/خمسه/خمسا/خماسيه"
        " ست/سته/ستا/سداسيه سبع/سبعه/سبعا/سباعيه ثمان/ثماني/ثمانيه/ثمانيا تسع/تسعه/تسعا",
        start=1,
    ),
    **{
        stem + ending: 10.0 * n
        for n, stem in enumerate(_STEMS, start=3)
        for ending in ("ون", "ين", "ينات", "ينيات")
    },
    **dict.fromkeys(("عشرون", "عشرين", "عشرينات", "عشرينيات"), 20.0),
    **{stem + hundred: 100.0 * n for n, stem in enumerate(_STEMS, start=3) for hundred in ("ميه", "مايه")},
    **dict.fromkeys(("ميتان", "ميتين", "ميتي", "ميتا", "مايتان", "مايتين", "مايتي", "مايتا"), 200.0),
    **dict.fromkeys(("ثمانيميه", "ثمانيمايه"), 800.0),
}
ARABIC_ORDINALS: Final[dict[str, float]] = _numbered(
    "اول/اولي/حادي/حاديه ثان/ثاني/ثانيه ثالث/ثالثه رابع/رابعه خامس/خامسه سادس/سادسه"
    " سابع/سابعه ثامن/ثامنه تاسع/تاسعه عاشر/عاشره",
    start=1,
)
# Words that are more often something else once they have the article: «الأحد» is Sunday.
NOT_WITH_ARTICLE: Final = frozenset({"احد", "خمس", "ست"})
FRACTIONS: Final[dict[str, float]] = {
    **dict.fromkeys(("نصف", "half", "halves"), 0.5),
    **dict.fromkeys(("ربع", "quarter", "quarters"), 0.25),
    **dict.fromkeys(("ثلث", "third", "thirds"), 1 / 3),
    **dict.fromkeys(("ثلثي", "ثلثا", "ثلثين"), 2 / 3),
    "fifth": 0.2,
}
ENGLISH_ORDINALS: Final[dict[str, float]] = {
    **_numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
        start=1,
    ),
    **_numbered(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", start=20, step=10
    ),
}
ENGLISH_UNITS: Final[dict[str, float]] = {
    **_numbered(
        "zero one/once/single/sole two/couple/pair/both/twice/double/doubled/twin three/triple/tripled"
        " four five six seven eight nine ten/decade/decades eleven twelve/noon/midnight thirteen"
        " fourteen/fortnight fifteen sixteen seventeen eighteen nineteen"
    ),
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", start=20, step=10),
    **_numbered("twenties thirties forties fifties sixties seventies eighties nineties", start=20, step=10),
    "century": 100.0,
}
# Words of a number that none goes on with: «eighty once a year», «the past century millions died».
ENGLISH_ALONE: Final = frozenset({
    *("once", "single", "sole", "couple", "pair", "both", "twice", "double", "doubled", "twin", "triple"),
    *("tripled", "decade", "decades", "noon", "midnight", "fortnight", "century"),
})  # fmt: skip
ENGLISH_MANY: Final[dict[str, float]] = {"hundred": 100.0, "hundreds": 100.0, "dozen": 12.0, "dozens": 12.0}
