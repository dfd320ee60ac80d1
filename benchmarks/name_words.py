"""Collect how single words of Arabic names are usually written in English, for names that have no other form.

Usage: python benchmarks/name_words.py SHARED > src/bisum/stages/tables/name_words.tsv

Source: the sentence pairs and the lexicon written for bisum (CC0). A word counts where a capitalised English
word of the same pair sounds like it; its most frequent form is kept. What sounds alike and is another word
was put right by hand.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from bisum.stages.arabic.lexicon import look_up
from bisum.stages.bilingual.sounds import likeness
from bisum.stages.bilingual.words import arabic_words
from bisum.text import fold, normalise

MIN_SOUND = 0.72  # likeness; a little above lexicon.SAME_NAME, since nothing else speaks for the pair
MIN_SHARE = (
    0.3  # of a word's pairs that have its most frequent form: Mohamed, Mohammed and Muhammad share one
)
COMMON = frozenset(("common", "verb", "press", "body", "text", "crowd", "neg", "pron"))
# Names that sound like the English of something else: a town, a people, the name of another language.
PUT_RIGHT = {
    "امين": "Amin", "تركي": "Turki", "تيمور": "Taimur", "حسني": "Hosni", "خان": "Khan", "داود": "Dawood",
    "ذياب": "Dhiab", "رويدا": "Ruwaida", "ريا": "Raya", "رياض": "Riad", "ستار": "Sattar", "سعدي": "Saadi",
    "سليمان": "Suleiman", "سمعان": "Semaan", "سويدي": "Suwaidi", "عايشه": "Aisha", "عقبه": "Uqba",
    "غالي": "Ghali", "كردي": "Kurdi", "كرم": "Karam", "مامون": "Mamoun", "مسلمه": "Maslama",
    "مسلمي": "Muslimi", "نصر": "Nasr",
    "وايلي": "Waili", "وداد": "Widad", "ياسمين": "Yasmin",
}  # fmt: skip
WRONG = frozenset(("امي", "ايطالي", "بوشر", "دايك", "شين", "فون", "فين", "هال", "وحسين", "وحماه"))
CAPITALS = re.compile(r"(?<![\w'’-])[A-Z][^\W\d_]+(?:['’][a-z]+)?")
ARTICLE = re.compile(r"^(?:al|el)-", re.IGNORECASE)


def main() -> None:
    """Print the table."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(Path(sys.argv[1]).joinpath("written").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            arabic, english = line.split("\t")[:2]
            said = english.replace("al-", "").replace("Al-", "").replace("el-", "")
            capitals = [re.sub("['’]s$", "", one) for one in CAPITALS.findall(said)]
            for word in arabic_words(normalise(arabic)):
                key = fold(word.text).removeprefix("ال")
                if len(key) < 3 or key[0].isdigit():
                    continue
                heard = max(((likeness(key, one), one) for one in capitals), default=(0.0, ""))
                if heard[0] >= MIN_SOUND:
                    found[key][heard[1]] += 1
    print(
        "# Words of Arabic names as they are usually written in English: word (folded, without the article),"
    )
    print("# tab, form. Made by benchmarks/name_words.py from the pairs written for bisum (CC0).")
    for key, forms in sorted(found.items()):
        (form, n), *_ = forms.most_common(1)
        tags = look_up(key).tags
        is_name = bool(tags & {"given", "name"}) and not tags & COMMON
        is_name = is_name or bool(tags & {"given"}) or ("role" in tags and n > 1)
        if key in WRONG:
            continue
        if n >= MIN_SHARE * forms.total() and is_name and not form.endswith(("ian", "ese")):
            print(f"{key}\t{PUT_RIGHT.get(key, form)}")


if __name__ == "__main__":
    main()
