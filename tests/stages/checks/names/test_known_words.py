"""Known words that turned into others of their kind."""

from __future__ import annotations

import pytest

from bisum.model.finding import Severity
from bisum.stages.checks.names.known_words import check_known_words
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english", "code"),
    [
        ("انطلقت الرحلة من بنزرت أمس", "The flight left Ben Guerdane yesterday", "name-changed"),
        ("نقلت صنداي تايمز عن مصدر", "The New York Times quoted a source", "name-changed"),
        ("ظهرت حالات حصبة في القرية", "Cases of hepatitis appeared in the village", "word-changed"),
        (
            "زار وفد من ليبيا تونس وعاد إلى ليبيا",
            "A delegation from Libya visited Tunis, then Chad",
            "name-changed",
        ),
        ("وزير الداخلية في جولة", "The foreign minister is on a tour", "word-changed"),
        ("تم القضاء على دولة الخلافة", "The Kingdom of Lebanon was wiped out", "name-changed"),
        ("تظاهر عشرات المعلمين", "Hundreds of teachers demonstrated", "word-changed"),
        ("لا نريد مهرجانا للأغنياء", "We don't want a festival for the poor", "word-changed"),
        ("البلاد من أكبر مستوردي القمح", "The country is a large wheat exporter", "word-changed"),
        ("قال إن موكله بريء", "He said his client was guilty", "word-changed"),
        ("أرسلت 14 طنا من الأدوية", "It sent 14 doses of medicine", "word-changed"),
        ("تراجع المطر خلال عقدين", "Rainfall fell in two years", "word-changed"),
        ("قبل نهاية العام الجاري", "before the end of next year", "word-changed"),
        ("ابني الكبير يعمل سائقا", "My big brother is a driver", "word-changed"),
        ("أكد وزير التموين والتجارة الداخلية", "The interior minister affirmed", "word-changed"),
        ("انخفضت مياه الفرات", "The Tigris fell", "name-changed"),
        ("تساوي مساحتها ولاية تينيسي", "It is as large as the state of Texas", "name-changed"),
        ("وصل من جدة أمس", "He arrived from Sanaa yesterday", "name-changed"),  # no grandfather's
        ("بحث مجلس الأمن ذلك", "The Arab League discussed it", "name-changed"),
        ("فازت بيرو أمس", "Chile won yesterday", "name-changed"),
        ("بيعت تذاكر مقابلة نظيره الغيني", "Tickets for its Libyan counterpart were sold", "name-changed"),
        ("تأهل إلى كأس العالم", "It qualified for the Africa Cup of Nations", "word-changed"),
        ("هوية الذكر الأبيض", "the identity of the black man", "word-changed"),
        ("انضم إلى الحزب التقدمي", "He joined the socialist party", "word-changed"),
        ("تجرى المقابلة اليوم", "The match is played tomorrow", "word-changed"),
        ("زار مدينة أمس", "He visited Paris yesterday", "name-changed"),
        ("زار بنزرت وسوسة", "He visited Ben Guerdane", "name-changed"),  # one of them: which isn't known
        ("قاوم صراعا طويلا", "Egypt resisted for long", "name-changed"),  # «مصر» across two words is chance
        ("زار جديدة", "He visited New Zealand", "name-changed"),  # half a name is none
        ("حالات حصبة وحصبة", "Cases of measles and hepatitis", "word-changed"),
    ],
)
def test_a_known_word_that_became_another_of_its_kind_is_serious(arabic, english, code):
    """No reader of the English alone can see that it was another town, or another disease."""
    (fault,) = check_known_words(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity) == (code, Severity.SERIOUS)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("انطلقت الرحلة من بنزرت أمس", "The flight left Bizerte yesterday"),
        ("انطلقت الرحلة من بنزرت أمس", "The flight left the northern city yesterday"),
        ("قال مسؤول أمريكي في باريس", "A Washington official said in the French capital"),
        ("توفي والده بسبب السرطان", "His father died of cancer"),
        ("نزح عشرات الآلاف ومئات العائلات", "Tens of thousands and hundreds of families fled"),
        (
            "بلد غني عن التعريف يعيش فيه الفقراء",
            "A country that needs no introduction, where poor people live",
        ),
        ("حضر العديد من الطلاب", "Dozens of students came"),
        ("شارك مع منتخب الأردن", "He played for Jordan"),
        ("تعمل 20 عبارة في الصعيد", "Twenty ferries run in Upper Egypt"),
        ("تعمل 20 عبارة في صعيد مصر", "Twenty ferries run in Egypt's south"),
        ("طرق الأغوار خطرة", "The roads of the Jordan Valley are dangerous"),
        ("رحبت البعثة الأممية بذلك", "The United Nations mission welcomed it"),
        ("يجتمع مجلس الأمن الخميس", "The Security Council meets on Thursday"),
        ("دعا مجلس الأمن إلى الهدوء", "The United Nations Security Council called for calm"),
        ("ورثه عن جده، قال جاره حمد", "He inherited it from his grandfather, said his neighbour Hamad"),
        ("عبر السفينة نحو الضفة الجنوبية للمتوسط", "The ship's way to the southern Mediterranean shore"),
        ("الرابط بين دول المجلس", "What links the states of the Gulf Cooperation Council"),
        ("ضرب الزلزال وسط الفيليبين", "The quake struck the central Philippines"),
        ("احتل الجيش كامبوديا", "The army occupied Cambodia"),
        ("التحالف الذي تقوده الولاياتالمتحدة", "The coalition that the United States leads"),
        ("اتحاد الصناعات الألمانية", "Germany's federation of industry"),
        ("قال باحث مستقل في طب الأسنان", "Independent dentistry researchers said"),
        ("كتبت الإندبندنت أمس", "The Independent wrote yesterday"),
        ("كتبت صحيفة الإندبندنت أمس", "Independent wrote yesterday"),
        ("عاد الوداد البيضاوي أمس", "Wydad Casablanca came back yesterday"),
        ("نجح في اختطاف إعجاب الجمهور", "He managed to steal the audience's hearts"),
        ("تمكنت الوحدات بقبلي أمس", "Units in Kebili managed yesterday"),
        ("عاد ليلة البارحة", "He came back last night"),
        ("وصل اليوم بعد رحلة بدأت أمس", "He arrived after a journey that began yesterday"),
        ("نشرت CNN ذلك", "CNN published it"),
        ("زار لندنا", "He visited London"),
        ("حالات حصبة", "Cases of measles, hepatitis and cholera"),
    ],
)
def test_a_known_word_said_otherwise_is_no_fault(arabic, english):
    """What is left out shows in other checks; capitals stand for countries in every newspaper."""
    assert list(check_known_words(Pair(arabic=arabic, english=english))) == []


@pytest.mark.parametrize(
    ("arabic", "english", "message"),
    [
        ("ظهرت حالات حصبة", "Cases of hepatitis appeared", "The Arabic says 'measles' here, and"),
        ("انخفضت مياه الفرات", "The Tigris fell", "The Arabic says Euphrates here, and"),
        ("زار مدينة أمس", "He visited Paris yesterday", "The English says Paris here, and the Arabic does"),
    ],
)
def test_a_word_is_told_apart_from_a_name(arabic, english, message):
    """A name needs no marks around it; «the Arabic says measles» would read as if it did."""
    (fault,) = check_known_words(Pair(arabic=arabic, english=english))

    assert fault.message.startswith(message)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("كان عمره عشرين عاما", "He was 20 years old"),
        ("نفى المتهم وقال إنه غير مذنب", "The defendant pleaded not guilty"),
        ("مناخ متوسطي معتدل", "A mild Mediterranean climate"),
        ("سجل اليوم والشهر في تلك السنة", "The day and month were recorded"),
        ("قبل شهرين", "Eight weeks ago"),
    ],
)
def test_another_way_of_saying_a_span_or_a_verdict_is_no_swap(arabic, english):
    """Translators count in other units, and plead by what is denied."""
    assert not list(check_known_words(Pair(arabic=arabic, english=english)))
