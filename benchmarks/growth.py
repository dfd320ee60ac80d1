"""Time the stages on hostile texts of growing length, and say how the time grows.

    python benchmarks/growth.py [--largest 64000] [--limit S]

For each text of 1, 2, 4 … thousand characters: reading, sentences, quotations, and, over the
fake engine, all stages. The exponent is the slope between the last two lengths: 1 is linear,
2 quadratic. A stage whose exponent is above 1.35 on times that matter is marked.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable

from bisum.config import Config, TranslateSettings
from bisum.errors import ArticleError
from bisum.model.dossier import Dossier
from bisum.pipeline.assembly.assemble import assemble
from bisum.store.articles.draft import Draft, finish

SENTENCE = "قال الوزير سامر الخطيب إن المكتبة رقم 12 ستفتح أبوابها غدا، وأضاف: «لن نغلق الأبواب». "
HOSTILE: dict[str, Callable[[int], str]] = {
    "prose": lambda n: (SENTENCE * (n // len(SENTENCE) + 1))[:n],
    "opening marks": lambda n: "خ" + "«" * n,
    "closing marks": lambda n: "خ" + "»" * n,
    "single marks": lambda n: "'خ " * (n // 3),
    "single marks closing": lambda n: "خ' " * (n // 3),
    "straight marks": lambda n: "خ" + '"' * n,
    "pairs of marks": lambda n: "«خبر» " * (n // 6),
    "nested marks": lambda n: "«خ " * (n // 6) + "»" * (n // 6),
    "one word": lambda n: "خ" * n,
    "one endless sentence": lambda n: "خبر جديد " * (n // 9),
    "commas": lambda n: "خبر، " * (n // 5),
    "full stops": lambda n: "خ" + "." * n,
    "sentences of a word": lambda n: "خبر. " * (n // 5),
    "said": lambda n: "قال " * (n // 4),
    "that": lambda n: "وقال إن " * (n // 8),
    "names": lambda n: "سامر الخطيب " * (n // 12),
    "digits": lambda n: "خ " + "1234567890" * (n // 10),
    "numbers": lambda n: "12 مليون " * (n // 9),
    "brackets": lambda n: "خ" + "(" * (n // 2) + ")" * (n // 2),
    "white space": lambda n: "خ" + " " * n + "ب",
    "vowel marks": lambda n: "خ" + "\u064e" * n,
    "marks and said": lambda n: "قال: «خبر» وأضاف: " * (n // 18),
}
# Seconds below which a slope says nothing.
MATTERS_S = 0.2
STEEP = 1.35


def main() -> None:
    """Print a row for each text."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--largest", type=int, default=64_000)
    ask.add_argument("--limit", type=float, default=20.0, help="seconds after which a text grows no further")
    ask.add_argument("--only")
    given = ask.parse_args()
    stages = assemble(Config(translate=TranslateSettings(engine="fake"))).pipeline._stages  # noqa: SLF001
    names = ["read", *(stage.name for stage in stages)]
    times_of(stages, SENTENCE)
    print(
        f"{'text':22} {'chars':>7} " + " ".join(f"{name:>10}" for name in names) + "   exponents above 1.35"
    )
    for title, make in HOSTILE.items():
        if given.only and given.only != title:
            continue
        before: dict[str, float] = {}
        n = 1000
        while n <= given.largest:
            times = times_of(stages, make(n))
            steep = {
                name: round(math.log2(times[name] / before[name]), 1)
                for name in names
                if times.get(name, 0) > MATTERS_S
                and before.get(name, 0) > MATTERS_S / 4
                and math.log2(times[name] / before[name]) > STEEP
            }
            if n * 2 > given.largest or sum(times.values()) > given.limit:
                row = " ".join(f"{times.get(name, math.nan):10.3f}" for name in names)
                print(f"{title:22} {n:7} {row}   {steep or ''}", flush=True)
                break
            before, n = times, n * 2


def times_of(stages: object, text: str) -> dict[str, float]:
    """Give the seconds of processor time that each stage takes."""
    times = {}
    began = time.process_time()
    try:
        article = finish(Draft(id="a", text=text, place="here"))
    except ArticleError:
        return {"read": time.process_time() - began}
    times["read"] = time.process_time() - began
    dossier = Dossier(article)
    for stage in stages:  # type: ignore[attr-defined]
        began = time.process_time()
        (product,) = stage.run([dossier])
        times[stage.name] = time.process_time() - began
        if isinstance(product, ArticleError):
            break
        dossier = dossier.with_product(product)
    return times


if __name__ == "__main__":
    main()
