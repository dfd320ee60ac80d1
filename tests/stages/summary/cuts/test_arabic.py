"""What may be left out of an Arabic sentence, and what never may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.summary.cuts.arabic import arabic_cuts
from bisum.stages.summary.cuts.cut import CutKind, widest

NEWS = "أعلنت الوزيرة ليلى عازار خطة جديدة لإصلاح الموانئ في البلاد"


def quoted_in(text: str) -> list[tuple[int, int]]:
    found, start = [], -1
    for at, letter in enumerate(text):
        if letter == "«":
            start = at
        elif letter == "»" and start >= 0:
            found.append((start, at + 1))
            start = -1
    return found


def shortened(text: str, *kinds: CutKind) -> str:
    cuts = [cut for cut in arabic_cuts(text, quoted_in(text)) if not kinds or cut.kind in kinds]
    for cut in reversed(widest(cuts)):
        text = text[: cut.start] + text[cut.end :]
    return text


def test_what_is_said_on_an_occasion_stays():
    """«وقال النائب وإن …» is no sentence, and what he said would be gone."""
    text = "وقال النائب، سامي النحاس، في مؤتمر صحافي إن الخطة جاهزة منذ أمس، وإن الوزيرة تأخرت."

    assert shortened(text, CutKind.OCCASION) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "وقال النائب سامي النحاس، في مؤتمر صحافي عقده أمس، إن الخطة جاهزة.",
            "وقال النائب سامي النحاس إن الخطة جاهزة.",
        ),
        (
            "وقال رئيس اللجنة، النائب سامي النحاس، في مؤتمر صحافي عقده أمس، إن الخطة جاهزة.",
            "وقال رئيس اللجنة، النائب سامي النحاس، إن الخطة جاهزة.",
        ),
        (
            "وقال رئيس اللجنة، النائب سامي النحاس، في مؤتمر صحافي ببغداد: «لن نعود».",
            "وقال رئيس اللجنة، النائب سامي النحاس: «لن نعود».",
        ),
        ("وأكدت الشركة في بيان أن السفينة وصلت إلى الميناء.", "وأكدت الشركة أن السفينة وصلت إلى الميناء."),
        ("وقال سامي النحاس، في تصريح للصحافة: «لن نعود».", "وقال سامي النحاس: «لن نعود»."),
        (
            "ونفت الشركة، التي تملك ثلاث سفن، أن تكون قد باعت الميناء.",
            "ونفت الشركة أن تكون قد باعت الميناء.",
        ),
        (
            "وقالت رئيسة اللجنة، الناقدة سعاد الملا، التي كانت في الحفل، إن القرار صدر.",
            "وقالت رئيسة اللجنة، الناقدة سعاد الملا، إن القرار صدر.",
        ),
        (
            "في المقابل، شكك سامي النحاس، الذي لم يشارك في الدراسة، في نتائجها.",
            "في المقابل، شكك سامي النحاس في نتائجها.",
        ),
        ("وقالت سعاد الملا (بطلة البلاد) إن البيت انهار.", "وقالت سعاد الملا إن البيت انهار."),
        (
            "ويحل الفريق، الذي رفع رصيده إلى 27 نقطة، ضيفا على الجار يوم الجمعة.",
            "ويحل الفريق ضيفا على الجار يوم الجمعة.",
        ),
        (f"{NEWS}، مشيرة إلى أن العمل سيبدأ قريبا.", f"{NEWS}."),
        (f"{NEWS}، فيما بقيت السفن تنتظر دورها.", f"{NEWS}."),
        (
            f"{NEWS}، فيما بقيت السفن تنتظر دورها، بحسب مصدر في الميناء.",
            f"{NEWS}، بحسب مصدر في الميناء.",
        ),
    ],
)
def test_asides_and_further_statements_go(text, rest):
    """What is left is a sentence, and true."""
    assert shortened(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}، لكنها لم تحدد موعدا.",
        f"{NEWS}، بشرط أن يوافق البرلمان عليها.",
        f"{NEWS}، باستثناء ميناء الشمال.",
        f"{NEWS}، بحسب مصدر في الوزارة.",
        f"{NEWS}، ونفت أن تكون باعت أي ميناء.",
        f"{NEWS}، مشيرة إلى أن العمل سيبدأ، لكنها لم تحدد موعدا.",
        f"{NEWS}، إذ خافت من التأخير، ثم تراجعت عنها.",
        "زارت الوزيرة ليلى عازار مصر، والأردن، وسوريا.",
        "وفي ساحة المدينة، حيث تجمع الناس منذ الصباح، ارتفعت لافتة.",
        "وقال الوزير سامي النحاس أمام النواب، مشيرا إلى الأرقام، إن الخطة جاهزة.",
        "إذا عاد العمال، الذين غادروا، وتسلموا رواتبهم، فسيبدأ العمل.",
    ],
)
def test_what_changes_the_sense_stays(text):
    """A contrast, a condition, an exception, a source, a denial, a list, and the main clause itself."""
    assert shortened(text, CutKind.FURTHER) == text


@pytest.mark.parametrize(
    "text",
    [
        "تصدرت تونس الترتيب بحصولها على المركز الأول (5.72) وبعدها المغرب.",
        "وتنوي أن تجبر الآباء الأجانب، الذين لا يعملون، على دفع الرسوم.",
        "وبلغ العجز 7 (مليارات دينار) في العام الماضي.",
        "وفي تسجيل صوتي، يُسمع مدير الشركة سامي النحاس، وهو يخاطب وكيله: «لن نعود».",
        "وقال سجناء إن صاحب الغرفة الكبيرة، وهو تاجر يستغل غرفها كلها.",
    ],
)
def test_figures_units_groups_predicates_and_last_words_stay(text):
    """A number without its unit is another number, all parents aren't some, «إن» waits for its verb.

    And who is heard must be heard to say something.
    """
    assert shortened(text) == text


def test_a_conceding_statement_stays():
    """«مستدركا» takes back some of what was said."""
    text = f"{NEWS}، مستدركة بأن المال لا يكفي."

    assert shortened(text) == text


def test_the_day_stays():
    """Who quotes a summary must know when."""
    text = "أعلنت الوزيرة ليلى عازار، أمس الأربعاء، خطة لإصلاح الموانئ."

    assert shortened(text) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("سرعة الرياح، التي تهب على بعد {} ميل، هي الأعلى هذا العام.", "سرعة الرياح هي الأعلى هذا العام."),
        (
            "وقالت الوزيرة ليلى عازار في مؤتمر صحافي عند {} صباحا إن الخطة جاهزة.",
            "وقالت الوزيرة ليلى عازار إن الخطة جاهزة.",
        ),
    ],
)
@pytest.mark.parametrize("number", ["3,000", "3،000", "٣٬٠٠٠", "6.34", "9:30"])
def test_no_number_is_cut_in_two(text, rest, number):
    """«للرياح000 ميل», once written so, is a false number in a summary that an analyst quotes."""
    assert shortened(text.format(number)) == rest


def test_an_aside_that_may_end_with_a_country_stays():
    """«العاصفة تونس، هي الأعلى» would tell of a storm called Tunis."""
    text = "سرعة رياح العاصفة، التي تبعد ثلاثة أميال عن صفاقس، تونس، هي الأعلى هذا العام."

    assert shortened(text) == text


pieces = st.sampled_from(
    [
        "وقال الوزير", "إن", "أن", "،", "،", "،", ":", "الذي يزور المدينة", "وهو نائب", "في مؤتمر صحافي",
        "(60 عاما)", "«لن نعود، قالها الوزير، إلى الميناء (أبدا)»", "«مدينة»", "لكن", "مشيرا إلى أن", "وأكد",
        "فيما", "بحسب مصدر", "الخطة جاهزة", "لم يعد", "إذا", "سامي النحاس", ".",
    ]
)  # fmt: skip


@given(st.lists(pieces, min_size=1, max_size=14).map(" ".join))
def test_no_quotation_is_cut_in_two(text):
    """Somebody's words stay whole or go whole."""
    quoted = quoted_in(text)
    for cut in arabic_cuts(text, quoted):
        assert 0 <= cut.start < cut.end <= len(text)
        for start, end in quoted:
            assert cut.end <= start or end <= cut.start or (cut.start <= start and end <= cut.end)


@given(st.lists(pieces, min_size=1, max_size=14).map(" ".join))
def test_no_contrast_condition_or_source_goes(text):
    """Left out, each of them would turn what remains."""
    for cut in arabic_cuts(text, quoted_in(text)):
        words = text[cut.start : cut.end]

        assert cut.kind is CutKind.BRACKETS or not {"لكن", "إذا"} & set(words.split())
        assert "بحسب مصدر" not in words
