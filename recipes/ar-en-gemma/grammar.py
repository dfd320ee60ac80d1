"""Sentences of names, titles, numbers, dates and reporting verbs, by a small grammar of our own.

A quarter of a million weights can't hold every name, but they can learn how names are
spelled, and that numbers and dates come through unchanged. Each sentence is a frame with
parts put in; all frames and parts were written for this project, the names aside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from corpus import Pair

Both: TypeAlias = tuple[str, str]  # Arabic, English

COUNTRIES: Final[tuple[tuple[str, str, str, str], ...]] = (
    # country, its adjective (masculine), English of both
    ("تونس", "التونسي", "Tunisia", "Tunisian"), ("الجزائر", "الجزائري", "Algeria", "Algerian"),
    ("المغرب", "المغربي", "Morocco", "Moroccan"), ("ليبيا", "الليبي", "Libya", "Libyan"),
    ("مصر", "المصري", "Egypt", "Egyptian"), ("السودان", "السوداني", "Sudan", "Sudanese"),
    ("لبنان", "اللبناني", "Lebanon", "Lebanese"), ("سوريا", "السوري", "Syria", "Syrian"),
    ("العراق", "العراقي", "Iraq", "Iraqi"), ("الأردن", "الأردني", "Jordan", "Jordanian"),
    ("السعودية", "السعودي", "Saudi Arabia", "Saudi"), ("الكويت", "الكويتي", "Kuwait", "Kuwaiti"),
    ("قطر", "القطري", "Qatar", "Qatari"), ("اليمن", "اليمني", "Yemen", "Yemeni"),
    ("إيران", "الإيراني", "Iran", "Iranian"), ("تركيا", "التركي", "Turkey", "Turkish"),
    ("فرنسا", "الفرنسي", "France", "French"), ("ألمانيا", "الألماني", "Germany", "German"),
    ("إيطاليا", "الإيطالي", "Italy", "Italian"), ("إسبانيا", "الإسباني", "Spain", "Spanish"),
    ("بريطانيا", "البريطاني", "Britain", "British"), ("روسيا", "الروسي", "Russia", "Russian"),
    ("أوكرانيا", "الأوكراني", "Ukraine", "Ukrainian"), ("الصين", "الصيني", "China", "Chinese"),
    ("الهند", "الهندي", "India", "Indian"), ("اليابان", "الياباني", "Japan", "Japanese"),
    ("البرازيل", "البرازيلي", "Brazil", "Brazilian"), ("السنغال", "السنغالي", "Senegal", "Senegalese"),
    ("نيجيريا", "النيجيري", "Nigeria", "Nigerian"), ("السويد", "السويدي", "Sweden", "Swedish"),
    ("هولندا", "الهولندي", "the Netherlands", "Dutch"), ("بولندا", "البولندي", "Poland", "Polish"),
    ("الولايات المتحدة", "الأميركي", "the United States", "US"), ("كندا", "الكندي", "Canada", "Canadian"),
)  # fmt: skip
TITLES: Final[tuple[Both, ...]] = (
    ("وزير الداخلية", "Interior Minister"), ("وزير الخارجية", "Foreign Minister"),
    ("وزير المالية", "Finance Minister"), ("وزير الصحة", "Health Minister"),
    ("وزير العدل", "Justice Minister"),
    ("وزير الدفاع", "Defense Minister"), ("وزير التربية", "Education Minister"),
    ("وزير النقل", "Transport Minister"), ("وزير الطاقة", "Energy Minister"),
    ("رئيس الوزراء", "Prime Minister"), ("الرئيس", "President"), ("المتحدث العسكري", "military spokesman"),
    ("رئيس الأركان", "Chief of Staff"), ("المدرب", "coach"), ("السفير", "Ambassador"),
    ("المحامي", "lawyer"), ("النائب", "MP"), ("الكاتب", "writer"), ("المخرج", "director"),
    ("الباحث", "researcher"), ("اللاعب", "player"), ("الخبير", "expert"), ("الصحفي", "journalist"),
)  # fmt: skip
# Verb, whether «إن» or «أن» follows, English.
VERBS: Final[tuple[tuple[str, str, str], ...]] = (
    ("قال", "إن", "said"), ("أعلن", "أن", "announced"), ("أكد", "أن", "stressed"),
    ("أوضح", "أن", "explained"), ("أضاف", "أن", "added"), ("ذكر", "أن", "mentioned"),
    ("صرّح", "بأن", "stated"), ("زعم", "أن", "claimed"), ("حذر من", "أن", "warned"),
    ("نفى", "أن", "denied"), ("اعتبر", "أن", "considered"), ("توقع", "أن", "expected"),
    ("كشف", "أن", "revealed"), ("أقر", "بأن", "acknowledged"), ("اعترف", "بأن", "admitted"),
    ("رأى", "أن", "took the view"), ("لم يستبعد", "أن", "did not rule out"),
    ("لم يؤكد", "أن", "did not confirm"),
)  # fmt: skip
# What was reported; «أن» and a noun first, so that every verb above fits.
CLAUSES: Final[tuple[Both, ...]] = (
    ("المفاوضات لم تنته بعد", "the negotiations had not ended yet"),
    ("المشروع سيبدأ في {date}", "the project would begin on {date}"),
    ("الحصيلة بلغت {people}", "the toll had reached {people}"),
    ("العجز بلغ {percent}", "the deficit had reached {percent}"),
    ("الكلفة لا تتجاوز {money}", "the cost did not exceed {money}"),
    ("الاجتماع سيعقد في {place} يوم {day}", "the meeting would be held in {place} on {day}"),
    ("القرار لن يطبق قبل {date}", "the decision would not be applied before {date}"),
    ("{other} ليس طرفاً في القضية", "{other} was not a party to the case"),
    ("الأسعار ارتفعت بنسبة {percent}", "prices had risen by {percent}"),
    ("الأسعار تراجعت بنسبة {percent}", "prices had fallen by {percent}"),
    ("{other} سيزور {place} في {date}", "{other} would visit {place} on {date}"),
    ("التحقيق لا يزال جارياً", "the investigation was still under way"),
    ("بلاده لن تشارك في القمة", "his country would not take part in the summit"),
    ("الاتفاق وُقّع في {place} عام {year}", "the agreement was signed in {place} in {year}"),
)
FRAMES: Final[tuple[Both, ...]] = (
    ("و{verb} {title} {nation} {name} {that} {clause}.", "{Nation} {Title} {name} {said} that {clause_en}."),
    ("{verb} {name}، {title} {nation}، {that} {clause}.",
     "{name}, the {Nation} {title_en}, {said} that {clause_en}."),
    ("{place}: {name} يلتقي {other}", "{place}: {name} meets {other}"),
    ("والتقى {name} يوم {day} في {place} {title} {nation} {other}.",
     "{name} met {Nation} {Title} {other} in {place} on {day}."),
    ("أفادت وكالة الأنباء بأن {people} لقوا مصرعهم في {place} يوم {day} {date}.",
     "The news agency reported that {people} were killed in {place} on {day}, {date}."),
    ("بلغ عدد المصابين {people} منذ {date}، أي بزيادة {percent}.",
     "The number of injured has reached {people} since {date}, an increase of {percent}."),
    ("وتقدر قيمة الصفقة بـ{money}.", "The deal is valued at {money}."),
    ("وُلد {name} في {place} في {date}.", "{name} was born in {place} on {date}."),
    ("شارك في اللقاء كل من {name} و{other} و{third}.",
     "{name}, {other} and {third} took part in the meeting."),
    ("من المنتظر أن يصل {name} إلى {place} يوم {day}.", "{name} is expected to arrive in {place} on {day}."),
    ("فاز {name} على {other} في {place}.", "{name} beat {other} in {place}."),
)  # fmt: skip
DAYS: Final[tuple[Both, ...]] = (
    ("الأحد", "Sunday"), ("الاثنين", "Monday"), ("الثلاثاء", "Tuesday"), ("الأربعاء", "Wednesday"),
    ("الخميس", "Thursday"), ("الجمعة", "Friday"), ("السبت", "Saturday"),
)  # fmt: skip
# English, then the names of the month in the Levant, in Tunisia, and in Egypt and the Gulf.
MONTHS: Final[tuple[tuple[str, ...], ...]] = (
    ("January", "كانون الثاني", "جانفي", "يناير"), ("February", "شباط", "فيفري", "فبراير"),
    ("March", "آذار", "مارس", "مارس"), ("April", "نيسان", "أفريل", "أبريل"), ("May", "أيار", "ماي", "مايو"),
    ("June", "حزيران", "جوان", "يونيو"), ("July", "تموز", "جويلية", "يوليو"),
    ("August", "آب", "أوت", "أغسطس"),
    ("September", "أيلول", "سبتمبر", "سبتمبر"), ("October", "تشرين الأول", "أكتوبر", "أكتوبر"),
    ("November", "تشرين الثاني", "نوفمبر", "نوفمبر"), ("December", "كانون الأول", "ديسمبر", "ديسمبر"),
)  # fmt: skip
# Counted in the singular, as after 11 to 99.
PEOPLE: Final[tuple[Both, ...]] = (
    ("شخصاً", "people"), ("مدنياً", "civilians"), ("جندياً", "soldiers"), ("عاملاً", "workers"),
    ("طفلاً", "children"), ("مهاجراً", "migrants"), ("لاجئاً", "refugees"), ("طالباً", "students"),
)  # fmt: skip
CURRENCIES: Final[tuple[Both, ...]] = (
    ("دولار", "${n} {scale}"), ("يورو", "€{n} {scale}"), ("دينار", "{n} {scale} dinars"),
    ("جنيه", "{n} {scale} pounds"), ("ريال", "{n} {scale} riyals"), ("درهم", "{n} {scale} dirhams"),
)  # fmt: skip
SCALES: Final[tuple[Both, ...]] = (("مليون", "million"), ("مليار", "billion"))
PERCENTS: Final = ("في المئة", "بالمئة", "في المائة", "بالمائة", "%")


def sentences(names: Sequence[Both], chance: random.Random) -> Iterator[Pair]:
    """Give sentences without end, with names out of a list of single names."""
    while True:
        arabic, english = _filled(names, chance)
        yield Pair("grammar", arabic, english)


def _filled(names: Sequence[Both], chance: random.Random) -> Both:
    frame = chance.choice(FRAMES)
    verb, that, said = chance.choice(VERBS)
    title, title_en = chance.choice(TITLES)
    country, nation, country_en, nation_en = chance.choice(COUNTRIES)
    clause = chance.choice(CLAUSES)
    year = str(chance.randint(1950, 2025))
    parts: dict[str, Both] = {
        "name": _name(names, chance), "other": _name(names, chance), "third": _name(names, chance),
        "day": chance.choice(DAYS), "date": _date(chance), "people": _people(chance),
        "percent": _percent(chance), "money": _money(chance), "year": (year, year),
        "place": (country, country_en),
    }  # fmt: skip
    arabic = {key: value[0] for key, value in parts.items()}
    english = {key: value[1] for key, value in parts.items()}
    arabic |= {
        "verb": verb,
        "that": that,
        "title": title,
        "nation": nation,
        "clause": clause[0].format(**arabic),
    }
    english |= {"said": said, "Title": title_en, "title_en": title_en.lower(), "Nation": nation_en}
    english |= {"clause_en": clause[1].format(**english)}
    return frame[0].format(**arabic), _capital(frame[1].format(**english))


def _name(names: Sequence[Both], chance: random.Random) -> Both:
    (first, first_en), (last, last_en) = chance.sample(names, 2)
    return f"{first} {last}", f"{first_en} {last_en}"


def _date(chance: random.Random) -> Both:
    month = chance.choice(MONTHS)
    day, year = chance.randint(1, 28), chance.randint(1990, 2025)
    in_arabic = chance.choice(month[1:])
    if chance.random() < 0.3:
        return f"{day} {in_arabic}", f"{month[0]} {day}"
    return f"{day} {in_arabic} {year}", f"{month[0]} {day}, {year}"


def _people(chance: random.Random) -> Both:
    counted, counted_en = chance.choice(PEOPLE)
    n = chance.randint(11, 99) + 100 * chance.choice((0, 0, 0, 1, 2, 3, 7))
    return f"{n} {counted}", f"{n} {counted_en}"


def _percent(chance: random.Random) -> Both:
    whole, part = chance.randint(1, 99), chance.randint(1, 9)
    sign = chance.choice(PERCENTS)
    space = "" if sign == "%" else " "
    if chance.random() < 0.5:
        return f"{whole}{space}{sign}", f"{whole} percent"
    return f"{whole}{chance.choice(',.')}{part}{space}{sign}", f"{whole}.{part} percent"


def _money(chance: random.Random) -> Both:
    currency, pattern = chance.choice(CURRENCIES)
    scale, scale_en = chance.choice(SCALES)
    if chance.random() < 0.15:
        return f"{scale}ي {currency}", pattern.format(n=2, scale=scale_en)
    if chance.random() < 0.3:
        n, part = chance.randint(1, 9), chance.randint(1, 9)
        return f"{n}{chance.choice(',.')}{part} {scale} {currency}", pattern.format(
            n=f"{n}.{part}", scale=scale_en
        )
    n = chance.randint(11, 99)
    return f"{n} {scale} {currency}", pattern.format(n=n, scale=scale_en)


def _capital(english: str) -> str:
    return english[:1].upper() + english[1:]
